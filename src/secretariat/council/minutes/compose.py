"""The minutes as a document, computed from the record: agenda items in order, each minuted by
its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from secretariat.council.actions.queries import new_actions_block
from secretariat.council.meetings.compose import blocks_of
from secretariat.council.meetings.item_facts import item_facts
from secretariat.council.meetings.policy import document_sight
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.minutes.models import Minutes as MinutesRow
from secretariat.foundation.records.queries import seal_head
from secretariat.rules import minutes as document
from secretariat.rules.changes import Change
from secretariat.rules.days import day_words, long_day_words
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.runs import Run, Runs, linked
from secretariat.rules.visibility import Audience
from secretariat.rules.wording import joined

NOT_REACHED = {"skipped": "Not reached.", "deferred": "Deferred to a later meeting."}


def minutes_of(row: MinutesRow) -> document.Minutes:
    """The document: the frozen one once approved (with its errata), else computed as the record
    is now.
    """
    if row.frozen:
        return with_errata(document.from_plain(row.frozen), row)
    return computed_minutes(row)


def computed_minutes(row: MinutesRow) -> document.Minutes:
    """The document as the record gives it now, at the end of the meeting."""
    meeting = snapshot_for(row.meeting, document_sight(Audience.PUBLIC))
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
        zone_words=meeting.local(meeting.starts_at).tzname() or meeting.zone,
        ref=row.ref,
        lead=tuple(linked(line) for line in meeting.departures.lines),
        closing=tuple(_closing(meeting)),
        look=meeting.body.look,
    )


def sections(meeting: MeetingSnapshot, at: datetime) -> list[document.Section]:
    """One section per agenda item, its parts as headed paragraphs in it, and the new actions at
    the end.
    """
    found = []
    stated = item_facts(meeting, at)
    for item in meeting.items:
        if item.part_of:
            continue
        parts = [each for each in meeting.items if each.part_of == item.slug]
        blocks = [*_minuted(meeting, item, at, stated.get(item.slug, ()))]
        for part in parts:
            blocks += _part_blocks(meeting, part, at, stated.get(part.slug, ()))
        found.append(
            document.Section(
                title=item.title, number=item.number, blocks=tuple(blocks), ref=item.ref
            )
        )
    raised = new_actions_block(meeting)
    if raised.lines:
        found.append(document.Section(title="New action items", blocks=(raised,)))
    return found


def _minuted(
    meeting: MeetingSnapshot,
    item: ItemSnapshot,
    at: datetime,
    stated: Sequence[document.Block],
) -> tuple[document.Block, ...]:
    """What the item's kind says, then what others state about the item, such as motions."""
    if item.state not in NOT_REACHED or item.notes or stated:
        return (*blocks_of(meeting, item, at), *stated)
    words = item.outcome or NOT_REACHED[item.state]
    left = document.Fact(kind="state", key=f"{item.slug}/state", lines=((Run(words),),))
    return (left,)


def _part_blocks(
    meeting: MeetingSnapshot,
    part: ItemSnapshot,
    at: datetime,
    stated: Sequence[document.Block],
) -> list[document.Block]:
    blocks = _minuted(meeting, part, at, stated)
    if not blocks:
        return []
    heading = document.Fact(
        kind="part",
        key=f"{part.slug}/part",
        lines=((Run(part.title, is_bold=True),),),
        ref=part.ref,
    )
    return [heading, *(_deeper(block) for block in blocks)]


def _deeper(block: document.Block) -> document.Block:
    return replace(block, depth=block.depth + 1) if isinstance(block, document.Text) else block


def _closing(meeting: MeetingSnapshot) -> list[Runs]:
    lines: list[Runs] = []
    if meeting.adjourned_at:
        local = meeting.local(meeting.adjourned_at)
        when = f"at {local:%H:%M} {local.tzname()} on {day_words(local.date())}"
        lines.append((Run(f"The meeting was adjourned {when}."),))
    if meeting.next_meeting_at:
        local = meeting.local(meeting.next_meeting_at)
        when = f"on {long_day_words(local.date())} at {local:%H:%M} {local.tzname()}"
        lines.append((Run(f"The next meeting is {when}."),))
    return lines


def _times(meeting: MeetingSnapshot) -> str:
    began = meeting.called_at or meeting.starts_at
    ended = meeting.adjourned_at or meeting.ends_at
    return f"{meeting.local(began):%H:%M} to {meeting.local(ended):%H:%M}"


def changes_since_release(row: MinutesRow) -> tuple[Change, ...]:
    """What the record says otherwise than the minutes did when they were released.

    The closing words are left out: the next meeting may be planned at any time.
    """
    if not row.released or row.frozen:
        return ()
    before = document.from_plain(row.released)
    found = document.difference(before, computed_minutes(row))
    return tuple(change for change in found if change.place != document.CLOSE)


def with_errata(minutes: document.Minutes, row: MinutesRow) -> document.Minutes:
    """Frozen minutes with the errata noted since; the frozen text itself is untouched."""
    errata = tuple(
        document.Erratum(
            date_words=day_words(erratum.noted_at.astimezone(ZoneInfo(row.meeting.zone)).date()),
            text=linked(erratum.text),
            ref=erratum.source_ref,
        )
        for erratum in row.errata.all()
    )
    return replace(minutes, errata=errata)


def approved_minutes(
    row: MinutesRow, *, motion_ref: str, approved_in: str, is_amended: bool
) -> document.Minutes:
    """The document to be frozen: as the record is now, signed with the motion and the head of
    the seals.
    """
    how = "Approved as amended" if is_amended else "Approved"
    signature = document.Signature(
        words=f"{how} {approved_in}.",
        motion_ref=motion_ref,
        digest=seal_head(row.meeting.body.slug),
    )
    computed = computed_minutes(row)
    return replace(computed, state=document.MinutesState.APPROVED, signature=signature)
