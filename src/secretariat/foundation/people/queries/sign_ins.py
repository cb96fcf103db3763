"""Where accounts are signed in now."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from secretariat.foundation.people.models import Account, SignIn
from secretariat.foundation.records import clock


def live_sign_ins() -> QuerySet[SignIn]:
    """Every sign-in whose session has neither ended nor run out."""
    alive = Session.objects.filter(expire_date__gt=clock.wall_now())
    return SignIn.objects.filter(session_key__in=alive.values("session_key"))


def sign_ins_of(account: Account) -> list[SignIn]:
    """The browsers in which an account is signed in, the last used first. One query."""
    return list(live_sign_ins().filter(account=account))
