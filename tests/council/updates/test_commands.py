"""Updates asked for, written, sent, excused: allowed, refused, and what is kept."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.updates import commands
from secretariat.council.updates.commands import StandingFields
from secretariat.council.updates.models import StandingUpdate, UpdateLink, UpdateText
from secretariat.council.updates.queries import update_seen
from secretariat.foundation.people.commands import choose_mail
from secretariat.foundation.people.models import Body, MailChoice, Person
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.rules.updates import UpdateState
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories
from tests.council.meetings.conftest import START, Council, minute

from .conftest import TEXT, kept, link_in, mails, refused

OLGA = factories.actor(Role.CHAIR, "olga-horn", "outreach")
BEFORE = START - timedelta(days=6)


def state(owed: StandingUpdate, meeting: Meeting) -> UpdateState:
    return update_seen(owed, meeting, clock.now()).state


def test_body_owes_updates_once_and_not_to_itself(
    council: Council, outreach: Body, owed: StandingUpdate
) -> None:
    assert (owed.ref, owed.name) == ("tc/updates/outreach-committee", "Outreach Committee")
    again = StandingFields(from_body=outreach)
    own = StandingFields(from_body=council.body)
    late = StandingFields(name="Kernel SIG", lead_days=1, due_hours=24)
    for fields, code in ((again, "known_already"), (own, "same_body"), (late, "wrong_times")):
        owe = partial(commands.owe_updates, council.chair, council.body, fields)
        assert refused(owe) == code
    assert refused(lambda: commands.owe_updates(council.member, council.body, late)) == (
        "not_allowed"
    )


def test_standing_update_ends_with_a_reason(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    assert refused(lambda: commands.owe_no_more(council.chair, owed, reason=" ")) == "words_missing"
    commands.owe_no_more(council.chair, owed, reason="It was dissolved")

    again = StandingUpdate.objects.get()
    again.body = council.body
    assert again.ended_reason == "It was dissolved"
    assert refused(lambda: commands.owe_no_more(council.chair, again, reason="x")) == (
        "ended_already"
    )


def test_letter_asks_with_a_link_of_its_own(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    with clock.fixed(BEFORE):
        assert commands.ask_for_update(council.secretary, owed, meeting) == 1

    ((address, subject, text),) = mails()
    assert address == "olga@example.org"
    assert (
        subject
        == "Your update for the Technical Council, Thursday 7 October 2021: please answer by 6 Oct"
    )
    assert "Wednesday 6 October 2021 at 07:00 PDT" in text
    link = UpdateLink.objects.get()
    assert link_in(council, text) == link
    assert link.token_digest not in text
    with clock.fixed(BEFORE + timedelta(hours=1)):
        assert state(owed, meeting) is UpdateState.ASKED
    trail = Entry.objects.filter(command="updates.ask").get()
    assert "olga@example.org" not in str((trail.before, trail.after, trail.summary))


def test_letter_says_the_due_time_on_the_clock_of_its_reader_too(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    factories.account(factories.person("Olga Away"), "olga@example.org", zone="Asia/Kolkata")

    with clock.fixed(BEFORE):
        commands.ask_for_update(council.secretary, owed, meeting)

    ((_, _, text),) = mails()
    assert (
        "due until Wednesday 6 October 2021 at 07:00 PDT. On your clock (Asia/Kolkata): Wednesday "
        "6 October 2021, 19:30."
    ) in " ".join(text.split())


def test_nobody_to_ask_is_said_and_does_not_keep_others_from_their_letters(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    silent = commands.owe_updates(
        council.secretary, council.body, StandingFields(name="Kernel SIG")
    )
    assert refused(lambda: commands.ask_for_update(council.secretary, silent, meeting)) == (
        "nobody_to_ask"
    )
    assert refused(lambda: commands.ask_everybody(council.member, meeting)) == "not_allowed"

    assert commands.ask_everybody(council.secretary, meeting) == (1, ["Kernel SIG"])
    assert refused(lambda: commands.ask_everybody(council.secretary, meeting)) == "nobody_to_ask"
    commands.excuse_update(council.secretary, silent, meeting, reason="It sleeps")
    assert refused(lambda: commands.ask_everybody(council.secretary, meeting)) == "asked_already"


def test_answer_by_link_is_kept_as_a_draft_then_sent_and_changed_until_the_meeting(
    council: Council, agenda: Meeting, owed: StandingUpdate
) -> None:
    commands.ask_for_update(council.secretary, owed, agenda)
    link = link_in(council, mails()[0][2])

    commands.keep_draft_by_link(link, text="Zebra", seen=link.update_row.revision)
    assert kept(owed, agenda).draft == "Zebra"
    assert state(owed, agenda) is not UpdateState.RECEIVED
    commands.send_update_by_link(link, text=TEXT, seen=kept(owed, agenda).revision)
    commands.send_update_by_link(link, text="One webinar", seen=kept(owed, agenda).revision)

    seen = update_seen(owed, agenda, clock.now())
    assert (seen.state, seen.text, seen.by) == (UpdateState.RECEIVED, "One webinar", "Olga Horn")
    assert [row.text for row in UpdateText.objects.all()] == [TEXT, "One webinar"]
    assert kept(owed, agenda).draft == ""
    told = str(list(Entry.objects.values_list("summary", "before", "after")))
    assert "Zebra" not in told
    assert "Zebra" not in str(list(SearchRow.objects.values_list("text", flat=True)))
    assert SearchRow.objects.get(kind="update").text == "One webinar"
    meetings.publish_agenda(council.secretary, agenda)
    with clock.fixed(minute(2)):
        meetings.call_to_order(council.secretary, agenda)
    late = link_in(council, mails()[0][2])
    with clock.fixed(minute(5)):
        assert refused(
            lambda: commands.send_update_by_link(late, text="x", seen=late.update_row.revision)
        ) == "meeting_begun"  # fmt: skip


def test_two_who_write_at_once_do_not_overwrite_each_other(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    commands.ask_for_update(council.secretary, owed, meeting)
    link = link_in(council, mails()[0][2])
    seen = link.update_row.revision
    commands.keep_draft_by_link(link, text="Mine", seen=seen)

    assert refused(lambda: commands.send_update_by_link(link, text="Yours", seen=seen)) == (
        "changed_meanwhile"
    )
    assert kept(owed, meeting).draft == "Mine"


def test_officers_of_the_body_write_without_a_letter_and_others_do_not(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    commands.send_update(OLGA, owed, meeting, text=TEXT, seen=1)

    assert update_seen(owed, meeting, clock.now()).by == "Olga Horn"
    for who in (council.member, council.secretary, PUBLIC_ACTOR):
        send = partial(commands.send_update, who, owed, meeting, text="x", seen=2)
        assert refused(send) == "not_allowed"
    with pytest.raises(Exception, match="sent already"):
        commands.send_update(OLGA, owed, meeting, text=TEXT, seen=kept(owed, meeting).revision)


def test_contact_writes_and_is_asked_in_place_of_the_officers(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    commands.ask_for_update(council.secretary, owed, meeting)
    first = link_in(council, mails()[0][2])
    cyd = council.people["Cyd"]
    cyd.address = "cyd@example.org"
    cyd.save()
    fields = StandingFields(from_body=owed.from_body, contact=cyd)
    row = commands.change_standing(council.secretary, owed, fields, seen=owed.revision)

    commands.ask_for_update(council.secretary, row, meeting)

    assert [to for to, _, _ in mails()] == ["olga@example.org", "cyd@example.org"]
    first = link_in(council, mails()[0][2])
    assert refused(
        lambda: commands.send_update_by_link(first, text="x", seen=first.update_row.revision)
    ) == "link_ended"  # fmt: skip


def test_update_taken_down_says_whose_words_and_who_took_them(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    assert refused(
        lambda: commands.take_down_update(council.member, owed, meeting, text="x", by="Olga")
    ) == "not_allowed"  # fmt: skip
    commands.take_down_update(
        council.secretary, owed, meeting, text=TEXT, by="Olga Horn", how="by mail"
    )

    row = UpdateText.objects.get()
    assert (row.by, row.how) == ("Olga Horn", "by mail; taken down by Sam Clerk")


def test_excused_with_a_reason_and_owed_again(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    act = commands.excuse_update
    assert refused(lambda: act(council.secretary, owed, meeting, reason="")) == "words_missing"
    assert refused(lambda: act(council.member, owed, meeting, reason="Ill")) == "not_allowed"
    act(council.secretary, owed, meeting, reason="Its chair is ill")
    with clock.fixed(minute(1)):
        assert state(owed, meeting) is UpdateState.EXCUSED
    assert refused(lambda: act(council.secretary, owed, meeting, reason="x")) == "excused_already"

    commands.take_back_excuse(council.secretary, owed, meeting)

    assert state(owed, meeting) is UpdateState.NOT_ASKED
    assert Entry.objects.get(command="updates.take_back_excuse").before["reason"] == (
        "Its chair is ill"
    )


def test_asks_by_itself_in_time_and_reminds_once_a_day(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    def letters(days: float) -> int:
        with clock.fixed(START - timedelta(days=days)):
            return commands.ask_and_remind(clock.now())

    assert letters(8) == 0, "a week before it is asked for"
    assert (letters(6.9), letters(6.8), letters(4)) == (1, 0, 0)
    assert (letters(2.5), letters(2.4), letters(1.5)) == (1, 0, 1)
    assert letters(0.5) == 0, "nobody is reminded after it was due"
    subjects = [subject for _, subject, _ in mails()]
    assert ["action required" in subject for subject in subjects] == [False, True, True]


def test_who_answered_or_is_excused_is_not_reminded(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    with clock.fixed(START - timedelta(days=6)):
        commands.ask_and_remind(clock.now())
        commands.send_update(OLGA, owed, meeting, text=TEXT, seen=kept(owed, meeting).revision)
    with clock.fixed(START - timedelta(days=2)):
        assert commands.ask_and_remind(clock.now()) == 0
        assert refused(lambda: commands.remind_of_update(council.chair, owed, meeting)) == (
            "received_already"
        )


def test_reminder_waits_for_the_digest_of_who_wants_it_there_with_its_link(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    olga = Person.objects.get(handle=OLGA.handle)
    choose_mail(olga, council.body, digest="weekly", reminders="digest")
    for days in (6.9, 2.5):
        with clock.fixed(START - timedelta(days=days)):
            commands.ask_and_remind(clock.now())

    ((_, asked, _),) = mails()
    ((words, address),) = MailChoice.objects.get(person=olga).waiting
    assert "please answer" in asked
    assert "action required" in words
    assert link_in(council, f" {address} ").is_reminder
    with clock.fixed(START - timedelta(days=2)):
        commands.remind_of_update(council.chair, owed, meeting)
    assert len(mails()) == 2, "what an officer sends by hand goes at once"
