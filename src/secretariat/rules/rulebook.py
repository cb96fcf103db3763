"""The rule book of a body: read from TOML, refused with the line and what to write.

Every rule carries its source. A book has quorum, the general decision rule and, where they differ,
rules for single kinds of decision, in a meeting and by mail.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from secretariat.rules.errors import Refused
from secretariat.rules.rulebook_tables import Table
from secretariat.rules.thresholds import (
    MEDIUM_WORDS,
    Base,
    DecisionRule,
    Medium,
    QuorumRule,
)

GENERAL, ELECTION = "general", "election"
KNOWN_KINDS = {
    GENERAL: "General decisions",
    "minutes_approval": "Approving minutes",
    "project_acceptance": "Accepting a project",
    "stage_change": "Moving a project to another stage",
    "emeritus": "Moving a project to Emeritus",
    "election": "Elections",
}
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class RuleNote:
    """A rule in words that the program shows but does not compute, with its source."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProxyRule:
    """Whether a person from elsewhere may speak for a seat, and for a second one."""

    are_allowed: bool = True
    may_hold_two: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class BallotRule:
    """How many days a ballot by mail is open, and how many of them a seat may object to its vote of
    the meeting being carried over.
    """

    days: int = 7
    carry_days: int = 1
    source: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time the rules set (months between reviews, days for corrections)."""

    length: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One version of a body's rules. `text` is the TOML it was read from.

    `one_seat_per_member`: an organization that comes to hold a second seat keeps it only with a
    reason. `minutes_resolution` is the body's form of words for approving minutes, with the places
    {day}, {body} and {organization}; empty for ours. `secret_kinds` are the kinds of decision on
    which a meeting may vote in secret.
    """

    body: str
    version: int
    valid_from: date
    quorum: QuorumRule
    decisions: tuple[DecisionRule, ...]
    source: str = ""
    proxies: ProxyRule = ProxyRule()
    review: Length = Length(12)
    corrections: Length = Length(10)
    minutes_resolution: str = ""
    ballots: BallotRule = BallotRule()
    secret_kinds: tuple[str, ...] = ()
    voting_rights: tuple[RuleNote, ...] = ()
    recusal_counts_as_present: bool = True
    one_seat_per_member: bool = False
    text: str = field(default="", repr=False, compare=False)

    @property
    def review_interval_months(self) -> int:
        """Months from one review of a project to the next."""
        return self.review.length

    @property
    def correction_days(self) -> int:
        """Days for corrections after draft minutes are released."""
        return self.corrections.length

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of decision the book names, in its order."""
        return tuple(dict.fromkeys(rule.kind for rule in self.decisions))

    def kinds_by(self, medium: Medium | str) -> tuple[str, ...]:
        """The kinds of decision the book has a rule for in this medium, in its order."""
        return tuple(rule.kind for rule in self.decisions if rule.medium == Medium(medium))

    def title_of(self, kind: str) -> str:
        """What a kind of decision is called."""
        titles = {rule.kind: rule.title for rule in self.decisions}
        return titles.get(kind) or KNOWN_KINDS.get(kind) or kind.replace("_", " ").capitalize()


def parse_rule_book(text: str) -> RuleBook:
    """Read a rule book. Refused (code "malformed_rule_book") with the line and what to write."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(
            "malformed_rule_book",
            f"The rule book is not valid TOML: {error}. Nothing has changed. Correct this line: "
            "text stands in quotes, yes and no are true and false.",
        ) from error
    return _Reader(text).book(document)


def decision_rule(book: RuleBook, kind: str, medium: Medium | str = Medium.MEETING) -> DecisionRule:
    """The rule for a kind of decision; a kind the book does not name follows the general rule.

    Refused (code "no_rule") if the book has no rule for this kind in this medium.
    """
    wanted = kind if kind in book.kinds else GENERAL
    for rule in book.decisions:
        if (rule.kind, rule.medium) == (wanted, Medium(medium)):
            return rule
    raise Refused(
        "no_rule",
        f"The rule book (version {book.version}) has no rule for “{book.title_of(kind)}” "
        f"{MEDIUM_WORDS[Medium(medium)]}. Nothing has changed. Decide it another way, or add the "
        "rule with its source to the rule book.",
    )


def rule_book_on(day: date, books: Iterable[RuleBook]) -> RuleBook | None:
    """The book in force on a day: the newest version whose first day has come."""
    valid = [book for book in books if book.valid_from <= day]
    return max(valid, key=lambda book: (book.valid_from, book.version), default=None)


def may_be_secret(book: RuleBook, kind: str) -> bool:
    """Whether a meeting may vote on this kind of decision in secret: where the book says so, and on
    elections anyway.
    """
    return kind in (*book.secret_kinds, ELECTION)


def _secret_kinds(document: dict[str, Any]) -> tuple[str, ...]:
    kinds = document.get("decisions")
    if not isinstance(kinds, dict):
        return ()
    tables = {kind: table for kind, table in kinds.items() if isinstance(table, dict)}
    return tuple(kind for kind, table in tables.items() if table.get("may_be_secret") is True)


