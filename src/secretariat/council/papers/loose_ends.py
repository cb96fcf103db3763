"""What of the papers hangs: reviews over, votes not taken, texts not published, no editor."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.papers import policy
from secretariat.council.papers.queries import PaperHanging, hanging
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.papers import PaperState
from secretariat.rules.visibility import Actor

KIND = "paper"


def papers_hanging(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Every paper that hangs, once, with all that is missing. Five queries."""
    may_keep = bool(policy.may_keep_papers(actor, body))
    return [
        _loose_end(each, may_keep=may_keep) for each in hanging(body.slug, at, day_in(body, at))
    ]


def _loose_end(each: PaperHanging, *, may_keep: bool) -> LooseEnd:
    return LooseEnd(
        ref=each.version.ref,
        words=f"{each.paper.title}, version {each.version.label}",
        href=f"/{each.paper.ref}",
        kind=KIND,
        why="; ".join(hang.why for hang in each.hangs),
        since_on=min(hang.since_on for hang in each.hangs),
        owner=each.paper.editor,
        acts=_acts(each) if may_keep else (),
    )


def _acts(each: PaperHanging) -> tuple[Act, ...]:
    here = f"/{each.version.ref}"
    acts = []
    if each.version.state is PaperState.REVIEW:
        acts.append(Act("Freeze it", f"{here}/freeze"))
    if each.version.state is PaperState.ADOPTED:
        acts.append(Act("Publish it", f"{here}#publish", is_form=True))
    if not each.paper.editor:
        acts.append(Act("Name an editor", f"/{each.paper.ref}/edit", is_form=True))
    acts.append(Act("Withdraw it", f"{here}#withdraw", is_form=True))
    return tuple(acts)


register("papers", papers_hanging)
