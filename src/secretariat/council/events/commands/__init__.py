"""Every write of events. Nothing here deletes an event, a session or a note."""

from __future__ import annotations

from .following import (
    NoteFields,
    answer_note,
    change_note,
    note_follow_up,
    put_note_on_agenda,
    raise_from_note,
)
from .keeping import (
    EventFields,
    add_event,
    cancel_event,
    describe_event,
    follow_up_event,
    revive_event,
    take_up_event,
)
from .programme import (
    SessionFields,
    add_session,
    change_session,
    drop_session,
    end_deadline,
    move_deadline,
    say_who_goes,
    set_deadline,
)
from .taking_in import take_in_event, take_in_events

__all__ = [
    "EventFields",
    "NoteFields",
    "SessionFields",
    "add_event",
    "add_session",
    "answer_note",
    "cancel_event",
    "change_note",
    "change_session",
    "describe_event",
    "drop_session",
    "end_deadline",
    "follow_up_event",
    "move_deadline",
    "note_follow_up",
    "put_note_on_agenda",
    "raise_from_note",
    "revive_event",
    "say_who_goes",
    "set_deadline",
    "take_in_event",
    "take_in_events",
    "take_up_event",
]
