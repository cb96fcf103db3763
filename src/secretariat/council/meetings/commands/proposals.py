"""Topics that people propose for an agenda: proposed, declined with a reason, or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import (
    BEFORE_CALL,
    meeting_act,
    must_be,
    reason_given,
)
from secretariat.council.meetings.commands.items import check_minutes, checked_title
from secretariat.council.meetings.commands.materials import checked_url
from secretariat.council.meetings.models import Meeting, TopicProposal
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import locked
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision

State = TopicProposal.State
LONGEST_WHY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTopic:
    """A topic as its proposer writes it."""

    title: str
    why: str
    minutes: int = 0
    link: str = ""


def propose_topic(actor: Actor, meeting: Meeting, new: NewTopic) -> TopicProposal:
    """Propose a topic for a meeting that was not called to order. It waits for whoever prepares the
    agenda; until it is taken or declined it is proposed for the next meetings too.

    Refuses ("not_allowed", "wrong_state", "title_missing", "reason_missing", "too_long",
    "malformed_link", "already_there").
    """
    title, why = checked_title(new.title), _checked_why(new.why)
    check_minutes(new.minutes)
    link = checked_url(new.link) if new.link else ""
    with meeting_act(actor, "propose_topic", meeting, policy.may_propose) as (this, row):
        must_be(row, BEFORE_CALL, "nothing can be proposed for it any more")
        body = locked(row.body)
        known = TopicProposal.objects.filter(body=body)
        if known.filter(state=State.WAITING, title__iexact=title).exists():
            raise Refused(
                "already_there",
                f"“{title}” is proposed already and waits. Nothing has changed.",
                {"field": "title"},
            )
        made = TopicProposal.objects.create(
            body=body,
            number=(known.aggregate(last=Max("number"))["last"] or 0) + 1,
            meeting=row,
            proposer=Person.objects.get(handle=actor.person),
            title=title,
            why=why,
            minutes=new.minutes,
            link=link,
            proposed_at=this.at,
        )
        this.now_is(title=title, minutes=new.minutes)
    return made


def decline_topic(
    actor: Actor, meeting: Meeting, proposal: TopicProposal, *, reason: str
) -> TopicProposal:
    """Do not put a proposed topic on an agenda; its proposer reads the reason.

    Refuses ("reason_missing", "decided_already", "other_body").
    """
    words = reason_given(reason, "the topic is declined")
    with meeting_act(actor, "decline_topic", meeting, policy.may_prepare, summary=words) as (
        this,
        row,
    ):
        proposal = _waiting(locked(proposal), row)
        proposal.state, proposal.reason = State.DECLINED, words
        proposal.save(update_fields=["state", "reason"])
        this.now_is(title=proposal.title, reason=words)
    return proposal


def withdraw_topic(actor: Actor, meeting: Meeting, proposal: TopicProposal) -> TopicProposal:
    """Take back what one proposed oneself, while it waits. On an agenda it is business of the
    meeting, and whoever prepares it takes it off.

    Refuses ("not_allowed", "decided_already", "other_body").
    """

    def may_withdraw(actor: Actor, _meeting: Meeting) -> Decision:
        return policy.may_withdraw_topic(actor, proposal)

    with meeting_act(actor, "withdraw_topic", meeting, may_withdraw) as (this, row):
        proposal = _waiting(locked(proposal), row)
        proposal.state = State.WITHDRAWN
        proposal.save(update_fields=["state"])
        this.now_is(title=proposal.title)
    return proposal


def _checked_why(why: str) -> str:
    words = why.strip()
    if not words:
        raise Refused(
            "reason_missing",
            "Say in a sentence why the meeting should speak about it. Nothing has changed.",
            {"field": "why"},
        )
    if len(words) > LONGEST_WHY:
        raise Refused(
            "too_long",
            f"The reason has {len(words)} characters; at most {LONGEST_WHY} fit. Put the rest "
            "behind a link.",
            {"field": "why"},
        )
    return words


def _waiting(proposal: TopicProposal, meeting: Meeting) -> TopicProposal:
    if proposal.body_id != meeting.body_id:
        raise Refused("other_body", f"“{proposal.title}” is proposed to another body.")
    if proposal.state != State.WAITING:
        raise Refused(
            "decided_already",
            f"“{proposal.title}” is {proposal.get_state_display()} already. Nothing has changed."
            + (" Ask whoever prepares the meeting to take it off." if proposal.item else ""),
        )
    return proposal
