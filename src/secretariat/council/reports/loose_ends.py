"""What of the reports hangs: those due and not given, and answers without an outcome."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.reports import policy, queries
from secretariat.council.reports.models import Answer, Report
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.hanging import Hanging
from secretariat.rules.reports import what_hangs
from secretariat.rules.visibility import Actor

KIND = "report"


def reports_hanging(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Reports whose day has come, and what was answered and led to nothing yet. Two queries."""
    today = day_in(body, at)
    may_keep = bool(policy.may_keep_reports(actor, body))
    due = [
        (row, what_hangs(row.on, today))
        for row in queries.due_reports(body, today)
        if row.body_id == body.pk and policy.may_read(actor, row)
    ]
    ends = [_report(row, hang, may_keep=may_keep) for row, hang in due if hang is not None]
    return ends + [_answer(row, may_keep=may_keep) for row in queries.answers_waiting(body)]


def _report(row: Report, hang: Hanging, *, may_keep: bool) -> LooseEnd:
    here = f"/{row.ref}"
    acts = (
        Act("It was given", f"{here}#give", is_form=True),
        Act("Drop it", f"{here}#drop", is_form=True),
    )
    return LooseEnd(
        ref=row.ref,
        words=f"{row.title}, report to the {row.to_words}",
        href=here,
        kind=KIND,
        why=hang.why,
        since_on=hang.since_on,
        owner=row.drafted_by,
        acts=acts if may_keep else (),
    )


def _answer(row: Answer, *, may_keep: bool) -> LooseEnd:
    here = f"/{row.report.ref}#answers"
    return LooseEnd(
        ref=f"{row.report.ref}/answer-{row.number}",
        words=row.text,
        href=here,
        kind=KIND,
        why=f"asked by the {row.by_words}, and nothing came of it yet",
        since_on=row.on,
        acts=(Act("Say what came of it", here, is_form=True),) if may_keep else (),
    )


register("reports", reports_hanging)
