"""What a new version of a rule book changes: the sentences that read otherwise, and in numbers what
each rule means for the seats of a day.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.rules.days import day_words
from secretariat.rules.rulebook import GENERAL, RuleBook
from secretariat.rules.rulebook_words import RuleSentence, rule_sentences
from secretariat.rules.seats import Roster
from secretariat.rules.thresholds import MEDIUM_WORDS, Base, DecisionRule, Medium
from secretariat.rules.wording import counted


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that reads or counts otherwise; `before` or `after` is None where it is new or gone.

    The numbers are sentences about the seats of a day, empty for rules that count none; `gone` says
    what holds instead of a rule that is gone.
    """

    before: RuleSentence | None
    after: RuleSentence | None
    before_numbers: str = ""
    after_numbers: str = ""
    gone: str = ""

    @property
    def heading(self) -> str:
        """The heading under which the rule stands."""
        shown = self.after or self.before
        return shown.heading if shown else ""


def rule_changes(before: RuleBook | None, after: RuleBook, roster: Roster) -> list[RuleChange]:
    """The rules that differ between two versions, in the order of the new one, then those gone.

    A version has a number and a first day of its own, so the line about it is a change only where
    its source differs, or the first day of a version that is still to come on the roster's day.
    """
    old, new = _by_name(before) if before else {}, _by_name(after)
    old_numbers = rules_in_numbers(before, roster) if before else {}
    numbers = rules_in_numbers(after, roster)
    found = [
        RuleChange(old.get(name), rule, old_numbers.get(name, ""), numbers.get(name, ""))
        for name, rule in new.items()
        if _reads_otherwise(old.get(name), rule, before, roster)
        or _counts_otherwise(name, before, after, roster)
    ]
    gone = [name for name in old if name not in new]
    return [*found, *(RuleChange(old[name], None, gone=_gone_words(name, after)) for name in gone)]


def rules_in_numbers(book: RuleBook, roster: Roster) -> dict[str, str]:
    """What quorum and each decision need with the seats of the roster, by the rule's name."""
    found = {"quorum": _quorum_numbers(book, roster)}
    for rule in book.decisions:
        found[f"{rule.kind}.{rule.medium}"] = _decision_numbers(rule, book, roster)
    return {name: words for name, words in found.items() if words}


def _by_name(book: RuleBook) -> dict[str, RuleSentence]:
    return {each.rule: each for each in rule_sentences(book)}


def _reads_otherwise(
    old: RuleSentence | None, new: RuleSentence, before: RuleBook | None, roster: Roster
) -> bool:
    if old is None or before is None or new.rule != "book":
        return old != new
    return old.source != new.source or (old != new and before.valid_from > roster.on)


def _counts_otherwise(name: str, before: RuleBook | None, after: RuleBook, roster: Roster) -> bool:
    """Whether a rule reads the same and needs another number, as when vacant seats stop counting.

    Shares of the seats present follow from who comes, so they count here for nothing.
    """
    if before is None:
        return False
    return _needed(name, before, roster) != _needed(name, after, roster)


def _needed(name: str, book: RuleBook, roster: Roster) -> int:
    if name == "quorum":
        return book.quorum.threshold.needed(len(book.quorum.seats_in_base(roster)))
    for rule in book.decisions:
        if name == f"{rule.kind}.{rule.medium}" and rule.threshold.base is Base.ALL:
            return rule.threshold.needed(len(rule.seats_in_base(roster)))
    return 0


def _quorum_numbers(book: RuleBook, roster: Roster) -> str:
    total, needed = len(book.quorum.seats_in_base(roster)), _needed("quorum", book, roster)
    if not total:
        return ""
    words = f"With the {counted(total, 'seat')} of {day_words(roster.on)}, quorum is {needed}."
    filled = sum(1 for seat in roster.seats if not seat.is_vacant)
    if filled < needed:
        words += f" Only {filled} of them have somebody who could come, so no meeting could decide."
    return words


def _decision_numbers(rule: DecisionRule, book: RuleBook, roster: Roster) -> str:
    total, threshold = len(rule.seats_in_base(roster)), rule.threshold
    if not total:
        return ""
    if threshold.base is Base.ALL:
        seats = f"the {counted(total, 'seat')} of {day_words(roster.on)}"
        return f"With {seats}, it needs {threshold.needed(total)} yes."
    few = _needed("quorum", book, roster) if rule.medium is Medium.MEETING else 0
    what = "vote" if threshold.base is Base.CAST else "seat"
    past = "cast" if threshold.base is Base.CAST else "present"
    words = f"With {counted(total, what)} {past}, it needs {threshold.needed(total)} yes"
    if 0 < few < total:
        words += f"; with {few}, as many as quorum asks for, {threshold.needed(few)}"
    return f"{words}."


def _gone_words(name: str, after: RuleBook) -> str:
    kind, _, medium = name.partition(".")
    if medium not in (Medium.MEETING, Medium.MAIL):
        return ""
    where = MEDIUM_WORDS[Medium(medium)]
    if kind in after.kinds:
        return f"It could no longer be decided {where}."
    if medium in {rule.medium for rule in after.decisions if rule.kind == GENERAL}:
        return f"It would follow the rule for general decisions {where}."
    return f"It could no longer be decided {where}: the general rule has no way either."
