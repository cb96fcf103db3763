"""Reports: drafted from the record for any period, described, given, dropped, taken up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from secretariat.council.meetings.report_kinds import report_kind
from secretariat.council.reports import policy
from secretariat.council.reports.commands.frame import index, report_act, require_draft
from secretariat.council.reports.compose import drafted
from secretariat.council.reports.defaults import first_chapters
from secretariat.council.reports.models import Chapter, Report
from secretariat.council.reports.queries import previous_report
from secretariat.council.reports.snapshots import instant_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import act, guard_revision, locked, seal
from secretariat.rules.agenda import slugify
from secretariat.rules.days import day_words
from secretariat.rules.deck import to_plain
from secretariat.rules.errors import Refused
from secretariat.rules.reports import check_period, parse_baseline, period_words
from secretariat.rules.texts import day_that_came, fitting, given
from secretariat.rules.visibility import Actor, Audience, require

CHAPTER_PAGES = frozenset(
    {"new", "order", "edit", "give", "drop", "resume", "answers", "present", "deck", "chapters"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What a report says about itself: to whom (a body of the record, or words), which day it is
    given, which days it covers, and when the one before was given, as far as that is known.
    """

    title: str
    on: date
    from_on: date
    to_on: date
    to_words: str = ""
    to_body: Body | None = None
    baseline: str = ""
    audience: Audience = Audience.MEMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterWords:
    """One chapter: its title, its line in the contents, the editor's own words, where it was shown
    before. `options` are what was chosen beside; None leaves them as they are.
    """

    title: str
    listed_as: str = ""
    text: str = ""
    stamp: str = ""
    options: Mapping[str, Any] | None = None


def draft_report(
    actor: Actor,
    body: Body,
    facts: ReportFacts,
    *,
    chapters: Sequence[tuple[str, ChapterWords]] = (),
) -> Report:
    """Draft a report with these chapters by kind, else with those of the one before, else with
    every kind there is; each is drawn from the record.

    Refuses ("not_allowed", "words_missing", "period_backwards", "period_too_long",
    "baseline_too_late", "malformed_baseline").
    """
    with act(actor, "reports.draft_report", f"{body.slug}/reports", body_slug=body.slug) as this:
        require(policy.may_keep_reports(actor, body))
        row = Report(body=locked(body), drafted_at=this.at, drafted_by=actor.name)
        _set_facts(row, facts)
        row.slug = _free_day(body, facts.on)
        row.save()
        for kind, words in chapters or _first_chapters(row):
            add_chapter_row(row, kind, words)
        index(row)
        this.ref = row.ref
        this.now_is(title=row.title, to=row.to_words, on=row.on)
        period = period_words(row.from_on, row.to_on)
        this.summary = f"“{row.title}” to the {row.to_words}, {period}"[:300]
    return row


def describe_report(actor: Actor, report: Report, facts: ReportFacts, *, seen: int) -> Report:
    """Change what a draft says about itself. Its reference stays. Refuses ("not_a_draft",
    "not_allowed", "changed_meanwhile") and as `draft_report`.
    """
    with report_act(actor, "describe_report", report, policy.may_keep_reports) as (this, row):
        require_draft(row)
        guard_revision(row, seen, {"title": facts.title, "baseline_text": facts.baseline})
        this.was(**_told(row))
        _set_facts(row, facts)
        this.now_is(**_told(row))
        this.summary = f"“{row.title}”"[:300]
    return row


def give_report(actor: Actor, report: Report, *, on: date | None = None) -> Report:
    """Record that a report was given, on its day or another: its deck is frozen, sealed and public
    from now on. Refuses ("not_a_draft", "no_chapters", "in_future", "period_too_long",
    "not_allowed").
    """
    with report_act(actor, "give_report", report, policy.may_give) as (this, row):
        body = locked(row.body)
        require_draft(row)
        row.on = on or row.on
        day_that_came(row.on, day_in(body, this.at))
        check_period(row.from_on, row.to_on, row.on, parse_baseline(row.baseline_text))
        if not row.chapters.filter(is_left_out=False).exists():
            raise Refused(
                "no_chapters",
                "The report has no chapter, so there is nothing to give. Take one in first.",
            )
        deck = drafted(row, instant_of(row, this.at))
        row.frozen = to_plain(deck)
        link = seal(body.slug, row.ref, row.frozen)
        row.digest, row.head = link.digest, link.head
        row.state, row.given_at, row.given_by = Report.State.GIVEN, this.at, actor.name
        row.revision += 1
        index(row, deck)
        this.now_is(on=row.on, slides=len(deck.slides), digest=row.digest)
        this.summary = f"to the {row.to_words} on {day_words(row.on)}"[:300]
    return row


