"""How long items are on the table: written by the commands that take them up and end them.

These run inside a command that has authorised the act and locked the meeting. At most one stay of a
meeting is open; a turn to speak ends with it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from secretariat.council.meetings.models import AgendaItem, ItemStay, Meeting


def begin_stay(row: Meeting, item: AgendaItem, at: datetime) -> None:
    """The item is on the table from now on. One that is there already stays."""
    going = ItemStay.objects.filter(item__meeting=row, to_at=None)
    if going.filter(item=item).exists():
        return
    end_stays(row, at)
    end_turns(row, at)
    ItemStay.objects.create(item=item, from_at=at)


def end_stays(row: Meeting, at: datetime, items: Collection[AgendaItem] | None = None) -> None:
    """Nothing of the meeting is on the table any more, or none of these items."""
    going = ItemStay.objects.filter(item__meeting=row, to_at=None)
    if items is not None:
        going = going.filter(item__in=items)
    going.filter(from_at__gt=at).delete()
    going.update(to_at=at)


def end_turns(row: Meeting, at: datetime) -> None:
    """Whoever has the floor has spoken."""
    for turn in row.turns.filter(began_at__isnull=False, ended_at=None):
        turn.ended_at = max(at, turn.began_at or at)
        turn.save(update_fields=["ended_at"])


def forget_course(row: Meeting) -> None:
    """The meeting was not called to order after all."""
    ItemStay.objects.filter(item__meeting=row).delete()
    row.turns.all().delete()


def resume_course(row: Meeting) -> None:
    """What was on the table at the adjournment is there again. Before the row forgets its end."""
    stays = ItemStay.objects.filter(item__meeting=row, to_at=row.adjourned_at)
    last = stays.order_by("-from_at", "-id").first()
    if last is not None:
        last.to_at = None
        last.save(update_fields=["to_at"])


def move_call(row: Meeting, at: datetime) -> None:
    """The call to order was at another time. Before the row knows it."""
    stays = ItemStay.objects.filter(item__meeting=row)
    stays.filter(to_at__lt=at).delete()
    stays.filter(Q(from_at=row.called_at) | Q(from_at__lt=at)).update(from_at=at)


def move_end(row: Meeting, at: datetime) -> None:
    """The meeting ended at another time. Before the row knows it."""
    stays = ItemStay.objects.filter(item__meeting=row)
    stays.filter(from_at__gt=at).delete()
    stays.filter(Q(to_at=row.adjourned_at) | Q(to_at__gt=at)).update(to_at=at)