class _Reader:
    """Reads the tables of one document, each key once, and refuses what is left over."""

    def __init__(self, text: str) -> None:
        self.text = text

    def book(self, document: dict[str, Any]) -> RuleBook:
        top = Table(self.text, "", document)
        seats = top.table("seats", required=False)
        counting = {
            "counts_vacant_seats": seats.flag("vacant_seats_count", default=True),
            "counts_inactive_seats": seats.flag("inactive_seats_count", default=True),
        }
        recusal = seats.flag("recusal_counts_as_present", default=True)
        one_seat = seats.flag("one_seat_per_member", default=False)
        proxies = ProxyRule(
            seats.flag("proxies_allowed", default=True),
            seats.flag("proxy_may_hold_two_seats", default=False),
            seats.words("source"),
        )
        seats.finish()
        body, version = top.words("body", required=True), top.number("version", 1)
        minutes = top.table("minutes", required=False)
        corrections = Length(minutes.number("correction_days", 10), minutes.words("source"))
        minutes_resolution = minutes.words("resolution")
        minutes.finish()
        book = RuleBook(
            body=body,
            version=version,
            valid_from=top.day("valid_from"),
            quorum=self._quorum(top, counting),
            decisions=self._decisions(top, counting, recusal=recusal),
            source=top.words("source"),
            proxies=proxies,
            review=self._term(top, "review", "interval_months", 12),
            corrections=corrections,
            minutes_resolution=minutes_resolution,
            ballots=self._ballots(top),
            secret_kinds=_secret_kinds(document),
            voting_rights=self._notes(top),
            recusal_counts_as_present=recusal,
            one_seat_per_member=one_seat,
            text=self.text,
        )
        top.finish()
        return book

    def _term(self, top: Table, name: str, key: str, default: int) -> Length:
        table = top.table(name, required=False)
        term = Length(table.number(key, default), table.words("source"))
        table.finish()
        return term

    def _ballots(self, top: Table) -> BallotRule:
        table = top.table("ballots", required=False)
        days, carry = table.number("days", 7), table.number("carry_days", 1, least=0)
        rule = BallotRule(days, carry, table.words("source"))
        table.finish()
        return rule

    def _quorum(self, top: Table, counting: dict[str, bool]) -> QuorumRule:
        table = top.table("quorum")
        threshold = table.threshold()
        if threshold.base is not Base.ALL:
            table.refuse("needs", 'quorum is a share of all seats: "at least 1/2 of all seats"')
        rule = QuorumRule(threshold=threshold, source=table.words("source"), **counting)
        table.finish()
        return rule

    def _decisions(
        self, top: Table, counting: dict[str, bool], *, recusal: bool
    ) -> tuple[DecisionRule, ...]:
        kinds = top.table("decisions")
        found: list[DecisionRule] = []
        for kind in list(kinds.left):
            if not _KIND.fullmatch(kind):
                kinds.refuse(kind, "a kind of decision is one word in small letters: stage_change")
            table = kinds.table(kind)
            title = table.words("title") or KNOWN_KINDS.get(kind, kind.replace("_", " "))
            media = [medium for medium in Medium if medium.value in table.left]
            if not media:
                kinds.refuse(kind, f"say what it needs in [decisions.{kind}.meeting] or .mail")
            found += [
                self._decision(table.table(medium), kind, title, medium, counting, recusal=recusal)
                for medium in media
            ]
            table.flag("may_be_secret", default=False)
            table.finish()
        if GENERAL not in {rule.kind for rule in found}:
            top.refuse("decisions", "add [decisions.general.meeting], the rule for all else")
        return tuple(found)

    def _decision(
        self,
        table: Table,
        kind: str,
        title: str,
        medium: Medium,
        counting: dict[str, bool],
        *,
        recusal: bool,
    ) -> DecisionRule:
        threshold = table.threshold()
        consent = table.flag("general_consent", default=False)
        if medium is Medium.MAIL and threshold.base is Base.PRESENT:
            table.refuse("needs", "by mail nobody is present: take all seats or the votes cast")
        if medium is Medium.MAIL and consent:
            table.refuse("general_consent", "general consent can only be asked in a meeting")
        rule = DecisionRule(
            kind=kind,
            title=title,
            medium=medium,
            threshold=threshold,
            source=table.words("source"),
            allows_general_consent=consent,
            notice_days=table.number("notice_days", 0, least=0),
            recusal_counts_as_present=recusal,
            **counting,
        )
        table.finish()
        return rule

    def _notes(self, top: Table) -> tuple[RuleNote, ...]:
        rows = top.left.pop("voting_rights", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            top.refuse("voting_rights", "write each as [[voting_rights]] with text and source")
        notes = []
        for row in rows:
            table = Table(self.text, "voting_rights", row)
            notes.append(RuleNote(table.words("text", required=True), table.words("source")))
            table.finish()
        return tuple(notes)
