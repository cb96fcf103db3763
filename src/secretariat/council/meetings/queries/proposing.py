"""What the kinds of business propose for an agenda, without what already stands on it."""

from __future__ import annotations

from datetime import datetime

from django.utils.text import slugify

from secretariat.council.meetings.agenda_kinds import Proposal, all_kinds
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.rules.meetings import MeetingSnapshot


def proposals_for(
    meeting: Meeting, at: datetime, snapshot: MeetingSnapshot | None = None
) -> list[Proposal]:
    """What every kind proposes that is not on this agenda yet, standing business in its place."""
    known = snapshot or snapshot_for(meeting)
    standing = {
        (kind, source)
        for kind, source in AgendaItem.objects.filter(meeting=meeting).values_list(
            "kind", "source_ref"
        )
    }
    offered = [each for kind in all_kinds() for each in kind.proposed(known, at)]
    fresh = [each for each in offered if (each.kind, each.source_ref) not in standing]
    return sorted(fresh, key=lambda each: (each.place, bool(each.part_of_kind), each.title))


def proposal_key(proposal: Proposal) -> str:
    """The name of a proposal in a form: its kind and the business it carries."""
    return f"{proposal.kind}:{proposal.source_ref or slugify(proposal.title)}"
