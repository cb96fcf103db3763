"""Where a talk stands: who asks the speaker, and every step from suggested to given or never."""

from __future__ import annotations

from datetime import date

from secretariat.council.meetings.models import Meeting
from secretariat.council.talks import policy
from secretariat.council.talks.commands.frame import (
    may_in,
    must_be_accepted,
    record_given,
    state_named,
    step,
    talk_act,
    words_given,
)
from secretariat.council.talks.commands.telling import tell_coordinator, tell_suggester
from secretariat.council.talks.models import Talk
from secretariat.foundation.outbox.commands import drop_raised
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries import day_in
from secretariat.rules.talks import STATE_WORDS, TalkState, check_talk_move
from secretariat.rules.visibility import Actor, Decision


def appoint_coordinator(actor: Actor, talk: Talk, person: Person, *, item_ref: str = "") -> Talk:
    """Say who asks the speaker; a talk that was only suggested is then one whose contact is sought.
    Whoever was named by somebody else gets a letter.

    Refuses ("not_accepted", "not_allowed").
    """

    def may(who: Actor, what: Talk) -> Decision:
        is_self = who.person == person.handle and what.coordinator is None
        mine = policy.may_volunteer(who, what.body)
        return mine if is_self and mine else policy.may_keep(who, what, item_ref)

    with talk_act(actor, "appoint_coordinator", talk, may=may) as (this, row):
        must_be_accepted(row)
        this.was(coordinator=row.coordinator.name if row.coordinator else "")
        row.coordinator = person
        if row.state == TalkState.SUGGESTED:
            row.state = TalkState.CONTACT_SOUGHT
        this.now_is(coordinator=person.name)
        step(this, row, f"{person.name} asks the speaker")
        tell_coordinator(this, row)
    return row


def move_talk(
    actor: Actor,
    talk: Talk,
    state: str,
    *,
    reason: str = "",
    on: date | None = None,
    source: str = "",
    item_ref: str = "",
) -> Talk:
    """Take a talk to another state; it ends without being given, and goes back, only with a reason,
    which whoever suggested it from outside is told when it ends.

    Refuses ("same_state", "reason_missing", "nobody_asks", "not_accepted", "unknown_state").
    """
    wanted, words = state_named(state), " ".join(reason.split())
    with talk_act(actor, "move", talk, may=may_in(item_ref)) as (this, row):
        if wanted is not TalkState.NEVER:
            must_be_accepted(row)
        coordinator = row.coordinator.name if row.coordinator else ""
        check_talk_move(TalkState(row.state), wanted, words, coordinator)
        if row.state == TalkState.NEVER:
            drop_raised("talks.move", row.ref)
        row.state = wanted.value
        row.reason = words[:500] if wanted is TalkState.NEVER else ""
        if wanted is TalkState.GIVEN:
            row.given_on = on or day_in(row.body, this.at)
        elif row.given_on is not None:
            row.given_on = None
        step(this, row, STATE_WORDS[wanted].capitalize(), note=words, on=on, source=source)
        if wanted is TalkState.NEVER:
            tell_suggester(this, row, reason=words)
    return row


def note_given(
    actor: Actor,
    talk: Talk,
    *,
    on: date | None = None,
    meeting: Meeting | None = None,
    source: str = "",
) -> Talk:
    """Note that a talk was given earlier, in a meeting or on a day; neither may be known any more.

    Refuses ("same_state", "in_future", "other_body", "not_allowed").
    """
    with talk_act(actor, "note_given", talk) as (this, row):
        must_be_accepted(row)
        check_talk_move(TalkState(row.state), TalkState.GIVEN)
        record_given(this, row, on, meeting, source)
    return row


def waive_slides(actor: Actor, talk: Talk, reason: str) -> Talk:
    """Say why no slides will be filed, so that nobody is reminded. Refuses ("words_missing")."""
    words = words_given(reason, "reason", "why there are no slides", 300)
    with talk_act(actor, "waive_slides", talk) as (this, row):
        row.no_slides_reason = words
        step(this, row, "No slides will be filed", note=words)
    return row
