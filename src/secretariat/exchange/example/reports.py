"""The report of 29 September 2021 to the board, given on that day from what was known then."""

from __future__ import annotations

from datetime import time
from typing import Any

from secretariat.council.projects import commands as projects
from secretariat.council.projects.commands import StandingWords
from secretariat.council.reports import commands
from secretariat.council.reports.commands import ChapterWords, ReportFacts, YearFacts
from secretariat.exchange.example.facts import facts, local
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor

EARLY, AFTER_THE_CALL = time(6), time(12)


def fill_reports(actor: Actor, body: Body) -> None:
    """Areas of focus, benefits and expectations, and the report with its chapters. Projects, talks,
    relations and papers must be in the record.
    """
    known = facts("reports")
    _focus(actor, body, known["focus"])
    _standing(actor, body, known["standing"])
    _report(actor, body, known["report"])


def _focus(actor: Actor, body: Body, told: dict[str, Any]) -> None:
    with clock.fixed(local(told["added_on"], AFTER_THE_CALL)):
        year = commands.add_focus_year(
            actor,
            body,
            YearFacts(name=told["name"], from_on=told["from_on"], source_words=told["source"]),
        )
        for area in told["areas"]:
            points = area.get("points", "")
            commands.add_focus_area(actor, year, title=area["title"], points=points)


def _standing(actor: Actor, body: Body, told: dict[str, Any]) -> None:
    with clock.fixed(local(told["on"], EARLY)):
        for each in told["benefits"]:
            words = StandingWords(text=each["text"], source_words=told["source"])
            projects.add_benefit(actor, body, words)
        for each in told["expectations"]:
            words = StandingWords(
                text=each["text"], since_on=told["on"], source_words=told["source"]
            )
            projects.add_expectation(actor, body, words, slug=each["slug"])


def _report(actor: Actor, body: Body, told: dict[str, Any]) -> None:
    new = ReportFacts(
        title=told["title"],
        to_words=told["to"],
        on=told["on"],
        from_on=told["from_on"],
        to_on=told["on"],
        baseline=told["baseline"],
    )
    with clock.fixed(local(told["on"], AFTER_THE_CALL)):
        chapters = [(each["kind"], _words(each)) for each in told["chapters"]]
        report = commands.draft_report(actor, body, new, chapters=chapters)
        commands.give_report(actor, report)


def _words(told: dict[str, Any]) -> ChapterWords:
    return ChapterWords(
        title=told["title"],
        listed_as=told.get("listed_as", ""),
        options=told.get("options", {}),
    )
