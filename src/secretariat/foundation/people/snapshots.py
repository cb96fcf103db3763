"""Rows of people, seats and bodies as the plain values of `rules`, as they stood on a day.

Old days read old rows: the names of organizations are those they bore on the day asked for, so
no later rename, merger or change of company alters what an old roster prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Case, FilteredRelation, OuterRef, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from secretariat.foundation.people.models import (
    Body,
    FormerLabel,
    Organization,
    OrganizationName,
    RuleBookVersion,
    Seat,
    SeatHolding,
    SeatInactivity,
    Term,
)
from secretariat.foundation.people.models.periods import NEWEST_FIRST, Period, holding_on
from secretariat.foundation.records.models import Attachment
from secretariat.rules import seats as law
from secretariat.rules.deck import Look
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import BodySnapshot
from secretariat.rules.rulebook import RuleBook, parse_rule_book


def name_of(organization: Organization, day: date) -> str:
    """The name an organization bore on a day; today's name if the record knows no other.

    Prefetch `names` when asking for several.
    """
    rows: Iterable[OrganizationName] = organization.names.all()
    borne = [row for row in rows if holds_on(row, day)]
    if not borne:
        return organization.name
    return max(borne, key=lambda row: (row.from_on or date.min, row.pk)).name


def host_of(body: Body, day: date) -> Organization:
    """The organization a body belonged to on a day: its host, or what that had been merged into by
    then. A query for each merger.
    """
    host = body.host
    while host.merged_into is not None and host.merged_on is not None and host.merged_on <= day:
        host = host.merged_into
    return host


def host_name(body: Body, day: date) -> str:
    """What that organization was called on the day."""
    return name_of(host_of(body, day), day)


def host_name_on(day: date, host: str, *, mergers: int = 3) -> Combinable:
    """The same as a column of a query, `host` being the path to the host's row; of that many
    mergers in a row.
    """
    name = name_borne_on(day, host)
    if not mergers:
        return name
    into = host_name_on(day, f"{host}__merged_into", mergers=mergers - 1)
    return Case(When(**{f"{host}__merged_on__lte": day}, then=into), default=name)


def name_borne_on(day: date, organization: str) -> Coalesce:
    """The same as a column of a query; `organization` is the path to the organization's row."""
    borne = OrganizationName.objects.on(day).filter(organization=OuterRef(organization))
    names = borne.order_by(*NEWEST_FIRST).values("name")
    return Coalesce(Subquery(names[:1]), f"{organization}__name")


def roster_on(body: Body, day: date) -> law.Roster:
    """The roster of a body on a day, by label: seats, organizations, people. Two queries."""
    seats = _seats_on(body, day)
    seats.sort(key=lambda seat: (seat.label.casefold(), seat.slug))
    terms = Term.objects.on(day).filter(seat__body=body).select_related("person", "seat")
    return law.roster_on(day, seats, [_term_row(term) for term in terms])


def _seats_on(body: Body, day: date) -> list[law.Seat]:
    rows: dict[str, Any] = {}
    holders: dict[str, list[str]] = {}
    held: Iterable[Any] = _held_seats(body, day)
    for row in held:
        rows[row.slug] = row
        holders.setdefault(row.slug, []).extend([row.holder] if row.holder else [])
    return [_seat_row(row, holders[slug]) for slug, row in rows.items()]


def _held_seats(body: Body, day: date) -> QuerySet[Seat]:
    """A row for each holder of a seat, with the name of that day; one for a seat without any."""
    inactive = SeatInactivity.objects.on(day).filter(seat=OuterRef("pk")).values("from_on")
    former = FormerLabel.objects.filter(seat=OuterRef("pk"), to_on__gte=day).values("text")
    seats: QuerySet[Seat] = Seat.objects.on(day).filter(body=body)
    return seats.annotate(
        inactive_since=Subquery(inactive[:1]),
        former=Subquery(former[:1]),
        held=FilteredRelation("holdings", condition=holding_on(day, "holdings__")),
        holder=name_borne_on(day, "held__organization"),
    ).order_by("label", "held__pk")


def _seat_row(row: Any, holders: list[str]) -> law.Seat:
    """A seat of `_held_seats` as the law sees it."""
    return law.Seat(
        slug=row.slug,
        label=label_of(row, holders, row.former),
        holdings=tuple(law.Holding(organization=name) for name in holders),
        from_on=row.from_on,
        to_on=row.to_on,
        inactive_since_on=row.inactive_since,
    )


