"""What of the meetings hangs: past and never held, called and never adjourned, business put off,
topics nobody answered.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings import policy
from secretariat.council.meetings.kinds import Topic
from secretariat.council.meetings.models import AgendaItem, FollowUp, Meeting, TopicProposal
from secretariat.council.meetings.queries.afterwards import open_follow_ups
from secretariat.council.meetings.queries.calendar import next_meeting
from secretariat.council.meetings.queries.hanging import (
    items_put_off,
    past_without_outcome,
    topics_unanswered,
)
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.days import day_words
from secretariat.rules.hanging import meeting_hangs
from secretariat.rules.visibility import Actor

KIND, BUSINESS, TO_DO = "meeting", "agenda", "to do"


def meeting_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Meetings past without an outcome, business put off, topics without an answer. Three queries,
    four where there is business.
    """
    items, topics = items_put_off(actor, body, at, Topic.name), topics_unanswered(actor, body)
    following = next_meeting(body, at) if items or topics else None
    return [
        *(_meeting_end(actor, row) for row in past_without_outcome(body, at)),
        *(_item_end(actor, row, following) for row in items),
        *(_topic_end(actor, row, following) for row in topics),
    ]


def _meeting_end(actor: Actor, row: Meeting) -> LooseEnd:
    is_called, here = row.state == Meeting.State.CALLED, f"/{row.ref}"
    (hang,) = meeting_hangs(is_called=is_called, on=day_of(row), is_over=True)
    if is_called:
        may = policy.may_run(actor, row)
        acts: tuple[Act, ...] = (Act("Adjourn it", f"{here}/room", is_form=True),)
    else:
        may = policy.may_plan(actor, row.body)
        acts = (
            Act("Cancel it", f"{here}/edit#cancel", is_form=True),
            Act("Move it", f"{here}/edit#move", is_form=True),
            Act("Hold it late", f"{here}/room", is_form=True),
        )
    words = f"Meeting of {day_words(day_of(row))}"
    owner = row.chair.name if row.chair else ""
    return LooseEnd(row.ref, words, here, KIND, hang.why, hang.since_on, owner, acts if may else ())


def _item_end(actor: Actor, row: AgendaItem, following: Meeting | None) -> LooseEnd:
    ref, meeting = ref_of(row.meeting, row), row.meeting
    acts = [Act("Withdraw it", f"/{ref}#withdraw", is_form=True)]
    if following is not None and following.starts_at > meeting.starts_at:
        acts.insert(0, Act("Put it on the next agenda", f"/{ref}/carry"))
    may = policy.may_prepare(actor, meeting)
    return LooseEnd(
        ref,
        row.title,
        f"/{ref}",
        BUSINESS,
        f"{row.get_state_display()} on {day_words(day_of(meeting))}, and not taken up again",
        day_of(meeting),
        row.presenter_words,
        tuple(acts) if may else (),
    )


def _topic_end(actor: Actor, row: TopicProposal, following: Meeting | None) -> LooseEnd:
    meeting = following or row.meeting
    may = policy.may_prepare(actor, meeting)
    return LooseEnd(
        row.ref,
        row.title,
        f"/{meeting.ref}/prepare" if may else f"/{row.meeting.ref}",
        BUSINESS,
        f"proposed by {row.proposer.name}, not answered yet",
        day_in(row.body, row.proposed_at),
        "",
        (Act("Answer it", f"/{meeting.ref}/prepare", is_form=True),) if may else (),
    )


def to_do_ends(actor: Actor, body: Body, _at: datetime) -> list[LooseEnd]:
    """What follows from the outcomes of meetings and is neither done nor dropped, for whoever works
    on it. One query.
    """
    if not policy.may_plan(actor, body):
        return []
    return [_to_do_end(row) for row in open_follow_ups(actor, body)]


def _to_do_end(row: FollowUp) -> LooseEnd:
    day, here = day_of(row.meeting), f"/{row.meeting.ref}/to-do"
    acts = (
        Act("Done", f"{here}/{row.number}/done"),
        Act("Drop it or hand it on", here, is_form=True),
    )
    ref, why = (
        f"{row.meeting.ref}/to-do/{row.number}",
        f"follows from the meeting of {day_words(day)}",
    )
    return LooseEnd(ref, row.words, row.href or here, TO_DO, why, day, row.owner, acts)


register("meetings", meeting_ends)
register("to_do", to_do_ends)
