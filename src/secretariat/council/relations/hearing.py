"""Hears of answers to referrals about consultations: registered on import."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.referrals import listeners
from secretariat.council.referrals.models import Referral
from secretariat.council.relations.commands import hear_board
from secretariat.council.relations.queries import consultations_by_ref
from secretariat.rules.visibility import Actor


def board_answered(actor: Actor, referral: Referral, _at: datetime) -> None:
    """Let the answer take effect on the consultation it is about, if it is about one."""
    for consultation in consultations_by_ref([referral.about_ref]).values():
        hear_board(actor, consultation, referral)


listeners.register("relations", board_answered)
