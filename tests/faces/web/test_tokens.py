"""The colours of the interface can be read, and stand in one file only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from secretariat.rules.contrast import DARK_PAPERS, LIGHT_PAPERS, contrast

SOURCE = Path(__file__).parents[3] / "src" / "secretariat"
TOKENS = SOURCE / "faces" / "web" / "static" / "web" / "tokens.css"

PAPERS = ["paper", "surface", "sunken"]
STATES = ["settled", "open", "attention", "refused"]
TEXT_PAIRS = [
    *((ink, paper) for ink in ["ink", "ink-muted", "accent", "accent-2"] for paper in PAPERS),
    *((state, paper) for state in STATES for paper in [*PAPERS, f"{state}-tint"]),
    *(("ink", f"{state}-tint") for state in STATES),
    *((ink, "selected") for ink in ["ink", "ink-muted", "accent"]),
    *(("ink", cell) for cell in ["cell-changed", "cell-unsure", "added-tint", "removed-tint"]),
    ("ink-muted", "added-tint"),
    ("ink-muted", "removed-tint"),
    ("on-accent", "accent"),
    ("accent", "accent-tint"),
    ("accent", "attention-tint"),
]
EDGE_PAIRS = [("edge", paper) for paper in PAPERS]

_TOKEN = re.compile(r"--([a-z0-9-]+):\s*light-dark\((.+)\);")
_HEX = re.compile(r"#[0-9a-f]{6}\b")
_COLOUR_VALUE = re.compile(
    r"#[0-9a-fA-F]{3,8}\b(?=[^\"'({]*[;}])|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\((?!in )"
    r"|:\s*[^;{}]*\b(?:black|white|red|green|blue|gray|grey|silver|orange|yellow|purple)\b[^;{}]*;"
)


def _tokens() -> dict[str, tuple[str, str]]:
    """Name of a token to its colour on light and on dark paper."""
    found = {}
    for name, both in _TOKEN.findall(TOKENS.read_text(encoding="utf-8")):
        colours = _HEX.findall(both)
        if len(colours) == 2:
            found[name] = (colours[0], colours[1])
    return found


@pytest.mark.parametrize(("ink", "paper"), TEXT_PAIRS)
def test_text_is_readable_in_light_and_dark(ink: str, paper: str) -> None:
    tokens = _tokens()

    ratios = [contrast(tokens[ink][theme], tokens[paper][theme]) for theme in (0, 1)]

    assert min(ratios) >= 4.5


@pytest.mark.parametrize(("edge", "paper"), EDGE_PAIRS)
def test_edges_of_controls_are_visible_in_light_and_dark(edge: str, paper: str) -> None:
    tokens = _tokens()

    ratios = [contrast(tokens[edge][theme], tokens[paper][theme]) for theme in (0, 1)]

    assert min(ratios) >= 3


def test_papers_are_those_an_accent_of_a_body_is_checked_against() -> None:
    tokens = _tokens()

    assert tuple(tokens[paper][0] for paper in PAPERS) == LIGHT_PAPERS
    assert tuple(tokens[paper][1] for paper in PAPERS) == DARK_PAPERS


def _hand_written(ending: str) -> list[Path]:
    return sorted(path for path in SOURCE.rglob(f"*.{ending}") if path != TOKENS)


def _of_pages(ending: str) -> list[Path]:
    # A deck is a document that travels: it carries its palette, which its own tests look after.
    return [path for path in _hand_written(ending) if "documents" not in path.parts]


@pytest.mark.parametrize("path", _of_pages("css"), ids=lambda path: path.name)
def test_style_sheets_hold_no_colour_value(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert _COLOUR_VALUE.findall(text) == []


def test_the_search_for_colour_values_finds_them() -> None:
    css = "a { color: #fff; } b { color: rgb(0 0 0); } i { border: 1px solid red; } #top { x: 1; }"

    assert len(_COLOUR_VALUE.findall(css)) == 3


@pytest.mark.parametrize(
    "path", _hand_written("html"), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_templates_hold_no_inline_style_and_no_inline_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text) == []
    scripts = re.findall(r"<script\b([^>]*)>", text)
    assert [s for s in scripts if "src=" not in s and "application/json" not in s] == []


def test_every_icon_named_in_a_template_is_drawn() -> None:
    sprite = (TOKENS.parent / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', sprite))

    named = set()
    for path in _hand_written("html"):
        named |= set(re.findall(r'{% icon "([a-z]+)"', path.read_text(encoding="utf-8")))

    assert sorted(named - drawn) == []
