"""Putting business on an agenda and taking it off.

Numbers are frozen at the call to order: an item added later gets the next number, and none is
removed any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Max

from secretariat.council.meetings import policy
from secretariat.council.meetings.agenda_kinds import default_kind, kind_named
from secretariat.council.meetings.commands.findability import forget_item, index_item
from secretariat.council.meetings.commands.frame import (
    BEFORE_CALL,
    NOT_FROZEN,
    State,
    meeting_act,
    must_be,
    must_be_of,
    reason_given,
)
from secretariat.council.meetings.commands.order import (
    must_be_whole,
    ordered,
    put_after,
    write_order,
)
from secretariat.council.meetings.commands.topics import let_topics_wait
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.numbering import numbers_of
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.converters import RESERVED_ITEM_SLUGS
from secretariat.rules.agenda import slugify
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience

LONGEST_ITEM = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """What a new agenda item says. Without a `kind` it is plain business; `part_of` makes it a part
    of another item of the meeting.
    """

    title: str
    kind: str = ""
    minutes: int = 0
    text: str = ""
    speaker_notes: str = ""
    presenters: Sequence[Person] = ()
    presenter_words: str = ""
    audience: Audience = Audience.PUBLIC
    place: int = 50
    part_of: AgendaItem | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    source_ref: str = ""
    reason: str = ""


def add_item(actor: Actor, meeting: Meeting, new: NewItem) -> AgendaItem:
    """Put an item on the agenda, at its place: standing business first and last, topics between.

    Refuses ("title_missing", "too_long", "unknown_kind", "other_meeting", "part_of_a_part",
    "wrong_state").
    """
    new = replace(new, kind=kind_named(new.kind or default_kind()).name)
    title = checked_title(new.title)
    check_minutes(new.minutes)
    with meeting_act(actor, "add_item", meeting, policy.may_prepare) as (this, row):
        must_be(row, NOT_FROZEN - {State.ADJOURNED, State.DRAFTED, State.RELEASED}, _TOO_LATE)
        if new.part_of is not None:
            must_be_of(row, new.part_of)
            must_be_whole(new.part_of)
        item = _make_item(row, title, new)
        if new.part_of is None:
            _put_at_place(row, item)
        else:
            put_after(row, item, new.part_of)
        if row.called_at is not None:
            _number_late(row, item)
        index_item(row, item)
        this.ref = ref_of(row, item)
        this.now_is(title=title, kind=new.kind, minutes=new.minutes, reason=new.reason)
    return item


def remove_item(actor: Actor, item: AgendaItem, *, reason: str) -> None:
    """Take an item and its parts off an agenda before the call to order; the reason is kept."""
    meeting, ref = item.meeting, ref_of(item.meeting, item)
    words = reason_given(reason, "the item is taken off")
    with meeting_act(actor, "remove_item", meeting, policy.may_prepare, ref=ref, summary=words) as (
        this,
        row,
    ):
        must_be(row, BEFORE_CALL, "no item can be taken off; skip or withdraw it instead")
        item = fresh_item(row, item)
        rows = [item, *item.parts.all()]
        this.was(**{each.slug: [each.title, each.kind, each.text] for each in rows})
        for each in rows:
            forget_item(row, each)
        let_topics_wait(rows, words)
        item.delete()
        write_order(ordered(row))
        this.now_is(reason=words)


_TOO_LATE = "nothing can be added to its agenda any more"


def _make_item(meeting: Meeting, title: str, new: NewItem) -> AgendaItem:
    item = AgendaItem.objects.create(
        meeting=meeting,
        slug=_free_slug(meeting, title),
        kind=new.kind,
        position=(meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1,
        part_of=new.part_of,
        title=title,
        presenter_words=" ".join(new.presenter_words.split())[:200],
        place=new.place,
        minutes=new.minutes,
        text=new.text,
        speaker_notes=new.speaker_notes,
        options=dict(new.options),
        audience=new.audience.value,
        source_ref=new.source_ref,
        proposed_by=new.reason[:300],
    )
    item.presenters.set(new.presenters)
    return item


def _put_at_place(meeting: Meeting, item: AgendaItem) -> None:
    """Before the first item that belongs further down; at the end when numbers are frozen."""
    later = meeting.items.filter(part_of=None, place__gt=item.place).exclude(pk=item.pk)
    first = later.order_by("position").first()
    if first is None or meeting.called_at is not None:
        return
    before = meeting.items.filter(position__lt=first.position).order_by("position").last()
    put_after(meeting, item, before)


def _number_late(meeting: Meeting, item: AgendaItem) -> None:
    items = list(meeting.items.order_by("position", "id"))
    taken = {each.number for each in items if each.pk != item.pk}
    label = numbers_of(items)[item.slug].label
    while label in taken:
        label = str(int(label) + 1) if label.isdecimal() else label[:-1] + chr(ord(label[-1]) + 1)
    item.number = label
    item.save(update_fields=["number"])


def check_minutes(minutes: int) -> None:
    """Refuse ("too_long") a length no item can have."""
    if not 0 <= minutes <= LONGEST_ITEM:
        raise Refused(
            "too_long",
            f"An item takes between 0 and {LONGEST_ITEM} minutes. Nothing has changed.",
            {"field": "minutes"},
        )


def checked_title(title: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise Refused("title_missing", "Give the item a title.", {"field": "title"})
    if len(words) > 300:
        raise Refused(
            "title_too_long",
            f"The title has {len(words)} characters; at most 300 fit. Put the rest into the text.",
            {"field": "title"},
        )
    return words


def _free_slug(meeting: Meeting, title: str) -> str:
    taken = set(meeting.items.values_list("slug", flat=True))
    return slugify(title, taken | RESERVED_ITEM_SLUGS)


def fresh_item(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    """The item read again under the meeting's lock. Refuses ("not_found")."""
    row = meeting.items.filter(pk=item.pk).first()
    if row is None:
        raise Refused(
            "not_found", f"“{item.title}” was taken off the agenda meanwhile. Nothing has changed."
        )
    row.meeting = meeting
    return row
