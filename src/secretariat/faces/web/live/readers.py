"""Who follows a live stream, and what of it they may see; read for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from secretariat.foundation.people.models import Account
from secretariat.foundation.people.queries import actors_for
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor


@dataclass(frozen=True, slots=True)
class _SignIn:
    """What a session says of who signed in, to be checked against the account."""

    account: int
    digest: str


def session_in(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The key of the session in the cookies of a request; "" without one."""
    sent = b"; ".join(value for name, value in headers if name == b"cookie")
    try:
        cookie = SimpleCookie(sent.decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def actors_of_sessions(keys: Iterable[str]) -> dict[str, Actor]:
    """Who each session acts as at this moment; whoever is not signed in, or not any more, is
    somebody outside. Three queries for all of them, none for strangers alone.
    """
    wanted = {key for key in keys if key}
    signed_in = _signed_in(wanted) if wanted else {}
    accounts = _accounts(each.account for each in signed_in.values())
    actors = actors_for(accounts.values()) if accounts else {}
    found = dict.fromkeys((*wanted, ""), PUBLIC_ACTOR)
    for key, each in signed_in.items():
        account = accounts.get(each.account)
        if account and constant_time_compare(each.digest, account.get_session_auth_hash()):
            found[key] = actors[account.pk]
    return found


def _signed_in(keys: Iterable[str]) -> dict[str, _SignIn]:
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=clock.wall_now())
    found = {}
    for row in rows:
        said: Mapping[str, str] = row.get_decoded()
        account = said.get(SESSION_KEY, "")
        if account.isdecimal():
            found[row.session_key] = _SignIn(int(account), said.get(HASH_SESSION_KEY, ""))
    return found


def _accounts(numbers: Iterable[int]) -> dict[int, Account]:
    wanted = set(numbers)
    rows = Account.objects.filter(pk__in=wanted).select_related("person") if wanted else ()
    return {row.pk: row for row in rows}
