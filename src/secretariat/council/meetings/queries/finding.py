"""Finding a meeting, an item, a note or a line by its public reference."""

from __future__ import annotations

from secretariat.council.meetings.models import (
    AgendaItem,
    ItemLink,
    Meeting,
    MeetingRedirect,
    Note,
    Series,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import MeetingSnapshot

_WITH = ("body__host", "chair", "secretary", "series")


def meeting_named(body_slug: str, slug: str) -> Meeting:
    """The meeting of a reference, or of a former one of a moved meeting: compare `slug`, redirect.

    Refuses ("not_found").
    """
    rows = Meeting.objects.select_related(*_WITH)
    found = rows.filter(body__slug=body_slug, slug=slug).first()
    if found is None:
        moved = MeetingRedirect.objects.filter(body__slug=body_slug, slug=slug).first()
        found = rows.filter(pk=moved.meeting_id).first() if moved else None
    if found is None:
        raise Refused(
            "not_found", f"There is no meeting “{body_slug}/{slug}”. The calendar lists them all."
        )
    return found


def meeting_of_ref(ref: str) -> Meeting:
    """The meeting of `tac/2021-10-07`, or of a reference under it. Refuses ("not_found")."""
    body, _, rest = ref.partition("/")
    return meeting_named(body, rest.partition("/")[0])


def body_of(meeting: MeetingSnapshot) -> Body:
    """The body that convenes a meeting; one query for all kinds that ask."""
    return meeting.once("body", lambda: body_named(meeting.body.slug))


def bodies_of(meeting: Meeting) -> list[Body]:
    """The bodies that hold a meeting, the convening one first. One query for a joint one."""
    others = meeting.joint_bodies.select_related("host") if meeting.is_joint else ()
    return [meeting.body, *others]


def body_in(meeting: Meeting, slug: str) -> Body:
    """The body of this name among those that hold the meeting; the convening one if none is named.

    Refuses ("not_found").
    """
    if slug in {"", meeting.body.slug}:
        return meeting.body
    found = meeting.joint_bodies.select_related("host").filter(slug=slug).first()
    if found is None:
        raise Refused("not_found", f"No body “{slug}” holds this meeting. Choose one that does.")
    return found


def item_named(meeting: Meeting, name: str) -> AgendaItem:
    """The item of a number ("4", "5a") or a slug. Refuses ("not_found")."""
    rows = AgendaItem.objects.select_related("meeting__body", "part_of").filter(meeting=meeting)
    found = rows.filter(number=name).first() or rows.filter(slug=name).first()
    if found is None:
        raise Refused(
            "not_found",
            f"The meeting of {meeting.slug} has no item “{name}”. Its agenda lists them all.",
        )
    found.meeting = meeting
    return found


def item_of_ref(ref: str) -> AgendaItem:
    """The item of `tac/2021-10-07/4`. Refuses ("not_found")."""
    return item_named(meeting_of_ref(ref), ref.rpartition("/")[2])


def note_named(item: AgendaItem, sequence: int) -> Note:
    """The note of this number within its item. Refuses ("not_found")."""
    found = item.notes.filter(sequence=sequence).first()
    if found is None:
        raise Refused("not_found", "This note is not there any more.")
    found.item = item
    return found


def note_by_key(meeting: Meeting, key: str) -> Note:
    """The note of a key of the minutes ("any-other-business-3"). Refuses ("not_found")."""
    slug, _, sequence = key.rpartition("-")
    if not sequence.isdecimal():
        raise Refused("not_found", "This note is not there any more.")
    return note_named(item_named(meeting, slug), int(sequence))


def link_named(item: AgendaItem, slug: str) -> ItemLink:
    """The link or file of this name under an item, with its content. Refuses ("not_found")."""
    found = item.links.select_related("attachment").filter(slug=slug).first()
    if found is None:
        raise Refused("not_found", "This link or file is not there any more.")
    return found


def series_named(body: Body, slug: str) -> Series:
    """The series of a body. Refuses ("not_found")."""
    found = Series.objects.filter(body=body, slug=slug).first()
    if found is None:
        raise Refused("not_found", f"{body.name} has no series “{slug}”.")
    found.body = body
    return found
