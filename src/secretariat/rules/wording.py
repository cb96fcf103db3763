"""Small parts of sentences: counts with their noun, lists of names, lengths of time."""

from __future__ import annotations

from collections.abc import Iterable


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 seat", "6 seats", "2 abstentions"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def joined(names: Iterable[str], word: str = "and") -> str:
    """A list as one says it: "Ada", "Ada and Ben", "Ada, Ben and Cyd"; empty text for none."""
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {word} {listed[-1]}"


def capitalized(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def minutes_words(minutes: int) -> str:
    """A length of time: "45 min", "2 h", "1 h 55 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else ""]
    return " ".join(part for part in parts if part)
