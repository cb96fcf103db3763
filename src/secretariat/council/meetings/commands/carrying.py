"""Business that comes from elsewhere: carried over from a meeting, or proposed by a kind."""

from __future__ import annotations

from collections.abc import Collection

from secretariat.council.meetings import policy
from secretariat.council.meetings.agenda_kinds import Proposal
from secretariat.council.meetings.commands.frame import BEFORE_CALL, meeting_act, must_be
from secretariat.council.meetings.commands.items import NewItem, add_item
from secretariat.council.meetings.commands.topics import take_topic
from secretariat.council.meetings.models import AgendaItem, ItemLink, Meeting
from secretariat.council.meetings.queries.proposing import proposal_key, proposals_for
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience

_ENDED = [AgendaItem.State.SETTLED.value, AgendaItem.State.WITHDRAWN.value]


def carry_item(actor: Actor, item: AgendaItem, to: Meeting, *, reason: str = "") -> AgendaItem:
    """Put an item of another meeting on this agenda, with its words, presenters and links.

    Parts that did not end come along. Refuses ("already_there", "other_body", "wrong_state").
    """
    if item.meeting.body_id != to.body_id:
        raise Refused("other_body", f"“{item.title}” is business of another body.")
    if to.items.filter(carried_from=item).exists():
        raise Refused("already_there", f"“{item.title}” is on this agenda already.")
    source = ref_of(item.meeting, item)
    said = reason or f"carried over from the meeting of {item.meeting.slug[:10]}"
    new = _copy_of(item, reason=said)
    with act(actor, "meetings.carry_item", source, body_slug=to.body.slug) as this:
        made = _carry_one(actor, item, to, new)
        for part in item.parts.exclude(state__in=_ENDED).select_related("meeting__body"):
            _carry_one(actor, part, to, _copy_of(part, reason=new.reason, part_of=made))
        this.now_is(to=ref_of(to, made))
    return made


def accept_proposals(
    actor: Actor, meeting: Meeting, keys: Collection[str] | None = None
) -> list[AgendaItem]:
    """Take over what kinds propose for this agenda: those of these keys, or all.

    Refuses ("proposal_gone") a key that nothing proposes any more.
    """
    with meeting_act(actor, "accept_proposals", meeting, policy.may_prepare) as (this, row):
        must_be(row, BEFORE_CALL, "proposals cannot be taken over any more")
        offered = proposals_for(row, this.at)
        gone = set(keys or ()) - {proposal_key(each) for each in offered}
        if gone:
            raise Refused(
                "proposal_gone",
                "One of these proposals does not stand any more: it is on the agenda already or "
                "was settled elsewhere. Load the page again; nothing has changed.",
            )
        chosen = [p for p in offered if keys is None or proposal_key(p) in keys]
        chosen.sort(key=lambda each: (bool(each.part_of_kind), each.place))
        made = [_accept(actor, row, each) for each in chosen]
        this.now_is(items=[item.title for item in made])
    return made


def _copy_of(item: AgendaItem, *, reason: str, part_of: AgendaItem | None = None) -> NewItem:
    return NewItem(
        title=item.title,
        kind=item.kind,
        minutes=item.minutes,
        text=item.text,
        speaker_notes=item.speaker_notes,
        presenters=list(item.presenters.all()),
        presenter_words=item.presenter_words,
        audience=Audience(item.audience),
        place=item.place,
        part_of=part_of,
        options=item.options,
        source_ref=item.source_ref or ref_of(item.meeting, item),
        reason=reason,
    )


def _carry_one(actor: Actor, item: AgendaItem, to: Meeting, new: NewItem) -> AgendaItem:
    made = add_item(actor, to, new)
    made.carried_from = item
    made.save(update_fields=["carried_from"])
    links = ("slug", "title", "url", "attachment_id", "audience")
    ItemLink.objects.bulk_create(
        ItemLink(item=made, **values) for values in item.links.values(*links)
    )
    return made


def _accept(actor: Actor, meeting: Meeting, proposal: Proposal) -> AgendaItem:
    earlier = _item_of_ref(meeting, proposal.source_ref)
    if earlier is not None and earlier.kind == proposal.kind:
        return carry_item(actor, earlier, meeting, reason=proposal.reason)
    parent = meeting.items.filter(kind=proposal.part_of_kind, part_of=None).first()
    new = NewItem(
        title=proposal.title,
        kind=proposal.kind,
        minutes=proposal.minutes,
        text=proposal.text,
        audience=proposal.audience,
        place=proposal.place,
        part_of=parent if proposal.part_of_kind else None,
        options=proposal.options,
        source_ref=proposal.source_ref,
        reason=proposal.reason,
    )
    item = add_item(actor, meeting, new)
    take_topic(actor, item)
    return item


def _item_of_ref(meeting: Meeting, ref: str) -> AgendaItem | None:
    """The agenda item of another meeting of the body that a reference names, if it names one."""
    start, _, label = ref.rpartition("/")
    body, _, slug = start.partition("/")
    if body != meeting.body.slug or not label:
        return None
    rows = AgendaItem.objects.filter(meeting__body=meeting.body_id, meeting__slug=slug)
    return rows.filter(number=label).first() or rows.filter(slug=label).first()
