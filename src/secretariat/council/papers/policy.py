"""Who may keep papers, edit and review them, and read drafts. What a body adopted is public."""

from __future__ import annotations

from secretariat.council.papers.models import Paper, PaperVersion
from secretariat.foundation.people.models import Body
from secretariat.rules.papers import IN_WORK, PaperState
from secretariat.rules.visibility import Actor, Audience, Decision, Role, allow, may_act_as, may_see

KEEPERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.STAFF})
SPEAKERS = KEEPERS | {Role.MEMBER, Role.LIAISON}


def may_keep_papers(actor: Actor, body: Body, act: str = "keep the papers") -> Decision:
    """Adding papers and recording what became of them: officers and staff."""
    return may_act_as(actor, body.slug, KEEPERS, act)


def may_edit(actor: Actor, paper: Paper) -> Decision:
    """Changing words, beginning versions and asking for reviews: the editor, officers, staff."""
    if paper.editor is not None and actor.person == paper.editor.handle:
        return allow()
    return may_keep_papers(actor, paper.body, "change this paper")


def may_remark(actor: Actor, paper: Paper) -> Decision:
    """Saying what became known of a paper: the people of the body."""
    if paper.editor is not None and actor.person == paper.editor.handle:
        return allow()
    return may_act_as(actor, paper.body.slug, SPEAKERS, "add a remark to this paper")


def may_answer(actor: Actor, version: PaperVersion, handle: str) -> Decision:
    """Answering a review: the reviewer, and officers and staff for somebody who told them."""
    if actor.person == handle:
        return allow()
    return may_edit(actor, version.paper)


def may_read_drafts(actor: Actor, paper: Paper) -> Decision:
    """Whether the actor may read words that are not adopted."""
    if paper.editor is not None and actor.person == paper.editor.handle:
        return allow()
    return may_see(actor, paper.body.slug, Audience(paper.draft_audience))


def audience_of(version: PaperVersion) -> Audience:
    """Who may read the words of a version: everyone once they are adopted."""
    if PaperState(version.state) in IN_WORK:
        return Audience(version.paper.draft_audience)
    return Audience.PUBLIC
