"""A meeting's rows as the plain values of `rules`, reduced to what one reader may see.

The number of queries does not depend on how long the agenda or the roll call is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from secretariat.council.meetings.models import (
    CheckIn,
    Coming,
    ItemLink,
    Meeting,
    MeetingMove,
    Note,
    Turn,
)
from secretariat.council.meetings.models import Proxy as ProxyRow
from secretariat.council.meetings.presided import open_stretch
from secretariat.council.meetings.sight import EVERYTHING, Sight, access_by, sight_of
from secretariat.council.meetings.snapshot_coming import answers_of, check_ins_of
from secretariat.council.meetings.snapshot_parts import (
    ItemRow,
    attendees_of,
    held_of,
    item_rows_of,
    items_of,
    link_rows_of,
    moves_of,
    note_rows_of,
    notices_of,
    presented_by,
    proxies_of,
)
from secretariat.foundation.people.models import Body, Office
from secretariat.foundation.people.snapshots import (
    body_snapshot,
    host_name_on,
    roster_on,
    rule_book_of,
    rule_book_on,
    rule_text_on,
)
from secretariat.rules.coming import CheckedIn, Said
from secretariat.rules.days import day_words
from secretariat.rules.meetings import (
    AttendeeSnapshot,
    ItemSnapshot,
    MeetingSnapshot,
    PartySnapshot,
    PresidingSnapshot,
)
from secretariat.rules.presiding import for_the_public
from secretariat.rules.seats import Proxy
from secretariat.rules.visibility import Actor, Audience


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The meeting's row with what its query brings along."""

    row: Meeting
    host: str
    rules: str | None
    next_at: datetime | None
    has_proxies: bool
    has_moved: bool
    has_answers: bool
    has_check_ins: bool
    has_turns: bool
    presiding: PresidingSnapshot | None = None
    offices: dict[str, str] = field(default_factory=dict)


class Reading:
    """What is stored of one meeting, each part read when it is first wanted and only once.

    Snapshots for several readers come of it; they share what is later read for them, too
    (`MeetingSnapshot.read`).
    """

    def __init__(self, meeting: Meeting) -> None:
        self.loaded = _loaded(meeting)
        self.row, self.day = self.loaded.row, day_of(self.loaded.row)
        self._shared: dict[str, Any] = {}

    def snapshot(self, sight: Sight) -> MeetingSnapshot:
        """The meeting as this sight has it."""
        sees_roll = sight.sees_record and self.row.called_at is not None
        items = self._items_for(sight)
        is_here_seen = any(item.slug == self._plan.current for item in items)
        known = replace(
            self._plan,
            items=items,
            # The slug of an item is made of its title.
            current=self._plan.current if is_here_seen else "",
            joint_with=self._others if sees_roll else self._others_before,
            audiences=sight.audiences,
            held=held_of(self._items, sight) if sight.sees_agenda and sight.sees_record else (),
            presiding=self._presiding_for(sight, {item.slug for item in items}),
        )
        if sees_roll:
            known = replace(known, attendees=self._attendees, proxies=self._proxies)
        if sight.sees(Audience.MEMBERS) and self.row.adjourned_at is None:
            known = replace(known, said=self._said, checked_in=self._checked_in)
        return self._with_call(known, sight)

    def _with_call(self, known: MeetingSnapshot, sight: Sight) -> MeetingSnapshot:
        """With the link to the call and its recording, for those they are for."""
        is_presenter = presented_by(self._items, sight.person)
        access = access_by(self.row, sight, is_presenter=is_presenter)
        return replace(
            known,
            link=access.link,
            passcode=access.passcode,
            recording_url=access.recording_url,
        )

    @cached_property
    def _plan(self) -> MeetingSnapshot:
        """What everybody may see."""
        row, loaded = self.row, self.loaded
        return MeetingSnapshot(
            ref=row.ref,
            slug=row.slug,
            body=body_snapshot(row.body, self.day, loaded.host),
            kind=row.kind,
            state=row.state,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            zone=row.zone,
            roster=roster_on(row.body, self.day),
            rule_book=rule_book_of(row.body, loaded.rules),
            title=row.title,
            chair=row.chair.name if row.chair else "",
            chair_person=row.chair.handle if row.chair else "",
            secretary=row.secretary.name if row.secretary else "",
            secretary_person=row.secretary.handle if row.secretary else "",
            offices=loaded.offices,
            published_at=row.published_at,
            called_at=row.called_at,
            adjourned_at=row.adjourned_at,
            current=row.current_item.slug if row.current_item else "",
            cancelled_reason=row.cancelled_reason,
            notices=notices_of(row, self.day),
            next_meeting_at=loaded.next_at,
            occasion=row.occasion,
            moves=moves_of(row) if loaded.has_moved else (),
            has_turns=loaded.has_turns,
            read=self._shared,
        )

    def _items_for(self, sight: Sight) -> tuple[ItemSnapshot, ...]:
        rows = self._items if sight.sees_agenda else []
        if not any(sight.sees(each.item.audience) for each in rows):
            return ()
        notes = self._notes if sight.sees_record else []
        return items_of(self.row, rows, notes, self._links, sight)

    def _presiding_for(self, sight: Sight, seen: set[str]) -> PresidingSnapshot | None:
        """Who has taken over the chair; for an item this sight does not see only who."""
        stretch = self.loaded.presiding
        if stretch is None or (sight.sees_record and stretch.item in seen | {""}):
            return stretch
        return for_the_public(stretch)

    @cached_property
    def _items(self) -> list[ItemRow]:
        return item_rows_of(self.row)

    @cached_property
    def _notes(self) -> list[Note]:
        return note_rows_of(self.row)

    @cached_property
    def _links(self) -> list[ItemLink]:
        return link_rows_of(self.row)

    @cached_property
    def _attendees(self) -> tuple[AttendeeSnapshot, ...]:
        return attendees_of(self.row)

    @cached_property
    def _proxies(self) -> tuple[Proxy, ...]:
        return proxies_of(self.row, self.row.body) if self.loaded.has_proxies else ()

    @cached_property
    def _said(self) -> tuple[Said, ...]:
        return answers_of(self.row) if self.loaded.has_answers else ()

    @cached_property
    def _checked_in(self) -> tuple[CheckedIn, ...]:
        return check_ins_of(self.row) if self.loaded.has_check_ins else ()

    @cached_property
    def _others(self) -> tuple[PartySnapshot, ...]:
        """The other bodies of a joint meeting with their proxies. One query each."""
        bodies = {each.slug: each for each in self._joint_bodies}
        return tuple(
            replace(each, proxies=proxies_of(self.row, bodies[each.body.slug]))
            for each in self._others_before
        )

    @cached_property
    def _others_before(self) -> tuple[PartySnapshot, ...]:
        """The other bodies of a joint meeting as they stand on its day. Four queries each."""
        return tuple(
            PartySnapshot(
                body=body_snapshot(body, self.day),
                roster=roster_on(body, self.day),
                rule_book=rule_book_on(body, self.day),
            )
            for body in self._joint_bodies
        )

    @cached_property
    def _joint_bodies(self) -> list[Body]:
        return list(self.row.joint_bodies.select_related("host")) if self.row.is_joint else []


