"""The next version of a rule book, rule by rule: choices, whole numbers, and the clause of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms

from secretariat.rules.rulebook import (
    GENERAL,
    KNOWN_KINDS,
    BallotRule,
    Length,
    ProxyRule,
    RuleBook,
    RuleNote,
)
from secretariat.rules.thresholds import (
    MEDIUM_WORDS,
    Base,
    DecisionRule,
    Medium,
    QuorumRule,
)

from .fields import day_field
from .rule_fields import (
    NEW,
    NO_WAY,
    add_decision,
    add_share,
    check_share,
    choice,
    flag,
    number,
    share_of,
    words,
)

OWN_KIND = "own"
MORE_NOTES = 2


class RulesForm(forms.Form):
    """Every rule of a book; `book` is the version it starts from, with its number and first day
    already those of the next one.
    """

    def __init__(self, *args: Any, book: RuleBook, **values: Any) -> None:
        super().__init__(*args, **values)
        self.start = book
        self.fields["valid_from"] = day_field("Holds from")
        self.fields["valid_from"].initial = book.valid_from
        self.fields["book-source"] = words("Where these rules stand", book.source)
        self.fields["adopted_by"] = words(
            "Adopted by", "", "The decision that adopted them, such as a motion's reference."
        )
        self._seats(book)
        for kind in book.kinds:
            self.fields[f"{kind}-title"] = words("Name", book.title_of(kind), needed=True)
            for medium in Medium:
                self._decision(kind, medium, _rule_of(book, kind, medium), book.title_of(kind))
        self._another_kind(book)
        self._lengths(book)
        self._notes(book)

    def book(self) -> RuleBook:
        """The version that was filled in."""
        typed, start = self.cleaned_data, self.start
        return replace(
            start,
            valid_from=typed["valid_from"],
            source=_line(typed["book-source"]),
            quorum=QuorumRule(
                threshold=share_of(typed, "quorum", Base.ALL),
                source=_line(typed["quorum-source"]),
                **self._counting(),
            ),
            decisions=tuple(self._decisions()),
            proxies=ProxyRule(
                typed["seats-proxies"], typed["seats-hold-two"], _line(typed["seats-source"])
            ),
            review=Length(typed["review-months"], _line(typed["review-source"])),
            corrections=Length(typed["minutes-days"], _line(typed["minutes-source"])),
            minutes_resolution=_line(typed["minutes-resolution"]),
            ballots=BallotRule(
                typed["ballots-days"], typed["ballots-carry"], _line(typed["ballots-source"])
            ),
            secret_kinds=self.start.secret_kinds,
            voting_rights=tuple(self._voting_rights()),
            recusal_counts_as_present=typed["seats-recused"],
            one_seat_per_member=typed["seats-one"],
        )

    def clean(self) -> None:
        super().clean()
        for name in [name for name in self.fields if name.endswith("-how")]:
            check_share(self, name.removesuffix("-how"))
        kind = self.cleaned_data.get(f"{NEW}-kind")
        if kind == OWN_KIND and not self.cleaned_data.get(f"{NEW}-title"):
            self.add_error(f"{NEW}-title", "Write what this kind of decision is called.")
        if kind and not self._media(NEW):
            self.add_error(
                f"{NEW}-meeting-how", "Say what it needs, in a meeting, by mail, or both."
            )
        if not self._media(GENERAL):
            self.add_error(
                f"{GENERAL}-meeting-how",
                "Say what a general decision needs, in one way at least: it is the rule for all "
                "that has none of its own.",
            )

    def _seats(self, book: RuleBook) -> None:
        add_share(self, "quorum", "Quorum", book.quorum.threshold, [Base.ALL])
        self.fields["quorum-source"] = words("Clause", book.quorum.source, about="Quorum")
        flags = {
            "vacant": ("Vacant seats count towards all seats", book.quorum.counts_vacant_seats),
            "inactive": (
                "Inactive seats count towards all seats",
                book.quorum.counts_inactive_seats,
            ),
            "recused": (
                "A seat that recuses itself counts as present",
                book.recusal_counts_as_present,
            ),
            "proxies": (
                "A person from elsewhere may speak for a seat (proxy)",
                book.proxies.are_allowed,
            ),
            "hold-two": (
                "A proxy may also speak for a seat of their own",
                book.proxies.may_hold_two,
            ),
            "one": (
                "An organization that comes to hold a second seat keeps it only with a reason",
                book.one_seat_per_member,
            ),
        }
        for name, (label, is_so) in flags.items():
            self.fields[f"seats-{name}"] = flag(label, is_so=is_so)
        self.fields["seats-source"] = words("Clause", book.proxies.source, about="Seats")

    def _decision(self, kind: str, medium: Medium, rule: DecisionRule | None, title: str) -> None:
        add_decision(self, kind, medium, rule, f"{title}, {MEDIUM_WORDS[medium]}")

    def _another_kind(self, book: RuleBook) -> None:
        known = [(kind, name) for kind, name in KNOWN_KINDS.items() if kind not in book.kinds]
        kinds = [("", "Add no other"), *known, (OWN_KIND, "Another one, by this name:")]
        self.fields[f"{NEW}-kind"] = choice("Kind of decision", kinds, "", needed=False)
        self.fields[f"{NEW}-title"] = words("Name", "", about="Another kind of decision")
        for medium in Medium:
            self._decision(NEW, medium, None, "Another kind of decision")

    def _lengths(self, book: RuleBook) -> None:
        self.fields["review-months"] = number("Months between reviews", book.review.length)
        self.fields["review-source"] = words("Clause", book.review.source, about="Reviews")
        self.fields["minutes-days"] = number("Days for corrections", book.corrections.length)
        hint = "Empty: ours. {day}, {body} and {organization} are filled in."
        self.fields["minutes-resolution"] = words(
            "Words that approve minutes", book.minutes_resolution, hint, lines=3
        )
        self.fields["minutes-source"] = words("Clause", book.corrections.source, about="Minutes")
        self.fields["ballots-days"] = number("Days a ballot by mail is open", book.ballots.days)
        self.fields["ballots-carry"] = number(
            "Days to object to a vote carried over", book.ballots.carry_days, least=0
        )
        self.fields["ballots-source"] = words("Clause", book.ballots.source, about="Ballots")

    def _notes(self, book: RuleBook) -> None:
        notes = [*book.voting_rights, *[RuleNote("")] * MORE_NOTES]
        for at, note in enumerate(notes):
            about = f"Voting rights {at + 1}"
            self.fields[f"voting-{at}-text"] = words("Rule", note.text, about=about, lines=2)
            self.fields[f"voting-{at}-source"] = words("Clause", note.source, about=about)

    def _counting(self) -> dict[str, bool]:
        return {
            "counts_vacant_seats": self.cleaned_data["seats-vacant"],
            "counts_inactive_seats": self.cleaned_data["seats-inactive"],
        }

    def _media(self, kind: str) -> list[Medium]:
        typed = self.cleaned_data
        return [m for m in Medium if typed.get(f"{kind}-{m}-how", NO_WAY) != NO_WAY]

    def _decisions(self) -> Iterator[DecisionRule]:
        typed = self.cleaned_data
        kinds = [(kind, kind, typed[f"{kind}-title"]) for kind in self.start.kinds]
        if chosen := typed[f"{NEW}-kind"]:
            title = typed[f"{NEW}-title"] or KNOWN_KINDS.get(chosen, "")
            kinds.append((NEW, self._name_of(chosen, title), title))
        for prefix, kind, title in kinds:
            for medium in self._media(prefix):
                yield self._one_decision(prefix, medium, kind, _line(title))

    def _one_decision(self, prefix: str, medium: Medium, kind: str, title: str) -> DecisionRule:
        typed, at = self.cleaned_data, f"{prefix}-{medium}"
        return DecisionRule(
            kind=kind,
            title=title,
            medium=medium,
            threshold=share_of(typed, at, Base(typed[f"{at}-base"])),
            source=_line(typed[f"{at}-source"]),
            allows_general_consent=typed.get(f"{at}-consent", False),
            notice_days=typed[f"{at}-notice"] or 0,
            recusal_counts_as_present=typed["seats-recused"],
            **self._counting(),
        )

    def _name_of(self, chosen: str, title: str) -> str:
        """The name in the book of a kind: one it knows, or one made from its title."""
        if chosen != OWN_KIND:
            return chosen
        name = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_0123456789")[:36] or "kind"
        taken, at = {*self.start.kinds, *KNOWN_KINDS}, 2
        free = name
        while free in taken:
            free, at = f"{name}_{at}", at + 1
        return free

    def _voting_rights(self) -> Iterator[RuleNote]:
        for at in range(len(self.start.voting_rights) + MORE_NOTES):
            text = _line(self.cleaned_data[f"voting-{at}-text"])
            if text:
                yield RuleNote(text, _line(self.cleaned_data[f"voting-{at}-source"]))


def _rule_of(book: RuleBook, kind: str, medium: Medium) -> DecisionRule | None:
    return next((r for r in book.decisions if (r.kind, r.medium) == (kind, medium)), None)


def _line(text: str) -> str:
    """Text without line breaks, as rules are written."""
    return " ".join(text.split())
