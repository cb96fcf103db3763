"""What forms can do to relations and consultations: each act reads its form, runs one command, and
says what came of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from secretariat.council.meetings.queries.whom import person_meant
from secretariat.council.relations import commands, queries
from secretariat.council.relations.commands import CallFacts, Debt, RelationFacts
from secretariat.council.relations.forms import (
    ContactForm,
    DecisionForm,
    DocumentForm,
    DraftForm,
    EndForm,
    ExchangeForm,
    LastDayForm,
    NoteForm,
    OutcomeForm,
    OwedForm,
    PublishedForm,
    ReasonForm,
    SentForm,
)
from secretariat.council.relations.models import Consultation, Contact, Relation
from secretariat.foundation.people.commands import found_organization
from secretariat.foundation.people.http import typed_in
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries import organization_called, person_named
from secretariat.rules.errors import Refused
from secretariat.rules.relations import RelationKind
from secretariat.rules.visibility import Actor, Audience

RelationAct = Callable[[Actor, Relation, QueryDict], str]
ConsultationAct = Callable[[Actor, Consultation, QueryDict], str]


def relation_facts(actor: Actor, typed: dict[str, Any]) -> RelationFacts:
    """The facts of a relation as the command takes them; an organization nobody knows yet is
    entered.
    """
    name = typed["organization"]
    organization = organization_called(name) or found_organization(actor, name)
    return RelationFacts(
        organization=organization,
        kind=RelationKind(typed["kind"]),
        unit=typed["unit"],
        about=typed["about"],
        from_on=typed["from_on"],
        source_words=typed["source_words"],
    )


def call_facts(typed: dict[str, Any], body: Body) -> CallFacts:
    """The facts of a consultation as the command takes them. Refuses names that mean nobody."""
    relation = queries.relation_named(body, typed["relation"]) if typed["relation"] else None
    return CallFacts(
        **{
            **typed,
            "relation": relation,
            "drafter": _person(typed["drafter"], body),
            "draft_audience": Audience(typed["draft_audience"]),
        }
    )


def _contact(actor: Actor, relation: Relation, typed: QueryDict) -> str:
    values = typed_in(ContactForm(typed))
    is_ours = values["side"] == Contact.Side.OURS
    person = person_meant(values["name"], relation.body) if is_ours else None
    made = commands.name_contact(actor, relation, person=person, **values)
    return f"{made.name} is the contact."


def _contact_end(actor: Actor, relation: Relation, typed: QueryDict) -> str:
    values = typed_in(LastDayForm(typed))
    rows = list(relation.contacts.all())
    place = values["contact"]
    if not 0 <= place < len(rows):
        raise Refused("not_found", "That contact is not there any more. Nothing has changed.")
    rows[place].relation = relation
    row = commands.end_contact(actor, rows[place], last_on=values["last_on"])
    return f"{row.name} is the contact no more."


def _exchange(actor: Actor, relation: Relation, typed: QueryDict) -> str:
    values = typed_in(ExchangeForm(typed))
    values["audience"] = Audience(values["audience"])
    commands.note_exchange(actor, relation, **values)
    return "It is noted."


def _owe(actor: Actor, relation: Relation, typed: QueryDict) -> str:
    values = typed_in(OwedForm(typed))
    is_ours = values["side"] == Contact.Side.OURS
    person = _person(values["by"], relation.body) if is_ours else None
    made = commands.owe(actor, relation, Debt(person=person, **values))
    return f"It is written down: {made.text}"


def _owed(actor: Actor, relation: Relation, typed: QueryDict) -> str:
    values = typed_in(OutcomeForm(typed))
    row = queries.owed_numbered(relation, values["number"])
    if values["state"] == "done":
        commands.finish_owed(actor, row, outcome=values["outcome"])
        return "It is done."
    commands.drop_owed(actor, row, reason=values["outcome"])
    return "It is owed no more."


def _end(actor: Actor, relation: Relation, typed: QueryDict) -> str:
    commands.end_relation(actor, relation, **typed_in(EndForm(typed)))
    return "The relation has ended."


def _resume(actor: Actor, relation: Relation, typed: QueryDict) -> str:
    commands.resume_relation(actor, relation, reason=typed_in(ReasonForm(typed))["reason"])
    return "The relation goes on."


RELATION_ACTS: dict[str, RelationAct] = {
    "contact": _contact,
    "contact-end": _contact_end,
    "exchange": _exchange,
    "owe": _owe,
    "owed": _owed,
    "end": _end,
    "resume": _resume,
}


def _draft(actor: Actor, row: Consultation, typed: QueryDict) -> str:
    values = typed_in(DraftForm(typed))
    drafter = person_meant(values["drafter"], row.body)
    commands.begin_draft(actor, row, drafter, document_url=values["document_url"])
    return f"{drafter.name} drafts it."


def _i_draft(actor: Actor, row: Consultation, typed: QueryDict) -> str:
    if actor.person is None:
        raise Refused("not_allowed", "Sign in first, so that it is known who drafts.")
    commands.begin_draft(actor, row, person_named(actor.person), **typed_in(DocumentForm(typed)))
    return "You draft it. Put it into review when it can be read."


def _review(actor: Actor, row: Consultation, typed: QueryDict) -> str:
    commands.put_into_review(actor, row, **typed_in(DocumentForm(typed)))
    return "It is in review and proposed for the next agenda."


def _voted(actor: Actor, row: Consultation, typed: QueryDict) -> str:
    commands.record_vote(actor, row, **_decided(typed))
    return "The vote is recorded."


def _approved(actor: Actor, row: Consultation, typed: QueryDict) -> str:
    commands.record_approval(actor, row, **_decided(typed))
    return "The approval is recorded."


def _sent(actor: Actor, row: Consultation, typed: QueryDict) -> str:
    commands.send_answer(actor, row, **typed_in(SentForm(typed)))
    return "It is sent."


def _published(actor: Actor, row: Consultation, typed: QueryDict) -> str:
    commands.publish_answer(actor, row, **typed_in(PublishedForm(typed)))
    return "It is published."


def _back(actor: Actor, row: Consultation, typed: QueryDict) -> str:
    commands.send_back(actor, row, reason=typed_in(ReasonForm(typed))["reason"])
    return "It is being drafted again."


def _drop(actor: Actor, row: Consultation, typed: QueryDict) -> str:
    commands.drop_consultation(actor, row, reason=typed_in(ReasonForm(typed))["reason"])
    return "It is dropped."


def _note(actor: Actor, row: Consultation, typed: QueryDict) -> str:
    commands.note_on_consultation(actor, row, **typed_in(NoteForm(typed)))
    return "The note is kept."


CONSULTATION_ACTS: dict[str, ConsultationAct] = {
    "draft": _draft,
    "i-draft": _i_draft,
    "review": _review,
    "voted": _voted,
    "approved": _approved,
    "sent": _sent,
    "published": _published,
    "back": _back,
    "drop": _drop,
    "note": _note,
}


def _decided(typed: QueryDict) -> dict[str, Any]:
    values = typed_in(DecisionForm(typed))
    return {**values, "ref": values["ref"].strip().strip("/")}


def _person(name: str, body: Body) -> Person | None:
    return person_meant(name, body) if name.strip() else None
