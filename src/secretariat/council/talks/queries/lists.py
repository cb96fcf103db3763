"""Lists of talks: the board, the history, what hangs, and the pipeline as of an instant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from secretariat.council.talks import policy
from secretariat.council.talks.models import Slot, Talk
from secretariat.council.talks.queries.finding import FACTS, PARTS, SLOTS, SPEAKERS, TOLD
from secretariat.council.talks.snapshots import TalkAt, facts_of, label_of, talk_at
from secretariat.foundation.people.models import Body
from secretariat.rules.talks import OPEN_STATES, STATE_WORDS, TalkState, hanging
from secretariat.rules.visibility import Actor

OPEN = [state.value for state in OPEN_STATES]


@dataclass(frozen=True, slots=True)
class TalkFilter:
    """What of the talks is wanted: words in any of topic, speaker, organization, title."""

    text: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board: a state and its talks, each with what hangs."""

    state: TalkState
    words: str
    cards: tuple[tuple[Talk, str], ...]


def talks_of(actor: Actor, body: Body) -> list[Talk]:
    """Every talk the actor may see, oldest suggestion first. As many queries for any number."""
    return list(policy.visible_to(actor, _rows(body, *PARTS)))


def talks_since(actor: Actor, body: Body, since_on: date) -> list[Talk]:
    """Those accepted or given since a day, with their speakers. Two queries."""
    rows = _rows(body, SPEAKERS).filter(Q(accepted_on__gte=since_on) | Q(given_on__gte=since_on))
    return list(policy.visible_to(actor, rows))


def talks_with_slots(actor: Actor, body: Body) -> list[Talk]:
    """Those that have or had a place in a meeting, with speakers and slots. Three queries."""
    rows = _rows(body, SPEAKERS, SLOTS).filter(slots__meeting__isnull=False).distinct()
    return list(policy.visible_to(actor, rows))


def filtered(talks: Iterable[Talk], wanted: TalkFilter) -> list[Talk]:
    """Those that have every word, in title, speaker, organization, topic or text."""
    parts = wanted.text.casefold().split()
    topic = wanted.topic.casefold()
    return [
        talk
        for talk in talks
        if all(part in _haystack(talk) for part in parts)
        and (not topic or topic in {each.casefold() for each in talk.topics})
    ]


def topics_of(talks: Iterable[Talk]) -> list[str]:
    """The topics of these talks, each once, by name."""
    return sorted({topic for talk in talks for topic in talk.topics}, key=str.casefold)


def board(talks: Iterable[Talk], at: datetime, today: date) -> list[Column]:
    """The talks by state, in the order of their life; empty states are left out."""
    rows = list(talks)
    columns = []
    for state in TalkState:
        here = [talk for talk in rows if talk.state == state.value]
        cards = tuple((talk, hanging(facts_of(talk, at), today)) for talk in here)
        if cards:
            columns.append(Column(state, STATE_WORDS[state].capitalize(), cards))
    return columns


def pipeline_at(body: Body, at: datetime) -> list[TalkAt]:
    """The public talks as they stood at an instant, in the order of the record."""
    rows = _rows(body, *TOLD).filter(accepted_on__isnull=False)
    found = (talk_at(talk, at) for talk in rows)
    return [each for each in found if each is not None]


def hanging_talks(body: Body, at: datetime, today: date) -> list[tuple[Talk, str]]:
    """Every talk that waits for somebody, with what is missing: what loose ends list and the
    pipeline is proposed from. Six queries.
    """
    rows = Talk.objects.filter(body=body).exclude(state=TalkState.NEVER.value)
    rows = rows.select_related("body", "coordinator").prefetch_related(*FACTS)
    found = ((talk, hanging(facts_of(talk, at), today)) for talk in rows)
    return [(talk, why) for talk, why in found if why]


def talks_for(actor: Actor, body: Body, *, with_suggestions: bool) -> list[Talk]:
    """The open talks that the actor coordinates, and what strangers suggested and nobody has
    looked at. One query, six where there is any.
    """
    wanted = Q(coordinator__handle=actor.person or "", accepted_on__isnull=False)
    if with_suggestions:
        wanted |= Q(accepted_on__isnull=True)
    rows = Talk.objects.filter(wanted, body=body, state__in=OPEN)
    return list(rows.select_related("body", "coordinator").prefetch_related(*FACTS))


def suggestion_count(body: Body) -> int:
    """How many suggestions of strangers nobody has looked at. One query."""
    return Talk.objects.filter(body=body, accepted_on__isnull=True, state__in=OPEN).count()


def waiting_slots(body: Body) -> list[Slot]:
    """The slots still to be given, with their talks, those with a meeting first. Three queries."""
    rows = Slot.objects.filter(talk__body=body, state=Slot.State.PLANNED)
    rows = rows.exclude(talk__state=TalkState.NEVER.value).select_related(
        "talk__body", "meeting__body", "stand_in_for__talk"
    )
    return list(rows.prefetch_related("talk__speakers").order_by("meeting__starts_at", "id"))


def stand_ins_for(talk: Talk) -> list[tuple[str, str]]:
    """The other talks that may take the place of one that failed, as (slug, words). One query."""
    rows = Talk.objects.filter(body=talk.body, accepted_on__isnull=False, state__in=OPEN)
    return [(row.slug, label_of(row)) for row in rows.exclude(pk=talk.pk)]


def _rows(body: Body, *parts: str | Prefetch[Any]) -> QuerySet[Talk]:
    rows = Talk.objects.filter(body=body).select_related("body__host", "coordinator")
    return rows.prefetch_related(*parts)


def _haystack(talk: Talk) -> str:
    speakers = " ".join(f"{each.name} {each.organization_words}" for each in talk.speakers.all())
    parts = (talk.title, talk.full_title, talk.organization_words, *talk.topics, speakers)
    return " ".join((*parts, talk.about)).casefold()
