"""The rule book in sentences a volunteer can read, and the neutral book of a new council."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from secretariat.rules.days import day_words
from secretariat.rules.rulebook import GENERAL, RuleBook
from secretariat.rules.rulebook_text import in_quotes
from secretariat.rules.thresholds import MEDIUM_WORDS, Base, DecisionRule, Medium
from secretariat.rules.wording import capitalized, counted

ONE_SEAT_WORDS = (
    "A member organization holds one seat. One that comes to hold a second, by a merger for "
    "instance, keeps it only with a reason, which is recorded."
)


class RuleSentence(NamedTuple):
    """One rule in words: under which heading it stands, where it comes from, and a name by which
    the same rule is found in another version: "quorum", "general.meeting".
    """

    heading: str
    sentence: str
    source: str
    rule: str


def rule_sentences(book: RuleBook) -> list[RuleSentence]:
    """Every rule of the book that is computed or shown, in sentences, grouped by heading."""
    sentences = [
        RuleSentence(
            "In force",
            f"Version {book.version} of the rules of the {book.body}, valid from "
            f"{day_words(book.valid_from)}.",
            book.source,
            "book",
        ),
        RuleSentence(
            "Quorum",
            f"A meeting can decide when {book.quorum.threshold.words} are present. A seat counts "
            "once, whether its representative, an alternate or both are there.",
            book.quorum.source,
            "quorum",
        ),
        *_seat_sentences(book),
    ]
    sentences += [
        RuleSentence(r.title, _decision_sentence(r, book), r.source, f"{r.kind}.{r.medium}")
        for r in book.decisions
    ]
    sentences.append(
        RuleSentence(
            "Reviews",
            f"Each project is reviewed every {counted(book.review.length, 'month')}.",
            book.review.source,
            "review",
        )
    )
    sentences += _minutes_sentences(book)
    if any(rule.medium is Medium.MAIL for rule in book.decisions):
        sentences.append(_ballot_sentence(book))
    sentences += [
        RuleSentence("Voting rights", n.text, n.source, f"voting: {n.text}")
        for n in book.voting_rights
    ]
    return sentences


def default_rule_book_text(body_name: str, valid_from: date = date(2000, 1, 1)) -> str:
    """A neutral rule book for a new council: half of the seats, simple majorities."""
    return _DEFAULT.replace("DAY", valid_from.isoformat()).replace("BODY", in_quotes(body_name))


def _minutes_sentences(book: RuleBook) -> list[RuleSentence]:
    days = (
        "Corrections to draft minutes can be proposed for "
        f"{counted(book.corrections.length, 'day')} after their release."
    )
    found = [RuleSentence("Minutes", days, book.corrections.source, "corrections")]
    if book.minutes_resolution:
        words = f"They are approved with the words “{book.minutes_resolution.rstrip('.')}.”"
        found.append(RuleSentence("Minutes", words, book.corrections.source, "resolution"))
    return found


def _ballot_sentence(book: RuleBook) -> RuleSentence:
    ballots = book.ballots
    carry = (
        f"in the first {counted(ballots.carry_days, 'day')} its seat may object to that."
        if ballots.carry_days > 1
        else "on the first day its seat may object to that."
        if ballots.carry_days
        else "its seat cannot object to that."
    )
    words = (
        f"A ballot by mail is open for {counted(ballots.days, 'day')}. A vote given in the meeting "
        f"carries over; {carry}"
    )
    return RuleSentence("Ballots by mail", words, ballots.source, "ballots")


def _seat_sentences(book: RuleBook) -> list[RuleSentence]:
    vacant = "count" if book.quorum.counts_vacant_seats else "do not count"
    inactive = "count" if book.quorum.counts_inactive_seats else "do not count until they come"
    recused = (
        "A seat that recuses itself counts as present and does not vote."
        if book.recusal_counts_as_present
        else "A seat that recuses itself neither votes nor counts among the seats present."
    )
    words = {
        "counted": f"Vacant seats {vacant} towards all seats; seats that are inactive {inactive}.",
        "recusal": recused,
        "proxies": _proxy_sentence(book),
    }
    if book.one_seat_per_member:
        words["one_seat"] = ONE_SEAT_WORDS
    return [RuleSentence("Seats", each, book.proxies.source, rule) for rule, each in words.items()]


def _proxy_sentence(book: RuleBook) -> str:
    if not book.proxies.are_allowed:
        return "Nobody but its representative or an alternate may speak for a seat."
    also = "may also" if book.proxies.may_hold_two else "may not also"
    return (
        "A person from elsewhere may speak for a seat in one meeting when nobody of the seat is "
        f"there, and {also} speak for a seat of their own."
    )


def _decision_sentence(rule: DecisionRule, book: RuleBook) -> str:
    what = "a decision" if rule.kind == GENERAL else "it"
    where = capitalized(MEDIUM_WORDS[rule.medium])
    parts = [f"{where} {what} needs the yes of {rule.threshold.words}."]
    if rule.threshold.base is Base.CAST:
        parts.append("Abstentions are not votes cast.")
    elif rule.threshold.base is Base.PRESENT:
        parts.append("Abstentions count as present, so they weigh like a no.")
    if rule.allows_general_consent:
        parts.append("The chair may ask for general consent.")
    if rule.medium is Medium.MEETING and rule.kind in book.secret_kinds:
        parts.append("The vote may be secret.")
    if rule.notice_days:
        parts.append(f"It must be announced {counted(rule.notice_days, 'day')} before.")
    return " ".join(parts)


_DEFAULT = """\
# The rules this council decides by. Each names its source: put the clause of your charter there.
body = BODY
version = 1
valid_from = DAY
source = "Neutral starting rules; replace them by those of your charter"

[quorum]
needs = "at least 1/2 of all seats"
source = "Starting rule"

[seats]
vacant_seats_count = true
inactive_seats_count = true
recusal_counts_as_present = true
proxies_allowed = true
proxy_may_hold_two_seats = false
one_seat_per_member = true
source = "Starting rule"

[decisions.general]
title = "General decisions"

[decisions.general.meeting]
needs = "more than 1/2 of the seats present"
general_consent = true
source = "Starting rule"

[decisions.general.mail]
needs = "more than 1/2 of all seats"
notice_days = 7
source = "Starting rule"

[decisions.minutes_approval]
title = "Approving minutes"

[decisions.minutes_approval.meeting]
needs = "more than 1/2 of the seats present"
general_consent = true
source = "Starting rule"

[decisions.project_acceptance]
title = "Accepting a project"

[decisions.project_acceptance.meeting]
needs = "more than 1/2 of the seats present"
source = "Starting rule"

[decisions.project_acceptance.mail]
needs = "more than 1/2 of all seats"
notice_days = 7
source = "Starting rule"

[decisions.stage_change]
title = "Moving a project to another stage"

[decisions.stage_change.meeting]
needs = "at least 2/3 of all seats"
source = "Starting rule"

[decisions.stage_change.mail]
needs = "at least 2/3 of all seats"
notice_days = 7
source = "Starting rule"

[decisions.emeritus]
title = "Ending a project"

[decisions.emeritus.meeting]
needs = "at least 2/3 of all seats"
notice_days = 30
source = "Starting rule"

[decisions.election]
title = "Elections"

[decisions.election.mail]
needs = "more than 1/2 of the votes cast"
notice_days = 7
source = "Starting rule"

[review]
interval_months = 12
source = "Starting rule"

[minutes]
correction_days = 10
source = "Starting rule"

[[voting_rights]]
text = "Each seat has one vote, cast by its representative or, in their absence, by an alternate."
source = "Starting rule"
"""
