"""The referrals of a body as CSV, Markdown and JSON, as far as the reader may see them."""

from __future__ import annotations

from secretariat.council.referrals.models import Referral
from secretariat.council.referrals.queries import all_of
from secretariat.documents.rendering.list_files import (
    ListFile,
    list_csv,
    list_json,
    list_markdown,
)
from secretariat.foundation.people.queries import body_named
from secretariat.foundation.records.exports import Wanted, register

PATTERN = r"(?P<body>[a-z][a-z0-9-]*)/referrals"
COLUMNS = {
    "ref": "Reference",
    "from": "From",
    "to": "To",
    "question": "Question",
    "about": "About",
    "papers": "Papers",
    "sent_on": "Sent",
    "due_on": "Answer by",
    "state": "State",
    "outcome": "Outcome",
    "answer": "Answer",
    "answer_ref": "Decided in",
    "answered_on": "Answered",
}


def referrals_file(wanted: Wanted) -> bytes:
    """Everything sent and received, oldest first."""
    body = body_named(wanted.parts["body"])
    file = ListFile(
        title=f"Referrals of the {body.name}",
        about=f"Sent to and received from other bodies of {body.host.name}.",
        keys=tuple(COLUMNS),
        titles=tuple(COLUMNS.values()),
        rows=tuple(_cells(row) for row in all_of(wanted.actor, body)),
    )
    if wanted.format == "json":
        return list_json(file, {"ref": wanted.ref}, "referrals")
    return list_csv(file) if wanted.format == "csv" else list_markdown(file)


def _cells(row: Referral) -> tuple[str, ...]:
    return (
        row.ref,
        row.from_body.name,
        row.to_body.name,
        row.question,
        row.about_ref,
        " ".join(row.papers),
        row.sent_on.isoformat(),
        row.due_on.isoformat() if row.due_on else "",
        row.get_state_display(),
        row.get_outcome_display() if row.outcome else "",
        row.answer,
        row.answer_ref,
        row.answered_on.isoformat() if row.answered_on else "",
    )


register(PATTERN, ("csv", "json", "md"), referrals_file)
