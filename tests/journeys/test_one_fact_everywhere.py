"""A fact is typed once: whoever changes it on its page finds it changed on the agenda, in the deck,
in the minutes and in the JSON of all three.
"""

from __future__ import annotations

import io
from base64 import b64decode, b64encode
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.council.meetings.agenda_kinds import all_kinds
from secretariat.council.meetings.queries.finding import item_of_ref
from secretariat.council.meetings.report_kinds import report_kinds
from secretariat.council.reports.models import Chapter
from secretariat.council.reports.queries import find_report
from secretariat.foundation.records import clock
from tests.journeys.facts import FACTS, NEWCOMER, Fact
from tests.journeys.facts_of_kinds import FACTS_OF_KINDS
from tests.journeys.facts_of_reports import FACTS_OF_REPORTS as REPORTED
from tests.journeys.meeting import (
    BEGINNING,
    END,
    HERE,
    SETTLED,
    act,
    agenda_files,
    bare,
    deck_files,
    hold,
    keys,
    minutes_files,
    slide_words,
    slides,
)
from tests.journeys.pages import Visitor

ALL = (*FACTS, *REPORTED, *FACTS_OF_KINDS)
# One pixel.
PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def missing(files: dict[str, str], words: str) -> set[str]:
    """The files in which the words are missing."""
    return {name for name, text in files.items() if bare(words) not in text}


def by_key(visitor: Visitor) -> dict[str, dict[str, Any]]:
    """Every slide by its name."""
    deck = slides(visitor)
    return dict(zip(keys(deck), deck, strict=True))


def test_every_slide_has_a_fact_that_is_changed_here(public: Visitor) -> None:
    given = {fact.given for fact in REPORTED} - {""}
    assert set(keys(slides(public))) == {fact.slide for fact in FACTS} | given


def test_every_kind_of_business_and_of_chapter_has_a_fact_that_is_changed_here() -> None:
    assert {kind.name for kind in all_kinds()} == {fact.kind for fact in ALL} - {""}
    assert {kind.name for kind in report_kinds()} == {fact.chapter for fact in ALL} - {""}


@pytest.mark.parametrize("fact", ALL, ids=lambda fact: fact.name)
def test_change_of_one_fact_is_seen_everywhere(
    fact: Fact, secretary: Visitor, public: Visitor
) -> None:
    if fact.prepared:
        fact.prepared(secretary)
    before = by_key(public)
    assert bare(fact.on_slide) not in slide_words(before[fact.slide])
    assert kinds_behind(fact, before) == (fact.kind, fact.chapter)

    fact.change(secretary)

    after = by_key(public)
    assert bare(fact.on_slide) in slide_words(after[fact.slide])
    assert not fact.given or after[fact.given] == before[fact.given]
    deck, agenda = deck_files(public), agenda_files(public)
    assert missing(deck, fact.in_deck or fact.on_slide) == set()
    assert missing(agenda, fact.on_agenda) & {*fact.agenda_in} == set()
    if fact.no_longer:
        assert missing(deck, fact.no_longer) == {*deck}
    # The minutes name no part of an item unless it was spoken of.
    spoken_of = () if fact.item in {"", *SETTLED} else (fact.item,)
    settled = (fact.item,) if fact.is_settled else ()
    hold(secretary, "Dave Thaler", NEWCOMER, spoken_of=spoken_of, settled=settled)
    assert missing(minutes_files(secretary), fact.in_minutes) & {*fact.minutes_in} == set()


def kinds_behind(fact: Fact, deck: dict[str, dict[str, Any]]) -> tuple[str, str]:
    """The kind of the item of a slide, and that of the chapter which the slide shows."""
    if not fact.item:
        return "", ""
    item = item_of_ref(f"{HERE[1:]}/{fact.item}")
    if not fact.chapter:
        return item.kind, ""
    chapters = Chapter.objects.filter(report=find_report(item.source_ref))
    return item.kind, chapters.get(title=deck[fact.slide]["title"]).kind


def test_colours_of_the_body_are_those_of_its_pages_and_its_deck(
    secretary: Visitor, public: Visitor
) -> None:
    page = secretary.see("/tac/settings/look")
    secretary.done(page, "Keep these colours", accent="#7a1f1f", accent2="#1f5c3a")

    styles = public.see("/tac/look.css").text, public.see(f"{HERE}/deck/look.css").text
    theme = theme_of(public.see(f"{HERE}/deck.pptx").content)

    assert all("#7a1f1f" in each and "#1f5c3a" in each for each in styles)
    assert "#7a1f1f" in public.see(f"{HERE}/deck.html").text
    assert "7A1F1F" in theme.upper()
    assert "1F5C3A" in theme.upper()


def test_logo_of_the_body_is_on_its_pages_and_in_its_deck(
    secretary: Visitor, public: Visitor
) -> None:
    before = secretary.see("/tac/settings/look")
    logo = SimpleUploadedFile("harbour.png", PICTURE, "image/png")
    secretary.done(before, "Keep this logo", "logo", logo=logo)

    assert public.see("/tac/logo").content == PICTURE
    assert public.see(f"{HERE}/deck/logo").content == PICTURE
    assert b64encode(PICTURE).decode() in public.see(f"{HERE}/deck.html").text
    assert PICTURE in media_of(public.see(f"{HERE}/deck.pptx").content)


def test_next_meeting_is_named_on_the_page_and_in_the_minutes(
    secretary: Visitor, public: Visitor
) -> None:
    later = secretary.see("/tac/2021-10-21/edit")
    secretary.done(later, "Move the meeting", on="2021-10-22", start_time="08:00", reason="Fog")

    assert "Next meeting 22 Oct 2021, 08:00" in public.see(HERE).main
    hold(secretary, "Dave Thaler")
    words = "The next meeting is on Friday 22 October 2021 at 08:00 PDT."
    assert missing(minutes_files(secretary), words) == set()


def test_milestone_said_in_the_room_is_in_the_table_on_the_slide_and_in_the_minutes(
    secretary: Visitor, public: Visitor
) -> None:
    table = "projects-and-their-milestones"
    with clock.fixed(BEGINNING):
        act(secretary, "room/call-to-order")
        room = secretary.see(f"{HERE}/room?item={table}")
        form = {"project": "veracruz", "column": "annual-review", "text": "9 DEC 2021"}
        secretary.done(room, "Record", "projects/claims", **form)
        act(secretary, "room/settle", item=table)

        assert "9 DEC 2021" in public.see("/tac/projects").main
        assert "9 DEC 2021" in public.see("/tac/projects.csv").text
        assert missing(deck_files(public), "9 DEC 2021") == set()
    with clock.fixed(END):
        act(secretary, "room/adjourn")
    words = "Veracruz, Annual Review: “9 DEC 2021”."
    assert missing(minutes_files(secretary), words) == set()


def theme_of(pptx: bytes) -> str:
    """The theme of a PowerPoint file."""
    return parts_of(pptx, "ppt/theme/theme1.xml")[0].decode()


def media_of(pptx: bytes) -> list[bytes]:
    """The pictures in a PowerPoint file."""
    return parts_of(pptx, "ppt/media/")


def parts_of(pptx: bytes, start: str) -> list[bytes]:
    """The parts of a PowerPoint file whose names start so."""
    with ZipFile(io.BytesIO(pptx)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith(start)]
