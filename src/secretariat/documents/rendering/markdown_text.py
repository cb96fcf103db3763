"""Runs as Markdown that prints every character literally and stays as it is under a formatter."""

from __future__ import annotations

import html.entities
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from secretariat.documents.rendering.words import tidy
from secretariat.rules.runs import Paragraph, Run, Runs, plain

_ALWAYS = re.compile(r"[\\`<]|~~")
_LINE_START = re.compile(r"(\s*)(#{1,6}(?=\s|\Z)|[-+>=]|\d{1,9}[.)](?=\s|\Z))")
_SPACES = re.compile(r"[ \t]+")


def inline(runs: Runs, *, is_start: bool = False, breaks: str = "\\\n") -> str:
    """The runs as inline Markdown. `is_start` guards what would begin a block; line ends become
    `breaks`.
    """
    text = "".join(_inline_run(run) for run in _joined(tidy(runs)))
    text = _SPACES.sub(" ", text).replace(" \n", "\n").replace("\n ", "\n").strip()
    lines = [line for line in text.split("\n") if line]
    if is_start:
        lines = [_guarded(line) for line in lines]
    else:
        lines = [*lines[:1], *(_guarded(line) for line in lines[1:])]
    return breaks.join(lines)


def escaped(text: str) -> str:
    """A text on one line of Markdown."""
    return inline(plain(text), breaks=" ")


def _joined(runs: Runs) -> Iterator[Run]:
    """Runs of the same style as one, so that their marks never touch."""
    current: Run | None = None
    for run in runs:
        if current and _style(current) == _style(run):
            current = Run(current.text + run.text, run.is_bold, run.is_italic, run.link)
            continue
        if current:
            yield current
        current = run
    if current:
        yield current


def _style(run: Run) -> tuple[bool, bool, str]:
    return run.is_bold, run.is_italic, run.link


def _inline_run(run: Run) -> str:
    if run.link:
        if run.text.strip() == run.link and "~" not in run.link and "_" not in run.link:
            return f"<{run.link}>"
        return f"[{_escape(run.text.strip())}]({_address(run.link)})"
    text = _escape(run.text)
    mark = "**" * run.is_bold + "*" * run.is_italic
    bare = text.strip()
    if not mark or not bare:
        return text
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return f"{before}{mark}{bare}{mark[::-1]}{after}"


def _address(link: str) -> str:
    return f"<{link}>" if set("() ") & set(link) else link


def _escape(text: str) -> str:
    text = _ALWAYS.sub(lambda match: "\\" + match.group(), text)
    text = _escape_marks(text)
    text = _escape_brackets(text)
    return _reference().sub(lambda match: "\\" + match.group(), text)


def _escape_marks(text: str) -> str:
    """Stars and underscores, except where they can begin nothing: between spaces, inside words."""
    pieces = []
    for index, letter in enumerate(text):
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        is_free = before.isspace() and after.isspace()
        is_inside = letter == "_" and before.isalnum() and after.isalnum()
        pieces.append("\\" if letter in "*_" and not is_free and not is_inside else "")
        pieces.append(letter)
    return "".join(pieces)


def _escape_brackets(text: str) -> str:
    """Brackets, except a closed pair that nothing follows which would make it a link."""
    escape: set[int] = set()
    start: int | None = None
    for index, letter in enumerate(text):
        if letter == "[":
            if start is not None:
                escape.add(start)
            start = index
        elif letter == "]":
            if start is None:
                escape.add(index)
            elif text[index + 1 : index + 2] in {":", "("}:
                escape |= {start, index}
            start = None
    if start is not None:
        escape.add(start)
    return "".join("\\" * (index in escape) + letter for index, letter in enumerate(text))


@cache
def _reference() -> re.Pattern[str]:
    names = "|".join(sorted({name.rstrip(";") for name in html.entities.html5}))
    return re.compile(rf"&(?:#[0-9]{{1,7}}|#[Xx][0-9A-Fa-f]{{1,6}}|{names});")


def _guarded(line: str) -> str:
    match = _LINE_START.match(line)
    if not match:
        return line
    mark = match.group(2)
    if mark[0].isdigit():
        return f"{mark[:-1]}\\{line[match.end() - 1 :]}"
    return "\\" + line.lstrip()


# Blocks -------------------------------------------------------------------------------------------


class Blocks:
    """Collects blocks with an empty line between; a list right after a list changes its mark."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._mark = ""

    def add(self, text: str) -> None:
        """A paragraph, heading, quotation or table; nothing for an empty text."""
        if text:
            self._blocks.append(text)
            self._mark = ""

    def add_list(self, entries: Sequence[tuple[int, str]]) -> None:
        """Entries with their depth as one nested list."""
        if not entries:
            return
        self._mark = "*" if self._mark == "-" else "-"
        lines = []
        for depth, text in entries:
            margin = "  " * depth
            inside = "\n".join([f"{margin}  {line}" for line in text.split("\n")])
            mark = self._mark if depth == 0 else "-"
            lines.append(f"{margin}{mark} {inside[len(margin) + 2 :]}".rstrip())
        self._blocks.append("\n".join(lines))

    def add_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Paragraphs and lists of the document model; labels other than dots become bold text."""
        entries: list[tuple[int, str]] = []
        for entry in paragraphs:
            if not entry.label:
                self.add_list(entries)
                entries = []
                self.add(inline(entry.runs, is_start=True))
                continue
            label = entry.label.strip().rstrip("•")
            depth = min(entry.level, entries[-1][0] + 1 if entries else 0)
            text = inline(entry.runs, is_start=not label)
            entries.append((depth, f"**{escaped(label)}** {text}".strip() if label else text))
        self.add_list(entries)

    def text(self) -> str:
        return "\n\n".join(self._blocks) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], aligns: Sequence[str]) -> str:
    """A table with columns padded to their widest cell; bars in cells are escaped here."""
    head = [cell.replace("|", "\\|") for cell in head]
    rows = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    widths = [
        max(3, *(_columns(line[index]) for line in (head, *rows))) for index in range(len(head))
    ]
    rules = {"left": ("", ""), "center": (":", ":"), "right": ("", ":")}
    marks = []
    for wide, align in zip(widths, aligns, strict=True):
        start, end = rules[align]
        marks.append(start + "-" * (wide - len(start) - len(end)) + end)
    lines = [_row(head, widths, aligns), "| " + " | ".join(marks) + " |"]
    lines += [_row(row, widths, aligns) for row in rows]
    return "\n".join(lines)


def _row(cells: Sequence[str], widths: Sequence[int], aligns: Sequence[str]) -> str:
    padded = []
    for cell, wide, align in zip(cells, widths, aligns, strict=True):
        spare = wide - _columns(cell)
        before = {"left": 0, "center": spare // 2, "right": spare}[align]
        padded.append(" " * before + cell + " " * (spare - before))
    return "| " + " | ".join(padded) + " |"


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes; an emoji made of several letters takes two."""
    before = (" ", *text)
    behind = (*text[1:], " ")
    return sum(map(_letter_columns, before, text, behind))


def _letter_columns(before: str, letter: str, behind: str) -> int:
    if before == "\u200d" or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    is_wide = behind == "\ufe0f" or unicodedata.east_asian_width(letter) in "WF"
    return 2 if is_wide else 1
