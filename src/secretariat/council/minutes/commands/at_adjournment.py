"""The draft of the minutes stands the moment the meeting ends."""

from __future__ import annotations

from secretariat.council.meetings.at_adjournment import AtAdjournment, register
from secretariat.council.minutes.commands.drafting import (
    begin_at_adjournment,
    draft_stays,
    take_draft_back,
)

register("minutes", AtAdjournment(begin_at_adjournment, take_draft_back, draft_stays))
