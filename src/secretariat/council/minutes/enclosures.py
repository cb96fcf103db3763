"""The minutes behind the personal link of their letter: the edition its addressee may read, with
corrections, without signing in.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.council.meetings.queries.finding import meeting_of_ref
from secretariat.council.meetings.sight import sight_of
from secretariat.council.minutes import policy, queries
from secretariat.council.minutes.commands import propose_in_words
from secretariat.council.minutes.editions import Editions
from secretariat.council.minutes.models import Minutes
from secretariat.council.minutes.pages import Reader, sections_for
from secretariat.foundation.outbox.enclosures import Enclosure, register, register_hearing
from secretariat.foundation.outbox.models import Receipt
from secretariat.foundation.people.queries import actor_of_person, person_named
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience, Decision, require


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who holds a link, and the minutes it is about in the edition that says most of those the
    person may read today.
    """

    actor: Actor
    minutes: Minutes
    audience: Audience
    may_read: Decision


def addressee_of(receipt: Receipt) -> Addressee:
    """Whom the link of this receipt is for. Refuses ("not_found") where the minutes are gone."""
    minutes = queries.minutes_at(meeting_of_ref(receipt.sending.ref))
    if minutes is None:
        raise Refused("not_found", "There are no minutes of this meeting any more.")
    actor = actor_of_person(person_named(receipt.person_handle))
    may_read = policy.may_read(actor, minutes)
    seen = sight_of(actor, minutes.meeting).audiences if may_read else ()
    return Addressee(actor, minutes, Editions(minutes).for_reader(seen), may_read)


def enclosed(receipt: Receipt, address: str) -> Enclosure:
    """The minutes as this person may read them, with where to propose corrections."""
    who = addressee_of(receipt)
    if not who.may_read:
        return Enclosure("minutes/_enclosed.html", {"refused": who.may_read.reason})
    editions = Editions(who.minutes)
    document = editions.document(who.audience)
    reader = Reader(
        base=address,
        may_correct=bool(policy.may_propose_correction(who.actor, who.minutes, who.audience)),
        may_say_who=bool(policy.may_propose_presence(who.actor, who.minutes, who.audience)),
    )
    corrections = queries.corrections_of(who.minutes, who.audience)
    values = {
        "minutes": who.minutes,
        "document": document,
        "sections": sections_for(reader, document),
        "may_correct": reader.may_correct,
        "mine": corrections.filter(proposer__handle=who.actor.person),
        "changes": editions.changes(who.audience),
    }
    return Enclosure("minutes/_enclosed.html", values)


def heard(receipt: Receipt) -> None:
    """Let the words that came with "I propose a correction" be a correction, which the writers must
    answer. Refuses what proposing refuses.
    """
    if receipt.answer != "correction":
        return
    who = addressee_of(receipt)
    require(who.may_read)
    propose_in_words(who.actor, who.minutes, words=receipt.note, audience=who.audience)


register("minutes", enclosed)
register_hearing("minutes", heard)
