"""The parts of a meeting's snapshot: items with notes and links, the roll call, the notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery

from secretariat.council.meetings.models import (
    AgendaItem,
    Attendance,
    ItemLink,
    Meeting,
    Note,
    Notice,
    NoticeReading,
    Presence,
    Proxy,
)
from secretariat.council.meetings.numbering import numbers_of
from secretariat.council.meetings.sight import Sight
from secretariat.foundation.people.models import Body
from secretariat.rules import seats as law
from secretariat.rules.agenda import Numbered
from secretariat.rules.departures import Departures, Move
from secretariat.rules.meetings import (
    AttendeeSnapshot,
    HeldSnapshot,
    ItemSnapshot,
    LinkSnapshot,
    NoteSnapshot,
    NoticeSnapshot,
)
from secretariat.rules.visibility import Audience


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its presenters (handle, name), as one query brings them."""

    item: AgendaItem
    presenters: tuple[tuple[str, str], ...]


def item_rows_of(meeting: Meeting) -> list[ItemRow]:
    """The items in order, with their presenters. One query."""
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position", "id", "presenters__name")
    found: dict[int, AgendaItem] = {}
    presenters: dict[int, list[tuple[str, str]]] = {}
    joined = rows.annotate(who=F("presenters__handle"), who_name=F("presenters__name"))
    for row in joined:
        found.setdefault(row.pk, row)
        if row.who:
            presenters.setdefault(row.pk, []).append((row.who, row.who_name))
    return [ItemRow(item, tuple(presenters.get(pk, ()))) for pk, item in found.items()]


def presented_by(items: Iterable[ItemRow], person: str) -> bool:
    """Whether this person presents any of the items."""
    return bool(person) and any(person in dict(row.presenters) for row in items)


def note_rows_of(meeting: Meeting) -> list[Note]:
    """The notes of all items, in order. One query."""
    rows = Note.objects.filter(item__meeting=meeting).select_related("item")
    return list(rows.order_by("item_id", "position", "id"))


def link_rows_of(meeting: Meeting) -> list[ItemLink]:
    """The links and files of all items, in order. One query."""
    return list(ItemLink.objects.filter(item__meeting=meeting).order_by("id"))


def items_of(
    meeting: Meeting,
    rows: list[ItemRow],
    note_rows: Iterable[Note],
    link_rows: Iterable[ItemLink],
    sight: Sight,
) -> tuple[ItemSnapshot, ...]:
    """What this sight sees of the items, of their notes and links. No query."""
    seen = [row for row in rows if sight.sees(row.item.audience)]
    numbers, slugs, refs = _names_of(meeting, [row.item for row in rows])
    notes, links = _notes_of(note_rows, sight), _links_of(link_rows, sight, refs)
    return tuple(
        ItemSnapshot(
            ref=refs[row.item.pk],
            slug=row.item.slug,
            kind=row.item.kind,
            title=row.item.title,
            number=numbers[row.item.slug].number,
            label=numbers[row.item.slug].label,
            part_of=slugs.get(row.item.part_of_id or 0, ""),
            presenters=_presenters(row),
            presenter_people=tuple(handle for handle, _ in row.presenters),
            minutes=row.item.minutes,
            text=row.item.text,
            speaker_notes=_speaker_notes(row, sight),
            options=row.item.options,
            source_ref=row.item.source_ref,
            state=row.item.state,
            outcome=row.item.outcome,
            notes=tuple(notes.get(row.item.pk, ())),
            links=tuple(links.get(row.item.pk, ())),
            revision=row.item.revision,
            audience=row.item.audience,
            proposed_by=row.item.proposed_by,
            opened_at=row.item.opened_at,
            closed_at=row.item.closed_at,
            parked_at=row.item.parked_at,
        )
        for row in seen
    )


def _names_of(
    meeting: Meeting, items: list[AgendaItem]
) -> tuple[dict[str, Numbered], dict[int, str], dict[int, str]]:
    """Numbers of the items by slug, slugs and references by key."""
    slugs = {item.pk: item.slug for item in items}
    return numbers_of(items), slugs, {item.pk: ref_of(meeting, item) for item in items}


def held_of(rows: list[ItemRow], sight: Sight) -> tuple[HeldSnapshot, ...]:
    """What stands for the items that were taken up and that this sight does not see. No query."""
    items = [row.item for row in rows]
    numbers, seen = (
        numbers_of(items),
        {row.pk: row.slug for row in items if sight.sees(row.audience)},
    )
    found, before = [], ""
    for item in items:
        whole = seen.get(item.part_of_id or 0, "")
        if item.pk in seen:
            before = before if whole else item.slug
        elif item.opened_at is not None and (item.part_of_id is None or whole):
            number, audience = numbers[item.slug].number, Audience(item.audience)
            found.append(HeldSnapshot(number, audience, after=before, part_of=whole))
    return tuple(found)


def ref_of(meeting: Meeting, item: AgendaItem) -> str:
    """The reference of an item: its slug until the call to order fixes its number."""
    return f"{meeting.ref}/{item.number or item.slug}"


