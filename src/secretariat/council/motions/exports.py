"""The register of decisions and single motions as files."""

from __future__ import annotations

from dataclasses import asdict

from secretariat.council.motions.queries import DecisionFilter, decisions, readable_motion
from secretariat.council.motions.queries.register import Decision, as_decision
from secretariat.documents.rendering.list_files import ListFile
from secretariat.documents.rendering.list_formats import LIST_FORMATS, list_written
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named, today
from secretariat.foundation.people.snapshots import host_name, look_of
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.days import day_words

REGISTER = r"(?P<body>[a-z][a-z0-9-]*)/decisions"
MOTION = r"(?P<body>[a-z][a-z0-9-]*)/(?P<motion>M-\d{4}-\d{1,4})"
COLUMNS = {
    "number": "Number",
    "on": "Day",
    "outcome": "Outcome",
    "kind": "Kind",
    "text": "Text",
    "result": "Result",
    "medium": "Medium",
    "quorum": "Quorum at the vote",
    "condition": "Condition",
    "mover": "Moved by",
    "seconder": "Seconded by",
    "item_ref": "Agenda item",
    "errata": "Errata",
}


def decisions_file(wanted: Wanted) -> bytes:
    """Every decision the actor may see, newest first; with `as_of`, those up to that day."""
    body = body_named(wanted.parts["body"])
    rows = decisions(wanted.actor, body, DecisionFilter(as_of=wanted.as_of))
    host = host_name(body, wanted.as_of or today(body))
    until = f" up to {day_words(wanted.as_of)}" if wanted.as_of else ""
    file = _file(body, f"Decisions of the {body.name}", f"{host}{until}", list(rows))
    return _written(file, wanted)


def motion_file(wanted: Wanted) -> bytes:
    """One motion in the columns of the register. Refuses ("not_found")."""
    motion = readable_motion(wanted.actor, wanted.ref)
    body, decision = motion.body, as_decision(motion)
    host = host_name(body, decision.on)
    return _written(_file(body, motion.number, host, [decision]), wanted)


def _file(body: Body, title: str, about: str, rows: list[Decision]) -> ListFile:
    return ListFile(
        title=title,
        about=f"{body.name}, {about}.",
        keys=tuple(COLUMNS),
        titles=tuple(COLUMNS.values()),
        rows=tuple(_cells(row) for row in rows),
        look=look_of(body),
    )


def _cells(row: Decision) -> tuple[str, ...]:
    values = asdict(row) | {"on": row.on.isoformat(), "errata": "; ".join(row.errata)}
    return tuple(str(values[key]) for key in COLUMNS)


def _written(file: ListFile, wanted: Wanted) -> bytes:
    as_of = wanted.as_of.isoformat() if wanted.as_of else None
    head = {"ref": wanted.ref, "as_of": as_of}
    return list_written(file, wanted.format, head, "decisions", wanted.dated)


register(REGISTER, LIST_FORMATS, decisions_file)
register(MOTION, ("json", "md"), motion_file, has_days=False)
