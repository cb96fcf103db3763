"""Where an account is signed in: noted at every way in, ended by its owner or the operator.

Sign-ins use the time on the wall, never the example's.
"""

from __future__ import annotations

from secretariat.foundation.people import policy, queries
from secretariat.foundation.people.models import Account, SignIn
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import counted

from .accounts import account_ref, whose
from .sessions import end_sessions


def note_sign_in(account: Account, session_key: str, way: str, device: str) -> SignIn:
    """Keep that an account is signed in in a browser. No audit entry: nothing is done yet."""
    today = clock.wall_now().date()
    SignIn.objects.filter(session_key=session_key).delete()
    return SignIn.objects.create(
        account=account,
        session_key=session_key,
        way=way,
        device=device[:100],
        began_on=today,
        seen_on=today,
    )


def note_seen(session_key: str) -> None:
    """Keep that somebody is at work in this browser today. One statement, at most."""
    today = clock.wall_now().date()
    SignIn.objects.filter(session_key=session_key, seen_on__lt=today).update(seen_on=today)


def note_sign_out(session_key: str) -> None:
    """The session of a browser ends by itself; its line goes with it."""
    SignIn.objects.filter(session_key=session_key).delete()


def end_sign_in(actor: Actor, account: Account, key: str) -> None:
    """Sign one browser of an account out at once. Refuses ("not_found", "not_allowed")."""
    with act(actor, "people.end_sign_in", account_ref(account)) as this:
        require(policy.may_end_sign_ins(actor, account))
        row = account.sign_ins.filter(key=key).first()
        if row is None:
            raise Refused("not_found", "This sign-in has ended already. Nothing has changed.")
        end_sessions([row.session_key])
        this.says(f"{whose(account)} was signed out in one browser.")
        this.now_is(device=row.device)


def end_sign_ins(actor: Actor, account: Account, *, but: str = "") -> int:
    """Sign every browser of an account out, apart from the session `but`; how many."""
    with act(actor, "people.end_sign_ins", account_ref(account)) as this:
        require(policy.may_end_sign_ins(actor, account))
        keys = [row.session_key for row in account.sign_ins.all() if row.session_key != but]
        end_sessions(keys)
        this.says(f"{whose(account)} was signed out in {counted(len(keys), 'browser')}.")
        this.now_is(ended=len(keys))
    return len(keys)


def forget_ended_sign_ins() -> int:
    """Drop sessions that ran out, and the lines of sign-ins without a session; how many lines."""
    queries.sessions().filter(expire_date__lt=clock.wall_now()).delete()
    alive = queries.live_sign_ins().values("pk")
    return SignIn.objects.exclude(pk__in=alive).delete()[0]
