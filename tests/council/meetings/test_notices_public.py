"""What everybody reads of notices: all their versions, and which meetings showed each."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.notices import notice_on, notice_versions
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.foundation.people.feeds import feed_of
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.foundation.records.models import SearchRow
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests.journeys.pages import Visitor

from .conftest import Council

BEFORE, DAY, LATER = date(2021, 1, 1), date(2021, 10, 7), date(2021, 12, 1)


def adopt(council: Council, slug: str, text: str, on: date, *, is_at_opening: bool = True) -> None:
    new = commands.NoticeText(
        slug=slug, title=slug.capitalize(), text=text, source_words="", is_at_opening=is_at_opening
    )
    commands.adopt_notice(council.secretary, council.body, new, from_on=on)


@pytest.fixture
def visitor(db: None) -> Visitor:
    return Visitor()


def test_notice_shows_every_version_with_the_meetings_that_read_it(
    council: Council, session: Meeting, visitor: Visitor
) -> None:
    adopt(council, "values", "Be kind to all.", BEFORE)
    commands.read_notices(council.secretary, session)
    adopt(council, "values", "Be kind and brief.", LATER)

    now = visitor.see("/tc/notices/values").main

    assert "Version 2 Coming from 1 Dec 2021 Be kind and brief." in now
    assert "Version 1 In use from 1 Jan 2021 until 1 Dec 2021 Be kind to all." in now
    assert "Read in 1 meeting" in now
    with clock.fixed(datetime(2021, 12, 2, 17, tzinfo=UTC)):
        after = visitor.see("/tc/notices/values").main
    assert "Version 2 In use" in after
    assert "Version 1 Replaced" in after
    visitor.see("/tc/notices/nothing", status=404)


def test_list_shows_the_words_of_today_and_what_ended(
    council: Council, session: Meeting, visitor: Visitor
) -> None:
    assert "No notices yet" in visitor.see("/tc/notices").main
    adopt(council, "values", "Be kind to all.", BEFORE)
    adopt(council, "values", "Be kind and brief.", LATER)
    adopt(council, "recording", "We record.", BEFORE)
    commands.retire_notice(council.secretary, council.body, "recording", from_on=DAY)

    shown = visitor.see("/tc/notices").main

    assert "Be kind to all. Version 2 takes its place on 1 Dec 2021" in shown
    assert "brief" not in shown
    assert "Recording Ended version 1, from 1 Jan 2021 until 7 Oct 2021" in shown
    assert "Change them" not in shown


def test_notice_ends_with_its_next_version_that_was_still_coming(
    council: Council, session: Meeting, visitor: Visitor
) -> None:
    adopt(council, "values", "Be kind to all.", BEFORE)
    adopt(council, "values", "Be kind and brief.", LATER)

    (gone,) = commands.retire_notice(council.secretary, council.body, "values", from_on=DAY)

    assert gone.version == 2
    now = visitor.see("/tc/notices/values").main
    assert "Version 2 Withdrawn on 7 Oct 2021 before it was to hold from 1 Dec 2021" in now
    assert "Version 1 Ended from 1 Jan 2021 until 7 Oct 2021" in now
    assert "Values Ended version 1" in visitor.see("/tc/notices").main
    assert "brief" not in SearchRow.objects.get(ref="tc/notices/values").text
    with clock.fixed(datetime(2021, 12, 2, 17, tzinfo=UTC)):
        assert notice_on(council.body, "values", LATER) is None
    with pytest.raises(Refused, match="no notice “values” in use"):
        commands.retire_notice(council.secretary, council.body, "values", from_on=LATER)


def test_version_that_was_still_coming_is_withdrawn_and_the_one_before_goes_on(
    council: Council, session: Meeting
) -> None:
    adopt(council, "values", "Be kind to all.", BEFORE)
    adopt(council, "values", "Be kind and brief.", LATER)

    commands.withdraw_version(council.secretary, council.body, "values")

    row = notice_on(council.body, "values", LATER)
    assert row is not None
    assert (row.notice.version, row.state, row.following) == (1, "in use", None)
    with pytest.raises(Refused, match="still to come"):
        commands.withdraw_version(council.secretary, council.body, "values")
    with pytest.raises(Refused):
        commands.withdraw_version(council.member, council.body, "values")
    adopt(council, "values", "Be brief.", DAY)
    assert [each.state for each in notice_versions(council.body, "values", LATER)] == [
        "in use", "withdrawn", "replaced",
    ]  # fmt: skip


def test_notice_cannot_end_before_the_version_in_use_began(
    council: Council, session: Meeting
) -> None:
    adopt(council, "values", "Be kind to all.", DAY)

    with pytest.raises(Refused, match="Version 1 of “Values” holds from 7 Oct 2021"):
        commands.retire_notice(council.secretary, council.body, "values", from_on=BEFORE)


def test_notice_that_is_kept_to_be_read_opens_no_meeting(
    council: Council, session: Meeting, visitor: Visitor
) -> None:
    adopt(council, "code-of-conduct", "Harass nobody.", BEFORE, is_at_opening=False)

    assert meeting_snapshot(session, PUBLIC_ACTOR).notices == ()
    with pytest.raises(Refused, match="read out already"):
        commands.read_notices(council.secretary, session)
    assert "Harass nobody." in visitor.see("/tc/notices/code-of-conduct").main
    assert "Harass nobody. All versions" in visitor.see("/tc/conduct").main


def test_notice_read_before_it_was_only_kept_stays_with_its_meeting(
    council: Council, session: Meeting
) -> None:
    adopt(council, "conduct", "Harass nobody.", BEFORE)
    commands.read_notices(council.secretary, session)
    adopt(council, "conduct", "Harass nobody, ever.", DAY, is_at_opening=False)

    kept = meeting_snapshot(session, PUBLIC_ACTOR).notices

    assert [(each.version, each.text) for each in kept] == [(1, "Harass nobody.")]


def test_notices_are_told_to_other_programs(
    council: Council, session: Meeting, visitor: Visitor
) -> None:
    adopt(council, "values", "Be kind to all.", BEFORE)
    commands.read_notices(council.secretary, session)
    adopt(council, "values", "Be kind and brief.", LATER)

    one = json.loads(visitor.open("/api/v1/tc/notices/values").content)
    listed = json.loads(visitor.open("/api/v1/tc/notices").content)
    then = json.loads(visitor.open("/api/v1/tc/notices?as_of=2021-12-02").content)

    told = [(each["version"], each["state"], each["shown_in"]) for each in one["versions"]]
    assert told == [(2, "coming", []), (1, "in use", [session.ref])]
    assert one["versions"][1]["until_on"] == "2021-12-01"
    assert listed["items"] == [one]
    assert [each["state"] for each in then["items"][0]["versions"]] == ["in use", "replaced"]


def test_notices_leave_as_files_are_found_and_are_news(council: Council, session: Meeting) -> None:
    adopt(council, "values", "Be kind to all.", BEFORE)
    adopt(council, "values", "Be kind and brief.", LATER)

    rows = json.loads(export(PUBLIC_ACTOR, "tc/notices", "json").content)["notices"]

    assert [(row["version"], row["text"]) for row in rows] == [
        ("1", "Be kind to all."),
        ("2", "Be kind and brief."),
    ]
    assert SearchRow.objects.get(kind="notice").ref == "tc/notices/values"
    told = [item.title for item in feed_of(council.body, "atom").items if item.kind == "notice"]
    assert told == ["Values, version 1, holds"]
