"""Checks of words and days that the commands of this app share."""

from __future__ import annotations

from datetime import date

from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act
from secretariat.rules.texts import day_that_came


def checked_day(this: Act, body: Body, on: date | None) -> date:
    """The day given, or today. Refuses ("in_future") a day that has not come."""
    return day_that_came(on, day_in(body, this.at))
