"""The dialogue of `init`: one question at a time, each answer checked at once and asked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import TypeVar

from django.utils.text import slugify

from secretariat.council.meetings.standing import STANDING
from secretariat.foundation.people.commands import (
    BodyFacts,
    checked_address,
    checked_slug,
    known_zone,
)
from secretariat.rules.errors import Refused
from secretariat.rules.holidays import CALENDARS

from . import checks
from .plan import CouncilPlan, LookWish, Officer, SeriesWish

Value = TypeVar("Value")

WELCOME = """\
This sets up a council of your own. Answer in a word or two; Enter takes what stands in brackets
or leaves a question for later, on the settings pages. Ctrl+C stops, and nothing is kept.
"""


@dataclass(slots=True)
class Dialogue:
    """Asks through `ask` (a question in, an answer out) and tells through `tell`."""

    ask: Callable[[str], str]
    tell: Callable[[str], None]

    def need(self, question: str, check: Callable[[str], Value], proposed: str = "") -> Value:
        """An answer that passes the check. What is proposed is taken for an empty answer."""
        hint = f" [{proposed}]" if proposed else ""
        while True:
            answer = self.ask(f"{question}{hint}: ").strip() or proposed
            try:
                return check(answer)
            except Refused as refused:
                self.tell(f"  {refused.message}")

    def may(self, question: str, check: Callable[[str], Value]) -> Value | None:
        """An answer that passes the check, or None for an empty one."""
        return self.need(question, lambda text: check(text) if text else None)


def talk(dialogue: Dialogue, today: date) -> CouncilPlan:
    """Ask everything that a council needs, and give the plan."""
    dialogue.tell(WELCOME)
    organization = dialogue.need(
        "The organization behind the council", checks.named("The organization")
    )
    name = dialogue.need("Name of the council", checks.named("The name"), "Technical Council")
    short = dialogue.need("Its short name", checks.named("The short name", 40), initials(name))
    slug = dialogue.need("Its word in addresses, for good", checked_slug, slugify(short) or "tc")
    zone = dialogue.need("Time zone of its meetings", known_zone, "UTC")
    seats, roster = dialogue.may(
        "Seats: the organizations between semicolons, or a roster (file.csv)",
        checks.seats_or_roster,
    ) or ((), b"")
    return CouncilPlan(
        organization=organization,
        slug=slug,
        facts=BodyFacts(name=name, short_name=short, zone=zone, kind=kind_of(name)),
        seats=seats,
        roster=roster,
        chair=officer(dialogue, "chair"),
        secretary=officer(dialogue, "secretary"),
        rules=rules(dialogue, name, short, slug),
        series=series(dialogue, today),
        notices=notices(dialogue),
        look=look(dialogue),
    )


def initials(name: str) -> str:
    """The short name that a name suggests: "Technical Council" → "TC"."""
    words = [word for word in name.split() if word[:1].isupper()]
    return "".join(word[0] for word in words)[:40] or name[:40]


def kind_of(name: str) -> str:
    """The kind of body that a name says: "Safety Board" → "board"; else a council."""
    words = name.casefold().split()
    return next(
        (kind for kind in ("board", "committee", "sig", "subteam") if kind in words), "council"
    )


def officer(dialogue: Dialogue, word: str) -> Officer | None:
    """Who holds an office, or nobody yet."""
    name = dialogue.may(f"Who is {word} (full name)", checks.named("The name"))
    if name is None:
        return None
    organization = dialogue.may(f"  {name} works at", checks.named("The organization"))
    address = dialogue.may(f"  {name} signs in with the mail address", checked_address)
    return Officer(name, organization or "", address or "")


def rules(dialogue: Dialogue, *names: str) -> str:
    """The text of a rule book, or "" for the neutral one."""
    question = "Rule book (file.toml; Enter: a neutral one to change later)"
    return dialogue.may(question, lambda text: checks.rules_file(Path(text), *names)) or ""


def series(dialogue: Dialogue, today: date) -> SeriesWish | None:
    """When the council meets, or nothing yet."""
    starts_on = dialogue.may(
        "It meets on (a weekday, or the day of the first meeting)",
        lambda text: checks.first_day(text, today),
    )
    if starts_on is None:
        return None
    every = dialogue.need("  every how many weeks", checks.weeks, "2")
    begins = dialogue.need("  from", checks.clock_time, "16:00")

    def later(text: str) -> time:
        ends = checks.clock_time(text)
        if ends <= begins:
            raise Refused("malformed_time", f"It begins at {begins:%H:%M}. Write a later time.")
        return ends

    proposed = f"{min(begins.hour + 1, 23):02}:{begins.minute if begins.hour < 23 else 59:02}"
    ends = dialogue.need("  to", later, proposed)
    off = dialogue.may(f"  warn about holidays of ({', '.join(CALENDARS)})", checks.holidays)
    return SeriesWish(
        starts_on=starts_on,
        start_time=begins,
        end_time=ends,
        every_weeks=every,
        holidays=off or "",
    )


def notices(dialogue: Dialogue) -> dict[str, str]:
    """The texts that every meeting opens with; what is left out can be written later."""
    dialogue.tell("Texts that every meeting opens with: the text, its address, or a file (.md).")
    asked = {each.slug: dialogue.may(f"  {each.title}", checks.notice) for each in STANDING}
    return {slug: text for slug, text in asked.items() if text}


def look(dialogue: Dialogue) -> LookWish:
    """The logo, if there is one."""
    logo = dialogue.may("Logo (PNG, JPEG or SVG)", lambda text: checks.logo_file(Path(text)))
    return LookWish(logo_name=logo[0], logo=logo[1]) if logo else LookWish()
