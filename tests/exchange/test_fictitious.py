"""The fictitious council tells what must not be told of real people, and is marked as invented."""

from __future__ import annotations

import pytest
from django.test import Client

from secretariat.council.meetings.models import Meeting, Presence
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions.models import Motion, Vote
from secretariat.exchange.example.facts import MORNING_OF, facts
from secretariat.exchange.fictitious import fill_fictitious
from secretariat.foundation.people.models import Account, Organization, Person, Seat, Term
from secretariat.foundation.records.exports import export
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests.house.source import modules
from tests.journeys.crawl import Crawl
from tests.journeys.pages import Visitor

BOTH = "Tidelamp Technical Council and Tidelamp Board"
OURS = {"body__slug": "tidelamp"}
pytestmark = pytest.mark.usefixtures("demo")


def motion(number: str) -> Motion:
    body, _, rest = number.partition("/M-2021-")
    return Motion.objects.get(body__slug=body, sequence=int(rest))


def test_start_page_lists_both_and_says_which_is_invented(client: Client) -> None:
    page = client.get("/").content.decode()

    for words in (
        "Technical Advisory Council",
        "Tidelamp Technical Council",
        "Tidelamp Board",
        "Tidelamp Foundation (fictitious)",
    ):
        assert words in page
    assert "Everything here is invented" in client.get("/tidelamp").content.decode()


def test_nobody_of_it_is_in_the_real_council() -> None:
    real = {entry["name"] for entry in facts("people")["people"]}
    members = set(facts("council")["organizations"].values())
    seats = Seat.objects.filter(body__slug__startswith="tidelamp")
    people = Person.objects.filter(terms__seat__in=seats)

    assert not set(people.values_list("name", flat=True)) & real
    assert not set(seats.values_list("label", flat=True)) & members
    assert Seat.objects.filter(**OURS).count() == 9


def test_votes_by_seat_carry_by_one_rule_and_miss_another() -> None:
    carried, lost = motion("tidelamp/M-2021-01"), motion("tidelamp/M-2021-02")

    assert (carried.state, lost.state) == ("carried", "lost")
    assert "needs more than half of all 8 seats, that is 5" in carried.explanation
    assert "needs at least two-thirds of all 8 seats, that is 6" in lost.explanation
    said = dict(carried.votes.values_list("seat__label", "choice"))
    assert said["Fernlight Data"] == Vote.Choice.RECUSED
    assert carried.mover is not None
    assert carried.seconder is not None


def test_minutes_were_approved_as_amended_and_have_an_erratum() -> None:
    minutes = Minutes.objects.get(meeting__slug="2021-08-11", meeting__body__slug="tidelamp")

    text = export(PUBLIC_ACTOR, "tidelamp/2021-08-11/minutes", "md").content.decode()

    assert minutes.is_amended
    assert minutes.corrections.get().state == "taken"
    assert "Approved as amended in the meeting of 2 Sep 2021" in text
    assert "the old format stays readable for one year" in text
    assert "objects to the format" not in text
    assert "Hollowmere abstained; the secretary heard a yes" in text


def test_meetings_were_moved_cancelled_and_held_jointly(client: Client) -> None:
    calendar = client.get("/tidelamp/calendar").content.decode()

    for sentence in (
        "Moved from Wed 1 Sep 2021, 15:00 WEST: harbour day, the office is closed.",
        "Cancelled: five of eight seats are at the same fair.",
        f"Joint meeting of {BOTH}: the map budget of 2022 needs both.",
    ):
        assert sentence in calendar
    assert client.get("/tidelamp/2021-09-01").headers["Location"] == "/tidelamp/2021-09-02"
    joint = Meeting.objects.get(kind="joint")
    decided = joint.motions.order_by("body__slug")
    assert [(row.ref, row.state) for row in decided] == [
        ("tidelamp/M-2021-04", "carried"),
        ("tidelamp-board/M-2021-01", "carried"),
    ]


def test_its_story_ends_before_the_morning_of_the_example() -> None:
    stays = Presence.objects.filter(attendance__meeting__body__slug="tidelamp")
    assert stays.exists()
    assert not stays.filter(left_at__gt=MORNING_OF).exists()
    assert not stays.filter(left_at=None).exists()
    assert not Motion.objects.filter(moved_at__gt=MORNING_OF).exists()
    coming = Meeting.objects.filter(starts_at__gt=MORNING_OF, **OURS)
    assert set(coming.values_list("state", flat=True)) == {"planned", "published"}


def test_it_has_a_few_of_each_record_and_what_hangs_of_them(client: Client) -> None:
    for page, words in (
        ("talks", "Tide tables for machines"),
        ("papers", "The common format for harbour maps"),
        ("glossary", "A depth measured at one place on one day."),
        ("relations", "Bureau of Invented Charts"),
        ("consultations", "Call for comments on harbour lights"),
        ("referrals", "under the name of the foundation?"),
    ):
        assert words in client.get(f"/tidelamp/{page}").content.decode(), page
    secretary = Visitor(Account.objects.get(person__handle="bo-larkspur"))

    hanging = secretary.see("/tidelamp/loose-ends").main

    for words in (
        "Send them the test data was due on 30 Sep 2021",
        "answered, not noted yet",
        "Foghorns in stereo",
        "Minutes of 2 Sep 2021",
    ):
        assert words in hanging


def test_filling_twice_is_refused() -> None:
    before = Organization.objects.count(), Term.objects.count()

    with pytest.raises(Refused) as refused:
        fill_fictitious()

    assert refused.value.code == "already_filled"
    assert (Organization.objects.count(), Term.objects.count()) == before


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["", "bo-larkspur", "greta-holmvik"])
def test_every_kind_of_page_of_it_works(who: str) -> None:
    visitor = Visitor(Account.objects.get(person__handle=who)) if who else Visitor()

    crawl = Crawl(visitor, most_of_a_kind=3).run("/tidelamp", "/tidelamp-board")

    assert crawl.broken == {}
    assert sum(path.startswith("/tidelamp") for path in crawl.pages) > 30


def test_only_the_demo_puts_it_into_a_record() -> None:
    callers = {
        module.path
        for module in modules()
        if "exchange.fictitious" in module.text and "exchange/fictitious/" not in module.path
    }

    assert callers == {"faces/cli/demo.py"}
