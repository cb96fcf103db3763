"""Two organizations merge: a second vote for one member never comes about without a word."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from secretariat.foundation.people import commands, queries
from secretariat.foundation.people.commands import SeatsOutcome
from secretariat.foundation.people.models import (
    Affiliation,
    Body,
    Organization,
    Person,
    SeatHolding,
)
from secretariat.foundation.people.snapshots import roster_on
from secretariat.foundation.records.exports import export
from secretariat.foundation.records.models import Entry
from secretariat.rules.visibility import Role
from tests import factories as make
from tests.foundation.people.conftest import refusal

pytestmark = pytest.mark.django_db
CHAIR = make.actor(Role.CHAIR)
DAY = date(2021, 10, 7)
EVE = DAY - timedelta(days=1)
ONE_EACH = make.RULES + '\n[seats]\none_seat_per_member = true\nsource = "Charter, section 2"\n'
ONE, ALL = SeatsOutcome(stays="large"), SeatsOutcome(reason="The board agreed on 1 Oct")


@pytest.fixture
def body() -> Body:
    made = make.body(rules=ONE_EACH)
    small, large = make.organization("Small"), make.organization("Large")
    for one, head, deputy in ((small, "Ben Tarn", "Eve Lund"), (large, "Cyd Moss", "Dim Holt")):
        seat = commands.add_seat(CHAIR, made, [one])
        commands.begin_representative(CHAIR, seat, make.person(head, of=one))
        commands.begin_alternate(CHAIR, seat, make.person(deputy, of=one))
    return made


def merge(outcomes: dict[str, SeatsOutcome] | None = None, on: date = DAY) -> None:
    small, large = (Organization.objects.get(slug=slug) for slug in ("small", "large"))
    commands.merge_organization(
        CHAIR, small, into=large, on=on, seen=small.revision, outcomes=outcomes
    )


def roster_words(body: Body, day: date) -> list[tuple[str, str, str]]:
    """Label, holders and people of each seat."""
    return [
        (seat.label, "/".join(seat.organizations), ", ".join(p.name for p in seat.people))
        for seat in roster_on(body, day).seats
    ]


BEFORE = [("Large", "Large", "Cyd Moss, Dim Holt"), ("Small", "Small", "Ben Tarn, Eve Lund")]


def test_merger_asks_what_becomes_of_two_seats_in_one_body(body: Body) -> None:
    refused = refusal(merge)

    assert (refused.code, refused.details["field"]) == ("seats_undecided", "stays-tc")
    assert "Both hold a seat in Technical Council: Large and Small" in refused.message
    assert roster_words(body, DAY) == BEFORE


def test_one_seat_ends_with_the_merger_and_earlier_rosters_stay(body: Body) -> None:
    merge({"tc": ONE})

    assert roster_words(body, EVE) == BEFORE
    assert roster_words(body, DAY) == [("Large", "Large", "Cyd Moss, Dim Holt")]
    assert queries.organization_of(Person.objects.get(name="Ben Tarn"), DAY) == "Large"


def test_the_seat_of_the_one_that_goes_over_may_be_the_one_that_stays(body: Body) -> None:
    merge({"tc": SeatsOutcome(stays="small")})

    assert roster_words(body, EVE) == BEFORE
    assert roster_words(body, DAY) == [("Large", "Large", "Ben Tarn, Eve Lund")]


def test_both_seats_go_on_with_a_reason_and_are_told_apart(body: Body) -> None:
    merge({"tc": ALL})

    assert roster_words(body, EVE) == BEFORE
    assert roster_words(body, DAY) == [
        ("Large", "Large", "Cyd Moss, Dim Holt"),
        ("Small", "Large", "Ben Tarn, Eve Lund"),
    ]


def test_both_seats_need_a_reason_where_a_member_holds_one(body: Body) -> None:
    refused = refusal(merge, {"tc": SeatsOutcome()})

    assert (refused.code, refused.details["field"]) == ("missing", "reason-tc")
    assert "A member organization holds one seat." in refused.message
    assert "(Charter, section 2)" in refused.message


def test_both_seats_need_no_reason_where_the_rules_do_not_say_so(body: Body) -> None:
    body.rule_books.update(text=make.RULES)

    merge({"tc": SeatsOutcome()})

    assert len(roster_on(body, DAY).seats) == 2


def test_a_seat_of_another_body_is_not_chosen(body: Body) -> None:
    assert refusal(merge, {"tc": SeatsOutcome(stays="mooring")}).code == "unknown_seat"


def test_outcome_stands_in_the_history_of_the_seats_and_in_the_trail(body: Body) -> None:
    merge({"tc": ALL})

    told = {each.ref: each.summary for each in Entry.objects.filter(command="people.keep_seat")}
    why = "because Small went over into Large: The board agreed on 1 Oct."
    assert told == {
        "tc/members/large": f"Large goes on beside Small, {why}",
        "tc/members/small": f"Small goes on beside Large, {why}",
    }
    histories = [queries.seat_trail(seat)[0] for seat in queries.seats_of(body)]
    assert [line.values for line in histories] == [
        f"Large goes on beside Small, {why}",
        "Small passes from Small to Large, which it went over into on 7 Oct 2021.",
    ]
    assert Entry.objects.get(command="people.merge_organization").summary == (
        "Small went over into Large on 7 Oct 2021. In Technical Council the seats Large and Small "
        "all go on: The board agreed on 1 Oct."
    )


def test_history_of_a_seat_that_ended_says_why(body: Body) -> None:
    merge({"tc": ONE})

    ended = Entry.objects.get(command="people.leave_seat")
    assert (ended.ref, ended.after["terms_ended"]) == ("tc/members/small", "Ben Tarn and Eve Lund")
    assert "its only seat" not in ended.summary
    assert "Small went over into Large, whose only seat is now Large" in ended.summary


def test_officers_decide_about_the_seats_of_their_own_body_only(body: Body) -> None:
    small, large = (Organization.objects.get(slug=slug) for slug in ("small", "large"))
    elsewhere = make.actor(Role.CHAIR, of_body="board")

    refused = refusal(
        commands.merge_organization, elsewhere, small, into=large, on=DAY, seen=1,
        outcomes={"tc": ONE},
    )  # fmt: skip

    assert refused.code == "not_allowed"
    assert "Technical Council" in refused.message


def test_a_shared_seat_stays_with_its_other_holder(body: Body) -> None:
    other = make.organization("Third")
    seat = body.seats.get(slug="small")
    commands.share_seat(CHAIR, seat, other)
    commands.begin_alternate(CHAIR, seat, make.person("Max Fjord", of=other))

    merge({"tc": ONE})

    assert roster_words(body, DAY) == [
        ("Large", "Large", "Cyd Moss, Dim Holt"),
        ("Third", "Third", "Max Fjord"),
    ]


def test_what_begins_on_the_day_or_later_is_the_others_altogether(body: Body) -> None:
    small = Organization.objects.get(slug="small")
    board = make.body("board", "Board")
    seat = commands.add_seat(make.operator(), board, [small], from_on=DAY)
    late = make.person("Max Fjord")
    Affiliation.objects.create(person=late, organization=small, from_on=DAY + timedelta(days=9))

    merge({"tc": ONE})

    assert [row.organization.name for row in SeatHolding.objects.filter(seat=seat)] == ["Large"]
    assert queries.organization_of(late, DAY + timedelta(days=9)) == "Large"


@pytest.mark.parametrize("outcome", [ONE, SeatsOutcome(stays="small"), ALL])
def test_roster_exported_after_a_merger_changes_nothing_when_imported(
    body: Body, outcome: SeatsOutcome
) -> None:
    merge({"tc": outcome})
    file = export(CHAIR, "tc/members", "csv").content

    plan = commands.import_roster(CHAIR, body, file, on=DAY)

    assert (plan.changes, plan.problems) == ((), ())


def test_roster_exported_before_a_merger_names_the_organization_that_went_over(body: Body) -> None:
    file = export(CHAIR, "tc/members", "csv").content
    merge({"tc": ALL})

    commands.import_roster(CHAIR, body, file, on=DAY + timedelta(days=1))

    assert [seat.organizations for seat in roster_on(body, DAY + timedelta(days=1)).seats] == [
        ("Large",), ("Large",),
    ]  # fmt: skip


# --- The page ---------------------------------------------------------------------------------


@pytest.fixture
def chair(body: Body, client: Client) -> Client:
    ada = make.person("Ada Quill")
    make.office(body, "chair", ada)
    client.force_login(make.account(ada))
    return client


PATH = "/tc/settings/organizations/small/merge"
SAID = {"organization": "large", "on": "2021-10-07", "seen": 1}


def test_page_shows_the_two_seats_before_anything_happens(chair: Client) -> None:
    page = words(chair.get(PATH, {"organization": "large", "on": "2021-10-07"}))

    assert "Both hold a seat in Technical Council" in page
    assert "Only Large goes on; Small (Ben Tarn and Eve Lund) ends on 6 Oct 2021" in page
    assert "All go on: 2 votes, Large and Small" in page
    assert "A member organization holds one seat." in page
    assert "2 people speak from Large" in page
    assert Organization.objects.get(slug="small").merged_into is None


def test_page_comes_back_until_something_is_chosen(chair: Client) -> None:
    response = chair.post(PATH, SAID)

    assert response.status_code == 422
    assert "Choose what becomes of the seats" in words(response)
    assert Organization.objects.get(slug="small").merged_into is None


def test_page_keeps_what_was_typed_when_the_reason_is_missing(chair: Client) -> None:
    response = chair.post(PATH, {**SAID, "stays-tc": "all"})

    assert response.status_code == 409
    assert "Write why Large and Small all go on" in words(response)
    assert 'value="all" required id="id_stays-tc_2" checked' in response.content.decode()


def test_page_merges_with_what_was_chosen(chair: Client, body: Body) -> None:
    page = chair.post(PATH, {**SAID, "stays-tc": "small"}, follow=True)

    assert "Small has gone over into Large on 7 Oct 2021." in words(page)
    assert roster_words(body, DAY) == [("Large", "Large", "Ben Tarn, Eve Lund")]
    assert "closed" in words(chair.get("/tc/members/large"))


def words(response: object) -> str:
    """A page without its tags."""
    text: str = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]*>", " ", text).split()).replace("&#x27;", "'")
