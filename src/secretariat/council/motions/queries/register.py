"""The register of decisions: what was put to the body and how it ended, as of any day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import overload
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from secretariat.council.meetings import markup
from secretariat.council.meetings.models import Note
from secretariat.council.meetings.queries.decided import decided_notes
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.facts import decision_words, quorum_words
from secretariat.council.motions.queries.motions import motion_rows
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.snapshots import parsed
from secretariat.rules.rulebook import KNOWN_KINDS
from secretariat.rules.runs import words
from secretariat.rules.thresholds import Medium
from secretariat.rules.visibility import Actor, Audience, narrowest

DECIDED = "decided"
"""The outcome of what was decided without a motion."""
UNDECIDED = "undecided"
"""The outcome of a motion that its meeting neither decided nor put aside."""


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
    """One line of the register, as it is printed and exported. What was decided without a motion is
    found under its agenda item and has the outcome "decided".
    """

    ref: str
    number: str
    on: date
    state: str
    outcome: str
    kind: str
    text: str
    result: str = ""
    condition: str = ""
    mover: str = ""
    seconder: str = ""
    meeting_ref: str = ""
    item_ref: str = ""
    item_title: str = ""
    errata: tuple[str, ...] = ()
    medium: str = "meeting"
    continues: str = ""
    goes_on_as: str = ""
    audience: str = "public"
    quorum: str = ""


class Register(Sequence[Decision]):
    """Decisions in their order; the rows are read for the part that is asked for. Two queries for
    the order, four for a part.
    """

    def __init__(self, ended: QuerySet[Motion], notes: QuerySet[Note]) -> None:
        self._motions, self._notes = ended, notes

    @cached_property
    def _keys(self) -> list[_Key]:
        """Newest first; of one day the later motion before the earlier, then what was noted."""
        told = self._motions.order_by().values_list(
            "pk", "meeting__slug", "moved_at", "sequence", "medium", "closed_at", "body__zone"
        )
        noted = self._notes.order_by().values_list(
            "pk", "item__meeting__slug", "item__position", "position"
        )
        motion_keys = [
            _Key(pk, is_note=False, order=(day or slug or _iso(moved), 1, sequence, 0))
            for pk, slug, moved, sequence, medium, closed_at, zone in told
            for day in [_ballot_day(medium, closed_at, zone)]
        ]
        note_keys = [
            _Key(pk, is_note=True, order=(slug, 0, -item, -place))
            for pk, slug, item, place in noted
        ]
        return sorted([*motion_keys, *note_keys], key=lambda key: key.order, reverse=True)

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, which: int) -> Decision: ...

    @overload
    def __getitem__(self, which: slice) -> list[Decision]: ...

    def __getitem__(self, which: int | slice) -> Decision | list[Decision]:
        if isinstance(which, int):
            return self._read([self._keys[which]])[0]
        return self._read(self._keys[which])

    def __iter__(self) -> Iterator[Decision]:
        return iter(self[:])

    def _read(self, keys: list[_Key]) -> list[Decision]:
        wanted = [key.pk for key in keys if not key.is_note]
        noted = [key.pk for key in keys if key.is_note]
        rows = motion_rows().filter(pk__in=wanted).prefetch_related("errata")
        moved = {row.pk: as_decision(row) for row in rows}
        decided = {row.pk: noted_decision(row) for row in self._notes.filter(pk__in=noted)}
        return [(decided if key.is_note else moved)[key.pk] for key in keys]


@dataclass(frozen=True, slots=True)
class _Key:
    pk: int
    is_note: bool
    order: tuple[str, int, int, int]


def decisions(actor: Actor, body: Body, wanted: DecisionFilter) -> Register:
    """The motions whose meeting or discussion ended and what was noted as decided without one,
    newest first, as far as the actor may see them.
    """
    return Register(_ended(actor, body, wanted), _noted(actor, body, wanted))


def _ended(actor: Actor, body: Body, wanted: DecisionFilter) -> QuerySet[Motion]:
    rows = policy.visible_to(actor, Motion.objects.filter(body=body))
    rows = rows.exclude(state__in=Motion.WAITING, meeting__adjourned_at=None)
    rows = rows.exclude(state=Motion.State.OPEN, medium=Medium.MAIL)
    if wanted.year:
        rows = rows.filter(year=wanted.year)
    if wanted.kind:
        rows = rows.filter(decision_kind=wanted.kind)
    if wanted.outcome == UNDECIDED:
        rows = rows.filter(state__in=Motion.WAITING)
    elif wanted.outcome:
        rows = rows.filter(state=wanted.outcome)
    if wanted.as_of:
        end = _end_of(wanted.as_of, body.zone)
        left = Q(state__in=Motion.WAITING, meeting__adjourned_at__lt=end)
        rows = rows.filter(Q(closed_at__lt=end) | left)
    for word in wanted.text.split():
        rows = rows.filter(_has(word))
    return rows


def _noted(actor: Actor, body: Body, wanted: DecisionFilter) -> QuerySet[Note]:
    rows = decided_notes(actor, body)
    if wanted.kind or wanted.outcome not in ("", DECIDED):
        return rows.none()
    if wanted.year:
        rows = rows.filter(item__meeting__slug__startswith=f"{wanted.year}-")
    if wanted.as_of:
        rows = rows.filter(item__meeting__starts_at__lt=_end_of(wanted.as_of, body.zone))
    for word in wanted.text.split():
        rows = rows.filter(Q(text__icontains=word) | Q(item__title__icontains=word))
    return rows


def noted_decision(note: Note) -> Decision:
    """A note of a decision as a line of the register; its reference is the agenda item's."""
    item, meeting = note.item, note.item.meeting
    ref = ref_of(meeting, item)
    return Decision(
        ref=ref,
        number=ref.partition("/")[2],
        on=day_of(meeting),
        state=DECIDED,
        outcome=DECIDED,
        kind="Without a motion",
        text=words(markup.runs(note.text)),
        meeting_ref=meeting.ref,
        item_ref=ref,
        item_title=item.title,
        audience=narrowest(Audience(note.audience), Audience(item.audience)).value,
    )


