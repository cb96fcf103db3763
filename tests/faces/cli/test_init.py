"""`init`: a council of one's own from answers or a file, checked first, made whole or not at "
"all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.test import Client

from secretariat.council.meetings.commands import accept_proposals, call_to_order, read_notices
from secretariat.council.meetings.models import Meeting, Series
from secretariat.faces.cli.founding import checks
from secretariat.faces.cli.founding.dialogue import Dialogue, initials, kind_of, talk
from secretariat.faces.cli.founding.toml_file import read_plan
from secretariat.faces.cli.founding.work import found
from secretariat.foundation.people import queries
from secretariat.foundation.people.models import Account, Body, Organization, Person
from secretariat.foundation.people.queries import actor_for
from secretariat.foundation.people.snapshots import rule_book_on
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.rulebook_words import default_rule_book_text
from secretariat.rules.visibility import system_actor
from tests.faces.cli.conftest import Run

TERMINAL = system_actor("command line")
DAY = date(2026, 1, 5)
EXAMPLE_WORDS = re.compile(
    r"confidential|\bCCC\b|\bTAC\b|linux foundation|gramine|enarx|red hat|intel\b|\bmentors?\b",
    re.IGNORECASE,
)
PLAN = """\
[organization]
name = "Open Harbour Foundation"

[body]
name = "Technical Council"
zone = "europe/berlin"
mission = "Keep the harbour open."
list_address = "tc@example.org"

[roster]
file = "roster.csv"

[chair]
name = "Ada Quill"
address = "ada@example.org"

[secretary]
name = "Ben Tarn"
organization = "Open Harbour Foundation"

[rules]
file = "rules.toml"

[series]
first = "Thursday"
from = 16:30:00
to = "18:00"
every_weeks = 2

[notices]
values = "We keep the harbour open."
antitrust = "antitrust.md"
code_of_conduct = "https://example.org/conduct"

