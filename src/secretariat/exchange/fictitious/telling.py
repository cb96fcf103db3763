"""Telling a meeting: every act happens at its own minute of the invented day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.minutes.commands import draft_minutes, release_minutes
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions import commands as motions
from secretariat.council.motions.models import Motion
from secretariat.exchange.fictitious.council import Tidelamp, local
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock


@dataclass(frozen=True, slots=True)
class Telling:
    """One meeting of the story and those who tell it."""

    tidelamp: Tidelamp
    meeting: Meeting

    @property
    def on(self) -> date:
        """The day on which it is held."""
        return date.fromisoformat(self.meeting.slug[:10])

    @contextmanager
    def at(self, hour: int, minute: int = 0) -> Iterator[None]:
        """What happens at this minute of the day of the meeting."""
        with clock.fixed(local(self.on, time(hour, minute))):
            yield

    def item(self, title: str, **values: object) -> AgendaItem:
        """Business put on the agenda on the morning of the meeting."""
        new = commands.NewItem(title=title, **values)  # type: ignore[arg-type]
        with self.at(9):
            return commands.add_item(self.tidelamp.secretary, self.meeting, new)

    def note(self, item: AgendaItem, *texts: str) -> None:
        """What the secretary writes down."""
        for text in texts:
            commands.add_note(self.tidelamp.secretary, item, text=text)

    def begin(self, hour: int, present: Sequence[str], guest: str = "") -> None:
        """The call to order and the roll call."""
        secretary = self.tidelamp.secretary
        with self.at(hour):
            commands.publish_agenda(secretary, self.meeting)
            commands.call_to_order(secretary, self.meeting)
            for name in present:
                commands.mark_present(secretary, self.meeting, self.tidelamp.people[name])
            if guest:
                commands.add_guest(secretary, self.meeting, guest, choice="new")

    def move(
        self, whose: Body, item: AgendaItem, text: str, movers: tuple[str, str], kind: str = ""
    ) -> Motion:
        """A motion, moved and seconded."""
        mover, seconder = (self.tidelamp.people[name] for name in movers)
        return motions.move_motion(
            self.tidelamp.secretary,
            whose,
            text=text,
            item=item,
            decision_kind=kind,
            mover=mover,
            seconder=seconder,
        )

    def vote(self, motion: Motion, **votes: Sequence[str]) -> Motion:
        """A roll-call vote: the seats that said otherwise; all others said yes."""
        secretary = self.tidelamp.secretary
        motions.open_vote(secretary, motion)
        for choice, seats in votes.items():
            for seat in seats:
                motions.cast_vote(secretary, motion, seat, choice)
        motions.cast_remaining(secretary, motion, "yes")
        return motions.close_vote(secretary, motion)

    def end(self, hour: int, minute: int) -> None:
        """The adjournment; whatever was dealt with is settled by it."""
        with self.at(hour, minute):
            commands.adjourn(self.tidelamp.secretary, self.meeting)

    def release(self, until_on: date) -> Minutes:
        """The minutes, drafted and released on the evening of the same day."""
        with self.at(18):
            row = Meeting.objects.select_related("body").get(pk=self.meeting.pk)
            minutes = draft_minutes(self.tidelamp.secretary, row)
            return release_minutes(self.tidelamp.secretary, minutes, corrections_until_on=until_on)
