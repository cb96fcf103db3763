"""Every read of referrals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from secretariat.council.referrals import policy
from secretariat.council.referrals.models import Referral
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

_NAMED = re.compile(r"(?P<body>[a-z][a-z0-9-]*)/R-(?P<sequence>\d{1,6})")
_WITH = ("from_body__host", "to_body__host")


def referral_named(ref: str) -> Referral:
    """The referral of `tac/R-3`. Refuses ("not_found")."""
    found = find_referral(ref)
    if found is None:
        raise Refused("not_found", f"There is no referral {ref}. The list of referrals has them.")
    return found


def find_referral(ref: str) -> Referral | None:
    """The referral of a reference, or None if the reference names something else. One query."""
    parts = _NAMED.fullmatch(ref)
    if parts is None:
        return None
    rows = Referral.objects.select_related(*_WITH)
    return rows.filter(from_body__slug=parts["body"], sequence=parts["sequence"]).first()


def referrals_by_ref(refs: Sequence[str]) -> dict[str, Referral]:
    """The referrals these references name. One query."""
    named = [parts for parts in map(_NAMED.fullmatch, refs) if parts is not None]
    rows = Referral.objects.filter(
        from_body__slug__in={parts["body"] for parts in named},
        sequence__in={parts["sequence"] for parts in named},
    )
    found = {row.ref: row for row in rows.select_related(*_WITH)}
    return {ref: found[ref] for ref in refs if ref in found}


def received_by(actor: Actor, body: Body) -> list[Referral]:
    """What other bodies asked this one, newest first, as far as the actor may see it. One query."""
    return list(policy.visible_to(actor, _rows().filter(to_body=body)))


def sent_by(actor: Actor, body: Body) -> list[Referral]:
    """What this body asked others, newest first, as far as the actor may see it. One query."""
    return list(policy.visible_to(actor, _rows().filter(from_body=body)))


def hanging(body: Body, *, elsewhere: bool = True) -> list[Referral]:
    """What others wait for, what others answered and the body took no note of, and, `elsewhere`,
    what it waits for itself; oldest first. One query.
    """
    to_note = Q(from_body=body, state=Referral.State.ANSWERED, noted_at__isnull=True)
    wanted = Q(to_body=body, state__in=Referral.OPEN_STATES) | to_note
    if elsewhere:
        wanted |= Q(from_body=body, state__in=Referral.OPEN_STATES)
    return list(_rows().filter(wanted).order_by("sent_at", "id"))


def unanswered_by(body: Body) -> list[Referral]:
    """What others wait for, oldest first. One query."""
    rows = _rows().filter(to_body=body, state__in=Referral.OPEN_STATES)
    return list(rows.order_by("sent_at", "id"))


def answers_to_note(body: Body) -> list[Referral]:
    """Answers the body has not taken note of, oldest first. One query."""
    rows = _rows().filter(from_body=body, state=Referral.State.ANSWERED, noted_at__isnull=True)
    return list(rows.order_by("answered_at", "id"))


def referrals_about(refs: Iterable[str], actor: Actor | None = None) -> list[Referral]:
    """What was referred about these references, newest first; all of it without an actor. One
    query.
    """
    rows = _rows().filter(about_ref__in=list(refs))
    return list(rows if actor is None else policy.visible_to(actor, rows))


def bodies_to_ask(body: Body) -> list[tuple[str, str]]:
    """The other bodies of the same organization, as (slug, name). One query."""
    rows = Body.objects.filter(host=body.host_id).exclude(pk=body.pk)
    return list(rows.order_by("name").values_list("slug", "name"))


def all_of(actor: Actor, body: Body) -> list[Referral]:
    """Sent and received, oldest first. One query."""
    rows = _rows().filter(Q(from_body=body) | Q(to_body=body))
    return list(policy.visible_to(actor, rows).order_by("sent_at", "id"))


def _rows() -> QuerySet[Referral]:
    return Referral.objects.select_related(*_WITH)