def meeting_snapshot(meeting: Meeting, actor: Actor) -> MeetingSnapshot:
    """The meeting as this actor may see it. At most 8 queries; a logo, proxies and moves
    cost one more each, answers and check-ins too, every other body of a joint meeting five.
    """
    reading = Reading(meeting)
    return reading.snapshot(sight_of(actor, reading.row))


def snapshot_for(meeting: Meeting, sight: Sight = EVERYTHING) -> MeetingSnapshot:
    """The meeting for this sight: for documents (`document_sight`) and for the program itself."""
    return Reading(meeting).snapshot(sight)


def day_of(meeting: Meeting) -> date:
    """The day of the meeting in its own zone; its reference begins with it."""
    return date.fromisoformat(meeting.slug[:10])


def which_of_its_day(meeting: Meeting) -> str:
    """What tells the second meeting of a day from the first, as its reference does: " (2)"."""
    number = meeting.slug[11:]
    return f" ({number})" if number else ""


def name_of_meeting(meeting: Meeting) -> str:
    """A meeting as headings, search results and messages name it: "Meeting of 7 Oct 2021"."""
    day = day_words(day_of(meeting))
    return f"{meeting.title or 'Meeting'} of {day}{which_of_its_day(meeting)}"


def _loaded(meeting: Meeting) -> _Loaded:
    later = Meeting.objects.filter(body=meeting.body_id, starts_at__gt=OuterRef("starts_at"))
    later = later.exclude(state=Meeting.State.CANCELLED).order_by("starts_at")
    row = (
        Meeting.objects.select_related("body__host", "chair", "secretary", "current_item")
        .annotate(
            host_name=host_name_on(day_of(meeting), "body__host"),
            rules=rule_text_on(day_of(meeting), "body"),
            next_at=Subquery(later.values("starts_at")[:1]),
            chair_on_day=Subquery(_holder(meeting, Office.Kind.CHAIR)),
            vice_chair_on_day=Subquery(_holder(meeting, Office.Kind.VICE_CHAIR)),
            has_proxies=Exists(ProxyRow.objects.filter(meeting=OuterRef("pk"))),
            has_moved=Exists(MeetingMove.objects.filter(meeting=OuterRef("pk"))),
            has_answers=Exists(Coming.objects.filter(meeting=OuterRef("pk"))),
            has_check_ins=Exists(CheckIn.objects.filter(meeting=OuterRef("pk"))),
            has_turns=Exists(Turn.objects.filter(meeting=OuterRef("pk"))),
            in_the_chair=Subquery(open_stretch()),
        )
        .get(pk=meeting.pk)
    )
    offices = {row.vice_chair_on_day: "Vice chair", row.chair_on_day: "Chair"}
    known = {handle: words for handle, words in offices.items() if handle}
    return _Loaded(
        row,
        row.host_name,
        row.rules,
        row.next_at,
        row.has_proxies,
        row.has_moved,
        row.has_answers,
        row.has_check_ins,
        row.has_turns,
        PresidingSnapshot(**row.in_the_chair) if row.in_the_chair else None,
        known,
    )


def _holder(meeting: Meeting, kind: str) -> QuerySet[Office, str]:
    held: QuerySet[Office] = Office.objects.on(day_of(meeting))
    held = held.filter(body=meeting.body_id, kind=kind).order_by("-from_on", "-id")
    return held.values_list("person__handle", flat=True)[:1]
