"""Talks for other programs, as far as the reader may see them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from secretariat.council.meetings.calendar_files import address_of
from secretariat.council.talks import policy
from secretariat.council.talks.models import Talk
from secretariat.council.talks.queries import TalkFilter, filtered, talk_named, talks_of
from secretariat.foundation.people.api.frame import (
    Asked,
    BodySlug,
    Limit,
    Listed,
    Named,
    Offset,
    Reads,
    Slug,
    Words,
    listed,
)
from secretariat.rules.visibility import Actor, require

reads = Reads("Talks")
router = reads.router


class SpeakerOut(Schema):
    """Who speaks, with the organization of that day."""

    name: str
    organization: str
    is_certain: bool

    @staticmethod
    def resolve_organization(row: Any) -> str:
        return str(row.organization_words)


class SlotOut(Schema):
    """The talk's place in a meeting, or its wish for one."""

    ref: str
    meeting: str = Field(description="The reference of the meeting; empty while none is set.")
    wish: str
    part: int
    minutes: int
    state: str

    @staticmethod
    def resolve_meeting(row: Any) -> str:
        return row.meeting.ref if row.meeting else ""


class MaterialOut(Schema):
    """Slides, a recording, or something else that the reader may have."""

    kind: str
    title: str
    url: str


class TalkOut(Named):
    """A talk, from the suggestion to the file."""

    title: str
    full_title: str
    about: str = Field(description="Markdown.")
    speakers: list[SpeakerOut]
    organization: str
    topics: list[str]
    state: str
    state_words: str
    reason: str = Field(description="Why it will not be given.")
    coordinator: str = Field(description="Who asks the speaker; empty for nobody.")
    suggested_on: date | None
    given_on: date | None
    url: str
    slots: list[SlotOut]
    materials: list[MaterialOut]


@reads.read("/{body}/talks", Listed[TalkOut], "Talks")
def talks(
    request: HttpRequest, body: BodySlug, q: Words = "", limit: Limit = 50, offset: Offset = 0
) -> Any:
    """Oldest suggestion first. `q` looks into title, speaker, organization, topic and text."""
    asked = Asked(request, body)
    found = filtered(talks_of(asked.actor, asked.body), TalkFilter(text=q))
    part = listed(found, limit, offset)
    return {**part, "items": [_plain(asked.actor, talk) for talk in part["items"]]}


@reads.read("/{body}/talks/{talk}", TalkOut, "One talk")
def one_talk(request: HttpRequest, body: BodySlug, talk: Slug) -> Any:
    """Refuses (`not_allowed`) a suggestion that nobody accepted yet."""
    asked = Asked(request, body)
    found = talk_named(f"{asked.body.slug}/talks/{talk}")
    require(policy.may_read(asked.actor, found))
    return _plain(asked.actor, found)


def _plain(actor: Actor, talk: Talk) -> dict[str, Any]:
    plain = ("ref", "title", "about", "topics", "state", "state_words", "reason", "suggested_on")
    return {
        **{name: getattr(talk, name) for name in plain},
        "full_title": talk.full_title or talk.title,
        "speakers": list(talk.speakers.all()),
        "organization": talk.organization_words,
        "coordinator": talk.coordinator.name if talk.coordinator else "",
        "given_on": talk.given_on,
        "url": talk.url,
        "slots": list(talk.slots.all()),
        "materials": _materials(actor, talk),
    }


def _materials(actor: Actor, talk: Talk) -> list[dict[str, str]]:
    found = []
    for each in talk.materials.all():
        each.talk = talk
        if policy.may_see_material(actor, talk, each.audience):
            found.append({"kind": each.kind, "title": str(each), "url": address_of(each.href)})
    return found
