"""Every write of the conduct contact and the transparency report."""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.council.conduct import policy
from secretariat.council.conduct.models import ConductContact, TransparencyEntry
from secretariat.council.conduct.queries import contact_of
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries import today
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import (
    act,
    forget_findable,
    guard_revision,
    locked,
    make_findable,
)
from secretariat.rules.conduct import OUTCOME_WORDS, Outcome, check_names_nobody
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """How to reach those who hear reports."""

    contact: str
    committee: str = ""


def name_contact(actor: Actor, body: Body, facts: ContactFacts, *, seen: int = 0) -> ConductContact:
    """Say how breaches are reported, and that it holds today. `seen` is the revision the editor
    knows; 0 where none was named.

    Refuses ("not_allowed", "words_missing", "changed_meanwhile").
    """
    ref = f"{body.slug}/conduct"
    with act(actor, "conduct.name_contact", ref, body_slug=body.slug) as this:
        require(policy.may_keep_conduct(actor, body))
        body = locked(body)
        words = " ".join(facts.contact.split())[:300]
        if not words:
            raise Refused(
                "words_missing",
                "Say how a breach is reported: an address, a form, a person. Nothing has changed.",
                {"field": "contact"},
            )
        row = contact_of(body) or ConductContact(body=body, revision=0)
        guard_revision(row, seen, {})
        this.was(contact=row.contact)
        row.contact, row.committee = words, " ".join(facts.committee.split())[:500]
        row.confirmed_on, row.confirmed_by = today(body), actor.name
        row.save()
        this.now_is(contact=row.contact)
        this.says("named how breaches of the code of conduct are reported")
    return row


def confirm_contact(actor: Actor, body: Body) -> ConductContact:
    """Say that the contact still holds. Refuses ("not_allowed", "not_found")."""
    ref = f"{body.slug}/conduct"
    with act(actor, "conduct.confirm_contact", ref, body_slug=body.slug) as this:
        require(policy.may_keep_conduct(actor, body))
        row = contact_of(locked(body))
        if row is None:
            raise Refused("not_found", "No contact is named yet. Name one first.")
        row.confirmed_on, row.confirmed_by = today(body), actor.name
        row.revision += 1
        row.save()
        this.says("confirmed how breaches of the code of conduct are reported")
    return row


def publish_entry(
    actor: Actor, body: Body, *, year: int, about: str, outcome: Outcome, outcome_words: str = ""
) -> TransparencyEntry:
    """Tell the public of one report that has ended, naming nobody.

    Refuses ("not_allowed", "words_missing", "names_somebody", "in_future").
    """
    ref = f"{body.slug}/conduct"
    with act(actor, "conduct.publish_entry", ref, body_slug=body.slug) as this:
        require(policy.may_keep_conduct(actor, body))
        body = locked(body)
        row = TransparencyEntry(body=body, year=year, outcome=outcome.value)
        row.about = _nameless(about, "about", "Say in a few words what sort of breach it was")
        row.outcome_words = _nameless(outcome_words, "outcome_words")
        row.published_on, row.published_at = today(body), clock.now()
        if year > row.published_on.year:
            raise Refused(
                "in_future", f"{year} has not come yet. Nothing has changed.", {"field": "year"}
            )
        row.number = body.transparency_entries.filter(year=year).count() + 1
        row.save()
        text = f"{row.about}\n{row.told}"
        make_findable(row.ref, kind="conduct", title=row.title, text=text, on=row.published_on)
        this.ref = row.ref
        this.says(f"published an entry of the transparency report: {OUTCOME_WORDS[outcome]}")
    return row


def withdraw_entry(actor: Actor, entry: TransparencyEntry, *, reason: str) -> TransparencyEntry:
    """Take an entry back that should not have been published; its words are no longer shown, its
    number and the reason stay.

    Refuses ("not_allowed", "reason_missing", "names_somebody", "wrong_state").
    """
    body = entry.body
    with act(actor, "conduct.withdraw_entry", entry.ref, body_slug=body.slug) as this:
        require(policy.may_keep_conduct(actor, body))
        row = locked(entry)
        row.body = body
        if row.withdrawn_at is not None:
            raise Refused("wrong_state", "It is withdrawn already. Nothing has changed.")
        row.withdrawn_reason = _nameless(reason, "reason", "Say why it is withdrawn")[:300]
        row.withdrawn_at = this.at
        row.save()
        forget_findable(row.ref)
        this.says(f"withdrew an entry of the transparency report: {row.withdrawn_reason}")
    return row


def _nameless(text: str, field: str, wish: str = "") -> str:
    words = " ".join(text.split())[:500]
    if not words and wish:
        raise Refused("words_missing", f"{wish}. Nothing has changed.", {"field": field})
    check_names_nobody(words, Person.objects.values_list("name", flat=True), field)
    return words
