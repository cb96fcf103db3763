"""What letters people chose to take, and the links by which they choose without an account."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core import signing
from django.db.models import Q

from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.people.models import (
    Appointment,
    Body,
    MailChoice,
    Office,
    Person,
    Term,
)
from secretariat.foundation.people.queries.bodies import body_named
from secretariat.foundation.people.queries.choices import today
from secretariat.foundation.people.queries.persons import person_named
from secretariat.rules.errors import Refused

_SIGNER = signing.Signer(salt="people.mail_choices")


def mail_choice(person: Person, body: Body) -> MailChoice:
    """What a person chose about the letters of a body; the defaults, unsaved, where nothing."""
    row = MailChoice.objects.filter(person=person, body=body).first()
    return row or MailChoice(person=person, body=body)


def mail_choices_of(person: Person | None, slugs: Iterable[str]) -> list[MailChoice]:
    """What a person chose about these bodies, and about those where it chose before; by name of the
    body. Two queries.
    """
    if person is None:
        return []
    chosen = {row.body_id: row for row in person.mail_choices.select_related("body")}
    wanted = Body.objects.filter(Q(slug__in=list(slugs)) | Q(pk__in=chosen)).order_by("name")
    return [chosen.get(body.pk) or MailChoice(person=person, body=body) for body in wanted]


def who_stopped(body: Body) -> set[str]:
    """The handles of those who take no letters of a body but those that always come. One query."""
    rows = MailChoice.objects.filter(body=body, stopped_at__isnull=False)
    return set(rows.values_list("person__handle", flat=True))


def letters_link(person_handle: str, body_slug: str) -> str:
    """The address where this person chooses about the letters of a body, without an account. It
    never ends: a letter of years ago must still be able to stop those of today.
    """
    return f"{settings.BASE_URL}/letters/{_SIGNER.sign_object([person_handle, body_slug])}"


def whose_letters(token: str) -> tuple[Person, Body]:
    """Whom a link of `letters_link` is for. Refuses ("not_found") one that was not made here."""
    try:
        handle, slug = _SIGNER.unsign_object(token)
    except signing.BadSignature as error:
        raise Refused(
            "not_found",
            "This link is not known here; perhaps the mail program cut it. Open it from the letter "
            "again, or write to whoever sent it.",
        ) from error
    return person_named(handle), body_named(slug)


def people_with_a_digest(body: Body) -> list[Recipient]:
    """Everybody who serves in a body today, or for whom a reminder waits, and has an address. One
    query.
    """
    day = today(body)
    liaisons = Appointment.objects.on(day).filter(body=body)
    rows = Person.objects.filter(
        Q(pk__in=Term.objects.on(day).filter(seat__body=body).values("person"))
        | Q(pk__in=Office.objects.on(day).filter(body=body).values("person"))
        | Q(pk__in=liaisons.values("person"))
        | Q(pk__in=MailChoice.objects.filter(body=body).exclude(waiting=[]).values("person"))
    )
    return [Recipient(who.name, who.address, who.handle) for who in rows.exclude(address="")]
