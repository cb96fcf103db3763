"""Runs on their way into a format: what each format may not be given is changed here."""

from __future__ import annotations

import re
from dataclasses import replace

from secretariat.rules.measure import longest_word
from secretariat.rules.runs import Run, Runs

ZERO_WIDTH_SPACE = "\u200b"
SOFT_EVERY = 6
_LONG = re.compile(rf"\S{{{SOFT_EVERY},}}")
_COVERED = re.compile(r"[\u0000-\u058f\u1d00-\u22ff\ufeff\ufb00-\ufb06]*\Z")


def tidy(runs: Runs) -> Runs:
    """The runs without spaces and line ends at the end, as the last thing of a paragraph."""
    kept = list(runs)
    while kept:
        text = kept[-1].text.rstrip()
        if text:
            return (*kept[:-1], replace(kept[-1], text=text))
        kept.pop()
    return ()


def softened(runs: Runs, line_width: float, size: float) -> Runs:
    """The runs with invisible places to break in words wider than the line, if there are any."""
    if longest_word(runs, size) <= line_width:
        return runs
    return tuple(replace(run, text=_LONG.sub(_with_breaks, run.text)) for run in runs)


def _with_breaks(match: re.Match[str]) -> str:
    word = match.group()
    pieces = [word[index : index + SOFT_EVERY] for index in range(0, len(word), SOFT_EVERY)]
    return ZERO_WIDTH_SPACE.join(pieces)


def is_covered(text: str) -> bool:
    """Whether the font that comes with the program has every letter of the text."""
    return bool(_COVERED.match(text))


def bold(text: str) -> Run:
    return Run(text, is_bold=True)


def clean(text: str) -> str:
    """The text without what no format can hold, where a format wants a text and not runs."""
    return Run(text).text
