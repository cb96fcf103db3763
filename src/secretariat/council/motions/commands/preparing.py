"""Writing a motion with its agenda item before the meeting, so that it is ready in the room."""

from __future__ import annotations

from secretariat.council.meetings.commands import set_options
from secretariat.council.meetings.models import AgendaItem
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.motions.models import Motion
from secretariat.council.motions.snapshots import terms_of_day
from secretariat.foundation.records.commands import act
from secretariat.rules.rulebook import GENERAL
from secretariat.rules.visibility import Actor


def prepare_motion(
    actor: Actor, item: AgendaItem, *, text: str, decision_kind: str = GENERAL, seen: int
) -> AgendaItem:
    """Keep with an item what will be moved under it; without a text nothing is prepared any more.

    `seen` is the revision of the item. Refuses ("no_rule") a kind of decision without a rule in a
    meeting, ("changed_meanwhile", "wrong_state", "not_allowed").
    """
    words, meeting = text.replace("\r\n", "\n").strip(), item.meeting
    kind = decision_kind or GENERAL
    terms_of_day(Motion(body=meeting.body, decision_kind=kind), meeting)
    ref = ref_of(meeting, item)
    with act(actor, "motions.prepare_motion", ref, body_slug=meeting.body.slug) as this:
        this.was(text=item.options.get("motion", ""))
        this.now_is(text=words, kind=kind)
        what = f"Motion prepared: {words}" if words else "No motion is prepared any more."
        this.says(what)
        return set_options(actor, item, {"motion": words, "decision_kind": kind}, seen=seen)