def _presenters(row: ItemRow) -> tuple[str, ...]:
    words = (row.item.presenter_words,) if row.item.presenter_words else ()
    return tuple(name for _, name in row.presenters) + words


def _speaker_notes(row: ItemRow, sight: Sight) -> str:
    may = sight.sees_speaker_notes or presented_by([row], sight.person)
    return row.item.speaker_notes if may else ""


def _notes_of(rows: Iterable[Note], sight: Sight) -> dict[int, list[NoteSnapshot]]:
    found: dict[int, list[NoteSnapshot]] = {}
    for row in rows:
        if sight.sees(row.audience):
            note = NoteSnapshot(
                key=row.key,
                text=row.text,
                depth=row.depth,
                kind=row.kind,
                sequence=row.sequence,
                revision=row.revision,
                audience=row.audience,
            )
            found.setdefault(row.item_id, []).append(note)
    return found


def _links_of(
    rows: Iterable[ItemLink], sight: Sight, refs: dict[int, str]
) -> dict[int, list[LinkSnapshot]]:
    found: dict[int, list[LinkSnapshot]] = {}
    for row in rows:
        if sight.sees(row.audience):
            url = row.url or f"/{refs[row.item_id]}/files/{row.slug}"
            link = LinkSnapshot(row.title or row.url, url, row.slug, row.audience)
            found.setdefault(row.item_id, []).append(link)
    return found


def attendees_of(meeting: Meeting) -> tuple[AttendeeSnapshot, ...]:
    """The roll call with everybody's stretches, first-timers found from the record. One query.

    Nobody is a first-timer while the record knows no earlier roll call of the body; who came to a
    joint meeting of it is none.
    """
    was_before = Q(meeting__starts_at__lt=meeting.starts_at)
    mine = Q(meeting__body=meeting.body_id) | Q(meeting__joint_bodies=meeting.body_id)
    earlier = Attendance.objects.filter(was_before & mine)
    rows = (
        Presence.objects.filter(attendance__meeting=meeting)
        .select_related("attendance__person")
        .annotate(
            has_come=Exists(earlier.filter(person=OuterRef("attendance__person"))),
            has_record=Exists(earlier),
        )
        .order_by("attendance__position", "attendance__id", "arrived_at")
    )
    found: dict[int, AttendeeSnapshot] = {}
    for row in rows:
        line, stretch = row.attendance, (row.arrived_at, row.left_at)
        before = found.get(line.pk)
        found[line.pk] = AttendeeSnapshot(
            person=line.person.handle,
            name=line.printed_name,
            organization=line.printed_organization,
            note=line.note,
            is_first_time=row.has_record and not row.has_come,
            stretches=(*(before.stretches if before else ()), stretch),
            revision=line.revision,
            leaves_at=line.leaves_at if row.left_at is None else None,
            is_introduced=line.is_introduced,
        )
    return tuple(found.values())


def proxies_of(meeting: Meeting, body: Body) -> tuple[law.Proxy, ...]:
    """Who speaks from elsewhere for a seat of the body in this meeting. One query."""
    rows = Proxy.objects.filter(meeting=meeting, seat__body=body).order_by("id")
    rows = rows.select_related("seat", "person")
    return tuple(
        law.Proxy(row.seat.slug, law.Person(row.person.handle, row.person.name), row.given_by)
        for row in rows
    )


def moves_of(meeting: Meeting) -> tuple[Move, ...]:
    """How the meeting was moved, in order. One query, none where they were read with it."""
    return tuple(Move(row.from_starts_at, row.reason) for row in meeting.moves.all())


def departures_of(meeting: Meeting) -> Departures:
    """What is out of the ordinary about a meeting whose `moves` and `joint_bodies` were read with
    it.
    """
    others = meeting.joint_bodies.all() if meeting.is_joint else ()
    return Departures(
        starts_at=meeting.starts_at,
        zone=meeting.zone,
        kind=meeting.kind,
        occasion=meeting.occasion,
        cancelled_reason=meeting.cancelled_reason,
        moves=moves_of(meeting),
        bodies=(meeting.body.name, *(each.name for each in others)),
    )


def notices_of(meeting: Meeting, day: date) -> tuple[NoticeSnapshot, ...]:
    """The version of each notice that was read, else the one that applies on the day. One query."""
    read_at = NoticeReading.objects.filter(meeting=meeting, notice=OuterRef("pk")).values("read_at")
    applies = Q(is_at_opening=True, from_on__lte=day)
    applies &= Q(retired_on__isnull=True) | Q(retired_on__gt=day)
    rows = (
        Notice.objects.filter(body=meeting.body_id)
        .annotate(read_at=Subquery(read_at[:1]))
        .filter(applies | Q(read_at__isnull=False))
        .order_by("version")
    )
    found: dict[str, Notice] = {}
    for row in rows:
        known = found.get(row.slug)
        if known is None or not getattr(known, "read_at", None):
            found[row.slug] = row
    return tuple(
        NoticeSnapshot(
            row.slug,
            row.version,
            row.title,
            row.text,
            row.source_words,
            getattr(row, "read_at", None),
        )
        for row in sorted(found.values(), key=lambda row: (row.position, row.slug))
    )
