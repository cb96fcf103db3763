"""Whether a colour can be read: the contrast of WCAG 2.2 (success criteria 1.4.3 and 1.4.11).

A body chooses two accents for light paper; the ones for dark paper follow from them. Colours are
written `#rrggbb`.
"""

from __future__ import annotations

import re

from secretariat.rules.errors import Refused

# The papers an accent stands on, as the web's tokens.css has them (a test compares).
LIGHT_PAPERS = ("#fbfaf7", "#ffffff", "#f2f0ea")
DARK_PAPERS = ("#15171b", "#1c1f24", "#0f1114")
LEAST_FOR_TEXT = 4.5

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue from 0 to 255. Refuses ("malformed_colour") anything else."""
    if not _COLOUR.fullmatch(colour):
        raise Refused(
            "malformed_colour",
            f"“{colour}” is not a colour as it is written here. Use # and six digits, "
            "such as #114e86. The former colours are kept.",
        )
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black and 1 for white."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, papers: tuple[str, ...]) -> float:
    """The contrast on the paper where it is worst."""
    return min(contrast(colour, paper) for paper in papers)


def require_readable(colour: str) -> None:
    """Refuse ("unreadable_colour") an accent that cannot be read on light paper."""
    found = least_contrast(colour, LIGHT_PAPERS)
    if found < LEAST_FOR_TEXT:
        raise Refused(
            "unreadable_colour",
            f"{colour} is too pale to be read on paper: contrast {found:.1f}, at least "
            f"{LEAST_FOR_TEXT} is needed. Choose a darker shade; the former colour is kept.",
        )


def on_dark(colour: str) -> str:
    """The colour mixed with just as much white as it needs to be read on dark paper."""
    for percent in range(101):
        mixed = _mixed_with_white(colour, percent)
        if least_contrast(mixed, DARK_PAPERS) >= LEAST_FOR_TEXT:
            return mixed
    raise AssertionError("white is readable on dark paper")


def _mixed_with_white(colour: str, percent: int) -> str:
    mixed = (channel + (255 - channel) * percent // 100 for channel in channels(colour))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
