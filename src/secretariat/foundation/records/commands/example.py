"""Moving the example council's clock."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from secretariat.foundation.records import clock
from secretariat.foundation.records.models import ExampleClock
from secretariat.rules.errors import Refused


def move_example_clock(to: datetime) -> None:
    """Let the example's time of business go on from an instant. Refuses ("no_example") on a live
    installation.
    """
    if not settings.IS_DEMO:
        raise Refused(
            "no_example",
            "Only the example council has a clock of its own; here the time is what it is.",
        )
    ExampleClock.objects.update_or_create(pk=1, defaults={"offset": to - clock.wall_now()})
