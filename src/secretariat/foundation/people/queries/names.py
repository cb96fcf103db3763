"""Names that were true on their days: what an organization or a seat was called over a period."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from secretariat.foundation.people.models import Organization, Seat, SeatHolding
from secretariat.foundation.people.models.periods import Period
from secretariat.foundation.people.snapshots import label_on, name_of
from secretariat.rules.days import day_words


@dataclass(frozen=True, slots=True)
class NamedThrough:
    """What something was called at the end of a period, and `then` what it was before and is
    today: "until 30 Sep 2021 Lighthouse; today Beacon". Empty where it always bore one name.
    """

    name: str
    then: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.then})" if self.then else self.name


def organization_through(organization: Organization, period: Period, today: date) -> NamedThrough:
    """The names of an organization over a period. Prefetch its `names` when asking for several."""
    ends = [row.to_on for row in organization.names.all()]
    return _through(lambda day: name_of(organization, day), ends, period, today)


def seat_through(seat: Seat, period: Period, today: date) -> NamedThrough:
    """How a seat was printed over a period. Prefetch `former_labels` and
    `holdings__organization__names` when asking for several.
    """
    holdings: Iterable[SeatHolding] = seat.holdings.all()
    ends = [row.to_on for row in seat.former_labels.all()]
    for row in holdings:
        ends += [row.to_on, *(name.to_on for name in row.organization.names.all())]
        # Where another organization joins, the day before was the last of the shorter label.
        ends.append(date.fromordinal(row.from_on.toordinal() - 1) if row.from_on else None)
    last = min(today, seat.to_on or today)
    return _through(lambda day: label_on(seat, day), ends, period, last)


def _through(
    called: Callable[[date], str], ends: Iterable[date | None], period: Period, today: date
) -> NamedThrough:
    """`ends` are the last days of names; those within the period may have been another name's."""
    last = max(min(period.to_on or today, today), period.from_on or date.min)
    first = period.from_on or date.min
    inside = sorted({day for day in ends if day is not None and first <= day < last})
    name, earlier = called(last), list[tuple[str, date]]()
    for day in inside:
        was = called(day)
        if earlier and earlier[-1][0] == was:
            earlier.pop()
        earlier.append((was, day))
    if earlier and earlier[-1][0] == name:
        earlier.pop()
    words = [f"until {day_words(day)} {was}" for was, day in earlier]
    if today > last and called(today) != name:
        words.append(f"today {called(today)}")
    return NamedThrough(name, "; ".join(words))
