"""A rule book written down as TOML, so that reading it back gives the same book."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import takewhile

from secretariat.rules.rulebook import RuleBook
from secretariat.rules.thresholds import BASE_WORDS, DecisionRule, Medium, Threshold

HEAD = "# The rules this council decides by. Each names its source: the clause of the charter."


def rule_book_text(book: RuleBook) -> str:
    """The book as TOML, every rule written out. `parse_rule_book` reads the same book from it.

    The remarks that head the text it was read from are kept; `stray_remarks` tells the others.
    """
    return "\n".join(_lines(book)) + "\n"


def stray_remarks(text: str) -> list[str]:
    """The lines of remarks that `rule_book_text` does not keep."""
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines[len(_head(text)) :] if line.startswith("#")]


def in_quotes(words: str) -> str:
    """Text as a TOML string of one line."""
    # JSON escapes what TOML forbids in quotes, all but the delete character.
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def needs_text(threshold: Threshold) -> str:
    """A share as the book writes it: "more than 1/2 of the seats present"."""
    how = "more than" if threshold.is_strict else "at least"
    return f"{how} {threshold.parts}/{threshold.of} of {BASE_WORDS[threshold.base]}"


def _head(text: str) -> list[str]:
    return list(takewhile(lambda line: line.startswith("#"), text.splitlines()))


def _lines(book: RuleBook) -> Iterator[str]:
    yield from _head(book.text) or [HEAD]
    yield f"body = {in_quotes(book.body)}"
    yield f"version = {book.version}"
    yield f"valid_from = {book.valid_from.isoformat()}"
    yield f"source = {in_quotes(book.source)}"
    yield from ("", "[quorum]", f"needs = {in_quotes(needs_text(book.quorum.threshold))}")
    yield f"source = {in_quotes(book.quorum.source)}"
    yield from _seats(book)
    for kind in book.kinds:
        yield from ("", f"[decisions.{kind}]", f"title = {in_quotes(book.title_of(kind))}")
        if kind in book.secret_kinds:
            yield "may_be_secret = true"
        for rule in book.decisions:
            if rule.kind == kind:
                yield from _decision(rule)
    yield from ("", "[review]", f"interval_months = {book.review.length}")
    yield f"source = {in_quotes(book.review.source)}"
    yield from ("", "[minutes]", f"correction_days = {book.corrections.length}")
    yield f"resolution = {in_quotes(book.minutes_resolution)}"
    yield f"source = {in_quotes(book.corrections.source)}"
    yield from ("", "[ballots]", f"days = {book.ballots.days}")
    yield f"carry_days = {book.ballots.carry_days}"
    yield f"source = {in_quotes(book.ballots.source)}"
    for note in book.voting_rights:
        yield from ("", "[[voting_rights]]", f"text = {in_quotes(note.text)}")
        yield f"source = {in_quotes(note.source)}"


def _seats(book: RuleBook) -> Iterator[str]:
    flags = {
        "vacant_seats_count": book.quorum.counts_vacant_seats,
        "inactive_seats_count": book.quorum.counts_inactive_seats,
        "recusal_counts_as_present": book.recusal_counts_as_present,
        "proxies_allowed": book.proxies.are_allowed,
        "proxy_may_hold_two_seats": book.proxies.may_hold_two,
        "one_seat_per_member": book.one_seat_per_member,
    }
    yield from ("", "[seats]")
    for key, is_so in flags.items():
        yield f"{key} = {_flag(is_so=is_so)}"
    yield f"source = {in_quotes(book.proxies.source)}"


def _decision(rule: DecisionRule) -> Iterator[str]:
    yield from ("", f"[decisions.{rule.kind}.{rule.medium}]")
    yield f"needs = {in_quotes(needs_text(rule.threshold))}"
    if rule.medium is Medium.MEETING:
        yield f"general_consent = {_flag(is_so=rule.allows_general_consent)}"
    yield f"notice_days = {rule.notice_days}"
    yield f"source = {in_quotes(rule.source)}"


def _flag(*, is_so: bool) -> str:
    return "true" if is_so else "false"
