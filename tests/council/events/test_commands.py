"""What may be done to events, what is refused, and what is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from secretariat.council.actions.models import Action
from secretariat.council.events import commands
from secretariat.council.events.commands import EventFields, NoteFields, SessionFields
from secretariat.council.events.models import Event, EventDeadline, EventNote
from secretariat.council.events.queries import event_seen
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.rules.events import EventState
from secretariat.rules.talks import parse_speaker
from secretariat.rules.times import typed_instant
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience, Role
from tests import factories
from tests.council.meetings.conftest import Council

from .conftest import BERLIN, fresh, noted, refused, spoken


def trail(command: str) -> Entry:
    return Entry.objects.filter(command=f"events.{command}").latest("id")


def state(council: Council, row: Event) -> EventState:
    return event_seen(council.secretary, fresh(row), clock.now()).state


def test_event_is_added_by_those_who_keep_them_and_once(council: Council, days: Event) -> None:
    assert days.ref == "tc/events/harbour-days"
    assert trail("add_event").summary == "Harbour Days, 30 Sep – 1 Oct 2021"
    again = EventFields(name="harbour days", from_on=days.from_on)
    assert refused(lambda: commands.add_event(council.secretary, council.body, again)) == (
        "known_already"
    )
    other = EventFields(name="Tide Day", from_on=days.from_on)
    assert refused(lambda: commands.add_event(council.member, council.body, other)) == "not_allowed"
    liaison = factories.actor(Role.LIAISON, "lea-marsh")
    assert commands.add_event(liaison, council.body, other).zone == council.body.zone


def test_event_cannot_end_before_it_begins_or_lie_in_no_zone(council: Council) -> None:
    wrong = EventFields(name="A", from_on=date(2021, 10, 2), to_on=date(2021, 10, 1))
    assert refused(lambda: commands.add_event(council.secretary, council.body, wrong)) == (
        "wrong_period"
    )
    nowhere = EventFields(name="A", from_on=date(2021, 10, 2), zone="Mars/Olympus")
    assert refused(lambda: commands.add_event(council.secretary, council.body, nowhere)) == (
        "unknown_zone"
    )


def test_state_follows_from_the_days(council: Council, days: Event, summit: Event) -> None:
    assert state(council, days) is EventState.OVER
    assert state(council, summit) is EventState.ANNOUNCED
    with clock.fixed(datetime(2021, 10, 31, 15, tzinfo=UTC)):
        assert state(council, summit) is EventState.UNDER_WAY


def test_event_is_cancelled_with_a_reason_and_held_after_all(
    council: Council, summit: Event
) -> None:
    assert refused(lambda: commands.cancel_event(council.secretary, summit, reason=" ")) == (
        "words_missing"
    )
    commands.cancel_event(council.secretary, summit, reason="No pilots")
    assert state(council, summit) is EventState.CANCELLED
    assert refused(lambda: commands.cancel_event(council.secretary, summit, reason="Again")) == (
        "cancelled"
    )
    late = SessionFields(title="Sounding")
    assert refused(lambda: commands.add_session(council.secretary, summit, late)) == "cancelled"

    commands.revive_event(council.secretary, summit, reason="Pilots came")

    assert state(council, summit) is EventState.ANNOUNCED
    assert trail("revive_event").before["reason"] == "No pilots"


def test_event_is_followed_up_once_it_is_over(council: Council, days: Event, summit: Event) -> None:
    act = commands.follow_up_event
    assert refused(lambda: act(council.secretary, summit, words="Nothing")) == "not_over"
    assert refused(lambda: act(council.member, days, words="Nothing")) == "not_allowed"
    assert refused(lambda: act(council.secretary, days, words="  ")) == "words_missing"

    act(council.secretary, days, words="Two actions came of it")

    assert state(council, days) is EventState.FOLLOWED_UP
    assert refused(lambda: act(council.secretary, days, words="x")) == "followed_up_already"
    commands.take_up_event(council.secretary, days, reason="Something was forgotten")
    assert state(council, days) is EventState.OVER
    assert trail("take_up_event").before["words"] == "Two actions came of it"


def test_speaker_keeps_the_organization_of_that_day(council: Council, days: Event) -> None:
    ada = council.people["Ada"]
    fields = SessionFields(title="Locks", speakers=[parse_speaker("Ada Quill")])
    commands.add_session(council.secretary, days, fields)
    newer = factories.organization("Zinc Yards")
    ada.affiliations.update(to_on=date(2021, 10, 2))
    ada.affiliations.create(organization=newer, from_on=date(2021, 10, 3))

    (session,) = event_seen(PUBLIC_ACTOR, fresh(days), clock.now()).sessions

    assert [(s.name, s.organization, s.handle) for s in session.speakers] == [
        ("Ada Quill", "Amber Works", "ada-quill")
    ]


def test_parallel_sessions_stand_side_by_side_and_a_dropped_one_stays(
    council: Council, days: Event
) -> None:
    spoken(days, council, "Sounding")
    spoken(days, council, "Dredging")
    row = fresh(days).sessions.get(title="Dredging")
    row.event = days
    commands.drop_session(council.secretary, row, reason="The dredger is ill")

    event = event_seen(PUBLIC_ACTOR, fresh(days), clock.now())

    assert [each.when for each in event.sessions] == ["Thu 30 Sep, 09:00–09:45 CEST"] * 2
    assert [each.title for each in event.held] == ["Sounding"]
    assert event.sessions[1].dropped_reason == "The dredger is ill"


def test_times_are_kept_across_the_change_of_clocks(council: Council, summit: Event) -> None:
    early = typed_instant(date(2021, 10, 31), time(1, 30), BERLIN)
    late = typed_instant(date(2021, 10, 31), time(9), BERLIN)
    for title, at in (("Before", early), ("After", late)):
        fields = SessionFields(title=title, starts_at=at, ends_at=at + timedelta(hours=1))
        commands.add_session(council.secretary, fresh(summit), fields)

    event = event_seen(PUBLIC_ACTOR, fresh(summit), clock.now())

    assert [each.when for each in event.sessions] == [
        "Sun 31 Oct, 01:30–02:30 CEST", "Sun 31 Oct, 09:00–10:00 CET",
    ]  # fmt: skip
    assert [each.starts_at for each in event.sessions] == [
        datetime(2021, 10, 30, 23, 30, tzinfo=UTC), datetime(2021, 10, 31, 8, 0, tzinfo=UTC),
    ]  # fmt: skip


def test_deadline_is_moved_and_ends_with_what_came_of_it(council: Council, summit: Event) -> None:
    at = datetime(2021, 10, 16, 11, 59, tzinfo=UTC)
    made = commands.set_deadline(
        council.secretary, summit, label="Call for papers", closes_at=at, zone="Etc/GMT+12"
    )
    assert trail("set_deadline").summary == "Call for papers: 15 Oct 2021, 23:59 anywhere on Earth"
    later = at + timedelta(days=2)
    commands.move_deadline(council.secretary, made, closes_at=later)
    assert trail("move_deadline").before["closes_at"] == str(at)

    commands.end_deadline(council.member, made, outcome="Ben sent one paper")

    row = EventDeadline.objects.get()
    assert (row.closes_at, row.outcome, row.ended_on) == (
        later, "Ben sent one paper", date(2021, 10, 7),
    )  # fmt: skip
    assert refused(lambda: commands.move_deadline(council.secretary, made, closes_at=at)) == (
        "ended_already"
    )


def test_people_say_for_themselves_that_they_go(council: Council, summit: Event) -> None:
    ben, cyd = council.people["Ben"], council.people["Cyd"]
    commands.say_who_goes(council.member, summit, person=ben)
    assert refused(lambda: commands.say_who_goes(council.member, summit, person=cyd)) == (
        "not_allowed"
    )
    commands.say_who_goes(council.secretary, summit, person=cyd)
    commands.say_who_goes(council.member, summit, person=ben, state="stayed")

    event = event_seen(council.member, fresh(summit), clock.now())

    assert event.goers == (
        ("Ben Stone", "ben-stone", "stayed"), ("Cyd Vale", "cyd-vale", "goes"),
    )  # fmt: skip
    assert event_seen(PUBLIC_ACTOR, fresh(summit), clock.now()).goers == ()


def test_note_becomes_an_action_that_leads_back(council: Council, days: Event) -> None:
    note = noted(days, council, "Ask the pilots for their charts")

    action = commands.raise_from_note(council.secretary, note, owners="Ben Stone", due="1 Nov 2021")

    assert EventNote.objects.get().action_ref == action.ref
    row = Action.objects.get()
    assert (row.text, row.links) == ("Ask the pilots for their charts", ["tc/events/harbour-days"])
    assert refused(lambda: commands.raise_from_note(council.secretary, note)) == "is_action_already"


def test_note_becomes_an_agenda_item_that_leads_back(
    council: Council, meeting: Meeting, days: Event
) -> None:
    note = noted(days, council, "Shall we host the pilots?", kind="question")

    item = commands.put_note_on_agenda(council.secretary, note, meeting)

    assert (item.title, item.source_ref) == ("Shall we host the pilots?", note.ref)
    assert "[Harbour Days](/tc/events/harbour-days)" in item.text
    (seen,) = event_seen(PUBLIC_ACTOR, fresh(days), clock.now()).notes
    assert (seen.item_refs, seen.is_open) == ((f"{meeting.ref}/{item.slug}",), False)
    assert refused(lambda: commands.put_note_on_agenda(council.secretary, note, meeting)) == (
        "on_agenda_already"
    )
    assert refused(lambda: commands.put_note_on_agenda(council.member, note, meeting)) == (
        "on_agenda_already"
    )


def test_question_waits_until_it_is_answered(council: Council, days: Event) -> None:
    note = noted(days, council, "Who else was there?", kind="question")
    plain = noted(days, council, "Many pilots came")
    assert event_seen(PUBLIC_ACTOR, fresh(days), clock.now()).notes[0].is_open

    commands.answer_note(council.member, note, answer="Cyd was")

    assert not event_seen(PUBLIC_ACTOR, fresh(days), clock.now()).notes[0].is_open
    assert refused(lambda: commands.answer_note(council.member, note, answer="Dot")) == (
        "answered_already"
    )
    assert refused(lambda: commands.answer_note(council.member, plain, answer="x")) == "no_question"


def test_strangers_note_nothing_and_links_need_addresses(council: Council, days: Event) -> None:
    fields = NoteFields(text="We were there")
    assert refused(lambda: commands.note_follow_up(PUBLIC_ACTOR, days, fields)) == "not_allowed"
    link = NoteFields(text="The issue", kind="link")
    assert refused(lambda: commands.note_follow_up(council.member, days, link)) == "no_address"


def test_note_for_the_members_stays_out_of_trail_and_search(council: Council, days: Event) -> None:
    closed = noted(days, council, "Zanzibar asks", audience=Audience.MEMBERS)
    under = noted(days, council, "Zanzibar pays", under=closed.number)
    fields = NoteFields(text="Zanzibar knows", audience=Audience.MEMBERS)
    commands.change_note(council.member, closed, fields, seen=closed.revision)
    action = commands.raise_from_note(council.secretary, under)

    assert EventNote.objects.get(pk=under.pk).audience == "members"
    assert action.audience == "members"
    of_events = Entry.objects.filter(command__startswith="events.")
    told = str(list(of_events.values_list("summary", "before", "after")))
    assert "Zanzibar" not in told
    assert "Zanzibar" not in SearchRow.objects.get(ref=days.ref).text
    assert event_seen(PUBLIC_ACTOR, fresh(days), clock.now()).notes == ()
    assert len(event_seen(council.member, fresh(days), clock.now()).notes) == 1


def test_somebody_else_was_faster(council: Council, days: Event) -> None:
    spoken(days, council)
    (session,) = fresh(days).sessions.all()
    session.event = days
    fields = SessionFields(title="Sounding, part 2")
    commands.change_session(council.secretary, session, fields, seen=session.revision)

    again = SessionFields(title="Sounding, part 3")
    assert refused(
        lambda: commands.change_session(council.chair, session, again, seen=session.revision)
    ) == "changed_meanwhile"  # fmt: skip