def as_decision(motion: Motion) -> Decision:
    """One motion as a line of the register. No query for rows of `decisions`."""
    meeting, item = motion.meeting, motion.item
    has_item = meeting is not None and item is not None
    return Decision(
        ref=motion.ref,
        number=motion.number,
        on=_day_decided(motion),
        state=UNDECIDED if motion.was_left else motion.state,
        outcome="not decided" if motion.was_left else motion.get_state_display(),
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
        medium=motion.medium,
        continues=f"{motion.body.slug}/{motion.continues.number}" if motion.continues else "",
        goes_on_as=f"{motion.body.slug}/{motion.goes_on_as}" if motion.goes_on_as else "",
        audience=item.audience if item else "public",
        quorum=quorum_words(motion),
    )


def _day_decided(motion: Motion) -> date:
    """The day of its meeting; of a ballot by mail the day on which it was closed."""
    if motion.is_by_mail and motion.closed_at is not None:
        return day_in(motion.body, motion.closed_at)
    return day_of(motion.meeting) if motion.meeting else motion.moved_at.date()


def _iso(at: datetime) -> str:
    return at.date().isoformat()


def _ballot_day(medium: str, closed_at: datetime | None, zone: str) -> str:
    """The day under which a ballot stands in the register; empty for what a meeting decided."""
    if medium != Medium.MAIL or closed_at is None:
        return ""
    return closed_at.astimezone(ZoneInfo(zone)).date().isoformat()


def kind_title(motion: Motion) -> str:
    """What the kind of decision is called, by the frozen rule where there is one."""
    rule = motion.frozen_rule.get("rule", {})
    title: str = rule.get("title", "") if rule.get("kind") == motion.decision_kind else ""
    kind = motion.decision_kind
    return title or KNOWN_KINDS.get(kind) or kind.replace("_", " ").capitalize()


def decision_years(actor: Actor, body: Body) -> list[int]:
    """The years of the register, newest first. Two queries."""
    moved = policy.visible_to(actor, Motion.objects.filter(body=body))
    noted = decided_notes(actor, body).order_by().values_list("item__meeting__slug", flat=True)
    years = {int(slug[:4]) for slug in noted.distinct()}
    years |= set(moved.order_by().values_list("year", flat=True).distinct())
    return sorted(years, reverse=True)


def kinds_decided(actor: Actor, body: Body) -> list[tuple[str, str]]:
    """The kinds of decision in the register, called as the newest rule book calls them, for a
    filter. Two queries.
    """
    rows = policy.visible_to(actor, Motion.objects.filter(body=body)).order_by("decision_kind")
    kinds = list(rows.values_list("decision_kind", flat=True).distinct())
    newest = body.rule_books.order_by("version").last()
    if newest is None:
        return [(kind, KNOWN_KINDS.get(kind, kind)) for kind in kinds]
    book = parsed(newest.text)
    return [(kind, book.title_of(kind)) for kind in kinds]


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
