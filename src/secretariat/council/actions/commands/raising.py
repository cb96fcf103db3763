"""Raising actions: from their parts, or from one line as the secretary types it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from secretariat.council.actions import policy
from secretariat.council.actions.commands.frame import (
    Owners,
    Said,
    as_owners,
    set_due,
    set_owners,
    text_given,
    write_update,
)
from secretariat.council.actions.models import Action
from secretariat.council.actions.queries import checked_link, meeting_part, origin_of
from secretariat.council.meetings.commands import count_as_reached
from secretariat.council.meetings.policy import may_see_item
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act, act, locked
from secretariat.rules.actions import Owner, parse_action_line
from secretariat.rules.visibility import Actor, Audience, require


def raise_action(
    actor: Actor,
    body: Body,
    *,
    text: str,
    owners: Owners = (),
    due: str = "",
    raised_ref: str = "",
    links: Sequence[str] = (),
    audience: Audience | None = None,
) -> Action:
    """Raise an action; without owners it is nobody's yet. `due` is a day or words.

    Owners may be given as names. `raised_ref` is the meeting or agenda item it comes from; the
    action is for whom the item is, unless an `audience` is given. Refuses ("text_missing",
    "unknown_person", "ambiguous_person", "malformed_date", "bad_link", "not_allowed").
    """
    words, checked = text_given(text), [checked_link(link) for link in links]
    meant = as_owners(body, owners)
    with act(actor, "actions.raise_action", body.slug, body_slug=body.slug) as this:
        require(policy.may_raise(actor, body.slug))
        row = Action(body=body, text=words, raised_ref=raised_ref, links=checked)
        row.raised_on = day_in(body, this.at)
        _set_origin(actor, row, audience)
        set_due(row, due, row.raised_on)
        number(row)
        row.save()
        keep_first(this, row, meant)
        this.ref = row.ref
        this.now_is(links=checked, raised_ref=row.raised_ref)
        if row.raised_under is not None:
            count_as_reached(actor, row.raised_under)
    return row


def _set_origin(actor: Actor, row: Action, audience: Audience | None) -> None:
    """Find the meeting and the item an action comes from, and for whom it is therefore."""
    meeting, item = origin_of(row.raised_ref)
    if item is not None:
        require(may_see_item(actor, item))
        # The name of an item that has no number yet is made of its title.
        is_telling = item.audience != Audience.PUBLIC.value and not item.number
        row.raised_ref = item.meeting.ref if is_telling else ref_of(item.meeting, item)
    row.raised_in, row.raised_under = meeting, item
    row.audience = (audience or (Audience(item.audience) if item else Audience.PUBLIC)).value


def raise_from_line(actor: Actor, body: Body, line: str, *, raised_ref: str = "") -> Action:
    """Raise an action from "[Dave/Ashley] what is to be done /due 21 Oct 2021".

    Refuses ("malformed_action", "unknown_person", "ambiguous_person") with what to write instead.
    """
    read = parse_action_line(line)
    return raise_action(
        actor, body, text=read.text, owners=read.owners, due=read.due, raised_ref=raised_ref
    )


def keep_first(this: Act, row: Action, owners: Sequence[Owner]) -> None:
    """Keep the owners and the first update of a new action."""
    set_owners(row, owners)
    nothing = dict.fromkeys(("state", "owners", "text", "due", "audience"), "")
    write_update(this, row, nothing, Said(meeting_ref=meeting_part(row.raised_ref)))


def number(row: Action) -> None:
    """Give a new action the body's next number, under the body's lock, and the last place."""
    locked(row.body)
    last = Action.objects.filter(body=row.body).aggregate(last=Max("sequence"))["last"]
    row.sequence = (last or 0) + 1
    row.position = row.position or row.sequence
