"""The agenda kind "update of a body": what it wrote for the meeting, or that it was silent."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings import item_texts
from secretariat.council.meetings.agenda_kinds import Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import link_paragraphs, note_blocks
from secretariat.council.meetings.markup import paragraphs, runs
from secretariat.council.meetings.queries.finding import meeting_of_ref
from secretariat.council.updates import queries
from secretariat.council.updates.snapshots import UpdateAt
from secretariat.rules.days import day_words
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.runs import Paragraph, Run, Runs, paragraph
from secretariat.rules.updates import UpdateState, silent_words
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import capitalized

NAME = "body_update"
MINUTES = 5


class BodyUpdate:
    """`source_ref` of the item names who owes the update; what came is that of the item's
    meeting.
    """

    name = NAME
    label = "Update of a body"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """One item for each body that owes this meeting an update, with how far it is."""
        return [
            Proposal(
                kind=NAME,
                title=f"Update of {each.name}",
                reason=f"Owed before each meeting; {_how_far(each)}.",
                minutes=MINUTES,
                source_ref=each.standing_ref,
            )
            for each in _updates(meeting, at)
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """What was sent, with who wrote it; or the silent one by name; or why it was excused."""
        update = _update(meeting, item, at)
        lines = [*_lines(update)] if update else []
        silent = _silent_elsewhere(meeting, item, at)
        lines += [paragraph(silent)] if silent else []
        return [
            TextSlide(
                title=item.title,
                number=item.number,
                ref=item.ref,
                notes=item.speaker_notes,
                paragraphs=(*lines, *paragraphs(item.text), *link_paragraphs(item.links)),
                foot=_foot(update),
            )
        ]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """The text as it was sent, or the silent and the excused by name; and the notes."""
        update = _update(meeting, item, at)
        lines = _minuted(update) if update else []
        silent = _silent_elsewhere(meeting, item, at)
        lines += [(Run(silent),)] if silent else []
        if not lines:
            return note_blocks(item)
        fact = Fact(kind="update", key=f"{item.slug}/update", lines=tuple(lines), ref=item.ref)
        return [fact, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """The text, and where one is taken down for who sent none."""
        update = _update(meeting, item, at)
        if update is None:
            return Offered()
        context = {"update": update, "state_words": capitalized(_how_far(update))}
        return Offered(template="updates/_room.html", context=context)

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """Nothing: what came stands, and who was silent stays silent until heard or excused."""


def _updates(meeting: MeetingSnapshot, at: datetime) -> list[UpdateAt]:
    """What is owed to this meeting; read once for all its items."""
    key = f"updates at {at.isoformat()}"
    return meeting.once(key, lambda: queries.updates_for(meeting_of_ref(meeting.ref), at))


def _update(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> UpdateAt | None:
    rows = _updates(meeting, at)
    return next((each for each in rows if each.standing_ref == item.source_ref), None)


def _silent_elsewhere(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> str:
    """Names the silent ones that have no item of their own, once: under the first update."""
    mine = [each for each in meeting.items if each.kind == NAME]
    if not mine or mine[0].slug != item.slug:
        return ""
    shown = {each.source_ref for each in mine}
    rows = _updates(meeting, at)
    return silent_words(
        [r.name for r in rows if r.state is UpdateState.SILENT and r.standing_ref not in shown]
    )


def _how_far(update: UpdateAt) -> str:
    match update.state:
        case UpdateState.RECEIVED:
            return f"received from {update.by}"
        case UpdateState.EXCUSED:
            return f"excused: {update.excused_reason}"
        case UpdateState.ASKED:
            return f"asked for until {day_words(update.due_on)}"
        case UpdateState.SILENT:
            return f"no update came, due on {day_words(update.due_on)}"
    return "not asked for yet"


def _lines(update: UpdateAt) -> list[Paragraph]:
    if update.state is UpdateState.RECEIVED:
        return list(paragraphs(update.text))
    if update.state is UpdateState.EXCUSED:
        return [paragraph(f"{update.name} is excused: {update.excused_reason}")]
    if update.state is UpdateState.SILENT:
        return [paragraph((Run(silent_words([update.name]), is_bold=True),))]
    return []


def _foot(update: UpdateAt | None) -> str:
    if update is None:
        return ""
    if update.state is UpdateState.RECEIVED:
        return f"Written by {update.by}"
    is_waiting = update.state is UpdateState.ASKED
    return f"Asked for until {day_words(update.due_on)}" if is_waiting else ""


def _minuted(update: UpdateAt) -> list[Runs]:
    if update.state is UpdateState.RECEIVED:
        head = (Run(f"{update.name} sent an update, written by {update.by}:"),)
        return [head, *(runs(piece) for piece in _pieces(update.text))]
    if update.state is UpdateState.NOT_ASKED:
        return []
    if update.state is UpdateState.EXCUSED:
        return [(Run(f"{update.name} was excused: {update.excused_reason}"),)]
    return [(Run(silent_words([update.name])),)]


def _pieces(text: str) -> list[str]:
    """The text in pieces that minutes nest under its head."""
    return [piece for piece in text.replace("\r\n", "\n").split("\n\n") if piece.strip()]


def _told(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Paragraph]:
    """What the body wrote, or that it was silent or excused, or until when it is asked."""
    update = _update(meeting, item, at)
    lines = [*_lines(update)] if update else []
    foot = _foot(update)
    silent = _silent_elsewhere(meeting, item, at)
    return [*lines, *(paragraph(words) for words in (foot, silent) if words)]


register(BodyUpdate())
item_texts.register(NAME, _told, is_on_page=True)
