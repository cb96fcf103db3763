"""What becomes of a proposed topic when its item comes onto an agenda or is taken off it."""

from __future__ import annotations

from collections.abc import Iterable

from secretariat.council.meetings.commands.materials import add_link
from secretariat.council.meetings.models import AgendaItem, TopicProposal
from secretariat.rules.visibility import Actor

State = TopicProposal.State


def take_topic(actor: Actor, item: AgendaItem) -> None:
    """Let the proposal an agenda item comes from, if it does, be on the agenda, with its proposer
    as presenter and its link under the item.
    """
    start, _, number = item.source_ref.rpartition("/")
    if start != f"{item.meeting.body.slug}/proposals" or not number.isdecimal():
        return
    waiting = TopicProposal.objects.filter(body=item.meeting.body_id, number=number)
    for proposal in waiting.filter(state=State.WAITING).select_related("proposer"):
        proposal.state, proposal.item, proposal.reason = State.TAKEN, item, ""
        proposal.save(update_fields=["state", "item", "reason"])
        item.presenters.add(proposal.proposer)
        if proposal.link:
            add_link(actor, item, proposal.link)


def let_topics_wait(items: Iterable[AgendaItem], reason: str) -> None:
    """Let the proposals of items that are taken off an agenda wait again, with the reason."""
    taken = TopicProposal.objects.filter(item__in=list(items), state=State.TAKEN)
    taken.update(state=State.WAITING, item=None, reason=f"Taken off the agenda: {reason}"[:300])
