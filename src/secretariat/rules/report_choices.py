"""What an editor may choose about a chapter of a report beside its words, such as which papers it
names: what there is to choose from, and what a choice comes to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from secretariat.rules.errors import Refused


class Sort(StrEnum):
    """How much is chosen: yes or no, one of several, any of several in an order."""

    YES_OR_NO = "yes or no"
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to choose, kept under `name`. `among` are (value, words); `usual` is what a yes or
    no is while nobody chose. `hint` says what happens without a choice.
    """

    name: str
    label: str
    sort: Sort
    hint: str = ""
    among: tuple[tuple[str, str], ...] = ()
    usual: bool = False


def offered(choice: Choice, known: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What there is to choose from, what is chosen already first and in its order."""
    words, before = dict(choice.among), known.get(choice.name)
    kept = [value for value in before if value in words] if isinstance(before, list) else []
    rest = [value for value in words if value not in kept]
    return tuple((value, words[value]) for value in (*kept, *rest))


def standing_choice(choice: Choice, known: Mapping[str, Any]) -> Any:
    """What is chosen, or what holds without a choice: a truth, a value, a list of values."""
    if choice.sort is Sort.YES_OR_NO:
        value = known.get(choice.name, choice.usual)
        return value if isinstance(value, bool) else choice.usual
    if choice.sort is Sort.ONE:
        return str(known.get(choice.name) or "")
    value = known.get(choice.name)
    return list(value) if isinstance(value, list) else []


def chosen(choices: Sequence[Choice], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The choices worth keeping: what is as usual or left open is not. Refuses ("unknown_choice")
    what cannot be chosen.
    """
    by_name = {choice.name: choice for choice in choices}
    for name in wanted:
        if name not in by_name:
            raise Refused(
                "unknown_choice", f"Nothing called “{name}” is to be chosen here. Leave it out."
            )
    kept = {name: _value(by_name[name], value) for name, value in wanted.items()}
    return {name: value for name, value in kept.items() if value is not None}


def _value(choice: Choice, wanted: Any) -> Any:
    """What is kept of a choice; None where it is as usual."""
    if choice.sort is Sort.YES_OR_NO:
        return None if bool(wanted) == choice.usual else bool(wanted)
    values = list(wanted) if choice.sort is Sort.SEVERAL else [wanted] if wanted else []
    known = dict(choice.among)
    gone = [str(value) for value in values if value not in known]
    if gone:
        raise Refused(
            "unknown_choice",
            f"“{choice.label}” cannot be “{gone[0]}”: it is not in the record. Nothing was saved; "
            "choose another.",
            {"field": choice.name},
        )
    if choice.sort is Sort.SEVERAL:
        return values or None
    return wanted or None
