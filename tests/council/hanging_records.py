"""Random records with days in the past and ahead, as plain values and as rows, for the test that
nothing without an outcome is missing from the loose ends. The plain values say by themselves what
hangs: they share no code with the product.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from hypothesis import strategies as st

from secretariat.council.actions.models import Action, ActionOwner, ActionUpdate
from secretariat.council.meetings.models import AgendaItem, Meeting, TopicProposal
from secretariat.council.minutes.models import Correction, Minutes
from secretariat.council.motions.models import Motion
from secretariat.council.projects.models import Claim, MilestoneColumn, Project
from secretariat.foundation.people.models import (
    Appointment,
    Body,
    Office,
    Person,
    Seat,
    Term,
)

TODAY = date(2024, 5, 16)
NOW = datetime(2024, 5, 16, 20, 0, tzinfo=UTC)
"""13:00 where the council meets."""
DAYS = st.integers(-250, 60)
PAST = st.integers(-250, -1)
Span = tuple[int | None, int | None]


def _runs_forward(span: Span) -> bool:
    first, last = span
    return first is None or last is None or first <= last


SPAN: st.SearchStrategy[Span] = st.tuples(st.none() | DAYS, st.none() | DAYS).filter(_runs_forward)


def day(offset: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=offset)


def noon(offset: int) -> datetime:
    """Noon of that day where the council meets, within the hour."""
    return datetime.combine(day(offset), time(19), UTC)


def holds(span: tuple[int | None, int | None]) -> bool:
    """Whether a span of days has today in it."""
    return (span[0] is None or span[0] <= 0) and (span[1] is None or span[1] >= 0)


@dataclass(frozen=True)
class World:
    """The council the records belong to."""

    body: Body
    person: Person
    meeting: Meeting
    """One that was held, for what came up in a meeting."""
    later: Meeting


@dataclass(frozen=True)
class AnAction:
    state: str
    owner: str
    due: int | None
    raised: int
    heard: int

    def hangs(self) -> bool:
        if self.state in {"done", "dropped", "moved"}:
            return False
        is_silent = self.due is None and max(self.raised, self.heard) <= -56
        is_late = self.due is not None and self.due < 0
        return is_late or is_silent or self.owner in {"", "staff"}

    def put(self, world: World, number: int) -> str:
        row = Action.objects.create(
            body=world.body, sequence=number, text=f"Haul {number}", state=self.state,
            due_on=None if self.due is None else day(self.due), raised_on=day(self.raised),
        )  # fmt: skip
        if self.owner == "person":
            ActionOwner.objects.create(action=row, kind="person", person=world.person, label="Ada")
        elif self.owner:
            ActionOwner.objects.create(action=row, kind="role", role=self.owner, label=self.owner)
        at = noon(max(self.raised, self.heard))
        ActionUpdate.objects.create(action=row, at=at, actor_name="Sam", state_after=self.state)
        return f"tc/A-{number}"


ACTIONS = st.builds(
    AnAction,
    state=st.sampled_from(["open", "in_progress", "postponed", "done", "dropped", "moved"]),
    owner=st.sampled_from(["", "person", "secretary", "staff"]),
    due=st.none() | DAYS,
    raised=PAST,
    heard=PAST,
)


@dataclass(frozen=True)
class AMotion:
    state: str
    where: str
    moved: int
    went_on: str

    def hangs(self) -> bool:
        if self.state in {"carried", "lost", "withdrawn"} or self.went_on:
            return False
        return self.where != "ahead" or self.state not in {"moved", "open"}

    def put(self, world: World, number: int) -> str:
        meeting = {"none": None, "held": world.meeting, "ahead": world.later}[self.where]
        item = None
        if meeting is not None:
            item = AgendaItem.objects.create(
                meeting=meeting, slug=f"m{number}", kind="topic", position=number, title="Tide",
                state="settled",
            )  # fmt: skip
        row = Motion.objects.create(
            body=world.body, meeting=meeting, item=item, year=2024, sequence=number,
            text=f"To dredge {number}", state=self.state, moved_at=noon(self.moved),
        )  # fmt: skip
        if self.went_on == "anew":
            Motion.objects.create(
                body=world.body, year=2025, sequence=number, text=row.text, state="carried",
                moved_at=noon(self.moved) + timedelta(hours=1),
            )  # fmt: skip
        elif self.went_on == "taken up":
            AgendaItem.objects.create(
                meeting=world.later, slug=f"u{number}", kind="topic", position=number,
                title="Tide", source_ref=f"tc/M-2024-{number:02d}",
            )  # fmt: skip
        elif self.went_on == "carried" and item is not None:
            AgendaItem.objects.create(
                meeting=world.later, slug=f"c{number}", kind="topic", position=number,
                title="Tide", carried_from=item,
            )  # fmt: skip
        return f"tc/M-2024-{number:02d}"


MOTIONS = st.builds(
    AMotion,
    state=st.sampled_from([str(each.value) for each in Motion.State]),
    where=st.sampled_from(["none", "held", "ahead"]),
    moved=PAST,
    went_on=st.sampled_from(["", "anew", "carried", "taken up"]),
).filter(lambda motion: motion.went_on != "carried" or motion.where != "none")


@dataclass(frozen=True)
class AMeeting:
    """A meeting with its minutes and the states of the corrections to them."""

    on: int
    state: str
    corrections: tuple[str, ...]

    def put(self, world: World, number: int) -> set[str]:
        """What of it hangs, as references."""
        slug = f"{day(self.on)}-{number}"
        ends = noon(self.on) + timedelta(hours=1)
        ended = None if self.state in {"planned", "published", "called", "cancelled"} else ends
        row = Meeting.objects.create(
            body=world.body, slug=slug, state=self.state, zone="America/Los_Angeles",
            starts_at=noon(self.on), ends_at=ends, adjourned_at=ended,
        )  # fmt: skip
        ref = f"tc/{slug}"
        if self.state in {"planned", "published", "called"}:
            return {ref} if self.on < 0 else set()
        if self.state == "cancelled":
            return set()
        if self.state == "adjourned":
            return {f"{ref}/minutes"}
        return self._minutes(row, ref)

    def _minutes(self, row: Meeting, ref: str) -> set[str]:
        has_left = self.state != "drafted"
        minutes = Minutes.objects.create(
            meeting=row, drafted_at=row.ends_at, drafted_by="Sam",
            released_at=row.ends_at if has_left else None,
            corrections_until_on=day(self.on + 10) if has_left else None,
            approved_at=row.ends_at if self.state == "approved" else None,
        )  # fmt: skip
        if self.state == "approved":
            return set()
        found = {f"{ref}/minutes"}
        for number, state in enumerate(self.corrections, start=1):
            Correction.objects.create(
                minutes=minutes, number=number, state=state, block_key="a", text_after="Ebb",
                proposer_name="Ada", proposed_at=row.ends_at,
            )  # fmt: skip
            found |= {f"{ref}/minutes/corrections/{number}"} if state == "proposed" else set()
        return found


MEETINGS = st.builds(
    AMeeting,
    on=DAYS.filter(bool),
    state=st.sampled_from([str(each.value) for each in Meeting.State]),
    corrections=st.lists(st.sampled_from(["proposed", "taken", "declined"]), max_size=3).map(tuple),
).filter(lambda meeting: meeting.on < 0 or meeting.state in {"planned", "published", "cancelled"})


@dataclass(frozen=True)
class ATopic:
    """A topic on the agenda of the meeting that was held, or proposed for it."""

    is_proposed: bool
    state: str
    is_carried: bool

    def hangs(self) -> bool:
        if self.is_proposed:
            return self.state == "waiting"
        return self.state in {"deferred", "skipped"} and not self.is_carried

    def put(self, world: World, number: int) -> str:
        if self.is_proposed:
            TopicProposal.objects.create(
                body=world.body, number=number, meeting=world.meeting, proposer=world.person,
                title="Buoys", why="They drift", state=self.state, proposed_at=noon(-40),
            )  # fmt: skip
            return f"tc/proposals/{number}"
        values = {"kind": "topic", "position": number, "title": "Buoys"}
        row = AgendaItem.objects.create(
            meeting=world.meeting, slug=f"t{number}", state=self.state, **values
        )
        if self.is_carried:
            AgendaItem.objects.create(
                meeting=world.later, slug=f"t{number}", carried_from=row, **values
            )
        return f"tc/2024-02-01/t{number}"


TOPICS = st.builds(
    ATopic,
    is_proposed=st.just(value=True),
    state=st.sampled_from(["waiting", "taken", "declined"]),
    is_carried=st.just(value=False),
) | st.builds(
    ATopic,
    is_proposed=st.just(value=False),
    state=st.sampled_from(["open", "settled", "deferred", "skipped", "withdrawn"]),
    is_carried=st.booleans(),
)


@dataclass(frozen=True)
class Said:
    """What was said of a milestone: on which day, in which form, of which day."""

    said: int
    form: str
    about: int

    @property
    def text(self) -> str:
        about = day(self.about)
        exact = f"{about.day} {about:%b %Y}"
        return {
            "day": exact,
            "month": f"{about:%b %Y}",
            "asked": f"({exact}?)",
            "prospective": f"({exact})",
            "either": f"{about.year} ({day(self.about + 400).year}?)",
            "yes": "Yes",
            "question": "(Veraison?)",
        }[self.form]

    @property
    def certainty(self) -> str:
        certain = {"day": "settled", "month": "settled", "yes": "settled"}
        return certain.get(self.form, "prospective" if self.form == "prospective" else "tentative")

    def hangs(self) -> bool:
        about, said = day(self.about), day(self.said)
        first = last = about
        if self.form == "month":
            first = about.replace(day=1)
            last = about.replace(day=calendar.monthrange(about.year, about.month)[1])
        if self.form == "either":
            last = date(day(self.about + 400).year, 12, 31)
        if self.form in {"yes", "question"}:
            return self.form == "question"
        if self.certainty != "settled":
            return last < TODAY
        return said < first and last < TODAY


FORMS = ["day", "month", "asked", "prospective", "either", "yes", "question"]
SAID = st.builds(
    lambda said, form, gap: Said(said, form, said + gap),
    said=st.integers(-250, 0),
    form=st.sampled_from(FORMS),
    gap=st.integers(-60, 120),
)


@dataclass(frozen=True)
class AProject:
    """A row of the table: what was said of one milestone, and who accompanies it when."""

    said: tuple[Said, ...]
    mentors: tuple[tuple[tuple[int | None, int | None], str], ...]
    ended: int | None

    def put(self, world: World, number: int, columns: dict[str, MilestoneColumn]) -> set[str]:
        """What of it hangs, as references."""
        slug = f"p{number}"
        row = Project.objects.create(
            body=world.body, slug=slug, name=slug, position=number,
            ended_on=None if self.ended is None else day(self.ended), ended_reason="Done",
        )  # fmt: skip
        numbers = count(1)
        for each in self.said:
            Claim.objects.create(
                project=row, column=columns["review"], number=next(numbers), text=each.text,
                certainty=each.certainty, said_on=day(each.said), recorded_at=noon(each.said),
                recorded_by="Sam",
            )  # fmt: skip
        for (begins, ends), certainty in self.mentors:
            Appointment.objects.create(
                body=world.body, person=world.person, role="liaison", about_ref=row.ref,
                certainty=certainty, recorded_at=noon(-1),
                from_on=None if begins is None else day(begins),
                to_on=None if ends is None else day(ends),
            )  # fmt: skip
        return self._hanging(row.ref)

    def _hanging(self, ref: str) -> set[str]:
        if self.ended is not None and self.ended < 0:
            return set()
        found = set()
        latest = max(enumerate(self.said), key=lambda each: (each[1].said, each[0]), default=None)
        if latest is not None and latest[1].hangs():
            found.add(f"{ref}/review")
        now = [certainty for span, certainty in self.mentors if holds(span)]
        if not now or any(certainty != "settled" for certainty in now):
            found.add(f"{ref}/mentor")
        return found


PROJECTS = st.builds(
    AProject,
    said=st.lists(SAID, max_size=3).map(tuple),
    mentors=st.lists(
        st.tuples(SPAN, st.sampled_from(["settled", "tentative", "prospective"])), max_size=2
    ).map(tuple),
    ended=st.sampled_from([None, None, None, -30, 0, 30]),
)


@dataclass(frozen=True)
class ASeat:
    """A seat, the terms of its representatives and of its alternates."""

    heads: tuple[tuple[int | None, int | None], ...]
    others: tuple[tuple[int | None, int | None], ...]

    def hangs(self) -> bool:
        return not any(map(holds, self.heads))

    def put(self, world: World, number: int) -> str:
        seat = Seat.objects.create(body=world.body, slug=f"s{number}", label=f"S{number}")
        for capacity, spans in (("representative", self.heads), ("alternate", self.others)):
            for begins, ends in spans:
                Term.objects.create(
                    seat=seat, person=world.person, capacity=capacity,
                    from_on=None if begins is None else day(begins),
                    to_on=None if ends is None else day(ends),
                )  # fmt: skip
        return f"tc/members/s{number}"


SEATS = st.builds(
    ASeat,
    heads=st.lists(SPAN, max_size=2).map(tuple),
    others=st.lists(SPAN, max_size=1).map(tuple),
)
CHAIRS = st.lists(SPAN, max_size=2)


def put_chairs(world: World, spans: list[tuple[int | None, int | None]]) -> set[str]:
    """The terms of the chairs; what hangs where there is none today."""
    for begins, ends in spans:
        Office.objects.create(
            body=world.body, person=world.person, kind="chair",
            from_on=None if begins is None else day(begins),
            to_on=None if ends is None else day(ends),
        )  # fmt: skip
    return set() if any(map(holds, spans)) else {"tc/offices/chair"}