[look]
accent = "#114e86"
logo = "mark.png"
"""
ROSTER = "seat,representative,alternates\nLighthouse,Ada Quill,Cyd Moss\nMooring,vacant,\n"


@pytest.fixture(autouse=True)
def _fifth_of_january() -> Iterator[None]:
    with clock.fixed(datetime(2026, 1, 5, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The file of a whole council with everything it names."""
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "rules.toml").write_text(default_rule_book_text("TC"), encoding="utf-8")
    (tmp_path / "antitrust.md").write_text("Nobody speaks of **prices**.\n", encoding="utf-8")
    (tmp_path / "mark.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    (tmp_path / "council.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path / "council.toml"


def scripted(*answers: str) -> tuple[Dialogue, list[str]]:
    """A dialogue that gives these answers, and what it said."""
    left, said = list(answers), list[str]()

    def ask(question: str) -> str:
        said.append(question)
        return left.pop(0)

    return Dialogue(ask, said.append), said


@pytest.mark.django_db
def test_file_makes_a_whole_council(plan: Path) -> None:
    founded = found(TERMINAL, read_plan(plan, DAY))

    body = Body.objects.get()
    assert (body.slug, body.short_name, body.zone) == ("tc", "TC", "Europe/Berlin")
    assert (body.host.name, body.list_address) == ("Open Harbour Foundation", "tc@example.org")
    assert [seat.label for seat in queries.seats_of(body)] == ["Lighthouse", "Mooring"]
    assert [p.name for p in queries.holders_of(body, "chair", DAY)] == ["Ada Quill"]
    assert [p.name for p in queries.holders_of(body, "secretary", DAY)] == ["Ben Tarn"]
    assert Person.objects.filter(name="Ada Quill").count() == 1
    assert founded.account == Account.objects.get(email="ada@example.org")
    assert rule_book_on(body, DAY).body == "TC"
    series = Series.objects.get()
    assert (series.starts_on, series.start_time, series.every_weeks) == (
        date(2026, 1, 8), time(16, 30), 2,
    )  # fmt: skip
    assert Meeting.objects.count() == 7
    assert (body.accent, body.logo is not None) == ("#114e86", True)
    assert founded.made == [
        "Technical Council of Open Harbour Foundation, at /tc",
        "2 seats",
        "Ada Quill as chair",
        "Ben Tarn as secretary",
        "a rule book",
        "meetings every second Thursday, 16:30 to 18:00 (Europe/Berlin), 7 of them planned",
        "3 notices: Values, Antitrust notice and Code of conduct",
        "a logo",
    ]


@pytest.mark.django_db
def test_notices_of_the_file_open_every_meeting_and_the_code_is_kept_to_be_read(plan: Path) -> None:
    founded = found(TERMINAL, read_plan(plan, DAY))
    assert founded.account is not None
    chair = actor_for(founded.account)

    meeting = Meeting.objects.get(slug="2026-01-08")
    accept_proposals(chair, meeting)
    deck = export(chair, "tc/2026-01-08/deck", "md").content.decode()

    places = [
        deck.index(words)
        for words in (
            "We keep the harbour open.",
            "Nobody speaks of **prices**.",
        )
    ]
    assert places == sorted(places)
    assert "Recording" not in deck
    assert "code of conduct" not in deck
    kept = export(chair, "tc/notices", "md").content.decode()
    assert "https://example.org/conduct" in kept
    with clock.fixed(datetime(2026, 1, 8, 15, 30, tzinfo=UTC)):
        called = call_to_order(chair, meeting)
        titles = [reading.notice.title for reading in read_notices(chair, called)]
    assert titles == ["Values", "Antitrust notice"]


@pytest.mark.django_db
def test_smallest_file_is_an_organization_a_name_and_a_zone(tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(
        '[organization]\nname = "Harbour"\n[body]\nname = "Board of Pilots"\nzone = "UTC"\n'
    )
    founded = found(TERMINAL, read_plan(file, DAY))
    assert (founded.body.slug, founded.body.short_name) == ("bp", "BP")
    assert founded.made[1:] == ["no seats yet", "a neutral rule book, to be replaced"]
    assert founded.account is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ('name = "Technical Council"', 'name = ""', "“body.name” is missing. Add it under [body]"),
        ("europe/berlin", "berlin", "Did you mean Europe/Berlin?"),
        ("[roster]", "[rooster]", "“rooster” is not a table of this file"),
        ("mission =", "misson =", "“body.misson” is not known"),
        ('"Thursday"', '"Oct 2026"', "“series.first”: “Oct 2026” is not a day"),
        ("16:30:00", '"25:00"', "“series.from”: “25:00” is not a time"),
        ("every_weeks = 2", 'holidays = "mars"', "“series.holidays”: There is no holiday calendar"),
        ("every_weeks = 2", "every_weeks = 0", "“0” is not a number of weeks"),
        ('"ada@example.org"', '"ada"', "“chair.address”: “ada” is not a mail address"),
        ('"roster.csv"', '"none.csv"', "No such file"),
        ('"rules.toml"', '"roster.csv"', "“rules.file”: The rule book is not valid TOML"),
        ('"mark.png"', '"rules.toml"', "“look.logo”"),
        ('"antitrust.md"', '"none.md"', "“notices.antitrust”: "),
        ("values =", "virtues =", "“notices.virtues” is not known"),
        ("[look]", "[look", "cannot be read as TOML"),
        ("every_weeks = 2", "every_weeks = true", "must be text in quotes"),
    ],
)
def test_file_with_a_mistake_is_refused_with_its_place(
    plan: Path, was: str, becomes: str, words: str
) -> None:
    plan.write_text(PLAN.replace(was, becomes), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_plan(plan, DAY)
    assert words in refused.value.message
    assert not Body.objects.exists()


@pytest.mark.django_db
def test_roster_with_wrong_lines_names_them(plan: Path) -> None:
    plan.with_name("roster.csv").write_text("seat,representative,to\nA,,soon\n,B,\n")
    with pytest.raises(Refused) as refused:
        read_plan(plan, DAY)
    assert "line 2: “soon” in the column to is not a day" in refused.value.message
    assert "line 3: " in refused.value.message


@pytest.mark.django_db
def test_council_that_cannot_be_made_leaves_nothing_behind(plan: Path) -> None:
    plan.write_text(PLAN.replace('to = "18:00"', 'to = "16:00"'), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        found(TERMINAL, read_plan(plan, DAY))
    assert refused.value.code == "malformed_series"
    for rows in (Body, Organization, Person, Account, Entry):
        assert not rows.objects.exists()


@pytest.mark.django_db
def test_dialogue_asks_again_and_says_why() -> None:
    dialogue, said = scripted(
        "", "Open Harbour Foundation", "", "", "Setup", "setup", "tc", "Berlin", "Europe/Berlin",
        "Lighthouse; lighthouse", "Lighthouse; Mooring", "Ada Quill", "Lighthouse", "ada", "",
        "", "none.toml", "", "soon", "2026-01-07", "often", "", "4 pm", "15:00", "17:30",
        "mars", "US, de",
        "", "none.md", "Nobody speaks of prices.", "", "", "",
    )  # fmt: skip

    plan = talk(dialogue, DAY)

    assert (plan.organization, plan.slug, plan.facts.name) == (
        "Open Harbour Foundation", "tc", "Technical Council",
    )  # fmt: skip
    assert plan.facts.short_name == "TC"
    assert plan.seats == ("Lighthouse", "Mooring")
    assert plan.chair is not None
    assert (plan.chair.name, plan.chair.address, plan.secretary) == ("Ada Quill", "", None)
    assert plan.series is not None
    assert (plan.series.starts_on, plan.series.every_weeks) == (date(2026, 1, 7), 2)
    assert (plan.series.start_time, plan.series.end_time) == (time(16), time(17, 30))
    assert plan.series.holidays == "us, de"
    assert plan.notices == {"antitrust": "Nobody speaks of prices."}
    told = "\n".join(said)
    for words in (
        "is empty. Fill it in",
        "is taken, by another body or by a page",
        "Did you mean Europe/Berlin?",
        "“Lighthouse” stands there twice",
        "“ada” is not a mail address",
        "No such file",
        "“soon” is not a day",
        "“often” is not a number of weeks",
        "It begins at 16:00. Write a later time.",
        "There is no holiday calendar “mars”.",
    ):
        assert words in told


@pytest.mark.django_db
def test_meeting_on_a_holiday_is_named_when_the_council_is_made(plan: Path) -> None:
    text = PLAN.replace("every_weeks = 2", 'every_weeks = 1\nholidays = "DE us"')
    text = text.replace('"Thursday"', "2026-03-27")
    plan.write_text(text, encoding="utf-8")

    founded = found(TERMINAL, read_plan(plan, DAY))

    assert Series.objects.get().holidays == "de, us"
    assert founded.remarks == ["The meeting of 3 Apr 2026: This day is Good Friday in Germany."]


@pytest.mark.django_db
def test_dialogue_with_only_what_it_needs_proposes_the_rest() -> None:
    dialogue, _ = scripted("Open Harbour Foundation", *[""] * 15)
    founded = found(TERMINAL, talk(dialogue, DAY))
    assert (founded.body.name, founded.body.slug) == ("Technical Council", "tc")
    assert not Series.objects.exists()


@pytest.mark.django_db
def test_no_page_of_a_new_council_shows_a_word_of_the_example(plan: Path, client: Client) -> None:
    founded = found(TERMINAL, read_plan(plan, DAY))
    assert founded.account is not None
    client.force_login(founded.account)
    for path in ("/tc", "/tc/members", "/tc/rules", "/tc/settings", "/tc/settings/rules",
                 "/tc/calendar", "/me", "/tc/settings/roster", "/people/ada-quill",
                 "/tc/settings/about", "/tc/settings/look", "/tc/settings/notices",
                 "/tc/actions", "/tc/projects", "/tc/projects/columns", "/tc/minutes",
                 "/tc/decisions", "/tc/search", "/tc/series/new"):  # fmt: skip
        page = client.get(path)
        assert page.status_code == 200, path
        assert EXAMPLE_WORDS.findall(page.content.decode()) == [], path
        assert "2021" not in page.content.decode(), path
    assert "Region and city, as Europe/Berlin." in page.content.decode()
    assert "19 Jan 2026, or words." in client.get("/tc/actions").content.decode()


@pytest.mark.parametrize(
    ("typed", "day"),
    [("thu", date(2026, 1, 8)), ("Mondays", DAY), ("Sunday", date(2026, 1, 11)),
     ("8 Jan 2026", date(2026, 1, 8)), ("2026-02-01", date(2026, 2, 1))],
)  # fmt: skip
def test_first_day_is_the_next_such_weekday_or_the_day_itself(typed: str, day: date) -> None:
    assert checks.first_day(typed, DAY) == day


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("7", time(7)), ("19:00", time(19)), ("7 pm", time(19)), ("12 am", time(0)),
     ("12:30pm", time(12, 30)), ("9.15", time(9, 15))],
)  # fmt: skip
def test_clock_time_is_read_as_people_write_it(typed: str, meant: time) -> None:
    assert checks.clock_time(typed) == meant


@pytest.mark.parametrize("typed", ["24:00", "7:60", "noon", "", "13 pm"])
def test_clock_time_refuses_what_is_none(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        checks.clock_time(typed)
    assert refused.value.code == "malformed_time"


def test_initials_are_proposed_as_the_short_name() -> None:
    assert initials("Technical Council of Pilots") == "TCP"
    assert initials("pilots") == "pilots"


@pytest.mark.slow
def test_init_runs_as_a_command(run: Run, plan: Path) -> None:
    done = run("init", "--from", str(plan), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["made"][0] == "Technical Council of Open Harbour Foundation, at /tc"
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/sign-in/[\w-]{40,}", told["sign_in"])

    again = run("init", "--from", str(plan))
    assert again.returncode == 1
    assert "“tc” is taken" in again.stderr


@pytest.mark.slow
def test_init_without_answers_sets_up_nothing(run: Run) -> None:
    done = run("init")
    assert done.returncode == 1
    assert "Nothing has been set up" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Safety Board", "board"), ("Moss committee", "committee"), ("Boarding Council", "council")],
)
def test_kind_of_a_body_follows_its_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind
