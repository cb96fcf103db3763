"""Talks for other programs, as far as the reader may see them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Schema

from secretariat.council.meetings.calendar_files import address_of
from secretariat.council.talks import policy
from secretariat.council.talks.models import Talk, WebinarRound
from secretariat.council.talks.queries import (
    RoundView,
    TalkFilter,
    filtered,
    guidelines_of,
    round_named,
    round_view,
    rounds_of,
    talk_named,
    talks_of,
)
from secretariat.council.talks.snapshots import label_of
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
from secretariat.foundation.people.queries import today
from secretariat.rules.talks import GUIDELINES
from secretariat.rules.visibility import Actor, require

reads = Reads("Talks")
router = reads.router

RoundNumber = Annotated[
    int, Path(ge=1, le=999_999, description="The number in its reference, `1`.", examples=[1])
]


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


class CandidateOut(Schema):
    """A past talk in a choice of webinars."""

    talk: str = Field(description="The reference of the talk.")
    title: str
    is_chosen: bool


class RoundLine(Named):
    """One choice of webinars among past talks."""

    way: str = Field(description="How it is decided: `approvals`, `committee`, `named`.")
    places: int = Field(description="How many are chosen.")
    committee: str = Field(description="The body that decides, if it is not this one.")
    state: str
    opened_on: date
    closes_on: date | None
    closed_on: date | None
    result: str = Field(description="In words, with every number in it; empty while it is open.")
    candidates: list[CandidateOut]


class ApprovalOut(Schema):
    """The seats that approve a candidate."""

    talk: str
    seats: list[str]


class RoundOut(RoundLine):
    """One choice of webinars with its approvals."""

    approvals: list[ApprovalOut] = Field(
        description="By candidate; empty while the choice is open, but for the members."
    )
    silent: list[str] = Field(description="Seats that said nothing; as `approvals`.")


class GuidelinesOut(Schema):
    """What the body expects of a talk."""

    version: int = Field(description="0 where the body has none of its own.")
    text: str = Field(description="Markdown.")
    source: str
    from_on: date | None


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


@reads.read("/{body}/talk-guidelines", GuidelinesOut, "What is expected of a talk")
def guidelines(request: HttpRequest, body: BodySlug) -> Any:
    """The guidelines in force, as they stand where talks are suggested."""
    row = guidelines_of(Asked(request, body).body)
    if row is None:
        return {"version": 0, "text": GUIDELINES, "source": "", "from_on": None}
    return {
        "version": row.version,
        "text": row.text,
        "source": row.source_words,
        "from_on": row.from_on,
    }


@reads.read("/{body}/webinars", Listed[RoundLine], "Choices of webinars")
def rounds(request: HttpRequest, body: BodySlug, limit: Limit = 50, offset: Offset = 0) -> Any:
    """Which past talks become webinars, the newest choice first."""
    part = listed(rounds_of(Asked(request, body).body), limit, offset)
    return {**part, "items": [_round(row) for row in part["items"]]}


@reads.read("/{body}/webinars/{number}", RoundOut, "One choice of webinars")
def one_round(request: HttpRequest, body: BodySlug, number: RoundNumber) -> Any:
    """With the seats that approve each candidate, where the reader may see them."""
    asked = Asked(request, body)
    row = round_named(asked.body, number)
    if not policy.may_see_approvals(asked.actor, row):
        return {**_round(row), "approvals": [], "silent": []}
    return {**_round(row), **_approvals(round_view(row, today(asked.body)))}


def _round(row: WebinarRound) -> dict[str, Any]:
    plain = ("ref", "way", "places", "state", "opened_on", "closes_on", "closed_on", "result")
    return {
        **{name: getattr(row, name) for name in plain},
        "committee": row.committee.name if row.committee else "",
        "candidates": [
            {"talk": each.talk.ref, "title": label_of(each.talk), "is_chosen": each.is_chosen}
            for each in row.candidates.all()
        ],
    }


def _approvals(view: RoundView) -> dict[str, Any]:
    if view.round.way != WebinarRound.Way.APPROVALS:
        return {"approvals": [], "silent": []}
    found = [{"talk": each.candidate.talk.ref, "seats": each.seats} for each in view.lines]
    return {"approvals": found, "silent": view.silent}
