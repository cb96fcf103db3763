"""What happens to minutes between their release and their approval."""

from __future__ import annotations

import pytest
from django.test import Client

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes import commands, policy
from secretariat.council.minutes.editions import Editions, minutes_of
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions import commands as motions
from secretariat.foundation.records import clock
from secretariat.rules.minutes import numbered, to_plain
from secretariat.rules.runs import words
from secretariat.rules.visibility import Actor, Audience
from tests import factories
from tests.council.meetings.conftest import Council, item_of, minute

from .conftest import NOTE, later, next_session

GUEST = Actor("gil-guest", "Gil Guest", "gil-guest")
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


def amend(council: Council, minutes: Minutes) -> None:
    """Change a note as a secretary does, without any correction proposed."""
    note = item_of(minutes.meeting, "harbour-map").notes.get()
    meetings.edit_note(council.secretary, note, text="The map is new.", seen=note.revision)


def test_guest_who_was_there_reads_and_corrects(council: Council, released: Minutes) -> None:
    with clock.fixed(minute(75)):
        meetings.add_guest(
            council.secretary,
            released.meeting,
            "Gil Guest (Quay Services)",
            choice="new",
            arrived_at=minute(4),
        )

    assert policy.may_read(GUEST, released).allowed
    assert policy.may_propose_correction(GUEST, released).allowed
    assert list(policy.visible_to(GUEST, Minutes.objects.all())) == [released]


def test_stranger_reads_nothing_before_approval(released: Minutes) -> None:
    stranger = Actor("stella-strange", "Stella Strange", "stella-strange")

    assert not policy.may_read(stranger, released).allowed
    assert not policy.visible_to(stranger, Minutes.objects.all()).exists()


def test_change_after_release_is_shown_and_approved_as_amended(
    council: Council, released: Minutes
) -> None:
    amend(council, released)
    changes = [change.words for change in Editions(released).changes(Audience.PUBLIC)]
    with clock.fixed(later(5)):
        item = next_session(council).items.get(kind="minutes_to_approve")
        motion = commands.move_approval(council.secretary, item, [released.ref])
        motions.record_general_consent(council.secretary, motion)

    released.refresh_from_db()
    signature = minutes_of(released).signature
    assert changes == [f"Section “2. Harbour map”: “2.1 {NOTE}” is now “2.1 The map is new.”."]
    assert motion.text.endswith("are approved, as amended.")
    assert released.is_amended
    assert signature is not None
    assert signature.words.startswith("Approved as amended in the meeting of 21 Oct 2021")


def test_unchanged_minutes_are_approved_as_they_are(council: Council, released: Minutes) -> None:
    with clock.fixed(later(5)):
        item = next_session(council).items.get(kind="minutes_to_approve")
        motion = commands.move_approval(council.secretary, item, [released.ref])

    assert motion.text.endswith("are approved.")
    assert Editions(released).changes(Audience.PUBLIC) == ()


def test_item_that_was_not_reached_says_only_that(council: Council, session: Meeting) -> None:
    with clock.fixed(minute(60)):
        adjourned = meetings.adjourn(council.secretary, session)
        minutes = commands.draft_minutes(council.secretary, adjourned)

    plain = to_plain(minutes_of(minutes))["sections"][2]
    assert [block["kind"] for block in plain["blocks"]] == ["state"]


def test_parts_bear_the_number_of_their_item_and_are_not_named_without_it(
    council: Council, session: Meeting
) -> None:
    for slug, titles in (("harbour-map", ("Buoys", "Depths")), ("any-other-business", ("Tea",))):
        for title in titles:
            new = meetings.NewItem(title=title, part_of=item_of(session, slug))
            meetings.add_item(council.secretary, session, new)
    meetings.add_note(council.secretary, item_of(session, "buoys"), "All float.")
    with clock.fixed(minute(60)):
        adjourned = meetings.adjourn(council.secretary, session)
        document = minutes_of(commands.draft_minutes(council.secretary, adjourned))

    _, map_, other = numbered(document)
    assert [(line.number, words(line.runs)) for line in map_.lines] == [
        ("2a", "Buoys"),
        ("2a.1", "All float."),
        ("2b", "Depths. Not reached."),
    ]
    assert [(line.number, words(line.runs)) for line in other.lines] == [("3.1", "Not reached.")]


@pytest.mark.parametrize(("name", "link"), [("Sam", "/notes/1"), ("Ben", "/correct?line=")])
def test_page_leads_writers_to_the_note_and_members_to_a_correction(
    council: Council, released: Minutes, client: Client, name: str, link: str
) -> None:
    client.force_login(factories.account(council.people[name]), backend=SIGN_IN)

    page = client.get(f"/{released.ref}").content.decode()

    assert link in page
    assert client.get(f"/{released.ref}.html").status_code == 200


def test_minutes_kept_elsewhere_are_said_to_be(
    council: Council, session: Meeting, client: Client
) -> None:
    with clock.fixed(minute(60)):
        held = meetings.adjourn_without_minutes(council.secretary, session)
    for state in (Meeting.State.DRAFTED, Meeting.State.RELEASED, Meeting.State.APPROVED):
        meetings.note_minutes_state(council.secretary, held, state)

    page = client.get(f"/{held.ref}/minutes").content.decode()

    assert "These minutes are kept elsewhere" in page
