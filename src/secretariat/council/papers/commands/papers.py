"""Adding and describing papers, remarks, one paper in place of another, and putting one to the
vote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.council.meetings.models import AgendaItem
from secretariat.council.motions.commands import move_motion
from secretariat.council.motions.models import Motion
from secretariat.council.papers import policy
from secretariat.council.papers.commands.frame import (
    checked_day,
    index,
    paper_act,
    take_step,
    write_step,
)
from secretariat.council.papers.commands.versions import NO_WORDS, Words, set_words
from secretariat.council.papers.models import Paper, PaperVersion, Remark
from secretariat.council.papers.queries import versions_of_refs
from secretariat.council.papers.wording import adoption_text
from secretariat.council.referrals.models import Referral
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.agenda import slugify
from secretariat.rules.errors import Refused
from secretariat.rules.papers import IN_FORCE, PaperState
from secretariat.rules.texts import fitting, given
from secretariat.rules.visibility import Actor, Audience, Decision, allow, require

RESERVED = frozenset({"new"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What a paper says about itself. Empty addresses are none."""

    title: str
    kind: str = Paper.Kind.WHITE_PAPER.value
    about: str = ""
    editor: Person | None = None
    part_of: Paper | None = None
    issue_url: str = ""
    document_url: str = ""
    draft_audience: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A paper and its first version: an idea, or a draft once there are words or a document."""

    facts: PaperFacts
    slug: str = ""
    label: str = "1"
    words: Words = NO_WORDS


def add_paper(actor: Actor, body: Body, new: NewPaper) -> Paper:
    """Put a paper on the list, with its first version.

    Refuses ("not_allowed", "words_missing", "title_taken", "part_of_a_part").
    """
    with act(actor, "papers.add_paper", f"{body.slug}/papers", body_slug=body.slug) as this:
        require(policy.may_keep_papers(actor, body, "add papers"))
        body = locked(body)
        paper = Paper(body=body, added_at=this.at, added_on=day_in(body, this.at))
        _set_facts(paper, new.facts)
        paper.slug = _free_slug(body, new.slug or paper.title)
        paper.save()
        version = PaperVersion(
            paper=paper, number=1, label=new.label[:20] or "1", begun_at=this.at,
            since_on=paper.added_on,
        )  # fmt: skip
        set_words(version, new.words)
        is_begun = bool(version.text or version.url or paper.document_url)
        version.state = (PaperState.DRAFT if is_begun else PaperState.IDEA).value
        version.save()
        write_step(this, version, "")
        index(paper)
        this.ref, this.summary = paper.ref, f"{paper.get_kind_display()} “{paper.title}”"[:300]
        this.now_is(title=paper.title, kind=paper.get_kind_display())
    return paper


def describe_paper(actor: Actor, paper: Paper, facts: PaperFacts, *, seen: int) -> Paper:
    """Change what a paper says about itself, who edits it, and who may read its drafts.

    Refuses ("not_allowed", "changed_meanwhile", "words_missing", "title_taken").
    """
    with paper_act(actor, "describe_paper", paper, policy.may_edit) as (this, row):
        guard_revision(row, seen, {"title": facts.title, "about": facts.about})
        this.was(title=row.title, about=row.about, editor=row.editor.name if row.editor else "")
        _set_facts(row, facts)
        row.save()
        this.now_is(title=row.title, about=row.about, editor=row.editor.name if row.editor else "")
    return row


def remark_on_paper(
    actor: Actor,
    paper: Paper,
    words: str,
    *,
    on: date | None = None,
    source_words: str = "",
    ref: str = "",
) -> Remark:
    """Say what became known of a paper. `ref` names where it was said, such as an agenda item.

    Refuses ("not_allowed", "words_missing", "in_future").
    """
    text = given(words, "words", "The remark", 500)
    with paper_act(actor, "remark_on_paper", paper, policy.may_remark) as (this, row):
        remark = Remark.objects.create(
            paper=row,
            at=this.at,
            on=checked_day(this, row, on),
            by=actor.name,
            words=text,
            source_words=fitting(source_words.strip(), "source_words", "The source", 300),
            ref=ref,
        )
        this.summary = text[:300]
        this.now_is(on=remark.on, words=text)
    return remark


def keep_answer(actor: Actor, paper: Paper, referral: Referral) -> Remark:
    """Keep what another body answered about a paper as a remark on it. Whoever gave the answer may.

    Refuses ("not_an_answer") a referral about something else, or one that waits.
    """
    is_about_it = referral.about_ref == paper.ref or referral.about_ref.startswith(f"{paper.ref}/")
    if not is_about_it or not referral.outcome:
        raise Refused(
            "not_an_answer",
            f"{referral.number} holds no answer about “{paper.title}”. Nothing has changed.",
        )

    def may(_who: Actor, _paper: Paper) -> Decision:
        return allow()

    said = f"{referral.to_body.name}, {referral.get_outcome_display()}: {referral.answer}"
    with paper_act(actor, "keep_answer", paper, may) as (this, row):
        words = " ".join(said.split())[:500]
        remark = Remark.objects.create(
            paper=row,
            at=this.at,
            on=day_in(row.body, this.at),
            by=actor.name,
            words=words,
            ref=referral.ref,
        )
        this.summary = words[:300]
    return remark


def supersede_paper(actor: Actor, paper: Paper, by: Paper, *, reason: str = "") -> Paper:
    """Let another paper stand in this one's place: its versions in force are superseded.

    Refuses ("not_allowed", "same_paper", "nothing_in_force").
    """
    with paper_act(actor, "supersede_paper", paper, _may_keep) as (this, row):
        if by.pk == row.pk or by.body_id != row.body_id:
            raise Refused(
                "same_paper",
                "A paper is superseded by another paper of the same body. Choose that one; "
                "nothing has changed.",
                {"field": "by"},
            )
        versions = row.versions.filter(state__in=[state.value for state in IN_FORCE])
        if not versions:
            raise Refused(
                "nothing_in_force",
                f"“{row.title}” has no version in force that could be superseded. Withdraw what is "
                "in work instead. Nothing has changed.",
            )
        for version in versions:
            version.paper = row
            words = reason or f"Superseded by “{by.title}”"
            take_step(this, version, PaperState.SUPERSEDED, words=words, ref=by.ref)
            version.save()
        row.superseded_by = by
        row.revision += 1
        row.save()
        this.summary = f"Superseded by “{by.title}”"[:300]
    return row


def move_adoption(actor: Actor, item: AgendaItem, refs: Sequence[str]) -> Motion:
    """Move under an agenda item that these frozen versions be adopted; a carried motion adopts
    them.

    Refuses ("nothing_frozen") and what moving a motion refuses.
    """
    rows = versions_of_refs(refs)
    frozen = [row for row in rows if row.state == PaperState.FROZEN.value]
    if not frozen or len(frozen) < len(rows):
        raise Refused(
            "nothing_frozen",
            "Only frozen versions are put to the vote, so that everybody knows the words. Freeze "
            "the version on the paper's page first. Nothing has changed.",
        )
    body = item.meeting.body
    ref = f"{item.meeting.ref}/{item.number or item.slug}"
    with act(actor, "papers.move_adoption", ref, body_slug=body.slug) as this:
        motion = move_motion(
            actor,
            body,
            text=adoption_text(body.name, [row.name for row in frozen]),
            item=item,
            about_refs=[row.ref for row in frozen],
        )
        this.summary = f"{motion.number} moves it"
    return motion


def _may_keep(actor: Actor, paper: Paper) -> Decision:
    return policy.may_keep_papers(actor, paper.body)


def _set_facts(row: Paper, facts: PaperFacts) -> None:
    row.title = given(facts.title, "title", "The title", 200)
    row.kind = Paper.Kind(facts.kind).value
    row.about = fitting(facts.about.strip(), "about", "What it is for", 2000)
    row.editor, row.part_of = facts.editor, facts.part_of
    row.issue_url, row.document_url = facts.issue_url, facts.document_url
    row.draft_audience = facts.draft_audience.value
    others = Paper.objects.filter(body=row.body, title__iexact=row.title, kind=row.kind)
    if others.exclude(pk=row.pk).exists():
        raise Refused(
            "title_taken",
            f"There is a {row.get_kind_display()} called “{row.title}” already. Open that one, or "
            "give this one another title. Nothing has changed.",
            {"field": "title"},
        )
    above = row.part_of
    if above is not None and (above.part_of_id is not None or above.pk == row.pk):
        raise Refused(
            "part_of_a_part",
            "A paper that is a part of another one has no parts of its own. Nothing has changed.",
            {"field": "part_of"},
        )


def _free_slug(body: Body, title: str) -> str:
    taken = set(Paper.objects.filter(body=body).values_list("slug", flat=True))
    return slugify(title, taken | RESERVED, "paper")
