"""Suggesting, accepting, moving, inviting and filing talks: allowed, refused, and the trail."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secretariat.council.talks import commands, queries
from secretariat.council.talks.commands import Material, SpeakerSays, SuggestedBy, TalkWords
from secretariat.council.talks.models import Talk
from secretariat.foundation.people.attention import needs
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.people.models import MailChoice
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.foundation.records.queries import search
from secretariat.rules.talks import parse_speaker
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests.council.talks.conftest import (
    NOW,
    Council,
    added,
    fresh,
    given,
    letters,
    link_in,
    refusal,
)

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def suggested(council: Council, title: str = "Fog horns") -> Talk:
    words = TalkWords(title=title, about="Sound at sea", url="https://example.org/fog")
    by = SuggestedBy("Stella Stranger", "stella@example.org")
    return fresh(commands.suggest_talk(PUBLIC_ACTOR, council.body, words, by))


def why(council: Council, talk: Talk) -> str:
    ends = loose_ends(council.secretary, council.body, clock.now())
    return next((end.why for end in ends if end.ref == talk.ref), "")


def test_suggestion_is_for_the_members_until_somebody_accepts_it(council: Council) -> None:
    talk = suggested(council)

    assert (talk.ref, talk.state, talk.is_public) == ("tc/talks/fog-horns", "suggested", False)
    assert search("fog", PUBLIC_ACTOR) == []
    assert [each.ref for each in search("fog", council.ada)] == [talk.ref]
    assert queries.talks_of(PUBLIC_ACTOR, council.body) == []
    assert queries.pipeline_at(council.body, clock.now()) == []
    assert why(council, talk) == "suggested, nobody has looked at it"
    waiting = [each.words for each in needs(council.secretary, council.body, NOW)]
    assert waiting == ["Look at the suggested talk “Fog horns”"]

    with refusal("not_allowed"):
        commands.accept_suggestion(council.ben, talk)
    commands.accept_suggestion(council.secretary, talk)

    assert fresh(talk).is_public
    assert [each.ref for each in search("fog", PUBLIC_ACTOR)] == [talk.ref]
    assert why(council, talk) == "nobody asks the speaker"
    with refusal("same_state"):
        commands.accept_suggestion(council.secretary, fresh(talk))


def test_suggestion_without_sense_is_declined_and_never_becomes_public(council: Council) -> None:
    talk = suggested(council)
    with refusal("not_accepted"):
        commands.move_talk(council.secretary, talk, "invited")
    with refusal("reason_missing"):
        commands.move_talk(council.secretary, talk, "never")

    commands.move_talk(council.secretary, talk, "never", reason="A pitch for a product")

    assert (fresh(talk).state, fresh(talk).is_public) == ("never", False)
    assert queries.talks_of(PUBLIC_ACTOR, council.body) == []
    assert why(council, talk) == ""


def test_so_many_suggestions_that_nobody_reads_them_are_refused(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secretariat.council.talks.commands.keeping.MOST_A_DAY", 2)
    for number in range(2):
        suggested(council, f"Wave {number}")

    with refusal("too_many"):
        suggested(council, "Wave 3")
    with clock.fixed(NOW + timedelta(days=2)):
        assert suggested(council, "Wave 4").slug == "wave-4"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": " "}, "words_missing"),
        ({"title": "x" * 201}, "words_too_long"),
        ({"title": "Fog", "url": "javascript:alert(1)"}, "malformed_link"),
    ],
)
def test_suggestion_that_cannot_be_kept_is_refused(
    council: Council, values: dict[str, str], code: str
) -> None:
    with refusal(code):
        commands.suggest_talk(PUBLIC_ACTOR, council.body, TalkWords(**values), SuggestedBy())  # type: ignore[arg-type]
    assert Talk.objects.count() == 0


def test_talk_knows_the_person_and_the_organization_by_name(council: Council) -> None:
    talk = added(council, "Tides", "Ada Quill (Amber Works)", organization="Birch Labs")

    speaker = talk.speakers.get()
    assert (speaker.person, speaker.organization_words) == (council.people["Ada"], "Amber Works")
    assert talk.organization is not None
    assert talk.organization.slug == "birch-labs"


def test_member_may_offer_to_ask_the_speaker(council: Council, talk: Talk) -> None:
    with refusal("not_allowed"):
        commands.appoint_coordinator(council.ben, talk, council.people["Ada"])

    commands.appoint_coordinator(council.ben, talk, council.people["Ben"])

    assert (fresh(talk).state, fresh(talk).coordinator) == (
        "contact_sought",
        council.people["Ben"],
    )
    assert why(council, talk) == "not invited yet"
    assert [e.words for e in needs(council.ben, council.body, NOW)] == [
        "Move the talk “Tides” on: not invited yet"
    ]
    commands.move_talk(council.ben, fresh(talk), "invited")
    with refusal("not_allowed"):
        commands.move_talk(council.ada, fresh(talk), "confirmed")


def test_steps_tell_the_whole_life_of_a_talk(council: Council, talk: Talk) -> None:
    commands.appoint_coordinator(council.secretary, talk, council.people["Ada"])
    commands.move_talk(council.ada, fresh(talk), "never", reason="The speaker went to sea")
    commands.move_talk(council.secretary, fresh(talk), "suggested", reason="She is back")

    steps = [(step.state, step.words, step.note) for step in fresh(talk).steps.all()]
    assert steps == [
        ("suggested", "Suggested", ""),
        ("contact_sought", "Ada Quill asks the speaker", ""),
        ("never", "Will not be given", "The speaker went to sea"),
        ("suggested", "Suggested", "She is back"),
    ]
    trail = Entry.objects.filter(ref=talk.ref).order_by("id").values_list("command", flat=True)
    assert list(trail) == [
        "talks.add",
        "talks.appoint_coordinator",
        "talks.move",
        "talks.move",
    ]


def test_edit_keeps_both_texts_when_somebody_was_faster(council: Council, talk: Talk) -> None:
    words = TalkWords(title="High tides", speakers=[parse_speaker("Mo Tide (Pier)?")])
    edited = commands.edit_talk(council.secretary, talk, words, seen=talk.revision)

    assert (edited.title, edited.ref) == ("High tides", "tc/talks/tides")
    speaker = fresh(talk).speakers.get()
    assert (speaker.organization_words, speaker.is_certain, speaker.address) == (
        "Pier",
        False,
        "mo@example.org",
    )
    assert SearchRow.objects.get(ref=talk.ref).title == "High tides"
    with refusal("changed_meanwhile"):
        commands.edit_talk(council.secretary, talk, words, seen=talk.revision)


def test_speaker_is_invited_and_confirms_by_the_link_in_the_letter(
    council: Council, talk: Talk
) -> None:
    commands.appoint_coordinator(council.secretary, talk, council.people["Ada"])
    speaker = fresh(talk).speakers.get()

    invitation = commands.invite_speaker(
        council.ada, fresh(talk), speaker, asks="We look forward to it."
    )

    ((to, subject, text),) = letters("mo@")
    assert (to, subject) == ("mo@example.org", "Invitation to speak, Tides: please answer")
    assert text.startswith("Dear Mo Tide,")
    assert "We look forward to it." in text
    assert "at most" in text
    token = link_in(text).rpartition("/")[2]
    assert token not in invitation.token_digest
    assert queries.invitation_of(council.body, token) == invitation
    assert fresh(talk).state == "invited"

    says = SpeakerSays(answer="confirmed", note="Not in June", title="Tides", about="**High**")
    commands.answer_invitation(queries.invitation_of(council.body, token), says)

    assert (fresh(talk).state, fresh(talk).about) == ("confirmed", "**High**")
    answer = Entry.objects.get(command="talks.answer")
    assert (answer.actor_name, answer.actor_handle) == ("Mo Tide", "speaker")
    told = letters("ada@")[-1]
    assert "Mo Tide answered about “Tides”: I will speak." in told[2]
    assert "“Not in June”" in told[2]


def test_declined_talk_goes_back_to_who_asks(council: Council, talk: Talk) -> None:
    commands.appoint_coordinator(council.secretary, talk, council.people["Ada"])
    invitation = commands.invite_speaker(council.ada, fresh(talk), fresh(talk).speakers.get())

    commands.answer_invitation(invitation, SpeakerSays(answer="declined"))

    assert fresh(talk).state == "contact_sought"
    assert [step.words for step in fresh(talk).steps.all()][-1] == "Mo Tide: I cannot speak"


def test_link_ends_with_the_next_letter_and_with_the_talk(council: Council, talk: Talk) -> None:
    speaker = fresh(talk).speakers.get()
    first = commands.invite_speaker(council.secretary, talk, speaker)
    second = commands.invite_speaker(council.secretary, fresh(talk), speaker)
    first.refresh_from_db()

    with refusal("ended"):
        commands.answer_invitation(first, SpeakerSays(answer="confirmed"))
    with refusal("unknown_answer"):
        commands.answer_invitation(second, SpeakerSays(answer="perhaps"))
    commands.move_talk(council.secretary, fresh(talk), "never", reason="No more talks")
    second.refresh_from_db()
    second.talk = fresh(talk)
    with refusal("ended"):
        commands.answer_invitation(second, SpeakerSays(answer="confirmed"))
    with refusal("not_found"):
        queries.invitation_of(council.body, "guessed")


def test_nobody_without_an_address_is_invited(council: Council) -> None:
    talk = added(council, "Buoys", "Nobody Known")

    with refusal("no_address"):
        commands.invite_speaker(council.secretary, talk, talk.speakers.get())
    assert letters() == []


def test_slides_take_a_confirmed_talk_a_step_further(council: Council, confirmed: Talk) -> None:
    made = commands.file_material(
        council.ada, confirmed, Material(name="Tides (final).PDF", content=PDF)
    )

    assert (made.slug, made.kind, made.title) == ("tides-final.pdf", "slides", "Tides (final).PDF")
    assert fresh(confirmed).state == "material_received"
    with refusal("nothing_to_file"):
        commands.file_material(council.ada, fresh(confirmed), Material())
    with refusal("not_allowed"):
        commands.file_material(council.ben, fresh(confirmed), Material(url="https://example.org"))
    commands.remove_material(council.ada, fresh(confirmed), made.slug)
    assert [step.words for step in fresh(confirmed).steps.all()][-1] == (
        "Slides taken away: Tides (final).PDF"
    )


def test_given_talk_hangs_until_its_slides_are_filed_or_waived(council: Council) -> None:
    talk = given(council, "Tides")
    assert why(council, talk) == "slides not filed"

    commands.waive_slides(council.secretary, talk, "The speaker showed the sea")

    assert why(council, talk) == ""
    assert fresh(talk).given_on == NOW.date()


def test_talk_is_not_given_in_the_future(council: Council, talk: Talk) -> None:
    with refusal("in_future"):
        commands.note_given(council.secretary, talk, on=date(2025, 1, 1))
    assert fresh(talk).state == "suggested"


def test_reminders_go_out_once_a_week_and_hold_a_link(council: Council, talk: Talk) -> None:
    commands.appoint_coordinator(council.secretary, talk, council.people["Ada"])
    commands.move_talk(council.ada, fresh(talk), "invited")
    soon, later = NOW + timedelta(days=6), NOW + timedelta(days=7)
    sent = []
    for at in (soon, later, later + timedelta(days=6), later + timedelta(days=7)):
        with clock.fixed(at):
            sent.append(commands.send_reminders(at))

    assert sent == [0, 1, 0, 1]
    sent_to_speaker = letters("mo@")
    to, subject, text = sent_to_speaker[0]
    assert (to, subject) == (
        "mo@example.org",
        "Answer the invitation (Tides): action required",
    )
    token = link_in(text).rpartition("/")[2]
    assert queries.invitation_of(council.body, token).ended_at is not None
    latest = link_in(sent_to_speaker[1][2]).rpartition("/")[2]
    assert queries.invitation_of(council.body, latest).ended_at is None
    assert Entry.objects.filter(command="talks.remind").count() == 2


def test_reminder_to_one_wrong_address_does_not_keep_the_others(council: Council) -> None:
    for title, address in (("Fog", "no-address@"), ("Tides", "mo@example.org")):
        talk = added(council, title)
        talk.speakers.update(address=address)
        commands.move_talk(council.secretary, fresh(talk), "invited")

    at = NOW + timedelta(days=8)
    with clock.fixed(at):
        commands.send_reminders(at)

    assert [to for to, _, _ in letters()] == ["mo@example.org"]


def test_who_asks_several_speakers_is_reminded_of_one_a_day_and_the_rest_waits(
    council: Council,
) -> None:
    for title in ("Fog", "Tides"):
        talk = added(council, title)
        talk.speakers.update(address="")
        commands.appoint_coordinator(council.ada, talk, council.people["Ada"])
        commands.move_talk(council.ada, fresh(talk), "invited")

    at = NOW + timedelta(days=8)
    with clock.fixed(at):
        commands.send_reminders(at)
        commands.send_reminders(at)

    ((to, subject, text),) = letters()
    choice = MailChoice.objects.get(person=council.people["Ada"])
    assert to == "ada@example.org"
    assert "Fewer of these letters, or none:" in text
    titles = {title for title in ("Fog", "Tides") if title not in subject}
    assert [title for title in titles if title in choice.waiting[0][0]] == list(titles)
    assert len(choice.waiting) == 1
