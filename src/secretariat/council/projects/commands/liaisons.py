"""Who accompanies a project: appointments kept by `people`, and how this table prints them."""

from __future__ import annotations

from datetime import date

from secretariat.council.projects.models import PrintedName, Project
from secretariat.council.projects.queries import today
from secretariat.foundation.people import commands as people
from secretariat.foundation.people import policy as people_policy
from secretariat.foundation.people.models import Appointment, Person
from secretariat.foundation.records.commands import act
from secretariat.rules.claims import Certainty
from secretariat.rules.visibility import Actor, require

from .words import checked_words, not_in_future

LONGEST = 60


def appoint_liaison(
    actor: Actor,
    project: Project,
    person: Person,
    *,
    role: str,
    certainty: Certainty = Certainty.SETTLED,
    from_on: date | None = None,
    source_ref: str = "",
) -> Appointment:
    """Appoint a person to a project from a day on (today if none is given).

    Refuses ("not_allowed", "already_appointed", "in_future").
    """
    body = project.body
    day = from_on or today(body)
    not_in_future(body, day, "The first day", "from_on")
    return people.appoint(
        actor,
        body,
        person,
        role,
        about=project.ref,
        certainty=certainty.value,
        from_on=day,
        source_ref=source_ref,
    )


def change_liaison(
    actor: Actor,
    appointment: Appointment,
    *,
    certainty: Certainty,
    seen: int,
    from_on: date | None = None,
    person: Person | None = None,
) -> Appointment:
    """Let another certainty, or another person, stand in an appointment's place from a day on.

    Refuses ("not_allowed", "changed_meanwhile", "wrong_period", "in_future").
    """
    day = from_on or today(appointment.body)
    not_in_future(appointment.body, day, "The first day", "from_on")
    return people.supersede_appointment(
        actor, appointment, from_on=day, seen=seen, person=person, certainty=certainty.value
    )


def end_liaison(actor: Actor, appointment: Appointment, *, last_on: date, seen: int) -> Appointment:
    """Let an appointment end. Refuses ("not_allowed", "changed_meanwhile", "wrong_period")."""
    return people.end_appointment(actor, appointment, last_on=last_on, seen=seen)


def print_liaison_as(actor: Actor, project: Project, person: Person, *, text: str) -> None:
    """Choose how this project's row prints a person: "Mike Bursell" where others say "Mike".

    Refuses ("not_allowed", "words_missing", "words_too_long").
    """
    body = project.body
    words = checked_words(text, "The name as printed", "printed_as", LONGEST)
    before = PrintedName.objects.filter(project=project, person=person).first()
    if before is not None and before.text == words:
        return
    with act(actor, "projects.print_liaison_as", project.ref, body_slug=body.slug) as this:
        require(people_policy.may_run_body(actor, body, "choose how people are printed"))
        this.was(printed_as=before.text if before else "")
        PrintedName.objects.update_or_create(
            project=project, person=person, defaults={"text": words}
        )
        this.now_is(printed_as=words)
        this.summary = f"has {person.name} printed as {words}"
