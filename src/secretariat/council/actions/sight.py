"""Who may read an action: one rule, for a row and as a filter.

An action says for whom it is. One that was raised in a meeting belongs to the record of that
meeting like the notes: it stays with the members until the record is public. Whoever owns it in
person may always read it.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from secretariat.council.actions.models import Action, ActionOwner
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.sight import (
    is_of_the_day,
    record_is_public,
    with_public_record,
)
from secretariat.rules.visibility import Actor, Audience, may_see, narrowest


def waits_for_record(action: Action) -> bool:
    """Whether it was raised in a meeting whose record is not public yet. A cancelled meeting has
    none to wait for.
    """
    meeting = action.raised_in
    if meeting is None or meeting.state == Meeting.State.CANCELLED:
        return False
    return not record_is_public(meeting)


def audience_of(action: Action) -> Audience:
    """For whom the action is now."""
    own = Audience(action.audience)
    return narrowest(own, Audience.MEMBERS) if waits_for_record(action) else own


def sees(actor: Actor, action: Action) -> bool:
    """Whether the actor may read the action. Reads its owners."""
    slugs = [action.body.slug]
    if action.raised_in is not None:
        if is_of_the_day(actor, action.raised_in):
            return True
        if action.raised_in.is_joint:
            slugs += action.raised_in.joint_bodies.values_list("slug", flat=True)
    audience = audience_of(action)
    if any(may_see(actor, slug, audience) for slug in slugs):
        return True
    owners = (owner.person for owner in action.owners.all() if owner.person)
    return any(owner.handle == actor.person for owner in owners)


def visible_to(actor: Actor, rows: QuerySet[Action]) -> QuerySet[Action]:
    """The actions the actor may read: the same rule as `sees`, as a filter."""
    if actor.is_operator:
        return rows
    wanted = Q(audience=Audience.PUBLIC.value) & _on_public_record()
    for slug in {slug for slug, _ in actor.roles}:
        seen = [each for each in Audience if may_see(actor, slug, each)]
        if Audience.MEMBERS in seen:
            joint = Meeting.objects.filter(joint_bodies__slug=slug).values("pk")
            here = Q(body__slug=slug) | Q(raised_in__in=joint)
            wanted |= here & Q(audience__in=[each.value for each in seen])
    if actor.person is not None:
        owned = ActionOwner.objects.filter(person__handle=actor.person).values("action")
        wanted |= Q(pk__in=owned)
        wanted |= Q(raised_in__chair__handle=actor.person)
        wanted |= Q(raised_in__secretary__handle=actor.person)
    return rows.filter(wanted)


def _on_public_record() -> Q:
    """The same as not `waits_for_record`."""
    is_cancelled = Q(raised_in__state=Meeting.State.CANCELLED)
    return Q(raised_in=None) | is_cancelled | with_public_record("raised_in")
