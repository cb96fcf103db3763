"""Reads of minutes: what waits for approval, corrections, lag, one block's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.queries.finding import item_named
from secretariat.council.meetings.queries.whom import NEW, person_words, whom
from secretariat.council.meetings.sight import sight_of
from secretariat.council.minutes import policy
from secretariat.council.minutes.editions import Editions, minutes_of, with_versions
from secretariat.council.minutes.models import Correction, Minutes, ref_of_edition
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import today
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import Minutes as Document
from secretariat.rules.minutes import NumberedLine, Text, numbered
from secretariat.rules.runs import words
from secretariat.rules.visibility import (
    AUDIENCE_WORDS,
    Actor,
    Audience,
    may_see,
    require,
    up_to,
)

ACTIONS, ROLL_CALL = "actions", "roll-call"
"""Where a correction belongs that is about no line of an item."""
WITH_ALL = (
    "meeting__body__host",
    "meeting__chair",
    "meeting__secretary",
    "approved_by__meeting",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Minutes that wait for approval, with the corrections still to be decided."""

    minutes: Minutes
    open_corrections: int


def minutes_known(body_slug: str, slug: str) -> Minutes | None:
    """The minutes of the meeting of this reference, with the meeting, if they are drafted."""
    rows = Minutes.objects.select_related(*WITH_ALL)
    return rows.filter(meeting__body__slug=body_slug, meeting__slug=slug).first()


def minutes_at(meeting: Meeting) -> Minutes | None:
    """The minutes of a meeting, if they are drafted."""
    return Minutes.objects.select_related(*WITH_ALL).filter(meeting=meeting).first()


def readable_minutes(
    actor: Actor, meeting: Meeting, audience: Audience = Audience.PUBLIC
) -> Minutes:
    """The minutes of a meeting for a reader of this edition. Refuses ("not_found",
    "not_allowed").
    """
    minutes = minutes_at(meeting)
    if minutes is None:
        raise Refused("not_found", "There are no minutes of this meeting yet.")
    require(policy.may_read(actor, minutes, audience))
    return minutes


def reader_edition(actor: Actor, minutes: Minutes) -> str:
    """The reference of the edition that says most of those the actor may read."""
    seen = sight_of(actor, minutes.meeting).audiences
    return ref_of_edition(minutes, Editions(minutes).for_reader(seen))


def edition_document(actor: Actor, meeting: Meeting, audience: Audience) -> Document:
    """The minutes of a meeting in this edition. Refuses as `readable_minutes`; ("not_found"), too,
    an edition that would say no more than the one for everyone.
    """
    editions = Editions(readable_minutes(actor, meeting, audience))
    if audience not in editions.audiences:
        raise Refused(
            "not_found",
            f"There is no edition of these minutes for {AUDIENCE_WORDS[audience]}: it would say no "
            f"more than {ref_of_edition(editions.row, editions.fitting(audience))}.",
        )
    return editions.document(audience)


def unchanged_since(meeting: Meeting, audience: Audience) -> datetime | None:
    """When the approved minutes of a meeting were approved, or the last erratum noted that stands
    in this edition; None before. Two queries.
    """
    row = minutes_at(meeting)
    if row is None or row.approved_at is None:
        return None
    errata = row.errata.filter(audience__in={Audience.PUBLIC.value, audience.value})
    return max([row.approved_at, *errata.values_list("noted_at", flat=True)])


def minutes_named(refs: Iterable[str]) -> list[Minutes]:
    """The minutes of these references (`tac/2021-09-23/minutes`), oldest first."""
    wanted = Q(pk__in=[])
    for ref in refs:
        body, _, rest = ref.partition("/")
        wanted |= Q(meeting__body__slug=body, meeting__slug=rest.removesuffix("/minutes"))
    return list(with_versions(Minutes.objects.filter(wanted)).select_related(*WITH_ALL))


def waiting_minutes(body: Body) -> list[Waiting]:
    """Released minutes of a body that nobody has approved yet, oldest first. One query."""
    proposed = Count("corrections", filter=Q(corrections__state=Correction.State.PROPOSED))
    rows = Minutes.objects.filter(
        meeting__body=body, released_at__isnull=False, approved_at__isnull=True
    )
    rows = rows.select_related(*WITH_ALL).annotate(open_corrections=proposed)
    return [Waiting(row, row.open_corrections) for row in rows]


def unapproved_of(body: Body) -> list[Minutes]:
    """The minutes of a body, drafted or released, that nobody has approved yet, oldest first. One
    query.
    """
    rows = Minutes.objects.filter(meeting__body=body, approved_at__isnull=True)
    return list(rows.select_related("meeting__body"))


