"""The register of decisions: what was put to the body and how it ended, as of any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.facts import decision_words
from secretariat.council.motions.queries.motions import motions
from secretariat.foundation.people.models import Body
from secretariat.rules.rulebook import KNOWN_KINDS
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """What of the register is wanted; empty values want everything."""

    year: int | None = None
    kind: str = ""
    outcome: str = ""
    text: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the register, as it is printed and exported."""

    ref: str
    number: str
    on: date
    state: str
    outcome: str
    kind: str
    text: str
    result: str
    condition: str
    mover: str
    seconder: str
    meeting_ref: str
    item_ref: str
    item_title: str
    errata: tuple[str, ...]


def decisions(actor: Actor, body: Body, wanted: DecisionFilter) -> QuerySet[Motion]:
    """The motions that ended, newest first, as far as the actor may see them."""
    rows = policy.visible_to(actor, motions().filter(body=body))
    rows = rows.exclude(state__in=Motion.WAITING)
    if wanted.year:
        rows = rows.filter(year=wanted.year)
    if wanted.kind:
        rows = rows.filter(decision_kind=wanted.kind)
    if wanted.outcome:
        rows = rows.filter(state=wanted.outcome)
    if wanted.as_of:
        rows = rows.filter(closed_at__lt=_end_of(wanted.as_of, body.zone))
    for word in wanted.text.split():
        rows = rows.filter(_has(word))
    return rows.order_by("-year", "-sequence")


def as_decision(motion: Motion) -> Decision:
    """One motion as a line of the register. No query for rows of `decisions`."""
    meeting, item = motion.meeting, motion.item
    has_item = meeting is not None and item is not None
    return Decision(
        ref=motion.ref,
        number=motion.number,
        on=day_of(meeting) if meeting else motion.moved_at.date(),
        state=motion.state,
        outcome=motion.get_state_display(),
        kind=kind_title(motion),
        text=motion.text,
        result=decision_words(motion),
        condition=motion.condition,
        mover=motion.mover.name if motion.mover else "",
        seconder=motion.seconder.name if motion.seconder else "",
        meeting_ref=meeting.ref if meeting else "",
        item_ref=ref_of(meeting, item) if has_item and meeting and item else "",
        item_title=item.title if item else "",
        errata=tuple(erratum.words for erratum in motion.errata.all()),
    )


def kind_title(motion: Motion) -> str:
    """What the kind of decision is called, by the frozen rule where there is one."""
    rule = motion.frozen_rule.get("rule", {})
    title: str = rule.get("title", "") if rule.get("kind") == motion.decision_kind else ""
    kind = motion.decision_kind
    return title or KNOWN_KINDS.get(kind) or kind.replace("_", " ").capitalize()


def decision_years(body: Body) -> list[int]:
    """The years of the register, newest first. One query."""
    years = Motion.objects.filter(body=body).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def kinds_decided(body: Body) -> list[tuple[str, str]]:
    """The kinds of decision in the register with their titles, for a filter. One query."""
    kinds = Motion.objects.filter(body=body).order_by("decision_kind")
    return [
        (kind, KNOWN_KINDS.get(kind) or kind.replace("_", " ").capitalize())
        for kind in kinds.values_list("decision_kind", flat=True).distinct()
    ]


def _has(word: str) -> Q:
    return (
        Q(text__icontains=word)
        | Q(explanation__icontains=word)
        | Q(condition__icontains=word)
        | Q(item__title__icontains=word)
    )


def _end_of(day: date, zone: str) -> datetime:
    """The first instant after a day in a zone."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
