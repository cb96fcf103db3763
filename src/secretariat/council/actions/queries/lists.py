"""Lists of actions as they stood at an instant, always in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from secretariat.council.actions import policy
from secretariat.council.actions.models import Action, ActionOwner, ActionUpdate
from secretariat.council.actions.snapshots import GIVEN_UP, ActionAt, action_at
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.people.models import Body
from secretariat.rules.actions import OPEN_STATES, ageing_sentence
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.visibility import Actor

ORDER = ("action__position", "action__sequence")
RAISED_IN = "action__raised_in__body"
OPEN = [state.value for state in OPEN_STATES]
OPEN_FILTERS = {"", "overdue", *OPEN}


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """What of the list is wanted. `state` is a state, "overdue", "all", or empty for the open."""

    state: str = ""
    owner: str = ""
    text: str = ""
    order: str = ""


def open_actions(actor: Actor, body: Body, at: datetime) -> list[ActionAt]:
    """What was open at an instant, in the order of the list, as far as the actor may read it now.
    One query.
    """
    rows = _in_force(body.slug, at).filter(_seen_by(actor, body), state_after__in=OPEN)
    return [action_at(row, body.slug) for row in rows]


def actions_as_of(actor: Actor, body: Body, at: datetime) -> list[ActionAt]:
    """Every action known at an instant, as it stood then, as far as the actor may read it now. One
    query.
    """
    rows = _in_force(body.slug, at).filter(_seen_by(actor, body))
    return [action_at(row, body.slug) for row in rows]


def actions_wanted(actor: Actor, body: Body, at: datetime, wanted: ActionFilter) -> list[ActionAt]:
    """What a filter has to look through: the open actions, or all where it asks for ended ones.
    One query.
    """
    if wanted.state in OPEN_FILTERS:
        return open_actions(actor, body, at)
    return actions_as_of(actor, body, at)


def filtered(actions: Iterable[ActionAt], wanted: ActionFilter, today: date) -> list[ActionAt]:
    """The wanted ones, in the wanted order: of the list, by owner, oldest or due first."""
    found = [
        action
        for action in actions
        if _has_state(action, wanted.state, today)
        and wanted.owner.casefold() in action.owner_words.casefold()
        and all(word in action.text.casefold() for word in wanted.text.casefold().split())
    ]
    if wanted.order == "owner":
        return sorted(found, key=lambda action: action.owner_words.casefold())
    if wanted.order == "age":
        return sorted(found, key=lambda action: action.raised_on)
    if wanted.order == "due":
        return sorted(found, key=lambda action: action.due_on or date.max)
    return found


def _has_state(action: ActionAt, state: str, today: date) -> bool:
    match state:
        case "":
            return action.is_open
        case "all":
            return True
        case "closed":
            return not action.is_open
        case "overdue":
            return action.is_overdue(today)
        case _:
            return action.state == state


def state_counts(actions: Iterable[ActionAt], today: date) -> tuple[int, int]:
    """How many of these are open, and how many of them overdue."""
    is_open = [action for action in actions if action.is_open]
    return len(is_open), sum(1 for action in is_open if action.is_overdue(today))


def reviewed_actions(meeting: MeetingSnapshot, at: datetime) -> list[ActionAt]:
    """What the meeting goes through: all that was open at its call to order, and whatever else it
    spoke of, as it stood at its end; of these what is for the reader of the snapshot.

    Before the end it stands as of `at`. What was said in the meeting counts, whenever it was
    written down. One query.
    """
    called = meeting.called_at if meeting.called_at and meeting.called_at <= at else at
    end = meeting.adjourned_at if meeting.adjourned_at and meeting.adjourned_at <= at else at
    what = f"actions reviewed from {called} to {end}"
    told = meeting.once(what, lambda: _as_told(_gone_through(meeting, called), meeting, end))
    return [action for action in told if action.audience in meeting.audiences]


def _gone_through(meeting: MeetingSnapshot, called: datetime) -> QuerySet[ActionUpdate]:
    was_open = _in_force_at(called) & Q(state_after__in=OPEN)
    rows = ActionUpdate.objects.filter(was_open | Q(meeting_ref=meeting.ref))
    raised = _raised_in(meeting.ref).values("action")
    return rows.filter(action__body__slug=meeting.body.slug).exclude(action__in=raised)


def public_now(actions: Iterable[ActionAt]) -> list[ActionAt]:
    """Those of the actions that everybody may read now."""
    return [action for action in actions if action.is_public]


def new_actions(meeting: MeetingSnapshot, at: datetime | None = None) -> list[ActionAt]:
    """What was raised in the meeting, as it stood at its end; of this what is for the reader of the
    snapshot. One query.
    """
    raised = _raised_in(meeting.ref)
    known = raised.filter(at__lte=at) if at and meeting.adjourned_at is None else raised
    end = meeting.adjourned_at or at or meeting.ends_at
    told = meeting.once(f"actions raised until {end}", lambda: _as_told(known, meeting, end))
    return [action for action in told if action.audience in meeting.audiences]


def my_actions(actor: Actor, body: Body) -> list[Action]:
    """The open actions the actor owns and may read, also those owned in a role or as one of
    everybody. Two queries.
    """
    rows = Action.objects.filter(body=body, state__in=OPEN).select_related("body")
    owners = Prefetch("owners", ActionOwner.objects.select_related("person"))
    mine = policy.visible_to(actor, rows).prefetch_related(owners)
    return [action for action in mine if policy.is_owner(actor, action)]


def carried_words(actions: Sequence[ActionAt], body: Body, as_of: date) -> dict[str, str]:
    """For each action's reference, through how many meetings it was carried. One query."""
    days = _meeting_days(body)
    return {action.ref: ageing_sentence(action.raised_on, days, as_of) for action in actions}


