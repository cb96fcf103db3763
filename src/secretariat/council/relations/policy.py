"""Who may keep relations and consultations, and who may read what is not for everyone yet."""

from __future__ import annotations

from secretariat.council.relations.models import Consultation, Owed, Relation
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import (
    Actor,
    Audience,
    Decision,
    Role,
    allow,
    may_act_as,
    may_see,
)

KEEPERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.STAFF})
SPEAKERS = KEEPERS | {Role.MEMBER, Role.LIAISON}


def may_keep_relations(actor: Actor, body: Body) -> Decision:
    """Adding, describing and ending relations and their contacts: officers and staff."""
    return may_act_as(actor, body.slug, KEEPERS, "keep the relations to other organizations")


def may_note(actor: Actor, relation: Relation) -> Decision:
    """Noting an exchange and what is owed: our contacts, too."""
    ours = relation.contacts.filter(side="ours", person__handle=actor.person or "-")
    if actor.person and ours.exists():
        return allow()
    return may_keep_relations(actor, relation.body)


def may_settle(actor: Actor, owed: Owed) -> Decision:
    """Saying that what is owed is done: who owes it, and who may note."""
    return allow() if is_debtor(actor, owed) else may_note(actor, owed.relation)


def is_debtor(actor: Actor, owed: Owed) -> bool:
    """Whether it is the actor who owes it."""
    return owed.person is not None and actor.person == owed.person.handle


def may_see_inside(actor: Actor, body: Body) -> Decision:
    """Whether the actor may read the names of the other side, what is owed, and exchanges kept for
    the members.
    """
    return may_see(actor, body.slug, Audience.MEMBERS)


def may_keep_consultations(actor: Actor, body: Body) -> Decision:
    """Calling consultations and recording what became of them: officers and staff."""
    return may_act_as(actor, body.slug, KEEPERS, "keep consultations and statements")


def may_draft(actor: Actor, consultation: Consultation) -> Decision:
    """Drafting and putting into review: the drafter, officers and staff."""
    if consultation.drafter is not None and actor.person == consultation.drafter.handle:
        return allow()
    return may_keep_consultations(actor, consultation.body)


def may_begin_draft(actor: Actor, consultation: Consultation, drafter: str) -> Decision:
    """Beginning the draft for a person of this handle: officers and staff for anybody; for oneself
    who is named already, and every member where nobody is.
    """
    if actor.person and actor.person == drafter:
        named = consultation.drafter
        if named is not None and named.handle == drafter:
            return allow()
        if named is None:
            return may_act_as(actor, consultation.body.slug, SPEAKERS, "draft this")
    return may_keep_consultations(actor, consultation.body)


def may_say(actor: Actor, consultation: Consultation) -> Decision:
    """Saying a word for its ledger: the people of the body."""
    if consultation.drafter is not None and actor.person == consultation.drafter.handle:
        return allow()
    return may_act_as(actor, consultation.body.slug, SPEAKERS, "say a word on a consultation")


def may_read_draft(actor: Actor, consultation: Consultation) -> Decision:
    """Whether the actor may read the draft before it is sent."""
    if consultation.drafter is not None and actor.person == consultation.drafter.handle:
        return allow()
    return may_see(actor, consultation.body.slug, Audience(consultation.draft_audience))
