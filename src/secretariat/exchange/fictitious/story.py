"""What the invented council did from August to October 2021."""

from __future__ import annotations

from datetime import date, time, timedelta

from secretariat.council.actions.commands import raise_action
from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes import commands as minutes_commands
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions import commands as motions
from secretariat.council.motions.models import Motion
from secretariat.exchange.fictitious.council import Tidelamp, local
from secretariat.exchange.fictitious.records import keep_records
from secretariat.exchange.fictitious.telling import Telling
from secretariat.foundation.records import clock

FIRST, MOVED_FROM, MOVED_TO = date(2021, 8, 11), date(2021, 9, 1), date(2021, 9, 2)
CANCELLED, JOINT, NEXT = date(2021, 9, 22), date(2021, 9, 29), date(2021, 10, 13)
LAST_PLANNED = date(2021, 11, 3)
EVERYBODY = (
    "Maren Tidewell",
    "Oskar Fenwright",
    "Teo Quist",
    "Hanno Brisk",
    "Suri Halvane",
    "Cosmo Adebright",
    "Wren Oldmoor",
    "Yara Stenmoor",
)


def tell(tidelamp: Tidelamp) -> None:
    """The whole story, in the order of time."""
    with clock.fixed(local(FIRST - timedelta(days=21), time(12))):
        planned = commands.plan_ahead(tidelamp.secretary, tidelamp.series, until_on=LAST_PLANNED)
    by_day = {each.meeting.slug: each.meeting for each in planned}
    minutes, motion = _first(Telling(tidelamp, by_day[str(FIRST)]))
    _correct(tidelamp, minutes)
    _second(tidelamp, _move(tidelamp, by_day[str(MOVED_FROM)]), minutes)
    _erratum(tidelamp, minutes, motion)
    _cancel(tidelamp, by_day[str(CANCELLED)])
    _joint(tidelamp)
    keep_records(tidelamp, by_day[str(NEXT)])
    _prepare(Telling(tidelamp, by_day[str(NEXT)]))


def _first(told: Telling) -> tuple[Minutes, Motion]:
    """A roll-call vote with a recusal that carries, and one that misses two-thirds."""
    council = told.tidelamp.council
    told.item("Welcome and roll call", kind="opening", minutes=10, place=0)
    maps = told.item("A common format for harbour maps", minutes=30)
    beacon = told.item("Beacon Format asks to become a project", minutes=30)
    told.begin(15, EVERYBODY, guest="Fenna Birdsall (Quiet Pier)")
    with told.at(15, 25):
        told.note(
            maps,
            "Teo Quist shows draft 0.3 of the format.",
            "Hanno Brisk objects to the format.",
        )
        motion = told.move(
            council,
            maps,
            "Harbour maps of all members are published in the common format from 2022 on.",
            ("Oskar Fenwright", "Suri Halvane"),
        )
    with told.at(15, 32):
        told.vote(motion, no=("dunmarrow-labs",), recused=("fernlight-data",))
    with told.at(16, 5):
        told.note(beacon, "Wren Oldmoor asks who looks after the format in two years.")
        asked = told.move(
            council,
            beacon,
            "Beacon Format is accepted as a project.",
            ("Wren Oldmoor", "Yara Stenmoor"),
            kind="project_acceptance",
        )
    with told.at(16, 12):
        told.vote(
            asked,
            no=("brindle-harbour-systems", "dunmarrow-labs", "fernlight-data"),
            abstain=("cobblestone-light",),
        )
    told.end(16, 24)
    return told.release(FIRST + timedelta(days=10)), motion


def _correct(tidelamp: Tidelamp, minutes: Minutes) -> None:
    """A member proposes a correction, and the secretary takes it."""
    with clock.fixed(local(date(2021, 8, 16), time(11))):
        row = Minutes.objects.select_related("meeting__body").get(pk=minutes.pk)
        correction = minutes_commands.propose_correction(
            tidelamp.member("Hanno Brisk"),
            row,
            block_key="a-common-format-for-harbour-maps-2",
            text_after="Hanno Brisk asks that the old format stays readable for one year.",
            reason="I did not object to the format itself.",
        )
    with clock.fixed(local(date(2021, 8, 17), time(9))):
        minutes_commands.take_correction(tidelamp.secretary, correction, answer="So it was said.")


def _move(tidelamp: Tidelamp, meeting: Meeting) -> Meeting:
    with clock.fixed(local(date(2021, 8, 20), time(10))):
        return commands.move_meeting(
            tidelamp.secretary,
            meeting,
            starts_at=local(MOVED_TO, time(15)),
            ends_at=local(MOVED_TO, time(16, 30)),
            reason="harbour day, the office is closed",
        ).meeting


