"""Reading claims and due dates. Values that real councils write are accepted as they stand:
"31OCT 2019", "Oct 2021?", "Yes", "FEB 2021 (DEC 2021?)", "(Simon Johnson)", "after the summit".

Only what cannot be is refused (32 OCT 2019), in words that say what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date

from secretariat.rules.claims import (
    EMPTY_CLAIM,
    Certainty,
    Claim,
    ClaimKind,
    claim_words,
    is_overdue,
    least_certain,
    printed_claim,
    sort_key,
)
from secretariat.rules.days import (
    EXAMPLES,
    UncertainDate,
    date_words,
    day_words,
    long_day_words,
    parse_date,
)
from secretariat.rules.errors import Refused

__all__ = [
    "EMPTY_CLAIM",
    "Certainty",
    "Claim",
    "ClaimKind",
    "UncertainDate",
    "claim_words",
    "date_words",
    "day_words",
    "is_overdue",
    "long_day_words",
    "parse_claim",
    "parse_date",
    "parse_due",
    "printed_claim",
    "sort_key",
]

LONGEST_CLAIM = 120
_DASHES = {"-", "–", "—"}
_NOT_APPLICABLE = {"n/a", "n.a.", "not applicable"}
_NO_NAMES = {"tbd", "tba", "tbc", "pending", "unknown", "none", "nobody", "no", "done", "later"}
_PARTICLES = {"de", "del", "der", "den", "di", "da", "la", "le", "van", "von", "bin", "al", "of"}
_ALTERNATIVE = re.compile(r"(?P<value>[^()]+?)\s*\((?P<other>[^()]+)\)")
_OF_ANOTHER = re.compile(r"(?P<about>[^()]+?)\s+[-–—]\s+(?P<value>[^()]+)")
_BETWEEN_NAMES = re.compile(r"\s*(?:[&,/;]|\band\b)\s*")
_BY = re.compile(r"(?:by|until|due)\s+", re.IGNORECASE)


def parse_claim(text: str, *, people: bool = False) -> Claim:
    """Read a value of a milestone. With `people`, words are names first ("April", "May").

    Refused (code "malformed_claim" or "malformed_date"): impossible dates, a parenthesis that is
    not closed, control characters, more than 120 characters.
    """
    written = _clean(text)
    _check_parentheses(written)
    if not written or written in _DASHES:
        return EMPTY_CLAIM
    inner, certainty = _unmarked(written)
    both = _with_alternative(written, people=people) if certainty is Certainty.SETTLED else None
    if both is not None:
        return both
    plain = Claim(written, ClaimKind.WORDS, certainty, value=inner, own_certainty=certainty)
    return _recognized(plain, people=people)


def parse_due(text: str, said_on: date | None = None) -> Claim:
    """Read when something is due: a date ("by 14 Oct 2021"), or words such as "after the summit".

    A date without a year is the next such date on or after `said_on`, if that is given.
    """
    written = _clean(text)
    claim = parse_claim(_BY.sub("", written, count=1))
    if claim.kind in (ClaimKind.NAMES, ClaimKind.WORDS, ClaimKind.YES):
        return Claim(written, ClaimKind.WORDS, value=written)
    if claim.when is None or said_on is None:
        return replace(claim, text=written)
    when = claim.when.on_or_after(said_on)
    return replace(claim, text=written, when=when, value=date_words(when))


def _clean(text: str) -> str:
    written = " ".join(unicodedata.normalize("NFC", text).strip().split(" "))
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for char in written):
        raise _malformed("The value holds a line break or characters that cannot be seen")
    written = " ".join(written.split())
    if len(written) > LONGEST_CLAIM:
        raise _malformed(
            f"The value has {len(written)} characters; the longest allowed is {LONGEST_CLAIM}",
            "Put the explanation into the note. ",
        )
    return written


def _check_parentheses(written: str) -> None:
    depth = 0
    for char in written:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth not in (0, 1):
            break
    if depth != 0:
        raise _malformed(
            f"“{written}” has a parenthesis without its partner, or one inside another",
            "Write a tentative value as (Mar 2030?) and a prospective person as (Ada Quill). ",
        )
    if re.search(r"\([\s?]*\)", written):
        raise _malformed(f"“{written}” has nothing in its parentheses", "Leave the value empty. ")


def _malformed(what: str, hint: str = "") -> Refused:
    return Refused("malformed_claim", f"{what}. Nothing has changed. {hint}{EXAMPLES}")


def _unmarked(written: str) -> tuple[str, Certainty]:
    """The value without its outer parentheses and question mark, and what these say."""
    inner, certainty = written, Certainty.SETTLED
    if written.startswith("(") and written.find(")") == len(written) - 1:
        inner, certainty = written[1:-1].strip(), Certainty.PROSPECTIVE
    if not inner.endswith("?"):
        return inner, certainty
    return inner.rstrip("? ") or "?", Certainty.TENTATIVE


def _with_alternative(written: str, *, people: bool) -> Claim | None:
    """Read "FEB 2021 (DEC 2021?)". None unless both parts are values of one nature."""
    match = _ALTERNATIVE.fullmatch(written)
    if match is None:
        return None
    first = parse_claim(match["value"], people=people)
    other = parse_claim(f"({match['other']})", people=people)
    if ClaimKind.WORDS in (first.kind, other.kind) or first.is_empty:
        return None
    if (first.kind is ClaimKind.NAMES) != (other.kind is ClaimKind.NAMES):
        return None
    return replace(first, text=written, certainty=least_certain(first, other), alternative=other)


def _recognized(plain: Claim, *, people: bool) -> Claim:
    """The claim with the kind its value shows."""
    names = _names(plain.value)
    as_names = replace(plain, kind=ClaimKind.NAMES, names=names)
    if people and names:
        return as_names
    if plain.value.lower() == "yes":
        return replace(plain, kind=ClaimKind.YES, value="Yes")
    if plain.value.lower() in _NOT_APPLICABLE:
        return replace(plain, kind=ClaimKind.NOT_APPLICABLE, value="N/A")
    dated = _dated(plain, plain.value)
    if dated is not None:
        return dated
    of_another = _OF_ANOTHER.fullmatch(plain.value)
    if of_another:
        dated = _dated(plain, of_another["value"])
        if dated is not None:
            return replace(dated, about=of_another["about"])
    return as_names if names else plain


def _dated(plain: Claim, value: str) -> Claim | None:
    when = parse_date(value)
    if when is None:
        return None
    if when.day:
        kind = ClaimKind.DAY
    elif when.month:
        kind = ClaimKind.MONTH
    else:
        kind = ClaimKind.QUARTER if when.quarter else ClaimKind.YEAR
    return replace(plain, kind=kind, when=when, value=date_words(when))


def _names(text: str) -> tuple[str, ...]:
    """The persons a text names, or none if it reads as words."""
    names = tuple(part for part in _BETWEEN_NAMES.split(text) if part)
    return names if names and all(_is_name(name) for name in names) else ()


def _is_name(text: str) -> bool:
    words = text.replace("(", " ").replace(")", " ").split()
    if not 1 <= len(words) <= 5 or text.lower() in _NO_NAMES:
        return False
    if any(char.isdigit() for char in text) or not words[0][0].isalpha():
        return False
    # A script without letter case (Chinese, say) has names too: only small letters speak against.
    small = [word for word in words if word[0].islower()]
    return not words[0][0].islower() and all(word in _PARTICLES for word in small)
