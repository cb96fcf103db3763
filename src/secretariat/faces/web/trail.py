"""The audit trail of a body as sentences, each reader seeing no more than elsewhere.

The public reads what the pages say anyway. Members read who did what; what is kept for the chair
and the secretary (their items, answers to letters, notes not shown to all) stays with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, QuerySet

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.minutes import policy as minutes_policy
from secretariat.council.projects import policy as projects_policy
from secretariat.faces.web.navigation import leads_somewhere
from secretariat.faces.web.ref_words import ref_words, titled_ref
from secretariat.faces.web.trail_words import INTERNAL, deed, label, value_words
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.rules.visibility import OFFICER_ROLES, Actor, Audience, may_see

PUBLIC = (
    "actions.close_action", "actions.raise_action", "decks.publish_deck", "meetings.adjourn",
    "meetings.call_to_order", "meetings.cancel_meeting", "meetings.move_meeting",
    "meetings.publish_agenda", "minutes.approve", "minutes.note_erratum", "motions.close_vote",
    "motions.note_erratum", "motions.record_general_consent", "motions.record_show_of_seats",
    "people.add_rule_book", "people.add_seat", "people.begin_alternate", "people.begin_office",
    "people.begin_representative", "people.close_seat", "people.end_office", "people.end_term",
    "people.pass_on_seat",
    "projects.add_project", "projects.correct_claim", "projects.end_project",
    "projects.record_claim", "reports.give_report",
)  # fmt: skip
# What members are told on the home page besides; the whole trail is one link away.
NOTABLE = (
    *PUBLIC, "meetings.plan_meeting", "meetings.plan_occurrence", "minutes.decline_correction",
    "minutes.draft", "minutes.propose_correction", "minutes.propose_in_words",
    "minutes.propose_missing", "minutes.propose_presence", "minutes.release",
    "minutes.take_correction",
    "motions.move_motion", "outbox.send", "people.edit_body", "people.import_roster",
)  # fmt: skip
# What answers to letters say is for those who sent them; notes may be kept for the officers.
FOR_OFFICERS = (
    "outbox.address_works_again", "outbox.answer", "outbox.do_not_send", "outbox.read",
    "outbox.send_now", "people.issue_sign_in_link",
)  # fmt: skip
VALUES_FOR_OFFICERS = re.compile(r"outbox\.|meetings\..*(?:note|link|file|meeting$)")
KEYS_FOR_OFFICERS = frozenset({"items", "not_reached", "order", "passcode", "address", "link"})
NOT_ITEMS = frozenset({"minutes", "deck", "agenda"})
_KNOWN = ("ref", "audience", "title")
_EDITION = re.compile(r".*/minutes/(members|officers)")
_ITEM = re.compile(r"[a-z][a-z0-9-]*/(\d{4}-\d\d-\d\d(?:-\d+)?)/([^/#]+)")


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class About:
    """What a line is about. `href` is empty where there is no page to go to."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail; several on the home page where one person did the same to several.
    `sentence` tells the whole act where the act told itself.
    """

    at: datetime
    who: str
    sentence: str
    deed: str
    about: tuple[About, ...]
    reason: str
    changes: tuple[Change, ...]
    source: str


def recent(actor: Actor, body: Body, *, count: int = 8) -> list[Line]:
    """The last things worth telling, as far as the actor may know. Up to three queries."""
    rows = entries_of(actor, body).filter(command__in=NOTABLE)
    return _gathered(told(actor, body, list(rows[: count * 5])))[:count]


def _gathered(lines: Iterable[Line]) -> list[Line]:
    """Lines one after the other that tell the same of the same day become one."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last and _tells_the_same(last, line):
            found[-1] = replace(last, about=(*last.about, *line.about))
        else:
            found.append(line)
    return found


def _tells_the_same(one: Line, other: Line) -> bool:
    day, same = one.at.date(), (one.who, one.sentence, one.deed, one.reason)
    return day == other.at.date() and same == (
        other.who,
        other.sentence,
        other.deed,
        other.reason,
    )


def entries_of(actor: Actor, body: Body, ref: str = "") -> QuerySet[Entry]:
    """The entries of a body, newest first; those about a reference and all under it."""
    rows = Entry.objects.filter(body_slug=body.slug, redacted_at=None).select_related("source")
    if ref:
        whole = ref if ref.startswith(f"{body.slug}/") or ref == body.slug else f"{body.slug}/{ref}"
        rows = rows.filter(Q(ref=whole) | Q(ref__startswith=f"{whole}/"))
    if not may_see(actor, body.slug, Audience.MEMBERS):
        rows = rows.filter(command__in=PUBLIC)
    if not _is_officer(actor, body):
        rows = rows.exclude(command__in=FOR_OFFICERS)
    return rows.order_by("-id")


