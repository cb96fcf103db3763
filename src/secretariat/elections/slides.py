"""Timelines as slides."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.elections.queries import Pair
from secretariat.elections.snapshots import TimelineAt
from secretariat.rules.deck import Align, Cell, Column, TableSlide, cell
from secretariat.rules.elections import STEP_WORDS, Step, Warned, weekday_words
from secretariat.rules.wording import capitalized


def timeline_slide(
    title: str, pair: Pair, warned: Sequence[Warned], *, number: str, ref: str, notes: str
) -> TableSlide:
    """The steps with last year's days beside this year's; below it what to know about a day."""
    shown = [each for each in (pair.last, pair.this) if each is not None]
    columns = (
        Column("Step", weight=2),
        *(Column(_heading(each, is_last=each is pair.last), Align.LEFT, 2) for each in shown),
    )
    rows = tuple((cell(STEP_WORDS[step]), *(_day(each, step) for each in shown)) for step in Step)
    foot = " ".join(f"{STEP_WORDS[each.step]}: {each.words}" for each in warned)
    return TableSlide(
        title=title, number=number, ref=ref, notes=notes, columns=columns, rows=rows, foot=foot
    )


def _heading(each: TimelineAt, *, is_last: bool) -> str:
    if is_last:
        return f"Last time, {each.year}"
    return f"{capitalized(each.state_words)} for {each.year}"


def _day(each: TimelineAt, step: Step) -> Cell:
    return cell(weekday_words(each.day(step)))
