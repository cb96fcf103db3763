"""Benefits and expectations of projects: said, worded anew, ordered, ended for a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from secretariat.council.projects import policy
from secretariat.council.projects.models import Benefit, Expectation, Standing
from secretariat.council.projects.queries.standing import AnyStanding, StandingModel
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.commands import (
    Act,
    act,
    guard_revision,
    locked,
    make_findable,
)
from secretariat.rules.dates import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.reports import moved
from secretariat.rules.visibility import Actor, require

from .words import RESERVED_STANDING, checked_words, free_slug, not_in_future

LONGEST = 60
FALLBACK = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWords:
    """What it is, since when, and where that is said."""

    text: str
    since_on: date | None = None
    source_words: str = ""


def add_benefit(actor: Actor, body: Body, words: StandingWords, *, slug: str = "") -> Benefit:
    """Say what the body offers its projects from a day on. Refuses ("not_allowed",
    "words_missing", "said_already").
    """
    row = Benefit()
    _add(actor, "add_benefit", body, row, words, slug)
    return row


def add_expectation(
    actor: Actor, body: Body, words: StandingWords, *, slug: str = ""
) -> Expectation:
    """Say what the body expects of its projects from a day on. Refuses as above."""
    row = Expectation()
    _add(actor, "add_expectation", body, row, words, slug)
    return row


def _add(
    actor: Actor, verb: str, body: Body, row: AnyStanding, words: StandingWords, slug: str
) -> None:
    with act(actor, f"projects.{verb}", f"{body.slug}/projects", body_slug=body.slug) as this:
        require(policy.may_keep_standing(actor, body))
        row.body = locked(body)
        row.added_at = this.at
        others = list(type(row).objects.filter(body=body))
        _set(row, words, others)
        taken = {each.slug for each in others}
        row.slug = free_slug(slug or row.text, taken, RESERVED_STANDING, LONGEST, FALLBACK)
        row.position = max((each.position for each in others), default=0) + 1
        row.save()
        _index(row)
        this.ref = row.ref
        this.now_is(text=row.text, since_on=row.since_on, source=row.source_words)
        this.summary = row.text[:300]


def describe_standing(
    actor: Actor, row: AnyStanding, words: StandingWords, *, seen: int
) -> AnyStanding:
    """Word a benefit or an expectation anew, or correct its day or source.

    Refuses ("not_allowed", "changed_meanwhile", "words_missing", "said_already").
    """
    with _standing_act(actor, "describe_standing", row) as (this, found):
        guard_revision(found, seen, {"text": words.text, "source_words": words.source_words})
        this.was(text=found.text, since_on=found.since_on, source=found.source_words)
        others = type(found).objects.filter(body=found.body).exclude(pk=found.pk)
        _set(found, words, list(others))
        this.now_is(text=found.text, since_on=found.since_on, source=found.source_words)
        this.summary = found.text[:300]
    return found


def end_standing(
    actor: Actor, row: AnyStanding, *, on: date, reason: str, seen: int
) -> AnyStanding:
    """Let it hold for the last time on a day, for a reason. Refuses ("not_allowed",
    "changed_meanwhile", "already_ended", "words_missing", "in_future").
    """
    words = checked_words(reason, "The reason", "reason", 300)
    with _standing_act(actor, "end_standing", row) as (this, found):
        if found.ended_on is not None:
            raise Refused(
                "already_ended",
                f"It ended on {day_words(found.ended_on)}: {found.ended_reason} Nothing has "
                "changed.",
            )
        not_in_future(found.body, on, "Its last day", "on")
        guard_revision(found, seen, {"ended_reason": words})
        found.ended_on, found.ended_reason = on, words
        this.now_is(ended_on=on, reason=words)
        this.summary = words
    return found


def resume_standing(actor: Actor, row: AnyStanding, *, seen: int) -> AnyStanding:
    """Let it hold again: the inverse of `end_standing`. Refuses ("not_allowed", "not_ended",
    "changed_meanwhile").
    """
    with _standing_act(actor, "resume_standing", row) as (this, found):
        if found.ended_on is None:
            raise Refused("not_ended", f"“{found.text}” holds already. Nothing has changed.")
        guard_revision(found, seen, {})
        this.was(ended_on=found.ended_on, reason=found.ended_reason)
        found.ended_on, found.ended_reason = None, ""
        this.summary = found.text[:300]
    return found


def order_benefits(actor: Actor, body: Body, *, order: Sequence[str]) -> None:
    """Put the benefits into this order of short names. Refuses ("not_allowed")."""
    _order(actor, "order_benefits", body, Benefit, order)


def order_expectations(actor: Actor, body: Body, *, order: Sequence[str]) -> None:
    """Put the expectations into this order of short names. Refuses ("not_allowed")."""
    _order(actor, "order_expectations", body, Expectation, order)


def _order(actor: Actor, verb: str, body: Body, model: StandingModel, order: Sequence[str]) -> None:
    ref = f"{body.slug}/projects/{model.place}"
    with act(actor, f"projects.{verb}", ref, body_slug=body.slug) as this:
        require(policy.may_keep_standing(actor, body))
        rows = list(model.objects.filter(body=locked(body)))
        wanted = moved(rows, order, lambda row: row.slug)
        for position, row in enumerate(wanted, start=1):
            row.position = position
            row.save(update_fields=["position"])
        this.was(order=[row.slug for row in rows])
        this.now_is(order=[row.slug for row in wanted])


@contextmanager
def _standing_act(actor: Actor, verb: str, row: AnyStanding) -> Iterator[tuple[Act, AnyStanding]]:
    with act(actor, f"projects.{verb}", row.ref, body_slug=row.body.slug) as this:
        require(policy.may_keep_standing(actor, row.body))
        found = locked(row)
        found.body = row.body
        yield this, found
        found.save()
        _index(found)


def _set(row: AnyStanding, words: StandingWords, others: Sequence[Standing]) -> None:
    text = checked_words(words.text, "What it is", "text", 300)
    if any(each.text.casefold() == text.casefold() for each in others):
        raise Refused(
            "said_already",
            f"“{text}” is on the list already. Nothing has changed.",
            {"field": "text"},
        )
    row.text, row.since_on = text, words.since_on
    source = words.source_words.strip()
    row.source_words = checked_words(source, "The source", "source_words", 300) if source else ""


def _name(row: AnyStanding) -> str:
    return type(row).__name__


def _index(row: AnyStanding) -> None:
    on = row.since_on or row.added_at.date()
    make_findable(row.ref, kind=_name(row).lower(), title=row.text, text=row.source_words, on=on)
