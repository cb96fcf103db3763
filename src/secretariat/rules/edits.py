"""Two people change the same thing at once: what each of them changed alone stands, and only what
both changed is asked.

Values are lists of texts by field, as a form sends them; the law compares, it does not know fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from hashlib import sha256

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Merge:
    """Two edits of the same beginning, put together.

    `values` is what stands, field by field; of the fields in `clashes` it holds yours. `theirs`
    and `yours` name the fields that only one of the two changed.
    """

    values: dict[str, tuple[str, ...]]
    clashes: tuple[str, ...]
    theirs: tuple[str, ...]
    yours: tuple[str, ...]


def state_number(*values: str) -> int:
    """What stands, as a number that serves as a revision where a record counts none: it differs
    once a value does.
    """
    return int.from_bytes(sha256("\n".join(values).encode()).digest()[:4], "big")


def merge_edits(started: Values, theirs: Values, yours: Values) -> Merge:
    """Put two edits together, for every field that the edit began with.

    Blanks at the ends and the sort of line break are no change. A field both changed alike is no
    clash.
    """
    values: dict[str, tuple[str, ...]] = {}
    clashes, only_theirs, only_yours = [], [], []
    for name, beginning in started.items():
        was, they, you = (_plain(each) for each in (beginning, theirs[name], yours[name]))
        values[name] = tuple(theirs[name] if you == was else yours[name])
        if they == you:
            continue
        if you == was:
            only_theirs.append(name)
        elif they == was:
            only_yours.append(name)
        else:
            clashes.append(name)
    return Merge(values, tuple(clashes), tuple(only_theirs), tuple(only_yours))


def _plain(values: Sequence[str]) -> tuple[str, ...]:
    texts = (each.replace("\r\n", "\n").strip() for each in values)
    return tuple(text for text in texts if text)


def merge_texts(started: str, theirs: str, yours: str) -> str:
    """One text of two that grew out of the same one, line by line.

    Lines that only one of the two added, changed or took away follow that one. Where both changed
    the same place, it holds the lines of both, theirs first and common ones once.
    """
    base, one, other = started.splitlines(), theirs.splitlines(), yours.splitlines()
    return "\n".join(_merged(base, one, other))


def _merged(base: list[str], one: list[str], other: list[str]) -> Iterator[str]:
    at, at_one, at_other = 0, 0, 0
    for kept in _kept_by_both(base, one, other):
        yield from _between(
            base[at : kept.start], one[at_one : kept.one], other[at_other : kept.other]
        )
        yield from base[kept.start : kept.start + kept.length]
        at = kept.start + kept.length
        at_one, at_other = kept.one + kept.length, kept.other + kept.length


def _between(base: list[str], one: list[str], other: list[str]) -> list[str]:
    if one == base:
        return other
    if other in (base, one):
        return one
    return list(_both(one, other))


def both_texts(theirs: str, yours: str) -> str:
    """Both texts in one: common lines once, then what each has at that place, theirs first."""
    return "\n".join(_both(theirs.splitlines(), yours.splitlines()))


def _both(one: list[str], other: list[str]) -> Iterator[str]:
    matcher = SequenceMatcher(a=one, b=other, autojunk=False)
    for tag, begin, end, other_begin, other_end in matcher.get_opcodes():
        yield from one[begin:end]
        if tag != "equal":
            yield from other[other_begin:other_end]


@dataclass(frozen=True, slots=True)
class _Kept:
    """Lines of the beginning that stand in both, and where."""

    start: int
    one: int
    other: int
    length: int


def _kept_by_both(base: list[str], one: list[str], other: list[str]) -> Iterator[_Kept]:
    """The runs of lines that nobody changed, in order; an empty one at the very end."""
    in_one, in_other = _matches(base, one), _matches(base, other)
    while in_one and in_other:
        first, second = in_one[0], in_other[0]
        start = max(first.a, second.a)
        end = min(first.a + first.size, second.a + second.size)
        if start < end:
            yield _Kept(start, first.b + start - first.a, second.b + start - second.a, end - start)
        done = in_one if first.a + first.size <= second.a + second.size else in_other
        done.pop(0)
    yield _Kept(len(base), len(one), len(other), 0)


def _matches(base: list[str], text: list[str]) -> list[Match]:
    matcher = SequenceMatcher(a=base, b=text, autojunk=False)
    return [block for block in matcher.get_matching_blocks() if block.size]
