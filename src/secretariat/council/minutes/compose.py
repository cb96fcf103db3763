"""The minutes as a document, computed from the record: agenda items in order, each minuted by
its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from secretariat.council.actions.queries import new_actions_block
from secretariat.council.meetings.compose import blocks_of
from secretariat.council.meetings.item_facts import item_facts
from secretariat.council.meetings.policy import document_sight
from secretariat.council.meetings.snapshots import Reading
from secretariat.council.minutes.models import Minutes as MinutesRow
from secretariat.council.minutes.models import MinutesErratum, ref_of_edition
from secretariat.rules import minutes as document
from secretariat.rules.days import day_words, long_day_words
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.runs import Run, Runs, linked
from secretariat.rules.times import clock_words, long_instant_words, span_clock
from secretariat.rules.visibility import AUDIENCE_WORDS, Audience
from secretariat.rules.wording import joined

NOT_REACHED = {"skipped": "Not reached.", "deferred": "Deferred to a later meeting."}


def computed_minutes(row: MinutesRow, reading: Reading, audience: Audience) -> document.Minutes:
    """The document for this audience as the record gives it now, at the end of the meeting."""
    meeting = reading.snapshot(document_sight(audience))
    at = meeting.adjourned_at or meeting.ends_at
    state = document.MinutesState.RELEASED if row.released_at else document.MinutesState.DRAFT
    return document.Minutes(
        title=f"Minutes of the {joined(meeting.body_names, 'and the')}",
        body_name=joined(meeting.body_names),
        organization_name=meeting.body.organization,
        date_words=long_day_words(meeting.on),
        state=state,
        sections=tuple(sections(meeting, at)),
        time_words=_times(meeting),
        zone_words=span_clock(*_ends(meeting), meeting.zone),
        ref=ref_of_edition(row, audience),
        edition="" if audience is Audience.PUBLIC else AUDIENCE_WORDS[audience],
        lead=tuple(linked(line) for line in meeting.departures.lines),
        closing=tuple(_closing(meeting)),
        look=meeting.body.look,
    )


def sections(meeting: MeetingSnapshot, at: datetime) -> list[document.Section]:
    """One section per agenda item, its parts as headed paragraphs in it, and the new actions at
    the end. What was held for others is named by its number and for whom it was.
    """
    found = [*_held(meeting, "")]
    stated = item_facts(meeting, at)
    seen = {item.slug for item in meeting.items}
    for item in meeting.items:
        if item.part_of in seen:
            continue
        blocks = [*_minuted(meeting, item, at, stated.get(item.slug, ()))]
        blocks += _held_parts(meeting, item)
        for part in meeting.parts_of(item.slug):
            if not (item.state in NOT_REACHED and _was_passed_over(part, stated)):
                blocks += _part_blocks(meeting, part, at, stated.get(part.slug, ()))
        found.append(
            document.Section(
                title=item.title, number=item.number, blocks=tuple(blocks), ref=item.ref
            )
        )
        found += _held(meeting, item.slug)
    raised = new_actions_block(meeting)
    if raised.lines:
        found.append(document.Section(title="New action items", blocks=(raised,)))
    return found


def _held(meeting: MeetingSnapshot, after: str) -> list[document.Section]:
    """The items after this one that were held for others, a line each."""
    return [
        document.Section(title=f"Held for {AUDIENCE_WORDS[each.audience]}", number=each.number)
        for each in meeting.held
        if each.after == after and not each.part_of
    ]


def _held_parts(meeting: MeetingSnapshot, item: ItemSnapshot) -> list[document.Block]:
    words = [AUDIENCE_WORDS[each.audience] for each in meeting.held if each.part_of == item.slug]
    return [
        document.Fact(
            kind="held",
            key=f"{item.slug}/held-{place}",
            lines=((Run(f"A part of this item was held for {each}."),),),
            ref=item.ref,
        )
        for place, each in enumerate(words, start=1)
    ]


def _minuted(
    meeting: MeetingSnapshot,
    item: ItemSnapshot,
    at: datetime,
    stated: Sequence[document.Block],
) -> tuple[document.Block, ...]:
    """What the item's kind says, then what others state about the item, such as motions."""
    if item.state not in NOT_REACHED or item.notes or stated:
        return (*blocks_of(meeting, item, at), *stated)
    words = _passed_over_words(item)
    left = document.Fact(kind="state", key=f"{item.slug}/state", lines=((Run(words),),))
    return (left,)


def _passed_over_words(item: ItemSnapshot) -> str:
    return item.outcome or NOT_REACHED[item.state]


def _was_passed_over(item: ItemSnapshot, stated: Mapping[str, Sequence[document.Block]]) -> bool:
    """Whether an item was not reached or put off, and nothing is on record under it."""
    return item.state in NOT_REACHED and not item.notes and not stated.get(item.slug)


def _part_blocks(
    meeting: MeetingSnapshot,
    part: ItemSnapshot,
    at: datetime,
    stated: Sequence[document.Block],
) -> list[document.Block]:
    blocks = _minuted(meeting, part, at, stated)
    if not blocks:
        return []
    is_passed_over = _was_passed_over(part, {part.slug: stated})
    words = (Run(f". {_passed_over_words(part)}"),) if is_passed_over else ()
    heading = document.Fact(
        kind="part",
        key=f"{part.slug}/part",
        lines=((Run(part.title, is_bold=True), *words),),
        ref=part.ref,
        number=part.label,
    )
    return [heading] if is_passed_over else [heading, *blocks]


def _closing(meeting: MeetingSnapshot) -> list[Runs]:
    lines: list[Runs] = []
    if meeting.adjourned_at:
        day = day_words(meeting.local(meeting.adjourned_at).date())
        when = f"at {clock_words(meeting.adjourned_at, meeting.zone)} on {day}"
        lines.append((Run(f"The meeting was adjourned {when}."),))
    if meeting.next_meeting_at:
        when = long_instant_words(meeting.next_meeting_at, meeting.zone)
        lines.append((Run(f"The next meeting is on {when}."),))
    return lines


def _times(meeting: MeetingSnapshot) -> str:
    began, ended = _ends(meeting)
    return f"{meeting.clock(began)} to {meeting.clock(ended)}"


def _ends(meeting: MeetingSnapshot) -> tuple[datetime, datetime]:
    return meeting.called_at or meeting.starts_at, meeting.adjourned_at or meeting.ends_at


def with_errata(
    minutes: document.Minutes, errata: Iterable[MinutesErratum], zone: str
) -> document.Minutes:
    """Frozen minutes with the errata noted since; the frozen text itself is untouched."""
    found = tuple(
        document.Erratum(
            date_words=day_words(erratum.noted_at.astimezone(ZoneInfo(zone)).date()),
            text=linked(erratum.text),
            ref=erratum.source_ref,
        )
        for erratum in errata
    )
    return replace(minutes, errata=found)


def approved(
    minutes: document.Minutes, words: str, *, motion_ref: str, head: str
) -> document.Minutes:
    """The document to be frozen, signed with the motion and the head of the seals before it."""
    signature = document.Signature(words=words, motion_ref=motion_ref, digest=head)
    return replace(minutes, state=document.MinutesState.APPROVED, signature=signature)
