"""Adding, renaming, ending and ordering projects. No row of the table vanishes silently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from secretariat.council.projects import policy
from secretariat.council.projects.models import FormerName, Project
from secretariat.council.projects.queries import today
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.commands import act, guard_revision, locked, make_findable
from secretariat.rules.dates import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .words import RESERVED_PROJECTS, checked_words, free_slug, not_in_future

LONGEST_NAME = 200


def add_project(
    actor: Actor,
    body: Body,
    *,
    name: str,
    listed_from_on: date | None = None,
    slug: str = "",
    summary: str = "",
    website: str = "",
) -> Project:
    """Add a project as the last row of the table, listed from a day (today if none is given).

    Refuses ("not_allowed", "words_missing", "name_taken", "in_future").
    """
    with act(actor, "projects.add_project", f"{body.slug}/projects", body_slug=body.slug) as this:
        require(policy.may_keep_table(actor, body))
        body = locked(body)
        name = _free_name(body, name)
        day = listed_from_on or today(body)
        not_in_future(body, day, "The first day in the table", "listed_from_on")
        taken = set(body.projects.values_list("slug", flat=True))
        last = body.projects.order_by("-position").first()
        project = Project.objects.create(
            body=body,
            slug=free_slug(slug or name, taken, RESERVED_PROJECTS, 60, "project"),
            name=name,
            summary=summary.strip(),
            website=website,
            position=(last.position if last else 0) + 1,
            listed_from_on=day,
        )
        this.ref, this.summary = project.ref, f"adds {name} to the table"
        this.now_is(name=name, listed_from_on=day)
        _index(project)
    return project


def describe_project(
    actor: Actor, project: Project, *, summary: str, website: str, seen: int
) -> Project:
    """Change what is said about a project in general.

    Refuses ("not_allowed", "changed_meanwhile").
    """
    with act(actor, "projects.describe_project", project.ref, body_slug=project.body.slug) as this:
        require(policy.may_keep_table(actor, project.body))
        project = locked(project)
        guard_revision(project, seen, {"summary": summary, "website": website})
        this.was(summary=project.summary, website=project.website)
        project.summary, project.website = summary.strip(), website
        project.save(update_fields=["summary", "website", "revision"])
        this.now_is(summary=project.summary, website=website)
        _index(project)
    return project


def rename_project(
    actor: Actor, project: Project, *, name: str, seen: int, from_on: date | None = None
) -> Project:
    """Give a project a new name from a day on (today if none is given); tables of earlier days keep
    the former one, and so does its address.

    Refuses ("not_allowed", "changed_meanwhile", "name_taken", "in_future", "before_last_rename").
    """
    with act(actor, "projects.rename_project", project.ref, body_slug=project.body.slug) as this:
        require(policy.may_keep_table(actor, project.body))
        project = locked(project)
        name = _free_name(project.body, name, except_for=project)
        guard_revision(project, seen, {"name": name})
        day = from_on or today(project.body)
        not_in_future(project.body, day, "The day of the new name", "from_on")
        last = project.former_names.order_by("-to_on").first()
        _check_after_last_rename(last, day)
        this.was(name=project.name)
        FormerName.objects.create(
            project=project,
            name=project.name,
            from_on=_day_after(last),
            to_on=day - timedelta(days=1),
        )
        project.name = name
        project.save(update_fields=["name", "revision"])
        this.now_is(name=name, from_on=day)
        this.summary = f"renames it to {name} from {day_words(day)}"
        _index(project)
    return project


def end_project(actor: Actor, project: Project, *, on: date, reason: str, seen: int) -> Project:
    """Let a project stand in the table for the last time on a day, for a reason that its page keeps
    showing.

    Refuses ("not_allowed", "changed_meanwhile", "already_ended", "words_missing", "in_future").
    """
    with act(actor, "projects.end_project", project.ref, body_slug=project.body.slug) as this:
        require(policy.may_arrange_table(actor, project.body))
        project = locked(project)
        if project.ended_on is not None:
            raise Refused(
                "already_ended",
                f"{project.name} ended on {day_words(project.ended_on)} already: "
                f"{project.ended_reason} Nothing has changed.",
            )
        words = checked_words(reason, "The reason for the end", "reason", 300)
        not_in_future(project.body, on, "The end of the project", "on")
        guard_revision(project, seen, {"ended_on": str(on), "ended_reason": words})
        project.ended_on, project.ended_reason = on, words
        project.save(update_fields=["ended_on", "ended_reason", "revision"])
        this.now_is(ended_on=on, ended_reason=words)
        this.summary = f"ends it on {day_words(on)}: {words}"[:300]
    return project


def resume_project(actor: Actor, project: Project, *, reason: str, seen: int) -> Project:
    """Put an ended project back into the table: the inverse of `end_project`.

    Refuses ("not_allowed", "changed_meanwhile", "not_ended", "words_missing").
    """
    with act(actor, "projects.resume_project", project.ref, body_slug=project.body.slug) as this:
        require(policy.may_arrange_table(actor, project.body))
        project = locked(project)
        if project.ended_on is None:
            raise Refused(
                "not_ended",
                f"{project.name} has not ended; it stands in the table. Nothing has changed.",
            )
        words = checked_words(reason, "The reason", "reason", 300)
        guard_revision(project, seen, {"reason": words})
        this.was(ended_on=project.ended_on, ended_reason=project.ended_reason)
        project.ended_on, project.ended_reason = None, ""
        project.save(update_fields=["ended_on", "ended_reason", "revision"])
        this.now_is(reason=words)
        this.summary = f"takes it up again: {words}"[:300]
    return project


def order_projects(actor: Actor, body: Body, *, order: Sequence[str]) -> None:
    """Put the rows into this order of short names; those not named keep their order at the end.

    Refuses ("not_allowed").
    """
    ref = f"{body.slug}/projects"
    with act(actor, "projects.order_projects", ref, body_slug=body.slug) as this:
        require(policy.may_keep_table(actor, body))
        rows = list(locked(body).projects.all())
        place = {slug: index for index, slug in enumerate(order)}
        wanted = sorted(rows, key=lambda row: place.get(row.slug, len(order)))
        for position, row in enumerate(wanted, start=1):
            row.position = position
        Project.objects.bulk_update(wanted, ["position"])
        this.was(order=[row.slug for row in rows])
        this.now_is(order=[row.slug for row in wanted])


def _free_name(body: Body, name: str, except_for: Project | None = None) -> str:
    words = checked_words(name, "The name of the project", "name", LONGEST_NAME)
    others = body.projects.all()
    if except_for is not None:
        others = others.exclude(pk=except_for.pk)
    if others.filter(name__iexact=words).exists():
        raise Refused(
            "name_taken",
            f"There is a project called “{words}” already. Nothing was added; "
            "open that one, or give this one another name.",
            {"field": "name"},
        )
    if except_for is not None and except_for.name == words:
        raise Refused(
            "unchanged",
            f"The project is called “{words}” already. Nothing has changed.",
            {"field": "name"},
        )
    return words


def _check_after_last_rename(last: FormerName | None, day: date) -> None:
    if last is not None and last.to_on is not None and day <= last.to_on + timedelta(days=1):
        since = day_words(last.to_on + timedelta(days=1))
        raise Refused(
            "before_last_rename",
            f"The present name was given on {since}; the new one must come later. "
            "Nothing has changed.",
            {"field": "from_on"},
        )


def _day_after(last: FormerName | None) -> date | None:
    return last.to_on + timedelta(days=1) if last is not None and last.to_on is not None else None


def _index(project: Project) -> None:
    former = ", ".join(project.former_names.values_list("name", flat=True))
    make_findable(
        project.ref,
        kind="project",
        title=project.name,
        text="\n".join(part for part in (project.summary, former) if part),
        on=project.listed_from_on,
    )
