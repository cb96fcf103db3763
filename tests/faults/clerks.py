"""Two people who record a meeting at once, and remember which of their acts were acknowledged."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from threading import Thread
from typing import Any

from tests.faults.server import Answer, NoAnswerError, Person


@dataclass
class Acts:
    """What one person did, by kind: the words (or names) by which each act is found again."""

    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    cut_off: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many acts were answered."""
        return sum(len(words) for words in self.acknowledged.values()) + len(self.refused)

    def note(self, kind: str, word: str, answer: Answer) -> None:
        """Remember what was answered to an act."""
        if answer.is_done:
            self.acknowledged.setdefault(kind, []).append(word)
        else:
            self.refused.append(f"{answer.status} {kind} {word}: {answer.words}")


class Clerk(Thread):
    """Notes, raises actions, marks people present and takes down votes until the server is gone.

    `mark` is the letter by which the acts of one clerk are told from the other's.
    """

    def __init__(self, person: Person, mark: str, council: dict[str, Any], share: int) -> None:
        super().__init__(daemon=True)
        self.person = person
        self.mark = mark
        self.meeting: str = council["meeting"]
        self.body = self.meeting.partition("/")[0]
        self.acts = Acts()
        self._guests: list[str] = council["guests"][share::2]
        votes = [(motion, seat) for motion in council["votes"][1:] for seat in council["seats"]]
        self._votes: list[tuple[str, str]] = votes[share::2]
        self._count = 0
        self._choose = random.Random(mark)

    def again(self) -> Clerk:
        """The same clerk, ready to go on after the server came back."""
        Thread.__init__(self, daemon=True)
        return self

    def run(self) -> None:
        """Act without a pause, one kind of act after the other, until the server is gone."""
        acts: tuple[Callable[[], None], ...] = (self._write, self._raise, self._greet, self._vote)
        try:
            for act in cycle(acts):
                act()
        except NoAnswerError as cut:
            self.acts.cut_off.append(str(cut))

    def _word(self) -> str:
        self._count += 1
        return f"{self.mark}-{self._count:04}"

    def _write(self) -> None:
        word = self._word()
        answer = self.person.post(f"/{self.meeting}/1/notes", text=f"Noted {word}")
        self.acts.note("notes", f"Noted {word}", answer)

    def _raise(self) -> None:
        word = self._word()
        line, raised = f"[Sam] Sound the channel {word}", f"{self.meeting}/1"
        answer = self.person.post(f"/{self.body}/actions/line", line=line, raised_ref=raised)
        self.acts.note("actions", f"Sound the channel {word}", answer)

    def _greet(self) -> None:
        if self._guests:
            guest = self._guests.pop()
            answer = self.person.post(f"/{self.meeting}/room/roll/mark", person=guest)
            self.acts.note("people", guest, answer)

    def _vote(self) -> None:
        if self._votes:
            motion, seat = self._votes.pop()
            path = f"/{self.body}/{motion}/vote"
            answer = self.person.post(path, seat=seat, choice=self._choose.choice(("yes", "no")))
            self.acts.note("votes", f"{motion} {seat}", answer)
