"""Talks as slides, minutes and chapters of a report print them, at an instant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.conf import settings

from secretariat.council.meetings.markup import paragraphs
from secretariat.council.referrals.models import Referral
from secretariat.council.talks.models import Slot, Talk, TalkMaterial, WebinarRound
from secretariat.council.talks.queries import (
    open_rounds,
    pipeline_at,
    referral_words,
    undecided,
)
from secretariat.council.talks.snapshots import SLIDES, TalkAt, label_of, speakers_of
from secretariat.foundation.people.models import Body
from secretariat.rules.days import day_words
from secretariat.rules.meetings import BodySnapshot
from secretariat.rules.runs import Paragraph, Run, Runs, bullet, linked, paragraph
from secretariat.rules.talks import TalkState
from secretariat.rules.visibility import Audience
from secretariat.rules.wording import joined


def slot_paragraphs(slot: Slot) -> tuple[Paragraph, ...]:
    """The talk of a slot: who speaks, what about, and what was filed for everybody."""
    talk = slot.talk
    lead = [paragraph((Run(who, is_bold=True),))] if (who := speakers_of(talk)) else []
    if slot.part > 1:
        lead.append(paragraph(f"Part {slot.part}"))
    if slot.stand_in_for is not None:
        lead.append(paragraph(f"Stands in for “{slot.stand_in_for.talk.title}”"))
    links = [bullet(linked(talk.url))] if talk.url else []
    return (*lead, *paragraphs(talk.about), *links, *map(_material, public_materials(talk)))


def public_materials(talk: Talk) -> list[TalkMaterial]:
    """Slides and recordings that everybody may see. Reads `materials`."""
    rows = [each for each in talk.materials.all() if each.audience == Audience.PUBLIC]
    for row in rows:
        row.talk = talk
    return [row for row in rows if row.kind in SLIDES]


def given_runs(slot: Slot) -> tuple[Runs, ...]:
    """What minutes state about a slot: who presented what, or why not."""
    talk, who = slot.talk, speakers_of(slot.talk)
    if slot.state == Slot.State.FAILED:
        return ((Run(f"The talk “{talk.title}” was not given: {slot.reason}"),),)
    part = f", part {slot.part}" if slot.part > 1 else ""
    goes_on = "; to be continued" if slot.state == Slot.State.CONTINUED else ""
    said = f"{who} presented “{talk.title}”" if who else f"“{talk.title}” was presented"
    lines: list[Runs] = [(Run(f"{said}{part}{goes_on}."),)]
    lines += [_material_runs(each) for each in public_materials(talk)]
    return tuple(lines)


def past_paragraphs(
    body: BodySnapshot, pipeline: Sequence[TalkAt], referred: Sequence[Referral]
) -> tuple[Paragraph, ...]:
    """The talks on outside topics that were given, each with what came of it as a webinar."""
    past = [each for each in pipeline if each.state is TalkState.GIVEN and not each.is_own]
    if not past:
        return ()
    projects = body.word("project")
    head = (
        f"Past {body.short_name} talks (in addition to our own {projects}s and proposed "
        f"{projects}s)"
    )
    sent = {row.about_ref: row for row in referred}
    return (_head(head), *(bullet(_past_words(each, sent)) for each in past))


def question_paragraphs(
    body: Body, pipeline: Sequence[TalkAt], at: datetime
) -> tuple[Paragraph, ...]:
    """What the body has to decide about webinars: an open choice, or the candidates nobody chose
    among yet.
    """
    rounds = [each for each in open_rounds(body) if each.opened_at <= at]
    if rounds:
        return tuple(paragraph(round_words(each)) for each in rounds)
    left = undecided(body, list(pipeline))
    if not left:
        return ()
    others = "Any of the others candidates" if _has_webinar(pipeline) else "Any candidates"
    return (paragraph((Run(f"{others} for a webinar? How do we decide?", is_bold=True),)),)


def possible_paragraphs(pipeline: Sequence[TalkAt]) -> tuple[Paragraph, ...]:
    """The talks on their way, each with its speaker and how far it is."""
    return tuple(bullet(_possible_words(each)) for each in pipeline if each.is_open)


def coordination_paragraphs(
    body: Body, short_name: str, from_on: date, at: datetime
) -> tuple[Paragraph, ...]:
    """The part of a report about talks on outside topics: given since a day or at a day nobody
    knows, still to come, and recommended as webinars.
    """
    pipeline = [each for each in pipeline_at(body, at) if not each.is_own]
    given = [each for each in pipeline if each.state is TalkState.GIVEN]
    given = [each for each in given if each.given_on is None or each.given_on >= from_on]
    coming = [each.full_words for each in pipeline if each.is_open]
    webinars = [f"{each.full_words} ({each.webinar})" for each in given if each.webinar]
    return tuple(_coordination(short_name, given, coming, webinars))


def _coordination(
    short_name: str, given: Sequence[TalkAt], coming: Sequence[str], webinars: Sequence[str]
) -> Iterator[Paragraph]:
    if given or coming:
        yield bullet(
            f"{short_name} talks, where we invite outside topics to be presented to the "
            f"{short_name}"
        )
    for each in given:
        yield bullet(each.full_words, level=1)
    for words in coming:
        yield bullet(f"Upcoming: {words}", level=1)
    if webinars:
        yield bullet("Some talks become recommended as webinar topics")
        for words in webinars:
            yield bullet(words, level=1)


def round_words(row: WebinarRound) -> str:
    """An open choice in words: among whom, how, by when."""
    names = joined(label_of(each.talk) for each in row.candidates.all())
    by = f" until {day_words(row.closes_on)}" if row.closes_on else ""
    who = f" ({row.committee.name})" if row.committee else ""
    return f"Webinar candidates: {names}. {row.get_way_display().capitalize()}{who}{by}."


def _has_webinar(pipeline: Sequence[TalkAt]) -> bool:
    return any(each.webinar for each in pipeline)


def _past_words(each: TalkAt, sent: dict[str, Referral]) -> Runs:
    row = sent.get(each.ref)
    came = each.webinar or (referral_words(row) if row else "")
    return (Run(each.words), *((Run(f" → {came}"),) if came else ()))


def _possible_words(each: TalkAt) -> Runs:
    speakers = f" – {each.speakers}" if each.speakers else ""
    far = f" ({each.state_words})" if each.state is not TalkState.SUGGESTED else ""
    return linked(f"{each.words}{speakers}{far}" + (f": {each.url}" if each.url else ""))


def _head(text: str) -> Paragraph:
    return paragraph((Run(text, is_bold=True),))


def _material(row: TalkMaterial) -> Paragraph:
    return bullet(_material_runs(row))


def _material_runs(row: TalkMaterial) -> Runs:
    address = row.url or f"{settings.BASE_URL}{row.href}"
    kind = row.get_kind_display().capitalize()
    note = (Run(f" ({row.note})"),) if row.note else ()
    return (Run(f"{kind}: "), Run(row.title or address, link=address), *note)