def drop_report(actor: Actor, report: Report, *, reason: str) -> Report:
    """Give a draft up, with the reason. Refuses ("not_a_draft", "words_missing", "not_allowed")."""
    words = given(reason, "reason", "The reason", 300)
    with report_act(actor, "drop_report", report, policy.may_keep_reports) as (this, row):
        require_draft(row)
        row.state, row.dropped_reason = Report.State.DROPPED, words
        row.revision += 1
        this.summary = words[:300]
    return row


def resume_report(actor: Actor, report: Report) -> Report:
    """Take a dropped draft up again: the inverse of `drop_report`. Refuses ("not_dropped",
    "not_allowed").
    """
    with report_act(actor, "resume_report", report, policy.may_keep_reports) as (this, row):
        if row.state != Report.State.DROPPED:
            raise Refused("not_dropped", f"“{row.title}” was not dropped. Nothing has changed.")
        this.was(reason=row.dropped_reason)
        row.state, row.dropped_reason = Report.State.DRAFT, ""
        row.revision += 1
        this.summary = f"“{row.title}”"[:300]
    return row


def add_chapter_row(report: Report, kind: str, words: ChapterWords) -> Chapter:
    """A new chapter at the end of a report; the caller holds its lock."""
    others = list(report.chapters.all())
    taken = {each.slug for each in others} | CHAPTER_PAGES
    row = Chapter(report=report, kind=report_kind(kind).name, options=dict(words.options or {}))
    set_words(row, words)
    row.slug = slugify(row.title, taken, "chapter")
    row.position = max((each.position for each in others), default=0) + 1
    row.save()
    return row


def set_words(row: Chapter, words: ChapterWords) -> None:
    """Give a chapter these words. Refuses ("words_missing", "words_too_long")."""
    row.title = given(words.title, "title", "The title")
    row.listed_as = fitting(words.listed_as, "listed_as", "The line in the contents", 120)
    row.text = fitting(words.text, "text", "The text", 10_000)
    row.stamp = fitting(words.stamp, "stamp", "Where it was shown before", 200)


def _first_chapters(row: Report) -> list[tuple[str, ChapterWords]]:
    before = previous_report(row.body, row.to_words, row.on)
    return [
        (kind, ChapterWords(title=title, listed_as=listed_as, options=options))
        for kind, title, listed_as, options in first_chapters(before)
    ]


def _set_facts(row: Report, facts: ReportFacts) -> None:
    to_words = facts.to_words or (facts.to_body.name if facts.to_body else "")
    row.title = given(facts.title, "title", "The title")
    row.to_words, row.to_body = given(to_words, "to_words", "To whom it is given"), facts.to_body
    baseline = parse_baseline(facts.baseline)
    check_period(facts.from_on, facts.to_on, facts.on, baseline)
    row.on, row.from_on, row.to_on = facts.on, facts.from_on, facts.to_on
    row.baseline_text = fitting(facts.baseline, "baseline", "The report before", 120)
    row.audience = facts.audience.value


def _told(row: Report) -> dict[str, Any]:
    return {
        "title": row.title,
        "to": row.to_words,
        "on": row.on,
        "covers": period_words(row.from_on, row.to_on),
        "report before": row.baseline_text,
        "audience": row.audience,
    }


def _free_day(body: Body, on: date) -> str:
    """The day, with a number from the second report of that day on."""
    taken = set(Report.objects.filter(body=body).values_list("slug", flat=True))
    slug, number = on.isoformat(), 2
    while slug in taken:
        slug, number = f"{on.isoformat()}-{number}", number + 1
    return slug
