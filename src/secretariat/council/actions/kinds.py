"""The agenda kind "action review": every open action, until a reason ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from secretariat.council.actions.queries import (
    open_actions,
    public_now,
    reviewed_actions,
    reviewed_block,
    reviewed_paragraphs,
    state_counts,
)
from secretariat.council.actions.snapshots import ActionAt
from secretariat.council.meetings.agenda_kinds import Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import note_blocks
from secretariat.council.meetings.queries.finding import body_of
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block
from secretariat.rules.visibility import Actor, Audience, system_actor
from secretariat.rules.wording import counted

NAME = "action_review"
PLACE = 20
MINUTES_EACH, LEAST, MOST = 1, 5, 20
REVIEW_KEYS = (
    ("i", "in progress"),
    ("d", "done"),
    ("o", "open"),
    ("w", "postponed"),
    ("y", "said"),
    ("e", "owners"),
)


class ActionReview:
    """Proposed as long as anything is open, so that no action is forgotten."""

    name = NAME
    label = "Action item review"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """One item for all open actions, with how many there are and how many are overdue."""
        actions = open_actions(system_actor("agenda"), body_of(meeting), at)
        if not actions:
            return []
        return [
            Proposal(
                kind=NAME,
                title="Action item review",
                reason=f"{_counts(*state_counts(actions, meeting.on))}.",
                minutes=min(max(LEAST, MINUTES_EACH * len(actions)), MOST),
                source_ref=f"{meeting.body.slug}/actions",
                place=PLACE,
            )
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """A numbered list of owners and texts with their states; split where it is long. For who is
        no member it holds what is public now, and says how much is not yet.
        """
        known = reviewed_actions(meeting, at)
        actions = known if Audience.MEMBERS in meeting.audiences else public_now(known)
        return [
            TextSlide(
                title=item.title,
                number=item.number,
                ref=item.ref,
                notes=item.speaker_notes,
                paragraphs=reviewed_paragraphs(actions),
                foot=_foot(actions, len(known) - len(actions)),
            )
        ]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """The actions with their states at the end of the meeting, and the notes."""
        block = reviewed_block(meeting, at)
        return [*([block] if block.lines else []), *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """Each action with its states as one key, its owners and a note."""
        actions = _with_next(reviewed_actions(meeting, at))
        review = {
            "actions": actions,
            "left": sum(1 for action in actions if not action.is_reported),
            "meeting_ref": meeting.ref,
            "back": f"/{meeting.ref}/room?{urlencode({'item': item.slug})}",
        }
        keys = REVIEW_KEYS if review["left"] else ()
        return Offered(
            template="actions/_review.html",
            context={"review": review, "keys": keys},
            left=_left_words(actions),
            has_record=any(action.is_reported for action in actions),
        )

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """Nothing: an action nobody spoke of stays as it was and comes back."""


def _foot(actions: list[ActionAt], waiting: int) -> str:
    """What stands under the list: that it is empty, or how many actions are not in it yet."""
    if waiting:
        noun = "more action" if actions else "action"
        verb = "stands" if waiting == 1 else "stand"
        return f"{counted(waiting, noun)} {verb} in minutes that are not public yet."
    return "" if actions else "Nothing is open."


def _with_next(actions: list[ActionAt]) -> list[ActionAt]:
    """The actions, the first one still to be spoken of marked."""
    waiting = next((a.ref for a in actions if a.is_open and not a.is_reported), "")
    return [replace(action, is_next=action.ref == waiting) for action in actions]


def _left_words(actions: list[ActionAt]) -> tuple[str, ...]:
    waiting = sum(1 for action in actions if action.is_open and not action.is_reported)
    if not waiting:
        return ()
    stay = "it stays as it is" if waiting == 1 else "they stay as they are"
    return (f"{counted(waiting, 'action')} not reviewed: {stay}.",)


def _counts(is_open: int, overdue: int) -> str:
    late = f", {overdue} overdue" if overdue else ""
    return f"{counted(is_open, 'action')} open{late}"


register(ActionReview())
