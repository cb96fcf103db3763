"""What is to follow from an event: notes, questions and links, answered, or made actions and agenda
items with one click.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from secretariat.council.actions.commands import raise_action
from secretariat.council.actions.models import Action
from secretariat.council.events import policy
from secretariat.council.events.commands.frame import event_act
from secretariat.council.events.models import Event, EventNote
from secretariat.council.events.queries import items_carrying
from secretariat.council.meetings.commands import NewItem, add_item
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import guard_revision, locked
from secretariat.rules.errors import Refused
from secretariat.rules.texts import fitting, given
from secretariat.rules.visibility import Actor, Audience

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFields:
    """A note as it is typed; `under` is the number of the note it belongs to."""

    text: str
    kind: str = EventNote.Kind.NOTE.value
    url: str = ""
    under: int = 0
    audience: Audience = Audience.PUBLIC


def note_follow_up(actor: Actor, event: Event, fields: NoteFields) -> EventNote:
    """Note what is to follow from an event. Refuses ("words_missing", "unknown_kind", "no_address",
    "not_found", "not_allowed").
    """
    with event_act(actor, "note_follow_up", event, policy.may_note) as (this, row):
        last = row.follow_ups.aggregate(last=Max("number"))["last"]
        made = EventNote(event=row, number=(last or 0) + 1, by=actor.name)
        made.on, made.at = day_in(row.body, this.at), this.at
        _set_note(made, fields)
        made.under = _above(row, fields.under)
        if made.under is not None and made.under.audience == Audience.MEMBERS.value:
            made.audience = Audience.MEMBERS.value
        made.save()
        is_open = made.audience == Audience.PUBLIC.value
        this.summary = made.text[:300] if is_open else "A note for the members"
        this.now_is(number=made.number, kind=made.get_kind_display())
    return made


def change_note(actor: Actor, note: EventNote, fields: NoteFields, *, seen: int) -> EventNote:
    """Change the words of a note; where it stands remains. Refuses ("changed_meanwhile") and what
    noting refuses.
    """
    with event_act(actor, "change_note", note.event, policy.may_note) as (this, event):
        row = locked(note)
        guard_revision(row, seen, {"text": fields.text})
        was_open = row.audience == Audience.PUBLIC.value
        if was_open and fields.audience is Audience.PUBLIC:
            this.was(text=row.text)
        _set_note(row, fields)
        row.save()
        if row.audience == Audience.MEMBERS.value:
            for each in event.follow_ups.filter(under=row):
                each.audience = Audience.MEMBERS.value
                each.save(update_fields=["audience"])
        this.now_is(number=row.number, kind=row.get_kind_display())
    return row


def answer_note(actor: Actor, note: EventNote, *, answer: str) -> EventNote:
    """Answer a question; it waits no more. Refuses ("words_missing", "no_question",
    "answered_already").
    """
    words = given(answer, "answer", "The answer", 500)
    with event_act(actor, "answer_note", note.event, policy.may_note) as (this, event):
        row = locked(note)
        if row.kind != EventNote.Kind.QUESTION:
            raise Refused("no_question", "That is no question. Nothing has changed.")
        if row.answer:
            raise Refused("answered_already", f"It is answered: {row.answer} Nothing has changed.")
        row.answer, row.answered_by = words, actor.name
        row.answered_on = day_in(event.body, this.at)
        row.revision += 1
        row.save()
        this.now_is(number=row.number)
    return row


def raise_from_note(
    actor: Actor, note: EventNote, *, owners: str = "", due: str = "", raised_ref: str = ""
) -> Action:
    """Make an action of a note: it links to the event, and the note to it. `raised_ref` is the
    agenda item in which it was raised.

    Refuses ("is_action_already") and what raising an action refuses.
    """
    with event_act(actor, "raise_from_note", note.event, policy.may_note) as (this, event):
        row = locked(note)
        if row.action_ref:
            raise Refused(
                "is_action_already", f"It is the action {row.action_ref} already. Nothing changed."
            )
        action = raise_action(
            actor,
            event.body,
            text=row.text,
            owners=[part.strip() for part in owners.split("/") if part.strip()],
            due=due,
            raised_ref=raised_ref,
            links=[f"{event.ref}", *([row.url] if row.url else [])],
            audience=Audience(row.audience) if row.audience != Audience.PUBLIC.value else None,
        )
        row.action_ref = action.ref
        row.revision += 1
        row.save()
        this.now_is(number=row.number, action=action.ref)
    return action


def put_note_on_agenda(actor: Actor, note: EventNote, meeting: Meeting) -> AgendaItem:
    """Put a note on an agenda as an item of its own: it links to the event, and the note to it.

    Refuses ("on_agenda_already", "other_body") and what adding an item refuses.
    """
    with event_act(actor, "put_note_on_agenda", note.event, policy.may_note) as (this, event):
        row = locked(note)
        if meeting.body_id != event.body_id:
            raise Refused("other_body", "That meeting is of another body. Nothing has changed.")
        ref = f"{event.ref}/notes/{row.number}"
        there = items_carrying(event.body.slug).get(ref, [])
        if any(each.startswith(f"{meeting.ref}/") for each in there):
            raise Refused("on_agenda_already", "It is on that agenda already. Nothing changed.")
        new = NewItem(
            title=_title(row.text),
            text=_under(event, row),
            audience=Audience(row.audience),
            source_ref=ref,
            reason=f"From {event.name}",
        )
        item = add_item(actor, meeting, new)
        this.now_is(number=row.number, item=ref_of(meeting, item))
    return item


def _above(row: Event, number: int) -> EventNote | None:
    if not number:
        return None
    found = row.follow_ups.filter(number=number).first()
    if found is None:
        raise Refused("not_found", f"There is no note {number} to put it under.")
    return found.under or found


def _set_note(row: EventNote, fields: NoteFields) -> None:
    if fields.kind not in EventNote.Kind.values:
        raise Refused("unknown_kind", "Say whether it is a note, a question or a link.")
    if fields.kind == EventNote.Kind.LINK and not fields.url:
        raise Refused(
            "no_address", "A link needs its address. Nothing has changed.", {"field": "url"}
        )
    row.kind, row.url = fields.kind, fitting(fields.url, "url", "The address", 500)
    row.text = given(fields.text or fields.url, "text", "The note", 500)
    row.audience = fields.audience.value


def _title(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rpartition(' ')[0]} …"


def _under(event: Event, row: EventNote) -> str:
    """The text of the item: what does not fit into its title, the address, and the event."""
    whole = "" if row.text == _title(row.text) else row.text
    address = f"<{row.url}>" if row.url else ""
    return "\n\n".join(filter(None, (whole, address, f"From [{event.name}](/{event.ref})")))
