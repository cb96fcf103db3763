"""One-time sign-in links. Only a digest is kept; links use the time on the wall, never the
example's.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from secretariat.foundation.people import policy
from secretariat.foundation.people.models import Account, SignInLink
from secretariat.foundation.people.queries.actors import actor_for
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .accounts import account_ref

LIFETIME = timedelta(minutes=30)


def issue_sign_in_link(actor: Actor, account: Account) -> str:
    """A path that signs this account in once, within 30 minutes: "/sign-in/<token>".

    Earlier links of the account stop working. Refuses ("account_closed").
    """
    with act(actor, "people.issue_sign_in_link", account_ref(account)) as this:
        require(policy.may_run_installation(actor, "hand out sign-in links"))
        if not account.is_active:
            raise Refused(
                "account_closed", "This account is closed. Nothing has changed. Reopen it first."
            )
        token = secrets.token_urlsafe(32)
        account.sign_in_links.all().delete()
        SignInLink.objects.create(
            account=account,
            token_digest=token_digest(token),
            expires_at=clock.wall_now() + LIFETIME,
        )
        this.says("A one-time link was handed out.")
        this.now_is(link="issued")
    return f"/sign-in/{token}"


def redeem_sign_in_link(token: str) -> Account:
    """The account that a link signs in; the link is used up. Writes that it was used, and by whom.

    Refuses ("unusable_link") a link that was used, is too old, or never was.
    """
    now = clock.wall_now()
    usable = SignInLink.objects.filter(
        token_digest=token_digest(token),
        used_at__isnull=True,
        expires_at__gt=now,
        account__is_active=True,
    )
    link = usable.select_related("account__person").first()
    if link is None:
        raise unusable_link()
    account = link.account
    with act(actor_for(account), "people.redeem_sign_in_link", account_ref(account)) as this:
        # Two requests may hold the same link: only the one whose update counts has used it. It asks
        # for nothing outside the row: PostgreSQL would judge that as it stood before the wait.
        unused = SignInLink.objects.filter(pk=link.pk, used_at__isnull=True)
        if not unused.update(used_at=now):
            raise unusable_link()
        this.says("A one-time link was used to sign in.")
        this.now_is(link="used")
    return account


def unusable_link() -> Refused:
    """The refusal for a link that signs nobody in; it does not say why, which would help a "
    "thief."""
    return Refused(
        "unusable_link",
        "This link has been used or is older than 30 minutes. Ask for a new one where you got it, "
        "or sign in with a code by mail.",
    )


def token_digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
