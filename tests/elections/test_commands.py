"""What may be done to the timeline of an election, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from secretariat.elections import commands
from secretariat.elections.models import Timeline
from secretariat.elections.queries import missing, timelines_at
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.elections import Step, same_weekdays
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Role
from tests import factories
from tests.council.meetings.conftest import Council

from .conftest import LAST, fresh


def told() -> str:
    entry = Entry.objects.order_by("-id").first()
    assert entry is not None
    return entry.summary


def test_next_year_is_proposed_on_the_same_weekdays_and_the_trail_says_so(this: Timeline) -> None:
    (version,) = this.versions.all()

    assert (this.ref, version.days) == ("tc/elections/2021-chair", same_weekdays(LAST))
    assert told() == "proposed the timeline of the Chair election 2021, from Tue 9 Nov 2021"


def test_a_year_has_one_timeline_of_an_office(council: Council, this: Timeline) -> None:
    with pytest.raises(Refused) as refused:
        commands.propose_timeline(council.secretary, council.body, "chair", same_weekdays(LAST))

    assert refused.value.code == "timeline_known"
    commands.propose_timeline(council.secretary, council.body, "vice_chair", same_weekdays(LAST))
    assert len(timelines_at("tc", clock.now())) == 3


def test_days_out_of_order_and_offices_that_are_appointed_are_refused(council: Council) -> None:
    wrong = {**LAST, Step.RESULTS: date(2020, 11, 24)}
    for office, days, code in (("chair", wrong, "wrong_order"), ("staff", LAST, "not_elected")):
        with pytest.raises(Refused) as refused:
            commands.propose_timeline(council.secretary, council.body, office, days)
        assert refused.value.code == code
    assert Timeline.objects.count() == 0


def test_members_and_strangers_keep_no_timelines(council: Council, this: Timeline) -> None:
    member = factories.actor(Role.MEMBER, "ben", "tc")
    days = {**same_weekdays(LAST), Step.RESULTS: date(2021, 12, 3)}
    acts: list[Callable[[], object]] = [
        lambda: commands.propose_timeline(member, council.body, "secretary", LAST),
        lambda: commands.change_days(member, this, days, seen=this.revision),
        lambda: commands.record_adoption(member, this, ref="tc/M-2021-01"),
        lambda: commands.end_timeline(member, this, "Nobody stood."),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not_allowed"
    assert fresh(this).revision == this.revision


def test_adopted_days_change_only_with_a_reason_and_are_proposed_again(
    council: Council, this: Timeline
) -> None:
    commands.record_adoption(council.secretary, this, ref="https://example.org/vote")
    days = {**same_weekdays(LAST), Step.RESULTS: date(2021, 12, 3)}
    seen = fresh(this).revision

    with pytest.raises(Refused) as refused:
        commands.change_days(council.secretary, fresh(this), days, seen=seen)
    assert refused.value.code == "reason_missing"
    commands.change_days(council.secretary, fresh(this), days, reason="A count by hand.", seen=seen)

    first, second = fresh(this).versions.all()
    assert (first.adopted_ref, second.adopted_on) == ("https://example.org/vote", None)
    assert (second.results, second.words) == (date(2021, 12, 3), "A count by hand.")
    assert told().endswith("Election results announced on Fri 3 Dec 2021")


def test_second_editor_is_told_and_same_days_change_nothing(
    council: Council, this: Timeline
) -> None:
    days = {**same_weekdays(LAST), Step.RESULTS: date(2021, 12, 3)}
    entries = Entry.objects.count()
    commands.change_days(council.secretary, this, same_weekdays(LAST), seen=0)
    assert Entry.objects.count() == entries

    commands.change_days(council.secretary, this, days, seen=this.revision)
    later = {**days, Step.RESULTS: date(2021, 12, 6)}
    with pytest.raises(Refused) as refused:
        commands.change_days(council.secretary, fresh(this), later, seen=this.revision)

    assert refused.value.code == "changed_meanwhile"
    assert fresh(this).versions.count() == 2


def test_what_has_ended_stays_as_it_is(council: Council, last: Timeline) -> None:
    acts: list[Callable[[], object]] = [
        lambda: commands.end_timeline(council.secretary, last, "Ben was elected."),
        lambda: commands.record_adoption(council.secretary, last, ref="tc/M-2020-01"),
        lambda: commands.change_days(
            council.secretary, last, same_weekdays(LAST), seen=last.revision
        ),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "wrong_state"
        assert "Ada was elected." in str(refused.value)


def test_dropped_timeline_does_not_stand_for_its_year(council: Council, this: Timeline) -> None:
    assert missing(timelines_at("tc", clock.now()), date(2021, 10, 7)) == []

    commands.end_timeline(council.secretary, this, "The board wants to vote first", is_dropped=True)

    (last,) = missing(timelines_at("tc", clock.now()), date(2021, 10, 7))
    assert last.year == 2020


@pytest.mark.parametrize(
    ("ref", "on", "code"),
    [(" ", None, "source_missing"), ("tc/M-2021-01", date(2031, 1, 1), "in_future")],
)
def test_adoption_elsewhere_needs_a_source_and_a_day_that_has_come(
    council: Council, this: Timeline, ref: str, on: date | None, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        commands.record_adoption(council.secretary, this, ref=ref, on=on)

    assert refused.value.code == code
    assert fresh(this).versions.get().adopted_on is None
