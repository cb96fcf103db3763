"""The pace of a meeting: how long items take, when it ends, and what needs a quorum while there is
one.

What is left takes its planned time. An item without a plan takes as long as the planned ones do on
average; a part without one shares the time of its item.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from secretariat.rules.times import hour_words
from secretariat.rules.wording import counted, joined, minutes_words

UNPLANNED = 5
"""Minutes for an item without a plan on an agenda that plans nothing."""
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class PacedItem:
    """An item of the agenda in its order, with its planned minutes (0: none)."""

    slug: str
    title: str
    minutes: int = 0
    part_of: str = ""
    is_open: bool = True
    is_parked: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch in which an item was on the table. `to_at` None: it is there now."""

    slug: str
    from_at: datetime
    to_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item that is left is taken, at this pace."""

    slug: str
    title: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the meeting ends at this pace, and what is then not reached by its planned end."""

    slots: tuple[Slot, ...]
    ends_at: datetime
    planned_end: datetime

    @property
    def over(self) -> int:
        """Minutes beyond the planned end, begun ones count; 0 if it ends in time."""
        late = (self.ends_at - self.planned_end).total_seconds()
        return max(0, int(-(-late // 60)))

    @property
    def early(self) -> int:
        """Whole minutes before the planned end; 0 if there are none."""
        return max(0, int((self.planned_end - self.ends_at).total_seconds() // 60))

    @property
    def not_reached(self) -> tuple[str, ...]:
        """The titles of what would begin only after the planned end."""
        return tuple(slot.title for slot in self.slots if slot.starts_at >= self.planned_end)

    def words(self, zone: str) -> str:
        """The forecast in a sentence, on the meeting's clock."""
        said = f"Ends at {hour_words(self.ends_at, zone)}"
        if self.over:
            said += f", {minutes_words(self.over)} over"
        elif self.early:
            said += f", {minutes_words(self.early)} early"
        else:
            said += ", in time"
        late = self.not_reached
        if late:
            named = [f"“{title}”" for title in late[:MOST_NAMED]]
            more = [f"{len(late) - MOST_NAMED} more"] if len(late) > MOST_NAMED else []
            verb = "is" if len(late) == 1 else "are"
            said += f"; {joined([*named, *more])} {verb} not reached at this pace"
        return f"{said}."


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody said when they leave; `present` seats are there then."""

    at: datetime
    name: str
    present: int


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many seats are present, of how many, and how many are needed."""

    present: int
    total: int
    needed: int


@dataclass(frozen=True, slots=True)
class Pull:
    """What to take next while there is a quorum, and what ends it (None: any leaving does)."""

    slugs: tuple[str, ...]
    minutes: int
    quorum: Quorum
    leaving: Leaving | None = None

    def words(self, zone: str) -> str:
        """Why, and what to do, in two sentences."""
        if self.leaving is None:
            why = f"Quorum hangs on every seat: {self.quorum.present} present, "
            why += f"needs {self.quorum.needed}."
        else:
            why = f"At {hour_words(self.leaving.at, zone)} {self.leaving.name} leaves: then "
            why += f"{self.leaving.present} of {self.quorum.total}, needs {self.quorum.needed}."
        is_one = len(self.slugs) == 1
        what = counted(len(self.slugs), "item needs", "items need")
        time = f" ({minutes_words(self.minutes)})" if self.minutes else ""
        return f"{why} {what} a quorum{time}: take {'it' if is_one else 'them'} now."


def spent(stays: Iterable[Stay], slug: str, now: datetime) -> timedelta:
    """How long an item has been on the table so far, all its stays together."""
    mine = (stay for stay in stays if stay.slug == slug)
    lengths = (max(timedelta(), (stay.to_at or now) - stay.from_at) for stay in mine)
    return sum(lengths, timedelta())


def minutes_of(items: Sequence[PacedItem], item: PacedItem) -> int:
    """The minutes an item takes by plan, or as items take on average."""
    if item.minutes or any(each.slug == item.part_of for each in items):
        return item.minutes
    if any(each.minutes for each in items if each.part_of == item.slug):
        return 0
    planned = [each.minutes for each in items if each.minutes and not each.part_of]
    return round(sum(planned) / len(planned)) if planned else UNPLANNED


def coming(items: Sequence[PacedItem], current: str) -> list[PacedItem]:
    """The open items in the order in which the room takes them: the one on the table, those behind
    it, those before it, and what is parked.
    """
    slugs = [item.slug for item in items]
    here = slugs.index(current) if current in slugs else -1
    ranked = [
        (0 if place == here else 3 if item.is_parked else 1 if place > here else 2, place, item)
        for place, item in enumerate(items)
        if item.is_open
    ]
    return [item for _, _, item in sorted(ranked, key=lambda each: each[:2])]


def forecast(
    items: Sequence[PacedItem], stays: Sequence[Stay], now: datetime, ends_at: datetime
) -> Forecast:
    """When the meeting ends if what is left takes its planned time; never before now."""
    at, slots = now, []
    for item in coming(items, current_of(stays)):
        left = timedelta(minutes=minutes_of(items, item)) - spent(stays, item.slug, now)
        until = at + max(timedelta(), left)
        if item.slug != current_of(stays):
            slots.append(Slot(item.slug, item.title, at, until))
        at = until
    return Forecast(tuple(slots), at, ends_at)


def current_of(stays: Iterable[Stay]) -> str:
    """The item that is on the table, "" for none."""
    return next((stay.slug for stay in stays if stay.to_at is None), "")


def what_to_pull(
    expected: Forecast,
    items: Sequence[PacedItem],
    needing: Collection[str],
    quorum: Quorum,
    leavings: Iterable[Leaving] = (),
    *,
    current: str = "",
) -> Pull | None:
    """The items to take next because quorum is about to be lost: somebody said when they leave, or
    no seat may be missing. None where there is no quorum, where nothing is decided any more, where
    it is next anyway, or is done before quorum is lost.

    A part is taken with its item.
    """
    lost = (each for each in leavings if each.present < quorum.needed)
    leaving = min(lost, key=lambda each: each.at, default=None)
    if quorum.present < quorum.needed or (leaving is None and quorum.present > quorum.needed):
        return None
    heads = {item.slug: item.part_of or item.slug for item in items}
    here = heads.get(current, "")
    order = [item for item in coming(items, current) if heads[item.slug] != here]
    wanted = {heads[item.slug] for item in order if item.slug in needing}
    queue = list(dict.fromkeys(heads[item.slug] for item in order))
    if not wanted or set(queue[: len(wanted)]) == wanted:
        return None
    family = [item for item in order if heads[item.slug] in wanted]
    ends = [slot.ends_at for slot in expected.slots if slot.slug in {i.slug for i in family}]
    if leaving is not None and max(ends, default=leaving.at) < leaving.at:
        return None
    slugs = tuple(slug for slug in queue if slug in wanted)
    return Pull(slugs, sum(minutes_of(items, item) for item in family), quorum, leaving)


def clock_words(minutes: int, planned: int) -> str:
    """How long an item has been on the table: "7 of 10 min", "12 of 10 min: 2 min over"."""
    if not planned:
        return minutes_words(minutes)
    over = f": {minutes_words(minutes - planned)} over" if minutes > planned else ""
    return f"{minutes} of {planned} min{over}"
