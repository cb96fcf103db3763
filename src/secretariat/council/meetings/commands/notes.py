"""What is written down under an item: the secretary's own paragraphs of the minutes."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.findability import index_item
from secretariat.council.meetings.commands.frame import NOT_FROZEN, State, meeting_act
from secretariat.council.meetings.commands.settling import count_as_reached
from secretariat.council.meetings.followers import let_follow
from secretariat.council.meetings.models import AgendaItem, Note
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.foundation.records.commands import guard_revision
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import DEEPEST
from secretariat.rules.visibility import Actor, Audience

_FROZEN = "its notes stand; note an erratum under the minutes instead"
_CANCELLED = "there is nothing to note"


def add_note(
    actor: Actor,
    item: AgendaItem,
    text: str,
    *,
    depth: int = 0,
    kind: str = Note.Kind.NOTE.value,
    audience: Audience | None = None,
    after: Note | None = None,
    written_at: datetime | None = None,
) -> Note:
    """Write a paragraph under an item, at the end or after another note; it was written now, or at
    an earlier `written_at`.

    Refuses ("note_empty", "wrong_state").
    """
    words = _checked(text)
    ref = ref_of(item.meeting, item)
    with meeting_act(actor, "add_note", item.meeting, policy.may_note, ref=ref) as (this, row):
        _must_be_notable(row.state)
        item = row.items.get(pk=item.pk)
        item.notes_written += 1
        item.save(update_fields=["notes_written"])
        note = Note.objects.create(
            item=item,
            sequence=item.notes_written,
            position=item.notes_written,
            depth=_within(depth),
            kind=_known_kind(kind),
            text=words,
            audience=(audience or Audience(item.audience)).value,
            written_at=min(written_at or this.at, this.at),
            written_by=actor.name,
        )
        _put_after(note, after)
        index_item(row, item)
        item.meeting = row
        count_as_reached(actor, item)
        this.now_is(note=note.key, text=words)
    return note


def edit_note(
    actor: Actor,
    note: Note,
    *,
    seen: int,
    text: str | None = None,
    kind: str | None = None,
    audience: Audience | None = None,
) -> Note:
    """Change a note. None leaves a value as it is. Refuses ("changed_meanwhile", "note_empty")."""
    wanted = {
        "text": None if text is None else _checked(text),
        "kind": None if kind is None else _known_kind(kind),
        "audience": None if audience is None else audience.value,
    }
    values = {name: value for name, value in wanted.items() if value is not None}
    item = note.item
    ref = ref_of(item.meeting, item)
    with meeting_act(actor, "edit_note", item.meeting, policy.may_note, ref=ref) as (this, row):
        _must_be_notable(row.state)
        note = _fresh(note)
        guard_revision(note, seen, values)
        this.was(note=note.key, **{name: getattr(note, name) for name in values})
        for name, value in values.items():
            setattr(note, name, value)
        note.save(update_fields=[*values, "revision"])
        index_item(row, note.item)
        if audience is not None:
            let_follow(actor, row)
        this.now_is(**values)
    return note


def remove_note(actor: Actor, note: Note, *, seen: int) -> None:
    """Take a note away; its words stay in the audit trail. Refuses ("changed_meanwhile")."""
    ref = ref_of(note.item.meeting, note.item)
    meeting = note.item.meeting
    with meeting_act(actor, "remove_note", meeting, policy.may_note, ref=ref) as (this, row):
        _must_be_notable(row.state)
        note = _fresh(note)
        guard_revision(note, seen, {"text": note.text})
        this.was(note=note.key, text=note.text, depth=note.depth, kind=note.kind)
        item = note.item
        note.delete()
        index_item(row, item)


def indent_note(actor: Actor, note: Note, *, by: int) -> Note:
    """Set a note deeper (positive) or less deep, between 0 and 2."""
    meeting = note.item.meeting
    ref = ref_of(meeting, note.item)
    with meeting_act(actor, "indent_note", meeting, policy.may_note, ref=ref) as (this, row):
        _must_be_notable(row.state)
        note = _fresh(note)
        this.was(note=note.key, depth=note.depth)
        note.depth = _within(note.depth + by)
        note.save(update_fields=["depth"])
        this.now_is(depth=note.depth)
    return note


def move_note(actor: Actor, note: Note, *, by: int) -> Note:
    """Move a note up (negative) or down under its item, as far as there is room."""
    meeting = note.item.meeting
    ref = ref_of(meeting, note.item)
    with meeting_act(actor, "move_note", meeting, policy.may_note, ref=ref) as (this, row):
        _must_be_notable(row.state)
        note = _fresh(note)
        rows = list(note.item.notes.order_by("position", "id"))
        here = rows.index(note)
        there = max(0, min(len(rows) - 1, here + by))
        rows.insert(there, rows.pop(here))
        _write_order(rows)
        this.was(note=note.key, place=here + 1)
        this.now_is(place=there + 1)
    return note


def _put_after(note: Note, after: Note | None) -> None:
    rows = [row for row in note.item.notes.order_by("position", "id") if row.pk != note.pk]
    place = len(rows)
    if after is not None and after in rows:
        place = rows.index(after) + 1
    _write_order([*rows[:place], note, *rows[place:]])


def _write_order(rows: list[Note]) -> None:
    for place, row in enumerate(rows, start=1):
        row.position = place
    Note.objects.bulk_update(rows, ["position"])


def _fresh(note: Note) -> Note:
    row = Note.objects.select_related("item__meeting__body").filter(pk=note.pk).first()
    if row is None:
        raise Refused("not_found", "This note was taken away meanwhile. Nothing has changed.")
    return row


def _must_be_notable(state: str) -> None:
    if state == State.APPROVED:
        raise Refused("wrong_state", f"The minutes of this meeting are approved, so {_FROZEN}.")
    if state not in NOT_FROZEN:
        raise Refused("wrong_state", f"This meeting is cancelled, so {_CANCELLED}.")


def _checked(text: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise Refused("note_empty", "Write something to note down.", {"field": "text"})
    return words


def _known_kind(kind: str) -> str:
    if kind not in Note.Kind.values:
        raise Refused("unknown_note_kind", f"A note is one of: {', '.join(Note.Kind.values)}.")
    return kind


def _within(depth: int) -> int:
    return max(0, min(DEEPEST, depth))
