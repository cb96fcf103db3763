"""Every read of updates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import day_of as meeting_day
from secretariat.council.updates.models import StandingUpdate, Update, UpdateLink
from secretariat.council.updates.snapshots import UpdateAt, update_at
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.tokens import token_digest
from secretariat.foundation.people.models import Body, Office
from secretariat.foundation.people.queries import day_in
from secretariat.rules.errors import Refused
from secretariat.rules.updates import MOST_DUE_HOURS, MOST_LEAD_DAYS, UpdateState, owed_since
from secretariat.rules.visibility import Actor

BEFORE_CALL = (Meeting.State.PLANNED, Meeting.State.PUBLISHED)
_WITH = ("body__host", "from_body", "contact")


@dataclass(frozen=True, slots=True)
class OwedEnd:
    """A body that still owes a word: for the meetings it was silent for or not asked, the oldest
    first. `may_ask`: nobody was asked for the newest, and its meeting has not begun.
    """

    standing: StandingUpdate
    owed: tuple[UpdateAt, ...]
    may_ask: bool


def standing_updates(body_slug: str) -> QuerySet[StandingUpdate]:
    """Who owes the body updates, in order."""
    return StandingUpdate.objects.filter(body__slug=body_slug).select_related(*_WITH)


def owing_on(body_slug: str, day: date) -> list[StandingUpdate]:
    """Who owes an update to a meeting of that day. One query."""
    return list(StandingUpdate.objects.on(day).filter(body__slug=body_slug).select_related(*_WITH))


def standing_named(body: Body, slug: str) -> StandingUpdate:
    """The standing update of this short name. Refuses ("not_found")."""
    found = standing_updates(body.slug).filter(slug=slug).first()
    if found is None:
        raise Refused("not_found", f"Nobody owes {body.name} an update “{slug}”. The list has all.")
    found.body = body
    return found


def standing_of_ref(ref: str) -> StandingUpdate | None:
    """The standing update of `tac/updates/outreach`; None if the reference names none."""
    body_slug, is_one, slug = ref.partition("/updates/")
    return standing_updates(body_slug).filter(slug=slug).first() if is_one and slug else None


def update_rows() -> QuerySet[Update]:
    """Updates with all that belongs to them."""
    rows = Update.objects.select_related(*(f"standing__{each}" for each in _WITH), "meeting__body")
    return rows.prefetch_related("texts", "links")


def update_of(standing: StandingUpdate, meeting: Meeting) -> Update | None:
    """What happened of an update so far, if anything did."""
    return update_rows().filter(standing=standing, meeting=meeting).first()


def update_seen(standing: StandingUpdate, meeting: Meeting, at: datetime) -> UpdateAt:
    """What a body owes one meeting."""
    return update_at(standing, meeting, update_of(standing, meeting), at)


def updates_for(meeting: Meeting, at: datetime) -> list[UpdateAt]:
    """Every update a meeting is owed, in order, with those that came from somebody who owes none
    any more. Four queries.
    """
    rows = {row.standing_id: row for row in update_rows().filter(meeting=meeting)}
    owing = owing_on(meeting.body.slug, meeting_day(meeting))
    known = {each.pk: each for each in (*owing, *(row.standing for row in rows.values()))}
    order = sorted(known.values(), key=lambda each: (each.position, each.pk))
    return [update_at(each, meeting, rows.get(each.pk), at) for each in order]


def updates_of_body(body: Body, at: datetime) -> list[UpdateAt]:
    """Every update of which anything is recorded, the newest meeting first. Three queries."""
    rows = (
        update_rows()
        .filter(standing__body=body)
        .order_by("-meeting__starts_at", "standing__position", "id")
    )
    rows = rows.exclude(meeting__state=Meeting.State.CANCELLED)
    return [update_at(row.standing, row.meeting, row, at) for row in rows]


def link_of_token(body: Body, token: str) -> UpdateLink:
    """The letter whose link held this token. Refuses ("not_found") a link that is none."""
    rows = UpdateLink.objects.select_related("person").filter(
        update_row__standing__body=body, token_digest=token_digest(token)
    )
    found = rows.first()
    if found is None:
        raise Refused(
            "not_found",
            "This link is not valid. It may be cut short: copy it whole from the letter, or ask "
            "who wrote to you.",
        )
    found.update_row = update_rows().get(pk=found.update_row_id)
    return found


def is_open(row: Update) -> bool:
    """Whether an update may still be written: its meeting was not called to order."""
    return row.meeting.state in BEFORE_CALL


def recipients_of(standing: StandingUpdate, day: date) -> list[Recipient]:
    """Whom to ask: the contact, else the officers of the body that owes it, else its address. At
    most one query.
    """
    contact = standing.contact
    if contact is not None and contact.address:
        return [Recipient(contact.name, contact.address, contact.handle)]
    if standing.from_body is not None:
        rows = Office.objects.on(day).filter(body=standing.from_body).select_related("person")
        found = {row.person.handle: row.person for row in rows if row.person.address}
        if found:
            return [Recipient(who.name, who.address, who.handle) for who in found.values()]
    return [Recipient(standing.name, standing.address)] if standing.address else []


def meetings_to_ask_for(at: datetime, body: Body | None = None) -> list[Meeting]:
    """The meetings ahead for which updates may be asked now, the next first. One query."""
    until = at + timedelta(days=MOST_LEAD_DAYS)
    rows = Meeting.objects.filter(starts_at__gt=at, starts_at__lte=until, state__in=BEFORE_CALL)
    rows = (
        rows.filter(body__standing_updates__isnull=False)
        if body is None
        else rows.filter(body=body)
    )
    return list(rows.select_related("body__host").distinct().order_by("starts_at"))


def updates_hanging(body: Body, at: datetime) -> list[OwedEnd]:
    """Who still owes a word: silent and not heard of or excused since, or not asked before the day
    it was due, whether the meeting is ahead, in session or over. Five queries.
    """
    standing, today = list(standing_updates(body.slug)), day_in(body, at)
    owing = [each for each in standing if each.to_on is None or each.to_on > today]
    if not owing:
        return []
    rows = updates_of_body(body, at)
    meetings = _meetings_owed(body, min(each.added_at for each in owing), at)
    not_begun = {each.ref for each in meetings if each.state in BEFORE_CALL}
    ends = []
    for each in owing:
        mine = past_of(rows, each)
        found = owed_since([*mine, *_untouched(each, mine, meetings, at)], at)
        if found:
            is_unasked = found[-1].state is UpdateState.NOT_ASKED
            may_ask = is_unasked and found[-1].meeting_ref in not_begun
            ends.append(OwedEnd(each, tuple(found), may_ask))
    return ends


def _meetings_owed(body: Body, since: datetime, at: datetime) -> list[Meeting]:
    """The body's own meetings since then for which an update may be due by now. One query."""
    until = at + timedelta(hours=MOST_DUE_HOURS)
    rows = Meeting.objects.filter(body=body, starts_at__gt=since, starts_at__lte=until)
    return list(rows.exclude(state=Meeting.State.CANCELLED).select_related("body"))


