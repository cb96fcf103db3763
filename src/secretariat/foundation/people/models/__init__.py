"""Organizations, bodies, persons, seats, offices, appointments, rule books and accounts.

Everything that can change over the years has a `from_on` and a `to_on` (the last day it held); a
row without `to_on` still holds. Old minutes read the rows of their own day.
"""

from __future__ import annotations

from .accounts import Account, Attempts, SignIn, SignInLink
from .bodies import Body, RuleBookVersion
from .mailing import MailChoice
from .organizations import Organization, OrganizationName
from .persons import Affiliation, FormerHandle, Namesakes, Person, PersonAlias
from .seats import Appointment, FormerLabel, Office, Seat, SeatHolding, SeatInactivity, Term

__all__ = [
    "Account",
    "Affiliation",
    "Appointment",
    "Attempts",
    "Body",
    "FormerHandle",
    "FormerLabel",
    "MailChoice",
    "Namesakes",
    "Office",
    "Organization",
    "OrganizationName",
    "Person",
    "PersonAlias",
    "RuleBookVersion",
    "Seat",
    "SeatHolding",
    "SeatInactivity",
    "SignIn",
    "SignInLink",
    "Term",
]
