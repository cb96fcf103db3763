"""What the pages of minutes show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from secretariat.council.minutes import policy, queries
from secretariat.council.minutes.compose import minutes_of
from secretariat.council.minutes.forms import ReleaseForm
from secretariat.council.minutes.letters import recipients_of
from secretariat.council.minutes.models import Minutes
from secretariat.foundation.outbox.forms import LetterForm
from secretariat.foundation.outbox.queries import echoes
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import history
from secretariat.rules.minutes import numbered
from secretariat.rules.visibility import Actor


def reading_page(actor: Actor, minutes: Minutes) -> dict[str, Any]:
    """The minutes, what may be done to them, their corrections, mail and history."""
    document = minutes_of(minutes)
    may_write = policy.may_write(actor, minutes.meeting.body)
    until = minutes.corrections_until_on or clock.now().date() + timedelta(days=7)
    return {
        "minutes": minutes,
        "document": document,
        "sections": numbered(document),
        "may_write": may_write,
        "may_correct": policy.may_propose_correction(actor, minutes),
        "corrections": queries.corrections_of(minutes),
        "release_form": ReleaseForm(initial={"corrections_until_on": until}),
        "echoes": echoes(minutes.ref) if may_write else [],
        "history": history(minutes.ref, limit=20) if may_write else [],
        "zone": minutes.meeting.zone,
    }


def letter_page(minutes: Minutes, form: LetterForm) -> dict[str, Any]:
    """The letter with which the minutes go out, and what became of earlier ones."""
    return {
        "body": minutes.meeting.body,
        "form": form,
        "heading": "Send the minutes",
        "back": f"/{minutes.ref}",
        "back_words": "Minutes",
        "echoes": echoes(minutes.ref),
        "recipients": recipients_of(minutes),
        "zone": minutes.meeting.zone,
    }
