"""Who may read an action: taken from its item, kept with the record of its meeting, never widened
in silence.
"""

from __future__ import annotations

import pytest
from django.test import Client

from secretariat.council.actions import commands, policy, queries
from secretariat.council.actions.attention import actions_waiting
from secretariat.council.actions.commands import Changes
from secretariat.council.actions.models import Action
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.sight import document_sight
from secretariat.council.meetings.snapshots import meeting_snapshot, snapshot_for
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.foundation.records.models import Entry
from secretariat.foundation.records.queries import search, versions
from secretariat.rules.deck import TextSlide
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience, Role
from tests import factories
from tests.council.actions.conftest import KIND, Council, day, fresh, in_session, minute, raised

STAFF = factories.actor(Role.STAFF, "pat-staff")
OUTSIDER = factories.actor(Role.CHAIR, "zoe-far", of_body="gb")
MEMBERS, OFFICERS, PUBLIC = Audience.MEMBERS, Audience.OFFICERS, Audience.PUBLIC


def item_for(council: Council, meeting: Meeting, audience: Audience) -> AgendaItem:
    """An item of the meeting for this audience."""
    new = meetings.NewItem(title=f"Matter for {audience}", audience=audience)
    with clock.fixed(minute(-60)):
        return meetings.add_item(council.secretary, meeting, new)


def captured(
    council: Council, item: AgendaItem, line: str = "[Cyd] Hush about the wreck"
) -> Action:
    """An action typed in the room under an item."""
    with clock.fixed(minute(20)):
        return commands.raise_from_line(
            council.secretary,
            council.body,
            line,
            raised_ref=f"{item.meeting.ref}/{item.number or item.slug}",
        )


def approved(council: Council, meeting: Meeting) -> None:
    """The record of the meeting becomes public."""
    with clock.fixed(minute(90)):
        meetings.adjourn(council.secretary, meeting)
        for state in (Meeting.State.RELEASED, Meeting.State.APPROVED):
            meetings.note_minutes_state(council.secretary, meeting, state)


def seen_by(actor: Actor, action: Action) -> set[str]:
    """Where the actor comes across the action: on its page, in lists, in files, by search."""
    at, found = day(1), set()
    if policy.may_read(actor, queries.action_named(action.ref)):
        found.add("page")
    if action.ref in {one.ref for one in queries.open_actions(actor, action.body, at)}:
        found.add("list")
    if any(action.text in export(actor, "tc/actions", to).content.decode() for to in ("csv", "md")):
        found.add("file")
    if action.ref in {find.ref for find in search("wreck", actor)}:
        found.add("search")
    return found


EVERYWHERE = {"page", "list", "file", "search"}


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (PUBLIC, {"public", "outsider", "member", "staff", "secretary"}),
        (MEMBERS, {"member", "staff", "secretary"}),
        (OFFICERS, {"secretary"}),
    ],
)
def test_action_is_for_whom_its_item_is(
    council: Council, weeks_before: None, audience: Audience, readers: set[str]
) -> None:
    meeting = in_session(council)
    action = captured(council, item_for(council, meeting, audience))
    approved(council, meeting)
    everybody = {
        "public": PUBLIC_ACTOR,
        "outsider": OUTSIDER,
        "member": council.member,
        "staff": STAFF,
        "secretary": council.secretary,
    }

    with clock.fixed(day(1)):
        found = {who: seen_by(actor, action) for who, actor in everybody.items()}

    assert found == {who: EVERYWHERE if who in readers else set() for who in everybody}


def test_action_stays_with_the_members_until_the_record_is_public(
    council: Council, weeks_before: None
) -> None:
    meeting = in_session(council)
    action = captured(council, item_for(council, meeting, PUBLIC))

    with clock.fixed(minute(30)):
        during = (seen_by(PUBLIC_ACTOR, action), seen_by(council.member, action))
    approved(council, meeting)
    with clock.fixed(day(1)):
        after = seen_by(PUBLIC_ACTOR, action)

    assert during == (set(), EVERYWHERE)
    assert after == EVERYWHERE


