"""Seats and terms: shared, handed over, closed; overlaps are refused with who stands in the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secretariat.foundation.people import commands
from secretariat.foundation.people.models import Body, Seat, SeatHolding, Term
from secretariat.foundation.people.snapshots import roster_on
from secretariat.rules.seats import SeatOnDay, SeatState
from secretariat.rules.visibility import Role
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db
CHAIR = make.actor(Role.CHAIR)
START, DAY = date(2021, 1, 1), date(2021, 10, 7)
EVE, NEXT = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.fixture
def body(db: None) -> Body:
    return make.body()


@pytest.fixture
def seat(body: Body) -> Seat:
    return commands.add_seat(CHAIR, body, [make.organization("Lighthouse")], from_on=START)


def on(seat: Seat, day: date) -> SeatOnDay:
    return roster_on(seat.body, day).seat(seat.slug)


def names(seat: Seat, day: date) -> list[str]:
    return [person.name for person in on(seat, day).people]


def test_add_seat_is_named_by_all_who_share_it(body: Body) -> None:
    red, blue = make.organization("Red Cap"), make.organization("Blue")

    shared = commands.add_seat(CHAIR, body, [red, blue], from_on=START)

    assert (shared.slug, shared.label) == ("red-cap-blue", "Red Cap/Blue")
    assert roster_on(body, START - timedelta(days=1)).seats == ()
    assert trail()[1:3] == ("people.add_seat", "tc/members/red-cap-blue")
    assert trail()[4]["organizations"] == "Red Cap/Blue"


def test_add_seat_may_have_a_label_of_its_own(body: Body) -> None:
    own = commands.add_seat(CHAIR, body, [make.organization("Lighthouse")], label="At large 1")
    assert on(own, DAY).label == "At large 1"


def test_add_seat_refuses_the_same_label_twice_but_not_after_the_first_has_ended(
    body: Body, seat: Seat
) -> None:
    holder = SeatHolding.objects.get(seat=seat).organization
    refused = refusal(commands.add_seat, CHAIR, body, [holder], from_on=NEXT)
    assert (refused.code, refused.details["field"]) == ("same_seat", "label")
    commands.close_seat(CHAIR, seat, last_on=DAY, seen=1)
    again = commands.add_seat(CHAIR, body, [holder], from_on=NEXT)
    assert again.slug == "lighthouse-2"


def test_add_seat_refuses_neither_holder_nor_label_and_members(body: Body) -> None:
    assert refusal(commands.add_seat, CHAIR, body, []).code == "missing"
    member = make.actor(Role.MEMBER)
    assert refusal(commands.add_seat, member, body, [], label="Mine").code == "not_allowed"
    elsewhere = make.actor(Role.CHAIR, of_body="board")
    assert refusal(commands.add_seat, elsewhere, body, [], label="Mine").code == "not_allowed"


def test_relabel_seat_and_back_to_the_names_of_its_holders(seat: Seat) -> None:
    commands.relabel_seat(CHAIR, seat, label="The Light", seen=1)
    assert on(seat, DAY).label == "The Light"
    commands.relabel_seat(CHAIR, seat, label="", seen=2)
    assert on(seat, DAY).label == "Lighthouse"
    stale = refusal(commands.relabel_seat, CHAIR, seat, label="Mine", seen=1)
    assert stale.code == "changed_meanwhile"


def test_share_seat_from_a_day_and_end_it_again(seat: Seat) -> None:
    other = make.organization("Compass")
    holding = commands.share_seat(CHAIR, seat, other, from_on=DAY)
    assert (on(seat, EVE).label, on(seat, DAY).label) == ("Lighthouse", "Lighthouse/Compass")
    again = refusal(commands.share_seat, CHAIR, seat, other, from_on=NEXT)
    assert again.code == "holds_it_already"

    first = SeatHolding.objects.get(seat=seat, organization__slug="lighthouse")
    commands.end_holding(CHAIR, first, last_on=DAY)
    assert on(seat, NEXT).organizations == ("Compass",)
    assert refusal(commands.end_holding, CHAIR, holding, last_on=NEXT).code == "last_holder"


def test_seat_is_inactive_only_in_the_days_it_was(seat: Seat) -> None:
    commands.begin_representative(CHAIR, seat, make.person("Ada Quill"), from_on=START)
    commands.mark_seat_inactive(CHAIR, seat, from_on=EVE, reason="Absent three times")
    assert trail()[4]["reason"] == "Absent three times"
    commands.mark_seat_active(CHAIR, seat, from_on=NEXT)

    states = [on(seat, day).state for day in (EVE - timedelta(days=1), EVE, DAY, NEXT)]
    assert states == [SeatState.ACTIVE, SeatState.INACTIVE, SeatState.INACTIVE, SeatState.ACTIVE]


def test_seat_is_not_made_inactive_without_reason_or_twice(seat: Seat) -> None:
    mark = commands.mark_seat_inactive
    assert refusal(mark, CHAIR, seat, from_on=DAY, reason=" ").code == "missing"
    mark(CHAIR, seat, from_on=DAY, reason="Absent")
    assert refusal(mark, CHAIR, seat, from_on=NEXT, reason="Absent").code == "already_inactive"
    commands.mark_seat_active(CHAIR, seat, from_on=NEXT)
    assert refusal(commands.mark_seat_active, CHAIR, seat, from_on=NEXT).code == "not_inactive"


def test_new_representative_ends_the_earlier_term_the_day_before(seat: Seat) -> None:
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    commands.begin_representative(CHAIR, seat, ada, from_on=START)

    commands.begin_representative(CHAIR, seat, ben, from_on=DAY)

    assert (names(seat, EVE), names(seat, DAY)) == (["Ada Quill"], ["Ben Tarn"])
    assert trail()[3:] == (
        {"representative": "Ada Quill"},
        {"representative": "Ben Tarn", "from_on": "2021-10-07", "to_on": None},
    )


def test_alternate_who_becomes_representative_is_no_longer_alternate(seat: Seat) -> None:
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    commands.begin_representative(CHAIR, seat, ada, from_on=START)
    commands.begin_alternate(CHAIR, seat, ben, from_on=START)
    commands.begin_representative(CHAIR, seat, ben, from_on=DAY)
    assert (names(seat, EVE), names(seat, DAY)) == (["Ada Quill", "Ben Tarn"], ["Ben Tarn"])


@pytest.mark.parametrize(
    ("from_on", "to_on"), [(DAY, None), (EVE, None), (None, None), (EVE, DAY), (None, NEXT)]
)
def test_overlapping_representative_is_refused_with_who_and_since_when(
    body: Body, from_on: date | None, to_on: date | None
) -> None:
    seat = make.seat(body, "Lighthouse")
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    begin = commands.begin_representative
    begin(CHAIR, seat, ada, from_on=DAY)

    refused = refusal(begin, CHAIR, seat, ben, from_on=from_on, to_on=to_on)

    assert (refused.code, refused.details["person"]) == ("overlapping_term", "ada-quill")
    assert "Ada Quill is representative of Lighthouse since 7 Oct 2021" in refused.message


def test_earlier_term_may_be_entered_later_where_nobody_stands_in_the_way(seat: Seat) -> None:
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    commands.begin_representative(CHAIR, seat, ada, from_on=DAY)
    commands.begin_representative(CHAIR, seat, ben, from_on=START, to_on=EVE)
    assert (names(seat, EVE), names(seat, DAY)) == (["Ben Tarn"], ["Ada Quill"])


def test_representative_of_one_seat_cannot_take_a_second(body: Body, seat: Seat) -> None:
    ada = make.person("Ada Quill")
    commands.begin_representative(CHAIR, seat, ada, from_on=START)
    other = commands.add_seat(CHAIR, body, [make.organization("Compass")], from_on=START)
    refused = refusal(commands.begin_representative, CHAIR, other, ada, from_on=DAY)
    assert refused.code == "overlapping_term"
    assert "represents the seat Lighthouse since 1 Jan 2021" in refused.message


def test_alternates_stand_in_the_order_they_came(seat: Seat) -> None:
    for name in ("Ben Tarn", "Cyd Moss"):
        commands.begin_alternate(CHAIR, seat, make.person(name), from_on=START)
    assert names(seat, DAY) == ["Ben Tarn", "Cyd Moss"]
    ben = Term.objects.get(person__handle="ben-tarn")
    twice = refusal(commands.begin_alternate, CHAIR, seat, ben.person, from_on=DAY)
    assert twice.code == "overlapping_term"


def test_term_outside_the_life_of_its_seat_is_refused(seat: Seat) -> None:
    ada = make.person("Ada Quill")
    commands.close_seat(CHAIR, seat, last_on=DAY, seen=1)
    begin = commands.begin_representative
    late = refusal(begin, CHAIR, seat, ada, from_on=NEXT)
    early = refusal(begin, CHAIR, seat, ada, from_on=date(2020, 1, 1), to_on=DAY)
    assert (late.code, "closed on 7 Oct 2021" in late.message) == ("seat_closed", True)
    assert (early.code, "since 1 Jan 2021" in early.message) == ("seat_closed", True)
    backwards = refusal(begin, CHAIR, seat, ada, from_on=DAY, to_on=START)
    assert backwards.code == "wrong_period"


def test_end_term_leaves_the_seat_vacant_and_is_refused_twice(seat: Seat) -> None:
    term = commands.begin_representative(CHAIR, seat, make.person("Ada Quill"), from_on=START)
    commands.end_term(CHAIR, term, last_on=EVE)
    assert (on(seat, EVE).state, on(seat, DAY).state) == (SeatState.ACTIVE, SeatState.VACANT)
    assert trail()[3]["to_on"] is None
    assert trail()[4]["to_on"] == "2021-10-06"
    assert refusal(commands.end_term, CHAIR, term, last_on=DAY).code == "already_ended"
    assert refusal(commands.end_term, CHAIR, term, last_on=date(2020, 1, 1)).code == "wrong_period"


def test_withdrawn_term_is_gone_from_the_roster_and_kept_in_the_trail(seat: Seat) -> None:
    term = commands.begin_representative(CHAIR, seat, make.person("Ada Quill"), from_on=DAY)
    assert refusal(commands.withdraw_term, CHAIR, term, reason="").code == "missing"
    commands.withdraw_term(CHAIR, term, reason="Wrong seat")
    assert on(seat, DAY).state is SeatState.VACANT
    assert trail()[3]["person"] == "Ada Quill"
    assert trail()[4] == {"reason": "Wrong seat"}


def test_close_seat_ends_what_reaches_beyond_and_refuses_what_begins_later(seat: Seat) -> None:
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    commands.begin_representative(CHAIR, seat, ada, from_on=START)
    later = commands.begin_alternate(CHAIR, seat, ben, from_on=NEXT)
    close = commands.close_seat
    refused = refusal(close, CHAIR, seat, last_on=DAY, seen=1)
    assert (refused.code, "Ben Tarn" in refused.message) == ("begins_later", True)

    commands.withdraw_term(CHAIR, later, reason="The seat ends")
    assert refusal(close, CHAIR, seat, last_on=DAY, seen=9).code == "changed_meanwhile"
    close(CHAIR, seat, last_on=DAY, seen=1)

    assert Term.objects.get(person=ada).to_on == DAY
    assert trail()[4] == {"last_on": "2021-10-07", "terms_ended": "Ada Quill"}
    assert refusal(close, CHAIR, seat, last_on=NEXT, seen=2).code == "already_closed"


def test_relabel_from_a_day_leaves_earlier_rosters_and_may_go_back(seat: Seat) -> None:
    commands.relabel_seat(CHAIR, seat, label="The Light", from_on=EVE, seen=1)
    commands.relabel_seat(CHAIR, seat, label="", from_on=DAY, seen=2)

    before = EVE - timedelta(days=1)
    assert [on(seat, day).label for day in (before, EVE, DAY)] == [
        "Lighthouse", "The Light", "Lighthouse",
    ]  # fmt: skip


def test_relabel_refuses_days_that_have_a_label_and_days_to_come(seat: Seat) -> None:
    relabel = commands.relabel_seat
    relabel(CHAIR, seat, label="The Light", from_on=DAY, seen=1)

    early = refusal(relabel, CHAIR, seat, label="Ray", from_on=EVE, seen=2)
    late = refusal(relabel, CHAIR, seat, label="Ray", from_on=NEXT, seen=2)

    assert (early.code, late.code) == ("too_early", "in_the_future")
