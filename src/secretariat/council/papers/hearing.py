"""Hears of answers to referrals about papers and their versions: registered on import."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.papers.commands import keep_answer
from secretariat.council.papers.queries import papers_of_ref
from secretariat.council.referrals import listeners
from secretariat.council.referrals.models import Referral
from secretariat.rules.visibility import Actor, Audience


def answered(actor: Actor, referral: Referral, _at: datetime) -> None:
    """Keep the answer with the paper it is about, if it is about one; not one that is for the
    members, since everybody reads what stands under a paper.
    """
    if referral.audience != Audience.PUBLIC.value:
        return
    for paper in papers_of_ref(referral.about_ref):
        keep_answer(actor, paper, referral)


listeners.register("papers", answered)
