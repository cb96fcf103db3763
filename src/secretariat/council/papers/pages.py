"""What the pages of papers show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from secretariat.council.meetings import markup
from secretariat.council.meetings.queries.course import step_to_a_vote
from secretariat.council.papers import policy, queries
from secretariat.council.papers.forms import (
    AdoptForm,
    AnswerForm,
    BeginForm,
    PublishForm,
    QuotationForm,
    RemarkForm,
    ReviewForm,
    SupersedeForm,
    WordsForm,
    words_of,
)
from secretariat.council.papers.models import Paper, PaperVersion, Quotation
from secretariat.council.papers.snapshots import PaperAt, VersionAt
from secretariat.council.papers.wording import board_question
from secretariat.council.referrals.policy import may_refer
from secretariat.council.referrals.queries import bodies_to_ask, referrals_about
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import history
from secretariat.rules.papers import (
    IN_FORCE,
    MAY_BE_EDITED,
    MOVES,
    PaperState,
    default_review_until,
    review_words,
)
from secretariat.rules.visibility import Actor

HISTORY_LINES = 10
CHIPS = {
    PaperState.IDEA: "plain",
    PaperState.DRAFT: "open",
    PaperState.REVIEW: "open",
    PaperState.FROZEN: "attention",
    PaperState.ADOPTED: "settled",
    PaperState.PUBLISHED: "settled",
    PaperState.SUPERSEDED: "plain",
    PaperState.WITHDRAWN: "refused",
}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of the list: the paper, and how its state is drawn."""

    paper: PaperAt
    chip: str
    is_term: bool


def list_page(actor: Actor, body: Body, kind: str) -> dict[str, Any]:
    """The papers of a body, terms under the paper they belong to. Six queries."""
    known = queries.papers_at(body.slug, clock.now(), actor)
    wanted = queries.by_title([paper for paper in known if kind in ("", paper.kind)])
    kinds = {paper.kind: paper.kind_words for paper in known}
    return {
        **frame(body),
        "lines": [_line(paper) for paper in _with_terms(wanted)],
        "kind": kind,
        "kinds": sorted(kinds.items(), key=lambda pair: pair[1]),
        "total": len(known),
        "may_keep": bool(policy.may_keep_papers(actor, body)),
    }


def _with_terms(papers: Sequence[PaperAt]) -> Iterator[PaperAt]:
    slugs = {paper.slug for paper in papers}
    for paper in papers:
        if paper.part_of not in slugs:
            yield paper
            yield from (each for each in papers if each.part_of == paper.slug)


def _line(paper: PaperAt) -> PaperLine:
    return PaperLine(paper, chip_of(paper.current), bool(paper.part_of))


def chip_of(version: VersionAt | None) -> str:
    """How the state of a version is drawn."""
    return CHIPS[version.state] if version else "plain"


def frame(body: Body, **values: Any) -> dict[str, Any]:
    """What every page of papers knows: its body and the addresses above it."""
    here = f"/{body.slug}"
    return {
        "body": body,
        "zone": body.zone,
        "list_url": f"{here}/papers",
        "glossary_url": f"{here}/glossary",
        **values,
    }


def paper_page(actor: Actor, paper: Paper) -> dict[str, Any]:
    """One paper: where it stands, its words, its versions, remarks, quotations, what may be
    done. About fifteen queries.
    """
    seen, body = queries.paper_seen(actor, paper), paper.body
    known = queries.papers_at(body.slug, clock.now(), actor)
    refs = [paper.ref, *(version.ref for version in seen.versions)]
    return frame(
        body,
        paper=seen,
        revision=paper.revision,
        chip=chip_of(seen.current),
        shown=seen.in_force or seen.current,
        parts=[_line(each) for each in known if each.part_of == paper.slug],
        referrals=referrals_about(refs, actor),
        history=list(history(paper.ref, limit=HISTORY_LINES)),
        **_rights(actor, paper, seen),
        remark_form=RemarkForm(initial={"on": queries.today(body)}),
        begin_form=BeginForm(initial={"version": len(seen.versions) + 1}),
        supersede_form=SupersedeForm(papers=_others(known, paper)),
    )


def _others(known: Sequence[PaperAt], paper: Paper) -> list[tuple[str, str]]:
    return [(each.slug, each.title) for each in known if each.slug != paper.slug]


