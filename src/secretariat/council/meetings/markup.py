"""Markdown of the record as paragraphs and runs, which slides and minutes are made of.

Only what they can show is kept: headings, lists, bold, italic, links. Nothing else is lost but its
style.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from secretariat.rules.runs import DOT, Paragraph, Run, Runs, linked

_reader = MarkdownIt("commonmark", {"html": False}).enable("table")
_BREAK = re.compile(r"^\s*---+\s*$", re.MULTILINE)
_HEADING = re.compile(r"\A\s*#{1,6}\s+(?P<title>[^\n]+?)\s*#*\s*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of one slide; `title` is its own heading, if it has one."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a comparison, as the page draws it."""

    kind: str
    sign: str
    text: str


def sheets(text: str) -> list[Sheet]:
    """The text cut at lines of `---`; each piece may begin with a heading of its own."""
    return [_sheet(piece) for piece in _BREAK.split(text) if piece.strip()]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Every block of the text as a paragraph; list entries keep their mark and depth."""
    return tuple(_blocks(_reader.parse(text)))


def difference(before: str, after: str) -> list[DiffLine]:
    """The sentences that came and went between two texts, in reading order."""
    old, new = _sentences(before), _sentences(after)
    lines: list[DiffLine] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [DiffLine("same", "", text) for text in old[i1:i2]]
            continue
        lines += [DiffLine("removed", "−", text) for text in old[i1:i2]]
        lines += [DiffLine("added", "+", text) for text in new[j1:j2]]
    return lines if any(line.kind != "same" for line in lines) else []


def _sentences(text: str) -> list[str]:
    return [paragraph.words for paragraph in paragraphs(text)]


def runs(text: str) -> Runs:
    """The text as one paragraph: blocks are joined by line ends."""
    joined: list[Run] = []
    for each in paragraphs(text):
        start = "\n" if joined else ""
        mark = f"{each.label} " if each.label else ""
        joined += [Run(start + mark), *each.runs] if start or mark else each.runs
    return tuple(joined)


def _sheet(piece: str) -> Sheet:
    heading = _HEADING.match(piece)
    if heading is None:
        return Sheet("", paragraphs(piece))
    return Sheet(heading["title"], paragraphs(piece[heading.end() :]))


@dataclass(slots=True)
class _List:
    """An open list: its next number, or none for bullets, and whether its mark is still due."""

    number: int | None
    labels: list[str] = field(default_factory=list)


def _blocks(tokens: Sequence[Token]) -> Iterator[Paragraph]:
    lists: list[_List] = []
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            start = int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None
            lists.append(_List(start))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            _begin_entry(lists[-1])
        elif token.type == "inline":
            yield _paragraph(tuple(_inline(token.children or [])), lists)
        elif token.type in {"fence", "code_block"}:
            yield _paragraph((Run(token.content.rstrip("\n")),), lists)


def _begin_entry(inside: _List) -> None:
    if inside.number is None:
        inside.labels.append(DOT)
        return
    inside.labels.append(f"{inside.number}.")
    inside.number += 1


def _paragraph(content: Runs, lists: Sequence[_List]) -> Paragraph:
    label = lists[-1].labels.pop() if lists and lists[-1].labels else ""
    return Paragraph(content, max(0, len(lists) - 1), label)


def _inline(tokens: Sequence[Token]) -> Iterator[Run]:
    bold = italic = 0
    link = ""
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        if token.type == "link_open":
            link = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            link = ""
        words = "\n" if token.type == "hardbreak" else token.content
        words = " " if token.type == "softbreak" else words
        if not words:
            continue
        if link:
            yield Run(words, bool(bold), bool(italic), link)
            continue
        for run in linked(words):
            yield Run(run.text, bool(bold), bool(italic), run.link)
