"""The letters that follow from acts on a talk, and the links that speakers are sent.

Who suggested a talk hears what became of it, who asks the speaker hears of answers and of being
asked, and speakers hear when their slot moves.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings

from secretariat.council.talks.letters import (
    accepted_text,
    answer_text,
    asks_text,
    declined_text,
    moved_text,
)
from secretariat.council.talks.models import Invitation, Talk, TalkSpeaker
from secretariat.council.talks.queries import find_talk
from secretariat.foundation.outbox.commands import (
    Letter,
    drop_held_about,
    drop_raised,
    send_reminder,
    write_to,
)
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.outbox.tokens import token_digest
from secretariat.foundation.people.models import Office
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.queries.zones import zone_at_address
from secretariat.foundation.records.commands import Act
from secretariat.rules.errors import Refused

Answer = Invitation.Answer
PURPOSE = "talk"
SUPERSEDED = "The talk went on in the same meeting; a later letter says how it stands."


@dataclass(frozen=True, slots=True)
class TalkLetter:
    """A letter about a talk: what it is about, what it asks of its reader, what it says."""

    subject: str
    asks: Asks
    text: str


def send(
    this: Act, row: Talk, to: Recipient, what: TalkLetter, *, is_by_hand: bool = False
) -> None:
    """Queue one letter about a talk; what follows from an act in the room waits for the end of the
    meeting, what somebody sends by hand does not. Refuses ("bad_address").
    """
    write_to(this.actor, _said(row, to, what), to, is_by_hand=is_by_hand)


def remind(this: Act, row: Talk, to: Recipient, what: TalkLetter, answered_at: str) -> None:
    """Queue one reminder about a talk, as far as its reader takes it now; it is answered at an
    address. Refuses ("bad_address").
    """
    send_reminder(this.actor, _said(row, to, what), to, answered_at)


def _said(row: Talk, to: Recipient, what: TalkLetter) -> Letter:
    return Letter(
        ref=row.ref,
        body_slug=row.body.slug,
        purpose=PURPOSE,
        subject=what.subject,
        text=f"Dear {to.name},\n\n{what.text}",
        asks=what.asks,
    )


def speaker_to(speaker: TalkSpeaker) -> Recipient:
    """A speaker as addressee."""
    handle = speaker.person.handle if speaker.person else ""
    return Recipient(speaker.name, speaker.mail_address, handle)


def link_of(talk: Talk, token: str) -> str:
    """The address behind a token."""
    return f"{settings.BASE_URL}/{talk.body.slug}/talks/invitation/{token}"


def new_link(this: Act, row: Talk, speaker: TalkSpeaker) -> tuple[Invitation, str]:
    """A link for one speaker; the one before it ends, and that the speaker confirmed goes over."""
    token = secrets.token_urlsafe(24)
    earlier = row.invitations.filter(speaker=speaker, ended_at__isnull=True)
    confirmed = earlier.filter(answer=Answer.CONFIRMED).last()
    made = Invitation.objects.create(
        talk=row,
        speaker=speaker,
        speaker_name=speaker.name,
        token_digest=token_digest(token),
        sent_at=this.at,
        sent_by=this.actor.name,
        answer=confirmed.answer if confirmed else "",
        answered_at=confirmed.answered_at if confirmed else None,
        note=confirmed.note if confirmed else "",
    )
    earlier.exclude(pk=made.pk).update(ended_at=this.at)
    return made, token


def tell_suggester(this: Act, row: Talk, *, reason: str = "") -> None:
    """Write to who suggested the talk, if an address was left: it is among the talks, or with the
    reason why it will not be given.
    """
    if not row.suggested_address:
        return
    name = row.suggested_by or "friend of the council"
    text = declined_text(row, reason) if reason else accepted_text(row)
    try:
        to = Recipient(name, row.suggested_address)
        send(this, row, to, TalkLetter(f"Your suggestion “{row.title}”", Asks.NOTHING, text))
    except Refused:
        # A stranger typed the address; that it is none must not keep the talk from its way.
        return


def tell_coordinator(this: Act, row: Talk) -> None:
    """Write to who is to ask the speaker, if somebody else said so."""
    drop_raised("talks.appoint_coordinator", row.ref, SUPERSEDED)
    who = row.coordinator
    if who is not None and who.address and who.handle != this.actor.person:
        subject, text = f"Ask the speaker of “{row.title}”", asks_text(row, this.actor.name)
        to = Recipient(who.name, who.address, who.handle)
        send(this, row, to, TalkLetter(subject, Asks.ACTION, text))


def tell_answer(this: Act, row: Talk, invitation: Invitation) -> None:
    """Write what a speaker answered to who asks the speaker, else to the officers of the body."""
    subject = f"{invitation.speaker_name} answered about “{row.title}”"
    what = TalkLetter(subject, Asks.NOTHING, answer_text(row, invitation))
    for to in _who_hears(this, row):
        send(this, row, to, what)


def tell_speakers(this: Act, row: Talk, *, reason: str = "") -> int:
    """Write to the speakers who were invited that the slot is another one; how many letters."""
    asked = [each.speaker for each in row.invitations.all() if each.stands]
    told = {who.pk: who for who in asked if who is not None and who.mail_address}
    # What waits for the end of a meeting would name a day, and hold a link, that are no more.
    drop_held_about(row.ref, SUPERSEDED, to={who.mail_address for who in told.values()})
    for speaker in told.values():
        _, token = new_link(this, row, speaker)
        own = zone_at_address(speaker.mail_address)
        text = moved_text(find_talk(row.ref) or row, link_of(row, token), reason, own)
        what = TalkLetter(f"The day of your talk “{row.title}”", Asks.ANSWER, text)
        send(this, row, speaker_to(speaker), what)
    return len(told)


def _who_hears(this: Act, row: Talk) -> list[Recipient]:
    who = row.coordinator
    if who is not None:
        return [Recipient(who.name, who.address, who.handle)] if who.address else []
    offices = Office.objects.on(day_in(row.body, this.at)).filter(body=row.body)
    people = {each.person.handle: each.person for each in offices.select_related("person")}
    able = (person for person in people.values() if person.address)
    return [Recipient(person.name, person.address, person.handle) for person in able]
