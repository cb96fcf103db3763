"""Every read of people, bodies, seats and accounts."""

from __future__ import annotations

from secretariat.foundation.people.snapshots import name_of

from .actors import actor_for, actor_of_person
from .bodies import all_bodies, body_named, members_table, seat_history, seat_named
from .persons import organization_of, organizations_of, person_named, persons_matching
from .roles import holders_of, role_meant

__all__ = [
    "actor_for",
    "actor_of_person",
    "all_bodies",
    "body_named",
    "holders_of",
    "members_table",
    "name_of",
    "organization_of",
    "organizations_of",
    "person_named",
    "persons_matching",
    "role_meant",
    "seat_history",
    "seat_named",
]
