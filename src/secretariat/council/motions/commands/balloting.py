"""Putting to the seats by mail what a meeting could not decide, and asking those that are missing.

The first motion ends for want of quorum. The ballot is a motion of its own that continues it: same
meeting and item, its own number, and the rule and the electorate of the day it opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from secretariat.council.meetings.commands.frame import must_be_recordable
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.rhythm import calendars_of
from secretariat.council.motions.commands.closing import record_no_quorum
from secretariat.council.motions.commands.frame import (
    any_meeting,
    freeze,
    index,
    motion_act,
    must_be_of_the_room,
    must_be_open_to_all,
)
from secretariat.council.motions.commands.moving import next_number
from secretariat.council.motions.letters import ballot_letter, recipients_of
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries.ballots import cast_rows
from secretariat.council.motions.snapshots import (
    Terms,
    as_votes,
    box_of,
    frozen_terms,
    labels,
    standing_of,
    terms_from,
    window_in,
)
from secretariat.foundation.outbox.commands import send_to_people
from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.snapshots import roster_on, rule_book_on
from secretariat.foundation.records.commands import Act, act
from secretariat.rules.ballots import (
    Window,
    carried_over,
    proposed_last_day,
    reminder_is_due,
    window_of,
    window_words,
)
from secretariat.rules.errors import Refused
from secretariat.rules.thresholds import Medium
from secretariat.rules.visibility import Actor, Audience, system_actor
from secretariat.rules.wording import counted

State = Motion.State
CLERK = system_actor("Ballot")
"""Who reminds and who closes a ballot: the program, since nobody has to be there for it."""


def ballot_by_mail(actor: Actor, motion: Motion, *, until: date | None = None) -> Motion:
    """Put a motion without quorum to the seats by mail; answers the ballot. The votes given in the
    meeting carry over, and the seats that are missing are written to.

    `until` is its last day; without one the rule book says how long. Refuses ("quorum_reached",
    "no_rule", "bad_day", "continued", "wrong_state", "officers_only", "by_mail", "not_allowed").
    """
    with motion_act(actor, "ballot_by_mail", motion, check=any_meeting) as (this, row, meeting):
        first = _without_quorum(actor, row, meeting)
        ballot, terms, left = _opened(actor, this, first, until)
        first.explanation += f" It goes on by mail as {ballot.number}."
        first.save(update_fields=["explanation"])
        index(first)
        this.summary = f"Goes on by mail as {ballot.number}"
        this.now_is(ballot=ballot.ref, until=ballot.closes_at, not_carried=left)
        _write_to_missing(actor, this, ballot, terms)
    return ballot


def ask_missing(actor: Actor, motion: Motion) -> int:
    """Write once more to the seats of an open ballot that have not voted; how many letters.

    Refuses ("vote_not_open", "not_allowed").
    """
    with motion_act(actor, "ask_missing", motion) as (this, row, _):
        must_be_open_by_mail(row)
        return _remind(actor, this, row)


def remind_missing(motion: Motion) -> int:
    """Remind by itself, where it is time to; how many letters. Refuses ("vote_not_open", "not_due")
    where somebody else has done it meanwhile.
    """
    with motion_act(CLERK, "remind_missing", motion) as (this, row, _):
        must_be_open_by_mail(row)
        if row.asked_at is None or not reminder_is_due(window_in(row), row.asked_at, this.at):
            raise Refused("not_due", f"Nobody is to be reminded of {row.number} now.")
        return _remind(CLERK, this, row)


def _remind(actor: Actor, this: Act, row: Motion) -> int:
    sent = _write_to_missing(actor, this, row, _terms_of(row), is_reminder=True)
    this.summary = f"{counted(sent, 'letter')} to the seats that are missing"
    return sent


def ask_seats(actor: Actor, this: Act, row: Motion, seats: Sequence[str]) -> int:
    """Write to the people of these seats of a ballot, inside a command; how many letters."""
    terms = _terms_of(row)
    box = box_of(row, terms, cast_rows(row), this.at)
    recipients = recipients_of(box, seats)
    if recipients:
        sender = actor if may_send(actor, row.body.slug) else CLERK
        send_to_people(sender, ballot_letter(row, terms, is_reminder=False), recipients)
    return len(recipients)


def must_be_open_by_mail(row: Motion) -> None:
    """Refuse ("vote_not_open") what can be done to an open ballot only."""
    if not row.is_by_mail or row.state != State.OPEN:
        raise Refused(
            "vote_not_open",
            f"{row.number} is no open ballot by mail: it is {row.get_state_display()}. Nothing has "
            "changed.",
        )


def _without_quorum(actor: Actor, row: Motion, meeting: Meeting) -> Motion:
    """The motion, ended for want of quorum if it was still before the meeting."""
    must_be_of_the_room(row)
    must_be_open_to_all(row)
    if ballot := row.goes_on_as:
        raise Refused(
            "continued", f"{row.number} goes on by mail already, as {ballot}. Nothing has changed."
        )
    if row.item is not None and row.item.audience == Audience.OFFICERS:
        raise Refused(
            "officers_only",
            "This item is kept for the chair and the secretary, but every seat would have to read "
            "it in order to vote. Nothing has changed. Open the item to the members first.",
        )
    if row.is_waiting:
        must_be_recordable(meeting)
        ended = record_no_quorum(actor, row)
        ended.body, ended.item = row.body, row.item
        return ended
    if row.state != State.NO_QUORUM:
        raise Refused(
            "wrong_state",
            f"{row.number} is {row.get_state_display()}, so there is nothing to put to the seats "
            "by mail. Nothing has changed.",
        )
    return row


def _opened(
    actor: Actor, this: Act, first: Motion, until: date | None
) -> tuple[Motion, Terms, list[str]]:
    """The ballot that continues a motion, by the law of today, with the votes it brings; and the
    slugs of the seats whose vote does not carry over.
    """
    body, meeting = first.body, first.meeting
    assert meeting is not None
    today = day_in(body, this.at)
    book = rule_book_on(body, today)
    terms = terms_from(book, roster_on(body, today), first.decision_kind, Medium.MAIL)
    last_on = until or proposed_last_day(today, book.ballots.days, calendars_of(body))
    window = window_of(this.at, last_on, body.zone, book.ballots.carry_days)
    row = _continuing(first, window)
    freeze(row, terms)
    row.year, row.sequence = next_number(body, meeting)
    with act(actor, "motions.open_ballot", row.ref, body_slug=body.slug) as opening:
        row.save()
        index(row)
        kept, left = _carry(first, row, terms)
        opening.summary = f"Open {window_words(window, body.zone)}"
        opening.now_is(
            continues=first.ref,
            rule=f"{terms.rule.title}: {terms.rule.threshold.words}",
            carried_over=labels(terms.roster, kept),
            not_carried=left,
        )
    return row, terms, left


def _continuing(first: Motion, window: Window) -> Motion:
    """The row of the ballot, neither numbered nor saved."""
    return Motion(
        body=first.body,
        meeting=first.meeting,
        item=first.item,
        text=first.text,
        decision_kind=first.decision_kind,
        about_refs=first.about_refs,
        mover=first.mover,
        seconder=first.seconder,
        condition=first.condition,
        continues=first,
        medium=Medium.MAIL.value,
        method=Motion.Method.BY_MAIL,
        state=State.OPEN,
        moved_at=window.opened_at,
        opened_at=window.opened_at,
        carry_until=window.carry_until,
        closes_at=window.closes_at,
    )


def _carry(first: Motion, row: Motion, terms: Terms) -> tuple[list[str], list[str]]:
    """Let the votes of the meeting stand in the ballot; the slugs of those that do, and do not."""
    rows = {vote.seat.slug: vote for vote in cast_rows(first)}
    kept, left = carried_over(terms.rule, terms.roster, as_votes(rows.values(), row.body.zone))
    earlier = [rows[vote.seat] for vote in kept]
    Vote.objects.bulk_create(
        Vote(
            motion=row,
            seat=each.seat,
            person=each.person,
            choice=each.choice,
            cast_at=each.cast_at,
            recorded_by=each.recorded_by,
            channel=each.channel,
            carried_from=each,
        )
        for each in earlier
    )
    return [vote.seat for vote in kept], left


def _write_to_missing(
    actor: Actor, this: Act, row: Motion, terms: Terms, *, is_reminder: bool = False
) -> int:
    """Send the letter to whoever votes for a seat that has not; a seat that has hears nothing."""
    box = box_of(row, terms, cast_rows(row), this.at)
    missing = standing_of(terms, box, this.at).result.missing_seats
    recipients = recipients_of(box, missing)
    if recipients:
        sender = actor if may_send(actor, row.body.slug) else CLERK
        letter = ballot_letter(row, terms, is_reminder=is_reminder)
        send_to_people(sender, letter, recipients)
    row.asked_at = this.at
    row.save(update_fields=["asked_at"])
    return len(recipients)


def _terms_of(row: Motion) -> Terms:
    terms = frozen_terms(row)
    assert terms is not None, "a ballot opens with its terms"
    return terms
