"""Keys that are used up: each stands with the act it came with, in one transaction."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Once
from secretariat.foundation.records.once import Carried, carried_key
from secretariat.rules.errors import Refused

KEPT_FOR = timedelta(days=30)


def take_key() -> None:
    """Use up the key of the form that is being answered, if it carried one: the first write of the
    transaction of an act, so that the two stand or fall together.

    Several acts of one form share its key; the first takes it. Refuses ("done_already") a key that
    an earlier form has used up; of two at once the second waits for the first.
    """
    carried = carried_key()
    if carried is None or _is_ours(carried):
        return
    try:
        # A savepoint: on PostgreSQL a refused row spoils the transaction around it.
        with transaction.atomic():
            Once.objects.create(key=carried.key, done_on=clock.wall_now().date())
    except IntegrityError:
        carried.is_repeated = True
        raise Refused(
            "done_already", "This was sent before and is done. It was not done a second time."
        ) from None
    carried.is_taken = True


def _is_ours(carried: Carried) -> bool:
    """Whether an earlier act of the same form took the key, and stands."""
    return carried.is_taken and Once.objects.filter(key=carried.key).exists()


def keep_where_it_led(key: UUID, address: str) -> None:
    """Remember the page an act led to, for whoever sends it again."""
    Once.objects.filter(key=key).update(led_to=address)


def forget_old_keys(today: date) -> int:
    """Drop the keys used up more than thirty days before a day; how many."""
    return Once.objects.filter(done_on__lt=today - KEPT_FOR).delete()[0]
