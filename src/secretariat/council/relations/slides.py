"""Consultations and relations as slides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from secretariat.council.meetings import markup
from secretariat.council.relations.snapshots import ConsultationAt
from secretariat.rules.deck import AnySlide, ResolutionSlide, TextSlide
from secretariat.rules.relations import KindLine, contact_sentence
from secretariat.rules.runs import Paragraph, Run, bullet, linked, paragraph, plain
from secretariat.rules.wording import capitalized, counted, joined

NEWEST_NOTES = 3


def consultation_lines(row: ConsultationAt, day: date) -> list[Paragraph]:
    """What it is, until when, who drafts it, where to read, and what was said of it last."""
    state = f"{capitalized(row.step_words)}{f'; {row.deadline(day)}' if _counts(row, day) else ''}"
    lines = [paragraph((Run(state, is_bold=True),))]
    lines += markup.paragraphs(row.about)
    named = (
        ("Asked by ", row.asked_by),
        ("Drafted by ", row.drafter or ("nobody yet" if row.sent_on is None else "")),
        ("Call: ", row.call_url),
        ("Draft: ", row.document_url),
        ("Published: ", row.published_url),
    )
    lines += [bullet((Run(label), *linked(words))) for label, words in named if words]
    notes = [each for each in row.steps if each.words and not each.is_move]
    return lines + [bullet(linked(each.words)) for each in notes[-NEWEST_NOTES:]]


def _counts(row: ConsultationAt, day: date) -> bool:
    return bool(row.deadline(day)) and row.sent_on is None


def resolution_slide(title: str, text: str, *, ref: str) -> ResolutionSlide:
    """The resolution the body is asked to take."""
    return ResolutionSlide(title=title, text=plain(text), ref=ref)


def kind_lines(lines: Sequence[KindLine], *, has_numbers: bool = True) -> list[Paragraph]:
    """The outside bodies of each kind in one line, with how often there was contact, and a sentence
    on the kinds without any.
    """
    shown = [bullet(_kind_runs(line, has_numbers=has_numbers)) for line in lines]
    sentence = contact_sentence(lines) if has_numbers else ""
    return [*shown, *([bullet(sentence)] if sentence else [])]


def _kind_runs(line: KindLine, *, has_numbers: bool) -> tuple[Run, ...]:
    names = (Run(f"{line.words}: ", is_bold=True), Run(joined(line.names)))
    if not has_numbers:
        return names
    counts = (
        (line.talks, "talk"),
        (line.exchanges, "exchange"),
        (line.consultations, "consultation"),
    )
    said = ", ".join(counted(number, noun) for number, noun in counts if number)
    return (*names, Run(f" ({said or 'no contact'})"))


def text_slide(title: str, lines: Sequence[Paragraph], stamp: str, foot: str) -> AnySlide:
    """A slide of these lines; `foot` says so where there are none."""
    return TextSlide(title=title, stamp=stamp, paragraphs=tuple(lines), foot="" if lines else foot)