@pytest.mark.parametrize(("draft_audience", "is_public"), [("public", True), ("members", False)])
def test_release_makes_actions_public_where_drafts_are(
    council: Council, weeks_before: None, draft_audience: str, is_public: bool
) -> None:
    council.body.draft_audience = draft_audience
    council.body.save()
    meeting = in_session(council)
    action = captured(council, item_for(council, meeting, PUBLIC))
    with clock.fixed(minute(90)):
        meetings.adjourn(council.secretary, meeting)
        drafted = seen_by(PUBLIC_ACTOR, action)
        meetings.note_minutes_state(council.secretary, meeting, Meeting.State.RELEASED)
        released = seen_by(PUBLIC_ACTOR, action)

    assert drafted == set()
    assert released == (EVERYWHERE if is_public else set())


def test_owner_in_person_reads_what_is_for_officers_and_others_do_not(
    council: Council, weeks_before: None
) -> None:
    meeting = in_session(council)
    item = item_for(council, meeting, OFFICERS)
    hers = captured(council, item)
    for_all = captured(council, item, "[ALL] Say nothing of the wreck")
    cyd, ben = council.person("Cyd"), council.member

    assert policy.may_read(cyd, hers)
    assert not policy.may_read(ben, hers)
    assert not policy.may_read(cyd, for_all)
    waiting = actions_waiting(cyd, council.body, day(1))
    assert [one.href for one in waiting] == [f"/{hers.ref}"]
    assert actions_waiting(ben, council.body, day(1)) == []


def test_secretary_of_the_day_reads_the_actions_of_that_meeting(
    council: Council, weeks_before: None
) -> None:
    meeting = in_session(council)
    meetings.set_secretary_of_the_day(council.secretary, meeting, council.people["Ada"])
    action = captured(council, item_for(council, meeting, OFFICERS))
    ada = Actor("ada-quill", "Ada Quill", "ada-quill")

    with clock.fixed(minute(30)):
        assert "list" in seen_by(ada, action)
        assert "page" in seen_by(ada, action)


@pytest.mark.parametrize("status", ["anonymous", "member"])
def test_hidden_action_answers_as_one_that_is_not_there(
    council: Council, weeks_before: None, status: str
) -> None:
    meeting = in_session(council)
    action = captured(council, item_for(council, meeting, OFFICERS))
    client = Client()
    if status == "member":
        client.force_login(factories.account(council.people["Ben"]))

    page = client.get(f"/{action.ref}")
    posted = client.post(f"/{action.ref}/said", {"state": "open"})

    assert (page.status_code, posted.status_code) == (404, 404)
    assert "wreck" not in page.content.decode()


def test_commands_refuse_who_may_not_read(council: Council, weeks_before: None) -> None:
    meeting = in_session(council)
    action = captured(council, item_for(council, meeting, OFFICERS))

    with pytest.raises(Refused) as refused:
        commands.edit_action(STAFF, action, Changes(audience=PUBLIC), seen=action.revision)

    assert refused.value.code == "not_allowed"
    assert fresh(action).audience == "officers"


def test_staff_raise_nothing_under_an_item_they_may_not_see(
    council: Council, weeks_before: None
) -> None:
    meeting = in_session(council)
    item = item_for(council, meeting, OFFICERS)

    with pytest.raises(Refused) as refused:
        commands.raise_action(
            STAFF, council.body, text="Ask", raised_ref=f"{meeting.ref}/{item.number}"
        )

    assert refused.value.code == "not_allowed"
    assert not Action.objects.exists()


def test_parts_of_a_split_are_for_whom_the_whole_was(council: Council, weeks_before: None) -> None:
    meeting = in_session(council)
    item = item_for(council, meeting, MEMBERS)
    action = captured(council, item, "[Ada/Ben] Hush about the wreck")
    with clock.fixed(minute(25)):
        parts = commands.split_action(council.secretary, action)
    approved(council, meeting)

    assert [part.audience for part in parts] == ["members", "members"]
    with clock.fixed(day(1)):
        assert [seen_by(PUBLIC_ACTOR, part) for part in parts] == [set(), set()]
        assert queries.parts_of(PUBLIC_ACTOR, action) == []


