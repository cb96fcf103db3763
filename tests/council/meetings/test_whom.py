"""Whom a few letters or a misspelt name mean in the roll call, and that nobody enters by a slip."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.queries.roll import arrival_of, roll_call_moment
from secretariat.council.meetings.queries.whom import Whom, whom_in_room
from secretariat.foundation.people.models import Office, Person, PersonAlias
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from tests import factories

from .conftest import START, Council, item_of, minute


def offered(found: Whom) -> list[str]:
    return [each.name for each in found.candidates]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Dto Hale", "Dot Hale"),
        ("Haleh", "Dot Hale"),
        ("Bnea", "Bea Marsh"),
        ("Bea Marhs", "Bea Marsh"),
        ("Dorothea", "Dot Hale"),
        ("Ember Data", "Eve Lund"),
    ],
)
def test_misspelt_name_asks_with_the_nearest_first(
    typed: str, meant: str, council: Council, session: Meeting
) -> None:
    PersonAlias.objects.create(person=council.people["Dot"], text="Dorothy Hale")

    found = whom_in_room(session, typed)

    assert (found.handle, found.is_open, found.is_known) == ("", True, False)
    assert offered(found)[0] == meant
    assert found.question == f"Nobody is called “{typed}”. Did you mean one of these?"


def test_organization_decides_between_two_who_are_alike(council: Council, session: Meeting) -> None:
    for where in ("Gannet Systems", "Heron Ltd"):
        factories.person("Gilbert Forth", factories.organization(where), handle=where[:5].lower())

    found = whom_in_room(session, "Gilbert Froth (Heron)")

    assert [each.organization for each in found.candidates] == ["Heron Ltd", "Gannet Systems"]
    assert found.may_be_new


def test_unknown_name_is_asked_about_even_where_nobody_is_alike(
    council: Council, session: Meeting
) -> None:
    found = whom_in_room(session, "Quincy Zephyr (Gannet Systems)")
    with pytest.raises(Refused) as refused:
        commands.add_guest(council.secretary, session, "Quincy Zephyr (Gannet Systems)")

    assert (found.is_open, offered(found), found.may_be_new) == (True, [], True)
    assert found.question == "Nobody is called “Quincy Zephyr”. Is this a new guest?"
    assert refused.value.code == "unknown_person"
    assert not Person.objects.filter(name="Quincy Zephyr").exists()


def test_letters_that_only_fit_who_is_present_are_refused(
    council: Council, session: Meeting
) -> None:
    commands.mark_present(council.secretary, session, council.people["Eve"])

    with pytest.raises(Refused, match="is present already"):
        whom_in_room(session, "eve").must_mean_somebody()
    alike = whom_in_room(session, "Evve Lund")

    assert (offered(alike), alike.there) == (["Eve Lund"], frozenset({"eve-lund"}))


def test_nearest_to_the_body_comes_first(council: Council, session: Meeting) -> None:
    """Representative, alternate, officer, who came lately, whom the body knew, anybody."""
    anybody, knew, lately = (
        factories.person(name) for name in ("Cora Abel", "Cora Bard", "Cora Cole")
    )
    Office.objects.create(body=council.body, kind="chair", person=knew, to_on=date(2020, 1, 1))
    officer = factories.person("Cora Dent")
    factories.office(council.body, "staff", officer)
    deputy, head = factories.person("Cora Fisk"), factories.person("Zed Cora")
    factories.seat(council.body, "Cedar Two", head, deputy)
    earlier = Meeting.objects.create(
        body=council.body,
        slug="2021-09-23",
        starts_at=START - timedelta(weeks=2),
        ends_at=START - timedelta(weeks=1),
        called_at=START - timedelta(weeks=2),
        zone=session.zone,
    )
    Attendance.objects.create(meeting=earlier, person=lately, printed_name=lately.name, position=1)

    found = whom_in_room(session, "co")

    col = council.people["Col"]  # an alternate, too
    near = [head, col, deputy, officer, lately, knew]
    assert offered(found) == [who.name for who in near]
    assert anybody.name in [p.name for p in Person.objects.filter(name__startswith="Co")]


def test_first_name_that_begins_so_comes_before_a_later_one(
    council: Council, session: Meeting
) -> None:
    for name in ("Abel Mint", "Zoe Fern", "Mina Zorn"):
        factories.seat(council.body, f"Seat of {name}", factories.person(name))

    assert offered(whom_in_room(session, "mi")) == ["Mina Zorn", "Abel Mint"]
    assert offered(whom_in_room(session, "zo")) == ["Zoe Fern", "Mina Zorn"]


def test_guest_taken_out_again_leaves_the_record(council: Council, session: Meeting) -> None:
    line = commands.add_guest(council.secretary, session, "Adda Quil", choice="new")

    assert commands.unmark(council.secretary, session, line.person, reason="Ada Quill is here")

    assert not Person.objects.filter(name="Adda Quil").exists()
    entry = Entry.objects.get(command="people.withdraw_person")
    assert "entered by mistake" in entry.summary


def test_guest_who_is_named_elsewhere_stays_in_the_record(
    council: Council, session: Meeting
) -> None:
    line = commands.add_guest(council.secretary, session, "Gil Forth", choice="new")
    item = item_of(session, "harbour-map")
    item.presenters.add(line.person)

    assert not commands.unmark(council.secretary, session, line.person, reason="Not here")

    assert Person.objects.filter(name="Gil Forth").exists()


def test_person_of_the_record_stays_in_it_when_taken_out(
    council: Council, session: Meeting
) -> None:
    known = factories.person("Gil Forth")
    commands.add_guest(council.secretary, session, "Gil Forth")

    assert not commands.unmark(council.secretary, session, known, reason="Not here")

    assert Person.objects.filter(pk=known.pk).exists()


def test_same_new_guest_is_not_entered_twice(council: Council, session: Meeting) -> None:
    commands.add_guest(council.secretary, session, "Gil Forth (Gannet)", choice="new")

    with pytest.raises(Refused) as refused:
        commands.add_guest(council.secretary, session, "Gil Forth (Gannet)", choice="new")

    assert refused.value.code == "already_present"
    assert Person.objects.filter(name="Gil Forth").count() == 1


# --- The roll call is open until the opening is settled ----------------------------------------


def test_roll_call_opens_again_with_the_item_that_was_settled_by_a_slip(
    council: Council, session: Meeting
) -> None:
    opening = item_of(session, "welcome-roll-call-and-introductions")
    commands.settle_and_go_on(council.secretary, opening)
    closed = roll_call_moment(_again(session))
    with clock.fixed(minute(6)):
        commands.open_item(council.secretary, item_of(session, opening.slug))
        commands.reopen_item(council.secretary, item_of(session, opening.slug))
        opened = roll_call_moment(_again(session))
        commands.settle_and_go_on(council.secretary, item_of(session, opening.slug))
        settled = roll_call_moment(_again(session))

    assert (closed, opened, settled) == (None, minute(2), None)


def test_who_left_during_the_roll_call_is_back_from_now(council: Council, session: Meeting) -> None:
    commands.mark_present(council.secretary, session, council.people["Ada"])
    with clock.fixed(minute(6)):
        commands.mark_left(council.secretary, session, council.people["Ada"])

    assert arrival_of(_again(session), "ada-quill") is None
    assert arrival_of(_again(session), "ben-stone") == minute(2)


def _again(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)
