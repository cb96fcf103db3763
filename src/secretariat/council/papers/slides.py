"""Papers as slides: what they are and where they stand, their words, and what others say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from secretariat.council.meetings import markup
from secretariat.council.papers.models import Paper
from secretariat.council.papers.snapshots import PaperAt, QuotationAt, VersionAt
from secretariat.rules.days import day_words
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.papers import IN_WORK, PaperState
from secretariat.rules.runs import Paragraph, Run, bullet, linked, paragraph
from secretariat.rules.wording import capitalized, joined

NEWEST_REMARKS = 4


def head_lines(paper: PaperAt, parts: Iterable[PaperAt] = ()) -> list[Paragraph]:
    """What a paper is, where it stands, and where to read on; terms that belong to it by name."""
    lines = [paragraph(_state_runs(paper))]
    lines += [*markup.paragraphs(paper.about)]
    lines += term_lines(parts)
    lines += [bullet(linked(remark.words)) for remark in paper.remarks[-NEWEST_REMARKS:]]
    return lines + link_lines(paper)


def _state_runs(paper: PaperAt) -> tuple[Run, ...]:
    version = paper.current
    state = f", {version.words}" if version else ""
    editor = f"; editor {paper.editor}" if paper.editor else ""
    # “Text” alone would tell a reader nothing.
    name = paper.title if paper.kind == Paper.Kind.OTHER else capitalized(paper.kind_words)
    return (Run(name, is_bold=True), Run(f"{state}{editor}"))


def term_lines(parts: Iterable[PaperAt], level: int = 0) -> list[Paragraph]:
    """The terms of a paper in one line."""
    names = [part.title for part in parts]
    return [bullet(f"Terms: {joined(names)}", level)] if names else []


def link_lines(paper: PaperAt, level: int = 0) -> list[Paragraph]:
    """Where a paper is discussed, written and published."""
    current = paper.current
    published = current.published_url if current else ""
    named = (
        ("Issue: ", paper.issue_url),
        ("Document in progress: ", paper.document_url if _is_in_work(paper) else ""),
        ("Published: ", published),
    )
    return [bullet((Run(label), *linked(url)), level) for label, url in named if url]


def _is_in_work(paper: PaperAt) -> bool:
    return paper.current is not None and paper.current.state in IN_WORK


def text_slides_of(paper: PaperAt, *, ref: str) -> list[AnySlide]:
    """The words of a definition, the coming version above the one in force; other papers are read
    in their document.
    """
    if paper.kind != "definition":
        return []
    shown = [row for row in reversed(paper.versions) if row.text and _is_worth_showing(row)]
    lines = [line for version in shown for line in _definition(version)]
    return [TextSlide(title=paper.title, paragraphs=tuple(lines), ref=ref)] if lines else []


def _is_worth_showing(version: VersionAt) -> bool:
    return version.state not in (PaperState.SUPERSEDED, PaperState.WITHDRAWN)


def _definition(version: VersionAt) -> list[Paragraph]:
    heading = paragraph((Run(capitalized(version.words), is_bold=True),))
    return [heading, *markup.paragraphs(version.text)]


def quotation_slide(quotation: QuotationAt, *, ref: str, number: str = "") -> TextSlide:
    """What somebody outside says, word for word, with its address above and its source below."""
    paragraphs = [bullet(linked(quotation.url))] if quotation.url else []
    paragraphs += quoted(quotation.words)
    return TextSlide(
        title=quotation.title,
        number=number,
        paragraphs=tuple(paragraphs),
        foot=source_words(quotation),
        ref=ref,
    )


def quoted(words: str) -> list[Paragraph]:
    """Quoted Markdown in quotation marks, the opening one before the first paragraph only."""
    blocks = list(markup.paragraphs(words))
    if not blocks:
        return []
    first, last = blocks[0], len(blocks) - 1
    blocks[0] = Paragraph((Run("“"), *first.runs), first.level, first.label)
    blocks[last] = Paragraph((*blocks[last].runs, Run("”")), blocks[last].level, blocks[last].label)
    return blocks


def source_words(quotation: QuotationAt) -> str:
    """Who says it, where, and when it was read: "AWS, Security Blog, read on 7 Oct 2021"."""
    parts = [quotation.author, quotation.work, f"read on {day_words(quotation.read_on)}"]
    return ", ".join(part for part in (*parts, quotation.emphasis) if part)


def report_lines(
    paper: PaperAt, parts: Iterable[PaperAt], since: date, to: date
) -> list[Paragraph]:
    """A paper in a report: its state, and below what became known of it in the period."""
    lines = [bullet((Run(paper.title, is_bold=True), Run(f": {_report_state(paper)}")))]
    lines += [bullet(line.runs, 1) for line in markup.paragraphs(paper.about)]
    lines += term_lines(parts, 1)
    heard = [remark for remark in paper.remarks if since <= remark.on <= to]
    lines += [bullet(linked(remark.words), 1) for remark in heard]
    if paper.issue_url:
        lines.append(bullet(linked(paper.issue_url), 1))
    return lines


def _report_state(paper: PaperAt) -> str:
    version = paper.current
    if version is None:
        return paper.kind_words
    return version.words if len(paper.versions) > 1 else version.state_words
