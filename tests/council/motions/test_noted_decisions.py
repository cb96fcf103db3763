"""What was noted as decided, without a motion, stands in the register beside the motions."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting, Note
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import (
    DecisionFilter,
    decision_years,
    decisions,
    kinds_decided,
)
from secretariat.foundation.records.exports import export
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience
from tests import factories

from .conftest import Council, topic_of
from .test_moving import moved

MEMBERS, OFFICERS, PUBLIC = Audience.MEMBERS, Audience.OFFICERS, Audience.PUBLIC


def noted(council: Council, session: Meeting, text: str, audience: Audience | None = None) -> Note:
    """A note of a decision under the topic."""
    item = topic_of(session)
    return meetings.add_note(
        council.secretary, item, text, kind=Note.Kind.DECISION, audience=audience
    )


def decided(council: Council, session: Meeting, text: str) -> Motion:
    """A motion under the topic, put aside."""
    return commands.defer_motion(council.secretary, moved(council, session, text))


def make_public(session: Meeting) -> None:
    Meeting.objects.filter(pk=session.pk).update(state=Meeting.State.APPROVED)


def texts(actor: Actor, council: Council, **wanted: object) -> list[str]:
    """The register as this actor reads it."""
    return [row.text for row in decisions(actor, council.body, DecisionFilter(**wanted))]  # type: ignore[arg-type]


def test_noted_decision_is_a_line_with_its_item_as_source(
    council: Council, session: Meeting
) -> None:
    noted(council, session, "We keep the **old** pier.")
    make_public(session)
    item = topic_of(session)

    (row,) = decisions(PUBLIC_ACTOR, council.body, DecisionFilter())

    assert (row.text, row.outcome, row.kind) == (
        "We keep the old pier.",
        "decided",
        "Without a motion",
    )
    assert row.ref == row.item_ref == f"{session.ref}/{item.number}"
    assert (row.number, row.item_title) == (f"{session.slug}/{item.number}", item.title)
    assert row.on == date(2021, 10, 7)


def test_other_notes_are_no_decisions(council: Council, session: Meeting) -> None:
    meetings.add_note(council.secretary, topic_of(session), "It was long.")
    make_public(session)

    assert texts(PUBLIC_ACTOR, council) == []


def test_noted_decisions_stay_with_the_members_until_the_record_is_public(
    council: Council, session: Meeting
) -> None:
    noted(council, session, "We keep the pier.")
    during = texts(PUBLIC_ACTOR, council), texts(council.member, council)
    make_public(session)

    assert during == ([], ["We keep the pier."])
    assert texts(PUBLIC_ACTOR, council) == ["We keep the pier."]


@pytest.mark.parametrize(
    ("of_note", "of_item", "readers"),
    [
        (PUBLIC, PUBLIC, {"public", "member", "secretary"}),
        (MEMBERS, PUBLIC, {"member", "secretary"}),
        (PUBLIC, MEMBERS, {"member", "secretary"}),
        (MEMBERS, OFFICERS, {"secretary"}),
        (OFFICERS, PUBLIC, {"secretary"}),
    ],
)
def test_noted_decisions_are_for_whom_note_and_item_are(
    council: Council, session: Meeting, of_note: Audience, of_item: Audience, readers: set[str]
) -> None:
    note = noted(council, session, "We keep the pier.", of_note)
    type(note.item).objects.filter(pk=note.item_id).update(audience=of_item)
    make_public(session)

    actors = {"public": PUBLIC_ACTOR, "member": council.member, "secretary": council.secretary}

    assert {who for who, actor in actors.items() if texts(actor, council)} == readers
    assert decision_years(PUBLIC_ACTOR, council.body) == ([2021] if "public" in readers else [])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["To row", "Old pier"]),
        ({"outcome": "decided"}, ["Old pier"]),
        ({"outcome": "deferred"}, ["To row"]),
        ({"kind": "general"}, ["To row"]),
        ({"year": 2021}, ["To row", "Old pier"]),
        ({"year": 2020}, []),
        ({"text": "pier"}, ["Old pier"]),
        ({"as_of": date(2021, 10, 6)}, []),
    ],
)
def test_noted_decisions_are_filtered_and_ordered_with_the_motions(
    council: Council, session: Meeting, wanted: dict[str, object], found: list[str]
) -> None:
    noted(council, session, "Old pier")
    decided(council, session, "To row")
    make_public(session)

    assert texts(PUBLIC_ACTOR, council, **wanted) == found


def test_kinds_of_hidden_motions_are_not_offered(council: Council, session: Meeting) -> None:
    motion = decided(council, session, "To row")
    type(motion.item).objects.update(audience="members")  # type: ignore[union-attr]

    assert kinds_decided(PUBLIC_ACTOR, council.body) == []
    assert [kind for kind, _ in kinds_decided(council.member, council.body)] == ["general"]


def test_noted_decision_is_on_the_pages_and_in_the_files(
    council: Council, session: Meeting
) -> None:
    noted(council, session, "We keep the old pier.")
    make_public(session)
    client = Client()

    pages = [client.get(path).content.decode() for path in ("/tc", "/tc/decisions")]
    table = export(PUBLIC_ACTOR, "tc/decisions", "csv").content.decode().removeprefix("\ufeff")
    plain = json.loads(export(PUBLIC_ACTOR, "tc/decisions", "json").content)

    assert ["We keep the old pier." in page for page in pages] == [True, True]
    assert ["Decided" in page for page in pages] == [True, True]
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["Text"], row["Outcome"]) == ("We keep the old pier.", "decided")
    assert row["Agenda item"].startswith(f"{session.ref}/")
    assert plain["decisions"][0]["text"] == "We keep the old pier."


def test_member_is_told_that_a_decision_is_not_for_everybody(
    council: Council, session: Meeting
) -> None:
    noted(council, session, "We keep the old pier.", MEMBERS)
    client = Client()
    client.force_login(factories.account(council.people["Ben"]))

    page = client.get("/tc/decisions").content.decode()

    assert "We keep the old pier." in page
    assert "Not for everybody" in page


def test_kinds_are_called_as_the_rule_book_calls_them(council: Council, session: Meeting) -> None:
    decided(council, session, "To row")
    book = council.body.rule_books.get()
    book.text = book.text.replace(
        "[decisions.general.", '[decisions.general]\ntitle = "All else"\n[decisions.general.', 1
    )
    book.save()

    assert kinds_decided(council.member, council.body) == [("general", "All else")]