def told(actor: Actor, body: Body, entries: Iterable[Entry]) -> list[Line]:
    """The entries as lines, without those about what the actor may not see. Three queries."""
    rows = list(entries)
    refs = {row.ref for row in rows}
    found = SearchRow.objects.filter(ref__in=refs | {titled_ref(ref) for ref in refs})
    known = {ref: (audience, title) for ref, audience, title in found.values_list(*_KNOWN)}
    allowed = [each.value for each in Audience if may_see(actor, body.slug, each)]
    hidden = {ref for ref, (audience, _) in known.items() if audience not in allowed}
    titles = {ref: title for ref, (_, title) in known.items() if ref not in hidden}
    hidden = set() if _is_officer(actor, body) else _hidden(body, refs, hidden, allowed)
    shut = _shut(actor, body, refs)
    return [_line(actor, body, row, shut, titles) for row in rows if row.ref not in hidden]


def _hidden(body: Body, refs: set[str], hidden: set[str], allowed: Sequence[str]) -> set[str]:
    """Those of the references that stand for something the actor may not see, with those `hidden`
    by the audience of what is found.

    An item that is gone counts as hidden: nobody knows any more for whom it was.
    """
    found = {ref: match for ref in refs if (match := _ITEM.match(ref))}
    items = {ref: match for ref, match in found.items() if match[2] not in NOT_ITEMS}
    seen = _items_seen(body, [match[1] for match in items.values()], allowed)
    editions = {ref: match[1] for ref in refs if (match := _EDITION.fullmatch(ref))}
    shut = {ref for ref, audience in editions.items() if audience not in allowed}
    return hidden | shut | {ref for ref, match in items.items() if match.groups() not in seen}


def _items_seen(
    body: Body, meetings: Sequence[str], allowed: Sequence[str]
) -> set[tuple[str | None, ...]]:
    """Meeting and name of the items that may be seen, each under its slug and its number."""
    if not meetings:
        return set()
    rows = AgendaItem.objects.filter(
        meeting__body=body, meeting__slug__in=meetings, audience__in=allowed
    )
    named = rows.values_list("meeting__slug", "slug", "number")
    return {(day, name) for day, slug, number in named for name in (slug, number) if name}


def _shut(actor: Actor, body: Body, refs: set[str]) -> set[str]:
    """Those of the references whose page is only for who works on them; what was done there is
    told all the same.
    """
    columns = f"{body.slug}/projects/columns/"
    shut = set()
    if not projects_policy.may_arrange_table(actor, body):
        shut = {ref for ref in refs if ref.startswith(columns)}
    drafts = {ref for ref in refs if ref.endswith("/minutes")}
    if drafts and not minutes_policy.may_write(actor, body):
        drafted = body.meetings.filter(state=Meeting.State.DRAFTED).values_list("slug", flat=True)
        shut |= drafts & {f"{body.slug}/{slug}/minutes" for slug in drafted}
    return shut


def _line(actor: Actor, body: Body, row: Entry, shut: set[str], titles: Mapping[str, str]) -> Line:
    href = "" if row.ref in shut else f"/{row.ref}"
    words = ref_words(row.ref, titles.get(titled_ref(row.ref), ""))
    return Line(
        at=row.at,
        who=row.actor_name or row.actor_handle,
        sentence=row.summary if row.tells_itself else "",
        deed=deed(row.command),
        about=(About(words, href if href and leads_somewhere(href) else ""),),
        reason="" if row.tells_itself else row.summary,
        changes=tuple(_changes(actor, body, row)),
        source=row.source.words if row.source else "",
    )


def _changes(actor: Actor, body: Body, row: Entry) -> Iterable[Change]:
    is_officer = _is_officer(actor, body)
    if not is_officer and VALUES_FOR_OFFICERS.match(row.command):
        return
    before, after = _values(row.before), _values(row.after)
    for key in dict.fromkeys([*before, *after]):
        if key in INTERNAL or (key in KEYS_FOR_OFFICERS and not is_officer):
            continue
        was, now = (value_words(each.get(key), body.zone) for each in (before, after))
        if was != now:
            yield Change(label(key), was, now)


def _values(stored: object) -> dict[str, object]:
    return stored if isinstance(stored, dict) else {}


def _is_officer(actor: Actor, body: Body) -> bool:
    return actor.is_operator or actor.has(body.slug, *OFFICER_ROLES)
