"""The motions' part of the room, of the meeting's page and of the minutes: registered on import.

The panel shows the motions under the current item, the vote that is open, and a form to move one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from secretariat.council.meetings import (
    calls,
    item_facts,
    item_slides,
    live_parts,
    preparing,
    room_panels,
    seat_panels,
    unfinished,
)
from secretariat.council.meetings import policy as meetings
from secretariat.council.meetings.agenda_kinds import Offer, OfferedMotion
from secretariat.council.meetings.calls import Call
from secretariat.council.meetings.live_parts import LivePart, Moment, View
from secretariat.council.meetings.models import AgendaItem
from secretariat.council.meetings.queries.codes import codes_in
from secretariat.council.meetings.room import EVERYWHERE
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.meetings.unfinished import Unfinished
from secretariat.council.motions import policy
from secretariat.council.motions.forms import prepared_form
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries import (
    Live,
    decision_words,
    motion_blocks,
    motion_slides,
    motions_in,
    motions_of_item,
    open_motions_in,
    prepared,
    quorum_words,
    short_result,
    tally_in,
    waiting_in,
)
from secretariat.council.motions.room_keys import AT_ONCE_KEY, BY_SEAT_KEY, motion_keys, vote_keys
from secretariat.council.motions.short_line import ready_motion
from secretariat.council.motions.snapshots import Terms, moment_in, room_in, terms_in
from secretariat.foundation.people.attention import shortened
from secretariat.rules.deck import ResolutionSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block
from secretariat.rules.presiding import may_preside, who_presides
from secretariat.rules.rulebook import GENERAL, may_be_secret
from secretariat.rules.thresholds import Medium
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import joined

PLACE = 40
SECRET_KEYS = (("c", "close the vote and count"),)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may move, second or vote: who speaks for a seat at this moment. `code` are the
    two letters that stand for them.
    """

    handle: str
    words: str
    seat: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A motion in the panel; `live` is how it stands while the room still has to deal with it."""

    motion: Motion
    live: Live | None
    may_be_secret: bool = False

    @property
    def is_open(self) -> bool:
        """Whether its vote is open."""
        return self.live is not None and self.motion.state == Motion.State.OPEN

    @property
    def may_call_for_seats(self) -> bool:
        """Whether it was declared by voice and the seats may still be called."""
        is_voiced = self.motion.method == Motion.Method.VOICE and self.motion.is_decided
        meeting = self.motion.meeting
        goes_on = meeting is not None and meeting.adjourned_at is None
        return is_voiced and goes_on and not self.motion.is_in_effect

    @property
    def words(self) -> str:
        """How it ended."""
        return decision_words(self.motion)

    @property
    def short(self) -> str:
        """The same in one short sentence."""
        return short_result(self.motion)

    @property
    def quorum(self) -> str:
        """How quorum stood then."""
        return quorum_words(self.motion)


def panel(
    actor: Actor, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime
) -> Mapping[str, Any] | None:
    """The motions under an item and what may be done now. Four queries at most."""
    if meeting.called_at is None:
        return None
    rows = motions_in(meeting, item)
    may_record = bool(policy.may_record_in(actor, meeting))
    if not rows and not may_record:
        return None
    shown = [_shown(row, meeting, at) for row in rows]
    ready = ready_motion(meeting, item, at) if may_record else None
    return {
        "motions": shown,
        "waiting": sum(1 for each in shown if each.live),
        "is_urgent": any(each.live for each in shown),
        "has_record": bool(shown),
        "left": [_left_words(each.motion) for each in shown if each.live],
        "holds_room": may_record and any(each.is_open for each in shown),
        "keys": _keys(shown, ready) if may_record else (),
        "ready": ready,
        "may_record": may_record,
        "recused_chair": _recused_chair(shown, meeting, at) if may_record else None,
        "speakers": speakers_at(meeting, at),
        "url": f"/{item.ref}/motions",
        "back": f"/{meeting.ref}/room?{urlencode({'item': item.slug})}",
        "counts": ("yes", "no", "abstain"),
        "dissent": ("abstaining", "recused", "objecting"),
        "choices": Vote.Choice.choices,
        "text": prepared(item),
        "kind": item.options.get("decision_kind", GENERAL),
        "kinds": _kinds(meeting),
        "bodies": [(each.body.slug, each.body.name) for each in meeting.parties],
    }


def _recused_chair(
    shown: list[Shown], meeting: MeetingSnapshot, at: datetime
) -> Mapping[str, Any] | None:
    """Who presides over an open vote in which their seat is recused, and who may take over. No
    query.
    """
    found = who_presides(meeting, at)
    for each in shown:
        if found is None or each.live is None or not each.is_open:
            continue
        if each.live.is_recused(found.person.handle):
            others = [who for who in may_preside(meeting, at) if who != found.person]
            return {"name": found.person.name, "about": each.motion.ref, "others": others}
    return None


def _shown(motion: Motion, meeting: MeetingSnapshot, at: datetime) -> Shown:
    live = tally_in(motion, meeting, at) if _waits_here(motion) else None
    book = meeting.party(motion.body.slug).rule_book
    return Shown(motion, live, may_be_secret(book, motion.decision_kind))


def _waits_here(motion: Motion) -> bool:
    """Whether the room has to deal with it; a ballot by mail goes on without it."""
    return motion.is_waiting and not motion.is_by_mail


def _left_words(motion: Motion) -> str:
    return (
        f"{motion.number} is {motion.get_state_display()} and not decided. Defer it (f), or leave "
        "it undecided: either way it is proposed for the next meeting."
    )


def undecided(actor: Actor, meeting: MeetingSnapshot) -> list[Unfinished]:
    """The motions of a meeting that wait, each with the button that defers it. One query."""
    end = {"next": f"/{meeting.ref}/room/adjourn"}
    return [
        Unfinished(
            ref=motion.ref,
            about=shortened(motion.text),
            words=motion.get_state_display(),
            offer=Offer("Defer", f"/{motion.ref}/defer", end, key="" if place else "f"),
        )
        for place, motion in enumerate(waiting_in(actor, meeting))
    ]


def _keys(shown: list[Shown], ready: OfferedMotion | None) -> tuple[tuple[str, str], ...]:
    """The keys that do something: those of an open vote, else those of a motion that waits."""
    opened = [each.live for each in shown if each.live and each.is_open]
    if any(live.is_secret for live in opened):
        return SECRET_KEYS
    if opened:
        return tuple(vote_keys(opened))
    waiting = [each.live for each in shown if each.live]
    if waiting:
        return tuple(motion_keys(waiting))
    if any(each.may_call_for_seats for each in shown):
        return (BY_SEAT_KEY,)
    return (AT_ONCE_KEY,) if ready else ()


def speakers_at(meeting: MeetingSnapshot, at: datetime) -> list[Speaker]:
    """Who speaks for which seat of which body at an instant, by the roster of the day. No query."""
    return [each for party in meeting.parties for each in _speakers_of(party, meeting, at)]


def _speakers_of(party: MeetingSnapshot, meeting: MeetingSnapshot, at: datetime) -> list[Speaker]:
    terms = terms_in(party, GENERAL)
    speaking = room_in(party).speaking(terms, moment_in(meeting, at))
    body = f", {party.body.short_name}" if meeting.joint_with else ""
    codes = codes_in(meeting)
    return [
        Speaker(
            who.person.handle,
            f"{who.person.name} ({_label(terms, slug)}{body})",
            slug,
            codes.get(who.person.handle, ""),
        )
        for slug, who in speaking.items()
    ]


def _label(terms: Terms, slug: str) -> str:
    return terms.roster.seat(slug).label


def _kinds(meeting: MeetingSnapshot) -> list[tuple[str, str]]:
    """The kinds of decision for which the bodies of the meeting have a rule in a meeting, each
    once.
    """
    found: dict[str, str] = {}
    for party in meeting.parties:
        for kind in party.rule_book.kinds_by(Medium.MEETING):
            found.setdefault(kind, party.rule_book.title_of(kind))
    return list(found.items())


def stated(meeting: MeetingSnapshot, _at: datetime) -> dict[str, list[Block]]:
    """The motions of a meeting as facts of its minutes, by the slug of their item."""
    return motion_blocks(meeting)


def votes_open(actor: Actor, meeting: MeetingSnapshot, at: datetime) -> list[Call]:
    """The votes that are open in a meeting, with a button for who speaks for a seat that has not
    voted. One query, three where a vote is open.
    """
    return [
        _call(actor, row, tally_in(row, meeting, at)) for row in open_motions_in(actor, meeting)
    ]


def _call(actor: Actor, motion: Motion, live: Live) -> Call:
    waiting, voted = live.waiting_for(actor.person), live.voted_by(actor.person)
    note = (
        f"Your seat has voted {joined(line.choice for line in voted)}; you can change it there."
        if voted
        else ""
    )
    if live.is_missed_by(actor.person):
        note = "Your seat can vote once the roll call shows you present."
    return Call(
        words="A vote is open",
        ref=motion.ref,
        about=shortened(motion.text),
        button="Vote" if waiting else "",
        note=note,
    )


def my_votes(actor: Actor, meeting: MeetingSnapshot, at: datetime) -> Mapping[str, Any] | None:
    """The open votes in which a seat of this person may say something, and what it said."""
    if meeting.called_at is None or meeting.adjourned_at is not None or not actor.person:
        return None
    rows = open_motions_in(actor, meeting)
    mine = [_my_vote(actor.person, row, tally_in(row, meeting, at)) for row in rows]
    shown = [each for each in mine if each["seats"] or each["is_missed"]]
    return {"votes": shown, "choices": Vote.Choice.choices} if shown else None


def _my_vote(person: str, motion: Motion, live: Live) -> Mapping[str, Any]:
    return {
        "motion": motion,
        "seats": live.spoken_for(person),
        "is_missed": live.is_missed_by(person),
    }


def slides(meeting: MeetingSnapshot, _at: datetime) -> dict[str, list[ResolutionSlide]]:
    """The motions of a meeting as slides of its deck, by the slug of their item."""
    return motion_slides(meeting)


def preparation(actor: Actor, item: AgendaItem) -> Mapping[str, Any] | None:
    """The form in which a motion is written with its item, as long as none was moved. One query
    and those of the rule book.
    """
    if not meetings.may_prepare(actor, item.meeting) or motions_of_item(item):
        return None
    ref = ref_of(item.meeting, item)
    return {"url": f"/{ref}/motion", "form": prepared_form(item), "revision": item.revision}


def votes(moment: Moment) -> Mapping[str, Any] | None:
    """The votes that are open: for members how each seat votes and who is missing, for everybody
    else how many have voted; and, under the item on the table, what was decided, with its quorum.
    The projector has room for the votes, else for the last decision.
    """
    is_over = moment.meeting.called_at is None or moment.meeting.adjourned_at is not None
    rows = [] if is_over else open_motions_in(moment.reader, moment.whole)
    shown = [_vote(row, tally_in(row, moment.whole, moment.at)) for row in rows]
    results = [] if is_over else _results(moment)
    if moment.watcher.view is View.PROJECTOR:
        results = [] if shown else results[-1:]
    return {"votes": shown, "results": results} if shown or results else None


def _vote(motion: Motion, live: Live) -> Mapping[str, Any]:
    return {"motion": motion, "live": live, "waiting": live.result.missing_labels}


def _results(moment: Moment) -> list[Shown]:
    """What was decided in this meeting under the item on the table, where the reader sees it."""
    if moment.item is None:
        return []
    rows = motions_in(moment.whole, moment.item)
    return [Shown(row, None) for row in rows if row.tally and not row.is_by_mail]


room_panels.register("motions/_panel.html", panel, place=PLACE)
live_parts.register(LivePart("votes", "motions/live/_votes.html", votes, EVERYWHERE, place=30))
seat_panels.register("motions/_my_votes.html", my_votes, place=10)
calls.register("motions", votes_open)
unfinished.register("motions", undecided)
item_facts.register("motions", stated)
item_slides.register("motions", slides)
preparing.register("motions/_prepare.html", preparation)
