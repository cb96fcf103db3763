"""The minutes as facts: our own file, and what people read in the public document of that day.

Two spellings of the document are known to be slips: "Mike Meunier" is Marc Meunier, and the MIT
works under the name Connection Science. Short names of owners are those of the example's record.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secretariat.exchange.example.facts import facts

ROOT = Path(__file__).resolve().parents[2]
MINUTES_OF_THE_DAY = ROOT.parent / "shared" / "records" / "labels" / "ccc" / "2021-10-07.json"
SLIPS = {"MIT Connection Service": "MIT Connection Science"}
STATES = {"in_progress": "in progress", "done": "done", "open": ""}


@dataclass(frozen=True, slots=True)
class Present:
    """One line of a roll call."""

    name: str
    organization: str
    is_voting: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """One action as printed; an open one has no state."""

    owners: str
    text: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What minutes tell: who was there, what was reviewed, what was promised anew, and the days
    whose minutes were approved.
    """

    present: list[Present]
    reviewed: list[Promise]
    raised: list[Promise]
    approved: list[str]


def read_minutes(document: dict[str, Any]) -> Told:
    """The facts of minutes exported as JSON."""
    blocks = [(part, block) for part in document["sections"] for block in part["blocks"]]
    people = [who for _, block in blocks for who in block.get("people", ())]
    lines = [(part, line) for part, b in blocks if b["type"] == "Actions" for line in b["lines"]]
    return Told(
        present=[_person(who) for who in people],
        reviewed=[_action(line) for part, line in lines if part["number"]],
        raised=[_action(line) for part, line in lines if not part["number"]],
        approved=[],
    )


def read_label(path: Path) -> Told:
    """The facts people read in the public minutes, in the spellings of the record."""
    label = json.loads(path.read_text("utf-8"))
    known = _spellings()
    voting = [_attendee(who, known, is_voting=True) for who in label["voting_members_present"]]
    others = [_attendee(who, known, is_voting=False) for who in label["other_attendees"]]
    items = label["action_items"]
    return Told(
        present=[*voting, *others],
        reviewed=[_promise(each, known) for each in items if each["status"] != "new"],
        raised=[_promise(each, known) for each in items if each["status"] == "new"],
        approved=label["minutes_approved"],
    )


def same_words(one: str, other: str) -> float:
    """How much two texts say with the same words: shared words by those of the shorter text."""
    first, second = _words(one), _words(other)
    return len(first & second) / min(len(first), len(second))


def _words(text: str) -> set[str]:
    # Of an address only the name before the "at" is compared.
    return set(re.findall(r"\w+", re.sub(r"@\S+", "", text.casefold())))


def _person(who: dict[str, Any]) -> Present:
    return Present(who["name"], who["organization"], who["is_voting"], tuple(who["notes"]))


def _action(line: dict[str, Any]) -> Promise:
    return Promise(line["owners"], "".join(run["text"] for run in line["text"]), line["state"])


def _attendee(who: dict[str, str], known: dict[str, str], *, is_voting: bool) -> Present:
    organization = SLIPS.get(who["organization"], who["organization"])
    return Present(known.get(who["name"], who["name"]), organization, is_voting)


def _promise(item: dict[str, Any], known: dict[str, str]) -> Promise:
    owners = "/".join(known.get(f"[{owner}]", owner) for owner in item["owners"])
    return Promise(owners, item["text"], STATES.get(item["status"], ""))


def _spellings() -> dict[str, str]:
    """Other spellings of names with the name, and "[short name]" with the short name in use."""
    found: dict[str, str] = {}
    for person in facts("people")["people"]:
        for other in person.get("aliases", ()):
            found[other] = person["name"]
            found[f"[{other}]"] = person["known_as"]
    return found
