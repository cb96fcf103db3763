"""Corrections to released minutes as they are proposed: another text of a line, something that is
missing, somebody who was there too. One that comes after the last day is kept and said to be late.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from secretariat.council.meetings.commands.roll_call import check_stays
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.stays import read_stays, stays_words
from secretariat.council.meetings.queries.whom import whom
from secretariat.council.minutes import policy
from secretariat.council.minutes.models import Correction, Minutes, ref_of_edition
from secretariat.council.minutes.queries import (
    ACTIONS,
    ROLL_CALL,
    block_line,
    is_after_last_day,
    item_in_edition,
)
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act, act, locked
from secretariat.rules.actions import parse_action_line
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience, narrowest, require

Kind = Correction.Kind


@dataclass(frozen=True, slots=True)
class _Proposal:
    """What a correction says, whatever its kind."""

    kind: Kind
    block_key: str
    before: str
    after: str
    reason: str
    audience: Audience
    details: dict[str, Any] = field(default_factory=dict)


def propose_correction(
    actor: Actor,
    minutes: Minutes,
    *,
    block_key: str,
    text_after: str,
    reason: str = "",
    audience: Audience = Audience.PUBLIC,
) -> Correction:
    """Propose that a line of an edition say something else; its readers see the proposal.

    Refuses ("no_text", "no_such_block", "nothing_changed", "not_allowed").
    """
    ref = ref_of_edition(minutes, audience)
    with act(actor, "minutes.propose_correction", ref, body_slug=_slug(minutes)) as this:
        require(policy.may_propose_correction(actor, minutes, audience))
        minutes = locked(minutes)
        before = block_line(minutes, block_key, audience).words
        after = _written(text_after, "Write what the minutes should say instead.")
        if after == before.strip():
            raise Refused(
                "nothing_changed", "This is what the minutes say already.", {"field": "text_after"}
            )
        said = _Proposal(Kind.LINE, block_key, before, after, reason, audience)
        return _proposed(this, minutes, said)


def propose_missing(
    actor: Actor,
    minutes: Minutes,
    *,
    under: str,
    text_after: str,
    reason: str = "",
    audience: Audience = Audience.PUBLIC,
    note_for: Audience = Audience.PUBLIC,
) -> Correction:
    """Propose something that an edition lacks: a paragraph under an agenda item (`under` is its
    number), or an action of the meeting (`under` is "actions") in one line, as
    "[Ada] Draw the map". `note_for` says who is to read it; never more people than the item is for.

    Refuses ("no_text", "malformed_action", "not_found", "not_allowed").
    """
    ref = ref_of_edition(minutes, audience)
    with act(actor, "minutes.propose_missing", ref, body_slug=_slug(minutes)) as this:
        require(policy.may_propose_correction(actor, minutes, audience))
        minutes = locked(minutes)
        after = _written(text_after, "Write what is missing.")
        if under == ACTIONS:
            parse_action_line(after)
            key, title, whole = ACTIONS, "New action items", Audience.PUBLIC
        else:
            item = item_in_edition(minutes, under, audience)
            key, title, whole = item.slug, item.title, Audience(item.audience)
        details = {"under": title, "audience": narrowest(whole, note_for).value}
        said = _Proposal(Kind.MISSING, key, "", after, reason, audience, details)
        return _proposed(this, minutes, said)


def propose_presence(
    actor: Actor,
    minutes: Minutes,
    *,
    who: str,
    stays: str,
    reason: str = "",
    audience: Audience = Audience.PUBLIC,
) -> Correction:
    """Propose that somebody, "Name" or "Name (Organization)", was there too, or at other times than
    the roll call says; one stay a line, as "07:05-08:30".

    Refuses ("malformed_guest", "malformed_times", "bad_times", "in_the_future", "nothing_changed",
    "not_allowed").
    """
    ref = ref_of_edition(minutes, audience)
    with act(actor, "minutes.propose_presence", ref, body_slug=_slug(minutes)) as this:
        require(policy.may_propose_presence(actor, minutes, audience))
        minutes = locked(minutes)
        meeting, name = minutes.meeting, " ".join(who.split())
        check_stays(meeting, name, read_stays(meeting, stays), this.at)
        person = whom(meeting, name).handle
        times = ", ".join(line.strip() for line in stays.splitlines() if line.strip())
        before = _stays_before(meeting, person)
        if before.partition(", ")[2] == times:
            raise Refused(
                "nothing_changed", "This is what the roll call says already.", {"field": "stays"}
            )
        details = {"who": name, "stays": stays, "person": person}
        after = f"{name}, {times}"
        said = _Proposal(Kind.PRESENCE, ROLL_CALL, before, after, reason, audience, details)
        return _proposed(this, minutes, said)


def propose_in_words(
    actor: Actor, minutes: Minutes, *, words: str, audience: Audience = Audience.PUBLIC
) -> Correction:
    """Propose a correction in plain words, such as those that came with the answer to a letter.
    Whoever takes it writes it where it belongs and says so.

    Refuses ("no_text", "not_allowed").
    """
    ref = ref_of_edition(minutes, audience)
    with act(actor, "minutes.propose_in_words", ref, body_slug=_slug(minutes)) as this:
        require(policy.may_propose_correction(actor, minutes, audience))
        minutes = locked(minutes)
        after = _written(words, "Write what is wrong.")
        return _proposed(this, minutes, _Proposal(Kind.REMARK, "", "", after, "", audience))


def _proposed(this: Act, minutes: Minutes, said: _Proposal) -> Correction:
    correction = Correction.objects.create(
        minutes=minutes,
        number=minutes.corrections.count() + 1,
        kind=said.kind,
        audience=said.audience.value,
        details=said.details,
        is_late=is_after_last_day(minutes),
        block_key=said.block_key,
        block_words=said.before[:300],
        text_before=said.before,
        text_after=said.after,
        reason=said.reason.strip()[:500],
        proposer=Person.objects.filter(handle=this.actor.person or "").first(),
        proposer_name=this.actor.name,
        proposed_at=this.at,
    )
    this.was(text=said.before)
    this.now_is(text=said.after, reason=said.reason, is_late=correction.is_late)
    this.touch(f"meeting:{minutes.meeting.ref}")
    return correction


def _stays_before(meeting: Meeting, person: str) -> str:
    """What the roll call says of a person, as one would propose it; empty where it says nothing."""
    line = meeting.attendances.filter(person__handle=person).first() if person else None
    if line is None:
        return ""
    return f"{line.printed_name}, {', '.join(stays_words(meeting, line).splitlines())}"


def _written(text: str, otherwise: str) -> str:
    words = text.strip()
    if not words:
        raise Refused("no_text", otherwise, {"field": "text_after"})
    return words


def _slug(minutes: Minutes) -> str:
    return minutes.meeting.body.slug
