"""The agenda kinds "tech talk" and "talk pipeline"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from secretariat.council.meetings import item_texts
from secretariat.council.meetings.agenda_kinds import Offer, Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import note_blocks, text_slides
from secretariat.council.meetings.queries.finding import body_of, meeting_of_ref
from secretariat.council.referrals.queries import referrals_about
from secretariat.council.talks.commands import give_slot, put_off_slot
from secretariat.council.talks.models import Slot, Talk
from secretariat.council.talks.queries import (
    chosen_and_left,
    find_slot,
    hanging_talks,
    kept_rounds,
    open_rounds,
    pipeline_at,
    slots_by_ref,
    suggestion_count,
    undecided,
    waiting_slots,
)
from secretariat.council.talks.slides import (
    given_runs,
    past_paragraphs,
    possible_paragraphs,
    question_paragraphs,
    slot_paragraphs,
)
from secretariat.council.talks.snapshots import label_of
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.runs import Paragraph, Run, bullet
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import counted

TALK, PIPELINE = "tech_talk", "talk_pipeline"
SETTLED, PUT_OFF = "settled", ("deferred", "skipped", "withdrawn")
PLACE = 55


class TechTalk:
    """One slot of a talk in a meeting; settling the item says that it was given."""

    name = TALK
    label = "Tech talk"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """The slots of this meeting, and those that wait for any."""
        found = []
        for slot in waiting_slots(body_of(meeting)):
            if slot.meeting is None and slot.talk.state not in {"confirmed", "material_received"}:
                continue
            if slot.meeting is None or slot.meeting.ref == meeting.ref:
                found.append(_proposal(slot))
        return found

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """Who speaks about what, with links; then the item's own text, if it has one."""
        slot = meeting.about(TALK, slots_by_ref).get(item.source_ref)
        if slot is None:
            return text_slides(item)
        return [_slide(item, item.title, slot_paragraphs(slot)), *_own_text(item)]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """Who presented what, where it is filed, or why it was not given; and the notes."""
        slot = meeting.about(TALK, slots_by_ref).get(item.source_ref)
        if slot is None or slot.state == Slot.State.PLANNED or not _is_here(slot, meeting):
            return note_blocks(item)
        fact = Fact(kind="talk", key=f"talk-{slot.ref}", lines=given_runs(slot), ref=item.ref)
        return [fact, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """To be continued, or failed: what settling the item does not say."""
        slot = meeting.about(TALK, slots_by_ref).get(item.source_ref)
        if slot is None:
            return Offered()
        is_waiting = slot.state == Slot.State.PLANNED
        fields = {"item": item.ref}
        offers = (Offer("To be continued", f"/{slot.ref}/continue", fields),) if is_waiting else ()
        context = {"slot": slot, "talk": slot.talk, "item_ref": item.ref, "is_waiting": is_waiting}
        return Offered("talks/_room_talk.html", context, offers)

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """Settled means given; put off or not reached, the talk waits for another meeting."""
        slot = find_slot(item.source_ref)
        if slot is None or outcome.motion_ref or slot.state != Slot.State.PLANNED:
            return
        if outcome.state == SETTLED:
            give_slot(actor, slot, meeting_of_ref(meeting.ref), item_ref=item.ref)
        elif outcome.state in PUT_OFF and _is_here(slot, meeting):
            put_off_slot(actor, slot, reason=outcome.words or item.outcome, item_ref=item.ref)


class TalkPipeline:
    """Past talks, the choice of webinars, and possible talks, as long as something waits."""

    name = PIPELINE
    label = "Talks"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """One item when a talk hangs or webinars are to be chosen, with how many."""
        body = body_of(meeting)
        hanging = hanging_talks(body, at, meeting.on)
        candidates = undecided(body, pipeline_at(body, at))
        kept = kept_rounds(body)
        rounds, chosen = [row for row in kept if row.is_open], chosen_and_left(kept)
        if not (hanging or candidates or rounds or chosen):
            return []
        parts = [
            counted(len(hanging), "talk hangs", "talks hang") if hanging else "",
            f"{len(candidates)} not decided on as webinars" if candidates else "",
            counted(len(rounds), "choice of webinars", "choices of webinars") if rounds else "",
            f"{len(chosen)} chosen as webinars, not handed over" if chosen else "",
        ]
        reason = ", ".join(part for part in parts if part)
        title = f"{meeting.body.short_name} tech talks"
        source = f"{meeting.body.slug}/talks"
        return [Proposal(PIPELINE, title, f"{reason}.", 10, source, PLACE)]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """Past talks with what came of them and the question about webinars; then possible ones."""
        body = body_of(meeting)
        known = pipeline_at(body, at)
        referred = [r for r in referrals_about(each.ref for each in known) if r.sent_at <= at]
        past = (
            *past_paragraphs(meeting.body, known, referred),
            *question_paragraphs(body, known, at),
        )
        possible = possible_paragraphs(known)
        slides = [_slide(item, item.title, past)] if past or not possible else []
        if possible:
            title = f"Possible {meeting.body.short_name} talks to solicit in future"
            slide = _slide(item, title, possible)
            slides.append(replace(slide, number="", notes="") if past else slide)
        return [*slides, *_own_text(item)]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """The notes: what was decided is a motion, or stands with the talks."""
        return note_blocks(item)

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """What hangs, who asks, and a line for a new talk."""
        body = body_of(meeting)
        context = {
            "talks_url": f"/{body.slug}/talks",
            "hanging": [(talk, label_of(talk), why) for talk, why in _hanging(meeting, at)],
            "rounds": open_rounds(body),
            "suggested": suggestion_count(body),
            "item_ref": item.ref,
        }
        return Offered("talks/_room_pipeline.html", context)

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """Nothing: a talk nobody spoke of stays as it was and comes back."""


def _hanging(meeting: MeetingSnapshot, at: datetime) -> list[tuple[Talk, str]]:
    return list(hanging_talks(body_of(meeting), at, meeting.on))


def _proposal(slot: Slot) -> Proposal:
    waits = "It waits for a meeting." if slot.meeting is None else "Its slot is in this meeting."
    part = f", part {slot.part}" if slot.part > 1 else ""
    stands = f" Stands in for “{slot.stand_in_for.talk.title}”." if slot.stand_in_for else ""
    return Proposal(
        kind=TALK,
        title=f"Tech talk: {label_of(slot.talk)}{part}"[:300],
        reason=f"{waits}{stands}",
        minutes=slot.minutes,
        source_ref=slot.ref,
    )


def _is_here(slot: Slot, meeting: MeetingSnapshot) -> bool:
    return slot.meeting is not None and slot.meeting.ref == meeting.ref


def _slide(item: ItemSnapshot, title: str, text: tuple[Paragraph, ...]) -> TextSlide:
    return TextSlide(
        title=title,
        number=item.number,
        ref=item.ref,
        notes=item.speaker_notes,
        paragraphs=text,
    )


def _own_text(item: ItemSnapshot) -> list[AnySlide]:
    return text_slides(item) if item.text or item.links else []


def _told(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Paragraph]:
    """Who speaks about what, what was filed for everybody, and the way to the talk."""
    del at
    slot = meeting.about(TALK, slots_by_ref).get(item.source_ref)
    if slot is None:
        return []
    more = bullet((Run("About the talk", link=f"{settings.BASE_URL}/{slot.talk.ref}"),))
    return [*slot_paragraphs(slot), more]


register(TechTalk())
item_texts.register(TALK, _told)
register(TalkPipeline())
