"""The agenda kind "paper": a paper or a term whose current version waits for the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from secretariat.council.meetings.agenda_kinds import Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import link_paragraphs, note_blocks
from secretariat.council.meetings.markup import paragraphs
from secretariat.council.motions.queries import motion_named, motions_in
from secretariat.council.papers import commands, queries, slides
from secretariat.council.papers.snapshots import PaperAt, VersionAt
from secretariat.council.papers.wording import adoption_text
from secretariat.rules.deck import AnySlide, ResolutionSlide, TextSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.papers import PaperState
from secretariat.rules.runs import Run, Runs, linked, plain
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import capitalized

NAME = "paper_review"
MINUTES = 10


class PaperItem:
    """`source_ref` of the item names the paper. Terms that belong to it are shown and put to the
    vote with it.
    """

    name = NAME
    label = "Paper or definition"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """Every paper that hangs: reviewed, frozen, adopted and not published, without an editor.
        A term that belongs to a paper comes with that paper.
        """
        waiting = queries.hanging(meeting.body.slug, at, meeting.on)
        return [
            Proposal(
                kind=NAME,
                title=each.paper.title,
                reason=capitalized(f"{'; '.join(hang.why for hang in each.hangs)}."),
                minutes=MINUTES,
                source_ref=each.paper.ref,
            )
            for each in waiting
            if not each.paper.part_of
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """What it is and where it stands; the words of definitions; what others say; the resolution
        once a version is frozen.
        """
        paper, parts = _paper(meeting, item, at)
        if paper is None:
            return [_title_slide(item)]
        found: list[AnySlide] = [_head_slide(item, paper, parts)]
        for each in (paper, *parts):
            found += slides.text_slides_of(each, ref=item.ref)
            found += [slides.quotation_slide(said, ref=item.ref) for said in each.quotations]
        frozen = _frozen(paper, parts)
        if frozen:
            text = adoption_text(meeting.body.name, [name for _, name in frozen])
            found.append(ResolutionSlide(title=item.title, text=plain(text), ref=item.ref))
        return found

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """Where the paper stands at the end, what was remarked here, and the notes."""
        paper, _ = _paper(meeting, item, at)
        if paper is None or paper.current is None:
            return note_blocks(item)
        lines: list[Runs] = [(Run(f"“{paper.title}”: {paper.current.words}."),)]
        lines += [linked(remark.words) for remark in paper.remarks if remark.ref == item.ref]
        fact = Fact(kind="paper", key=f"{item.slug}/paper", lines=tuple(lines), ref=item.ref)
        return [fact, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """The paper with its versions, and the button that moves its adoption."""
        paper, parts = _paper(meeting, item, at)
        if paper is None:
            return Offered()
        is_moved = any(motion.is_waiting for motion in motions_in(meeting, item))
        frozen = [] if is_moved else _frozen(paper, parts)
        return Offered(
            template="papers/_room.html",
            context={
                "paper": paper,
                "parts": parts,
                "frozen": [version for version, _ in frozen],
                "url": f"/{item.ref}/move-adoption",
                "item_ref": item.ref,
                "back": f"/{meeting.ref}/room?item={item.slug}",
                "keys": (("v", "move the adoption"),) if frozen else (),
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
        """A carried motion adopts the versions it names; one that was lost sends them back to the
        draft; any other outcome leaves them frozen.
        """
        if not outcome.motion_ref:
            return
        motion = motion_named(outcome.motion_ref)
        for version in queries.versions_of_refs(outcome.about_refs):
            commands.take_vote(actor, version, motion)


def _paper(
    meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime
) -> tuple[PaperAt | None, list[PaperAt]]:
    """The paper of an item with the terms that belong to it; papers are read once for all items."""
    if "/papers/" not in item.source_ref:
        return None, []
    body_slug = item.source_ref.partition("/")[0]
    what = f"papers of {body_slug} at {at.isoformat()}"
    known = meeting.once(what, lambda: queries.papers_at(body_slug, at))
    slug = item.source_ref.partition("/papers/")[2].partition("/")[0]
    paper = next((each for each in known if each.slug == slug), None)
    return paper, [each for each in known if paper is not None and each.part_of == slug]


def _title_slide(item: ItemSnapshot) -> TextSlide:
    return TextSlide(
        title=item.title,
        number=item.number,
        ref=item.ref,
        notes=item.speaker_notes,
        paragraphs=(*paragraphs(item.text), *link_paragraphs(item.links)),
    )


def _head_slide(item: ItemSnapshot, paper: PaperAt, parts: Sequence[PaperAt]) -> TextSlide:
    slide = _title_slide(item)
    lines = slides.head_lines(paper, parts)
    return replace(slide, paragraphs=(*lines, *slide.paragraphs))


def _frozen(paper: PaperAt, parts: Sequence[PaperAt]) -> list[tuple[VersionAt, str]]:
    """The frozen versions of a paper and its terms, with their names."""
    return [
        (each.current, f"version {each.current.label} of “{each.title}”")
        for each in (paper, *parts)
        if each.current is not None and each.current.state is PaperState.FROZEN
    ]


register(PaperItem())
