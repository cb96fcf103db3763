"""What there is to set up in a body: the register of lines from which the settings page is made.

An app says in its own `checklist.py` what of its business a body sets up, and how far that is. The
page knows no app by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import SetupState, setup_state
from secretariat.rules.wording import counted


class StepState(StrEnum):
    """How far a step is; what nobody has to do has no word of its own."""

    DONE = "settled"
    TO_DO = "attention"
    FREE = "plain"

    @property
    def word(self) -> str:
        """The state as a reader says it."""
        return {StepState.DONE: "Done", StepState.TO_DO: "To do"}.get(self, "")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the settings: where it leads, what it holds, how far it is. Lower places stand
    further up; the first one to do is what the page proposes next. `key` is the key that leads
    there.
    """

    place: int
    href: str
    label: str
    words: str
    state: StepState = StepState.FREE
    key: str = ""


def done_if(is_done: object) -> StepState:
    """Done, or still to do."""
    return StepState.DONE if is_done else StepState.TO_DO


Source = Callable[[Body, date], Sequence[Step]]

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Ask this source, too. It gets the body and the day, and answers in a query or two."""
    _sources[name] = source


def unregister(name: str) -> None:
    """Take a source out again (for one defined only in a test)."""
    _sources.pop(name, None)


def steps(body: Body, day: date) -> list[Step]:
    """Everything that can be set up in a body, in order."""
    load_from_apps("checklist")
    found = [each for name in sorted(_sources) for each in _sources[name](body, day)]
    return sorted(found, key=lambda step: (step.place, step.label))


# --- What people set up ---------------------------------------------------------------------------


def _own_steps(body: Body, day: date) -> list[Step]:
    has, at = setup_state(body, day), f"/{body.slug}/settings"
    heads = has.chairs and has.secretaries
    look = "two colours and a logo" if has.has_logo else "two colours, no logo yet"
    book = "your own rules" if has.has_own_rules else "neutral rules, until yours are entered"
    about, rules = done_if(has.has_mission), done_if(has.has_own_rules)
    return [
        Step(10, f"{at}/about", "About this body", "name, zone, mission", about, "a"),
        Step(20, f"{at}/roster", "Roster", _roster_words(has), done_if(has.people), "t"),
        Step(30, f"{at}/offices", "Offices", _office_words(has), done_if(heads), "o"),
        Step(40, f"{at}/rules", "Rule book", book, rules, "u"),
        Step(70, f"{at}/look", "Look", look, done_if(has.has_logo), "l"),
        Step(80, f"{at}/people", "People and accounts", "names, companies, who can sign in",
             key="e"),
        Step(90, f"{at}/organizations", "Organizations", "names, mergers, who leaves", key="i"),
    ]  # fmt: skip


def _roster_words(has: SetupState) -> str:
    return f"{counted(has.seats, 'seat')}, {counted(has.people, 'person', 'people')}"


def _office_words(has: SetupState) -> str:
    missing = [
        word for word, count in (("chair", has.chairs), ("secretary", has.secretaries)) if not count
    ]
    return f"no {' and no '.join(missing)} yet" if missing else "chair and secretary are known"


register("people", _own_steps)
