"""What was decided without a motion: the notes that say so, as far as a reader may see them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from secretariat.council.meetings.models import Meeting, Note
from secretariat.council.meetings.sight import with_public_record
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor, Audience, may_see


def decided_notes(actor: Actor, body: Body) -> QuerySet[Note]:
    """The notes of decisions in meetings that the body held, alone or with others. Like all notes
    they stay with the members until the record of their meeting is public.
    """
    joint = body.joint_meetings.values("pk")
    here = Q(item__meeting__body=body) | Q(item__meeting__in=joint)
    rows = Note.objects.filter(
        here, kind=Note.Kind.DECISION, item__meeting__called_at__isnull=False
    )
    return rows.filter(_seen_by(actor)).select_related("item__meeting__body")


def _seen_by(actor: Actor) -> Q:
    if actor.is_operator:
        return Q()
    wanted = _for([Audience.PUBLIC]) & with_public_record("item__meeting")
    for slug in {slug for slug, _ in actor.roles}:
        seen = [each for each in Audience if may_see(actor, slug, each)]
        if Audience.MEMBERS in seen:
            joint = Meeting.objects.filter(joint_bodies__slug=slug).values("pk")
            here = Q(item__meeting__body__slug=slug) | Q(item__meeting__in=joint)
            wanted |= here & _for(seen)
    if actor.person is not None:
        wanted |= Q(item__meeting__chair__handle=actor.person)
        wanted |= Q(item__meeting__secretary__handle=actor.person)
    return wanted


def _for(audiences: list[Audience]) -> Q:
    names = [each.value for each in audiences]
    return Q(audience__in=names, item__audience__in=names)
