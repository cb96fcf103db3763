"""Referrals between bodies for other programs, as far as the reader may see them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path

from secretariat.council.referrals import policy
from secretariat.council.referrals.models import Referral
from secretariat.council.referrals.queries import all_of, referral_named
from secretariat.foundation.people.api.frame import (
    Asked,
    BodySlug,
    Limit,
    Listed,
    Named,
    Offset,
    Reads,
    listed,
)
from secretariat.rules.visibility import require

reads = Reads("Referrals")
router = reads.router

ReferralNumber = Annotated[str, Path(pattern=r"^R-[0-9]{1,6}$", description="`R-3`.")]


class ReferralOut(Named):
    """What one body asked another, and the answer."""

    from_body: str
    to_body: str
    question: str
    about_ref: str
    papers: list[str]
    sent_on: date
    due_on: date | None
    state: str
    outcome: str
    answer: str
    answer_ref: str = Field(description="The motion that answered; empty for none.")
    answered_on: date | None
    reason: str = Field(description="Why it was withdrawn.")

    @staticmethod
    def resolve_from_body(row: Referral) -> str:
        return row.from_body.slug

    @staticmethod
    def resolve_to_body(row: Referral) -> str:
        return row.to_body.slug


@reads.read("/{body}/referrals", Listed[ReferralOut], "Referrals, sent and received")
def referrals(request: HttpRequest, body: BodySlug, limit: Limit = 50, offset: Offset = 0) -> Any:
    """Oldest first."""
    asked = Asked(request, body)
    return listed(all_of(asked.actor, asked.body), limit, offset)


@reads.read("/{body}/referrals/{number}", ReferralOut, "One referral")
def referral(request: HttpRequest, body: BodySlug, number: ReferralNumber) -> Any:
    """By the number of the body that asked. Refuses (`not_allowed`) one for members."""
    asked = Asked(request, body)
    found = referral_named(f"{asked.body.slug}/{number}")
    require(policy.may_read(asked.actor, found))
    return found
