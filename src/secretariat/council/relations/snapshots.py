"""Consultations and relations as plain values, as they stood at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from secretariat.council.relations.models import Consultation, ConsultationStep, Owed
from secretariat.rules.consultations import (
    STEP_WORDS,
    Standing,
    Step,
    deadline_words,
)
from secretariat.rules.relations import OwedStanding


@dataclass(frozen=True, slots=True)
class StepAt:
    """One line of the ledger."""

    on: date
    by: str
    step: Step
    is_move: bool
    words: str
    ref: str

    @property
    def step_words(self) -> str:
        return STEP_WORDS[self.step]


@dataclass(frozen=True, slots=True)
class ConsultationAt:
    """A consultation at an instant. `document_url` is empty where the draft is not for everyone
    yet.
    """

    ref: str
    slug: str
    title: str
    kind: str
    name: str
    about: str
    asked_by: str
    relation_ref: str
    call_url: str
    called_on: date | None
    closes_on: date | None
    closes_words: str
    drafter: str
    drafter_handle: str
    document_url: str
    paper_ref: str
    is_for_board: bool
    step: Step
    since_on: date
    heard_on: date
    voted_ref: str
    approved_ref: str
    sent_on: date | None
    published_on: date | None
    published_url: str
    steps: tuple[StepAt, ...]

    @property
    def step_words(self) -> str:
        return STEP_WORDS[self.step]

    @property
    def standing(self) -> Standing:
        """It as the rules look at it."""
        return Standing(
            step=self.step,
            since_on=self.since_on,
            heard_on=self.heard_on,
            closes_on=self.closes_on,
            has_drafter=bool(self.drafter),
            is_for_board=self.is_for_board,
        )

    def deadline(self, today: date) -> str:
        """The deadline in words, with the hour where one was given."""
        words = deadline_words(self.closes_on, today)
        return f"{words} ({self.closes_words})" if words and self.closes_words else words


def consultation_at(
    row: Consultation, at: datetime, *, may_read_draft: bool = True
) -> ConsultationAt:
    """A consultation, read with its steps, as it stood at an instant. No query."""
    steps = tuple(_step(each) for each in row.steps.all() if each.at <= at)
    moves = [each for each in steps if each.is_move]
    step, since_on = (moves[-1].step, moves[-1].on) if moves else (Step(row.step), row.since_on)
    is_out = step in (Step.SENT, Step.PUBLISHED)
    asked_by = row.asked_by or (row.relation.name if row.relation else "")
    return ConsultationAt(
        ref=row.ref,
        slug=row.slug,
        title=row.title,
        kind=row.kind,
        name=row.name,
        about=row.about,
        asked_by=asked_by,
        relation_ref=f"{row.body.slug}/relations/{row.relation.slug}" if row.relation else "",
        call_url=row.call_url,
        called_on=row.called_on,
        closes_on=row.closes_on,
        closes_words=row.closes_words,
        drafter=row.drafter.name if row.drafter else "",
        drafter_handle=row.drafter.handle if row.drafter else "",
        document_url=row.document_url if may_read_draft or is_out else "",
        paper_ref=row.paper_ref,
        is_for_board=row.is_for_board,
        step=step,
        since_on=since_on,
        heard_on=max([row.added_on, *(each.on for each in steps)]),
        voted_ref=row.voted_ref,
        approved_ref=row.approved_ref,
        sent_on=row.sent_on,
        published_on=row.published_on,
        published_url=row.published_url,
        steps=steps,
    )


def _step(row: ConsultationStep) -> StepAt:
    is_move = row.step_before != row.step_after
    return StepAt(row.on, row.by, Step(row.step_after), is_move, row.words, row.ref)


def owed_standing(row: Owed) -> OwedStanding:
    """What is owed as the rules look at it."""
    return OwedStanding(
        by=row.by,
        owed_since_on=row.owed_since_on,
        due_on=row.due_on,
        is_open=row.state == Owed.State.OPEN,
    )
