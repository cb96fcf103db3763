"""The transparency report as CSV, Markdown and JSON."""

from __future__ import annotations

from secretariat.council.conduct import queries
from secretariat.documents.rendering.list_files import (
    ListFile,
    list_csv,
    list_json,
    list_markdown,
)
from secretariat.foundation.people.queries import body_named, day_in
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.conduct import OUTCOME_WORDS, Outcome
from secretariat.rules.days import day_words

COLUMNS = {
    "ref": "Reference",
    "year": "Year",
    "about": "What sort of breach",
    "outcome": "Outcome",
    "outcome_words": "In words",
    "published_on": "Published",
}


def conduct_file(wanted: Wanted) -> bytes:
    """Every entry as of a day (today without `as_of`)."""
    body = body_named(wanted.parts["body"])
    at = wanted.until(body.zone)
    day = day_in(body, at)
    contact = queries.contact_of(body)
    how = f" Report a breach: {contact.contact}." if contact else ""
    file = ListFile(
        title=f"Transparency report of the {body.name}",
        about=f"{body.name}, {body.host.name}, as of {day_words(day)}.{how}",
        keys=tuple(COLUMNS),
        titles=tuple(COLUMNS.values()),
        rows=tuple(
            (
                each.ref,
                str(each.year),
                each.about,
                OUTCOME_WORDS[Outcome(each.outcome)],
                each.outcome_words,
                each.published_on.isoformat(),
            )
            for each in queries.entries_at(body.slug, at)
        ),
    )
    if wanted.format == "json":
        return list_json(file, {"ref": wanted.ref, "as_of": day.isoformat()}, "conduct")
    return list_csv(file) if wanted.format == "csv" else list_markdown(file)


register(r"(?P<body>[a-z][a-z0-9-]*)/conduct", ("csv", "json", "md"), conduct_file)
