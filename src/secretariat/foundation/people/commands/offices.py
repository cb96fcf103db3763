"""Offices and appointments: who chairs, who keeps the record, who is liaison of what."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import slugify

from secretariat.foundation.people import policy
from secretariat.foundation.people.models import Appointment, Body, Office, Person
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .periods import (
    check_period,
    day_before,
    end_on,
    overlaps,
    period_words,
    tidy,
    touch_bodies_of_person,
)

# One person at a time; several secretaries and staff may serve together.
_SINGLE = frozenset({Office.Kind.CHAIR, Office.Kind.VICE_CHAIR})
_Certainty = Appointment.Certainty


def begin_office(
    actor: Actor,
    body: Body,
    kind: str,
    person: Person,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Office:
    """Let a person hold an office of a body from a day on; a chair or vice chair until then ends
    the day before. Whoever chairs need not hold a seat.

    Refuses ("unknown_office", "wrong_period"), ("overlapping_office") with who and when.
    """
    check_period(from_on, to_on)
    ref = f"{body.slug}/members"
    with act(actor, "people.begin_office", ref, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "say who holds an office"))
        locked(body)
        office = Office(body=body, kind=_known(kind), person=person, from_on=from_on, to_on=to_on)
        ended = _end_earlier(office)
        office.save()
        if ended is not None:
            this.was(**{kind: ended.person.name})
        when = period_words(from_on, to_on)
        this.says(f"{person.name} is {_word(office)} of {body.name}{when}.")
        this.now_is(**{kind: person.name}, from_on=from_on, to_on=to_on)
        touch_bodies_of_person(this, person)
    return office


def _known(kind: str) -> Office.Kind:
    if kind not in Office.Kind.values:
        names = ", ".join(label.lower() for label in Office.Kind.labels)
        raise Refused(
            "unknown_office",
            f"There is no office “{kind}”. Known are {names}; nothing has changed.",
            {"field": "kind"},
        )
    return Office.Kind(kind)


def _word(office: Office) -> str:
    return str(office.get_kind_display()).lower()


def _end_earlier(office: Office) -> Office | None:
    rows = Office.objects.filter(body=office.body, kind=office.kind).select_related("person")
    if office.kind not in _SINGLE:
        rows = rows.filter(person=office.person)
    ended = None
    for row in rows:
        if not overlaps(row, office.from_on, office.to_on):
            continue
        begins_before = row.from_on is None or (
            office.from_on is not None and row.from_on < office.from_on
        )
        may_end = office.from_on is not None and begins_before and row.to_on is None
        if not may_end or row.person_id == office.person_id or office.from_on is None:
            _refuse_overlap(row)
            continue
        end_on(row, day_before(office.from_on), f"The office of {row.person.name}")
        ended = row
    return ended


def _refuse_overlap(row: Office) -> None:
    began = f"since {day_words(row.from_on)}" if row.from_on else "since ever"
    ended = f" until {day_words(row.to_on)}" if row.to_on else ""
    raise Refused(
        "overlapping_office",
        f"{row.person.name} is {row.get_kind_display().lower()} {began}{ended}. Nothing has "
        "changed. Take a later day, or end or withdraw that office first.",
        {"field": "from_on", "person": row.person.handle},
    )


def end_office(actor: Actor, office: Office, *, last_on: date) -> Office:
    """Let an office end on a day; it stays empty until somebody begins it.

    Refuses ("wrong_period", "already_ended").
    """
    body = office.body
    with act(actor, "people.end_office", f"{body.slug}/members", body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "end an office"))
        locked(body)
        office = locked(office)
        if office.to_on is not None and office.to_on <= last_on:
            raise Refused(
                "already_ended",
                f"{office.person.name} held it until {day_words(office.to_on)}. Nothing has "
                "changed.",
            )
        end_on(office, last_on, f"The office of {office.person.name}")
        this.says(f"{office.person.name} is {_word(office)} until {day_words(last_on)}.")
        this.now_is(**{office.kind: office.person.name}, last_on=last_on)
        touch_bodies_of_person(this, office.person)
    return office


def withdraw_office(actor: Actor, office: Office, *, reason: str) -> None:
    """Take back an office that was entered by mistake. The audit trail keeps it, with the reason.

    Refuses ("missing") without a reason.
    """
    reason = tidy(reason, "reason", "The reason", 300)
    body = office.body
    with act(actor, "people.withdraw_office", f"{body.slug}/members", body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "withdraw an office"))
        locked(body)
        this.was(**{office.kind: office.person.name}, from_on=office.from_on, to_on=office.to_on)
        office.delete()
        this.says(f"{office.person.name} as {_word(office)} was a mistake: {reason}")
        this.now_is(reason=reason)


def appoint(
    actor: Actor,
    body: Body,
    person: Person,
    role: str,
    *,
    about: str = "",
    certainty: str = _Certainty.SETTLED,
    from_on: date | None = None,
    source_ref: str = "",
) -> Appointment:
    """Give a person a role in a body, such as liaison of a project named by its reference.

    Tentative and prospective appointments are shown as such and give no rights yet. Refuses
    ("already_appointed"), ("missing") without a role.
    """
    role = slugify(tidy(role, "role", "The role", 40))
    ref = about or f"{body.slug}/members"
    with act(actor, "people.appoint", ref, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "appoint people"))
        locked(body)
        same = Appointment.objects.filter(body=body, person=person, role=role, about_ref=about)
        if any(overlaps(row, from_on, None) for row in same):
            raise Refused(
                "already_appointed",
                f"{person.name} is {role} there already. Nothing has changed. Change that "
                "appointment instead.",
                {"field": "person"},
            )
        made = Appointment.objects.create(
            body=body,
            person=person,
            role=role,
            about_ref=about,
            certainty=_Certainty(certainty),
            from_on=from_on,
            recorded_at=this.at,
            source_ref=source_ref,
        )
        this.says(_given(made))
        this.now_is(**_told(made))
        touch_bodies_of_person(this, person)
    return made


def supersede_appointment(
    actor: Actor,
    appointment: Appointment,
    *,
    from_on: date,
    seen: int,
    person: Person | None = None,
    certainty: str = _Certainty.SETTLED,
) -> Appointment:
    """Let another person, or another certainty, stand in the place of an appointment from a day on.

    What began on that very day is changed in place; the audit trail keeps what it was. A row that
    takes the place of another counts its revisions on. Refuses ("changed_meanwhile",
    "wrong_period").
    """
    body, ref = appointment.body, appointment.about_ref or f"{appointment.body.slug}/members"
    with act(actor, "people.supersede_appointment", ref, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "change an appointment"))
        locked(body)
        row = locked(appointment)
        guard_revision(row, seen, {"certainty": certainty})
        this.was(**_told(row))
        if row.from_on != from_on:
            end_on(row, day_before(from_on), f"The appointment of {row.person.name}")
            row.save(update_fields=["revision"])
            row = Appointment(
                body=body, role=row.role, about_ref=row.about_ref, person_id=row.person_id,
                from_on=from_on, source_ref=row.source_ref, revision=row.revision,
            )  # fmt: skip
        row.person = person or row.person
        row.certainty, row.recorded_at = _Certainty(certainty), this.at
        row.save()
        this.says(_given(row))
        this.now_is(**_told(row))
        touch_bodies_of_person(this, row.person)
    return row


def end_appointment(
    actor: Actor, appointment: Appointment, *, last_on: date, seen: int
) -> Appointment:
    """Let an appointment end on a day. Refuses ("changed_meanwhile", "wrong_period")."""
    body, ref = appointment.body, appointment.about_ref or f"{appointment.body.slug}/members"
    with act(actor, "people.end_appointment", ref, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "end an appointment"))
        appointment = locked(appointment)
        guard_revision(appointment, seen, {})
        end_on(appointment, last_on, f"The appointment of {appointment.person.name}")
        appointment.save(update_fields=["revision"])
        this.says(_given(appointment))
        this.now_is(**_told(appointment))
        touch_bodies_of_person(this, appointment.person)
    return appointment


def _given(row: Appointment) -> str:
    """An appointment as a sentence: "Ada Quill is liaison of tc/projects/tide from …"."""
    of = row.about_ref or row.body.name
    sure = f", {row.certainty}" if row.certainty != _Certainty.SETTLED else ""
    when = period_words(row.from_on, row.to_on)
    return f"{row.person.name} is {row.role} of {of}{when}{sure}."


def _told(row: Appointment) -> dict[str, Any]:
    return {
        "person": row.person.name,
        "role": row.role,
        "certainty": row.certainty,
        "from_on": row.from_on,
        "to_on": row.to_on,
    }