def _second(tidelamp: Tidelamp, meeting: Meeting, minutes: Minutes) -> None:
    """The meeting that was moved: minutes approved as amended, two actions."""
    told = Telling(tidelamp, meeting)
    told.item("Welcome and roll call", kind="opening", minutes=10, place=0)
    approval = told.item(
        "Approval of the minutes of 11 Aug 2021",
        kind="minutes_to_approve",
        minutes=5,
        options={"minutes": [minutes.ref]},
    )
    data = told.item("Test data for harbour maps", minutes=30)
    told.begin(15, [*EVERYBODY[:2], "Ilse Marrowby", *EVERYBODY[4:7]])
    with told.at(15, 8):
        moved = minutes_commands.move_approval(tidelamp.secretary, approval, [minutes.ref])
        motions.record_general_consent(tidelamp.secretary, moved)
    with told.at(15, 30):
        told.note(data, "Three harbours offer their soundings; two of them may be published.")
        for text, owner, due in (
            ("Publish the test data of the northern harbours", "Wren Oldmoor", "15 Oct 2021"),
            ("Ask the map makers which tools read the old format", "Suri Halvane", ""),
        ):
            raise_action(
                tidelamp.secretary,
                tidelamp.council,
                text=text,
                owners=[owner],
                due=due,
                raised_ref=f"{meeting.ref}/3",
            )
    told.end(16, 2)
    told.release(MOVED_TO + timedelta(days=10))


def _erratum(tidelamp: Tidelamp, minutes: Minutes, motion: Motion) -> None:
    """A vote was taken down wrong; it stays, and a dated note says so."""
    text = "Hollowmere abstained; the secretary heard a yes. Five of eight seats still carry it."
    with clock.fixed(local(date(2021, 9, 9), time(14))):
        row = Motion.objects.select_related("body", "meeting__body", "item").get(pk=motion.pk)
        motions.note_erratum(tidelamp.secretary, row, text)
        approved = Minutes.objects.select_related("meeting__body").get(pk=minutes.pk)
        minutes_commands.note_erratum(
            tidelamp.secretary, approved, text=f"{motion.number}: {text}", source_ref=motion.ref
        )


def _cancel(tidelamp: Tidelamp, meeting: Meeting) -> None:
    with clock.fixed(local(date(2021, 9, 15), time(10))):
        commands.cancel_meeting(
            tidelamp.secretary, meeting, reason="five of eight seats are at the same fair"
        )


def _joint(tidelamp: Tidelamp) -> None:
    """Council and board in one meeting; each decides for itself, by its own rules."""
    plan = commands.MeetingPlan(
        starts_at=local(JOINT, time(16)),
        ends_at=local(JOINT, time(17)),
        occasion="the map budget of 2022 needs both",
        joint_with=[tidelamp.board],
    )
    with clock.fixed(local(date(2021, 9, 16), time(10))):
        meeting = commands.plan_meeting(tidelamp.secretary, tidelamp.council, plan).meeting
    told = Telling(tidelamp, meeting)
    told.item("Welcome and roll call", kind="opening", minutes=10, place=0)
    budget = told.item("The map budget of 2022", minutes=40)
    board = ("Greta Holmvik", "Rufus Penhallow", "Ines Carravale")
    told.begin(16, ["Ilse Marrowby", *EVERYBODY[:2], *EVERYBODY[3:6], *board])
    with told.at(16, 20):
        told.note(budget, "Ilse Marrowby explains what the common format costs and saves.")
        advice = told.move(
            tidelamp.council,
            budget,
            "The council recommends 40 days of work on the common format in 2022.",
            ("Hanno Brisk", "Ilse Marrowby"),
        )
        motions.record_general_consent(tidelamp.secretary, advice)
    with told.at(16, 40):
        grant = told.move(
            tidelamp.board,
            budget,
            "The board grants 40 days of work on the common format in 2022.",
            ("Greta Holmvik", "Ines Carravale"),
        )
        told.vote(grant, abstain=("brindle-harbour-systems",))
    told.end(16, 55)
    told.release(JOINT + timedelta(days=13))


def _prepare(told: Telling) -> None:
    """The next meeting: what is left over and what falls due, and one topic."""
    secretary = told.tidelamp.secretary
    with clock.fixed(local(date(2021, 10, 6), time(10))):
        commands.accept_proposals(secretary, told.meeting)
        topic = commands.NewItem(title="Which harbours go first", minutes=20)
        commands.add_item(secretary, told.meeting, topic)
        commands.publish_agenda(secretary, told.meeting)
