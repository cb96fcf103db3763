"""What letters a person takes from a body: chosen, stopped, and asked before each reminder."""

from __future__ import annotations

from secretariat.foundation.outbox.reminders import Reminding, Verdict
from secretariat.foundation.people.models import Body, MailChoice, Person
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import act, locked
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

DIGEST, REMINDERS = MailChoice.Digest, MailChoice.Reminders


def choose_mail(person: Person, body: Body, *, digest: str, reminders: str) -> MailChoice:
    """Let a person take a digest so often, and reminders one by one or in it. Also takes back that
    all were stopped. The person acts, signed in or by the link in a letter.

    Refuses ("unknown_choice"), and ("no_digest") reminders in a digest that never comes.
    """
    if digest not in DIGEST or reminders not in REMINDERS:
        raise Refused("unknown_choice", "Choose one of those offered. Nothing has changed.")
    if digest == DIGEST.NONE and reminders == REMINDERS.DIGEST:
        raise Refused(
            "no_digest",
            "Reminders cannot come in a digest that never comes. Choose how often the digest "
            "comes, or take reminders one by one. Nothing has changed.",
            {"field": "reminders"},
        )
    with act(_self(person), "people.choose_mail", f"people/{person.handle}") as this:
        row = _kept(person, body)
        this.was(digest=row.digest, reminders=row.reminders)
        row.digest, row.reminders, row.stopped_at = digest, reminders, None
        row.save()
        this.says(f"{person.name} chose which letters of the {body.name} to take.")
        this.now_is(digest=digest, reminders=reminders)
    return row


def stop_mail(person: Person, body: Body) -> MailChoice:
    """Send a person neither digest nor reminders of a body any more. Doing it twice is once."""
    with act(_self(person), "people.stop_mail", f"people/{person.handle}") as this:
        row = _kept(person, body)
        row.stopped_at = row.stopped_at or this.at
        row.waiting = []
        row.save()
        this.says(f"{person.name} takes no digest and no reminders of the {body.name} any more.")
        this.now_is(stopped=True)
    return row


def take_reminder(person_handle: str, what: Reminding) -> Verdict:
    """Whether a reminder goes to a person now: at most one a day, from all bodies together. What
    does not go waits for the digest, or for the next morning. For use inside a command.
    """
    person = Person.objects.filter(handle=person_handle).first()
    body = Body.objects.filter(slug=what.body_slug).first()
    if person is None or body is None:
        return Verdict.GOES
    # Its row is the one thing that two bodies reminding at once have in common.
    locked(person)
    row = _kept(person, body)
    if row.stopped_at:
        return Verdict.STOPPED
    today = day_in(body, clock.now())
    had_one = MailChoice.objects.filter(person=person, reminded_on__gte=today).exists()
    if had_one or row.reminders == REMINDERS.DIGEST:
        line = [what.words, what.address]
        row.waiting = [*(each for each in row.waiting if each != line), line]
        row.save(update_fields=["waiting"])
        return Verdict.WAITS
    row.reminded_on = today
    row.save(update_fields=["reminded_on"])
    return Verdict.GOES


def _kept(person: Person, body: Body) -> MailChoice:
    row, _ = MailChoice.objects.get_or_create(person=person, body=body)
    return locked(row)


def _self(person: Person) -> Actor:
    return Actor(handle=person.handle, name=person.name, person=person.handle)