def corrections_unanswered(actor: Actor, body: Body) -> list[Correction]:
    """The corrections to the minutes of a body that nobody decided on, of those the actor may
    read, oldest first. One query.
    """
    rows = Correction.objects.filter(
        minutes__meeting__body=body,
        state=Correction.State.PROPOSED,
        audience__in=[each.value for each in Audience if may_see(actor, body.slug, each)],
    )
    return list(rows.select_related("minutes__meeting__body").order_by("proposed_at", "id"))


def moved_on() -> list[Minutes]:
    """Released minutes, not approved yet, of which something happened since they were compared
    with the record. One query.
    """
    rows = Minutes.objects.filter(released_at__isnull=False, approved_at=None)
    since = with_versions(rows).exclude(Q(meeting_version=F("compared_version")))
    return list(since.select_related(*WITH_ALL))


def undrafted_meetings(body: Body) -> QuerySet[Meeting]:
    """Adjourned meetings of a body whose minutes nobody has begun."""
    return body.meetings.filter(state=Meeting.State.ADJOURNED)


def minutes_register(actor: Actor, body: Body) -> QuerySet[Minutes]:
    """Every minutes of a body the actor may read, those of joint meetings too, newest first."""
    joint = body.joint_meetings.values("pk")
    rows = Minutes.objects.filter(Q(meeting__body=body) | Q(meeting__in=joint))
    return policy.visible_to(actor, rows.select_related(*WITH_ALL)).order_by("-meeting__starts_at")


def has_open_corrections(rows: Collection[Minutes]) -> bool:
    """Whether a correction to one of these minutes was neither taken nor declined."""
    return Correction.objects.filter(minutes__in=rows, state=Correction.State.PROPOSED).exists()


def is_before_last_day(minutes: Minutes) -> bool:
    """Whether corrections are still asked for: the last day for them has not passed."""
    until = minutes.corrections_until_on
    return until is not None and today(minutes.meeting.body) <= until


def is_after_last_day(minutes: Minutes) -> bool:
    """Whether a correction comes late."""
    until = minutes.corrections_until_on
    return until is not None and today(minutes.meeting.body) > until


def corrections_of(minutes: Minutes, audience: Audience) -> QuerySet[Correction]:
    """The corrections to minutes that this edition shows, undecided ones first."""
    undecided = Q(state=Correction.State.PROPOSED)
    rows = minutes.corrections.select_related("minutes__meeting__body", "proposer")
    rows = rows.filter(audience__in=[each.value for each in up_to(audience)])
    return rows.annotate(is_open=Count("pk", filter=undecided)).order_by("-is_open", "proposed_at")


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One line of the minutes a correction can be about: its key, its number and its words."""

    key: str
    number: str
    words: str
    is_note: bool


def block_lines(document: Document) -> list[BlockLine]:
    """Every line a correction can be about."""
    found = []
    for entry in numbered(document):
        for index, line in enumerate(entry.lines):
            if not line.runs:
                continue
            is_note = isinstance(line.block, Text)
            # The secretary's own words, without the mark of a decision.
            runs = line.block.runs if isinstance(line.block, Text) else line.runs
            found.append(BlockLine(line_key(line, index), line.number, words(runs), is_note))
    return found


def line_key(line: NumberedLine, index: int) -> str:
    """What a correction calls a line: a note by its own key, a fact by its place in its section."""
    is_note = isinstance(line.block, Text)
    return line.block.key if is_note else f"{line.block.key}#{index}"


def block_line(minutes: Minutes, key: str, audience: Audience = Audience.PUBLIC) -> BlockLine:
    """One line of an edition as it stands now. Refuses ("no_such_block")."""
    for line in block_lines(minutes_of(minutes, audience)):
        if line.key == key:
            return line
    raise Refused(
        "no_such_block",
        "This line is no longer in the minutes. Open them again and choose the line anew.",
    )


Choices = tuple[tuple[str, str], ...]


def whom_meant(minutes: Minutes, correction: Correction) -> Choices:
    """Whom an undecided correction of the roll call may mean, handle or "new" with words, where its
    name leaves that open.
    """
    is_open = correction.state == Correction.State.PROPOSED
    if correction.kind != Correction.Kind.PRESENCE or not is_open or correction.details["person"]:
        return ()
    who = correction.details["who"]
    found = whom(minutes.meeting, who)
    if found.handle:
        return ((found.handle, who),)
    known = tuple((each.handle, person_words(each)) for each in found.candidates)
    return (*known, (NEW, f"Somebody new: {who}")) if found.may_be_new else known


def item_in_edition(minutes: Minutes, name: str, audience: Audience) -> AgendaItem:
    """The agenda item of a number that an edition shows. Refuses ("not_found")."""
    item = item_named(minutes.meeting, name)
    if Audience(item.audience) not in up_to(audience):
        raise Refused("not_found", f"These minutes have no item “{name}”. Choose one they have.")
    return item
