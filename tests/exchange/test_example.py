"""The example council says what its public record says, no more, and nothing that came later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.apps import apps
from django.db import models

from secretariat.council.actions.models import Action, ActionUpdate
from secretariat.council.meetings.models import Attendance, Meeting, Note
from secretariat.council.minutes.models import Correction, Minutes
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.projects.models import Claim
from secretariat.exchange.example import fill
from secretariat.exchange.example.facts import MORNING_OF, attendance
from secretariat.foundation.people.models import Appointment, Body, Office, Person
from secretariat.foundation.people.snapshots import roster_on, rule_book_on
from secretariat.foundation.records.exports import export
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR

DAY = date(2021, 10, 7)
# Slide 5 of the deck of 7 October 2021: the seat, and who speaks for it first.
ROLL_CALL = {
    "Accenture": "Giuseppe Giordano",
    "Ant Group": "Zongmin Gu",
    "ARM": "Thomas Fossati",
    "Facebook": "Eric Northup",
    "Google": "Iulia Ion",
    "Huawei": "Zhipeng (Howard) Huang",
    "Intel": "Dan Middleton",
    "Microsoft": "Dave Thaler",
    "Red Hat/IBM": "Lily Sturmann",
}
# Slide 7: whom each of the nine actions names, in this order.
OWNERS = [
    "Stephen", "Ashley", "Project mentors", "Thomas F.", "Ashley", "Ashley",
    "Thomas H./Eric V.", "Dave/Ashley", "Ashley",
]  # fmt: skip
# The numbers and titles of the slides; 7 is the report to the board.
AGENDA = {
    "2": "minutes",
    "3": "Action item review",
    "4": "Updates from the Outreach Committee",
    "5": "LPC Confidential Computing MC follow-up",
    "6": "TAC tech talks",
    "7": "State of the Union",
    "8": "Annual chair election timeline",
    "9": "CCC security reports and VMT process",
    "10": "Establishing common terminology (issue #79)",
    "11": "Any other business",
}
# Days to come that were fixed by that morning: meetings, what is due, until when a link works.
PLANNED = {
    "Meeting.starts_at", "Meeting.ends_at", "Meeting.occurrence_on", "SearchRow.on",
    "Minutes.corrections_until_on", "Action.due_on", "ActionUpdate.due_on_after",
    "SignInLink.expires_at", "PaperVersion.review_until_on", "Consultation.closes_on",
    "TalkStep.on",
    "TimelineVersion.nominations_open", "TimelineVersion.nominations_close",
    "TimelineVersion.voting_opens", "TimelineVersion.voting_closes", "TimelineVersion.results",
}  # fmt: skip
# What is kept by the clock of the machine: when a thing was typed, and ways to sign in.
BY_THE_MACHINE = {
    "Entry.recorded_at", "Claim.recorded_at", "RuleBookVersion.recorded_at", "ExampleClock.real_at",
    "Appointment.recorded_at",
}  # fmt: skip
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
FACTS = Path(fill.__code__.co_filename).parent / "data"
REAL = {"body__slug": "tac"}
pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def tac() -> Body:
    return Body.objects.get(slug="tac")


def rows_of_record() -> Iterator[models.Model]:
    """Every row of every table of ours."""
    for model in apps.get_models():
        if model.__module__.startswith("secretariat."):
            yield from model._default_manager.all()


def values(row: models.Model) -> Iterator[tuple[str, Any]]:
    for field in row._meta.concrete_fields:
        yield f"{type(row).__name__}.{field.name}", getattr(row, field.attname)


def test_roll_call_slide_is_the_roster(tac: Body) -> None:
    seats = roster_on(tac, DAY).seats

    assert {
        seat.label: seat.representative.name for seat in seats if seat.representative
    } == ROLL_CALL
    needed = rule_book_on(tac, DAY).quorum.threshold.needed(len(seats))
    assert needed == 5
    chairs = Office.objects.on(DAY).filter(kind="chair", **REAL)
    assert [office.person.name for office in chairs] == ["Dave Thaler"]


def test_action_slide_is_the_list_of_actions() -> None:
    actions = Action.objects.filter(**REAL).order_by("position", "sequence")

    assert [action.owner_words for action in actions] == OWNERS
    assert all(action.is_open for action in actions)


def test_agenda_has_the_numbers_and_titles_of_the_slides(tac: Body) -> None:
    text = export(PUBLIC_ACTOR, "tac/2021-10-07/agenda", "md").content.decode()

    heads = dict(re.findall(r"^## (\d+)\. (.+)$", text.replace("\\", ""), re.MULTILINE))
    assert {number: title for number, title in AGENDA.items() if title not in heads[number]} == {}
    assert len(heads) == 11


def test_facts_of_these_tests_stand_in_the_deck(shared: Path) -> None:
    deck = (shared / "seed" / "deck-2021-10-07.txt").read_text(encoding="utf-8")

    lines = [line.split("\t") for line in deck.splitlines()]
    listed = {line[0]: line[1] for line in lines if len(line) == 3 and line[2].count("@") == 1}
    assert {seat: name.removesuffix("(*)").split(" / ")[0] for seat, name in listed.items()} == (
        ROLL_CALL
    )
    owners = re.findall(r"^\d\. \[(.+?)\]", deck, re.MULTILINE)
    same = {"Thomas H/Eric V": "Thomas H./Eric V.", "Project Mentors": "Project mentors"}
    assert [same.get(word, word) for word in owners] == OWNERS
    assert "Quorum requires **5** or more voting reps" in deck


def is_named(who: Person, text: str) -> bool:
    """Whether a part of the name, or a spelling the record knows, stands in the text."""
    spellings = [who.name, *who.aliases.values_list("text", flat=True)]
    return any(word in text for spelling in spellings for word in spelling.split() if len(word) > 2)


def test_everybody_in_a_roll_call_stands_in_the_minutes_of_that_day(shared: Path) -> None:
    folder = shared / "records" / "ccc" / "TAC" / "Meetings" / "2021"
    missing = []
    for day in attendance():
        (path,) = (folder / day.isoformat()).glob("*Minutes*.pdf")
        with pypdfium2.PdfDocument(path) as document:
            text = " ".join(page.get_textpage().get_text_range() for page in document)
        rows = Attendance.objects.filter(meeting__slug=day.isoformat(), meeting__body__slug="tac")
        people = (row.person for row in rows.select_related("person"))
        missing += [(day.isoformat(), who.name) for who in people if not is_named(who, text)]

    assert missing == []


def is_later(value: Any) -> bool:
    """Whether it lies after the morning of the example; filling takes its first seconds."""
    if isinstance(value, datetime):
        return value > MORNING_OF + timedelta(minutes=1)
    return isinstance(value, date) and value > DAY


def test_nothing_is_there_that_was_not_known_that_morning() -> None:
    known = PLANNED | BY_THE_MACHINE

    later = {
        (name, str(row))
        for row in rows_of_record()
        for name, value in values(row)
        if is_later(value) and name not in known
    }

    assert later == set()


def test_later_meetings_are_only_planned() -> None:
    rows = Meeting.objects.filter(starts_at__gt=MORNING_OF, **REAL)

    held = rows.exclude(state__in=("planned", "published"))
    assert not held.exists()
    assert not Attendance.objects.filter(meeting__in=rows).exists()
    assert not Note.objects.filter(item__meeting__in=rows).exists()


def test_no_address_is_a_real_one() -> None:
    found = set()
    for row in rows_of_record():
        for _, value in values(row):
            found |= set(ADDRESS.findall(value if isinstance(value, str) else repr(value)))

    assert {each for each in found if not each.endswith("example.org")} == set()
    assert found


def test_facts_hold_no_address() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in FACTS.iterdir()}

    found = {each for text in texts.values() for each in ADDRESS.findall(text)}
    assert {each for each in found if not each.endswith("@example.org")} == set()


def test_nobody_real_moves_votes_or_corrects() -> None:
    """What the public record does not tell of a person belongs to the fictitious council."""
    assert not Motion.objects.filter(**REAL).exists()
    assert not Vote.objects.filter(motion__body__slug="tac").exists()
    assert not Correction.objects.filter(minutes__meeting__body__slug="tac").exists()
    assert not Minutes.objects.filter(meeting__body__slug="tac", approved_at__isnull=False).exists()


def test_every_act_of_a_real_person_has_a_source() -> None:
    claims = Claim.objects.filter(project__body__slug="tac")
    liaisons = Appointment.objects.filter(**REAL)
    actions = Action.objects.filter(**REAL)
    said = ActionUpdate.objects.filter(action__body__slug="tac")

    assert not claims.filter(source_words="", source_ref="").exists()
    assert not liaisons.filter(source_ref="").exists()
    assert not actions.filter(raised_ref="").exists()
    # What was said of an action comes from a meeting, or tells why between two of them.
    assert not said.filter(meeting_ref="", note="").exclude(state_before="").exists()
    assert {claims.exists(), liaisons.exists(), actions.exists(), said.exists()} == {True}


def test_filling_twice_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    before = sorted((str(type(row)), row.pk) for row in rows_of_record())

    with pytest.raises(Refused) as refused:
        fill(tmp_path)

    assert refused.value.code == "already_filled"
    assert sorted((str(type(row)), row.pk) for row in rows_of_record()) == before
    assert list(tmp_path.iterdir()) == []
