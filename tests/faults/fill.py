"""Fills the record named by the settings with a council in session, and prints how to act in it.

Run as a program: `python -m tests.faults.fill`. It is a live installation on the time of the wall:
the meeting began a few minutes ago, nine seats are present, and votes are open. `--seats` makes it
a larger council of which `--present` have come.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.foundation.config.settings")

import django

django.setup()

from secretariat.council.meetings import commands as meetings  # noqa: E402
from secretariat.council.meetings.models import AgendaItem, Meeting  # noqa: E402
from secretariat.council.minutes import commands as minutes  # noqa: E402
from secretariat.council.motions import commands as motions  # noqa: E402
from secretariat.faces.cli.database import make_tables  # noqa: E402
from secretariat.foundation.people.commands import issue_sign_in_link  # noqa: E402
from secretariat.foundation.people.models import Account, Body, Person  # noqa: E402
from secretariat.foundation.records import clock  # noqa: E402
from secretariat.rules.visibility import Role, system_actor  # noqa: E402
from tests import factories  # noqa: E402

WOODS = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fern", "Grove", "Heath", "Iris")
GUESTS = 120
VOTES = 30
SECRETARY = factories.actor(Role.SECRETARY, "sam-clerk")


def labels(count: int) -> list[str]:
    """What so many seats are called."""
    return [*WOODS, *(f"Quay{number}" for number in range(len(WOODS), count))][:count]


def people(body: Body, count: int) -> list[Person]:
    """So many representatives, the first of whom chairs, and a secretary without a seat."""
    made = []
    for label in labels(count):
        company = factories.organization(f"{label} Works")
        made.append(factories.person(f"{label} Holder", company, address="a@example.org"))
        factories.seat(body, f"{label} Works", made[-1])
    factories.office(body, "chair", made[0])
    factories.office(body, "secretary", factories.person("Sam Clerk"))
    return made


def earlier_minutes(body: Body, now: datetime) -> str:
    """The released minutes of a meeting a week ago."""
    began = now - timedelta(days=7)
    with clock.fixed(began):
        plan = meetings.MeetingPlan(starts_at=began, ends_at=began + timedelta(hours=1))
        held = meetings.plan_meeting(SECRETARY, body, plan).meeting
        meetings.add_item(SECRETARY, held, meetings.NewItem(title="Lighthouse"))
        meetings.call_to_order(SECRETARY, held)
    with clock.fixed(began + timedelta(minutes=50)):
        meetings.adjourn(SECRETARY, held)
        drafted = minutes.draft_minutes(SECRETARY, held)
        until = (now + timedelta(days=7)).date()
        return minutes.release_minutes(SECRETARY, drafted, corrections_until_on=until).ref


def session(body: Body, now: datetime, present: list[Person]) -> Meeting:
    """A meeting called to order ten minutes ago, everybody present."""
    began = now - timedelta(minutes=10)
    with clock.fixed(began):
        plan = meetings.MeetingPlan(starts_at=began, ends_at=now + timedelta(hours=3))
        meeting = meetings.plan_meeting(SECRETARY, body, plan).meeting
        meetings.add_item(SECRETARY, meeting, meetings.NewItem(title="Harbour map"))
        approval = meetings.NewItem(title="Last week's minutes", kind="minutes_to_approve")
        meetings.add_item(SECRETARY, meeting, approval)
        called = meetings.call_to_order(SECRETARY, meeting)
        for person in present:
            meetings.mark_present(SECRETARY, called, person)
    return called


def planned(body: Body, starts_at: datetime) -> str:
    """A meeting with a published agenda."""
    plan = meetings.MeetingPlan(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    meeting = meetings.plan_meeting(SECRETARY, body, plan).meeting
    for title in ("Pier repairs", "Crane"):
        meetings.add_item(SECRETARY, meeting, meetings.NewItem(title=title))
    return meetings.publish_agenda(SECRETARY, meeting).ref


def open_votes(meeting: Meeting, approval_of: str, count: int) -> list[str]:
    """Motions with their votes open; the first would approve the minutes of the week before."""
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("meeting__body")
    item, approval = rows.order_by("position")
    moved = [minutes.move_approval(SECRETARY, approval, [approval_of], word="All have read them")]
    for number in range(count):
        text = f"Draw sheet {number} of the map"
        moved.append(motions.move_motion(SECRETARY, meeting.body, text=text, item=item))
    return [motions.open_vote(SECRETARY, motion).number for motion in moved]


def sign_in(person: Person) -> str:
    """The path of a one-time link for a person who may sign in."""
    account = Account.objects.create_user(f"{person.handle}@example.org", person)
    return issue_sign_in_link(system_actor("command line"), account)


def fill(seats: int = len(WOODS), present: int = 0, votes: int = VOTES) -> dict[str, object]:
    """Fill the record; what the clients need to know of it. All seats are present unless fewer
    are wanted.
    """
    now = clock.now()
    body = factories.body(zone="UTC", name="Harbour Council")
    seated = people(body, seats)
    released = earlier_minutes(body, now)
    meeting = session(body, now, seated[: present or seats])
    opened = open_votes(meeting, released, votes)
    guests = [factories.person(f"Guest Number{n}").handle for n in range(GUESTS)]
    representatives = [sign_in(person) for person in seated[1:]]
    return {
        "meeting": meeting.ref,
        "soon": planned(body, now + timedelta(minutes=30)),
        "later": planned(body, now + timedelta(days=14)),
        "minutes": released,
        "votes": opened,
        "seats": [f"{label.lower()}-works" for label in labels(seats)],
        "people": [person.handle for person in seated],
        "guests": guests,
        "chair": sign_in(seated[0]),
        "member": representatives[0],
        "representatives": representatives,
        "secretary": sign_in(Person.objects.get(handle="sam-clerk")),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seats", type=int, default=len(WOODS))
    parser.add_argument("--present", type=int, default=0)
    parser.add_argument("--votes", type=int, default=VOTES)
    make_tables()
    sys.stdout.write(json.dumps(fill(**vars(parser.parse_args()))))
