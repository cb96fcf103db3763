"""Who may read a deck that is not published yet, and who may publish it."""

from __future__ import annotations

from secretariat.council.meetings import policy as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.sight import sight_of
from secretariat.rules.visibility import Actor, Decision, allow, deny


def may_see_draft(actor: Actor, meeting: Meeting) -> Decision:
    """A draft shows the agenda, so whoever may read the agenda may read it."""
    if sight_of(actor, meeting).sees_agenda:
        return allow()
    return deny("The agenda of this meeting is not published yet, so there is no deck to show.")


def may_see_speaker_notes(actor: Actor, meeting: Meeting) -> Decision:
    """Presenter notes are for those who prepare or run the meeting."""
    if sight_of(actor, meeting).sees_speaker_notes:
        return allow()
    return deny("Presenter notes are for those who prepare the meeting.")


def may_publish_deck(actor: Actor, meeting: Meeting) -> Decision:
    """Whoever may publish the agenda may publish the deck."""
    return meetings.may_publish(actor, meeting)
