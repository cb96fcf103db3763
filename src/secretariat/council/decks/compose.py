"""The deck of a meeting, computed from its agenda: cover, agenda, and every item through its kind.

A deck has one content, the public one, whoever asks; only the presenter notes differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from secretariat.council.decks import policy
from secretariat.council.meetings.compose import agenda_slide, item_slides, standing
from secretariat.council.meetings.item_slides import stated_slides
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.sight import EVERYTHING, document_sight
from secretariat.council.meetings.snapshots import Reading
from secretariat.rules.dates import long_day_words
from secretariat.rules.deck import (
    AgendaSlide,
    AnySlide,
    Cover,
    Deck,
    ResolutionSlide,
    TextSlide,
    slide_lines,
)
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.runs import paragraph, words
from secretariat.rules.times import span_words
from secretariat.rules.visibility import Actor, Audience
from secretariat.rules.wording import counted, joined

EMPTY = "Nothing is on the agenda yet."


@dataclass(frozen=True, slots=True)
class Draft:
    """A deck as the record gives it, and how many items are not in it because they are not for
    everybody.
    """

    deck: Deck
    left_out: int


def drafted(meeting: Meeting, actor: Actor, at: datetime) -> Draft:
    """The deck as the record gives it at an instant, not split yet: `paginate` does that. Presenter
    notes are in it for those who may read them.
    """
    may_see_notes = bool(policy.may_see_speaker_notes(actor, meeting))
    sight = replace(document_sight(Audience.PUBLIC), sees_speaker_notes=may_see_notes)
    reading = Reading(meeting)
    seen, whole = reading.snapshot(sight), reading.snapshot(EVERYTHING)
    return Draft(composed(seen, at), len(whole.items) - len(seen.items))


def deck_of(meeting: Meeting, actor: Actor, at: datetime) -> Deck:
    """The deck of `drafted`."""
    return drafted(meeting, actor, at).deck


def composed(meeting: MeetingSnapshot, at: datetime) -> Deck:
    """The deck of a meeting's snapshot. What opens the meeting without a number (the notices) comes
    before the agenda, as councils are used to.
    """
    stated = stated_slides(meeting, at)
    slides = [
        slide
        for item in standing(meeting)
        for slide in _shown(meeting, item, stated.get(item.slug, []), at)
    ]
    opening = next((i for i, slide in enumerate(slides) if slide.number), 0)
    cover = _cover(meeting)
    ordered: list[AnySlide] = [cover, *slides[:opening], _agenda(meeting), *slides[opening:]]
    return Deck(
        title=cover.title,
        body_name=meeting.body.name,
        organization_name=meeting.body.organization,
        date_words=cover.date_words,
        slides=tuple(ordered),
        ref=f"{meeting.ref}/deck",
        look=meeting.body.look,
    )


def deck_of_item(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Deck:
    """The slides of one item of a meeting's snapshot, as the projector shows them while the item is
    on the table.
    """
    stated = stated_slides(meeting, at).get(item.slug, [])
    cover = _cover(meeting)
    return Deck(
        title=cover.title,
        body_name=meeting.body.name,
        organization_name=meeting.body.organization,
        date_words=cover.date_words,
        slides=tuple(_shown(meeting, item, stated, at)),
        ref=item.ref,
        look=meeting.body.look,
    )


def deck_before(meeting: MeetingSnapshot) -> Deck:
    """The cover, as the projector shows it before the call to order and between items."""
    cover = _cover(meeting)
    return Deck(
        title=cover.title,
        body_name=meeting.body.name,
        organization_name=meeting.body.organization,
        date_words=cover.date_words,
        slides=(cover,),
        ref=meeting.ref,
        look=meeting.body.look,
    )


def _shown(
    meeting: MeetingSnapshot, item: ItemSnapshot, stated: Sequence[AnySlide], at: datetime
) -> list[AnySlide]:
    """The slides of an item, and what other apps state about it. An item without any content shows
    who presents it, and for how long.
    """
    slides = _together(item_slides(meeting, item, at), stated)
    return [_with_details(slide, item) for slide in slides]


def _together(own: list[AnySlide], stated: Sequence[AnySlide]) -> list[AnySlide]:
    """The slides of an item with those that are stated about it, but for what stands on its own
    already. They take the place of a slide that holds nothing but the title.
    """
    known = {words(slide.text) for slide in own if isinstance(slide, ResolutionSlide)}
    more = [s for s in stated if not (isinstance(s, ResolutionSlide) and words(s.text) in known)]
    is_bare = len(own) == 1 and not slide_lines(own[0])
    if is_bare and more:
        first, *rest = more
        own, more = [replace(first, number=own[0].number, notes=own[0].notes)], rest
    return [*own, *(replace(slide, number="") for slide in more)]


def _with_details(slide: AnySlide, item: ItemSnapshot) -> AnySlide:
    """The slide, or where it holds nothing but the title, with what the agenda says of the item."""
    if not isinstance(slide, TextSlide) or slide_lines(slide):
        return slide
    time = counted(item.minutes, "minute") if item.minutes else ""
    details = [text for text in (joined(item.presenters), time) if text]
    return replace(slide, paragraphs=tuple(paragraph(text) for text in details))


def with_notes_of(deck: Deck, other: Deck) -> Deck:
    """The deck with the presenter notes of another, slide by slide where item and title agree."""
    notes = {(slide.ref, slide.title): slide.notes for slide in other.slides}
    slides = [replace(s, notes=notes.get((s.ref, s.title), s.notes)) for s in deck.slides]
    return replace(deck, slides=tuple(slides))


def _agenda(meeting: MeetingSnapshot) -> AgendaSlide | TextSlide:
    """The numbered items only: what is part of one is shown when its turn comes."""
    slide = agenda_slide(meeting)
    if not slide.lines:
        return TextSlide(title=slide.title, ref=slide.ref, paragraphs=(paragraph(EMPTY),))
    return replace(slide, lines=tuple(line for line in slide.lines if not line.is_part))


def _cover(meeting: MeetingSnapshot) -> Cover:
    body = meeting.body
    is_short = body.short_name and body.short_name != body.name
    name = f"{body.name} ({body.short_name})" if is_short else body.name
    title = f"Joint meeting of {joined(meeting.body_names)}" if meeting.joint_with else ""
    return Cover(
        title=meeting.title or title or f"{name} meeting",
        subtitle=span_words(meeting.starts_at, meeting.ends_at, meeting.zone),
        date_words=long_day_words(meeting.on),
        ref=meeting.ref,
    )
