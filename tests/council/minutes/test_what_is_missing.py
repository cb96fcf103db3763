"""Corrections about what the minutes lack: somebody who was there too, a paragraph, an action."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from secretariat.council.actions.models import Action
from secretariat.council.meetings.models import Attendance
from secretariat.council.minutes import commands, policy
from secretariat.council.minutes.editions import minutes_of
from secretariat.council.minutes.models import Correction, Minutes
from secretariat.foundation.people.models import Person
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import line_words, numbered
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience, Role
from tests import factories
from tests.council.meetings.conftest import Council, item_of, minute

from .conftest import later


def signed_in(council: Council, name: str) -> Client:
    """Somebody of the council at a browser."""
    client = Client()
    client.force_login(factories.account(council.people[name]))
    return client


def text_of(minutes: Minutes, audience: Audience = Audience.PUBLIC) -> str:
    """Every line of an edition."""
    entries = numbered(minutes_of(minutes, audience))
    return "\n".join(w for e in entries for line in e.lines for w in line_words(line))


def take(minutes: Minutes, secretary: Client, **sent: str) -> str:
    """Press “Take it” on the only correction; the page one comes to."""
    number = Correction.objects.get().number
    address = f"/{minutes.ref}/corrections/{number}"
    return secretary.post(address, {"take": "1", **sent}, follow=True).content.decode()


def test_member_says_i_was_there_too_and_everything_follows(
    council: Council, released: Minutes
) -> None:
    dot, secretary = signed_in(council, "Dot"), signed_in(council, "Sam")
    page = dot.get(f"/{released.ref}").content.decode()
    form = dot.get(f"/{released.ref}/presence").content.decode()

    said = dot.post(
        f"/{released.ref}/presence",
        {"who": "Dot Hale (Delta Chips)", "stays": "07:10-08:00", "reason": "By phone"},
        follow=True,
    ).content.decode()
    before = text_of(released)
    after = take(released, secretary)

    assert f'href="/{released.ref}/presence"' in page
    assert 'value="Dot Hale"' in form
    assert "07:02-08:00" in form
    assert "Your correction is proposed." in said
    assert "Dot Hale" not in before
    assert "Dot Hale (Delta Chips)*, arrived 07:10" in text_of(released)
    assert "4 of 5 seats" not in before
    assert "Taken" in after
    (entry,) = Entry.objects.filter(command="meetings.add_to_roll_call")
    assert entry.summary.endswith("Correction 1 of Dot Hale")


def test_somebody_new_is_asked_about_with_one_key(council: Council, released: Minutes) -> None:
    ben, secretary = signed_in(council, "Ben"), signed_in(council, "Sam")
    ben.post(f"/{released.ref}/presence", {"who": "Gil Guest (Quay)", "stays": "07:10-07:50"})

    page = secretary.get(f"/{released.ref}").content.decode()
    unsaid = take(released, secretary)
    nobody = Person.objects.filter(name="Gil Guest").exists()
    take(released, secretary, choice="new")

    assert 'value="new" checked' in page
    assert "Nobody called “Gil Guest” is in the record" in unsaid
    assert not nobody
    line = Attendance.objects.get(person__name="Gil Guest")
    assert line.printed_organization == "Quay"
    assert Correction.objects.get().state == Correction.State.TAKEN


def test_likeness_is_chosen_by_the_secretary(council: Council, released: Minutes) -> None:
    ben, secretary = signed_in(council, "Ben"), signed_in(council, "Sam")
    ben.post(f"/{released.ref}/presence", {"who": "Dot", "stays": "07:10-07:50"})

    page = secretary.get(f"/{released.ref}").content.decode()
    take(released, secretary, choice="dot-hale")

    assert 'value="dot-hale">' in page
    assert 'value="new">' in page
    assert Attendance.objects.filter(person=council.people["Dot"]).exists()


def test_other_times_of_somebody_who_is_there_are_corrected(
    council: Council, released: Minutes
) -> None:
    correction = commands.propose_presence(
        council.member, released, who="Ben Stone", stays="07:20-08:00"
    )
    commands.take_correction(council.secretary, correction)

    assert correction.text_before == "Ben Stone, 07:05-08:00"
    assert "Ben Stone (Birch Labs)*, arrived 07:20" in text_of(released)
    assert Entry.objects.filter(command="meetings.correct_stays").exists()


@pytest.mark.parametrize(
    ("who", "stays", "code"),
    [
        ("Ben Stone", "07:05-08:00", "nothing_changed"),
        ("Dot Hale", "seven", "malformed_times"),
        ("Dot Hale", "07:10-09:30", "in_the_future"),
        ("Dot Hale", "08:00-08:00", "bad_times"),
        ("(Delta)", "07:10-08:00", "malformed_guest"),
    ],
)
def test_presence_that_cannot_be_is_refused(
    council: Council, released: Minutes, who: str, stays: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        commands.propose_presence(council.member, released, who=who, stays=stays)

    assert refused.value.code == code
    assert not Correction.objects.exists()


def test_who_may_read_may_say_they_were_there(council: Council, released: Minutes) -> None:
    stranger = Actor("gil-guest", "Gil Guest", "gil-guest")
    assert not policy.may_propose_presence(stranger, released)
    council.body.draft_audience = "public"
    council.body.save()
    minutes = Minutes.objects.select_related("meeting__body").get(pk=released.pk)

    assert policy.may_propose_presence(stranger, minutes)
    assert not policy.may_propose_correction(stranger, minutes)
    assert not policy.may_propose_presence(PUBLIC_ACTOR, minutes)


def test_missing_paragraph_is_proposed_under_its_heading_and_written(
    council: Council, released: Minutes
) -> None:
    ben, secretary = signed_in(council, "Ben"), signed_in(council, "Sam")
    page = ben.get(f"/{released.ref}").content.decode()
    address = f"/{released.ref}/missing?under=2"

    form = ben.get(address).content.decode()
    ben.post(address, {"under": "2", "text_after": "Ben spoke of the quay."})
    card = secretary.get(f"/{released.ref}").content.decode()
    take(released, secretary)

    assert address.replace("&", "&amp;") in page
    assert "Missing under “Harbour map”" in form
    assert "Missing under “Harbour map”" in card
    assert [note.text for note in item_of(released.meeting, "harbour-map").notes.all()] == [
        "The map is drawn anew.",
        "Ben spoke of the quay.",
    ]
    assert "Ben spoke of the quay." in text_of(released)


def test_missing_action_is_raised_in_the_meeting(council: Council, released: Minutes) -> None:
    correction = commands.propose_missing(
        council.member, released, under="actions", text_after="[Ben Stone] Paint the pier"
    )
    commands.take_correction(council.secretary, correction)

    action = Action.objects.get()
    assert (action.owner_words, action.raised_in) == ("Ben Stone", released.meeting)
    assert "[Ben Stone] Paint the pier" in text_of(released)


@pytest.mark.parametrize(
    ("under", "text", "code"),
    [("2", " ", "no_text"), ("9", "Words", "not_found"), ("actions", "[Ben]", "malformed_action")],
)
def test_missing_lines_that_cannot_be_are_refused(
    council: Council, released: Minutes, under: str, text: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        commands.propose_missing(council.member, released, under=under, text_after=text)

    assert refused.value.code == code


def test_writers_are_led_to_where_they_write(council: Council, released: Minutes) -> None:
    page = signed_in(council, "Sam").get(f"/{released.ref}").content.decode()

    assert f"/{released.meeting.ref}/room?item=harbour-map&amp;focus=note" in page
    assert f"/{released.meeting.ref}/roll-call/add?next=" in page


def test_correction_after_the_last_day_is_kept_and_says_so(
    council: Council, released: Minutes
) -> None:
    ben, secretary = signed_in(council, "Ben"), signed_in(council, "Sam")
    with clock.fixed(later(-2000)):
        form = ben.get(f"/{released.ref}/missing?under=2").content.decode()
        said = ben.post(
            f"/{released.ref}/missing", {"under": "2", "text_after": "Late words."}, follow=True
        ).content.decode()
        card = secretary.get(f"/{released.ref}").content.decode()

    assert "The last day for corrections was 18 Oct 2021." in form
    assert "It came after the last day; the secretary may still take it." in said
    assert "It came after the last day for corrections." in card
    assert "that day has passed" in card
    assert Correction.objects.get().is_late


def test_correction_on_the_last_day_is_in_time(council: Council, released: Minutes) -> None:
    assert released.corrections_until_on == date(2021, 10, 18)
    with clock.fixed(minute(0) + (later(0) - minute(0)) * 11 / 14):
        correction = commands.propose_missing(
            council.member, released, under="2", text_after="In time."
        )

    assert not correction.is_late


def test_staff_take_no_correction_of_an_edition_they_may_not_read(
    council: Council, released: Minutes
) -> None:
    Correction.objects.create(
        minutes=released, number=1, audience="officers", kind="missing", block_key="harbour-map",
        details={"under": "Harbour map", "audience": "officers"}, text_after="Secret",
        proposer_name="Ada", proposed_at=minute(70),
    )  # fmt: skip
    staff = factories.actor(Role.STAFF, "pat-staff")

    with pytest.raises(Refused) as refused:
        commands.take_correction(staff, Correction.objects.get())

    assert refused.value.code == "not_allowed"
