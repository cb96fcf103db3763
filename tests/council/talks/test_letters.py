"""Who is written to when a talk moves on, and what a speaker's answer changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.talks import commands, queries
from secretariat.council.talks.commands import SlotPlan, SpeakerSays, SuggestedBy, TalkWords
from secretariat.council.talks.models import Invitation, Talk
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests import factories
from tests.council.talks.conftest import (
    NOW,
    START,
    Council,
    added,
    fresh,
    given,
    letters,
    link_in,
    planned,
    slotted,
)

STELLA = "stella@example.org"


def suggested(council: Council, address: str = STELLA) -> Talk:
    words = TalkWords(title="Fog horns", about="Sound at sea")
    by = SuggestedBy("Stella Stranger", address)
    return fresh(commands.suggest_talk(PUBLIC_ACTOR, council.body, words, by))


def invited(council: Council, talk: Talk) -> Invitation:
    """The standing invitation of its speaker, whom Ada asks."""
    commands.appoint_coordinator(council.ada, talk, council.people["Ada"])
    return commands.invite_speaker(council.ada, fresh(talk), fresh(talk).speakers.get())


def why(council: Council, talk: Talk) -> str:
    ends = loose_ends(council.secretary, council.body, clock.now())
    return next((end.why for end in ends if end.ref == talk.ref), "")


def page(link: str) -> str:
    return Client().get(link).content.decode()


def test_who_suggested_a_talk_hears_that_it_is_among_the_talks(council: Council) -> None:
    talk = suggested(council)
    assert letters() == []

    commands.accept_suggestion(council.secretary, talk)

    ((to, subject, text),) = letters()
    assert (to, subject) == (STELLA, "Your suggestion “Fog horns”: for information")
    assert text.startswith("Dear Stella Stranger,")
    assert f"/{talk.ref}" in text


def test_who_suggested_a_talk_hears_why_it_will_not_be_given(council: Council) -> None:
    talk = suggested(council)

    commands.move_talk(council.secretary, talk, "never", reason="A pitch for a product")

    ((to, _, text),) = letters()
    assert to == STELLA
    assert "“A pitch for a product”" in text


def test_wrong_address_of_a_stranger_keeps_no_talk_from_its_way(council: Council) -> None:
    talk = suggested(council, "stella at example")

    commands.accept_suggestion(council.secretary, talk)

    assert fresh(talk).is_public
    assert letters() == []


def test_suggester_is_shown_to_those_who_keep_the_talk_and_to_nobody_else(
    council: Council, clerk: Client
) -> None:
    talk = suggested(council)
    commands.accept_suggestion(council.secretary, talk)

    assert STELLA in clerk.get(f"/{talk.ref}").content.decode()
    assert STELLA not in page(f"/{talk.ref}")
    first = fresh(talk).steps.first()
    assert first is not None
    assert first.actor_name == "Somebody outside"


def test_who_is_named_to_ask_the_speaker_hears_of_it_and_a_volunteer_does_not(
    council: Council, talk: Talk
) -> None:
    commands.appoint_coordinator(council.ben, talk, council.people["Ben"])
    assert letters() == []

    commands.appoint_coordinator(council.secretary, fresh(talk), council.people["Ada"])

    ((to, subject, text),) = letters()
    assert (to, subject) == ("ada@example.org", "Ask the speaker of “Tides”: action required")
    assert f"/{talk.ref}" in text


def test_answer_reaches_the_officers_where_nobody_asks_the_speaker(
    council: Council, talk: Talk
) -> None:
    invitation = commands.invite_speaker(council.secretary, talk, talk.speakers.get())

    commands.answer_invitation(invitation, SpeakerSays(answer="declined", note="At sea"))

    ((_, _, text),) = letters("sam@")
    assert "Mo Tide answered about “Tides”: I cannot speak." in text


def test_speaker_who_asks_for_another_day_is_not_reminded_to_answer(
    council: Council, talk: Talk
) -> None:
    invitation = invited(council, talk)
    commands.answer_invitation(invitation, SpeakerSays(answer="other_day", note="In June"))
    assert why(council, talk) == "the speaker asks for another day"

    later = NOW + timedelta(days=8)
    with clock.fixed(later):
        commands.send_reminders(later)

    assert len(letters("mo@")) == 1
    assert letters("ada@")[-1][1] == "Find another day for the talk (Tides): action required"


def test_speaker_without_an_address_leaves_the_reminder_to_who_asks(council: Council) -> None:
    talk = added(council, "Buoys", "Nobody Known")
    commands.appoint_coordinator(council.ada, talk, council.people["Ada"])
    commands.move_talk(council.ada, fresh(talk), "invited")

    later = NOW + timedelta(days=8)
    with clock.fixed(later):
        assert commands.send_reminders(later) == 1

    ((to, subject, _),) = letters()
    assert (to, subject) == (
        "ada@example.org",
        "Get an answer from the speaker (Buoys): action required",
    )


def test_speaker_hears_of_another_day_by_a_link_that_keeps_the_answer(
    council: Council, talk: Talk
) -> None:
    meeting, later = planned(council), planned(council, 14)
    slot = slotted(council, talk, meeting)
    assert letters() == []
    commands.answer_invitation(invited(council, talk), SpeakerSays(answer="confirmed"))

    commands.move_slot(council.secretary, slot, SlotPlan(meeting=later), reason="A holiday")

    _, subject, text = letters("mo@")[-1]
    assert subject == "The day of your talk “Tides”: please answer"
    told = " ".join(text.split())
    assert "stands in the meeting of Thursday 30 May 2024, which begins at 09:00 PDT" in told
    assert "“A holiday”" in told
    token = link_in(text).rpartition("/")[2]
    assert queries.invitation_of(council.body, token).answer == "confirmed"
    assert "You will speak" in page(link_in(text))


def test_step_about_a_slot_stands_on_the_day_it_was_taken(council: Council, talk: Talk) -> None:
    slotted(council, talk, planned(council))

    last = fresh(talk).steps.last()
    assert last is not None
    assert (last.on, last.words) == (None, "Slot on 16 May 2024")


def test_call_is_given_to_a_speaker_who_confirmed_once_the_agenda_is_out(
    council: Council, talk: Talk
) -> None:
    meeting = planned(council)
    Meeting.objects.filter(pk=meeting.pk).update(link="https://call.example.org/9", passcode="4711")
    slotted(council, talk, meeting)
    commands.invite_speaker(council.secretary, fresh(talk), fresh(talk).speakers.get())
    link = link_in(letters("mo@")[-1][2])
    assert "call.example.org" not in page(link)

    invitation = queries.invitation_of(council.body, link.rpartition("/")[2])
    commands.answer_invitation(invitation, SpeakerSays(answer="confirmed"))
    assert "call.example.org" not in page(link)
    meetings.accept_proposals(council.secretary, meeting)
    meetings.publish_agenda(council.secretary, Meeting.objects.get(pk=meeting.pk))

    shown = page(link)
    assert "https://call.example.org/9" in shown
    assert "4711" in shown
    assert "16:00 UTC" in shown


def test_slides_come_by_the_link_after_the_talk_was_given(council: Council, talk: Talk) -> None:
    commands.answer_invitation(invited(council, talk), SpeakerSays(answer="confirmed"))
    link = link_in(letters("mo@")[-1][2])
    with clock.fixed(START):
        commands.note_given(council.secretary, fresh(talk), on=START.date())
    assert "Your slides" in page(link)

    answer = Client().post(f"{link}/slides", {"url": "https://example.org/tides.pdf"})

    assert answer.status_code == 303
    assert [each.url for each in fresh(talk).materials.all()] == ["https://example.org/tides.pdf"]
    assert why(council, talk) == ""


@pytest.mark.parametrize("ends_by", ["hand over", "webinar"])
def test_what_was_chosen_as_a_webinar_hangs_until_it_is_handed_over(
    council: Council, clerk: Client, ends_by: str
) -> None:
    talk = given(council, "Tides")
    commands.waive_slides(council.secretary, talk, "Shown live")
    new = commands.NewRound(way="named", talks=[talk])
    row = commands.open_round(council.secretary, council.body, new)
    commands.close_round(council.secretary, row, chosen=["tides"], words="Tides it is.")

    def hangs() -> list[str]:
        ends = loose_ends(council.secretary, council.body, clock.now())
        return [end.why for end in ends if end.kind == "talk"]

    assert hangs() == ["chosen as a webinar, not handed over"]
    assert "Hand over “Tides”" in clerk.get(f"/{row.ref}").content.decode()

    if ends_by == "webinar":
        commands.claim_webinar(council.secretary, fresh(talk), by_words="Outreach", text="Sep 2024")
    else:
        commands.recommend_talk(council.secretary, fresh(talk), council.outreach)

    assert hangs() == []
    assert "Hand over “Tides”" not in clerk.get(f"/{row.ref}").content.decode()


def test_letters_say_when_the_meeting_begins_on_the_clock_that_a_speaker_chose(
    council: Council, talk: Talk
) -> None:
    slotted(council, talk, planned(council))
    speaker = fresh(talk).speakers.get()
    who = factories.person("Vera Voss")
    factories.account(who, speaker.mail_address, zone="Australia/Lord_Howe")

    invited(council, fresh(talk))

    ((_, _, text),) = letters(speaker.mail_address)
    assert "which begins at 09:00 PDT, 16:00 UTC" in text
    assert "On your clock (Australia/Lord Howe): Friday 17 May 2024, 02:30." in text
