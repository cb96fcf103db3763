"""Reminders "Action required": who has the ball is written to, once a week at most."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings

from secretariat.council.talks.commands.frame import talk_act
from secretariat.council.talks.commands.inviting import remind_by_link
from secretariat.council.talks.commands.telling import TalkLetter, remind, speaker_to
from secretariat.council.talks.letters import reminder_text
from secretariat.council.talks.models import Talk, TalkReminder, TalkSpeaker
from secretariat.council.talks.queries.finding import PARTS
from secretariat.council.talks.snapshots import facts_of, invited, label_of
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.queries.zones import zone_at_address
from secretariat.foundation.records.commands import Act
from secretariat.rules.errors import Refused
from secretariat.rules.talks import Reminder, ReminderTo, TalkState, reminder
from secretariat.rules.visibility import system_actor

log = logging.getLogger("secretariat.talks")

REMINDER = system_actor("Reminder")


def send_reminders(at: datetime) -> int:
    """Write to everybody who has to act on a talk now; how many letters. Safe to repeat."""
    rows = Talk.objects.exclude(state=TalkState.NEVER.value).filter(accepted_on__isnull=False)
    talks = rows.select_related("body__host", "coordinator").prefetch_related(*PARTS)
    return sum(_remind_safely(talk, at) for talk in talks)


def _remind_safely(talk: Talk, at: datetime) -> int:
    """One address that cannot be written to must not keep the others from their letters."""
    try:
        return _remind(talk, at)
    except Refused as refusal:
        log.warning("no reminder about %s: %s", talk.ref, refusal)
        return 0


def _remind(talk: Talk, at: datetime) -> int:
    today = day_in(talk.body, at)
    facts = replace(facts_of(talk, at), is_reachable=bool(invited(talk)))
    due = reminder(facts, today)
    if due is None:
        return 0
    if due.to is ReminderTo.SPEAKER:
        return _remind_speakers(talk, due, today)
    who = talk.coordinator
    if who is None or not who.address:
        return 0
    with talk_act(REMINDER, "remind", talk) as (this, row):
        to = Recipient(who.name, who.address, who.handle)
        _write(this, row, due, today, to, f"{settings.BASE_URL}/{row.ref}")
    return 1


def _remind_speakers(talk: Talk, due: Reminder, today: date) -> int:
    speakers: list[TalkSpeaker] = invited(talk)
    if not speakers:
        return 0
    with talk_act(REMINDER, "remind", talk) as (this, row):
        for speaker in speakers:
            link = remind_by_link(this, row, speaker)
            _write(this, row, due, today, speaker_to(speaker), link)
    return len(speakers)


def _write(this: Act, row: Talk, due: Reminder, today: date, to: Recipient, link: str) -> None:
    TalkReminder.objects.create(talk=row, on=today, to=due.to.value, to_name=to.name, asks=due.asks)
    this.summary = f"{to.name}: {due.subject}"[:300]
    text = reminder_text(row, due, link, zone_at_address(to.address))
    subject = f"{due.subject} ({label_of(row)})"
    remind(this, row, to, TalkLetter(subject, Asks.ACTION, text), link)
