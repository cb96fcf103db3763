"""Every write of organizations, bodies, persons, seats, offices, rule books and accounts."""

from __future__ import annotations

from .accounts import (
    change_sign_in_address,
    choose_zone,
    close_account,
    end_operator,
    link_account,
    make_operator,
    open_account,
    open_operator_account,
    reopen_account,
)
from .bodies import (
    DRAFT_AUDIENCES,
    OWN_WORDS,
    BodyFacts,
    checked_slug,
    create_body,
    edit_body,
    known_zone,
)
from .councils import begin_council
from .doubles import put_together
from .looks import choose_colours, readable_shade, remove_logo, set_logo
from .mergers import SeatsOutcome, merge_organization
from .offices import (
    appoint,
    begin_office,
    end_appointment,
    end_office,
    supersede_appointment,
    withdraw_office,
)
from .organizations import (
    found_organization,
    leave_body,
    leave_seat,
    rename_organization,
)
from .periods import tidy
from .persons import (
    NewPerson,
    add_affiliation,
    add_alias,
    add_person,
    change_company,
    checked_address,
    correct_person,
    remove_alias,
    set_address,
)
from .rosters import Change, RosterPlan, import_roster, preview_roster
from .rule_books import add_rule_book, checked_rule_book, require_successor
from .seats import (
    add_seat,
    close_seat,
    end_holding,
    mark_seat_active,
    mark_seat_inactive,
    relabel_seat,
    share_seat,
)
from .sign_in import issue_sign_in_link, redeem_sign_in_link
from .terms import begin_alternate, begin_representative, end_term, withdraw_term
from .withdrawing import withdraw_person

__all__ = [
    "DRAFT_AUDIENCES",
    "OWN_WORDS",
    "BodyFacts",
    "Change",
    "NewPerson",
    "RosterPlan",
    "SeatsOutcome",
    "add_affiliation",
    "add_alias",
    "add_person",
    "add_rule_book",
    "add_seat",
    "appoint",
    "begin_alternate",
    "begin_council",
    "begin_office",
    "begin_representative",
    "change_company",
    "change_sign_in_address",
    "checked_address",
    "checked_rule_book",
    "checked_slug",
    "choose_colours",
    "choose_zone",
    "close_account",
    "close_seat",
    "correct_person",
    "create_body",
    "edit_body",
    "end_appointment",
    "end_holding",
    "end_office",
    "end_operator",
    "end_term",
    "found_organization",
    "import_roster",
    "issue_sign_in_link",
    "known_zone",
    "leave_body",
    "leave_seat",
    "link_account",
    "make_operator",
    "mark_seat_active",
    "mark_seat_inactive",
    "merge_organization",
    "open_account",
    "open_operator_account",
    "preview_roster",
    "put_together",
    "readable_shade",
    "redeem_sign_in_link",
    "relabel_seat",
    "remove_alias",
    "remove_logo",
    "rename_organization",
    "reopen_account",
    "require_successor",
    "set_address",
    "set_logo",
    "share_seat",
    "supersede_appointment",
    "tidy",
    "withdraw_office",
    "withdraw_person",
    "withdraw_term",
]
