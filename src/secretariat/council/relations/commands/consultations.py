"""Calling a consultation or a statement, describing it, and saying a word on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.council.relations import policy
from secretariat.council.relations.commands.frame import consultation_act, index, write_line
from secretariat.council.relations.commands.words import checked_day
from secretariat.council.relations.models import Consultation, Relation
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.agenda import slugify
from secretariat.rules.consultations import Step
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.texts import fitting, given
from secretariat.rules.visibility import Actor, Audience, require

RESERVED = frozenset({"new"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What is known of a call, or of a statement the body makes of its own accord."""

    title: str
    kind: str = Consultation.Kind.CONSULTATION.value
    relation: Relation | None = None
    asked_by: str = ""
    about: str = ""
    call_url: str = ""
    called_on: date | None = None
    closes_on: date | None = None
    closes_words: str = ""
    drafter: Person | None = None
    document_url: str = ""
    paper_ref: str = ""
    draft_audience: Audience = Audience.MEMBERS
    is_for_board: bool = True


def call_consultation(actor: Actor, body: Body, facts: CallFacts) -> Consultation:
    """Put a consultation or statement on the list; its deadline reaches the agenda by itself.

    Refuses ("not_allowed", "words_missing", "wrong_period").
    """
    ref = f"{body.slug}/consultations"
    with act(actor, "relations.call_consultation", ref, body_slug=body.slug) as this:
        require(policy.may_keep_consultations(actor, body))
        body = locked(body)
        today = day_in(body, this.at)
        row = Consultation(body=body, added_at=this.at, added_on=today)
        _set_facts(row, facts)
        row.since_on = checked_day(this, body, facts.called_on)
        taken = set(body.consultations.values_list("slug", flat=True))
        row.slug = slugify(row.title, taken | RESERVED, "consultation")
        row.save()
        write_line(this, row, "", on=row.since_on)
        index(row)
        this.ref = row.ref
        until = f", closes on {day_words(row.closes_on)}" if row.closes_on else ""
        this.summary = f"{row.title}{until}"[:300]
        this.now_is(title=row.title, closes_on=row.closes_on)
    return row


def describe_consultation(
    actor: Actor, consultation: Consultation, facts: CallFacts, *, seen: int
) -> Consultation:
    """Change what is known of it: a deadline that was moved, the drafter, the document.

    Refuses ("not_allowed", "changed_meanwhile", "words_missing", "wrong_period").
    """
    with consultation_act(actor, "describe_consultation", consultation, policy.may_draft) as (
        this,
        row,
    ):
        guard_revision(row, seen, {"title": facts.title, "about": facts.about})
        before = row.closes_on
        this.was(title=row.title, closes_on=row.closes_on, drafter=_drafter(row))
        _set_facts(row, facts)
        this.now_is(title=row.title, closes_on=row.closes_on, drafter=_drafter(row))
        if before != row.closes_on:
            today, words = day_in(row.body, this.at), _moved_words(before, row.closes_on)
            write_line(this, row, row.step, on=today, words=words)
            this.summary = words
    return row


def note_on_consultation(
    actor: Actor, consultation: Consultation, words: str, *, on: date | None = None, ref: str = ""
) -> Consultation:
    """Keep a word in the ledger without another step. Refuses ("words_missing", "in_future",
    "not_allowed").
    """
    text = given(words, "words", "The note", 500)
    verb = "note_on_consultation"
    with consultation_act(actor, verb, consultation, policy.may_say) as (this, row):
        day = checked_day(this, row.body, on)
        write_line(this, row, row.step, on=day, words=text, ref=ref)
        this.summary = text[:300]
    return row


def _set_facts(row: Consultation, facts: CallFacts) -> None:
    called, closes = facts.called_on, facts.closes_on
    if called is not None and closes is not None and closes < called:
        raise Refused(
            "wrong_period",
            f"It cannot close on {day_words(closes)}, before it was called on "
            f"{day_words(called)}. Nothing has changed.",
            {"field": "closes_on"},
        )
    row.title = given(facts.title, "title", "The title")
    row.kind = Consultation.Kind(facts.kind).value
    row.relation, row.drafter = facts.relation, facts.drafter
    row.asked_by = fitting(facts.asked_by, "asked_by", "Who calls", 200)
    row.about = fitting(facts.about, "about", "What it is about", 4000)
    row.call_url, row.document_url = facts.call_url, facts.document_url
    row.called_on, row.closes_on = facts.called_on, facts.closes_on
    row.closes_words = fitting(facts.closes_words, "closes_words", "Hour and zone", 120)
    row.paper_ref = facts.paper_ref.strip().strip("/")
    row.draft_audience, row.is_for_board = facts.draft_audience.value, facts.is_for_board
    if not row.step:
        row.step = Step.CALLED.value


def _drafter(row: Consultation) -> str:
    return row.drafter.name if row.drafter else ""


def _moved_words(before: date | None, after: date | None) -> str:
    was = f"instead of {day_words(before)}" if before else ""
    if after is None:
        return f"No deadline any more {was}".strip()
    return f"Closes on {day_words(after)} {was}".strip()
