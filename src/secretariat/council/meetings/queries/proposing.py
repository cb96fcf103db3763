"""What the kinds of business propose for an agenda, without what already stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.text import slugify

from secretariat.council.meetings.agenda_kinds import Proposal, all_kinds
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.rules.meetings import MeetingSnapshot


def everything_proposed(meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
    """What every kind proposes at this instant, on the agenda already or not."""
    return [each for kind in all_kinds() for each in kind.proposed(meeting, at)]


def proposals_for(meeting: Meeting, at: datetime) -> list[Proposal]:
    """What every kind proposes that is not on this agenda yet, standing business in its place."""
    return not_yet_on(meeting, everything_proposed(snapshot_for(meeting), at))


def not_yet_on(meeting: Meeting, offered: Sequence[Proposal]) -> list[Proposal]:
    """Those that this agenda does not hold, whoever may read its items; standing business in its
    place.
    """
    standing = {
        (kind, source)
        for kind, source in AgendaItem.objects.filter(meeting=meeting).values_list(
            "kind", "source_ref"
        )
    }
    fresh = [each for each in offered if (each.kind, each.source_ref) not in standing]
    return sorted(fresh, key=lambda each: (each.place, bool(each.part_of_kind), each.title))


def with_reasons_of_now(meeting: MeetingSnapshot, offered: Sequence[Proposal]) -> MeetingSnapshot:
    """The meeting whose items say why they would be proposed now. An item keeps the reason it came
    with where nothing proposes it any more.
    """
    reasons = {(each.kind, each.source_ref): each.reason for each in offered}
    items = tuple(
        replace(item, proposed_by=reasons.get((item.kind, item.source_ref), item.proposed_by))
        for item in meeting.items
    )
    return replace(meeting, items=items)


def proposal_key(proposal: Proposal) -> str:
    """The name of a proposal in a form: its kind and the business it carries."""
    return f"{proposal.kind}:{proposal.source_ref or slugify(proposal.title)}"
