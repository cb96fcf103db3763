"""Events on an agenda: proposed until followed up, shown, minuted; reports, loose ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from secretariat.council.events import commands
from secretariat.council.events.attention import events_waiting
from secretariat.council.events.loose_ends import events_left
from secretariat.council.events.models import Event
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, report_kind
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.foundation.records import clock
from secretariat.rules.deck import slide_lines
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import words
from secretariat.rules.visibility import Audience
from tests.council.meetings.conftest import Council, minute

from .conftest import fresh, noted, on_agenda, spoken

KIND = kind_named("event_follow_up")


def reasons(meeting: Meeting) -> list[tuple[str, str]]:
    return [(p.title, p.reason) for p in KIND.proposed(snapshot_for(meeting), clock.now())]


def shown(meeting: Meeting, slug: str) -> list[tuple[str, ...]]:
    snapshot = snapshot_for(meeting)
    return [slide_lines(s) for s in KIND.shown(snapshot, snapshot.item(slug), clock.now())]


def test_event_is_proposed_once_it_is_over_until_it_is_followed_up(
    council: Council, meeting: Meeting, days: Event, summit: Event
) -> None:
    assert reasons(meeting) == [
        ("Harbour Days follow-up", "Over since 1 Oct 2021, not followed up.")
    ]
    commands.follow_up_event(council.secretary, days, words="Nothing to do")
    assert reasons(meeting) == []
    noted(days, council, "Who pays?", kind="question")
    assert reasons(meeting) == [("Harbour Days: open questions", "1 question is open.")]


def test_speaker_who_is_not_named_needs_no_meeting_but_a_deadline_that_passed_does(
    council: Council, meeting: Meeting, summit: Event
) -> None:
    commands.add_session(council.secretary, summit, commands.SessionFields(title="Locks"))
    assert reasons(meeting) == []
    assert [e.why for e in events_left(council.chair, council.body, clock.now())] == [
        "1 session has no speaker"
    ]
    at = datetime(2021, 10, 6, 12, tzinfo=UTC)
    made = commands.set_deadline(
        council.secretary, fresh(summit), label="Call for papers", closes_at=at, zone="UTC"
    )

    assert reasons(meeting)[0][1].startswith("Call for papers closed on 6 Oct 2021, nobody said")
    commands.end_deadline(council.secretary, made, outcome="Nobody sent anything")
    assert reasons(meeting) == []


def test_deadline_between_today_and_the_meeting_is_told_as_one_to_come(
    council: Council, meeting: Meeting, summit: Event
) -> None:
    commands.set_deadline(
        council.secretary, summit, label="Call for papers", closes_at=minute(-1), zone="UTC"
    )

    assert clock.now() < minute(-1)
    assert reasons(meeting) == [
        ("Pilots' Summit", "Call for papers closes on 7 Oct 2021, before the meeting.")
    ]


def test_slide_tells_who_was_there_and_what_is_to_follow(
    council: Council, meeting: Meeting, days: Event
) -> None:
    item = on_agenda(council, meeting, days)
    commands.say_who_goes(council.secretary, days, person=council.people["Ben"], state="went")
    noted(days, council, "Depths were discussed")
    head = noted(days, council, "How to go on")
    noted(days, council, "A list, or a group?", kind="question", under=head.number)
    noted(days, council, "Zanzibar", audience=Audience.MEMBERS)

    assert shown(meeting, item.slug) == [(
        "• Ben Stone attended", "• Depths were discussed", "• How to go on",
        "• A list, or a group?",
    )]  # fmt: skip


def test_parallel_sessions_stand_under_one_time_with_the_organization_of_the_day(
    council: Council, meeting: Meeting, days: Event
) -> None:
    spoken(days, council, "Sounding")
    spoken(days, council, "Dredging")
    item = on_agenda(council, meeting, days)

    assert shown(meeting, item.slug) == [(
        "• Thu 30 Sep, 09:00–09:45 CEST",
        "• Sounding – Vera Outer, Chart Makers",
        "• Dredging – Vera Outer, Chart Makers",
    )]  # fmt: skip


def test_settled_item_follows_the_event_up_and_minutes_say_so(
    council: Council, session: Meeting, days: Event
) -> None:
    item = on_agenda(council, session, days)
    noted(days, council, "Ask the pilots")
    meetings.open_item(council.secretary, item)
    meetings.settle_item(council.secretary, item, words="Two actions")

    row = Event.objects.get(pk=days.pk)
    item.refresh_from_db()
    assert (row.follow_up_words, row.followed_up_on) == ("Two actions", date(2021, 10, 7))
    assert row.follow_up_ref == f"{session.ref}/{item.number}"
    snapshot = snapshot_for(session)
    blocks = KIND.minuted(snapshot, snapshot.item(item.slug), clock.now())
    (fact,) = [each for each in blocks if isinstance(each, Fact)]
    assert [words(line) for line in fact.lines] == [
        "Harbour Days, 30 Sep – 1 Oct 2021: followed up.", "Ask the pilots",
    ]  # fmt: skip


def test_item_that_is_put_off_leaves_the_event_waiting(
    council: Council, session: Meeting, days: Event
) -> None:
    item = on_agenda(council, session, days)
    meetings.defer_item(council.secretary, item, words="No time")

    assert Event.objects.get(pk=days.pk).followed_up_at is None


def test_slide_of_an_earlier_instant_does_not_know_a_later_note(
    council: Council, meeting: Meeting, days: Event
) -> None:
    item = on_agenda(council, meeting, days)
    with clock.fixed(minute(-20)):
        noted(days, council, "Later")
    snapshot = snapshot_for(meeting)

    (slide,) = KIND.shown(snapshot, snapshot.item(item.slug), minute(-25))

    assert slide_lines(slide) == ()


def test_loose_ends_offer_what_can_be_done_to_who_may(
    council: Council, meeting: Meeting, days: Event
) -> None:
    noted(days, council, "Who pays?", kind="question")

    (end,) = events_left(council.chair, council.body, clock.now())

    assert (end.words, end.since_on) == ("Harbour Days", date(2021, 10, 2))
    assert [act.label for act in end.acts] == ["Say what came of it", "Answer"]
    assert events_left(council.member, council.body, clock.now())[0].acts == ()


def test_near_deadline_and_own_event_call_for_attention(
    council: Council, meeting: Meeting, days: Event, summit: Event
) -> None:
    at = clock.now() + timedelta(days=9)
    commands.set_deadline(
        council.secretary, summit, label="Call for papers", closes_at=at, zone="UTC"
    )
    commands.say_who_goes(council.member, days, person=council.people["Ben"], state="went")

    found = events_waiting(council.member, council.body, clock.now())

    assert [each.words for each in found] == [
        "Send something to Pilots' Summit, or say that nobody will: Call for papers",
        "Note what follows from Harbour Days",
    ]
    assert [e.words for e in events_waiting(council.chair, council.body, clock.now())] == [
        "Send something to Pilots' Summit, or say that nobody will: Call for papers"
    ]


def test_report_tells_of_the_events_of_its_period_and_of_those_ahead(
    council: Council, meeting: Meeting, days: Event, summit: Event
) -> None:
    commands.follow_up_event(council.secretary, days, words="Two actions")
    report = ReportSnapshot("tc", "tc/reports/1", date(2021, 9, 1), date(2021, 10, 7))
    chapter = ChapterSnapshot("events_in_period", "Events")

    (slide,) = report_kind("events_in_period").reported(report, chapter, clock.now())

    assert slide_lines(slide) == (
        "• Harbour Days, 30 Sep – 1 Oct 2021, Hamburg", "• Two actions",
        "• Pilots' Summit, 31 Oct 2021",
    )  # fmt: skip
