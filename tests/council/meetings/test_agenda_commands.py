"""Putting business on an agenda, ordering it, taking it off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.numbering import numbers_of
from secretariat.council.meetings.queries.proposing import proposal_key, proposals_for
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Audience

from .conftest import START, Council, item_of, minute

WEEK = timedelta(weeks=1)


def titles(meeting: Meeting) -> list[str]:
    """Number and title of each item in the order of the agenda."""
    rows = list(meeting.items.order_by("position"))
    numbers = numbers_of(rows)
    return [f"{numbers[row.slug].label} {row.title}" for row in rows]


def add(council: Council, meeting: Meeting, title: str, **values: object) -> commands.NewItem:
    new = commands.NewItem(title=title, **values)  # type: ignore[arg-type]
    commands.add_item(council.secretary, meeting, new)
    return new


@pytest.fixture
def next_meeting(council: Council, meeting: Meeting) -> Meeting:
    plan = commands.MeetingPlan(starts_at=START + 2 * WEEK, ends_at=minute(120) + 2 * WEEK)
    return commands.plan_meeting(council.secretary, council.body, plan).meeting


def test_standing_business_stands_around_the_topics(council: Council, agenda: Meeting) -> None:
    add(council, agenda, "Pilot boats")

    assert titles(agenda) == [
        "1 Welcome, roll call and introductions",
        "2 Harbour map",
        "3 Pilot boats",
        "4 Any other business",
    ]


def test_part_follows_its_item_without_a_number(council: Council, agenda: Meeting) -> None:
    add(council, agenda, "Pilot boats")
    add(council, agenda, "Soundings", part_of=item_of(agenda, "harbour-map"))

    assert titles(agenda) == [
        "1 Welcome, roll call and introductions",
        "2 Harbour map",
        "2a Soundings",
        "3 Pilot boats",
        "4 Any other business",
    ]


def test_slug_is_free_and_no_word_of_a_page(council: Council, agenda: Meeting) -> None:
    for title in ("Harbour map", "Minutes", "5 o'clock", "Adjourn"):
        add(council, agenda, title)

    slugs = set(agenda.items.values_list("slug", flat=True))
    assert {"harbour-map-2", "item-minutes", "item-5-o-clock", "adjourn-2"} <= slugs


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": "  "}, "title_missing"),
        ({"title": "x" * 301}, "title_too_long"),
        ({"title": "Tea", "kind": "tea_party"}, "unknown_kind"),
        ({"title": "Tea", "minutes": 601}, "too_long"),
    ],
)
def test_nonsense_item_is_refused(
    values: dict[str, Any], code: str, council: Council, agenda: Meeting
) -> None:
    with pytest.raises(Refused) as refused:
        add(council, agenda, **values)

    assert refused.value.code == code
    assert agenda.items.count() == 3


def test_part_of_an_item_of_another_meeting_is_refused(
    council: Council, agenda: Meeting, next_meeting: Meeting
) -> None:
    with pytest.raises(Refused) as refused:
        add(council, next_meeting, "Soundings", part_of=item_of(agenda, "harbour-map"))

    assert refused.value.code == "other_meeting"


def test_item_added_in_session_gets_the_next_number_at_the_end(
    council: Council, session: Meeting
) -> None:
    add(council, session, "Late news")

    assert titles(session)[2:] == ["3 Any other business", "4 Late news"]
    assert item_of(session, "late-news").number == "4"


def test_two_parts_added_in_session_get_different_letters(
    council: Council, session: Meeting
) -> None:
    parent = item_of(session, "harbour-map")
    for title in ("Depths", "Lights"):
        add(council, session, title, part_of=parent)

    assert [item_of(session, slug).number for slug in ("depths", "lights")] == ["2a", "2b"]


def test_item_moves_up_and_down_with_its_parts(council: Council, agenda: Meeting) -> None:
    add(council, agenda, "Pilot boats")
    add(council, agenda, "Soundings", part_of=item_of(agenda, "harbour-map"))

    commands.move_item(council.secretary, item_of(agenda, "harbour-map"), by=1)

    assert titles(agenda)[1:4] == ["2 Pilot boats", "3 Harbour map", "3a Soundings"]


def test_order_is_written_whole(council: Council, agenda: Meeting) -> None:
    slugs = list(agenda.items.order_by("position").values_list("slug", flat=True))

    commands.order_items(council.secretary, agenda, [slugs[0], slugs[2], slugs[1]])

    assert titles(agenda)[1:] == ["2 Any other business", "3 Harbour map"]


def test_item_moved_over_a_part_moves_over_the_whole_family(
    council: Council, agenda: Meeting
) -> None:
    add(council, agenda, "Pilot boats")
    add(council, agenda, "Soundings", part_of=item_of(agenda, "harbour-map"))
    opening, harbour, soundings, pilots, last = agenda.items.order_by("position").values_list(
        "slug", flat=True
    )

    commands.order_items(council.secretary, agenda, [opening, soundings, harbour, pilots, last])
    down = titles(agenda)[1:4]
    commands.order_items(council.secretary, agenda, [opening, harbour, pilots, soundings, last])
    back = titles(agenda)[1:4]
    commands.order_items(
        council.secretary, agenda, [opening, harbour, pilots, soundings, last], moved=pilots
    )

    assert down == ["2 Pilot boats", "3 Harbour map", "3a Soundings"]
    assert back == ["2 Harbour map", "2a Soundings", "3 Pilot boats"]
    assert titles(agenda)[1:4] == down


def test_order_of_an_older_agenda_is_refused(council: Council, agenda: Meeting) -> None:
    slugs = list(agenda.items.order_by("position").values_list("slug", flat=True))
    add(council, agenda, "Pilot boats")

    with pytest.raises(Refused) as refused:
        commands.order_items(council.secretary, agenda, slugs)

    assert refused.value.code == "not_all_items"


def test_order_stands_after_the_call_to_order(council: Council, session: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.move_item(council.secretary, item_of(session, "harbour-map"), by=1)

    assert refused.value.code == "wrong_state"


def test_item_becomes_a_part_and_an_item_again(council: Council, agenda: Meeting) -> None:
    add(council, agenda, "Soundings")
    part = item_of(agenda, "soundings")

    commands.make_part(council.secretary, part, item_of(agenda, "harbour-map"))
    assert titles(agenda)[1:] == ["2 Harbour map", "2a Soundings", "3 Any other business"]

    commands.make_part(council.secretary, item_of(agenda, "soundings"), None)
    assert titles(agenda)[1:] == ["2 Harbour map", "3 Soundings", "4 Any other business"]


def test_item_with_parts_cannot_become_a_part(council: Council, agenda: Meeting) -> None:
    add(council, agenda, "Pilot boats")
    add(council, agenda, "Soundings", part_of=item_of(agenda, "harbour-map"))

    with pytest.raises(Refused) as refused:
        commands.make_part(
            council.secretary, item_of(agenda, "harbour-map"), item_of(agenda, "pilot-boats")
        )

    assert refused.value.code == "has_parts"


def test_removed_item_leaves_its_reason_in_the_trail(council: Council, agenda: Meeting) -> None:
    commands.remove_item(council.secretary, item_of(agenda, "harbour-map"), reason="Not ready")

    entry = Entry.objects.get(command="meetings.remove_item")
    assert (entry.ref, entry.after["reason"]) == ("tc/2021-10-07/harbour-map", "Not ready")
    assert entry.before["harbour-map"][0] == "Harbour map"
    assert titles(agenda)[1:] == ["2 Any other business"]


def test_nothing_is_removed_after_the_call(council: Council, session: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.remove_item(council.secretary, item_of(session, "harbour-map"), reason="Late")

    assert refused.value.code == "wrong_state"


def test_second_editor_is_told_both_versions(council: Council, agenda: Meeting) -> None:
    item = item_of(agenda, "harbour-map")
    commands.edit_item(council.chair, item, commands.ItemEdit(text="Drawn in May."), seen=1)

    with pytest.raises(Refused) as refused:
        commands.edit_item(council.secretary, item, commands.ItemEdit(text="Drawn."), seen=1)

    assert refused.value.code == "changed_meanwhile"
    assert refused.value.details == {
        "yours": {"text": "Drawn."},
        "theirs": {"text": "Drawn in May."},
        "revision": 2,
    }
    assert item_of(agenda, "harbour-map").text == "Drawn in May."


def test_edit_of_a_removed_item_is_refused(council: Council, agenda: Meeting) -> None:
    item = item_of(agenda, "harbour-map")
    commands.remove_item(council.chair, item_of(agenda, "harbour-map"), reason="Not ready")

    with pytest.raises(Refused) as refused:
        commands.edit_item(council.secretary, item, commands.ItemEdit(title="Map"), seen=1)

    assert refused.value.code == "not_found"


def test_presenters_are_persons_or_words(council: Council, agenda: Meeting) -> None:
    item = item_of(agenda, "harbour-map")

    commands.set_presenters(council.secretary, item, [council.people["Eve"]], "a surveyor")

    item = item_of(agenda, "harbour-map")
    assert [p.name for p in item.presenters.all()] == ["Eve Lund"]
    assert item.presenter_words == "a surveyor"


def test_link_needs_a_web_address(council: Council, agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.add_link(council.secretary, item_of(agenda, "harbour-map"), "javascript:alert(1)")

    assert refused.value.code == "malformed_link"


def test_link_and_file_are_kept_with_their_audience(council: Council, agenda: Meeting) -> None:
    item = item_of(agenda, "harbour-map")
    commands.add_link(council.secretary, item, "https://example.org/map", title="The map")
    commands.add_file(council.secretary, item, "Depths.txt", b"12 m", audience=Audience.OFFICERS)

    assert [(each.slug, each.audience) for each in item.links.all()] == [
        ("the-map", "public"),
        ("depths.txt", "officers"),
    ]


def test_file_that_is_not_what_it_says_is_refused(council: Council, agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.add_file(council.secretary, item_of(agenda, "harbour-map"), "map.pdf", b"MZ")

    assert refused.value.code == "wrong_file"


def test_carried_item_brings_words_links_and_open_parts(
    council: Council, agenda: Meeting, next_meeting: Meeting
) -> None:
    item = item_of(agenda, "harbour-map")
    add(council, agenda, "Soundings", part_of=item)
    commands.add_link(council.secretary, item, "https://example.org/map")

    made = commands.carry_item(council.secretary, item, next_meeting)

    assert titles(next_meeting) == ["1 Harbour map", "1a Soundings"]
    assert (made.minutes, made.carried_from, made.links.count()) == (15, item, 1)
    with pytest.raises(Refused) as refused:
        commands.carry_item(council.secretary, item, next_meeting)
    assert refused.value.code == "already_there"


def test_item_not_reached_is_proposed_for_the_next_meeting_until_taken(
    council: Council, session: Meeting, next_meeting: Meeting
) -> None:
    with clock.fixed(minute(60)):
        commands.adjourn(council.secretary, session)
    keys = [proposal_key(each) for each in proposals_for(next_meeting, minute(60))]
    reasons = {each.title: each.reason for each in proposals_for(next_meeting, minute(60))}

    assert reasons["Harbour map"] == "Not reached on 7 Oct 2021."
    made = commands.accept_proposals(council.secretary, next_meeting, keys[1:2])
    assert [item.title for item in made] == ["Harbour map"]
    left = [each.title for each in proposals_for(next_meeting, minute(60))]
    assert left == ["Welcome, roll call and introductions", "Any other business"]


def test_withdrawn_item_is_proposed_no_more(
    council: Council, session: Meeting, next_meeting: Meeting
) -> None:
    with clock.fixed(minute(60)):
        commands.adjourn(council.secretary, session)
        commands.withdraw_item(
            council.secretary, item_of(session, "harbour-map"), reason="Done by mail"
        )

    titles_left = [each.title for each in proposals_for(next_meeting, minute(60))]
    assert "Harbour map" not in titles_left


def test_proposal_that_does_not_stand_any_more_is_refused(
    council: Council, agenda: Meeting
) -> None:
    with pytest.raises(Refused) as refused:
        commands.accept_proposals(council.secretary, agenda, ["opening:no-such"])

    assert refused.value.code == "proposal_gone"
