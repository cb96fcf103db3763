"""What meetings know of a person entered twice: the roll call, proxies, presenting, presiding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps

from secretariat.council.meetings.models import AgendaItem, Attendance, Meeting, Presence, Proxy
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.people.absorbing import Finding, register
from secretariat.foundation.people.commands.absorbing import pass_on, told
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.snapshots import roster_on
from secretariat.foundation.records.commands import Act
from secretariat.rules.days import day_words
from secretariat.rules.wording import joined

# Column, and the way from it to the body.
COLUMNS = (
    ("meetings.Attendance.person", "meeting__body"),
    ("meetings.Proxy.person", "meeting__body"),
    ("meetings.Meeting.chair", "body"),
    ("meetings.Meeting.secretary", "body"),
    ("meetings.TopicProposal.proposer", "body"),
    ("meetings.FollowUp.person", "meeting__body"),
    ("meetings.Turn.person", "meeting__body"),
    ("meetings.Presiding.person", "meeting__body"),
    ("meetings.Presiding.instead_of", "meeting__body"),
)
# What was said twice stays said once, as the one who is kept said it.
SAID = ("meetings.Coming.person", "meetings.CheckIn.person")
ALTERNATE = "meetings.Coming.alternate"


def look(kept: Person, other: Person) -> Iterator[Finding]:
    """Meetings in which both are in the roll call: for two seats they were two people."""
    for mine, _ in _both_present(kept, other):
        meeting = mine.meeting
        seats = _seats_apart(meeting, kept, other)
        when = f"the roll call of {day_words(day_of(meeting))}"
        if seats is not None:
            yield Finding(
                f"Both are in {when}: {kept.name} for {joined(seats[0])}, {other.name} for "
                f"{joined(seats[1])}. Nobody speaks for two seats.",
                meeting.ref,
                refused=True,
            )
        else:
            frozen = meeting.state == Meeting.State.APPROVED
            minutes = "; the approved minutes keep both lines" if frozen else ""
            yield Finding(f"Both are in {when}: their times become one line{minutes}.", meeting.ref)


def _both_present(kept: Person, other: Person) -> list[tuple[Attendance, Attendance]]:
    """The lines of both in meetings where both have one."""
    rows = Attendance.objects.filter(person=kept).select_related("meeting__body")
    mine = {row.meeting_id: row for row in rows}
    theirs = Attendance.objects.filter(person=other, meeting__in=mine).order_by("meeting__slug")
    return [(mine[row.meeting_id], row) for row in theirs.prefetch_related("stretches")]


def _seats_apart(
    meeting: Meeting, kept: Person, other: Person
) -> tuple[list[str], list[str]] | None:
    """The seats each may speak for, where they are not the same; one body of a meeting decides."""
    for body in (meeting.body, *meeting.joint_bodies.all()):
        mine, theirs = (_seats_for(meeting, body, person) for person in (kept, other))
        if mine and theirs and mine != theirs:
            return mine, theirs
    return None


def _seats_for(meeting: Meeting, body: Body, person: Person) -> list[str]:
    """The labels of the seats of a body that a person may speak for in a meeting."""
    seats = roster_on(body, day_of(meeting)).seats_of(person.handle)
    given = Proxy.objects.filter(meeting=meeting, person=person, seat__body=body)
    given = given.select_related("seat")
    return sorted({*(seat.label for seat in seats), *(proxy.seat.label for proxy in given)})


def absorb(this: Act, kept: Person, other: Person) -> list[str]:
    """Let the kept person have been where the other was, and do what the other does."""
    both = _both_present(kept, other)
    for mine, theirs in both:
        _one_line(mine, theirs)
        this.touch(f"meeting:{mine.meeting.ref}")
        this.touch(f"body:{mine.meeting.body.slug}")
    lines, proxies, chair, secretary, topics, to_do, turns, *presided = (
        pass_on(this, column, kept, other, body=body) for column, body in COLUMNS
    )
    said = sum(_said_once(this, column, kept, other) for column in SAID)
    pass_on(this, ALTERNATE, kept, other, body="meeting__body")
    items = list(AgendaItem.objects.filter(presenters=other).select_related("meeting__body"))
    for item in items:
        item.presenters.remove(other)
        item.presenters.add(kept)
        this.touch(f"body:{item.meeting.body.slug}")
    return told(
        (len(both) + lines, "roll call", "roll calls"), (proxies, "proxy", "proxies"),
        (chair + secretary + sum(presided), "meeting led or recorded", "meetings led or recorded"),
        (len(items), "item presented", "items presented"),
        (topics, "topic proposed", "topics proposed"), (to_do, "thing to do", "things to do"),
        (said, "word on coming", "words on coming"), (turns, "turn to speak", "turns to speak"),
    )  # fmt: skip


def _said_once(this: Act, column: str, kept: Person, other: Person) -> int:
    model = apps.get_model(column.rpartition(".")[0])
    mine = model._default_manager.filter(person=kept).values("meeting")
    model._default_manager.filter(person=other, meeting__in=mine).delete()
    return pass_on(this, column, kept, other, body="meeting__body")


def _one_line(mine: Attendance, theirs: Attendance) -> None:
    """The earlier line stays, with the times of both; times that overlap become one stay."""
    rows = Presence.objects.filter(attendance__in=(mine, theirs)).order_by("arrived_at")
    whole: list[tuple[datetime, datetime | None]] = []
    for arrived, left in rows.values_list("arrived_at", "left_at"):
        last = whole[-1] if whole else None
        if last is not None and (last[1] is None or arrived <= last[1]):
            ends = None if left is None or last[1] is None else max(last[1], left)
            whole[-1] = (last[0], ends)
        else:
            whole.append((arrived, left))
    rows.delete()
    Presence.objects.bulk_create(
        Presence(attendance=mine, arrived_at=arrived, left_at=left) for arrived, left in whole
    )
    mine.position = min(mine.position, theirs.position)
    mine.note = mine.note or theirs.note
    mine.save(update_fields=["position", "note"])
    theirs.delete()


register(
    "meetings",
    [*(column for column, _ in COLUMNS), *SAID, ALTERNATE, "meetings.AgendaItem.presenters"],
    absorb,
    look,
)