def _untouched(
    standing: StandingUpdate, known: Sequence[UpdateAt], meetings: Sequence[Meeting], at: datetime
) -> list[UpdateAt]:
    """What is owed to those meetings and has no row yet. A meeting that had begun when the record
    first heard that updates are owed is owed none.
    """
    refs = {row.meeting_ref for row in known}
    return [
        update_at(standing, each, None, at)
        for each in meetings
        if each.starts_at > standing.added_at
        and _holds(standing, meeting_day(each))
        and each.ref not in refs
    ]


def _holds(standing: StandingUpdate, day: date) -> bool:
    has_begun = standing.from_on is None or standing.from_on <= day
    return has_begun and (standing.to_on is None or day <= standing.to_on)


def owed_by(actor: Actor, body: Body, at: datetime) -> list[tuple[StandingUpdate, Meeting]]:
    """The updates for meetings ahead that this person was asked for: as their contact, or for the
    body. Two queries.
    """
    mine = Q(standing__contact__handle=actor.person or "-", standing__body=body)
    ours = Q(standing__from_body=body)
    rows = update_rows().filter(mine | ours, meeting__starts_at__gt=at)
    rows = rows.filter(meeting__state__in=BEFORE_CALL, asked_at__isnull=False, texts__isnull=True)
    return [(row.standing, row.meeting) for row in rows.filter(excused_at__isnull=True)]


def past_of(rows: Sequence[UpdateAt], standing: StandingUpdate) -> list[UpdateAt]:
    """Those of one body among all."""
    return [row for row in rows if row.standing_ref == standing.ref]
