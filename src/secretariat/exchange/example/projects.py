"""The example council's projects: each fact is recorded on the day it was said, so that tables of
earlier days, and what was known on them, come out as the public record has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from secretariat.council.projects import commands, queries
from secretariat.council.projects.commands import Origin
from secretariat.council.projects.models import MilestoneColumn, Project
from secretariat.exchange.example.facts import facts, local
from secretariat.foundation.people import commands as people
from secretariat.foundation.people.models import Appointment, Body
from secretariat.foundation.people.queries import person_named
from secretariat.foundation.records import clock
from secretariat.rules.claims import Certainty
from secretariat.rules.visibility import Actor

EARLY = time(6)
"""The hour at which a day's facts are recorded: before any meeting of that day."""

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Deed:
    """One act of the past and its day."""

    on: date
    do: Callable[[], object]


def fill_projects(actor: Actor, body: Body) -> None:
    """Record columns, projects, claims and liaisons of the example council, in the order of time.

    The persons named must be in the record. The actor is the program itself.
    """
    known = facts("projects")
    started_on = min(project["listed_from_on"] for project in known["projects"])
    with _early(started_on):
        columns = _columns(actor, body, known)
    deeds: list[_Deed] = []
    for project in known["projects"]:
        deeds += _deeds(actor, body, columns, project)
    for deed in sorted(deeds, key=lambda deed: deed.on):
        with _early(deed.on):
            deed.do()
    commands.order_projects(actor, body, order=[project["slug"] for project in known["projects"]])


def _early(day: date) -> AbstractContextManager[None]:
    return clock.fixed(local(day, EARLY))


def _columns(actor: Actor, body: Body, known: Facts) -> dict[str, MilestoneColumn]:
    made: dict[str, MilestoneColumn] = {}
    for column in known["columns"]:
        label, slug = column["label"], column["slug"]
        if column.get("kind") == MilestoneColumn.Kind.PEOPLE:
            made[slug] = commands.add_people_column(
                actor, body, label=label, slug=slug, role=column["role"]
            )
            continue
        if column.get("kind") == MilestoneColumn.Kind.WORDS:
            made[slug] = commands.add_words_column(actor, body, label=label, slug=slug)
            continue
        before = made.get(column.get("not_before", ""))
        made[slug] = commands.add_milestone_column(
            actor, body, label=label, slug=slug, not_before=before
        )
    return made


def _deeds(
    actor: Actor, body: Body, columns: dict[str, MilestoneColumn], project: Facts
) -> Iterator[_Deed]:
    slug, listed_on = project["slug"], project["listed_from_on"]
    names = project.get("former_names", [])
    first_name = names[0]["name"] if names else project["name"]
    yield _Deed(
        listed_on,
        lambda: commands.add_project(
            actor, body, name=first_name, slug=slug, listed_from_on=listed_on
        ),
    )
    for former in names:
        day = former["to_on"] + timedelta(days=1)
        yield _Deed(day, lambda: _rename(actor, _project(body, slug), project["name"]))
    for claim in project["claims"]:
        yield _Deed(max(claim["said_on"], listed_on), _claiming(actor, body, slug, columns, claim))
    for liaison in project["liaisons"]:
        day = max(liaison.get("from_on", listed_on), listed_on)
        yield _Deed(day, _appointing(actor, body, slug, liaison))


def _project(body: Body, slug: str) -> Project:
    return queries.project_named(body, slug)


def _rename(actor: Actor, project: Project, name: str) -> None:
    commands.rename_project(actor, project, name=name, seen=project.revision)


def _claiming(
    actor: Actor, body: Body, slug: str, columns: dict[str, MilestoneColumn], claim: Facts
) -> Callable[[], object]:
    return lambda: commands.record_claim(
        actor,
        _project(body, slug),
        columns[claim["column"]],
        text=claim["text"],
        said_on=claim["said_on"],
        origin=Origin(words=claim["source"], note=claim.get("note", "")),
    )


def _appointing(actor: Actor, body: Body, slug: str, liaison: Facts) -> Callable[[], object]:
    return lambda: _appoint(actor, _project(body, slug), liaison)


def _appoint(actor: Actor, project: Project, liaison: Facts) -> None:
    person = person_named(liaison["person"])
    certainty = Certainty(liaison.get("certainty", Certainty.SETTLED))
    from_on: date | None = liaison.get("from_on")
    standing = Appointment.objects.filter(
        body=project.body, about_ref=project.ref, person=person, to_on__isnull=True
    ).first()
    if standing is not None and from_on is not None:
        last_on = from_on - timedelta(days=1)
        people.end_appointment(actor, standing, last_on=last_on, seen=standing.revision)
    people.appoint(
        actor,
        project.body,
        person,
        "liaison",
        about=project.ref,
        certainty=certainty.value,
        from_on=from_on,
        source_ref=liaison["source"],
    )
    commands.print_liaison_as(actor, project, person, text=liaison["printed_as"])
