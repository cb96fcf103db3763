"""Relations to outside bodies: added, described, ended, taken up again, ordered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from secretariat.council.relations import policy
from secretariat.council.relations.commands.words import checked_day
from secretariat.council.relations.models import Relation
from secretariat.foundation.people.models import Body, Organization
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import (
    Act,
    act,
    guard_revision,
    locked,
    make_findable,
)
from secretariat.rules.agenda import slugify
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.relations import KIND_WORD, RelationKind
from secretariat.rules.texts import fitting, given
from secretariat.rules.visibility import Actor, Decision, require

May = Callable[[Actor, Relation], Decision]
RESERVED = frozenset({"new", "order"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFacts:
    """What a relation says about itself."""

    organization: Organization
    kind: RelationKind
    unit: str = ""
    about: str = ""
    from_on: date | None = None
    source_words: str = ""


@contextmanager
def relation_act(
    actor: Actor, verb: str, relation: Relation, may: May
) -> Iterator[tuple[Act, Relation]]:
    """Run a command on a relation: authorise, lock its row, bring the index up to date."""
    with act(actor, f"relations.{verb}", relation.ref, body_slug=relation.body.slug) as this:
        require(may(actor, relation))
        row = locked(relation)
        row.body, row.organization = relation.body, relation.organization
        yield this, row
        index(row)


def may_keep(actor: Actor, relation: Relation) -> Decision:
    """Whether the actor keeps the relations of the body."""
    return policy.may_keep_relations(actor, relation.body)


def add_relation(actor: Actor, body: Body, facts: RelationFacts) -> Relation:
    """Put an outside body on the list. Refuses ("not_allowed", "known_already")."""
    with act(
        actor, "relations.add_relation", f"{body.slug}/relations", body_slug=body.slug
    ) as this:
        require(policy.may_keep_relations(actor, body))
        body = locked(body)
        last = body.relations.order_by("-position").first()
        row = Relation(
            body=body,
            added_at=this.at,
            added_on=day_in(body, this.at),
            position=(last.position if last else 0) + 1,
        )
        _set_facts(row, facts)
        taken = set(body.relations.values_list("slug", flat=True))
        row.slug = slugify(row.name, taken | RESERVED, "relation")
        row.save()
        index(row)
        this.ref, this.summary = row.ref, f"{row.name} ({KIND_WORD[facts.kind]})"[:300]
        this.now_is(organization=row.name, kind=KIND_WORD[facts.kind])
    return row


def describe_relation(
    actor: Actor, relation: Relation, facts: RelationFacts, *, seen: int
) -> Relation:
    """Change what a relation says about itself. Refuses ("not_allowed", "changed_meanwhile",
    "known_already").
    """
    with relation_act(actor, "describe_relation", relation, may_keep) as (this, row):
        guard_revision(row, seen, {"about": facts.about, "unit": facts.unit})
        this.was(kind=row.kind, about=row.about, unit=row.unit)
        _set_facts(row, facts)
        row.save()
        this.now_is(kind=row.kind, about=row.about, unit=row.unit)
    return row


def end_relation(actor: Actor, relation: Relation, *, on: date, reason: str) -> Relation:
    """End a relation on a day, for a reason that its page keeps showing.

    Refuses ("not_allowed", "already_ended", "words_missing", "in_future").
    """
    words = given(reason, "reason", "The reason", 300)
    with relation_act(actor, "end_relation", relation, may_keep) as (this, row):
        if row.to_on is not None:
            raise Refused(
                "already_ended",
                f"The relation ended on {day_words(row.to_on)}: {row.ended_reason} Nothing has "
                "changed.",
            )
        row.to_on, row.ended_reason = checked_day(this, row.body, on), words
        row.revision += 1
        row.save()
        this.summary = f"On {day_words(on)}: {words}"[:300]
        this.now_is(to_on=on, reason=words)
    return row


def resume_relation(actor: Actor, relation: Relation, *, reason: str) -> Relation:
    """Take an ended relation up again. Refuses ("not_allowed", "not_ended", "words_missing")."""
    words = given(reason, "reason", "The reason", 300)
    with relation_act(actor, "resume_relation", relation, may_keep) as (this, row):
        if row.to_on is None:
            raise Refused("not_ended", f"The relation to {row.name} goes on. Nothing has changed.")
        this.was(to_on=row.to_on, reason=row.ended_reason)
        row.to_on, row.ended_reason = None, ""
        row.revision += 1
        row.save()
        this.summary = words
    return row


def order_relations(actor: Actor, body: Body, *, order: Sequence[str]) -> None:
    """Put the relations into this order of short names; those not named follow in theirs."""
    with act(actor, "relations.order_relations", f"{body.slug}/relations", body_slug=body.slug):
        require(policy.may_keep_relations(actor, body))
        rows = list(locked(body).relations.order_by("position", "id"))
        place = {slug: index for index, slug in enumerate(order)}
        rows.sort(key=lambda row: place.get(row.slug, len(order)))
        for position, row in enumerate(rows, start=1):
            row.position = position
        Relation.objects.bulk_update(rows, ["position"])


def _set_facts(row: Relation, facts: RelationFacts) -> None:
    unit = fitting(" ".join(facts.unit.split()), "unit", "The part of it", 200)
    same = Relation.objects.filter(
        body=row.body, organization=facts.organization, unit__iexact=unit
    )
    if same.exclude(pk=row.pk).exists():
        raise Refused(
            "known_already",
            f"The relation to {facts.organization.name} is on the list already. Open that one, or "
            "name the part of it that is meant. Nothing has changed.",
            {"field": "organization"},
        )
    row.organization, row.unit, row.kind = facts.organization, unit, facts.kind.value
    row.about = fitting(facts.about, "about", "What it is about", 2000)
    row.from_on = facts.from_on
    row.source_words = fitting(facts.source_words, "source_words", "The source", 300)


def index(row: Relation) -> None:
    """Bring the relation's line in the search index up to date. Names of the other side are never
    in it.
    """
    ours = row.contacts.filter(side="ours").values_list("name", flat=True)
    said = row.exchanges.filter(audience="public").values_list("words", flat=True)
    words = [row.about, KIND_WORD[RelationKind(row.kind)], ", ".join(ours), *said]
    text = "\n".join(part for part in words if part)
    make_findable(row.ref, kind="relation", title=row.name, text=text, on=row.added_on)
