"""What the other body answers to a report: noted, made an action, settled in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from secretariat.council.actions.commands import raise_action
from secretariat.council.actions.models import Action
from secretariat.council.reports import policy
from secretariat.council.reports.models import Answer, Report
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act, act, locked
from secretariat.rules.errors import Refused
from secretariat.rules.texts import day_that_came, fitting, given
from secretariat.rules.visibility import Actor, require


def note_answer(
    actor: Actor,
    report: Report,
    text: str,
    *,
    by_words: str = "",
    on: date | None = None,
    item_ref: str = "",
) -> Answer:
    """Note what the other body asked or said; it waits until it becomes an action or is settled.

    Refuses ("not_given", "words_missing", "in_future", "not_allowed").
    """
    words = given(text, "text", "What was answered", 500)
    with _answer_act(actor, "note_answer", report, item_ref) as (this, row):
        if not row.is_given:
            raise Refused(
                "not_given",
                "The report was not given yet, so nobody can have answered it. Nothing has "
                "changed. Record first that it was given.",
            )
        today = day_in(row.body, this.at)
        day = on or today
        day_that_came(day, today)
        made = Answer.objects.create(
            report=row,
            number=row.answers.count() + 1,
            at=this.at,
            on=day,
            by_words=fitting(by_words, "by_words", "Who said it", 200) or row.to_words,
            text=words,
            item_ref=item_ref,
            noted_by=actor.name,
        )
        this.now_is(by=made.by_words, on=made.on, text=made.text)
        this.summary = f"{made.by_words}: {made.text}"[:300]
    return made


def raise_from_answer(
    actor: Actor, answer: Answer, *, owners: str = "", due: str = "", text: str = ""
) -> Action:
    """Make an action of an answer, raised under the report or the item in which it was noted.

    Refuses ("closed", "not_allowed", and what `raise_action` refuses).
    """
    report = answer.report
    with _answer_act(actor, "raise_from_answer", report, answer.item_ref) as (this, _):
        row = _open(answer)
        made = raise_action(
            actor,
            report.body,
            text=text.strip() or row.text,
            owners=[name.strip() for name in owners.replace("/", ",").split(",") if name.strip()],
            due=due,
            raised_ref=row.item_ref or report.ref,
            links=[report.ref],
        )
        row.action_ref, row.ended_on = made.ref, day_in(report.body, this.at)
        row.save()
        this.now_is(action=made.ref)
        this.summary = f"{made.number} from the answer: {row.text}"[:300]
    return made


def settle_answer(actor: Actor, answer: Answer, *, outcome: str) -> Answer:
    """Say in words what came of an answer. Refuses ("closed", "words_missing", "not_allowed")."""
    words = given(outcome, "outcome", "What came of it", 500)
    with _answer_act(actor, "settle_answer", answer.report, answer.item_ref) as (this, report):
        row = _open(answer)
        row.outcome, row.ended_on = words, day_in(report.body, this.at)
        row.save()
        this.now_is(outcome=words)
        this.summary = f"{row.text}: {words}"[:300]
    return row


@contextmanager
def _answer_act(
    actor: Actor, verb: str, report: Report, item_ref: str
) -> Iterator[tuple[Act, Report]]:
    with act(actor, f"reports.{verb}", report.ref, body_slug=report.body.slug) as this:
        require(policy.may_note_answers(actor, report, item_ref))
        row = locked(report)
        row.body, row.to_body = report.body, report.to_body
        yield this, row


def _open(answer: Answer) -> Answer:
    row = locked(answer)
    row.report = answer.report
    if not row.is_open:
        came = row.outcome or row.action_ref
        raise Refused("closed", f"It has its outcome already: {came}. Nothing has changed.")
    return row
