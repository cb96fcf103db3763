"""Papers as plain values, as they stood at an instant: versions, states and remarks of later are
left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from secretariat.council.papers.models import Paper, PaperStep, PaperVersion, Quotation, Remark
from secretariat.rules.papers import (
    IN_WORK,
    STATE_WORDS,
    PaperState,
    Standing,
    latest_in_force,
    version_words,
)


@dataclass(frozen=True, slots=True)
class StepAt:
    """One step of a version. `ref` is what decided it, `words` say why."""

    on: date
    at: datetime
    by: str
    state: PaperState
    words: str
    ref: str

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class VersionAt:
    """A version at an instant. `reviewers` are (handle, name, verdict in words or "", words)."""

    ref: str
    number: int
    label: str
    state: PaperState
    since_on: date
    text: str
    url: str
    what_is_new: str
    source_words: str
    source_url: str
    review_until_on: date | None
    adopted_ref: str
    published_on: date | None
    published_url: str
    steps: tuple[StepAt, ...]
    reviewers: tuple[tuple[str, str, str, str], ...]

    @property
    def words(self) -> str:
        """The version with its state: "version 2, in review since 3 Feb 2022"."""
        return version_words(self.label, self.state, self.since_on)

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.state]

    @property
    def is_in_work(self) -> bool:
        return self.state in IN_WORK

    @property
    def answered(self) -> int:
        """How many reviewers have answered."""
        return sum(1 for reviewer in self.reviewers if reviewer[2])

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """Names of those who were asked and are silent."""
        return tuple(name for _, name, verdict, _ in self.reviewers if not verdict)


@dataclass(frozen=True, slots=True)
class RemarkAt:
    """What became known on a day."""

    on: date
    words: str
    by: str
    source_words: str
    ref: str


@dataclass(frozen=True, slots=True)
class QuotationAt:
    """What somebody outside says. `words` is Markdown, a paragraph each line."""

    ref: str
    title: str
    words: str
    author: str
    work: str
    url: str
    read_on: date
    emphasis: str
    revision: int


@dataclass(frozen=True, slots=True)
class PaperAt:
    """A paper at an instant. A term without an editor of its own has that of the paper it belongs
    to. `is_open` tells whether its drafts are for everyone; where they are
    not, the texts of `versions` that are still in work are empty for whoever may not read them.
    """

    ref: str
    slug: str
    title: str
    kind: str
    kind_words: str
    about: str
    editor: str
    editor_handle: str
    issue_url: str
    document_url: str
    part_of: str
    part_of_title: str
    is_open: bool
    added_on: date
    superseded_by: str
    superseded_by_title: str
    versions: tuple[VersionAt, ...]
    remarks: tuple[RemarkAt, ...]
    quotations: tuple[QuotationAt, ...]

    @property
    def current(self) -> VersionAt | None:
        """The version that is worked on, or the last there is."""
        return self.versions[-1] if self.versions else None

    @property
    def in_force(self) -> VersionAt | None:
        """The version the body stands by; None while there is none."""
        place = latest_in_force(version.state for version in self.versions)
        return None if place is None else self.versions[place]

    @property
    def heard_on(self) -> date:
        """The last day on which anything was recorded of it."""
        days = [self.added_on, *(remark.on for remark in self.remarks)]
        return max([*days, *(step.on for each in self.versions for step in each.steps)])

    @property
    def standing(self) -> Standing | None:
        """Its current version as the rules look at it."""
        version = self.current
        if version is None:
            return None
        return Standing(
            state=version.state,
            since_on=version.since_on,
            heard_on=self.heard_on,
            has_editor=bool(self.editor),
            review_until_on=version.review_until_on,
            waiting_for=version.waiting_for,
        )


def paper_at(paper: Paper, at: datetime, *, may_read_drafts: bool = True) -> PaperAt:
    """A paper, read with everything under it, as it stood at an instant. No query."""
    versions = [row for row in paper.versions.all() if row.begun_at <= at]
    above = paper.part_of
    editor = paper.editor or (above.editor if above else None)
    after = paper.superseded_by
    return PaperAt(
        ref=paper.ref,
        slug=paper.slug,
        title=paper.title,
        kind=paper.kind,
        kind_words=Paper.Kind(paper.kind).label,
        about=paper.about,
        editor=editor.name if editor else "",
        editor_handle=editor.handle if editor else "",
        issue_url=paper.issue_url,
        document_url=paper.document_url if may_read_drafts else "",
        part_of=above.slug if above else "",
        part_of_title=above.title if above else "",
        is_open=paper.draft_audience == "public",
        added_on=paper.added_on,
        superseded_by=after.slug if after else "",
        superseded_by_title=after.title if after else "",
        versions=tuple(_version(row, paper, at, may_read_drafts) for row in versions),
        remarks=tuple(_remark(row) for row in paper.remarks.all() if row.at <= at),
        quotations=tuple(
            _quotation(row, paper)
            for row in paper.quotations.all()
            if row.added_at <= at and row.withdrawn_on is None
        ),
    )


def _version(row: PaperVersion, paper: Paper, at: datetime, may_read_drafts: bool) -> VersionAt:  # noqa: FBT001
    steps = tuple(_step(step) for step in row.steps.all() if step.at <= at)
    state, since_on = _state_of(row, steps)
    is_shown = may_read_drafts or state not in IN_WORK
    return VersionAt(
        ref=f"{paper.ref}/v{row.number}",
        number=row.number,
        label=row.label,
        state=state,
        since_on=since_on,
        text=row.text if is_shown else "",
        url=row.url if is_shown else "",
        what_is_new=row.what_is_new,
        source_words=row.source_words,
        source_url=row.source_url,
        review_until_on=row.review_until_on,
        adopted_ref=row.adopted_ref,
        published_on=row.published_on,
        published_url=row.published_url,
        steps=steps,
        reviewers=tuple(
            (each.person.handle, each.person.name, _verdict(each.verdict), each.words)
            for each in row.reviews.all()
        ),
    )


def _state_of(row: PaperVersion, steps: Sequence[StepAt]) -> tuple[PaperState, date]:
    if not steps:
        return PaperState(row.state), row.since_on
    return steps[-1].state, steps[-1].on


def _verdict(value: str) -> str:
    return {"fine": "fine as it is", "changes": "wants changes", "no_time": "cannot read it"}.get(
        value, ""
    )


def _step(row: PaperStep) -> StepAt:
    return StepAt(row.on, row.at, row.by, PaperState(row.state_after), row.words, row.ref)


def _remark(row: Remark) -> RemarkAt:
    return RemarkAt(row.on, row.words, row.by, row.source_words, row.ref)


def _quotation(row: Quotation, paper: Paper) -> QuotationAt:
    return QuotationAt(
        ref=f"{paper.ref}/quotations/{row.slug}",
        title=row.title,
        words=row.words,
        author=row.author,
        work=row.work,
        url=row.url,
        read_on=row.read_on,
        emphasis=row.emphasis,
        revision=row.revision,
    )