def _rights(actor: Actor, paper: Paper, seen: PaperAt) -> dict[str, Any]:
    may_edit, current = bool(policy.may_edit(actor, paper)), seen.current
    return {
        "may_edit": may_edit,
        "may_keep": bool(policy.may_keep_papers(actor, paper.body)),
        "may_remark": bool(policy.may_remark(actor, paper)),
        "may_begin": may_edit and (current is None or not current.is_in_work),
        "may_supersede": seen.in_force is not None,
    }


def version_page(actor: Actor, version: PaperVersion) -> dict[str, Any]:
    """One version: its words and what they change, its reviews and steps, what may be done."""
    paper = version.paper
    seen = queries.paper_seen(actor, paper)
    shown = next(each for each in seen.versions if each.number == version.number)
    earlier = next((each for each in seen.versions if each.number == version.number - 1), None)
    state = shown.state
    return frame(
        paper.body,
        paper=seen,
        paper_url=f"/{paper.ref}",
        version=shown,
        revision=version.revision,
        chip=CHIPS[state],
        review_words=_review_words(shown, paper.body) if shown.reviewers else "",
        earlier=earlier,
        diff=markup.difference(earlier.text, shown.text) if earlier and earlier.text else [],
        may_read=bool(policy.may_read_drafts(actor, paper)),
        may_edit=bool(policy.may_edit(actor, paper)),
        may_keep=bool(policy.may_keep_papers(actor, paper.body)),
        **_forms(actor, version, shown),
        ask_board=_ask_url(actor, paper, shown),
        step_to_vote=step_to_a_vote(actor, paper.body, clock.now())
        if state is PaperState.FROZEN
        else None,
    )


def _forms(actor: Actor, version: PaperVersion, shown: VersionAt) -> dict[str, Any]:
    """The forms of what may follow in this state; None for what may not."""
    state, body = shown.state, version.paper.body
    today = queries.today(body)
    until = version.review_until_on or default_review_until(today)
    can = {to.value: to in MOVES[state] for to in PaperState}
    may_ask = state in (PaperState.DRAFT, PaperState.REVIEW)
    return {
        "can": can,
        "words_form": WordsForm(initial=words_of(version)) if state in MAY_BE_EDITED else None,
        "review_form": ReviewForm(initial={"until_on": max(until, today)}) if may_ask else None,
        "answer_form": _answer_form(actor, version, shown),
        "adopt_form": AdoptForm() if can["adopted"] else None,
        "publish_form": PublishForm() if can["published"] else None,
        "may_go_back": can["draft"] and state is not PaperState.IDEA,
        "may_withdraw": can["withdrawn"],
    }


def _answer_form(actor: Actor, version: PaperVersion, shown: VersionAt) -> AnswerForm | None:
    if shown.state is not PaperState.REVIEW:
        return None
    mine = [
        (handle, name)
        for handle, name, *_ in shown.reviewers
        if policy.may_answer(actor, version, handle)
    ]
    return AnswerForm(people=mine, initial={"person": actor.person}) if mine else None


def _review_words(shown: VersionAt, body: Body) -> str:
    asked = len(shown.reviewers)
    return review_words(shown.review_until_on, shown.answered, asked, queries.today(body))


def _ask_url(actor: Actor, paper: Paper, shown: VersionAt) -> str:
    """The form that hands an adopted version to another body, where there is one to ask."""
    if shown.state not in IN_FORCE or not may_refer(actor, paper.body):
        return ""
    if not bodies_to_ask(paper.body):
        return ""
    question = board_question(f"version {shown.label} of “{paper.title}”")
    asked = {"question": question, "about_ref": shown.ref, "papers": shown.ref}
    return f"/{paper.body.slug}/referrals?{urlencode(asked)}"


def quotation_page(actor: Actor, quoted: Quotation, form: QuotationForm) -> dict[str, Any]:
    """One quotation, and the form that corrects it."""
    may_edit = bool(policy.may_edit(actor, quoted.paper))
    return frame(
        quoted.paper.body, paper=quoted.paper, quotation=quoted, form=form, may_edit=may_edit
    )


def glossary_page(actor: Actor, body: Body) -> dict[str, Any]:
    """Every term with its definitions, and what others say. Six queries."""
    entries = queries.glossary(actor, body, clock.now())
    return frame(
        body,
        terms=sum(entry.is_term for entry in entries),
        entries=[
            (entry, chip_of(entry.definition), [(row, CHIPS[row.state]) for row in entry.others])
            for entry in entries
        ],
        may_keep=bool(policy.may_keep_papers(actor, body)),
    )
