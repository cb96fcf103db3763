"""The meetings of the example council: those of 2021 that were held, the one of the day, the
next.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import AgendaItem, Meeting, Series
from secretariat.council.minutes.commands import draft_minutes, release_minutes
from secretariat.exchange.example.facts import attendance, facts, local
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries import person_named
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor

STARTS, ENDS = time(7), time(9)
AFTER_THE_CALL = time(12)
PLACES = {"opening": 0, "any_other_business": 100}
"""As the kinds propose themselves: first and last, so that what is put on later stands between."""
PLANNED_BEFORE = timedelta(weeks=2)
MINUTES_KEPT_ELSEWHERE = (Meeting.State.DRAFTED, Meeting.State.RELEASED, Meeting.State.APPROVED)


def fill_earlier_meetings(actor: Actor, body: Body, series: Series) -> None:
    """Meetings of which only the attendance is kept: the minutes stand in the council's old
    archive.
    """
    came = attendance()
    for told in facts("meetings")["earlier"]:
        meeting = _planned(actor, body, told["on"], series)
        _hold(actor, meeting, came[told["on"]], told.get("adjourned", ENDS))
        for state in MINUTES_KEPT_ELSEWHERE:
            commands.note_minutes_state(actor, meeting, state)


def fill_meeting(actor: Actor, body: Body, series: Series, on: date) -> Meeting:
    """One meeting with its agenda; if it was held, with its record and its released minutes."""
    told = next(each for each in facts("meetings")["meetings"] if each["on"] == on)
    meeting = _planned(actor, body, on, series)
    with clock.fixed(local(on, time(6))):
        items = _items(actor, meeting, told["items"])
        commands.publish_agenda(actor, meeting)
    if "adjourned" in told:
        _held(actor, meeting, told, items)
    meeting.refresh_from_db()
    return meeting


def _planned(actor: Actor, body: Body, on: date, series: Series) -> Meeting:
    plan = commands.MeetingPlan(
        starts_at=local(on, STARTS), ends_at=local(on, ENDS), series=series, occurrence_on=on
    )
    with clock.fixed(local(on - PLANNED_BEFORE, AFTER_THE_CALL)):
        return commands.plan_meeting(actor, body, plan).meeting


def _held(actor: Actor, meeting: Meeting, told: dict[str, Any], items: list[AgendaItem]) -> None:
    chair = person_named(told["chair"])
    commands.set_chair_of_the_day(actor, meeting, chair)
    with clock.fixed(local(told["on"], told["called"])):
        commands.call_to_order(actor, meeting)
    _roll(actor, meeting, attendance()[told["on"]])
    with clock.fixed(local(told["on"], told["adjourned"])):
        for item, entry in zip(items, told["items"], strict=True):
            item.refresh_from_db()
            _noted(actor, item, entry)
        commands.adjourn(actor, meeting)
    with clock.fixed(local(told["on"], AFTER_THE_CALL)):
        minutes = draft_minutes(actor, meeting)
        release_minutes(actor, minutes, corrections_until_on=told["corrections_until"])


def _noted(actor: Actor, item: AgendaItem, entry: dict[str, Any]) -> None:
    for note in entry.get("notes", ()):
        commands.add_note(actor, item, text=note["text"], kind=note.get("kind", "note"))
    commands.settle_item(actor, item)


def _items(actor: Actor, meeting: Meeting, entries: Iterable[dict[str, Any]]) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    whole: AgendaItem | None = None
    for entry in entries:
        item = commands.add_item(actor, meeting, _new_item(meeting, entry, whole))
        whole = whole if entry.get("is_part") else item
        items.append(item)
    return items


def _new_item(
    meeting: Meeting, entry: dict[str, Any], whole: AgendaItem | None
) -> commands.NewItem:
    options = dict(entry.get("options", {}))
    days = entry.get("minutes_of", ())
    if days:
        options["minutes"] = [f"{meeting.body.slug}/{day}/minutes" for day in days]
    return commands.NewItem(
        kind=entry["kind"],
        title=entry["title"],
        minutes=entry.get("minutes", 0),
        text=entry.get("text", ""),
        presenters=_presenters(entry),
        part_of=whole if entry.get("is_part") else None,
        options=options,
        source_ref=entry.get("carries", ""),
        place=PLACES.get(entry["kind"], 50),
    )


def _presenters(entry: dict[str, Any]) -> list[Person]:
    return [person_named(entry["presenter"])] if "presenter" in entry else []


def _hold(actor: Actor, meeting: Meeting, people: list[str], adjourned: time) -> None:
    on = meeting.starts_at.date()
    roll_call = commands.NewItem(kind="opening", title="Roll call", place=0)
    with clock.fixed(local(on, STARTS)):
        commands.add_item(actor, meeting, roll_call)
        commands.publish_agenda(actor, meeting)
        commands.call_to_order(actor, meeting)
    _roll(actor, meeting, people)
    with clock.fixed(local(on, adjourned)):
        commands.adjourn_without_minutes(actor, meeting)


def _roll(actor: Actor, meeting: Meeting, people: Iterable[str]) -> None:
    called = meeting.starts_at
    with clock.fixed(called):
        for handle in people:
            commands.mark_present(actor, meeting, person_named(handle))
