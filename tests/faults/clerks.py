"""Ten people who act in a meeting at once, and remember which of their acts were acknowledged.

What was cut off is sent again with its key once the server is back, as a browser does.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from threading import Thread
from typing import Any
from uuid import uuid4

from tests.faults.server import Answer, NoAnswerError, Person


@dataclass
class Acts:
    """What one person did, by kind: the words (or names) by which each act is found again."""

    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    cut_off: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    retried: int = 0

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


@dataclass(frozen=True)
class Sent:
    """A form under way: the word by which its act is found, and its fields with the key."""

    kind: str
    word: str
    path: str
    fields: dict[str, str]


class Client(Thread):
    """Somebody who acts without a pause until the server is gone.

    `mark` is the letter by which the acts of one are told from the others'.
    """

    def __init__(self, person: Person, mark: str, council: dict[str, Any]) -> None:
        super().__init__(daemon=True)
        self.person = person
        self.mark = mark
        self.meeting: str = council["meeting"]
        self.body = self.meeting.partition("/")[0]
        self.acts = Acts()
        self._cut: Sent | None = None
        self._count = 0
        self._choose = random.Random(mark)

    def again(self) -> Client:
        """The same client, ready to go on after the server came back."""
        Thread.__init__(self, daemon=True)
        return self

    def run(self) -> None:
        """Send again what was cut off, then act, one kind of act after the other."""
        try:
            self.send_again()
            for act in cycle(self.kinds()):
                act()
        except NoAnswerError as cut:
            self.acts.cut_off.append(str(cut))

    def kinds(self) -> tuple[Callable[[], None], ...]:
        """What this one does, in turn."""
        raise NotImplementedError

    def send_again(self) -> None:
        """Send what was cut off once more, with its key."""
        if self._cut:
            self.acts.retried += 1
            self._send(self._cut)

    def act(self, kind: str, word: str, path: str, **fields: str) -> None:
        """Send a form under a key of its own."""
        self._send(Sent(kind, word, path, {**fields, "once": str(uuid4())}))

    def _send(self, sent: Sent) -> None:
        self._cut = sent
        answer = self.person.post(sent.path, **sent.fields)
        self._cut = None
        self.acts.note(sent.kind, sent.word, answer)

    def word(self) -> str:
        """A word that no other act has."""
        self._count += 1
        return f"{self.mark}-{self._count:04}"

    def vote(self, votes: list[tuple[str, str]]) -> None:
        """Cast the next of the votes, if one is left."""
        if votes:
            motion, seat = votes.pop()
            choice = self._choose.choice(("yes", "no"))
            path = f"/{self.body}/{motion}/vote"
            self.act("votes", f"{motion} {seat}", path, seat=seat, choice=choice)


class Clerk(Client):
    """Notes, raises actions, marks people present and takes down votes of the chair's seat."""

    def __init__(self, person: Person, mark: str, council: dict[str, Any], share: int) -> None:
        super().__init__(person, mark, council)
        self._guests: list[str] = council["guests"][share::2]
        self._votes = [(motion, council["seats"][0]) for motion in council["votes"][1:]][share::2]

    def kinds(self) -> tuple[Callable[[], None], ...]:
        return self._write, self._raise, self._greet, lambda: self.vote(self._votes)

    def _write(self) -> None:
        word = f"Noted {self.word()}"
        self.act("notes", word, f"/{self.meeting}/1/notes", text=word)

    def _raise(self) -> None:
        word = f"Sound the channel {self.word()}"
        line, raised = f"[Sam] {word}", f"{self.meeting}/1"
        self.act("actions", word, f"/{self.body}/actions/line", line=line, raised_ref=raised)

    def _greet(self) -> None:
        if self._guests:
            guest = self._guests.pop()
            self.act("people", guest, f"/{self.meeting}/room/roll/mark", person=guest)


class Representative(Client):
    """Votes for the own seat, and proposes topics for a meeting to come."""

    def __init__(self, person: Person, mark: str, council: dict[str, Any], seat: str) -> None:
        super().__init__(person, mark, council)
        self._later: str = council["later"]
        self._votes = [(motion, seat) for motion in council["votes"][1:]]

    def kinds(self) -> tuple[Callable[[], None], ...]:
        return self._propose, lambda: self.vote(self._votes)

    def _propose(self) -> None:
        word = f"Topic {self.word()}"
        self.act("topics", word, f"/{self._later}/proposals", title=word, why="It is due.")
