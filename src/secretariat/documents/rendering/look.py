"""Colours and logo of a body, made safe to read: text on them and in them keeps contrast AA."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secretariat.rules.deck import Look, Mark

INK = "#1b1f24"
MUTED = "#59626e"
PAPER = "#ffffff"
HAIRLINE = "#d5d9df"
TINT = "#f3f5f8"
MARK_FILL = {Mark.TENTATIVE: "#fff0a3", Mark.CHANGED: "#cfeccf"}
AA_TEXT = 4.5

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


@dataclass(frozen=True, slots=True)
class Palette:
    """What a document needs of a look. `link` reads on white, white reads on `deep` and `deep2`."""

    accent: str
    accent2: str
    link: str
    deep: str
    deep2: str


def palette(look: Look) -> Palette:
    """The colours of a look; a value that is no colour falls back to the standard one."""
    standard = Look()
    accent = look.accent if _HEX.match(look.accent) else standard.accent
    accent2 = look.accent2 if _HEX.match(look.accent2) else standard.accent2
    deep, deep2 = darkened(accent), darkened(accent2)
    return Palette(accent, accent2, link=deep, deep=deep, deep2=deep2)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: str) -> str:
    """The colour itself, or as much darker as white text on it needs."""
    red, green, blue = _channels(colour)
    for step in range(101):
        left = (100 - step) / 100
        tried = f"#{round(red * left):02x}{round(green * left):02x}{round(blue * left):02x}"
        if contrast(tried, PAPER) >= AA_TEXT:
            return tried
    return "#000000"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def logo_format(look: Look) -> str:
    """ "svg", "png" or "jpg" by what the logo's bytes are; empty for none or anything else."""
    data = look.logo or b""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "svg" if b"<svg" in data[:4096] else ""


def logo_type(look: Look) -> str:
    """The media type of the logo, by its bytes."""
    types = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}
    return types.get(logo_format(look), "")
