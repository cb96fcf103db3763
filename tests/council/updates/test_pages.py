"""Pages of updates: who sees what, the link in a letter, two who write at once, files."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from secretariat.council.meetings.models import Meeting
from secretariat.council.updates import commands
from secretariat.council.updates.models import StandingUpdate
from secretariat.foundation.people.models import Person
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories
from tests.council.meetings.conftest import Council, minute
from tests.journeys.pages import Visitor

from .conftest import TEXT, kept, mails, token_in

OLGA = factories.actor(Role.CHAIR, "olga-horn", "outreach")


@pytest.fixture
def secretary(council: Council) -> Visitor:
    return Visitor(factories.account(council.people["Sam"]))


def test_secretary_says_who_owes_and_asks_with_one_click(
    council: Council, meeting: Meeting, owed: StandingUpdate, secretary: Visitor
) -> None:
    page = secretary.see("/tc/updates/new")
    secretary.done(page, "It owes updates", name="Kernel SIG", address="kernel@example.org")
    page = secretary.see("/tc/updates")
    assert "2 owed to the next meeting, 2 not asked for" in page.main

    page = secretary.done(page, "Ask for 2 now")

    assert [to for to, _, _ in mails()] == ["olga@example.org", "kernel@example.org"]
    assert "2 letters sent" in page.words


def test_stranger_answers_by_the_link_without_an_account(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    commands.ask_for_update(council.secretary, owed, meeting)
    address = f"/tc/updates/answer/{token_in(mails()[0][2])}"
    olga = Visitor()
    page = olga.done(olga.see(address), "Keep as a draft", text="Zebra")
    assert "The draft is kept" in page.words
    for path in ("/tc/updates", f"/{owed.ref}/{meeting.slug}", f"/{meeting.ref}", "/tc/updates.md"):
        assert "Zebra" not in Visitor().see(path).text, path

    page = olga.done(olga.see(address), "Send it", text=TEXT)

    assert "Tides in May" in page.main
    assert "Tides in May" in Visitor().see(f"/{owed.ref}/{meeting.slug}").main
    assert kept(owed, meeting).texts.get().by == "Olga Horn"


def test_opening_the_link_changes_nothing_and_a_cut_one_says_so(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    commands.ask_for_update(council.secretary, owed, meeting)
    token = token_in(mails()[0][2])
    before = kept(owed, meeting).revision
    Visitor().see(f"/tc/updates/answer/{token}")

    assert kept(owed, meeting).revision == before
    page = Visitor().see(f"/tc/updates/answer/{token[:-3]}", status=404)
    assert "This link is not valid" in page.words


def test_reader_of_the_letter_says_that_there_is_none(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    commands.ask_for_update(council.secretary, owed, meeting)
    olga = Visitor()
    page = olga.see(f"/tc/updates/answer/{token_in(mails()[0][2])}")

    olga.done(page, "Say so", reason="Nothing new")

    row = kept(owed, meeting)
    assert (row.excused_reason, row.excused_by) == ("Nothing new", "Olga Horn")


def test_empty_and_late_texts_come_back_with_what_was_typed(
    council: Council, agenda: Meeting, owed: StandingUpdate
) -> None:
    commands.ask_for_update(council.secretary, owed, agenda)
    address = f"/tc/updates/answer/{token_in(mails()[0][2])}"
    olga = Visitor()
    page = olga.send(olga.see(address), "Send it", text="   ")
    assert (page.status, "Write a few lines" in page.main) == (422, True)
    page = olga.send(olga.see(address), "Send it", text="Zebra" * 1500)
    assert (page.status, "ZebraZebra" in page.text) == (409, True)


def test_two_who_write_at_once_are_shown_both(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    commands.ask_for_update(council.secretary, owed, meeting)
    address = f"/tc/updates/answer/{token_in(mails()[0][2])}"
    first, second = Visitor(), Visitor()
    mine, yours = first.see(address), second.see(address)
    first.done(mine, "Send it", text="First words")

    page = second.send(yours, "Send it", text="Second words")

    assert page.status == 409
    assert "First words" in page.text
    assert "Second words" in page.text
    assert kept(owed, meeting).texts.count() == 1


def test_draft_that_met_another_text_stays_a_draft(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    commands.ask_for_update(council.secretary, owed, meeting)
    address = f"/tc/updates/answer/{token_in(mails()[0][2])}"
    first, second = Visitor(), Visitor()
    mine, yours = first.see(address), second.see(address)
    first.done(mine, "Send it", text="First words")
    clash = second.send(yours, "Keep as a draft", text="Second words")

    second.done(clash, "Save what stands")

    row = kept(owed, meeting)
    assert row.texts.count() == 1
    assert row.draft.splitlines() == ["First words", "Second words"]


def test_nobody_else_learns_a_draft_by_sending_a_form(
    council: Council, meeting: Meeting, owed: StandingUpdate, secretary: Visitor
) -> None:
    commands.keep_draft(OLGA, owed, meeting, text="Zebra", seen=1)
    address = f"/{owed.ref}/{meeting.slug}"
    assert "Zebra" not in secretary.see(address).text

    page = secretary.post(address, {"text": "x", "seen": "1", "started": "forged", "send": "yes"})

    assert page.status == 403
    assert "Zebra" not in page.text


def test_officer_of_the_body_sees_the_draft_and_sends_it(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    olga = Visitor(factories.account(Person.objects.get(handle="olga-horn")))
    commands.keep_draft(OLGA, owed, meeting, text="Zebra", seen=1)
    page = olga.see(f"/{owed.ref}/{meeting.slug}")
    assert "Zebra" in page.text

    olga.done(page, "Send it")

    assert kept(owed, meeting).texts.get().text == "Zebra"


def test_officer_of_the_body_says_that_there_is_none(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    olga = Visitor(factories.account(Person.objects.get(handle="olga-horn")))
    here = f"/{owed.ref}/{meeting.slug}"

    page = olga.done(olga.see(here), "Say so", reason="Holidays")

    assert "Holidays" in page.main
    assert kept(owed, meeting).excused_by == "Olga Horn"


def test_secretary_takes_down_excuses_and_ends(
    council: Council, meeting: Meeting, owed: StandingUpdate, secretary: Visitor
) -> None:
    address = f"/{owed.ref}/{meeting.slug}"
    secretary.done(secretary.see(address), "Excuse it", at="/excuse", reason="Ill")
    secretary.done(secretary.see(address), "It is owed again")
    page = secretary.done(
        secretary.see(address), "Take it down", text=TEXT, by="Olga Horn", how="by mail"
    )
    assert "by mail; taken down by Sam Clerk" in page.main
    page = secretary.done(secretary.see(f"/{owed.ref}"), "End it today", reason="Dissolved")
    assert "Dissolved" in page.main


def test_addresses_of_who_is_asked_are_not_public(
    council: Council, meeting: Meeting, secretary: Visitor
) -> None:
    fields = commands.StandingFields(name="Kernel SIG", address="kernel@example.org")
    row = commands.owe_updates(council.secretary, council.body, fields)
    commands.ask_for_update(council.secretary, row, meeting)

    for path in ("/tc/updates", f"/{row.ref}", f"/{row.ref}/{meeting.slug}", "/tc/updates.json"):
        assert "kernel@example.org" not in Visitor().see(path).text, path
    assert "kernel@example.org" in secretary.see(f"/{row.ref}").text


def test_files_say_who_was_silent(council: Council, meeting: Meeting, owed: StandingUpdate) -> None:
    with clock.fixed(minute(-3 * 24 * 60)):
        commands.ask_for_update(council.secretary, owed, meeting)

    listed = json.loads(export(PUBLIC_ACTOR, "tc/updates", "json").content)

    (row,) = listed["updates"]
    assert (row["from"], row["state"], row["due_on"]) == (
        "Outreach Committee", "silent", "2021-10-06",
    )  # fmt: skip
    assert "silent" in export(PUBLIC_ACTOR, "tc/updates", "csv").content.decode()


def test_lists_ask_as_often_for_one_as_for_three(
    council: Council, meeting: Meeting, owed: StandingUpdate, secretary: Visitor,
    django_assert_max_num_queries: object,
) -> None:  # fmt: skip
    for name in ("Kernel SIG", "Tide SIG"):
        fields = commands.StandingFields(name=name, address="sig@example.org")
        row = commands.owe_updates(council.secretary, council.body, fields)
        commands.take_down_update(council.secretary, row, meeting, text=TEXT, by=name)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        secretary.see("/tc/updates")


def test_who_owes_nothing_is_told_what_this_is(council: Council) -> None:
    assert "Nobody owes an update" in Client().get("/tc/updates").content.decode()