def label_of(row: Seat, names: Iterable[str], former: str | None = None) -> str:
    """How a roster prints a seat whose holders bear these names: "Red Hat/IBM".

    `former` is the text of the seat's `FormerLabel` for that day, if it has one.
    """
    by_holders = row.is_named_by_holders if former is None else not former
    joined = "/".join(names)
    return joined if by_holders and joined else former or row.label


def label_on(seat: Seat, day: date) -> str:
    """How the roster of a day prints a seat, also of a day before or after its time.

    Prefetch `former_labels` and `holdings__organization__names` when asking for several.
    """
    borne: Iterable[FormerLabel] = seat.former_labels.all()
    former = next((row.text for row in borne if row.to_on is not None and day <= row.to_on), None)
    holdings: Iterable[SeatHolding] = seat.holdings.all()
    names = [name_of(row.organization, day) for row in holdings if holds_on(row, day)]
    return label_of(seat, names, former)


def _term_row(row: Term) -> law.Term:
    return law.Term(
        seat=row.seat.slug,
        person=law.Person(row.person.handle, row.person.name),
        capacity=law.Capacity(row.capacity),
        rank=row.rank,
        from_on=row.from_on,
        to_on=row.to_on,
    )


def holds_on(row: Period, day: date) -> bool:
    """Whether a dated row that is read already holds on a day."""
    return (row.from_on is None or row.from_on <= day) and (row.to_on is None or row.to_on >= day)


def body_snapshot(body: Body, day: date, host: str | None = None) -> BodySnapshot:
    """The body on a day, its host organization with the name of that day, its look. One query,
    none where the name of the `host` was read already (`host_name_on`); a logo costs one more.
    """
    return BodySnapshot(
        slug=body.slug,
        name=body.name,
        short_name=body.short_name,
        organization=host_name(body, day) if host is None else host,
        zone=body.zone,
        mission=body.mission,
        vocabulary=dict(body.vocabulary),
        look=look_of(body),
    )


def look_of(body: Body) -> Look:
    """The body's colours and logo."""
    colours = Look(accent=body.accent, accent2=body.accent2)
    if body.logo_id is None:
        return colours
    digest, media_type = Attachment.objects.values_list("digest", "media_type").get(pk=body.logo_id)
    return Look(body.accent, body.accent2, _content(digest), media_type, f"{body.short_name} logo")


@lru_cache(maxsize=64)
def _content(digest: str) -> bytes:
    """Bytes by digest never change, so they are read once per process."""
    return bytes(Attachment.objects.values_list("content", flat=True).get(digest=digest))


def rule_book_on(body: Body, day: date) -> RuleBook:
    """The rule book that applies on a day: the newest version that was valid by then.

    A day before the first version is judged by that first version. Refuses ("no_rule_book") a body
    without any.
    """
    return parsed(rule_book_version_on(body, day).text)


def rule_text_on(day: date, body: str) -> Coalesce:
    """The text of that rule book as a column of a query; `body` is the path to the body's row."""
    versions = RuleBookVersion.objects.filter(body=OuterRef(body)).values("text")
    come = versions.filter(valid_from_on__lte=day).order_by("-valid_from_on", "-version")
    return Coalesce(Subquery(come[:1]), Subquery(versions.order_by("valid_from_on", "version")[:1]))


def rule_book_of(body: Body, text: str | None) -> RuleBook:
    """The rule book of a body by its text. Refuses ("no_rule_book") where there is none."""
    if text is None:
        raise no_rule_book(body)
    return parsed(text)


def rule_book_version_on(body: Body, day: date) -> RuleBookVersion:
    """The stored version behind `rule_book_on`, with the same refusal."""
    versions = RuleBookVersion.objects.filter(body=body)
    come = versions.filter(valid_from_on__lte=day).order_by("valid_from_on", "version").last()
    version = come or versions.order_by("valid_from_on", "version").first()
    if version is None:
        raise no_rule_book(body)
    return version


def no_rule_book(body: Body) -> Refused:
    return Refused(
        "no_rule_book",
        f"{body.name} has no rule book yet, so nothing can be counted. The chair or the "
        "secretary adds one under Settings, Rule book.",
    )


@lru_cache(maxsize=256)
def parsed(text: str) -> RuleBook:
    """The rule book that a text holds. Refuses with the line that cannot be read."""
    return parse_rule_book(text)