def carried_of(action: Action, today: date) -> str:
    """Through how many meetings an action was carried, until it ended if it has. One query."""
    until = action.closed_on or today
    return ageing_sentence(action.raised_on, _meeting_days(action.body), until)


def _meeting_days(body: Body) -> list[date]:
    held = Meeting.objects.filter(body=body, called_at__isnull=False).order_by("slug")
    return [date.fromisoformat(slug[:10]) for slug in held.values_list("slug", flat=True)]


def _in_force(body_slug: str, at: datetime) -> QuerySet[ActionUpdate]:
    """The update of each action that was in force at an instant."""
    rows = ActionUpdate.objects.filter(_in_force_at(at), action__body__slug=body_slug)
    return rows.select_related(RAISED_IN).order_by(*ORDER, "id")


def _seen_by(actor: Actor, body: Body) -> Q:
    if actor.is_operator:
        return Q()
    return Q(action__in=policy.visible_to(actor, Action.objects.filter(body=body)).values("pk"))


def _in_force_at(at: datetime) -> Q:
    return Q(at__lte=at) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=at))


def _raised_in(meeting_ref: str) -> QuerySet[ActionUpdate]:
    return ActionUpdate.objects.filter(meeting_ref=meeting_ref, state_before="")


def _as_told(of: QuerySet[ActionUpdate], meeting: MeetingSnapshot, end: datetime) -> list[ActionAt]:
    """The actions of these updates after the last thing that was said of them by the end of the
    meeting, whoever they are for. One query.
    """
    said = Q(at__lte=end) | Q(meeting_ref=meeting.ref)
    told = Q(action__in=of.order_by().values("action"))
    rows = ActionUpdate.objects.filter(said, told).select_related(RAISED_IN)
    found: dict[int, ActionAt] = {}
    here: dict[int, list[ActionUpdate]] = {}
    for row in rows.order_by(*ORDER, "id"):
        found[row.action_id] = action_at(row, meeting.body.slug)
        if row.meeting_ref == meeting.ref:
            here.setdefault(row.action_id, []).append(row)
    return [_as_said(action, here.get(pk, ())) for pk, action in found.items()]


def _as_said(action: ActionAt, here: Sequence[ActionUpdate]) -> ActionAt:
    """An action with what these updates, made in one meeting, say of it."""
    is_reported = any(map(_is_report, here))
    return replace(action, is_reported=is_reported, said=tuple(_sentences(action, here)))


def _sentences(action: ActionAt, here: Sequence[ActionUpdate]) -> Iterator[str]:
    if here and here[0].owners_before != action.owners:
        yield f"Until now: [{here[0].owners_before or 'nobody yet'}]."
    # Why it was given up or moved stands in its line already.
    told = action.reason if action.state in GIVEN_UP else ""
    yield from (row.note for row in _without_slips(here) if row.note and row.note != told)


def _without_slips(here: Sequence[ActionUpdate]) -> Sequence[ActionUpdate]:
    """What counts once an end was taken back in the meeting that recorded it: what came after."""
    ends = False
    for place, row in enumerate(here):
        if ends and row.state_after in OPEN:
            return _without_slips(here[place + 1 :])
        ends = row.state_after not in OPEN
    return here


def _is_report(row: ActionUpdate) -> bool:
    """Whether somebody said how far the action is, and did not only change its words or owners."""
    names = ("owners", "text", "due")
    is_edit = any(getattr(row, f"{n}_before") != getattr(row, f"{n}_after") for n in names)
    return row.state_before != row.state_after or not is_edit
