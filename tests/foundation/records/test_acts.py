"""The frame of every command: one transaction, one line of the trail each, the feed raised last."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from secretariat.foundation.people.models import Organization
from secretariat.foundation.records import clock, queries
from secretariat.foundation.records.commands import (
    act,
    guard_revision,
    locked,
    remember_source,
)
from secretariat.foundation.records.models import Entry, Feed, Source
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor
from tests import factories

pytestmark = pytest.mark.django_db

ADA = Actor("ada-quill", "Ada Quill", "ada-quill")
NOON = datetime(2031, 3, 6, 12, 0, tzinfo=UTC)


def written(*only: str) -> list[tuple[str, ...]]:
    return list(Entry.objects.order_by("id").values_list(*only))


def test_act_writes_who_did_what_to_what_and_when() -> None:
    with clock.fixed(NOON), act(ADA, "meetings.note", "tc/2031-03-06/4", body_slug="tc") as this:
        this.was(text="before")
        this.now_is(text="after", on=date(2031, 3, 6))

    (entry,) = Entry.objects.all()
    assert (entry.at, entry.actor_handle, entry.actor_name) == (NOON, "ada-quill", "Ada Quill")
    assert (entry.command, entry.ref, entry.body_slug) == ("meetings.note", "tc/2031-03-06/4", "tc")
    assert (entry.before, entry.after) == (
        {"text": "before"},
        {"text": "after", "on": "2031-03-06"},
    )


def test_act_keeps_the_time_on_the_wall_beside_the_time_of_business() -> None:
    started = clock.wall_now()
    with clock.fixed(NOON), act(ADA, "meetings.note", "tc/1"):
        pass

    entry = Entry.objects.get()
    assert entry.at == NOON
    assert started <= entry.recorded_at <= clock.wall_now()


def test_act_reads_the_clock_once() -> None:
    with act(ADA, "meetings.note", "tc/1") as this:
        at = this.at
        assert this.at == at

    assert Entry.objects.get().at == at


def test_act_inside_another_writes_its_own_entry_before_the_outer_one() -> None:
    with act(ADA, "motions.close", "tc/M-2031-01"), act(ADA, "minutes.approve", "tc/minutes"):
        pass

    assert written("command") == [("minutes.approve",), ("motions.close",)]


def found_and_fail() -> None:
    with act(ADA, "people.found", "org", body_slug="tc"):
        factories.organization("Kept By Nobody")
        raise Refused("not_allowed", "No.")


def approve_and_fail() -> None:
    with act(ADA, "motions.close", "tc/M-2031-01", body_slug="tc"):
        with act(ADA, "minutes.approve", "tc/2031-02-20/minutes", body_slug="tc"):
            pass
        raise Refused("not_allowed", "No.")


def note_and_fail() -> None:
    with act(ADA, "meetings.note", "gb/1", body_slug="gb") as this:
        this.touch("meeting:gb/2031-03-06")
        raise Refused("not_allowed", "No.")


def test_failure_undoes_all_that_the_command_wrote() -> None:
    with pytest.raises(Refused):
        found_and_fail()

    assert (Organization.objects.count(), Entry.objects.count(), Feed.objects.count()) == (0, 0, 0)


def test_failure_of_the_outer_command_undoes_the_inner_one() -> None:
    with pytest.raises(Refused):
        approve_and_fail()

    assert (Entry.objects.count(), queries.versions(["body:tc"])) == (0, {"body:tc": 0})


def test_inner_command_that_is_refused_and_caught_leaves_the_outer_one_whole() -> None:
    with act(ADA, "motions.close", "tc/M-2031-01", body_slug="tc") as outer:
        with pytest.raises(Refused):
            note_and_fail()
        outer.now_is(state="carried")

    assert written("command") == [("motions.close",)]
    assert queries.versions(["body:tc", "body:gb", "meeting:gb/2031-03-06"]) == {
        "body:tc": 1,
        "body:gb": 0,
        "meeting:gb/2031-03-06": 0,
    }


def test_feed_rises_once_per_outermost_command_and_topic() -> None:
    for _ in range(2):
        with act(ADA, "motions.close", "tc/M-2031-01", body_slug="tc") as outer:
            outer.touch("meeting:tc/2031-03-06")
            with act(ADA, "meetings.settle", "tc/2031-03-06/4", body_slug="tc") as inner:
                inner.touch("meeting:tc/2031-03-06")

    assert queries.versions(["body:tc", "meeting:tc/2031-03-06", "body:gb"]) == {
        "body:tc": 2,
        "meeting:tc/2031-03-06": 2,
        "body:gb": 0,
    }


def test_feed_is_raised_after_everything_else_is_written() -> None:
    with (
        CaptureQueriesContext(connection) as captured,
        act(ADA, "motions.close", "tc/M-2031-01", body_slug="tc"),
        act(ADA, "meetings.settle", "tc/2031-03-06/4", body_slug="tc"),
    ):
        pass

    tables = [
        "feed" if "records_feed" in query["sql"] else "entry"
        for query in captured
        if query["sql"].startswith(("INSERT", "UPDATE"))
    ]
    assert tables[:3] == ["entry", "entry", "feed"]
    assert set(tables[3:]) == {"feed"}


def test_command_without_a_body_raises_no_feed() -> None:
    with act(ADA, "people.add_person", "person/ada-quill"):
        pass

    assert not Feed.objects.exists()


def test_commands_one_after_the_other_do_not_share_topics() -> None:
    with act(ADA, "meetings.note", "tc/1", body_slug="tc"):
        pass
    with act(ADA, "meetings.note", "gb/1", body_slug="gb"):
        pass

    assert queries.versions(["body:tc", "body:gb"]) == {"body:tc": 1, "body:gb": 1}


def test_act_after_a_failure_starts_afresh() -> None:
    with pytest.raises(Refused):
        found_and_fail()
    with act(ADA, "meetings.note", "gb/1", body_slug="gb"):
        pass

    assert queries.versions(["body:tc", "body:gb"]) == {"body:tc": 0, "body:gb": 1}


def test_source_of_a_fact_is_kept_with_the_entry() -> None:
    with act(ADA, "projects.claim", "tc/projects/reef") as this:
        this.source = remember_source("tc/2031-02-20/4", "the meeting of 20 Feb 2031, item 4")

    assert Entry.objects.get().source == Source.objects.get(ref="tc/2031-02-20/4")


def test_source_keeps_the_first_words_given_for_it() -> None:
    remember_source("tc/2031-02-20/4", "the meeting of 20 Feb 2031, item 4")
    again = remember_source("tc/2031-02-20/4", "something else", "https://example.org/minutes")

    assert (again.words, again.url) == ("the meeting of 20 Feb 2031, item 4", "")


def test_history_holds_a_thing_and_all_under_it_newest_first() -> None:
    for ref in ("tc/2031-03-06", "tc/2031-03-06/4", "tc/2031-03-06-2", "tc/2031-03-0"):
        with act(ADA, "meetings.edit", ref):
            pass

    found = [entry.ref for entry in queries.history("tc/2031-03-06")]
    assert found == ["tc/2031-03-06/4", "tc/2031-03-06"]


def test_revision_that_is_the_one_seen_is_raised() -> None:
    row = factories.organization()

    guard_revision(row, row.revision, {"name": "New"})

    assert row.revision == 2


def test_revision_that_moved_on_is_refused_with_both_texts() -> None:
    row = factories.organization("Their Name")
    row.revision = 3

    with pytest.raises(Refused) as refused:
        guard_revision(row, 2, {"name": "My Name"})

    assert refused.value.code == "changed_meanwhile"
    assert refused.value.details == {
        "yours": {"name": "My Name"},
        "theirs": {"name": "Their Name"},
        "revision": 3,
    }
    assert row.revision == 3


def test_locked_reads_the_row_as_it_stands_in_the_database() -> None:
    row = factories.organization("Old")
    Organization.objects.filter(pk=row.pk).update(name="New", revision=2)

    with transaction.atomic():
        fresh = locked(row)

    assert (fresh.name, fresh.revision, row.name) == ("New", 2, "Old")


def test_clock_stands_still_while_it_is_fixed_and_goes_on_after() -> None:
    before = clock.wall_now()
    with clock.fixed(NOON):
        inside = clock.now()
        with clock.fixed(NOON + timedelta(hours=1)):
            nested = clock.now()
        back = clock.now()

    assert (inside, nested, back) == (NOON, NOON + timedelta(hours=1), NOON)
    assert clock.now() >= before


def test_clock_is_fixed_in_utc_whatever_zone_is_given() -> None:
    with clock.fixed(datetime.fromisoformat("2021-10-07T07:05:00-07:00")):
        assert clock.now().isoformat() == "2021-10-07T14:05:00+00:00"


def test_clock_refuses_an_instant_without_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"), clock.fixed(datetime(2031, 3, 6)):  # noqa: DTZ001
        pass
