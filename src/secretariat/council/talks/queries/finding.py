"""Finding a talk, a slot, a round, a file or an invitation by its reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Prefetch

from secretariat.council.meetings.models import Meeting
from secretariat.council.talks.models import (
    Guidelines,
    Invitation,
    Slot,
    Talk,
    TalkMaterial,
    TalkSpeaker,
    WebinarRound,
)
from secretariat.foundation.outbox.tokens import token_digest
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused
from secretariat.rules.talks import TalkState

_TALK = re.compile(r"(?P<body>[a-z][a-z0-9-]*)/talks/(?P<slug>[a-z0-9-]+)")
_SLOT = re.compile(r"(?P<talk>[a-z][a-z0-9-]*/talks/[a-z0-9-]+)/slots/(?P<sequence>\d{1,4})")
_WITH = ("body__host", "coordinator", "organization")
SPEAKERS = Prefetch("speakers", queryset=TalkSpeaker.objects.select_related("person"))
SLOTS = Prefetch(
    "slots", queryset=Slot.objects.select_related("meeting__body", "stand_in_for__talk__body")
)
FACTS = ("steps", SLOTS, "materials", "reminders", "invitations")
"""What the rules look at (`snapshots.facts_of`). Five queries."""
TOLD = (SPEAKERS, "steps", "webinar_claims")
"""What is told of a talk as it stood (`snapshots.talk_at`). Three queries."""
PARTS = (SPEAKERS, *FACTS, "webinar_claims")


def talk_named(ref: str) -> Talk:
    """The talk of `tac/talks/kata-containers`. Refuses ("not_found")."""
    found = find_talk(ref)
    if found is None:
        raise Refused("not_found", f"There is no talk {ref}. The list of talks has them all.")
    return found


def find_talk(ref: str) -> Talk | None:
    """The talk of a reference, or None if it names something else."""
    parts = _TALK.fullmatch(ref)
    if parts is None:
        return None
    rows = Talk.objects.select_related(*_WITH).prefetch_related(*PARTS)
    return rows.filter(body__slug=parts["body"], slug=parts["slug"]).first()


def slot_named(ref: str) -> Slot:
    """The slot of `tac/talks/kata-containers/slots/1`. Refuses ("not_found")."""
    found = find_slot(ref)
    if found is None:
        raise Refused("not_found", f"There is no slot {ref}. The talk's page has its slots.")
    return found


def find_slot(ref: str) -> Slot | None:
    """The slot that an agenda item carries, with its talk; None for another reference."""
    parts = _SLOT.fullmatch(ref)
    talk = find_talk(parts["talk"]) if parts else None
    if parts is None or talk is None:
        return None
    wanted = int(parts["sequence"])
    found = next((each for each in talk.slots.all() if each.sequence == wanted), None)
    if found is not None:
        found.talk = talk
    return found


def slots_by_ref(refs: Sequence[str]) -> dict[str, Slot]:
    """The slots that these agenda items carry, with their talks. Seven queries."""
    named = [parts for parts in map(_SLOT.fullmatch, refs) if parts is not None]
    talks = [parts["talk"].partition("/talks/") for parts in named]
    rows = Talk.objects.select_related(*_WITH).prefetch_related(*PARTS)
    found: dict[str, Slot] = {}
    for talk in rows.filter(
        body__slug__in={body for body, _, _ in talks}, slug__in={slug for _, _, slug in talks}
    ):
        for slot in talk.slots.all():
            slot.talk = talk
            found[slot.ref] = slot
    return {ref: found[ref] for ref in refs if ref in found}


def speaker_named(talk: Talk, position: int) -> TalkSpeaker:
    """The speaker at a place of the talk, counted from 1. Refuses ("not_found")."""
    speakers = list(talk.speakers.all())
    if not 1 <= position <= len(speakers):
        raise Refused("not_found", "The talk has no such speaker. Name the speaker first.")
    return speakers[position - 1]


def material_named(talk: Talk, slug: str) -> TalkMaterial:
    """The file or link of this name, with its content. Refuses ("not_found")."""
    found = talk.materials.select_related("attachment").filter(slug=slug).first()
    if found is None:
        raise Refused("not_found", "This link or file is not there any more.")
    found.talk = talk
    return found


def round_named(body: Body, sequence: int) -> WebinarRound:
    """The round of choosing webinars with this number. Refuses ("not_found")."""
    rows = WebinarRound.objects.select_related("body__host", "committee")
    found = rows.prefetch_related("candidates__talk__speakers").filter(body=body, sequence=sequence)
    row = found.first()
    if row is None:
        raise Refused("not_found", f"{body.name} has no choice of webinars {sequence}.")
    return row


def invitation_of(body: Body, token: str) -> Invitation:
    """The invitation whose mail held this token. Refuses ("not_found") a link that is none."""
    rows = Invitation.objects.select_related("talk__body__host", "speaker__person")
    found = rows.filter(talk__body=body, token_digest=token_digest(token)).first()
    if found is None:
        raise Refused(
            "not_found",
            "This link is not valid. It may be cut short: copy it whole from the letter, or ask "
            "who wrote to you.",
        )
    return found


def answerable(invitation: Invitation) -> bool:
    """Whether the invitation still stands: the talk is on its way and nobody was asked anew."""
    return invitation.talk.is_open and invitation.stands


def takes_slides(invitation: Invitation) -> bool:
    """Whether slides may be sent by the link: also after the talk was given, when many do."""
    return invitation.stands and invitation.talk.state != TalkState.NEVER.value


def meetings_to_choose(body: Body, at: datetime) -> list[Meeting]:
    """The meetings that may still take a talk, the next first. One query."""
    rows = Meeting.objects.filter(body=body, ends_at__gt=at).select_related("body")
    states = (Meeting.State.PLANNED, Meeting.State.PUBLISHED, Meeting.State.CALLED)
    return list(rows.filter(state__in=states).order_by("starts_at"))


def guidelines_of(body: Body) -> Guidelines | None:
    """The guidelines in force: the newest version; None where the neutral ones apply. One query."""
    return Guidelines.objects.filter(body=body).order_by("-version").first()
