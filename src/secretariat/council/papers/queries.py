"""Every read of papers: the list, one paper, the glossary, what hangs, what a period brought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from secretariat.council.meetings.report_kinds import ReportSnapshot
from secretariat.council.papers import policy
from secretariat.council.papers.models import Paper, PaperStep, PaperVersion, Quotation, Review
from secretariat.council.papers.snapshots import PaperAt, QuotationAt, VersionAt, paper_at
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import people_to_choose, today
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.hanging import Hanging
from secretariat.rules.papers import IN_FORCE, PaperState, what_hangs
from secretariat.rules.visibility import Actor

__all__ = [
    "GlossaryEntry",
    "PaperHanging",
    "all_to_choose",
    "by_title",
    "edits_papers",
    "glossary",
    "hanging",
    "heard_in_period",
    "my_reviews",
    "paper_named",
    "paper_of_ref",
    "paper_seen",
    "papers_at",
    "papers_of_ref",
    "papers_reported",
    "papers_to_choose",
    "people_to_choose",
    "quotation_named",
    "steps_into_force",
    "today",
    "version_named",
    "versions_of_refs",
]


@dataclass(frozen=True, slots=True)
class PaperHanging:
    """A paper and what of its current version hangs, the gravest first."""

    paper: PaperAt
    version: VersionAt
    hangs: tuple[Hanging, ...]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term: the definition in force, the earlier and coming ones, and what others say. Or a paper
    on several terms that quotes somebody: then only what others say belongs here.
    """

    paper: PaperAt
    definition: VersionAt | None
    others: tuple[VersionAt, ...]

    @property
    def is_term(self) -> bool:
        return self.paper.kind == Paper.Kind.DEFINITION

    @property
    def versions(self) -> tuple[VersionAt, ...]:
        """Every version of the definition, the oldest first."""
        return self.paper.versions if self.is_term else ()

    @property
    def quotations(self) -> tuple[QuotationAt, ...]:
        return self.paper.quotations


def papers(body_slug: str, quotations: QuerySet[Quotation] | None = None) -> QuerySet[Paper]:
    """The papers of a body with all that stands under them, or only these quotations. Six
    queries.
    """
    reviews = Prefetch("reviews", queryset=Review.objects.select_related("person"))
    versions = PaperVersion.objects.prefetch_related("steps", reviews)
    return (
        Paper.objects.filter(body__slug=body_slug)
        .select_related("body", "editor", "part_of__editor", "superseded_by")
        .prefetch_related(
            Prefetch("versions", queryset=versions),
            "remarks",
            Prefetch("quotations", queryset=quotations),
        )
        .order_by("added_at", "id")
    )


def papers_at(body_slug: str, at: datetime, actor: Actor | None = None) -> list[PaperAt]:
    """The papers of a body as they stood at an instant, in the order they were added. Without an
    actor the words of drafts are there only where drafts are for everyone. Six queries.
    """
    return [_seen(row, at, actor) for row in papers(body_slug) if row.added_at <= at]


def papers_reported(report: ReportSnapshot, at: datetime) -> list[PaperAt]:
    """The papers that chapters of a report tell of, read once for them all."""
    return report.once(f"papers at {at}", lambda: papers_at(report.body_slug, at))


def by_title(known: Sequence[PaperAt]) -> list[PaperAt]:
    """The papers in the order of the alphabet."""
    return sorted(known, key=lambda paper: paper.title.casefold())


def _seen(row: Paper, at: datetime, actor: Actor | None) -> PaperAt:
    may_read = policy.may_read_drafts(actor, row) if actor is not None else None
    is_open = bool(may_read) if may_read is not None else row.draft_audience == "public"
    return paper_at(row, at, may_read_drafts=is_open)


def paper_named(body: Body, slug: str) -> Paper:
    """The paper of this short name. Refuses ("not_found")."""
    found = papers(body.slug).filter(slug=slug).first()
    if found is None:
        raise Refused(
            "not_found", f"{body.name} has no paper “{slug}”. The list of papers names them all."
        )
    found.body = body
    return found


def paper_of_ref(ref: str, at: datetime) -> PaperAt | None:
    """The paper of `tac/papers/enclave`, or of one of its versions, at an instant; None if there is
    none. Six queries.
    """
    body_slug, _, rest = ref.partition("/papers/")
    row = papers(body_slug).filter(slug=rest.partition("/")[0]).first()
    return None if row is None else _seen(row, at, None)


def papers_of_ref(ref: str) -> list[Paper]:
    """The paper that this reference, or that of one of its versions, names; none if there is
    none. One query.
    """
    body_slug, is_one, rest = ref.partition("/papers/")
    if not is_one:
        return []
    rows = Paper.objects.filter(body__slug=body_slug, slug=rest.partition("/")[0])
    return list(rows.select_related("body__host", "editor"))


def paper_seen(actor: Actor, paper: Paper) -> PaperAt:
    """A paper as this reader may see it now."""
    return _seen(paper, clock.now(), actor)


