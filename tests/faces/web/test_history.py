"""Who did what when: in words, for members, and no more than each may see."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes.models import Minutes
from secretariat.council.projects.commands import add_project
from secretariat.faces.web.ref_words import ref_words, titled_ref
from secretariat.faces.web.trail_words import deed, label, value_words
from secretariat.foundation.outbox.commands import (
    Letter,
    answer_sending,
    send_to_people,
)
from secretariat.foundation.outbox.models import Receipt
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.records.commands import act
from secretariat.rules.visibility import Audience
from tests.council.meetings.conftest import Council, item_of
from tests.faces.web.conftest import SignIn, page, words


def history(client: Client, ref: str = "") -> str:
    return words(page(client, f"/tc/history?ref={ref}")).partition("Who What Changed")[2]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("meetings.call_to_order", "called the meeting to order"),
        ("meetings.move_item", "moved the item"),
        ("actions.reopen_action", "reopened the action"),
        ("actions.split_action", "split the action"),
        ("people.appoint", "appointed"),
        ("people.begin_office", "began the office"),
        ("people.set_logo", "set the logo"),
        ("projects.describe_project", "described the project"),
        ("reports.deny_request", "denied the request"),
        ("reports.delay", "delayed"),
    ],
)
def test_command_is_told_as_a_deed(command: str, said: str) -> None:
    assert deed(command) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "yes"),
        (None, ""),
        ("", ""),
        (0, "0"),
        ("2021-10-07", "7 Oct 2021"),
        ("2021-10-07 14:05:00+00:00", "7 Oct 2021, 07:05 PDT"),
        ("2021-99-99", "2021-99-99"),
        ("2021-10-07/4", "2021-10-07/4"),
        (["tc/2021-10-07", "tc/A-17"], "meeting of 7 Oct 2021, A-17"),
        ("in_progress", "in progress"),
        (["Ada", "Ben", ""], "Ada, Ben"),
        ({"yes": 5, "no": 0, "is_final": True}, "Yes: 5; No: 0; Final: yes"),
        ("Plain {words}: [kept]", "Plain {words}: [kept]"),
    ],
)
def test_value_is_told_in_words(value: object, said: str) -> None:
    assert value_words(value, "America/Los_Angeles") == said


@pytest.mark.parametrize(
    ("key", "said"),
    [("called_at", "Called"), ("from_on", "From"), ("is_operator", "Operator"), ("text", "Text")],
)
def test_name_of_a_value_is_told_in_words(key: str, said: str) -> None:
    assert label(key) == said


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("tc", "the body"),
        ("tc/2021-10-07", "meeting of 7 Oct 2021"),
        ("tc/2021-10-07-2", "meeting of 7 Oct 2021 (2)"),
        ("tc/2021-10-07/4", "item 4 of 7 Oct 2021"),
        ("tc/2021-10-07/harbour-map", "“Harbour map” of 7 Oct 2021"),
        ("tc/2021-10-07/minutes", "minutes of 7 Oct 2021"),
        ("tc/2021-99-07", "meeting of 2021-99-07"),
        ("tc/A-17", "A-17"),
        ("tc/M-2021-31", "M-2021-31"),
        ("tc/projects/reef-kit", "project “reef kit”"),
        ("tc/reports/2021-09-29", "report of 29 Sep 2021"),
        ("tc/talks/tides-and-harbours", "talk “tides and harbours”"),
        ("tc/members/elm", "seat “elm”"),
        ("tc/members", "the members"),
        ("tc/reports/2021-09-29/our-projects", "report of 29 Sep 2021, “our projects”"),
        ("tc/notices/values", "notice “values”"),
        ("people/ada-quill", "ada quill"),
    ],
)
def test_reference_is_told_in_words(ref: str, said: str) -> None:
    assert ref_words(ref) == said


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("tc/projects/reef-kit", "project “REEF Kit”"),
        ("tc/projects/reef-kit/board-approved", "project “REEF Kit”, board approved"),
        ("tc/papers/reef-kit/v2", "paper “REEF Kit”, v2"),
    ],
)
def test_reference_is_told_by_the_title_of_its_thing(ref: str, said: str) -> None:
    assert titled_ref(ref) == ref[: ref.index("reef-kit")] + "reef-kit"
    assert ref_words(ref, "REEF Kit") == said


@pytest.mark.parametrize(
    "ref",
    [
        "tc",
        "tc/A-17",
        "tc/2021-10-07/4",
        "tc/members/elm",
        "tc/talks",
        "tc/reports/2021-09-29/our-projects",
        "people/ada-quill",
    ],
)
def test_what_has_a_day_or_a_number_is_not_told_by_a_title(ref: str) -> None:
    assert titled_ref(ref) == ""


def test_history_names_a_project_as_it_is_written(signed_in: SignIn, council: Council) -> None:
    add_project(council.secretary, council.body, name="REEF Kit")

    assert "project “REEF Kit”" in history(signed_in("Cyd"))


def test_public_is_refused_and_asked_to_sign_in(client: Client, council: Council) -> None:
    html = page(client, "/tc/history", 403)

    assert "This is for the members and staff of the body only." in html


def test_act_is_told_with_what_was_before_and_after(
    signed_in: SignIn, council: Council, meeting: Meeting
) -> None:
    with act(council.chair, "people.edit_body", "tc", body_slug="tc", summary="By request") as this:
        this.was(mission="Old", is_open=False, zone="UTC")
        this.now_is(mission="New", is_open=True, zone="UTC")

    told = history(signed_in("Ben"))
    assert "Ada Quill edited the body: the body “By request” " in told
    assert " Mission Old → now New " in told
    assert " Open no → now yes " in told
    assert "Zone" not in told


def test_act_that_tells_itself_is_told_in_its_own_sentence(
    signed_in: SignIn, council: Council, meeting: Meeting
) -> None:
    with act(council.chair, "people.add_seat", "tc/members/elm", body_slug="tc") as this:
        this.says("Elm is a seat of the Technical Council.")

    ben = signed_in("Ben")
    told, home = history(ben), words(page(ben, "/tc"))

    assert "Ada Quill Elm is a seat of the Technical Council. " in told
    assert "“Elm" not in told
    assert "Elm is a seat of the Technical Council. Ada Quill" in home


def test_page_holds_no_data_of_the_program(
    signed_in: SignIn, council: Council, released: Minutes
) -> None:
    table = page(signed_in("Sam"), "/tc/history").partition("<tbody>")[2]

    assert "{" not in table
    assert "[" not in table
    assert "None" not in words(table)


def test_history_is_newest_first_and_links_to_what_it_is_about(
    signed_in: SignIn, council: Council, session: Meeting
) -> None:
    html = page(signed_in("Sam"), "/tc/history")

    called, published = (html.index(each) for each in ("called the meeting", "published the ag"))
    assert called < published
    assert '<a href="/tc/2021-10-07">meeting of 7 Oct 2021</a>' in html


@pytest.mark.parametrize("before", ["", "tc/", "/tc/"])
def test_history_of_one_thing_leaves_the_others_out(
    signed_in: SignIn, council: Council, agenda: Meeting, before: str
) -> None:
    told = history(signed_in("Sam"), f"{before}2021-10-07/harbour-map")

    assert "added the item: “Harbour map” of 7 Oct 2021" in told
    assert "planned the" not in told


def test_history_of_nothing_says_how_references_are_written(
    signed_in: SignIn, council: Council
) -> None:
    html = page(signed_in("Sam"), "/tc/history?ref=%22%3E%3Cscript%3E")

    assert "Nothing recorded about this reference" in html
    assert "<script>" not in html.partition("<main")[2]


def test_what_officers_keep_for_themselves_is_told_to_them_only(
    signed_in: SignIn, council: Council, agenda: Meeting
) -> None:
    secret = meetings.NewItem(title="Choice of a lawyer", audience=Audience.OFFICERS)
    meetings.add_item(council.secretary, agenda, secret)
    meetings.publish_agenda(council.secretary, agenda)

    assert "lawyer" in history(signed_in("Sam"))
    assert "lawyer" not in history(signed_in("Ben"))


def test_item_that_is_gone_is_told_to_officers_only(
    signed_in: SignIn, council: Council, agenda: Meeting
) -> None:
    meetings.remove_item(council.secretary, item_of(agenda, "harbour-map"), reason="Twice.")

    assert "Harbour map" in history(signed_in("Sam"))
    assert "Harbour map" not in history(signed_in("Ben"))


def test_number_of_an_item_is_known_as_well_as_its_name(
    signed_in: SignIn, council: Council, session: Meeting
) -> None:
    meetings.open_item(council.secretary, item_of(session, "harbour-map"))

    assert "opened the item 2 of 7 Oct 2021" in history(signed_in("Ben"))


def test_answers_to_letters_are_told_to_officers_only(signed_in: SignIn, council: Council) -> None:
    letter = Letter("tc/2021-10-07", "tc", "agenda", "Agenda", "Please read.", Asks.NOTHING)
    send_to_people(
        council.secretary, letter, [Recipient("Cyd Vale", "cyd@example.org", "cyd-vale")]
    )
    answer_sending(Receipt.objects.get(), answer="not_coming", note="A family matter.")

    assert "A family matter." in history(signed_in("Sam"))
    told = history(signed_in("Ben"))
    assert "sent a letter" in told
    assert "answered" not in told


def test_long_history_is_turned_in_pages(signed_in: SignIn, council: Council) -> None:
    for number in range(60):
        with act(council.chair, "people.edit_body", "tc", body_slug="tc") as this:
            this.now_is(mission=f"Mission {number}.")

    ben = signed_in("Ben")
    first, second = (words(page(ben, f"/tc/history?page={n}&ref=tc")) for n in (1, 2))

    assert "Mission 59." in first
    assert "Page 1 of 2" in first
    assert "Mission 9." in second
    assert 'href="?ref=tc&amp;page=2"' in page(ben, "/tc/history?ref=tc")


def test_page_takes_as_many_queries_for_three_lines_as_for_one(
    signed_in: SignIn, council: Council
) -> None:
    ben, counts = signed_in("Ben"), []
    for number in (1, 2):
        for _ in range(number):
            with act(council.chair, "people.edit_body", "tc", body_slug="tc"):
                pass
        with CaptureQueriesContext(connection) as captured:
            page(ben, "/tc/history")
        counts.append(len(captured))

    assert counts[0] == counts[1]
