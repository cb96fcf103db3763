"""Text as the documents hold it: runs of words with bold, italic and links, grouped in paragraphs.

Slides and minutes share these. A run's link is always http, https or mailto; any other link is
dropped and its words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"\x00-\x1f]+\Z", re.IGNORECASE)
ADDRESS_IN_TEXT = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
INVISIBLE_ORDER = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c]")
NO_BREAK_SPACE = "\u00a0"
_IN_BRACKETS = re.compile(r"\[[^\[\]\n]{1,24}\]")
DOT = "•"
LONGEST_LABEL = 12
CONTINUED, CONTINUED_DOT = "\u2003", "\u2002"
"""Labels of a paragraph that goes on from the slide before: indented like it, without a mark."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style. `link` is an absolute address or empty."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""

    def __post_init__(self) -> None:
        """Drops what no document format can hold, hidden changes of direction and unsafe links."""
        text = LINE_ENDS.sub("\n", self.text)
        text = UNPRINTABLE.sub("", INVISIBLE_ORDER.sub("", text))
        object.__setattr__(self, "text", text)
        if self.link and not SAFE_LINK.match(self.link):
            object.__setattr__(self, "link", "")


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or list entry. `label` is what stands before it: empty for a plain paragraph,
    `DOT` for a bullet, any other text ("3.") is printed as it is. `level` is 0, 1 or 2.
    """

    runs: Runs
    level: int = 0
    label: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "level", max(0, min(self.level, 2)))
        object.__setattr__(self, "label", self.label[:LONGEST_LABEL])

    @property
    def words(self) -> str:
        return words(self.runs)

    @property
    def is_continued(self) -> bool:
        """Whether it goes on from an entry on the slide before."""
        return self.label in {CONTINUED, CONTINUED_DOT}


def plain(text: str) -> Runs:
    """The text as one run without style; no run at all for an empty text."""
    return (Run(text),) if text else ()


def linked(text: str) -> Runs:
    """The text with each bare http(s) address made a link. Closing punctuation stays outside."""
    found: list[Run] = []
    done = 0
    for match in ADDRESS_IN_TEXT.finditer(text):
        address = _without_trailing_punctuation(match.group())
        if match.start() > done:
            found.append(Run(text[done : match.start()]))
        found.append(Run(address, link=address))
        done = match.start() + len(address)
    if done < len(text):
        found.append(Run(text[done:]))
    return tuple(found)


def _without_trailing_punctuation(address: str) -> str:
    while address and (
        address[-1] in ".,;:!?'”’"
        or (address[-1] == ")" and address.count(")") > address.count("("))
    ):
        address = address[:-1]
    return address


def as_runs(content: str | Iterable[Run]) -> Runs:
    """Runs from either a text (its addresses become links) or runs."""
    return linked(content) if isinstance(content, str) else tuple(content)


def unbroken(runs: Runs) -> Runs:
    """The runs with no line end inside short words in brackets: [IN PROGRESS]."""
    return tuple(replace(run, text=_IN_BRACKETS.sub(_joined, run.text)) for run in runs)


def _joined(match: re.Match[str]) -> str:
    return match.group().replace(" ", NO_BREAK_SPACE)


def words(runs: Iterable[Run]) -> str:
    """The text of the runs without style."""
    return "".join(run.text for run in runs)


def paragraph(content: str | Iterable[Run], level: int = 0) -> Paragraph:
    """A plain paragraph, without a label."""
    return Paragraph(as_runs(content), level)


def bullet(content: str | Iterable[Run], level: int = 0) -> Paragraph:
    """A list entry with a dot."""
    return Paragraph(as_runs(content), level, DOT)


def numbered_entry(label: str, content: str | Iterable[Run], level: int = 0) -> Paragraph:
    """A list entry with the label given, such as "3."."""
    return Paragraph(as_runs(content), level, label)
