"""What of the project table hangs: expected days that passed, questions, rows without people."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.projects import policy
from secretariat.council.projects.queries.hanging import CellHanging, hanging_cells
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.visibility import Actor

KIND = "project"


def project_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Every cell of today's table that hangs. Four queries."""
    may_keep = bool(policy.may_keep_table(actor, body))
    may_arrange = bool(policy.may_arrange_table(actor, body))
    return [
        _end(body, each, may_act=may_arrange if each.column.is_people else may_keep)
        for each in hanging_cells(body, day_in(body, at))
    ]


def _end(body: Body, each: CellHanging, *, may_act: bool) -> LooseEnd:
    here = f"/{body.slug}/projects/{each.project.slug}"
    href = f"{here}#people" if each.column.is_people else f"{here}/{each.column.slug}"
    (act,) = (
        (Act("Appoint somebody", f"{here}/liaisons", is_form=True),)
        if each.column.is_people
        else (Act("Say what came of it", href, is_form=True),)
    )
    return LooseEnd(
        ref=f"{body.slug}/projects/{each.project.slug}/{each.column.slug}",
        words=f"{each.project.name}: {each.column.label}",
        href=href,
        kind=KIND,
        why="; ".join(hang.why for hang in each.hangs),
        since_on=min(hang.since_on for hang in each.hangs),
        acts=(act,) if may_act else (),
    )


register("projects", project_ends)