def test_keeper_widens_an_action_on_its_page_and_the_record_tells(
    council: Council, weeks_before: None
) -> None:
    meeting = in_session(council)
    action = captured(council, item_for(council, meeting, MEMBERS))
    approved(council, meeting)
    client = Client()
    client.force_login(factories.account(council.people["Sam"]))
    with clock.fixed(day(1)):
        page = client.get(f"/{action.ref}").content.decode()
        client.post(f"/{action.ref}/edit", {"audience": "public", "seen": action.revision})
        seen = seen_by(PUBLIC_ACTOR, action)

    assert 'name="audience"' in page
    assert seen == EVERYWHERE
    entry = Entry.objects.filter(command="actions.edit_action").get()
    assert (entry.before, entry.after) == ({"audience": "members"}, {"audience": "public"})
    words = [words for step in queries.history_of(fresh(action)) for words in step.words]
    assert "Now for everyone (was for the members and staff of the body)" in words


def test_meetings_that_spoke_of_an_action_hear_that_it_is_for_others_now(
    council: Council, weeks_before: None
) -> None:
    meeting = in_session(council)
    action = captured(council, item_for(council, meeting, PUBLIC))
    topic = f"meeting:{meeting.ref}"
    before = versions([topic])[topic]

    commands.edit_action(council.secretary, action, Changes(audience=MEMBERS), seen=action.revision)

    assert versions([topic])[topic] == before + 1


def test_action_follows_an_item_that_is_kept_for_fewer_and_never_for_more(
    council: Council, weeks_before: None
) -> None:
    meeting = in_session(council)
    item = item_for(council, meeting, PUBLIC)
    action = captured(council, item)
    audiences = []
    with clock.fixed(minute(30)):
        for audience in (OFFICERS, PUBLIC):
            item.refresh_from_db()
            edit = meetings.ItemEdit(audience=audience)
            meetings.edit_item(council.secretary, item, edit, seen=item.revision)
            audiences.append(fresh(action).audience)
    approved(council, meeting)

    assert audiences == ["officers", "officers"]
    with clock.fixed(day(1)):
        assert seen_by(council.member, action) == set()


def test_action_on_the_list_is_for_whom_its_form_says(council: Council, weeks_before: None) -> None:
    client = Client()
    client.force_login(factories.account(council.people["Sam"]))

    answer = client.post(
        "/tc/actions", {"text": "Hush", "owner_words": "Ben", "audience": "officers"}, follow=True
    )

    said = "A-1 is on the list for the chair and the secretary, and for Ben Stone, who owns it."
    assert said in answer.content.decode()
    assert Action.objects.get().audience == "officers"


def test_slide_shows_what_is_public_and_says_how_much_is_not_yet(
    council: Council, action: Action
) -> None:
    held = in_session(council)
    captured(council, item_for(council, held, PUBLIC), "[Ben] Paint the pier")
    captured(council, item_for(council, held, OFFICERS), "[Ben] Hush about the wreck")
    with clock.fixed(minute(90)):
        meetings.adjourn(council.secretary, held)
    following = in_session(council, day(14))
    seen = snapshot_for(following, document_sight(PUBLIC))
    item = next(item for item in seen.items if item.kind == KIND)

    (slide,) = kind_named(KIND).shown(seen, item, day(14))

    assert isinstance(slide, TextSlide)
    assert [one.words for one in slide.paragraphs] == ["[Ada] Draw the harbour map"]
    assert slide.foot == "1 more action stands in minutes that are not public yet."


def test_room_shows_what_its_reader_may_see(council: Council, weeks_before: None) -> None:
    meeting = in_session(council)
    for audience in (PUBLIC, MEMBERS, OFFICERS):
        captured(council, item_for(council, meeting, audience), f"[Ben] Do it for {audience}")

    texts = {
        actor.handle: [
            one.text for one in queries.new_actions(meeting_snapshot(meeting, actor), minute(30))
        ]
        for actor in (council.secretary, STAFF)
    }

    assert texts == {
        "sam-clerk": ["Do it for public", "Do it for members", "Do it for officers"],
        "pat-staff": ["Do it for public", "Do it for members"],
    }


def test_home_page_tells_the_public_nothing_of_a_hidden_action(
    council: Council, weeks_before: None
) -> None:
    meeting = in_session(council)
    action = captured(council, item_for(council, meeting, MEMBERS))
    commands.close_action(council.secretary, action, "done", reason="The wreck is gone")
    open_one = raised(council, "Paint the pier", ["Ben"])

    page = Client().get("/tc").content.decode()

    assert "wreck" not in page
    assert action.number not in page
    assert open_one.number in page
