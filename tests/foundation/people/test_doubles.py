"""Somebody entered twice: one entry is kept and has everything; two persons stay two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from secretariat.foundation.outbox.models import Receipt, Sending
from secretariat.foundation.people import absorbing, commands, queries
from secretariat.foundation.people.absorbing import Finding
from secretariat.foundation.people.commands import doubles
from secretariat.foundation.people.models import (
    Account,
    Affiliation,
    Appointment,
    Body,
    FormerHandle,
    Namesakes,
    Office,
    Person,
    Term,
)
from secretariat.foundation.people.snapshots import roster_on
from secretariat.foundation.records.models import Entry
from secretariat.foundation.records.queries import search
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db
CHAIR = make.actor(Role.CHAIR)
DAY = date(2021, 10, 7)
EVE, NEXT = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.fixture
def body() -> Body:
    return make.body()


@pytest.fixture
def ada() -> Person:
    return make.person("Ada Quill", of=make.organization("Lighthouse"))


@pytest.fixture
def again() -> Person:
    """The same Ada, entered a second time."""
    return make.person("A. Quill")


def test_names_of_the_other_become_private_spellings_and_its_reference_leads_on(
    ada: Person, again: Person, client: Client
) -> None:
    commands.add_alias(CHAIR, again, "Adda Quill")

    commands.put_together(CHAIR, ada, again)

    assert sorted(ada.aliases.values_list("text", "is_public")) == [
        ("A. Quill", False), ("Adda Quill", False),
    ]  # fmt: skip
    assert queries.person_named("a-quill") == ada
    moved = client.get("/people/a-quill")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/people/ada-quill")
    assert not Person.objects.filter(pk=again.pk).exists()
    assert [find.ref for find in search("quill", PUBLIC_ACTOR)] == ["people/ada-quill"]


def test_reference_of_a_former_entry_is_never_given_again(ada: Person, again: Person) -> None:
    commands.put_together(CHAIR, ada, again)

    new = commands.NewPerson(name="A Quill")
    other = commands.add_person(CHAIR, new, not_the_same_as=["ada-quill"])

    assert other.handle == "a-quill-2"


def test_reference_still_leads_on_after_a_second_time(ada: Person, again: Person) -> None:
    third = make.person("Ada Q")
    commands.put_together(CHAIR, again, third)
    commands.put_together(CHAIR, ada, again)

    assert queries.person_named("ada-q") == ada
    assert set(FormerHandle.objects.values_list("handle", flat=True)) == {"ada-q", "a-quill"}


def test_terms_offices_appointments_and_organizations_pass_on(
    body: Body, ada: Person, again: Person
) -> None:
    make.seat(body, "Mooring", again)
    make.office(body, "secretary", again)
    make.appointment(body, "liaison", again, "tc/projects/tide")
    Affiliation.objects.create(person=again, organization=make.organization("Dockside"))

    commands.put_together(make.operator(), ada, again)

    for model in (Term, Office, Appointment):
        assert [row.person for row in model.objects.all()] == [ada]
    assert queries.organization_of(ada, DAY) == "Lighthouse/Dockside"
    assert roster_on(body, DAY).seats[0].people[0].handle == "ada-quill"


def test_trail_says_what_moved_and_why(body: Body, ada: Person, again: Person) -> None:
    make.seat(body, "Mooring", again)
    make.office(body, "staff", again)

    commands.put_together(make.operator(), ada, again, reason="Both wrote from one address.")

    assert trail()[1:4] == (
        "people.put_together", "people/ada-quill", {"name": "A. Quill", "reference": "a-quill"},
    )  # fmt: skip
    assert trail()[4]["moved"] == ["1 term", "1 office"]
    assert Entry.objects.latest("id").summary == (
        "A. Quill and Ada Quill were one person entered twice; moved: 1 term and 1 office. "
        "Both wrote from one address."
    )


def test_same_seat_on_the_same_days_asks_for_a_reason(
    body: Body, ada: Person, again: Person
) -> None:
    seat = make.seat(body, "Mooring", make.person("Ben Tarn"), ada, again)

    refused = refusal(commands.put_together, make.operator(), ada, again)
    assert (refused.code, refused.details["field"]) == ("missing", "reason")

    commands.put_together(make.operator(), ada, again, reason="Entered twice")
    assert [p.name for p in roster_on(body, DAY).seat(seat.slug).alternates] == ["Ada Quill"]


def test_representative_and_alternate_of_one_seat_leave_the_representative(
    body: Body, ada: Person, again: Person
) -> None:
    seat = make.seat(body, "Mooring", None, again)
    Term.objects.create(seat=seat, person=ada, capacity="representative", from_on=DAY)

    commands.put_together(make.operator(), ada, again, reason="Entered twice")

    terms = seat.terms.order_by("from_on").values_list("capacity", "from_on", "to_on")
    assert sorted(terms, key=str) == [("alternate", None, EVE), ("representative", DAY, None)]


def test_two_seats_at_once_are_two_persons(body: Body, ada: Person, again: Person) -> None:
    make.seat(body, "Mooring", ada)
    make.seat(body, "Compass", again)

    refused = refusal(commands.put_together, make.operator(), ada, again, reason="I know")

    assert refused.code == "two_persons"
    assert "Ada Quill represents the seat Mooring and A. Quill the seat Compass" in refused.message
    assert "Nothing has changed" in refused.message


def test_one_seat_after_the_other_is_one_person(body: Body, ada: Person, again: Person) -> None:
    for slug, who, days in (("Mooring", ada, (None, EVE)), ("Compass", again, (DAY, None))):
        seat = make.seat(body, slug)
        Term.objects.create(
            seat=seat, person=who, capacity="representative", from_on=days[0], to_on=days[1]
        )

    commands.put_together(make.operator(), ada, again)

    assert ada.terms.count() == 2


def test_one_time_in_an_office_begins_with_the_earlier(
    body: Body, ada: Person, again: Person
) -> None:
    make.office(body, "secretary", ada, since=DAY)
    make.office(body, "secretary", again, since=EVE)

    commands.put_together(make.operator(), ada, again, reason="Entered twice")

    office = Office.objects.get()
    assert (office.person, office.from_on, office.to_on) == (ada, EVE, None)


def test_letters_sent_to_both_are_one_letter_with_the_answer(ada: Person, again: Person) -> None:
    at = datetime(2021, 10, 1, tzinfo=UTC)
    sending = Sending.objects.create(
        ref="tc/2021-10-07/agenda", body_slug="tc", purpose="agenda", subject="Agenda",
        text="", sent_at=at, sent_by="Ada Quill",
    )  # fmt: skip
    for who, answer in ((ada, ""), (again, "coming")):
        Receipt.objects.create(
            sending=sending, person_handle=who.handle, person_name=who.name,
            token_digest=who.handle, answer=answer, answered_at=at if answer else None,
        )  # fmt: skip

    commands.put_together(CHAIR, ada, again)

    receipt = Receipt.objects.get()
    assert (receipt.person_handle, receipt.answer) == ("ada-quill", "coming")


def test_kept_person_signs_in_as_before_or_as_the_other_did(ada: Person, again: Person) -> None:
    make.account(again)
    commands.put_together(make.operator(), ada, again)
    assert Account.objects.get().person == ada

    third = make.person("Ada Q")
    make.account(third)
    commands.put_together(make.operator(), ada, third)
    assert Account.objects.get().email == "a-quill@example.org"


def test_only_who_decides_how_both_sign_in_may(body: Body, ada: Person, again: Person) -> None:
    make.office(make.body("board", "Board"), "chair", again)

    for actor in (CHAIR, make.actor(Role.STAFF), make.actor(Role.MEMBER)):
        refused = refusal(commands.put_together, actor, ada, again)
        assert refused.code == "not_allowed"


def test_refuses_one_entry_with_itself_and_what_changed_since_it_was_shown(
    body: Body, ada: Person, again: Person
) -> None:
    shown = queries.double_entry(ada, again).digest
    make.seat(body, "Mooring", None, ada, again)

    stale = refusal(commands.put_together, make.operator(), ada, again, reason="x", seen=shown)
    same = refusal(commands.put_together, make.operator(), ada, ada)

    assert (stale.code, same.code) == ("changed_meanwhile", "same_person")


@pytest.fixture
def _an_app_of_a_test() -> Iterator[None]:
    """An app that foundation does not know and that has its say."""
    absorbing.register(
        "zz-test",
        [],
        lambda _this, _kept, _other: ["1 harbour pilot"],
        lambda kept, _other: [Finding(f"{kept.name} was in two harbours at once.", refused=True)],
    )
    yield
    absorbing.unregister("zz-test")


@pytest.mark.usefixtures("_an_app_of_a_test")
def test_any_app_may_say_that_these_are_two(ada: Person, again: Person) -> None:
    refused = refusal(commands.put_together, CHAIR, ada, again)
    assert "Ada Quill was in two harbours at once." in refused.message


# --- Who may be here twice, and the pages -----------------------------------------------------


def test_likely_doubles_share_a_name_or_a_spelling(ada: Person, again: Person) -> None:
    make.person("Zoë Ó")
    make.person("ZOE O", handle="zoe")
    found = queries.likely_doubles(DAY)
    assert [(each.kept.name, each.other.name) for each in found] == [("Zoë Ó", "ZOE O")]

    commands.add_alias(CHAIR, ada, "A Quill")
    found = queries.likely_doubles(DAY, [ada, again])
    assert [(d.kept, d.other, d.kept_of) for d in found] == [(ada, again, "Lighthouse")]


@pytest.fixture
def chair(body: Body, client: Client) -> Client:
    cyd = make.person("Cyd Moss")
    make.office(body, "chair", cyd)
    client.force_login(make.account(cyd))
    return client


PATH = "/tc/settings/people/ada-quill/put-together"


def test_people_page_and_its_list_show_who_may_be_here_twice(
    chair: Client, body: Body, ada: Person, again: Person
) -> None:
    commands.add_alias(CHAIR, ada, "A Quill")
    make.seat(body, "Mooring", ada, again)

    for path in ("/tc/settings/people", "/tc/settings/people/doubles"):
        assert f"{PATH}?person=a-quill" in chair.get(path).content.decode()


def test_page_says_what_both_did_and_puts_them_together(
    chair: Client, body: Body, ada: Person, again: Person
) -> None:
    make.seat(body, "Mooring", None, ada, again)
    shown = chair.get(PATH, {"person": "a-quill"}).content.decode()
    assert "Both serve the seat Mooring: it becomes one term." in shown
    seen = queries.double_entry(ada, again).digest
    sent = {"person": "a-quill", "seen": seen}

    unexplained = chair.post(PATH, sent)
    assert unexplained.status_code == 409
    assert "Write how you know that it is one person" in unexplained.content.decode()

    done = chair.post(PATH, {**sent, "reason": "Her misspelt name"}, follow=True)
    assert "A. Quill is found as Ada Quill too" in done.content.decode()
    assert not Person.objects.filter(handle="a-quill").exists()


def test_page_offers_no_button_where_these_are_two(
    chair: Client, body: Body, ada: Person, again: Person
) -> None:
    make.seat(body, "Mooring", ada)
    make.seat(body, "Compass", again)

    shown = chair.get(PATH, {"person": "a-quill"}).content.decode()

    assert "nobody represents two seats at once" in shown
    assert "Put them together</button>" not in shown


def test_pages_are_for_officers_of_all_their_bodies(
    chair: Client, ada: Person, again: Person
) -> None:
    make.office(make.body("board", "Board"), "chair", again)
    assert chair.get(PATH, {"person": "a-quill"}).status_code == 403
    chair.logout()
    assert chair.get("/tc/settings/people/doubles").status_code == 403


def test_two_persons_of_one_name_are_told_apart_for_good(
    chair: Client, body: Body, ada: Person, again: Person
) -> None:
    commands.add_alias(CHAIR, ada, "A Quill")
    make.seat(body, "Mooring", ada, again)
    assert "They are two persons" in chair.get(PATH, {"person": "a-quill"}).content.decode()

    chair.post(PATH, {"person": "a-quill", "apart": "yes"})

    assert queries.likely_doubles(DAY) == []
    asked = f"{PATH}?person=a-quill"
    assert asked not in chair.get("/tc/settings/people").content.decode()
    page = chair.get("/tc/settings/people/doubles").content.decode()
    assert "Told apart" in page
    assert asked in page.partition("Told apart")[2]
    shown = chair.get(PATH, {"person": "a-quill"}).content.decode()
    assert "Cyd Moss said on" in shown

    chair.post(PATH, {"person": "a-quill", "apart": "undo"})
    assert [(d.kept, d.other) for d in queries.likely_doubles(DAY)] == [(ada, again)]


def test_who_is_not_the_other_entry_is_not_the_kept_one_either(ada: Person, again: Person) -> None:
    third = make.person("Ann Quill")
    doubles.tell_apart(CHAIR, again, third)
    doubles.tell_apart(CHAIR, again, ada)

    commands.put_together(CHAIR, ada, again)

    assert [{row.one, row.two} for row in Namesakes.objects.all()] == [{ada, third}]


def test_only_who_keeps_people_tells_them_apart(ada: Person, again: Person) -> None:
    member = make.actor(Role.MEMBER)
    assert refusal(doubles.tell_apart, member, ada, again).code == "not_allowed"
    assert refusal(doubles.tell_apart, CHAIR, ada, ada).code == "same_person"
    assert not Namesakes.objects.exists()
