"""Reports to write and to give, and answers to see to, for those who write reports."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.reports import policy, queries
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.visibility import Actor

KIND = "report"


def reports_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Drafts that are due within four weeks, and answers without an outcome. Two queries."""
    if not policy.may_keep_reports(actor, body):
        return []
    due = [row for row in queries.due_reports(body, day_in(body, at)) if row.body_id == body.pk]
    found = [
        Attention(
            words=shortened(f"Finish the report “{row.title}” to the {row.to_words}"),
            href=f"/{row.ref}",
            kind=KIND,
            due_on=row.on,
            place=Place.SOON,
        )
        for row in due
    ]
    return found + [
        Attention(
            words=shortened(f"See to what the {row.by_words} asked: {row.text}"),
            href=f"/{row.report.ref}#answers",
            kind=KIND,
        )
        for row in queries.answers_waiting(body)
    ]


register("reports", reports_waiting)
