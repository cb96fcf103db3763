"""Consultations and statements: the list, one of them, what hangs, what a meeting should deal
with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import day_of as meeting_day
from secretariat.council.relations import policy
from secretariat.council.relations.models import Consultation, Relation
from secretariat.council.relations.snapshots import ConsultationAt, consultation_at
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.consultations import AWAITING, is_near, what_hangs, why_on_agenda
from secretariat.rules.errors import Refused
from secretariat.rules.hanging import Hanging
from secretariat.rules.visibility import Actor, Audience

COMING = (Meeting.State.PLANNED, Meeting.State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class ConsultationHanging:
    """A consultation and what of it hangs, the gravest first."""

    consultation: ConsultationAt
    hangs: tuple[Hanging, ...]


def consultations(body_slug: str) -> QuerySet[Consultation]:
    """The consultations of a body with their steps. Two queries."""
    return _with_all(Consultation.objects.filter(body__slug=body_slug))


def _with_all(rows: QuerySet[Consultation]) -> QuerySet[Consultation]:
    with_names = rows.select_related("body__host", "drafter", "relation__organization")
    return with_names.prefetch_related("steps")


def consultations_at(
    body_slug: str, at: datetime, actor: Actor | None = None
) -> list[ConsultationAt]:
    """The consultations of a body as they stood at an instant, newest first. Two queries."""
    return [_seen(row, at, actor) for row in consultations(body_slug) if row.added_at <= at]


def _seen(row: Consultation, at: datetime, actor: Actor | None) -> ConsultationAt:
    if actor is None:
        may_read = row.draft_audience == Audience.PUBLIC.value
    else:
        may_read = bool(policy.may_read_draft(actor, row))
    return consultation_at(row, at, may_read_draft=may_read)


def consultation_named(body: Body, slug: str) -> Consultation:
    """The consultation of this short name. Refuses ("not_found")."""
    found = consultations(body.slug).filter(slug=slug).first()
    if found is None:
        raise Refused(
            "not_found", f"{body.name} has no consultation “{slug}”. The list names them all."
        )
    found.body = body
    return found


def consultation_for_all(row: Consultation, at: datetime) -> ConsultationAt:
    """A consultation as it stood at an instant and as everybody may see it."""
    return _seen(row, at, None)


def consultations_by_ref(refs: Sequence[str]) -> dict[str, Consultation]:
    """The consultations these references name, in their order; what is none is left out. Two
    queries.
    """
    named = [ref.partition("/consultations/") for ref in refs]
    rows = _with_all(Consultation.objects.filter(body__slug__in={body for body, _, _ in named}))
    found = {row.ref: row for row in rows.filter(slug__in={slug for _, _, slug in named})}
    return {ref: found[ref] for ref in refs if ref in found}


def consultation_seen(actor: Actor, row: Consultation) -> ConsultationAt:
    """A consultation as this reader may see it now."""
    return _seen(row, clock.now(), actor)


def consultations_of_relation(actor: Actor, relation: Relation) -> list[ConsultationAt]:
    """Those of one outside body, newest first. Two queries."""
    rows = consultations(relation.body.slug).filter(relation=relation)
    return [_seen(row, clock.now(), actor) for row in rows]


def consultations_hanging(body_slug: str, at: datetime, day: date) -> list[ConsultationHanging]:
    """What waits of all consultations of a body. Two queries."""
    found = []
    for each in consultations_at(body_slug, at):
        hangs = tuple(what_hangs(each.standing, day))
        if hangs:
            found.append(ConsultationHanging(each, hangs))
    return found


def due_for(
    body_slug: str, at: datetime, meeting_on: date, next_on: date | None
) -> list[tuple[ConsultationAt, str]]:
    """What a meeting of that day should deal with, each with its reason. Two queries."""
    known = consultations_at(body_slug, at)
    reasons = [(each, why_on_agenda(each.standing, meeting_on, next_on)) for each in known]
    due = [(each, why) for each, why in reasons if why]
    return sorted(due, key=lambda pair: (pair[0].closes_on or date.max, pair[0].title))


def next_meeting_after(body_slug: str, starts_at: datetime) -> date | None:
    """The day of the body's next planned meeting after an instant. One query."""
    rows = Meeting.objects.filter(body__slug=body_slug, starts_at__gt=starts_at, state__in=COMING)
    row = rows.order_by("starts_at").first()
    return meeting_day(row) if row else None


def my_consultations(actor: Actor, body: Body, at: datetime, day: date) -> list[ConsultationAt]:
    """Those this person drafts that hang or whose deadline is near. One query, two where there is
    any.
    """
    if actor.person is None:
        return []
    rows = consultations(body.slug).filter(drafter__handle=actor.person, added_at__lte=at)
    drafted = [_seen(row, at, actor) for row in rows]
    mine = [each for each in drafted if each.step in AWAITING]
    return [each for each in mine if is_near(each.standing, day) or what_hangs(each.standing, day)]
