"""A referral as slides and minutes print it, at an instant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from secretariat.council.actions.queries import link_address
from secretariat.council.referrals.models import Referral
from secretariat.foundation.records.queries import titles_of
from secretariat.rules.days import day_words
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import Paragraph, Run, Runs, bullet, linked, paragraph
from secretariat.rules.visibility import AUDIENCE_WORDS, Audience


def referral_paragraphs(row: Referral, at: datetime) -> tuple[Paragraph, ...]:
    """Who asks what, with which papers, and the answer if it was given by then."""
    return tuple(_paragraphs(row, at))


def answer_fact(row: Referral, item_ref: str, at: datetime) -> Fact:
    """What the minutes state: the question, and the answer if it was given by then."""
    if not _is_public(row):
        return Fact(kind="referral", key=f"referral-{row.ref}", lines=(linked(row.ref),))
    asked = f"{row.from_body.short_name} asks {row.to_body.short_name} ({row.ref}): "
    lines: list[Runs] = [linked(f"{asked}{row.question}")]
    if _is_answered(row, at):
        lines.append(linked(answer_words(row)))
    return Fact(kind="referral", key=f"referral-{row.ref}", lines=tuple(lines), ref=item_ref)


def answer_words(row: Referral) -> str:
    """The answer as one sentence with its day: "Agreed on 7 Oct 2021: …"."""
    on = f" on {day_words(row.answered_on)}" if row.answered_on else ""
    return f"{row.get_outcome_display().capitalize()}{on}: {row.answer}"


def title_words(row: Referral) -> str:
    """How an agenda names it. What is not public is named by its number only."""
    name = f"{row.from_body.short_name} {row.number}"
    return f"{name}: {row.question}"[:200] if _is_public(row) else f"Referral {name}"


def _is_public(row: Referral) -> bool:
    return row.audience == Audience.PUBLIC


def _paragraphs(row: Referral, at: datetime) -> Iterator[Paragraph]:
    if not _is_public(row):
        yield paragraph(f"{row.ref} is for {AUDIENCE_WORDS[Audience(row.audience)]} only.")
        return
    asks = f"{row.from_body.name} asks {row.to_body.name}:"
    yield paragraph((Run(asks, is_bold=True),))
    yield paragraph(row.question)
    papers = [paper for paper in (row.about_ref, *row.papers) if paper]
    titles = titles_of(papers)
    for paper in papers:
        yield bullet((Run(titles.get(paper, paper), link=_absolute(paper)),))
    if row.due_on and not _is_answered(row, at):
        yield paragraph(f"An answer is asked for by {day_words(row.due_on)}.")
    if _is_answered(row, at):
        yield paragraph(answer_words(row))


def _is_answered(row: Referral, at: datetime) -> bool:
    return row.answered_at is not None and row.answered_at <= at


def _absolute(link: str) -> str:
    address = link_address(link)
    return f"{settings.BASE_URL}{address}" if address.startswith("/") else address
