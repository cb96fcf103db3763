"""What forms can do to a report: each act reads its form, runs one command, and says what came of
it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from secretariat.council.meetings.report_kinds import report_kind
from secretariat.council.reports import commands, queries
from secretariat.council.reports.commands import ChapterWords, ReportFacts
from secretariat.council.reports.defaults import listed_as
from secretariat.council.reports.forms import (
    ActionForm,
    AnswerForm,
    GiveForm,
    NewChapterForm,
    OutcomeForm,
    ReasonForm,
)
from secretariat.council.reports.models import Report
from secretariat.foundation.people.http import typed_in
from secretariat.foundation.people.queries import body_named
from secretariat.rules.visibility import Actor, Audience

ReportAct = Callable[[Actor, Report, QueryDict], str]


def report_facts(typed: dict[str, Any]) -> ReportFacts:
    """The facts of a report as the command takes them."""
    to_body = body_named(typed["to_body"]) if typed["to_body"] else None
    return ReportFacts(**{**typed, "to_body": to_body, "audience": Audience(typed["audience"])})


def _give(actor: Actor, report: Report, typed: QueryDict) -> str:
    commands.give_report(actor, report, **typed_in(GiveForm(typed)))
    return "The report is given; it is kept as it is now, and everyone may read it."


def _drop(actor: Actor, report: Report, typed: QueryDict) -> str:
    commands.drop_report(actor, report, **typed_in(ReasonForm(typed)))
    return "The report is dropped."


def _resume(actor: Actor, report: Report, _typed: QueryDict) -> str:
    commands.resume_report(actor, report)
    return "The report is a draft again."


def _chapter(actor: Actor, report: Report, typed: QueryDict) -> str:
    values = typed_in(NewChapterForm(typed))
    kind = report_kind(values["kind"])
    words = ChapterWords(title=values["title"] or kind.label, listed_as=listed_as(kind))
    made = commands.add_chapter(actor, report, kind.name, words)
    return f"“{made.title}” is in the report."


def _order(actor: Actor, report: Report, typed: QueryDict) -> str:
    commands.order_chapters(actor, report, order=moved_order(typed))
    return "The chapters are in this order."


def _leave_out(actor: Actor, report: Report, typed: QueryDict) -> str:
    row = queries.chapter_named(report, typed.get("chapter", ""))
    commands.leave_out_chapter(actor, row)
    return f"“{row.title}” is left out."


def _take_in(actor: Actor, report: Report, typed: QueryDict) -> str:
    row = queries.chapter_named(report, typed.get("chapter", ""))
    commands.take_in_chapter(actor, row)
    return f"“{row.title}” is in the report."


def _answer(actor: Actor, report: Report, typed: QueryDict) -> str:
    values = typed_in(AnswerForm(typed))
    item_ref = typed.get("item_ref", "")
    commands.note_answer(
        actor,
        report,
        values["text"],
        by_words=values["by_words"],
        on=values["on"],
        item_ref=item_ref,
    )
    return "The answer is noted; it waits for an outcome."


def _action(actor: Actor, report: Report, typed: QueryDict) -> str:
    values = typed_in(ActionForm(typed))
    answer = queries.answer_numbered(report, values.pop("answer"))
    made = commands.raise_from_answer(actor, answer, **values)
    return f"{made.number} is raised."


def _outcome(actor: Actor, report: Report, typed: QueryDict) -> str:
    values = typed_in(OutcomeForm(typed))
    answer = queries.answer_numbered(report, values["answer"])
    commands.settle_answer(actor, answer, outcome=values["outcome"])
    return "The outcome is kept."


REPORT_ACTS: dict[str, ReportAct] = {
    "give": _give,
    "drop": _drop,
    "resume": _resume,
    "chapters": _chapter,
    "order": _order,
    "leave-out": _leave_out,
    "take-in": _take_in,
    "answers": _answer,
    "action": _action,
    "outcome": _outcome,
}


def moved_order(typed: QueryDict) -> list[str]:
    """The order as posted, with the row of a pressed Up or Down button moved by one."""
    order = typed.getlist("order")
    for button, step in (("up", -1), ("down", 1)):
        name = typed.get(button, "")
        if name in order:
            place = order.index(name)
            order.insert(min(max(place + step, 0), len(order)), order.pop(place))
    return order
