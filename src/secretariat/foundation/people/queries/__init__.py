"""Every read of people, bodies, seats and accounts."""

from __future__ import annotations

from secretariat.foundation.people.snapshots import name_of

from .actors import actor_for, actor_of_person, actors_for
from .bodies import (
    all_bodies,
    body_named,
    members_table,
    seat_history,
    seat_named,
    seat_on,
    seats_of,
)
from .choices import (
    day_in,
    day_to_come,
    organization_called,
    organization_named,
    organizations_to_choose,
    people_to_choose,
    today,
)
from .doubles import DoubleEntry, double_entry, likely_doubles
from .history import seat_trail
from .mergers import Merger, merger, successor
from .pages import (
    SetupState,
    account_named,
    account_of,
    all_accounts,
    current_version,
    everybody,
    first_page_of,
    holders_of_seats,
    organizations_of_body,
    people_of,
    person_page,
    roles_in_words,
    rule_book_versions,
    setup_state,
)
from .persons import namesakes, organization_of, organizations_of, person_named, persons_matching
from .roles import holders_of, role_meant
from .rows import (
    appointment_of,
    appointments_of,
    latest_holding,
    latest_office,
    latest_term,
    offices_of,
)

__all__ = [
    "DoubleEntry",
    "Merger",
    "SetupState",
    "account_named",
    "account_of",
    "actor_for",
    "actor_of_person",
    "actors_for",
    "all_accounts",
    "all_bodies",
    "appointment_of",
    "appointments_of",
    "body_named",
    "current_version",
    "day_in",
    "day_to_come",
    "double_entry",
    "everybody",
    "first_page_of",
    "holders_of",
    "holders_of_seats",
    "latest_holding",
    "latest_office",
    "latest_term",
    "likely_doubles",
    "members_table",
    "merger",
    "name_of",
    "namesakes",
    "offices_of",
    "organization_called",
    "organization_named",
    "organization_of",
    "organizations_of",
    "organizations_of_body",
    "organizations_to_choose",
    "people_of",
    "people_to_choose",
    "person_named",
    "person_page",
    "persons_matching",
    "role_meant",
    "roles_in_words",
    "rule_book_versions",
    "seat_history",
    "seat_named",
    "seat_on",
    "seat_trail",
    "seats_of",
    "setup_state",
    "successor",
    "today",
]
