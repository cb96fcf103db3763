"""Relations: the list with its last contacts, one of them, the numbers by kind, what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from secretariat.council.relations.models import Contact, Owed, Relation
from secretariat.council.relations.snapshots import owed_standing
from secretariat.council.talks.models import TalkStep
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in, today
from secretariat.rules.errors import Refused
from secretariat.rules.hanging import Hanging
from secretariat.rules.relations import (
    KindLine,
    RelationKind,
    Tally,
    by_kind,
    is_quiet,
    what_hangs,
)
from secretariat.rules.talks import TalkState
from secretariat.rules.visibility import Audience

__all__ = ["today"]


@dataclass(frozen=True, slots=True)
class RelationLine:
    """One line of the list: who speaks for us today, and when there was contact last."""

    relation: Relation
    ours: tuple[Contact, ...]
    last_on: date | None
    exchanges: int
    owed: int
    talks: int = 0
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class TalkGiven:
    """A talk that an outside body gave: its day, if it is known, and that of the record."""

    ref: str
    title: str
    on: date | None
    recorded_on: date

    def is_within(self, from_on: date, to_on: date) -> bool:
        """Whether it counts in a period, by its day or else by that of the record."""
        return from_on <= (self.on or self.recorded_on) <= to_on


@dataclass(frozen=True, slots=True)
class OwedHanging:
    """Something owed that is overdue, or owed by nobody."""

    owed: Owed
    hangs: tuple[Hanging, ...]


def relations(body_slug: str) -> QuerySet[Relation]:
    """The relations of a body with their organizations."""
    rows = Relation.objects.filter(body__slug=body_slug)
    return rows.select_related("body__host", "organization").order_by("position", "id")


def relation_lines(body: Body, day: date, *, sees_inside: bool) -> list[RelationLine]:
    """Every relation with our contacts of a day, and talks and exchanges, in order; exchanges kept
    for the members count only for who `sees_inside`. Three queries.
    """
    ours = Contact.objects.on(day).filter(side=Contact.Side.OURS).select_related("person")
    rows = relations(body.slug).prefetch_related(Prefetch("contacts", queryset=ours))
    counted = rows.annotate(
        last_on=Max("exchanges__on", filter=_shown(sees_inside=sees_inside)),
        met=Count("exchanges", filter=_shown(sees_inside=sees_inside), distinct=True),
        open_owed=Count("owed", filter=Q(owed__state=Owed.State.OPEN), distinct=True),
    )
    talks = talks_by_organization(body)
    return [_line(row, talks.get(row.organization_id, []), day) for row in counted]


def _shown(*, sees_inside: bool) -> Q:
    """The exchanges a reader may know of."""
    everything = Q(exchanges__isnull=False)
    return everything if sees_inside else Q(exchanges__audience=Audience.PUBLIC.value)


def _line(row: Any, talks: list[TalkGiven], day: date) -> RelationLine:
    days = [day for day in (row.last_on, *(talk.on for talk in talks)) if day is not None]
    return RelationLine(
        row,
        tuple(row.contacts.all()),
        max(days, default=None),
        row.met,
        row.open_owed,
        len(talks),
        is_quiet=bool(days) and is_quiet(max(days), day),
    )


def talks_by_organization(body: Body, at: datetime | None = None) -> dict[int, list[TalkGiven]]:
    """The talks that each organization gave the body, as far as they were recorded by an instant.
    One query.
    """
    rows = TalkStep.objects.filter(
        talk__body=body,
        talk__organization__isnull=False,
        talk__accepted_on__isnull=False,
        talk__state=TalkState.GIVEN.value,
        state=TalkState.GIVEN.value,
    )
    if at is not None:
        rows = rows.filter(at__lte=at)
    found: dict[int, dict[str, TalkGiven]] = {}
    for row in rows.select_related("talk__body").order_by("id"):
        talk = row.talk
        given = TalkGiven(talk.ref, talk.title, talk.given_on or row.on, day_in(body, row.at))
        found.setdefault(talk.organization_id or 0, {}).setdefault(talk.ref, given)
    return {organization: list(talks.values()) for organization, talks in found.items()}


def relation_named(body: Body, slug: str) -> Relation:
    """The relation of this short name. Refuses ("not_found")."""
    found = relations(body.slug).filter(slug=slug).first()
    if found is None:
        raise Refused(
            "not_found", f"{body.name} has no relation “{slug}”. The list of relations names all."
        )
    found.body = body
    return found


def contacts_of(relation: Relation, day: date) -> tuple[list[Contact], list[Contact]]:
    """Who speaks with whom on a day, and who did or will: (now, others). One query."""
    rows = list(relation.contacts.select_related("person"))
    now = [row for row in rows if _holds(row, day)]
    return now, [row for row in rows if row not in now]


def _holds(row: Contact, day: date) -> bool:
    begun = row.from_on is None or row.from_on <= day
    return begun and (row.to_on is None or day <= row.to_on)


def owed_numbered(relation: Relation, number: int) -> Owed:
    """What is owed under this number. Refuses ("not_found")."""
    found = relation.owed.select_related("person").filter(number=number).first()
    if found is None:
        raise Refused("not_found", f"Nothing with number {number} is owed to {relation.name}.")
    found.relation = relation
    return found


def owed_hanging(body: Body, day: date) -> list[OwedHanging]:
    """What is overdue or owed by nobody, in all relations that go on. One query."""
    rows = Owed.objects.filter(relation__body=body, state=Owed.State.OPEN)
    found = []
    for row in rows.select_related("relation__organization", "relation__body", "person"):
        hangs = tuple(what_hangs(owed_standing(row), day))
        if hangs:
            found.append(OwedHanging(row, hangs))
    return found


def without_contact(body: Body, day: date) -> list[Relation]:
    """Relations that go on and for which nobody of ours speaks on a day. One query."""
    ours = Contact.objects.on(day).filter(side=Contact.Side.OURS)
    rows = relations(body.slug).exclude(pk__in=ours.values("relation"))
    return [row for row in rows if row.to_on is None or row.to_on >= day]


def numbers_by_kind(
    body: Body, from_on: date, to_on: date, at: datetime, *, sees_inside: bool
) -> list[KindLine]:
    """The relations of each kind that held in a period, with the talks, exchanges and consultations
    in it; exchanges kept for the members count only for who `sees_inside`. Two queries.
    """
    talks = talks_by_organization(body, at)
    within = _shown(sees_inside=sees_inside) & Q(
        exchanges__on__gte=from_on, exchanges__on__lte=to_on, exchanges__at__lte=at
    )
    called = Q(consultations__added_on__gte=from_on, consultations__added_on__lte=to_on)
    rows = relations(body.slug).filter(
        Q(from_on__isnull=True) | Q(from_on__lte=to_on),
        Q(to_on__isnull=True) | Q(to_on__gte=from_on),
        added_at__lte=at,
    )
    counted = rows.annotate(
        met=Count("exchanges", filter=within, distinct=True),
        asked=Count("consultations", filter=called, distinct=True),
    )
    return by_kind(
        Tally(
            row.name,
            RelationKind(row.kind),
            row.met,
            row.asked,
            sum(t.is_within(from_on, to_on) for t in talks.get(row.organization_id, [])),
        )
        for row in counted
    )


def relations_to_choose(body: Body) -> list[tuple[str, str]]:
    """Every relation as (slug, name). One query."""
    return [(row.slug, row.name) for row in relations(body.slug)]
