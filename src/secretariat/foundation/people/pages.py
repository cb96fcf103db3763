"""The page that edits a rule book: each rule as it reads, what it means in numbers, its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, cast

from django.forms import BoundField
from django.http import QueryDict

from secretariat.foundation.people import queries
from secretariat.foundation.people.forms.rule_books import RulesForm
from secretariat.foundation.people.forms.rule_fields import NEW
from secretariat.foundation.people.models import Body, RuleBookVersion
from secretariat.foundation.people.snapshots import parsed, roster_on
from secretariat.rules.rulebook import GENERAL, RuleBook
from secretariat.rules.rulebook_changes import rule_changes, rules_in_numbers
from secretariat.rules.rulebook_text import stray_remarks
from secretariat.rules.rulebook_words import RuleSentence, rule_sentences
from secretariat.rules.thresholds import MEDIUM_WORDS, Medium
from secretariat.rules.wording import capitalized

SEAT_RULES = ("counted", "recusal", "proxies", "one_seat")


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that belong together: those of a share on a line, then the others."""

    legend: str
    line: Sequence[BoundField]
    rest: Sequence[BoundField]

    @property
    def all(self) -> list[BoundField]:
        return [*self.line, *self.rest]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, what it means in numbers, and its source, which several in a row share."""

    sentence: str
    numbers: str
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """A rule, or several under one heading, as they read before anything is changed."""

    heading: str
    said: Sequence[Said]
    groups: Sequence[Fields]
    hint: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something in it was changed or is wrong, so that it has to be seen."""
        fields = [bound for group in self.groups for bound in group.all]
        form = fields[0].form
        changed = form.changed_data if form.is_bound else []
        return any(bound.errors or bound.name in changed for bound in fields)


def rules_page(form: RulesForm, body: Body, newest: RuleBookVersion | None) -> dict[str, Any]:
    """Every rule of the book that the form starts from and one to add, and the remarks of the
    newest version that the form does not carry over.
    """
    return {
        "rows": list(_Rows(form, body).rows()),
        "book_source": form["book-source"],
        "remarks": stray_remarks(newest.text) if newest else [],
    }


def preview_page(
    form: RulesForm, body: Body, newest: RuleBookVersion | None, book: RuleBook
) -> dict[str, Any]:
    """What the book that was filled in would change today, and all that was sent, to send again."""
    before = parsed(newest.text) if newest else None
    sent = cast("QueryDict", form.data)
    return {
        "book": book,
        "changes": rule_changes(before, book, roster_on(body, queries.today(body))),
        "sent": [(name, value) for name in form.fields for value in sent.getlist(name)],
    }


def _source_once(rule: RuleSentence, after: RuleSentence | None) -> str:
    return "" if after and after.source == rule.source else rule.source


class _Rows:
    def __init__(self, form: RulesForm, body: Body) -> None:
        self.form = form
        self.book = form.start
        self.sentences = {each.rule: each for each in rule_sentences(form.start)}
        self.numbers = rules_in_numbers(form.start, roster_on(body, queries.today(body)))

    def rows(self) -> Iterator[Row]:
        yield self._row("Quorum", [self._share("quorum", "", ["source"])], ["quorum"])
        flags = ("vacant", "inactive", "recused", "proxies", "hold-two", "one", "source")
        yield self._row("Seats", [self._plain("seats", *flags)], SEAT_RULES)
        for kind in self.book.kinds:
            yield self._row(
                self.book.title_of(kind),
                self._decision(kind, "title"),
                [f"{kind}.{medium}" for medium in Medium],
                "Whatever has no rule of its own follows this one." if kind == GENERAL else "",
            )
        hint = "A kind without a rule of its own follows the rule for general decisions."
        yield self._row("Another kind of decision", self._decision(NEW, "kind", "title"), [], hint)
        yield self._row("Reviews", [self._plain("review", "months", "source")], ["review"])
        minutes = self._plain("minutes", "days", "resolution", "source")
        yield self._row("Minutes", [minutes], ["corrections", "resolution"])
        ballots = self._plain("ballots", "days", "carry", "source")
        yield self._row("Ballots by mail", [ballots], ["ballots"])
        voting = [name for name in self.sentences if name.startswith("voting: ")]
        yield self._row("Voting rights", [*self._voting()], voting, "Empty a rule to take it out.")

    def _row(self, heading: str, groups: list[Fields], names: Sequence[str], hint: str = "") -> Row:
        rules = [self.sentences[name] for name in names if name in self.sentences]
        said = [
            Said(rule.sentence, self.numbers.get(rule.rule, ""), _source_once(rule, after))
            for rule, after in zip_longest(rules, rules[1:])
        ]
        return Row(heading, said, groups, hint)

    def _bound(self, prefix: str, names: Sequence[str]) -> list[BoundField]:
        found = [f"{prefix}-{name}" for name in names]
        return [self.form[name] for name in found if name in self.form.fields]

    def _plain(self, prefix: str, *names: str) -> Fields:
        return Fields("", [], self._bound(prefix, names))

    def _share(self, prefix: str, legend: str, rest: Sequence[str]) -> Fields:
        line = self._bound(prefix, ("how", "parts", "of", "base"))
        return Fields(legend, line, self._bound(prefix, rest))

    def _decision(self, kind: str, *first: str) -> list[Fields]:
        rest = ("consent", "notice", "source")
        media = [
            self._share(f"{kind}-{medium}", capitalized(MEDIUM_WORDS[medium]), rest)
            for medium in Medium
        ]
        return [self._plain(kind, *first), *media]

    def _voting(self) -> Iterator[Fields]:
        at = 0
        while pair := self._bound(f"voting-{at}", ("text", "source")):
            at += 1
            yield Fields("", [], pair)
