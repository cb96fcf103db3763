"""The agenda kind "board report": a report of the body, shown as a deck inside the deck."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.agenda_kinds import Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import note_blocks, text_slides
from secretariat.council.meetings.queries.finding import body_of
from secretariat.council.reports import queries
from secretariat.council.reports.compose import deck_of, inside
from secretariat.council.reports.models import Answer, Report
from secretariat.rules.days import day_words
from secretariat.rules.deck import AnySlide, SectionSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.runs import Run, Runs
from secretariat.rules.visibility import Actor, Audience

NAME = "board_report"
MINUTES = 15


class BoardReport:
    """`source_ref` of the item names the report."""

    name = NAME
    label = "Report to the board"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """A report that is due within four weeks, to its body and to the one that gets it, and one
        that was given and that the body has not seen yet.
        """
        body = body_of(meeting)
        due = [(row, _due_words(row)) for row in queries.due_reports(body, meeting.on)]
        given = [(row, _given_words(row)) for row in queries.unshown_reports(body, meeting.on)]
        return [
            Proposal(
                kind=NAME,
                title=_title(row, meeting.body.slug),
                reason=reason,
                minutes=MINUTES,
                source_ref=row.ref,
            )
            for row, reason in (*due, *given)
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """The report's cover and chapters. Of a draft that is for the members only, its cover."""
        report = queries.find_report(item.source_ref)
        if report is None:
            return text_slides(item)
        more = text_slides(item) if item.text else []
        if not _is_readable(report, at):
            return [*_unready(report, item), *more]
        deck = deck_of(report, at)
        return [*inside(deck, item), *more]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """Which report was shown, to whom and when it was given, its chapters, what was answered
        under this item, and the notes.
        """
        report = queries.find_report(item.source_ref)
        if report is None:
            return note_blocks(item)
        answers = [row for row in report.answers.all() if row.item_ref == item.ref and row.at <= at]
        lines: list[Runs] = [(Run(_shown_words(report, at)),), *map(_answer_line, answers)]
        fact = Fact(kind="report", key=f"{item.slug}/report", lines=tuple(lines), ref=item.ref)
        return [fact, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """The report, what was answered, a line to note an answer, and giving it."""
        report = queries.find_report(item.source_ref)
        if report is None:
            return Offered()
        answers = list(report.answers.all())
        waiting = [row for row in answers if row.is_open]
        return Offered(
            template="reports/_room.html",
            context={
                "report": report,
                "answers": answers,
                "may_give": report.is_draft and report.on <= meeting.on,
                "item_ref": item.ref,
                "next": f"/{meeting.ref}/room?item={item.slug}",
            },
            left=tuple(f"No outcome yet: {row.text}" for row in waiting),
        )

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """Nothing follows from closing the item: a report is given by an act of its own, and an
        answer stays open until it has an outcome.
        """


def _is_readable(report: Report, at: datetime) -> bool:
    was_given = report.given_at is not None and report.given_at <= at
    return was_given or report.audience == Audience.PUBLIC.value


def _unready(report: Report, item: ItemSnapshot) -> list[AnySlide]:
    return [
        SectionSlide(
            title=item.title,
            subtitle="In preparation; members read the draft",
            date_words=day_words(report.on),
            number=item.number,
            notes=item.speaker_notes,
            ref=item.ref,
        )
    ]


def _title(report: Report, body_slug: str) -> str:
    if report.body.slug == body_slug:
        return f"Report to the {report.to_words}: {report.title}"
    return f"Report of the {report.body.name}: {report.title}"


def _due_words(report: Report) -> str:
    return f"Due on {day_words(report.on)} to the {report.to_words}; it is a draft."


def _given_words(report: Report) -> str:
    return f"Given to the {report.to_words} on {day_words(report.on)}, and not shown here since."


def _shown_words(report: Report, at: datetime) -> str:
    """Which report, to whom, when; its chapters where everyone may read them."""
    was_given = report.given_at is not None and report.given_at <= at
    given = f"given on {day_words(report.on)}" if was_given else f"due on {day_words(report.on)}"
    words = f"The report “{report.title}” to the {report.to_words}, {given}"
    if not _is_readable(report, at):
        return f"{words}."
    titles = [row.title for row in report.chapters.all() if not row.is_left_out]
    return f"{words}: {'; '.join(titles)}"


def _answer_line(row: Answer) -> Runs:
    action = f" ({row.action_number})" if row.action_ref else ""
    came = f" ({row.outcome})" if row.outcome else action
    return (Run(f"{row.by_words}: ", is_bold=True), Run(f"{row.text}{came}"))


register(BoardReport())
