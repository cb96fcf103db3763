"""The agenda kind "election timeline": last time's steps, this time's, and their adoption."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.agenda_kinds import Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import link_paragraphs, note_blocks
from secretariat.council.meetings.markup import paragraphs
from secretariat.council.motions.queries import motion_named, motions_in
from secretariat.elections import commands, queries, slides
from secretariat.elections.queries import Pair
from secretariat.elections.wording import adoption_text
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.elections import (
    STEP_WORDS,
    Step,
    Warned,
    same_weekdays,
    warnings,
    weekday_words,
)
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.runs import Run, Runs
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import capitalized

NAME = "election_timeline"
MINUTES = 10


class ElectionTimelineItem:
    """`source_ref` of the item names a timeline. Where that one is over, the next of its office is
    shown beside it.
    """

    name = NAME
    label = "Election timeline"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """A timeline that waits for its adoption, and an office whose next one is asked for."""
        known = queries.timelines_at(meeting.body.slug, at)
        found = [
            Proposal(
                kind=NAME,
                title=f"{each.title}: timeline",
                reason=capitalized(f"{'; '.join(hang.why for hang in hangs)}."),
                minutes=MINUTES,
                source_ref=each.ref,
            )
            for each, hangs in queries.hanging(known, meeting.on)
        ]
        for last in queries.missing(known, meeting.on):
            first = weekday_words(same_weekdays(last.days)[Step.NOMINATIONS_OPEN])
            found.append(
                Proposal(
                    kind=NAME,
                    title=f"{last.office_words} election: timeline",
                    reason=f"By last time's weekdays it begins on {first}; nothing is proposed.",
                    minutes=MINUTES,
                    source_ref=last.ref,
                )
            )
        return found

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """Both timelines side by side, and what the item says beside them."""
        pair = _pair(meeting, item, at)
        words = (*paragraphs(item.text), *link_paragraphs(item.links))
        slide = TextSlide(
            title=item.title,
            number=item.number,
            ref=item.ref,
            notes=item.speaker_notes,
            paragraphs=words,
        )
        if pair is None:
            return [slide]
        found: list[AnySlide] = [
            slides.timeline_slide(
                item.title,
                pair,
                _warned(meeting, pair),
                number=item.number,
                ref=item.ref,
                notes=item.speaker_notes,
            )
        ]
        if words:
            found.append(slide)
        return found

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """The steps and whether they are adopted, and the notes."""
        pair = _pair(meeting, item, at)
        if pair is None:
            return note_blocks(item)
        this = pair.this
        lines: list[Runs] = [(Run(f"{this.title}: {this.state_words}."),)]
        lines += [(Run(f"{weekday_words(this.day(s))}: {STEP_WORDS[s]}."),) for s in Step]
        fact = Fact(kind="timeline", key=f"{item.slug}/steps", lines=tuple(lines), ref=item.ref)
        return [fact, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """The steps, what to know about a day, and the button that moves the adoption."""
        pair = _pair(meeting, item, at)
        if pair is None:
            return Offered()
        this = pair.this
        is_open = not this.is_over and this.current.adopted_on is None
        may_move = is_open and not any(each.is_waiting for each in motions_in(meeting, item))
        text = adoption_text(meeting.body.name, this)
        return Offered(
            template="elections/_room.html",
            context={
                "timeline": this,
                "lines": [(STEP_WORDS[step], weekday_words(this.day(step))) for step in Step],
                "warned": _warned(meeting, pair),
                "may_move": may_move,
                "text": text,
                "url": f"/{item.ref}/move-timeline",
                "back": f"/{meeting.ref}/room?item={item.slug}",
                "keys": (("v", "move the adoption"),) if may_move else (),
            },
        )

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """A carried motion adopts the days it names; any other outcome leaves them proposed."""
        if not outcome.motion_ref:
            return
        motion = motion_named(outcome.motion_ref)
        for version in queries.versions_of_refs(outcome.about_refs):
            commands.take_vote(actor, version, motion)


def _pair(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Pair | None:
    """The timelines of an item; those of the body are read once for all items."""
    slug = meeting.body.slug
    known = meeting.once(f"timelines at {at}", lambda: queries.timelines_at(slug, at))
    return queries.pair_of(item.source_ref, known)


def _warned(meeting: MeetingSnapshot, pair: Pair) -> list[Warned]:
    if pair.this.is_over:
        return []
    slug = meeting.body.slug
    calendars = meeting.once("holiday calendars", lambda: queries.calendars_of(slug))
    return warnings(pair.this.days, calendars)


register(ElectionTimelineItem())
