"""Writing updates: by the link in a letter, by who owes them, taken down for somebody; excuses."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.models import Meeting
from secretariat.council.updates import policy
from secretariat.council.updates.commands.frame import add_text, must_be_open, update_act
from secretariat.council.updates.models import StandingUpdate, Update, UpdateLink, UpdateText
from secretariat.foundation.records.commands import guard_revision
from secretariat.rules.errors import Refused
from secretariat.rules.updates import LONGEST_TEXT, checked_text
from secretariat.rules.visibility import Actor, Decision, allow


def keep_draft(
    actor: Actor, standing: StandingUpdate, meeting: Meeting, *, text: str, seen: int
) -> Update:
    """Keep a draft, which only those who may write the update see.

    Refuses ("changed_meanwhile", "words_too_long", "meeting_begun", "not_allowed").
    """
    with update_act(actor, "keep_draft", standing, meeting, policy.may_write) as (_, row):
        _keep_draft(row, text, seen)
    return row


def send_update(
    actor: Actor, standing: StandingUpdate, meeting: Meeting, *, text: str, seen: int
) -> UpdateText:
    """Send an update; it stands on the agenda from now on, and an earlier one behind it.

    Refuses ("changed_meanwhile", "words_missing", "words_too_long", "meeting_begun",
    "same_text", "not_allowed").
    """
    with update_act(actor, "send_update", standing, meeting, policy.may_write) as (this, row):
        made = _send(row, text, seen, by=actor.name, at=this.at)
        this.now_is(text=made.number)
        this.summary = f"{standing.name}, for the meeting of {meeting.slug}"
    return made


def keep_draft_by_link(link: UpdateLink, *, text: str, seen: int) -> Update:
    """The same by the link in a letter. Refuses ("link_ended"), too."""
    must_stand(link)
    standing, meeting = link.update_row.standing, link.update_row.meeting
    with update_act(holder(link), "keep_draft", standing, meeting, _holder_may) as (_, row):
        _keep_draft(row, text, seen)
    return row


def send_update_by_link(link: UpdateLink, *, text: str, seen: int) -> UpdateText:
    """The same by the link in a letter. Refuses ("link_ended"), too."""
    must_stand(link)
    standing, meeting = link.update_row.standing, link.update_row.meeting
    with update_act(holder(link), "send_update", standing, meeting, _holder_may) as (this, row):
        made = _send(row, text, seen, by=link.name, at=this.at)
        this.now_is(text=made.number)
        this.summary = f"{standing.name}, for the meeting of {meeting.slug}"
    return made


def take_down_update(
    actor: Actor, standing: StandingUpdate, meeting: Meeting, *, text: str, by: str, how: str = ""
) -> UpdateText:
    """Take down what somebody sent in another way, such as by mail; also after the meeting began.

    Refuses ("words_missing", "words_too_long", "same_text", "not_allowed").
    """
    words, who = checked_text(text), " ".join(by.split())[:200]
    if not who:
        raise Refused("words_missing", "Say whose words they are.", {"field": "by"})
    with update_act(actor, "take_down", standing, meeting) as (this, row):
        _must_differ(row, words)
        how = f"{' '.join(how.split()) or 'sent otherwise'}; taken down by {actor.name}"
        made = add_text(row, words, at=this.at, by=who, how=how[:200])
        this.now_is(text=made.number, by=who)
    return made


def excuse_update(
    actor: Actor, standing: StandingUpdate, meeting: Meeting, *, reason: str
) -> Update:
    """Excuse a body from its update for one meeting, with the reason that slide and minutes show.

    Refuses ("words_missing", "excused_already", "received_already", "not_allowed").
    """
    words = " ".join(reason.split())[:300]
    if not words:
        raise Refused("words_missing", "Say why. Nothing has changed.", {"field": "reason"})

    def may(who: Actor, what: StandingUpdate) -> Decision:
        return allow() if policy.may_write(who, what) else policy.may_keep_updates(who, what.body)

    with update_act(actor, "excuse", standing, meeting, may) as (this, row):
        if row.texts.exists():
            raise Refused("received_already", "The update came; there is nothing to excuse.")
        if row.excused_at is not None:
            raise Refused(
                "excused_already", f"It is excused already: {row.excused_reason} Nothing changed."
            )
        row.excused_at, row.excused_by, row.excused_reason = this.at, actor.name, words
        row.revision += 1
        this.summary = words
        this.now_is(reason=words)
    return row


def excuse_by_link(link: UpdateLink, *, reason: str) -> Update:
    """Whoever holds the link says why there is no update this time. Refuses ("link_ended") and what
    excusing refuses.
    """
    must_stand(link)
    words = " ".join(reason.split())[:300]
    if not words:
        raise Refused("words_missing", "Say why. Nothing has changed.", {"field": "reason"})
    standing, meeting = link.update_row.standing, link.update_row.meeting
    with update_act(holder(link), "excuse", standing, meeting, _holder_may) as (this, row):
        must_be_open(row)
        if row.texts.exists():
            raise Refused("received_already", "Your update came; change it instead.")
        row.excused_at, row.excused_by, row.excused_reason = this.at, link.name, words
        row.revision += 1
        this.summary = words
        this.now_is(reason=words)
    return row


def take_back_excuse(actor: Actor, standing: StandingUpdate, meeting: Meeting) -> Update:
    """Let an excused update be owed again. Refuses ("not_excused", "not_allowed")."""
    with update_act(actor, "take_back_excuse", standing, meeting) as (this, row):
        if row.excused_at is None:
            raise Refused("not_excused", "It is not excused. Nothing has changed.")
        this.was(reason=row.excused_reason)
        row.excused_at, row.excused_by, row.excused_reason = None, "", ""
        row.revision += 1
    return row


def holder(link: UpdateLink) -> Actor:
    """Whoever holds the link acts for its reader in this one matter, and in nothing else."""
    handle = link.person.handle if link.person else "update"
    return Actor(handle, link.name, link.person.handle if link.person else None)


def must_stand(link: UpdateLink) -> None:
    """Refuse ("link_ended") a link after somebody else was asked in its reader's place."""
    if link.ended_at is not None:
        raise Refused(
            "link_ended",
            "Somebody else is asked for this update now, so this link has ended. Nothing has "
            "changed; what you typed is still below. Write to the council if that is wrong.",
        )


def _holder_may(actor: Actor, standing: StandingUpdate) -> Decision:
    """The link itself is the right; `must_stand` has looked at it."""
    del actor, standing
    return allow()


def _keep_draft(row: Update, text: str, seen: int) -> None:
    must_be_open(row)
    words = text.strip()
    if len(words) > LONGEST_TEXT:
        checked_text(words)
    guard_revision(row, seen, {"draft": words})
    row.draft = words


def _send(row: Update, text: str, seen: int, *, by: str, at: datetime) -> UpdateText:
    must_be_open(row)
    words = checked_text(text)
    guard_revision(row, seen, {"draft": words})
    _must_differ(row, words)
    return add_text(row, words, at=at, by=by)


def _must_differ(row: Update, words: str) -> None:
    newest = row.texts.order_by("number").last()
    if newest is not None and newest.text == words:
        raise Refused(
            "same_text", "This is what was sent already. Nothing has changed.", {"field": "text"}
        )
