"""The digest: what waits for a person in a body, by mail in the morning, if anything is new."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from secretariat.foundation.outbox.commands import send_personally
from secretariat.foundation.outbox.recipients import PersonalLetter, Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people.attention import Attention, is_late, needs
from secretariat.foundation.people.models import Body, MailChoice
from secretariat.foundation.people.queries import (
    actor_of_person,
    all_bodies,
    day_in,
    person_named,
)
from secretariat.foundation.people.queries.mail_choices import mail_choice, people_with_a_digest
from secretariat.foundation.records.commands import act, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.mailing import DigestRhythm, is_digest_due, is_news, is_time_to_write
from secretariat.rules.visibility import system_actor
from secretariat.rules.wording import counted

log = logging.getLogger("secretariat.people")

PURPOSE = "digest"
CLERK = system_actor("Digest")
RHYTHM = {
    DigestRhythm.DAILY: "You get this every morning on which there is something new.",
    DigestRhythm.WEEKLY: "You get this on Mondays, if there is something new.",
    DigestRhythm.NONE: "You get this since more than one reminder was due on a day.",
}


@dataclass(frozen=True, slots=True)
class Digest:
    """What a letter says to one person: what needs them, and reminders that waited for it."""

    body: Body
    name: str
    today: date
    rhythm: DigestRhythm
    needs: tuple[Attention, ...] = ()
    waiting: tuple[tuple[str, str], ...] = ()

    @property
    def keys(self) -> list[str]:
        """What it says, as the next one compares: a thing that became late is new again."""
        marks = ((each, " late" if is_late(each, self.today) else "") for each in self.needs)
        return [f"{each.kind} {each.href}{late}" for each, late in marks]


def send_digests(at: datetime) -> int:
    """Write to everybody for whom it is the morning of a digest; how many letters. Safe to repeat:
    a morning is used once.
    """
    return sum(_send_in(body, at) for body in all_bodies() if _is_morning(body, at))


def _is_morning(body: Body, at: datetime) -> bool:
    return is_time_to_write(at.astimezone(ZoneInfo(body.zone)))


def _send_in(body: Body, at: datetime) -> int:
    sent = sum(_send_safely(body, each, at) for each in people_with_a_digest(body))
    if sent:
        with act(CLERK, "people.send_digests", body.slug, body_slug=body.slug) as this:
            this.says(f"{counted(sent, 'digest')} left.")
            this.now_is(letters=sent)
    return sent


def _send_safely(body: Body, to: Recipient, at: datetime) -> int:
    """One address that cannot be written to must not keep the others from their letters."""
    try:
        return _send_if_due(body, to, at)
    except Refused as refusal:
        log.warning("no digest of %s for %s: %s", body.slug, to.handle, refusal)
        return 0


def _send_if_due(body: Body, to: Recipient, at: datetime) -> int:
    person, today = person_named(to.handle), day_in(body, at)
    choice = mail_choice(person, body)
    is_due, flushes = _due(choice, today)
    if not (is_due or flushes):
        return 0
    found = Digest(body, person.name, today, DigestRhythm(choice.digest))
    if is_due:
        # Read before the row is locked: it is many queries, and nobody else is to wait for them.
        found = replace(found, needs=tuple(needs(actor_of_person(person), body, at)))
    with transaction.atomic():
        row = locked(MailChoice.objects.get_or_create(person=person, body=body)[0])
        if _due(row, today) != (is_due, flushes):
            return 0
        found = replace(found, waiting=tuple((words, where) for words, where in row.waiting))
        has_news = bool(found.waiting) or is_news(found.keys, row.told)
        _keep(row, found, is_due=is_due)
        if has_news:
            send_personally(CLERK, _letter(found), to, at=at)
    return int(has_news)


def _due(choice: MailChoice, today: date) -> tuple[bool, bool]:
    """Whether a digest is due, and whether reminders that came too thick are, which wait no longer
    than for a morning.
    """
    if choice.stopped_at:
        return False, False
    is_due = is_digest_due(DigestRhythm(choice.digest), choice.looked_on, today)
    had_one = choice.reminded_on is not None and choice.reminded_on >= today
    is_each = choice.reminders == MailChoice.Reminders.EACH
    return is_due, bool(choice.waiting) and is_each and not had_one


def _keep(row: MailChoice, found: Digest, *, is_due: bool) -> None:
    if is_due:
        row.looked_on, row.told = found.today, found.keys
    if found.waiting:
        row.waiting, row.reminded_on = [], found.today
    row.save()


# --- What it says ---------------------------------------------------------------------------------


def _letter(found: Digest) -> PersonalLetter:
    body = found.body
    number = len(found.needs) + len(found.waiting)
    ahead = [each.due_on for each in found.needs if each.due_on and each.due_on >= found.today]
    return PersonalLetter(
        ref=body.slug,
        body_slug=body.slug,
        purpose=PURPOSE,
        subject=f"[{body.short_name}] {number} {'thing waits' if number == 1 else 'things wait'}"
        " for you",
        text=lambda own: _text(found, own),
        asks=Asks.ACTION,
        answer_by_on=min(ahead, default=None),
    )


def _text(found: Digest, own: str) -> str:
    parts = [f"Dear {found.name},", f"this waits for you in the {found.body.name}:"]
    parts += ["\n".join(_line(each, found, own) for each in found.needs)] if found.needs else []
    if found.waiting:
        parts += ["Reminders that waited for this letter:"] if found.needs else []
        parts.append("\n".join(f"- {words}\n  {where}" for words, where in _shown(found, own)))
    if own:
        parts.append(f"Your own link, for 30 days, to answer without signing in:\n{own}")
    parts.append(RHYTHM[found.rhythm])
    return "\n\n".join(parts)


def _line(each: Attention, found: Digest, own: str) -> str:
    due = f" (due {day_words(each.due_on)}" if each.due_on else ""
    due += (", overdue)" if is_late(each, found.today) else ")") if due else ""
    if not own:
        return f"- {each.words}{due}"
    where = f"{own}#{each.anchor}" if each.anchor else f"{settings.BASE_URL}{each.href}"
    return f"- {each.words}{due}\n  {where}"


def _shown(found: Digest, own: str) -> Sequence[tuple[str, str]]:
    """The reminders; the record keeps no links of theirs, which may hold a key."""
    return found.waiting if own else [(words, "") for words, _ in found.waiting]
