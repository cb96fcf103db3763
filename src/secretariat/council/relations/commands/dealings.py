"""What passes between the two sides, and what one owes the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.council.relations import policy
from secretariat.council.relations.commands.relations import May, relation_act
from secretariat.council.relations.commands.words import checked_day
from secretariat.council.relations.models import Contact, Exchange, Owed, Relation
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act, locked
from secretariat.rules.errors import Refused
from secretariat.rules.texts import fitting, given
from secretariat.rules.visibility import Actor, Audience, Decision


def note_exchange(
    actor: Actor,
    relation: Relation,
    words: str,
    *,
    on: date | None = None,
    ref: str = "",
    audience: Audience = Audience.PUBLIC,
) -> Exchange:
    """Note what passed between the two on a day (today if none is given).

    Refuses ("not_allowed", "words_missing", "in_future").
    """
    text = given(words, "words", "What passed", 500)
    with relation_act(actor, "note_exchange", relation, policy.may_note) as (this, row):
        made = Exchange.objects.create(
            relation=row,
            at=this.at,
            on=checked_day(this, row.body, on),
            by=actor.name,
            words=text,
            ref=fitting(ref, "ref", "The address", 300),
            audience=audience.value,
        )
        this.summary = text[:300] if audience is Audience.PUBLIC else "For the members"
        this.now_is(on=made.on)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What is owed: by which side, by whom, until when. Nobody named is nobody yet."""

    text: str
    side: str = Contact.Side.OURS.value
    person: Person | None = None
    by: str = ""
    due_on: date | None = None


def owe(actor: Actor, relation: Relation, debt: Debt) -> Owed:
    """Write down what one side owes the other; it hangs once its day has passed.

    Refuses ("not_allowed", "words_missing").
    """
    text = given(debt.text, "text", "What is owed", 500)
    with relation_act(actor, "owe", relation, policy.may_note) as (this, row):
        made = Owed.objects.create(
            relation=row,
            number=row.owed.count() + 1,
            side=Contact.Side(debt.side).value,
            person=debt.person,
            by=debt.person.name if debt.person else fitting(debt.by, "by", "Who owes it", 200),
            text=text,
            due_on=debt.due_on,
            owed_since_on=day_in(row.body, this.at),
        )
        this.now_is(number=made.number, due_on=debt.due_on)
    return made


def finish_owed(actor: Actor, owed: Owed, *, outcome: str) -> Owed:
    """Say that what was owed is done, and what came of it. Refuses ("words_missing", "closed",
    "not_allowed").
    """
    return _end(actor, "finish_owed", owed, Owed.State.DONE, outcome)


def drop_owed(actor: Actor, owed: Owed, *, reason: str) -> Owed:
    """Say that it is owed no more, and why. Refuses ("words_missing", "closed", "not_allowed")."""
    return _end(actor, "drop_owed", owed, Owed.State.DROPPED, reason)


def _end(actor: Actor, verb: str, owed: Owed, state: Owed.State, words: str) -> Owed:
    outcome = given(words, "outcome", "What came of it", 500)

    def may(who: Actor, _relation: Relation) -> Decision:
        return policy.may_settle(who, owed)

    may_end: May = may
    with relation_act(actor, verb, owed.relation, may_end) as (this, _):
        row = _open(owed)
        row.state, row.outcome, row.ended_on = state, outcome, _today(this, owed)
        row.revision += 1
        row.save()
        this.now_is(number=row.number, state=row.get_state_display())
    return row


def _open(owed: Owed) -> Owed:
    row = locked(owed)
    if row.state != Owed.State.OPEN:
        raise Refused("closed", f"It is {row.get_state_display()} already. Nothing has changed.")
    return row


def _today(this: Act, owed: Owed) -> date:
    return day_in(owed.relation.body, this.at)
