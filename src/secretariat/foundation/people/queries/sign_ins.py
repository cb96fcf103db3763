"""Where accounts are signed in now."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from secretariat.foundation.people.models import Account, SignIn
from secretariat.foundation.records import clock


def live_sign_ins() -> QuerySet[SignIn]:
    """Every sign-in whose session has neither ended nor run out."""
    alive = sessions().filter(expire_date__gt=clock.wall_now())
    return SignIn.objects.filter(session_key__in=alive.values("session_key"))


def sessions() -> QuerySet[Any]:
    """The sessions of browsers. What only reads the record does without the app that keeps them."""
    return apps.get_model("sessions", "Session")._default_manager.all()


def sign_ins_of(account: Account) -> list[SignIn]:
    """The browsers in which an account is signed in, the last used first. One query."""
    return list(live_sign_ins().filter(account=account))
