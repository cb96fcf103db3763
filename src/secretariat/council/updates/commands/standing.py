"""Which bodies owe an update: said, changed, ended with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.council.updates import policy
from secretariat.council.updates.models import StandingUpdate
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.agenda import slugify
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.updates import check_times
from secretariat.rules.visibility import Actor, require

RESERVED = frozenset({"new", "ask", "answer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingFields:
    """What is known of a body that owes updates. Without a `name` it is that of `from_body`."""

    name: str = ""
    from_body: Body | None = None
    contact: Person | None = None
    address: str = ""
    lead_days: int = 7
    due_hours: int = 24
    is_asked_by_itself: bool = True
    from_on: date | None = None
    source_words: str = ""


def owe_updates(actor: Actor, body: Body, fields: StandingFields) -> StandingUpdate:
    """Say that a body, committee or subteam owes an update before each meeting from a day on.

    Refuses ("not_allowed", "words_missing", "known_already", "wrong_times", "same_body").
    """
    with act(actor, "updates.owe", f"{body.slug}/updates", body_slug=body.slug) as this:
        require(policy.may_keep_updates(actor, body))
        body = locked(body)
        known = StandingUpdate.objects.filter(body=body)
        last = known.order_by("-position").first()
        row = StandingUpdate(
            body=body, added_at=this.at, position=(last.position if last else 0) + 1
        )
        _set_fields(row, fields)
        taken = set(known.values_list("slug", flat=True))
        row.slug = slugify(row.name, taken | RESERVED, "update")
        row.save()
        this.ref, this.summary = row.ref, row.name
        this.now_is(name=row.name, lead_days=row.lead_days, due_hours=row.due_hours)
    return row


def change_standing(
    actor: Actor, standing: StandingUpdate, fields: StandingFields, *, seen: int
) -> StandingUpdate:
    """Change whom to ask and when. Refuses ("changed_meanwhile") and what saying so refuses."""
    slug = standing.body.slug
    with act(actor, "updates.change_standing", standing.ref, body_slug=slug) as this:
        require(policy.may_keep_updates(actor, standing.body))
        row = locked(standing)
        row.body = standing.body
        guard_revision(row, seen, {"name": fields.name})
        this.was(name=row.name, lead_days=row.lead_days, due_hours=row.due_hours)
        _set_fields(row, fields)
        row.save()
        this.now_is(name=row.name, lead_days=row.lead_days, due_hours=row.due_hours)
    return row


def owe_no_more(
    actor: Actor, standing: StandingUpdate, *, reason: str, last_on: date | None = None
) -> StandingUpdate:
    """End that a body owes updates with a day (today if none is given), and say why.

    Refuses ("words_missing", "ended_already", "wrong_period", "not_allowed").
    """
    words = " ".join(reason.split())[:300]
    if not words:
        raise Refused("words_missing", "Say why. Nothing has changed.", {"field": "reason"})
    slug = standing.body.slug
    with act(actor, "updates.owe_no_more", standing.ref, body_slug=slug, summary=words) as this:
        require(policy.may_keep_updates(actor, standing.body))
        row = locked(standing)
        row.body = standing.body
        if row.to_on is not None:
            raise Refused(
                "ended_already",
                f"It ended on {day_words(row.to_on)}: {row.ended_reason} Nothing has changed.",
            )
        on = last_on or day_in(row.body, this.at)
        if row.from_on is not None and on < row.from_on:
            raise Refused("wrong_period", f"It began on {day_words(row.from_on)} only.")
        row.to_on, row.ended_reason = on, words
        row.revision += 1
        row.save()
        this.now_is(to_on=on)
    return row


def _set_fields(row: StandingUpdate, fields: StandingFields) -> None:
    check_times(fields.lead_days, fields.due_hours)
    if fields.from_body is not None and fields.from_body.pk == row.body.pk:
        raise Refused(
            "same_body", "A body owes itself no update. Nothing has changed.",
            {"field": "from_body"},
        )  # fmt: skip
    name = " ".join((fields.name or (fields.from_body.name if fields.from_body else "")).split())
    if not name:
        raise Refused(
            "words_missing", "Say who owes it: a body, or a name. Nothing has changed.",
            {"field": "name"},
        )  # fmt: skip
    same = StandingUpdate.objects.filter(body=row.body, name__iexact=name, to_on__isnull=True)
    if same.exclude(pk=row.pk).exists():
        raise Refused(
            "known_already",
            f"{name} owes updates already. Open that line. Nothing has changed.",
            {"field": "name"},
        )
    row.name, row.from_body, row.contact = name[:200], fields.from_body, fields.contact
    row.address = fields.address
    row.lead_days, row.due_hours = fields.lead_days, fields.due_hours
    row.is_asked_by_itself = fields.is_asked_by_itself
    row.from_on, row.source_words = fields.from_on, fields.source_words[:300]
