"""What the pages of referrals show."""

from __future__ import annotations

from typing import Any

from secretariat.council.actions.queries import link_address
from secretariat.council.referrals import policy, queries
from secretariat.council.referrals.forms import AnswerForm, ReferForm
from secretariat.council.referrals.models import Referral
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import history, titles_of
from secretariat.rules.visibility import Actor, Audience, may_see


def list_page(actor: Actor, body: Body, form: ReferForm) -> dict[str, Any]:
    """What the body was asked and what it asked others. Three queries."""
    return {
        "body": body,
        "today": day_in(body, clock.now()),
        "received": queries.received_by(actor, body),
        "sent": queries.sent_by(actor, body),
        "form": form,
        "may_refer": policy.may_refer(actor, body),
        "has_others": bool(form.fields["to_body"].choices),  # type: ignore[attr-defined]
    }


def referral_page(actor: Actor, referral: Referral, form: AnswerForm) -> dict[str, Any]:
    """One referral with its papers, its answer, and what the actor may do. Three queries."""
    asked, titles = referral.to_body, titles_of([referral.about_ref, *referral.papers])
    is_member = may_see(actor, referral.from_body.slug, Audience.MEMBERS) or may_see(
        actor, asked.slug, Audience.MEMBERS
    )
    return {
        "body": referral.from_body,
        "list_url": f"/{referral.from_body.slug}/referrals",
        "referral": referral,
        "today": day_in(asked, clock.now()),
        "papers": [(titles.get(each, each), link_address(each)) for each in referral.papers],
        "about": titles.get(referral.about_ref, referral.about_ref),
        "form": form,
        "may_answer": referral.is_open and policy.may_answer(actor, referral),
        "may_follow": policy.may_follow(actor, referral),
        "history": history(referral.ref) if is_member else [],
    }
