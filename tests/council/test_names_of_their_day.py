"""What a meeting recorded bears the names of its day, whatever changes later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.minutes import commands as minutes
from secretariat.council.motions import commands as motions
from secretariat.foundation.people import commands as people
from secretariat.foundation.people.commands import SeatsOutcome
from secretariat.foundation.people.models import Organization
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from tests import factories as make
from tests.council.motions.conftest import (
    START,
    Council,
    arrive,
    build_council,
    build_session,
    minute,
    topic_of,
)

NEXT_YEAR = minute(0).replace(year=2022)
FILES = ("tc/2021-10-07/minutes", "tc/M-2021-01")
LISTS = ("tc/actions", "tc/decisions", "tc/projects")


@pytest.fixture
def council(db: None) -> Council:
    return build_council()


@pytest.fixture
def recorded(council: Council) -> Iterator[Meeting]:
    """A meeting with a vote, its minutes drafted and released; a year has passed."""
    with clock.fixed(START):
        session = build_session(council)
        arrive(council, session, "Ada", "Ben", "Cyd", "Dot", "Eve", "Fay")
        motion = motions.move_motion(
            council.secretary, council.body, text="That the map be drawn.",
            item=topic_of(session), mover=council.people["Ada"], seconder=council.people["Ben"],
        )  # fmt: skip
        motion = motions.open_vote(council.secretary, motion)
        motions.cast_remaining(council.secretary, motion, "yes")
        motions.close_vote(council.secretary, motion)
    with clock.fixed(minute(100)):
        session = meetings.adjourn(council.secretary, session)
        draft = minutes.draft_minutes(council.secretary, session)
        minutes.release_minutes(council.secretary, draft, corrections_until_on=date(2021, 10, 17))
    with clock.fixed(NEXT_YEAR):
        yield session


def printed(client: Client) -> dict[str, str]:
    """Every page and file that tells of the meeting."""
    files = {ref: export(make.operator(), ref, "md").content.decode() for ref in FILES}
    paths = ("/tc/2021-10-07", "/tc/2021-10-07/minutes", "/tc/M-2021-01", "/tc/decisions")
    pages = {path: client.get(path).content.decode() for path in paths}
    return files | {path: re.sub(r"<[^>]*>", " ", text) for path, text in pages.items()}


def test_minutes_votes_and_files_keep_the_names_of_their_day(
    client: Client, council: Council, recorded: Meeting
) -> None:
    client.force_login(make.account(council.people["Sam"]))
    before = printed(client)

    for slug, name in (("birch-labs", "Willow"), ("open-harbour-foundation", "Closed Harbour")):
        found = Organization.objects.get(slug=slug)
        people.rename_organization(
            make.operator(), found, name=name, from_on=date(2022, 1, 1), seen=found.revision
        )

    after = printed(client)
    assert [name for name, text in after.items() if "Willow" in text] == []
    assert [name for name in FILES if after[name] != before[name]] == []
    assert "Birch Labs" in after["/tc/2021-10-07/minutes"]
    assert "Birch Labs" in after["/tc/M-2021-01"]


def test_lists_of_an_earlier_day_name_the_foundation_of_that_day(
    council: Council, recorded: Meeting
) -> None:
    host = council.body.host
    people.rename_organization(
        make.operator(), host, name="Closed Harbour", from_on=date(2022, 1, 1), seen=host.revision
    )

    then, now = (
        [export(make.operator(), ref, "md", as_of).content.decode() for ref in LISTS]
        for as_of in (date(2021, 12, 31), date(2022, 1, 2))
    )

    assert ["Open Harbour Foundation" in text for text in then] == [True, True, True]
    assert ["Closed Harbour" in text for text in now] == [True, True, True]


def test_pages_and_files_name_the_foundation_that_the_host_went_over_into_from_that_day_on(
    client: Client, council: Council, recorded: Meeting
) -> None:
    host, before = council.body.host, recorded.starts_at.date()
    bigger = people.found_organization(make.operator(), "Harbours United")
    then = client.get(f"/{recorded.ref}/agenda.html").content.decode()

    people.merge_organization(
        make.operator(), host, into=bigger, on=date(2022, 1, 1), seen=host.revision
    )

    old, new = "Open Harbour Foundation", "Harbours United"
    for as_of, name, other in ((before, old, new), (date(2022, 1, 2), new, old)):
        files = [export(make.operator(), ref, "md", as_of).content.decode() for ref in LISTS]
        page = client.get("/tc/members", {"on": as_of.isoformat()}).content.decode()
        for text in (*files, page.partition("<h1")[2].partition("</header>")[0] or page):
            assert name in text
            assert other not in text
    assert client.get(f"/{recorded.ref}/agenda.html").content.decode() == then
    later = recorded.starts_at.replace(year=2022, month=2)
    coming = meetings.plan_meeting(
        council.secretary,
        council.body,
        meetings.MeetingPlan(starts_at=later, ends_at=later + timedelta(hours=1)),
    ).meeting
    assert snapshot_for(coming).body.organization == new
    assert snapshot_for(recorded).body.organization == old
    with clock.fixed(later):
        assert f"of {new}" in client.get("/tc").content.decode()


@pytest.mark.parametrize("outcome", [SeatsOutcome(stays="amber-works"), SeatsOutcome()])
def test_minutes_and_votes_stay_when_two_members_merge_later(
    client: Client, council: Council, recorded: Meeting, outcome: SeatsOutcome
) -> None:
    client.force_login(make.account(council.people["Sam"]))
    before = printed(client)

    birch, amber = (Organization.objects.get(slug=slug) for slug in ("birch-labs", "amber-works"))
    people.merge_organization(
        make.operator(), birch, into=amber, on=date(2022, 1, 1), seen=birch.revision,
        outcomes={"tc": outcome},
    )  # fmt: skip

    after = printed(client)
    assert [name for name in FILES if after[name] != before[name]] == []
    assert "Birch Labs" in after["/tc/2021-10-07/minutes"]
    assert after["/tc/M-2021-01"].count("Birch Labs") == before["/tc/M-2021-01"].count("Birch Labs")
