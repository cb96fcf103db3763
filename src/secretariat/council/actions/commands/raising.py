"""Raising actions: from their parts, or from one line as the secretary types it."""

from __future__ import annotations

import re
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
    today_of,
    write_update,
)
from secretariat.council.actions.models import Action
from secretariat.council.actions.queries import checked_link
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.commands import Act, act, locked
from secretariat.rules.actions import Owner, parse_action_line
from secretariat.rules.visibility import Actor, require

_MEETING = re.compile(r"(?P<meeting>[a-z0-9-]+/\d{4}-\d{2}-\d{2}(?:-\d+)?)(?:/.*)?")


def raise_action(
    actor: Actor,
    body: Body,
    *,
    text: str,
    owners: Owners = (),
    due: str = "",
    raised_ref: str = "",
    links: Sequence[str] = (),
) -> Action:
    """Raise an action; without owners it is nobody's yet. `due` is a day or words.

    Owners may be given as names. `raised_ref` is the meeting or agenda item it comes from. Refuses
    ("text_missing", "unknown_person", "ambiguous_person", "malformed_date", "bad_link",
    "not_allowed").
    """
    words, checked = text_given(text), [checked_link(link) for link in links]
    meant = as_owners(body, owners)
    with act(actor, "actions.raise_action", body.slug, body_slug=body.slug) as this:
        require(policy.may_raise(actor, body.slug))
        row = Action(body=body, text=words, raised_ref=raised_ref, links=checked)
        row.raised_on = today_of(body, this.at)
        set_due(row, due, row.raised_on)
        number(row)
        row.save()
        keep_first(this, row, meant)
        this.ref = row.ref
        this.now_is(links=checked, raised_ref=raised_ref)
    return row


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
    nothing = dict.fromkeys(("state", "owners", "text", "due"), "")
    write_update(this, row, nothing, Said(meeting_ref=meeting_part(row.raised_ref)))


def number(row: Action) -> None:
    """Give a new action the body's next number, under the body's lock, and the last place."""
    locked(row.body)
    last = Action.objects.filter(body=row.body).aggregate(last=Max("sequence"))["last"]
    row.sequence = (last or 0) + 1
    row.position = row.position or row.sequence


def meeting_part(ref: str) -> str:
    """The meeting within a reference: `tac/2021-10-07` of `tac/2021-10-07/4`; "" if it has none."""
    found = _MEETING.fullmatch(ref)
    return found["meeting"] if found else ""
