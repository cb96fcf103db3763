"""What hangs outside: deadlines passed, votes not followed up, debts, relations nobody keeps."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.relations import policy, queries
from secretariat.council.relations.queries import ConsultationHanging, OwedHanging
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.consultations import Step
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import capitalized, counted

CALLED, RELATED = "consultation", "relation"


def outside_hanging(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Consultations that hang, what is owed, and the relations without a contact of ours as one
    line. Four queries.
    """
    today = day_in(body, at)
    may_keep = bool(policy.may_keep_consultations(actor, body))
    hanging = queries.consultations_hanging(body.slug, at, today)
    ends = [_consultation(each, may_keep=may_keep) for each in hanging]
    ends += [_owed(each, may_keep=may_keep) for each in queries.owed_hanging(body, today)]
    alone = queries.without_contact(body, today)
    if alone:
        ends.append(
            LooseEnd(
                ref=f"{body.slug}/relations",
                words=capitalized(counted(len(alone), "relation")) + " to other organizations",
                href=f"/{body.slug}/relations?ours=nobody",
                kind=RELATED,
                why="nobody of ours is the contact",
                since_on=min(row.from_on or row.added_on for row in alone),
                acts=_name_contacts(actor, body),
            )
        )
    return ends


def _name_contacts(actor: Actor, body: Body) -> tuple[Act, ...]:
    act = Act("Name the contacts", f"/{body.slug}/relations?ours=nobody", is_form=True)
    return (act,) if policy.may_keep_relations(actor, body) else ()


def _consultation(each: ConsultationHanging, *, may_keep: bool) -> LooseEnd:
    row = each.consultation
    here = f"/{row.ref}"
    acts = [Act(_NEXT[row.step], f"{here}#next", is_form=True)] if row.step in _NEXT else []
    if row.step is not Step.SENT:
        acts.append(Act("Drop it", f"{here}#drop", is_form=True))
    return LooseEnd(
        ref=row.ref,
        words=row.title,
        href=here,
        kind=CALLED,
        why="; ".join(hang.why for hang in each.hangs),
        since_on=min(hang.since_on for hang in each.hangs),
        owner=row.drafter,
        acts=tuple(acts) if may_keep else (),
    )


_NEXT = {
    Step.CALLED: "Name who drafts it",
    Step.DRAFTING: "Put it into review",
    Step.VOTED: "Follow it up",
    Step.BOARD_APPROVED: "It was sent",
    Step.SENT: "Say where it is published",
}


def _owed(each: OwedHanging, *, may_keep: bool) -> LooseEnd:
    owed = each.owed
    here = f"/{owed.relation.ref}"
    return LooseEnd(
        ref=f"{owed.relation.ref}/owed-{owed.number}",
        words=f"{owed.relation.name}: {owed.text}",
        href=f"{here}#owed",
        kind=RELATED,
        why="; ".join(hang.why for hang in each.hangs),
        since_on=min(hang.since_on for hang in each.hangs),
        owner=owed.by,
        acts=(Act("Say what came of it", f"{here}#owed", is_form=True),) if may_keep else (),
    )


register("relations", outside_hanging)
