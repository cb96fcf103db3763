"""Inviting speakers by mail with a link of their own, and what they answer by it."""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.council.talks.commands.frame import (
    must_be_accepted,
    must_be_open,
    step,
    talk_act,
)
from secretariat.council.talks.commands.telling import (
    TalkLetter,
    link_of,
    new_link,
    send,
    speaker_to,
    tell_answer,
)
from secretariat.council.talks.letters import invitation_text, subject_words
from secretariat.council.talks.models import Invitation, Talk, TalkSpeaker
from secretariat.council.talks.queries import answerable, find_talk, guidelines_of, takes_slides
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people.queries.zones import zone_at_address
from secretariat.foundation.records.commands import Act
from secretariat.rules.errors import Refused
from secretariat.rules.talks import TalkState
from secretariat.rules.visibility import Actor, Decision, allow

Answer = Invitation.Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerSays:
    """What a speaker answers: whether, a note, and the talk in the speaker's own words."""

    answer: str
    note: str = ""
    title: str = ""
    about: str = ""


def invite_speaker(actor: Actor, talk: Talk, speaker: TalkSpeaker, *, asks: str = "") -> Invitation:
    """Write to a speaker; the mail holds a link by which the speaker answers without an account.

    An earlier link of that speaker ends. Refuses ("no_address", "ended", "not_accepted",
    "not_allowed").
    """
    with talk_act(actor, "invite", talk) as (this, row):
        must_be_accepted(row)
        must_be_open(row)
        if not speaker.mail_address:
            raise Refused(
                "no_address",
                f"The record has no address of {speaker.name}, so nothing was sent. Write it "
                "behind the speaker's name first.",
            )
        invitation, token = new_link(this, row, speaker)
        link = link_of(row, token)
        fresh = find_talk(row.ref) or row
        guidelines = guidelines_of(row.body)
        expects = guidelines.text if guidelines else ""
        own = zone_at_address(speaker.mail_address)
        text = invitation_text(fresh, link, expects, asks=asks, own=own)
        what = TalkLetter(f"Invitation to speak, {subject_words(fresh)}", Asks.ANSWER, text)
        send(this, row, speaker_to(speaker), what, is_by_hand=True)
        if row.state in (TalkState.SUGGESTED, TalkState.CONTACT_SOUGHT):
            row.state = TalkState.INVITED
        step(this, row, f"{speaker.name} invited")
    return invitation


def answer_invitation(invitation: Invitation, says: SpeakerSays) -> Talk:
    """Record what the speaker answers through the link; whoever asks the speaker gets a letter, the
    officers if nobody does.

    Refuses ("unknown_answer", "ended").
    """
    if says.answer not in Answer.values:
        raise Refused("unknown_answer", "Choose one of the answers. Nothing has changed.",
                      {"field": "answer"})  # fmt: skip
    must_stand(invitation)
    note = " ".join(says.note.split())[:500]
    with talk_act(holder(invitation), "answer", invitation.talk, may=holder_may) as (this, row):
        invitation.answer, invitation.note = says.answer, note
        invitation.answered_at = this.at
        invitation.save(update_fields=["answer", "note", "answered_at"])
        _speaker_words(this, row, says)
        words = f"{invitation.speaker_name}: {Answer(says.answer).label}"
        _take_answer(row, says.answer)
        # The word to the council stays with the invitation: what happened to a talk is public.
        step(this, row, words)
        tell_answer(this, row, invitation)
    return row


def remind_by_link(this: Act, row: Talk, speaker: TalkSpeaker) -> str:
    """A new link for a reminder to the speaker; the one before it ends. Runs inside a command."""
    return link_of(row, new_link(this, row, speaker)[1])


def holder(invitation: Invitation) -> Actor:
    """Whoever holds the link acts for the speaker in this one matter, and in nothing else."""
    person = invitation.speaker.person if invitation.speaker else None
    handle = person.handle if person else "speaker"
    return Actor(handle, invitation.speaker_name, person.handle if person else None)


def holder_may(actor: Actor, talk: Talk) -> Decision:
    """The link itself is the right; `must_stand` has looked at it."""
    del actor, talk
    return allow()


def must_stand(invitation: Invitation) -> None:
    """Refuse ("ended") a link whose talk has ended, or that a newer one replaced."""
    if not answerable(invitation):
        raise Refused(
            "ended",
            f"This link has ended: the talk is {invitation.talk.state_words}, or a newer letter "
            "holds another link. Nothing has changed. Write to whoever invited you.",
        )


def _speaker_words(this: Act, row: Talk, says: SpeakerSays) -> None:
    title, about = " ".join(says.title.split())[:200], says.about.strip()[:4000]
    if title and title != row.title:
        this.was(title=row.title)
        row.title = title
        this.now_is(title=title)
    if about and about != row.about:
        this.was(about=row.about)
        row.about = about
        this.now_is(about=about)


def must_take_slides(invitation: Invitation) -> None:
    """Refuse ("ended") slides for a talk that will not be given, or by a link that was replaced."""
    if not takes_slides(invitation):
        must_stand(invitation)


def _take_answer(row: Talk, answer: str) -> None:
    """A confirmed talk goes on; one that is declined goes back to whoever asks."""
    if answer == Answer.CONFIRMED and row.state != TalkState.MATERIAL_RECEIVED:
        row.state = TalkState.CONFIRMED
    elif answer == Answer.DECLINED:
        row.state = TalkState.CONTACT_SOUGHT if row.coordinator else TalkState.SUGGESTED
