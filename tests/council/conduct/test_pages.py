"""How to report a breach, and what the public is told: through the page and the files."""

from __future__ import annotations

from datetime import timedelta

import pytest

from secretariat.council.conduct import commands
from secretariat.council.conduct.commands import ContactFacts
from secretariat.council.conduct.models import TransparencyEntry
from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, report_kind
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.people.queries import today
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.rules.conduct import Outcome
from secretariat.rules.deck import slide_lines
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories
from tests.council.meetings.conftest import (  # noqa: F401 - fixtures
    Council,
    _before_the_meeting,
    council,
)
from tests.journeys.pages import Visitor

HERE = "/tc/conduct"
pytestmark = pytest.mark.usefixtures("_before_the_meeting")


@pytest.fixture
def secretary(council: Council) -> Visitor:  # noqa: F811
    return Visitor(factories.account(council.people["Sam"]))


@pytest.fixture
def public(db: None) -> Visitor:
    return Visitor()


def test_contact_is_named_confirmed_and_shown_to_everybody(
    secretary: Visitor, public: Visitor
) -> None:
    assert "No contact is named yet" in public.see(HERE).main
    assert "Publish an entry" not in public.see(HERE).main

    page = secretary.done(
        secretary.see(f"{HERE}/contact"),
        "Save it",
        contact="conduct@example.org",
        committee="Two members of the board",
    )

    assert page.path == HERE
    shown = public.see(HERE).main
    assert "Write to conduct@example.org Who hears it Two members of the board" in shown
    assert "Confirmed 7 Oct 2021" in shown


def test_contact_that_nobody_confirmed_for_a_year_hangs_until_it_is(
    council: Council,  # noqa: F811
    secretary: Visitor,
) -> None:
    commands.name_contact(council.secretary, council.body, ContactFacts("conduct@example.org"))

    def hanging(days: int) -> list[str]:
        at = clock.now() + timedelta(days=days)
        ends = loose_ends(council.secretary, council.body, at)
        return [each.why for each in ends if each.kind == "conduct"]

    assert hanging(365) == []
    assert hanging(366) == ["nobody confirmed it for a year"]
    with clock.fixed(clock.now() + timedelta(days=366)):
        secretary.done(secretary.see(HERE), "It still holds")
    assert hanging(366) == []


def test_second_editor_of_the_contact_is_heard_too(
    council: Council,  # noqa: F811
    secretary: Visitor,
) -> None:
    commands.name_contact(council.secretary, council.body, ContactFacts("conduct@example.org"))
    page = secretary.see(f"{HERE}/contact")
    commands.name_contact(
        council.chair, council.body, ContactFacts("conduct@example.org", "The board"), seen=1
    )

    after = secretary.done(page, "Save it", contact="care@example.org")

    assert "Write to care@example.org Who hears it The board" in after.main


def test_entry_is_published_counted_found_and_in_the_files(
    secretary: Visitor, public: Visitor
) -> None:
    for about, outcome, words in (
        ("Insults in a chat", "correction", ""),
        ("Repeated insults", "temporary_ban", "for six weeks"),
    ):
        secretary.done(
            secretary.see(HERE), "Publish it", year="2021", about=about, outcome=outcome,
            outcome_words=words,
        )  # fmt: skip

    shown = public.see(HERE).main
    assert "2021 2 reports: 1 correction and 1 temporary ban" in shown
    assert "2021-2 Repeated insults Temporary ban: for six weeks 7 Oct 2021" in shown
    assert public.see("/tc/search?q=insults").main.count("Report 2021-") == 2
    text = export(PUBLIC_ACTOR, "tc/conduct", "csv").content.decode("utf-8-sig")
    assert "tc/conduct/2021-2,2021,Repeated insults,temporary ban,for six weeks" in text


def test_entry_that_names_somebody_is_refused_and_stays_in_the_form(secretary: Visitor) -> None:
    page = secretary.send(
        secretary.see(HERE), "Publish it", year="2021", about="Ben Stone was rude",
        outcome="warning",
    )  # fmt: skip

    assert "this one names Ben Stone" in page.main
    assert "Ben Stone was rude" in page.text
    assert not TransparencyEntry.objects.exists()
    assert not Entry.objects.filter(command="conduct.publish_entry").exists()


def test_withdrawn_entry_shows_its_reason_and_none_of_its_words(
    council: Council,  # noqa: F811
    secretary: Visitor,
    public: Visitor,
) -> None:
    made = commands.publish_entry(
        council.secretary, council.body, year=2021, about="Harsh words", outcome=Outcome.WARNING
    )

    secretary.done(secretary.see(HERE), "Withdraw it", reason="It was about another body")

    shown = public.see(HERE).text
    assert "Withdrawn: It was about another body" in shown
    assert "Harsh words" not in shown
    assert not SearchRow.objects.filter(ref=made.ref).exists()
    again = commands.publish_entry(
        council.secretary, council.body, year=2021, about="Other words", outcome=Outcome.WARNING
    )
    assert again.number == 2


def test_members_publish_nothing(council: Council) -> None:  # noqa: F811
    member = factories.actor(Role.MEMBER, "ben-stone", "tc")
    for act in (
        lambda: commands.name_contact(member, council.body, ContactFacts("me@example.org")),
        lambda: commands.publish_entry(
            member, council.body, year=2021, about="Words", outcome=Outcome.OTHER
        ),
        lambda: commands.confirm_contact(member, council.body),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not_allowed"


def test_chapter_of_a_report_gives_the_numbers_of_its_period(council: Council) -> None:  # noqa: F811
    commands.name_contact(council.secretary, council.body, ContactFacts("conduct@example.org"))
    commands.publish_entry(
        council.secretary, council.body, year=2021, about="Words", outcome=Outcome.WARNING
    )
    day = today(council.body)

    def lines(days_ago: int) -> tuple[str, ...]:
        until = day - timedelta(days=days_ago)
        report = ReportSnapshot("tc", "tc/reports/1", until - timedelta(days=30), until)
        chapter = ChapterSnapshot("conduct", "Code of conduct")
        (slide,) = report_kind("conduct").reported(report, chapter, clock.now())
        return slide_lines(slide)

    assert lines(0) == ("• Report a breach: conduct@example.org", "• 2021: 1 report: 1 warning")
    assert lines(60)[0] == "• Report a breach: conduct@example.org"
    assert "1 warning" not in "".join(lines(60))
