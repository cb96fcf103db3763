"""The agenda kind "project table": the milestones of all projects, shown with the action review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from secretariat.council.meetings.agenda_kinds import Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import note_blocks
from secretariat.council.projects import commands, queries, slides
from secretariat.council.projects.commands import Origin
from secretariat.council.projects.models import Claim
from secretariat.council.projects.snapshots import Ledger, ledger_of
from secretariat.foundation.people.queries import body_named
from secretariat.rules.dates import day_words
from secretariat.rules.deck import AnySlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.runs import Run, Runs
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import counted

NAME = "project_table"
CARRIED = "carried"


class ProjectTable:
    """Shows the table as of the meeting's day, or of the day in `options.as_of`, with what changed
    since the day in `options.compared_with`. Days are written 2021-09-29.
    """

    name = NAME
    label = "Project table"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """The table, as a part of the action review, once the body has projects."""
        view = _view(meeting, {}, at)
        if not view.rows:
            return []
        return [
            Proposal(
                kind=NAME,
                title="Projects and their milestones",
                reason=_reason(view),
                source_ref=f"{meeting.body.slug}/projects",
                place=20,
                part_of_kind="action_review",
            )
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """The table as one slide, which is split where it is long."""
        view = _view(meeting, item.options, at)
        return [
            slides.table_slide(
                view,
                title=item.title,
                number=item.number,
                ref=item.ref,
                notes=item.speaker_notes,
                foot=slides.foot_words(view, meeting_on=meeting.on),
            )
        ]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """The milestones recorded in the meeting, under the first such item, and the notes."""
        first = next((each for each in meeting.items if each.kind == NAME), item)
        said = _said(meeting) if first.slug == item.slug else []
        if not said:
            return note_blocks(item)
        lines = ((Run("Milestones recorded:"),), *(_claim_line(claim) for claim in said))
        fact = Fact(kind="milestones", key=f"{item.slug}/milestones", lines=lines, ref=item.ref)
        return [fact, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """A form for one value, the tentative cells, and what is out of order."""
        view = _view(meeting, {}, at)
        tentative = [
            (row.project, line) for row in view.rows for line in row.cells if line.cell.is_tentative
        ]
        context = {
            "projects_url": f"/{meeting.body.slug}/projects",
            "view": view,
            "milestones": [c for c in view.table.columns if not c.is_people],
            "tentative": tentative,
            "said": _said(meeting),
            "item_ref": item.ref,
        }
        said = bool(context["said"])
        return Offered(template="projects/_room.html", context=context, has_record=said)

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """A carried motion about a cell (`tac/projects/gramine/board-approved`) records its day."""
        if outcome.state != CARRIED:
            return
        body = body_named(meeting.body.slug)
        for ref in outcome.about_refs:
            parts = ref.removeprefix(f"{body.slug}/projects/").split("/")
            if not ref.startswith(f"{body.slug}/projects/") or len(parts) != 2:
                continue
            commands.record_claim(
                actor,
                queries.project_named(body, parts[0]),
                queries.column_named(body, parts[1]),
                text=day_words(meeting.on),
                said_on=meeting.on,
                origin=Origin(item.ref, queries.source_words(item.ref)),
            )


def _view(meeting: MeetingSnapshot, options: Mapping[str, Any], at: datetime) -> queries.TableView:
    return queries.view_of(
        _ledger(meeting),
        _day(options, "as_of") or meeting.on,
        compared_with=_day(options, "compared_with"),
        known_at=at,
    )


def _ledger(meeting: MeetingSnapshot) -> Ledger:
    slug = meeting.body.slug
    return meeting.once(f"projects of {slug}", lambda: ledger_of(slug))


def _said(meeting: MeetingSnapshot) -> list[Claim]:
    return meeting.once("claims said", lambda: queries.claims_said_in(meeting.ref))


def _day(options: Mapping[str, Any], name: str) -> date | None:
    """A day of the options. What is no day counts as none: an agenda must not fail for it."""
    try:
        return date.fromisoformat(str(options.get(name) or ""))
    except ValueError:
        return None


def _reason(view: queries.TableView) -> str:
    tentative = sum(line.cell.is_tentative for row in view.rows for line in row.cells)
    words = f"{counted(len(view.rows), 'project')} in the table"
    if tentative:
        words += f", {counted(tentative, 'value')} tentative"
    if view.warnings:
        words += f", {len(view.warnings)} out of order"
    return f"{words}."


def _claim_line(claim: Claim) -> Runs:
    place = Run(f"{claim.project.name}, {claim.column.label}: ", is_bold=True)
    said = f"“{claim.text}”" if claim.text else "nothing any more"
    if claim.supersedes:
        said += f" instead of “{claim.supersedes.text}” ({claim.note})"
    elif claim.certainty != "settled":
        said += f" ({claim.certainty})"
    return (place, Run(f"{said}."))


register(ProjectTable())
