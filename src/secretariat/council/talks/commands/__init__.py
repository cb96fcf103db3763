"""Every write of talks. A talk is never deleted: it is given, or it ends with a reason."""

from __future__ import annotations

from .choosing import (
    NewRound,
    approve,
    claim_webinar,
    close_round,
    drop_round,
    open_round,
    recommend_talk,
)
from .filing import Material, file_material, remove_material, send_material
from .inviting import SpeakerSays, answer_invitation, invite_speaker
from .keeping import (
    SuggestedBy,
    TalkWords,
    accept_suggestion,
    add_past_talk,
    add_talk,
    edit_talk,
    set_guidelines,
    suggest_talk,
)
from .moving import appoint_coordinator, move_talk, note_given, waive_slides
from .reminding import send_reminders
from .slots import (
    SlotPlan,
    continue_slot,
    fail_slot,
    give_slot,
    move_slot,
    plan_slot,
    put_off_slot,
    stand_in,
)

__all__ = [
    "Material",
    "NewRound",
    "SlotPlan",
    "SpeakerSays",
    "SuggestedBy",
    "TalkWords",
    "accept_suggestion",
    "add_past_talk",
    "add_talk",
    "answer_invitation",
    "appoint_coordinator",
    "approve",
    "claim_webinar",
    "close_round",
    "continue_slot",
    "drop_round",
    "edit_talk",
    "fail_slot",
    "file_material",
    "give_slot",
    "invite_speaker",
    "move_slot",
    "move_talk",
    "note_given",
    "open_round",
    "plan_slot",
    "put_off_slot",
    "recommend_talk",
    "remove_material",
    "send_material",
    "send_reminders",
    "set_guidelines",
    "stand_in",
    "suggest_talk",
    "waive_slides",
]
