"""Asking for updates by mail, with a link of its own in every letter, and reminding."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime

from django.conf import settings

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import day_of as meeting_day
from secretariat.council.updates import policy
from secretariat.council.updates.commands.frame import must_be_open, update_act
from secretariat.council.updates.letters import due_day, question_text, subject_of
from secretariat.council.updates.models import StandingUpdate, Update, UpdateLink
from secretariat.council.updates.queries import (
    meetings_to_ask_for,
    owing_on,
    recipients_of,
    update_of,
)
from secretariat.council.updates.snapshots import update_at
from secretariat.foundation.outbox.commands import Letter, send_reminder, write_to
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.outbox.tokens import token_digest
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries.zones import zone_at_address
from secretariat.foundation.records.commands import Act
from secretariat.rules.errors import Refused
from secretariat.rules.updates import UpdateState, is_time_to_ask, is_time_to_remind, state_at
from secretariat.rules.visibility import Actor, require, system_actor
from secretariat.rules.wording import joined

log = logging.getLogger("secretariat.updates")

PURPOSE = "update"
CLERK = system_actor("Updates")


def ask_for_update(actor: Actor, standing: StandingUpdate, meeting: Meeting) -> int:
    """Write to whoever is to write the update for a meeting; the mail holds a link by which it is
    answered without an account. How many letters.

    Refuses ("nobody_to_ask", "meeting_begun", "other_body", "received_already", "not_allowed").
    """
    _must_be_ours(standing, meeting)
    with update_act(actor, "ask", standing, meeting) as (this, row):
        must_be_open(row)
        if row.texts.exists():
            raise Refused(
                "received_already", f"The update of {standing.name} came already. Nothing was sent."
            )
        sent = _write_to_all(this, row, is_reminder=False)
        row.asked_at, row.asked_by = row.asked_at or this.at, actor.name
        row.revision += 1
        this.summary = f"{standing.name}, for the meeting of {meeting.slug}"
    return sent


def ask_everybody(actor: Actor, meeting: Meeting) -> tuple[int, list[str]]:
    """Ask all who owe the meeting an update and were not asked yet; how many letters, and the names
    of those whom nobody can write to.

    Refuses ("not_allowed"), ("nobody_to_ask", "asked_already") when no letter went out.
    """
    require(policy.may_keep_updates(actor, meeting.body))
    sent, unreachable = 0, []
    for standing in owing_on(meeting.body.slug, meeting_day(meeting)):
        facts = update_at(standing, meeting, update_of(standing, meeting), meeting.starts_at).facts
        if facts.asked_at is not None or facts.received_at is not None or facts.is_excused:
            continue
        try:
            sent += ask_for_update(actor, standing, meeting)
        except Refused as refusal:
            if refusal.code != "nobody_to_ask":
                raise
            unreachable.append(standing.name)
    if not sent:
        raise _nobody(unreachable)
    return sent, unreachable


def _nobody(unreachable: list[str]) -> Refused:
    """Why not one letter went out."""
    if not unreachable:
        return Refused("asked_already", "Everybody was asked already. Nothing was sent.")
    return Refused(
        "nobody_to_ask",
        f"The record has no address for {joined(unreachable)}, so nothing was sent. Name a "
        "contact who has one, or an address.",
    )


def remind_of_update(actor: Actor, standing: StandingUpdate, meeting: Meeting) -> int:
    """Write again to who has not answered. Refuses ("not_asked") and what asking refuses."""
    _must_be_ours(standing, meeting)
    with update_act(actor, "remind", standing, meeting) as (this, row):
        must_be_open(row)
        if row.asked_at is None:
            raise Refused(
                "not_asked", f"{standing.name} was not asked yet. Ask first; nothing was sent."
            )
        if row.texts.exists():
            raise Refused(
                "received_already", f"The update of {standing.name} came already. Nothing was sent."
            )
        sent = _write_to_all(this, row, is_reminder=True)
        this.summary = f"{standing.name}, for the meeting of {meeting.slug}"
    return sent


def ask_and_remind(at: datetime) -> int:
    """Ask for what is to be asked for by itself, and remind; how many letters. Safe to repeat."""
    sent = 0
    for meeting in meetings_to_ask_for(at):
        for standing in owing_on(meeting.body.slug, meeting_day(meeting)):
            sent += _one_safely(standing, meeting, at)
    return sent


def _one_safely(standing: StandingUpdate, meeting: Meeting, at: datetime) -> int:
    """One that cannot be written to must not keep the others from their letters."""
    facts = update_at(standing, meeting, update_of(standing, meeting), at).facts
    try:
        if standing.is_asked_by_itself and is_time_to_ask(
            facts, meeting.starts_at, standing.lead_days, at
        ):
            return ask_for_update(CLERK, standing, meeting)
        if state_at(facts, at) is UpdateState.ASKED and is_time_to_remind(facts, at):
            return remind_of_update(CLERK, standing, meeting)
    except Refused as refusal:
        log.warning("no letter about %s/%s: %s", standing.ref, meeting.slug, refusal)
    return 0


def link_address(row: Update, token: str) -> str:
    """The address behind a token."""
    return f"{settings.BASE_URL}/{row.standing.body.slug}/updates/answer/{token}"


def _write_to_all(this: Act, row: Update, *, is_reminder: bool) -> int:
    recipients = recipients_of(row.standing, meeting_day(row.meeting))
    if not recipients:
        raise Refused(
            "nobody_to_ask",
            f"The record has no address for {row.standing.name}, so nothing was sent. Name a "
            "contact who has one, or an address.",
        )
    # A link goes on to work for who is asked again, so that a page open at that moment is not lost.
    stale = row.links.filter(ended_at__isnull=True)
    stale.exclude(address__in=[each.address for each in recipients]).update(ended_at=this.at)
    for each in recipients:
        _write_to(this, row, each, is_reminder=is_reminder)
    return len(recipients)


def _write_to(this: Act, row: Update, to: Recipient, *, is_reminder: bool) -> None:
    token = secrets.token_urlsafe(24)
    UpdateLink.objects.create(
        update_row=row,
        person=Person.objects.filter(handle=to.handle).first() if to.handle else None,
        name=to.name,
        address=to.address,
        token_digest=token_digest(token),
        is_reminder=is_reminder,
        sent_at=this.at,
    )
    link = link_address(row, token)
    question = question_text(
        row,
        link,
        is_reminder=is_reminder,
        own=zone_at_address(to.address),
    )
    asked = Letter(
        ref=row.ref,
        body_slug=row.standing.body.slug,
        purpose=PURPOSE,
        subject=subject_of(row),
        text=f"Dear {to.name},\n\n{question}",
        asks=Asks.ACTION if is_reminder else Asks.ANSWER,
        answer_by_on=due_day(row),
    )
    if is_reminder and this.actor == CLERK:
        send_reminder(this.actor, asked, to, link)
    else:
        write_to(this.actor, asked, to, is_by_hand=this.actor != CLERK)


def _must_be_ours(standing: StandingUpdate, meeting: Meeting) -> None:
    if meeting.body_id != standing.body_id:
        raise Refused("other_body", "That meeting is of another body. Nothing has changed.")
