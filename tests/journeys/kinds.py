"""A kind of business that exists only in tests, as an app would write it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from secretariat.council.actions.commands import raise_action
from secretariat.council.meetings.agenda_kinds import Offer, Offered, Outcome, Proposal
from secretariat.foundation.people.queries import body_named
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.runs import Paragraph, Run, plain
from secretariat.rules.visibility import Actor


@dataclass
class HarbourDues:
    """Dues that a council sets once a year. A treasurer who has not answered stops them."""

    name: str = "harbour_dues"
    label: str = "Harbour dues"
    is_stopped: bool = False
    outcomes: list[Outcome] = field(default_factory=list)

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """Every year, at the first meeting of autumn."""
        reason = "The dues of the year are not set."
        return [Proposal(self.name, "Harbour dues", reason, minutes=7, source_ref="tc/dues/2021")]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        words = Paragraph(plain("Forty crowns a mast"))
        return [TextSlide(title=item.title, number=item.number, paragraphs=(words,))]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        line = (Run("A mast pays forty crowns."),)
        return [Fact(kind="dues", key=f"{item.slug}/dues", lines=(line,), ref=item.ref)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        fields = {"item": item.slug, "words": "The dues are set"}
        offer = Offer("Set the dues", f"/{meeting.ref}/room/settle", fields, hint="as last year")
        return Offered(offers=(offer,))

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """Somebody has to collect them; nobody can while the treasurer is silent."""
        self.outcomes.append(outcome)
        body = body_named(meeting.body.slug)
        raise_action(actor, body, text="Collect the dues", raised_ref=item.ref)
        if self.is_stopped:
            raise Refused(
                "stopped", "The treasurer has not answered. Ask her; nothing has changed."
            )
