"""Motions as the documents print them: facts of the minutes, slides of the deck."""

from __future__ import annotations

from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries.motions import in_order, motion_rows, motions_of_snapshot
from secretariat.council.motions.queries.recounts import remark_in
from secretariat.council.motions.snapshots import window_in
from secretariat.rules.ballots import window_words
from secretariat.rules.deck import ResolutionSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.motions import short_words
from secretariat.rules.runs import Run, Runs, linked, paragraph
from secretariat.rules.secret import BY_SECRET
from secretariat.rules.wording import capitalized, joined

FACT_KIND, PROPOSED = "motion", "PROPOSED"
LEFT = "The meeting ended before this was decided."


def motion_blocks(meeting: MeetingSnapshot) -> dict[str, list[Block]]:
    """The facts about the motions of a meeting, by the slug of their item. Three queries."""
    found: dict[str, list[Block]] = {}
    for motion in motions_of_snapshot(meeting):
        if motion.item is not None:
            fact = motion_fact(motion, remark_in(motion, meeting))
            found.setdefault(motion.item.slug, []).append(fact)
    return found


def motion_slides(meeting: MeetingSnapshot) -> dict[str, list[ResolutionSlide]]:
    """The motions of a meeting as slides, by the slug of their item; under an item without one, the
    motion that is prepared. One query.
    """
    found: dict[str, list[ResolutionSlide]] = {}
    items = {item.slug: item for item in meeting.items}
    for motion in in_order(motion_rows(), meeting):
        item = items.get(motion.item.slug) if motion.item else None
        if item is not None:
            found.setdefault(item.slug, []).append(_slide(item, motion))
    for item in meeting.items:
        if prepared(item) and item.slug not in found:
            text = linked(prepared(item))
            slide = ResolutionSlide(title=item.title, ref=item.ref, text=text, label=PROPOSED)
            found[item.slug] = [slide]
    return found


def _slide(item: ItemSnapshot, motion: Motion) -> ResolutionSlide:
    return ResolutionSlide(
        title=item.title,
        ref=item.ref,
        text=linked(motion.text),
        label=" ".join(filter(None, (_of_body(motion), _label(motion)))),
        lead=tuple(paragraph(words) for words in _moved_words(motion)),
        foot=f"{motion.number}. {short_result(motion)}".rstrip(),
    )


def prepared(item: ItemSnapshot) -> str:
    """The motion that was written with an item before the meeting; empty where there is none."""
    return str(item.options.get("motion") or "")


def motion_fact(motion: Motion, remark: str = "") -> Fact:
    """One motion as a fact of the minutes: its text, who moved it, the result with its numbers, and
    what the roll call says otherwise.
    """
    label = " ".join(filter(None, (_of_body(motion), _label(motion))))
    text: Runs = (Run(f"{label}: ", is_bold=True), *linked(motion.text))
    lines = [*_moved_words(motion), decision_words(motion), *_votes_words(motion)]
    if motion.condition:
        lines.append(f"Condition: {motion.condition}")
    lines += [f"Erratum: {erratum.words}" for erratum in motion.errata.all()]
    rest = tuple(linked(line) for line in [*lines, remark] if line)
    return Fact(kind=FACT_KIND, key=f"motion-{motion.number}", lines=(text, *rest), ref=motion.ref)


def decision_words(motion: Motion) -> str:
    """How a motion ended, in words, with every number; empty while it has not ended."""
    if motion.was_left:
        return LEFT
    if motion.is_by_mail and motion.state == Motion.State.OPEN:
        return open_words(motion)
    if motion.override_reason:
        return (
            f"{motion.get_state_display().capitalize()} by decision of {motion.overridden_by}: "
            f"{motion.override_reason.rstrip('.')}. The count gave: {motion.explanation}"
        )
    return motion.explanation


def short_result(motion: Motion) -> str:
    """How a motion ended, in one short sentence with the figures that decided; the whole words
    where nothing was counted.
    """
    if motion.was_left:
        return LEFT
    if motion.is_by_mail and motion.state == Motion.State.OPEN:
        return open_words(motion)
    if motion.override_reason:
        return f"{capitalized(motion.get_state_display())} by decision of {motion.overridden_by}."
    tally = motion.tally
    if "needed" not in tally:
        return motion.explanation
    head = capitalized(motion.get_state_display())
    if motion.state == Motion.State.NO_QUORUM:
        return (
            f"{head}: {tally['quorum_present']} of {tally['quorum_total']} seats, "
            f"{tally['quorum_needed']} make a quorum."
        )
    if motion.method == Motion.Method.GENERAL_CONSENT:
        head += " by general consent"
    if motion.is_by_mail:
        head += " by mail"
    if motion.method == Motion.Method.SECRET:
        head += BY_SECRET
    counts = [tally[name] for name in ("yes", "no", "abstain", "recused", "not_voted")]
    return short_words(head, counts, tally["needed"])


def open_words(motion: Motion) -> str:
    """That a ballot is open, and until when."""
    return f"Open for votes by mail {window_words(window_in(motion), motion.body.zone)}."


def _of_body(motion: Motion) -> str:
    """Whose motion it is, where a meeting has several bodies."""
    is_joint = motion.meeting is not None and motion.meeting.is_joint
    return f"{motion.body.name}," if is_joint else ""


def _label(motion: Motion) -> str:
    return "RESOLVED" if motion.state == Motion.State.CARRIED else PROPOSED


def _moved_words(motion: Motion) -> list[str]:
    if motion.mover is None:
        return []
    second = f", seconded by {motion.seconder.name}" if motion.seconder else ""
    return [f"Moved by {motion.mover.name}{second}."]


def _votes_words(motion: Motion) -> list[str]:
    """The votes by seat of a closed roll-call vote, in one line."""
    if motion.is_waiting:
        return []
    labels, parts = seat_labels(motion), []
    for choice in Vote.Choice:
        said = [vote.seat for vote in motion.votes.all() if vote.choice == choice]
        seats = [labels.get(seat.slug, seat.label) for seat in said]
        if seats:
            parts.append(f"{choice.label}: {joined(seats)}")
    carried = motion.tally.get("carried", [])
    if carried:
        parts.append(f"carried over from the meeting: {joined(carried)}")
    abstaining = motion.tally.get("abstaining", []) + motion.tally.get("recused_seats", [])
    if abstaining:
        parts.append(f"not consenting: {joined(abstaining)}")
    return [f"{capitalized('; '.join(parts))}."] if parts else []


def seat_labels(motion: Motion) -> dict[str, str]:
    """How the frozen electorate prints its seats, by slug."""
    seats = motion.frozen_electorate.get("seats", [])
    return {seat["slug"]: seat["label"] for seat in seats}
