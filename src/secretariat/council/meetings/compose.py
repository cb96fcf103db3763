"""What documents are made of: every item through its kind, in the order of the agenda.

Deck, agenda and minutes loop over items here and know no kind by name. Also the parts that kinds
share: notes as blocks, a text as slides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from secretariat.council.meetings import markup
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.item_texts import item_texts
from secretariat.rules.agenda import ItemState
from secretariat.rules.agenda_document import AgendaDocument, AgendaEntry
from secretariat.rules.days import long_day_words
from secretariat.rules.deck import AgendaLine, AgendaSlide, AnySlide, TextSlide
from secretariat.rules.meetings import ItemSnapshot, LinkSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact, Text
from secretariat.rules.runs import Paragraph, Run, bullet, paragraph
from secretariat.rules.times import span_clock
from secretariat.rules.wording import joined, minutes_words


def slides_of(meeting: MeetingSnapshot, at: datetime) -> list[AnySlide]:
    """The slides of every item in order; cover and agenda are not among them."""
    return [slide for item in standing(meeting) for slide in item_slides(meeting, item, at)]


def item_slides(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
    """The slides of one item, each with the item's reference."""
    slides = kind_named(item.kind).shown(meeting, item, at)
    return [replace(slide, ref=slide.ref or item.ref) for slide in slides]


def blocks_of(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
    """What the minutes say under one item: by its kind, then how it ended, if somebody said so."""
    blocks = kind_named(item.kind).minuted(meeting, item, at)
    if not item.outcome:
        return blocks
    ended = Fact(
        kind="outcome",
        key=f"{item.slug}/outcome",
        lines=((Run(item.outcome),),),
        ref=item.ref,
    )
    return [*blocks, ended]


def standing(meeting: MeetingSnapshot) -> list[ItemSnapshot]:
    """The items without those that were withdrawn."""
    return [item for item in meeting.items if item.state != ItemState.WITHDRAWN]


def agenda_lines(meeting: MeetingSnapshot) -> tuple[AgendaLine, ...]:
    """The agenda as lines with the numbers that slides and minutes print."""
    return tuple(
        AgendaLine(
            title=item.title,
            number=item.number,
            presenter=joined(item.presenters),
            minutes=item.minutes or None,
            is_part=bool(item.part_of),
            ref=item.ref,
        )
        for item in standing(meeting)
    )


def agenda_slide(meeting: MeetingSnapshot) -> AgendaSlide:
    """The agenda as one slide."""
    return AgendaSlide(title="Agenda", lines=agenda_lines(meeting), ref=f"{meeting.ref}/agenda")


def agenda_document(meeting: MeetingSnapshot, at: datetime) -> AgendaDocument:
    """The agenda as it is sent out: every item with its text, what the record says, and links."""
    texts = item_texts(meeting, standing(meeting), at)
    entries = zip(agenda_lines(meeting), standing(meeting), strict=True)
    return AgendaDocument(
        title=meeting.title or f"Agenda of the {joined(meeting.body_names, 'and the')}",
        body_name=joined(meeting.body_names),
        organization_name=meeting.body.organization,
        date_words=long_day_words(meeting.on),
        time_words=f"{meeting.clock(meeting.starts_at)} to {meeting.clock(meeting.ends_at)}",
        zone_words=span_clock(meeting.starts_at, meeting.ends_at, meeting.zone),
        state_words=_state_words(meeting),
        lead=tuple(paragraph(line) for line in meeting.departures.lines),
        entries=tuple(
            AgendaEntry(line=line, paragraphs=_under(item, texts.get(item.slug, ())))
            for line, item in entries
        ),
        foot=_length_words(meeting),
        look=meeting.body.look,
    )


def _under(item: ItemSnapshot, told: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    texts = [each for sheet in markup.sheets(item.text) for each in _sheet_lines(sheet)]
    return (*told, *texts, *link_paragraphs(item.links))


def _sheet_lines(sheet: markup.Sheet) -> Iterable[Paragraph]:
    heading = (Paragraph((Run(sheet.title, is_bold=True),)),) if sheet.title else ()
    return (*heading, *sheet.paragraphs)


def _state_words(meeting: MeetingSnapshot) -> str:
    if meeting.cancelled_reason:
        return "cancelled"
    return "" if meeting.published_at else "draft"


def _length_words(meeting: MeetingSnapshot) -> str:
    planned = sum(item.minutes for item in standing(meeting))
    return f"Planned: {minutes_words(planned)}." if planned else ""


def note_blocks(item: ItemSnapshot) -> list[Block]:
    """The notes under an item as the secretary's text blocks."""
    return [
        Text(
            runs=markup.runs(note.text),
            depth=note.depth,
            key=note.key,
            ref=item.ref,
            is_decision=note.kind == "decision",
        )
        for note in item.notes
    ]


def text_slides(item: ItemSnapshot) -> list[AnySlide]:
    """The text of an item as slides: a new one at each `---`, the first with the item's number.

    An empty text gives one slide with the title. Links stand under the last.
    """
    pieces = markup.sheets(item.text) or [markup.Sheet("", ())]
    slides = [_text_slide(item, place, sheet) for place, sheet in enumerate(pieces)]
    links = link_paragraphs(item.links)
    if links:
        last = slides[-1]
        slides[-1] = replace(last, paragraphs=(*last.paragraphs, *links))
    return list(slides)


def _text_slide(item: ItemSnapshot, place: int, sheet: markup.Sheet) -> TextSlide:
    is_first = place == 0
    return TextSlide(
        title=item.title if is_first else sheet.title or item.title,
        number=item.number if is_first else "",
        notes=item.speaker_notes if is_first else "",
        ref=item.ref,
        paragraphs=tuple(_sheet_lines(sheet)) if is_first else sheet.paragraphs,
    )


def link_paragraphs(links: Sequence[LinkSnapshot]) -> tuple[Paragraph, ...]:
    """Links and files as bullets with their addresses."""
    return tuple(_link_paragraph(link) for link in links)


def _link_paragraph(link: LinkSnapshot) -> Paragraph:
    address = f"{settings.BASE_URL}{link.url}" if link.url.startswith("/") else link.url
    if link.title in {"", link.url}:
        return bullet((Run(address, link=address),))
    return bullet((Run(link.title, link=address),))


def notice_slide(title: str, text: str, source_words: str) -> TextSlide:
    """A standing text as a slide, with where it comes from at its foot."""
    content = markup.paragraphs(text) or (paragraph(text),)
    return TextSlide(title=title, paragraphs=content, foot=source_words)
