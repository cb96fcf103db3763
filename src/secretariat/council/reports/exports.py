"""Reports as files: PowerPoint, PDF, one HTML file, Markdown, JSON; the lists of reports and of the
areas of focus.
"""

from __future__ import annotations

import json
from typing import Any

from secretariat.council.reports import policy, queries
from secretariat.council.reports.compose import deck_of
from secretariat.council.reports.models import Report
from secretariat.documents.rendering.list_files import (
    ListFile,
    list_csv,
    list_json,
    list_markdown,
)
from secretariat.foundation.people.queries import body_named
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.days import day_words
from secretariat.rules.deck import Deck, to_plain
from secretariat.rules.visibility import require

BODY = r"(?P<body>[a-z][a-z0-9-]*)"
REPORT = rf"{BODY}/reports?/(?P<report>\d{{4}}-\d{{2}}-\d{{2}}(?:-\d{{1,2}})?)"
REPORT_COLUMNS = {
    "ref": "Reference",
    "title": "Title",
    "to": "To",
    "on": "Day",
    "from_on": "From",
    "to_on": "Until",
    "report_before": "Report before",
    "state": "State",
}
FOCUS_COLUMNS = {
    "ref": "Reference",
    "year": "Year",
    "area": "Area",
    "points": "What belongs to it",
    "ended_on": "Ended",
    "ended_reason": "Why it ended",
    "source": "Source",
}


def report_file(wanted: Wanted) -> bytes:
    """The report as it was given, else its draft. Refuses ("not_allowed") a draft that is not for
    the reader.
    """
    report = queries.report_named(body_named(wanted.parts["body"]), wanted.parts["report"])
    require(policy.may_read(wanted.actor, report))
    deck = deck_of(report, clock.now())
    if wanted.format == "json":
        return json.dumps(_plain(report, deck), indent=2, ensure_ascii=False).encode()
    return _AS[wanted.format](deck)


def _plain(report: Report, deck: Deck) -> dict[str, Any]:
    return {
        "ref": report.ref,
        "title": report.title,
        "to": report.to_words,
        "on": report.on.isoformat(),
        "from_on": report.from_on.isoformat(),
        "to_on": report.to_on.isoformat(),
        "report_before": report.baseline_text,
        "state": report.state,
        "given_at": report.given_at.isoformat() if report.given_at else None,
        "digest": report.digest,
        "answers": [
            {
                "by": row.by_words,
                "on": row.on.isoformat(),
                "text": row.text,
                "action": row.action_ref,
                "outcome": row.outcome,
            }
            for row in report.answers.all()
        ],
        "deck": to_plain(deck),
    }


def _pptx(deck: Deck) -> bytes:
    from secretariat.documents.rendering.pptx import deck_pptx

    return deck_pptx(deck)


def _pdf(deck: Deck) -> bytes:
    from secretariat.documents.rendering.pdf import deck_pdf

    return deck_pdf(deck)


def _html(deck: Deck) -> bytes:
    from secretariat.documents.rendering.html_deck import deck_html

    return deck_html(deck).encode()


def _markdown(deck: Deck) -> bytes:
    from secretariat.documents.rendering.markdown import deck_markdown

    return deck_markdown(deck).encode()


_AS = {"pptx": _pptx, "pdf": _pdf, "html": _html, "md": _markdown}


def reports_file(wanted: Wanted) -> bytes:
    """Every report the reader may read."""
    body = body_named(wanted.parts["body"])
    file = ListFile(
        title=f"Reports of the {body.name}",
        about=f"{body.name}, {body.host.name}, as of {day_words(queries.today(body))}.",
        keys=tuple(REPORT_COLUMNS),
        titles=tuple(REPORT_COLUMNS.values()),
        rows=tuple(map(_report_cells, queries.reports_of(wanted.actor, body))),
    )
    return _listed(wanted, file, "reports")


def focus_file(wanted: Wanted) -> bytes:
    """The areas of focus of every year, the newest first."""
    body = body_named(wanted.parts["body"])
    rows = [
        (
            f"{year.ref}/{area.slug}",
            year.name,
            area.title,
            area.points,
            area.ended_on.isoformat() if area.ended_on else "",
            area.ended_reason,
            year.source_words,
        )
        for year in queries.focus_years(body)
        for area in year.areas.all()
    ]
    file = ListFile(
        title=f"Areas of focus of the {body.name}",
        about=f"{body.name}, {body.host.name}, as of {day_words(queries.today(body))}.",
        keys=tuple(FOCUS_COLUMNS),
        titles=tuple(FOCUS_COLUMNS.values()),
        rows=tuple(rows),
    )
    return _listed(wanted, file, "focus")


def _listed(wanted: Wanted, file: ListFile, name: str) -> bytes:
    if wanted.format == "json":
        return list_json(file, {"ref": wanted.ref}, name)
    return list_csv(file) if wanted.format == "csv" else list_markdown(file)


def _report_cells(row: Report) -> tuple[str, ...]:
    days = (row.on.isoformat(), row.from_on.isoformat(), row.to_on.isoformat())
    return (row.ref, row.title, row.to_words, *days, row.baseline_text, row.get_state_display())


register(REPORT, ("pptx", "pdf", "html", "md", "json"), report_file, has_days=False)
register(rf"{BODY}/reports", ("csv", "md", "json"), reports_file, has_days=False)
register(rf"{BODY}/focus", ("csv", "md", "json"), focus_file, has_days=False)