def version_named(paper: Paper, name: str) -> PaperVersion:
    """The version of this short name ("v2") under a paper. Refuses ("not_found")."""
    number = name.removeprefix("v")
    found = next((row for row in paper.versions.all() if str(row.number) == number), None)
    if found is None:
        raise Refused("not_found", f"“{paper.title}” has no version {number}.")
    found.paper = paper
    return found


def versions_of_refs(refs: Sequence[str]) -> list[PaperVersion]:
    """The versions these references name, in their order; what is none is left out. One query
    each.
    """
    found = []
    for ref in refs:
        body_slug, _, rest = ref.partition("/papers/")
        slug, _, number = rest.partition("/v")
        if not number.isdecimal():
            continue
        rows = PaperVersion.objects.select_related("paper__body", "paper__editor")
        here = rows.filter(paper__body__slug=body_slug, paper__slug=slug, number=int(number))
        found += list(here)
    return found


def quotation_named(paper: Paper, slug: str) -> Quotation:
    """The quotation of this short name under a paper. Refuses ("not_found")."""
    found = next((row for row in paper.quotations.all() if row.slug == slug), None)
    if found is None:
        raise Refused("not_found", f"“{paper.title}” holds no quotation “{slug}”.")
    found.paper = paper
    return found


def glossary(actor: Actor | None, body: Body, at: datetime) -> list[GlossaryEntry]:
    """Every term of the body with its definitions, and every other paper that quotes somebody, by
    name. Six queries.
    """
    known = [_seen(row, at, actor) for row in papers(body.slug) if row.added_at <= at]
    entries = [_entry(paper) for paper in known if paper.versions]
    shown = [entry for entry in entries if entry.is_term or entry.quotations]
    return sorted(shown, key=lambda entry: entry.paper.title.casefold())


def _entry(paper: PaperAt) -> GlossaryEntry:
    if paper.kind != Paper.Kind.DEFINITION:
        return GlossaryEntry(paper, None, ())
    chosen = paper.in_force
    others = tuple(row for row in reversed(paper.versions) if row is not chosen)
    return GlossaryEntry(paper, chosen, others)


def hanging(body_slug: str, at: datetime, today: date) -> list[PaperHanging]:
    """What waits of all papers of a body: loose ends and proposals for an agenda ask this. Five
    queries.
    """
    found = []
    # No quotation hangs.
    rows = papers(body_slug, quotations=Quotation.objects.none())
    known = [_seen(row, at, None) for row in rows if row.added_at <= at]
    heard_on = {paper.slug: paper.heard_on for paper in known}
    for paper in known:
        version, standing = paper.current, paper.standing
        if version is None or standing is None:
            continue
        # Who works on a paper works on its terms.
        heard = max(standing.heard_on, heard_on.get(paper.part_of, standing.heard_on))
        standing = replace(standing, heard_on=heard)
        hangs = tuple(what_hangs(standing, today))
        if hangs:
            found.append(PaperHanging(paper, version, hangs))
    return found


def edits_papers(actor: Actor, body: Body) -> bool:
    """Whether the actor edits any paper of the body. One query."""
    return Paper.objects.filter(body=body, editor__handle=actor.person).exists()


def my_reviews(actor: Actor, body: Body) -> list[Review]:
    """The reviews this person was asked for and has not answered. One query."""
    rows = Review.objects.filter(
        person__handle=actor.person,
        answered_on__isnull=True,
        version__state=PaperState.REVIEW.value,
        version__paper__body=body,
    )
    return list(rows.select_related("version__paper__body"))


def heard_in_period(papers: Iterable[PaperAt], from_on: date, to_on: date) -> list[PaperAt]:
    """Those of which anything was recorded in a period, terms that belong to a paper left out,
    those in force first. No query.
    """
    known = [paper for paper in papers if not paper.part_of]
    heard = [paper for paper in known if any(from_on <= day <= to_on for day in _days(paper))]
    return sorted(heard, key=lambda paper: (not _is_in_force(paper), paper.added_on, paper.title))


def _days(paper: PaperAt) -> list[date]:
    steps = [step.on for version in paper.versions for step in version.steps]
    return [paper.added_on, *steps, *(remark.on for remark in paper.remarks)]


def _is_in_force(paper: PaperAt) -> bool:
    return paper.current is not None and paper.current.state in IN_FORCE


def steps_into_force(body: Body, since: datetime) -> list[PaperStep]:
    """The steps since an instant after which a version holds. One query."""
    rows = PaperStep.objects.filter(
        version__paper__body=body, at__gte=since, state_after__in=[each.value for each in IN_FORCE]
    )
    return list(rows.select_related("version__paper__body").order_by("at", "id"))


def papers_to_choose(body: Body, but: str = "") -> list[tuple[str, str]]:
    """Every paper that is not a part of another one, as (slug, title). One query."""
    rows = Paper.objects.filter(body=body, part_of=None).exclude(slug=but)
    return list(rows.values_list("slug", "title"))


def all_to_choose(body: Body, but: str = "") -> list[tuple[str, str]]:
    """Every paper and term, as (slug, title). One query."""
    rows = Paper.objects.filter(body=body).exclude(slug=but)
    return list(rows.values_list("slug", "title"))
