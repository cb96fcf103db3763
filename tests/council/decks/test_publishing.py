"""Publishing freezes a deck as a version; the record may say something else afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secretariat.council.decks import commands, queries
from secretariat.council.decks.models import PublishedDeck
from secretariat.council.meetings.commands import ItemEdit
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, Feed, Seal
from secretariat.foundation.records.queries import broken_seals, seal_head, search
from secretariat.rules.deck import from_plain
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR

from .conftest import CHAIR, MEMBER, SECRETARY, START, change

WHICH = ("", "v1", "v2")


def test_publishing_freezes_seals_and_leaves_a_trail(agenda: Meeting) -> None:
    published = commands.publish_deck(CHAIR, agenda)

    assert (published.version, published.published_by) == (1, "Ada Quill")
    assert from_plain(published.frozen) == queries.draft_of(PUBLIC_ACTOR, agenda)
    assert published.head == seal_head("tc")
    assert Seal.objects.get().ref == "tc/2021-10-07/deck/v1"
    entry = Entry.objects.latest("id")
    assert (entry.command, entry.ref) == ("decks.publish_deck", "tc/2021-10-07/deck")
    assert (entry.after["version"], entry.after["slides"]) == (1, 6)
    assert Feed.objects.get(topic="meeting:tc/2021-10-07").version > 0
    assert "tc/2021-10-07/deck" in {find.ref for find in search("scale", PUBLIC_ACTOR)}


def test_publishing_is_refused_to_members(agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.publish_deck(MEMBER, agenda)

    assert refused.value.code == "not_allowed"
    assert not PublishedDeck.objects.exists()
    assert not Seal.objects.exists()


def test_publishing_waits_for_the_agenda(meeting: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.publish_deck(SECRETARY, meeting)

    assert refused.value.code == "agenda_not_published"
    assert "Publish the agenda first" in refused.value.message


def test_publishing_the_same_again_is_refused(agenda: Meeting) -> None:
    commands.publish_deck(SECRETARY, agenda)

    with pytest.raises(Refused) as refused:
        commands.publish_deck(SECRETARY, agenda)

    assert refused.value.code == "unchanged"
    assert PublishedDeck.objects.count() == 1


def test_published_deck_stays_and_says_how_it_differs(agenda: Meeting) -> None:
    published = commands.publish_deck(SECRETARY, agenda)
    change(agenda, ItemEdit(text="- The chart\n- The scale"))

    shown = queries.deck_shown(PUBLIC_ACTOR, agenda)
    changes = queries.changes_since(published, queries.draft_of(PUBLIC_ACTOR, agenda))

    assert shown.published == published
    assert shown.deck == from_plain(published.frozen)
    assert [each.words for each in changes] == [
        "Slide “2. Harbour map”: “• The map” is now “• The chart”."
    ]


def test_republishing_adds_a_version_and_keeps_the_first(agenda: Meeting) -> None:
    first = commands.publish_deck(SECRETARY, agenda)
    change(agenda, ItemEdit(title="Harbour chart"))
    with clock.fixed(START - timedelta(minutes=10)):
        second = commands.publish_deck(SECRETARY, agenda)

    assert [row.version for row in queries.versions_of(agenda)] == [2, 1]
    titles = {
        which: [
            slide.title for slide in queries.deck_shown(PUBLIC_ACTOR, agenda, which).deck.slides
        ]
        for which in ("", "v1", "v2")
    }
    assert "Harbour map" in titles["v1"]
    assert "Harbour chart" in titles["v2"]
    assert titles[""] == titles["v2"]
    assert first.head != second.head == seal_head("tc")
    assert broken_seals("tc") == []


def test_deck_of_an_earlier_day_is_the_one_published_by_then(agenda: Meeting) -> None:
    with clock.fixed(START - timedelta(days=2)):
        commands.publish_deck(SECRETARY, agenda)
    change(agenda, ItemEdit(title="Harbour chart"))
    commands.publish_deck(SECRETARY, agenda)

    shown = queries.deck_shown(PUBLIC_ACTOR, agenda, as_of=date(2021, 10, 6))

    assert shown.published is not None
    assert shown.published.version == 1


def test_frozen_deck_holds_no_presenter_notes_and_shows_them_to_the_presenter(
    agenda: Meeting,
) -> None:
    change(agenda, ItemEdit(speaker_notes="Smile."))
    published = commands.publish_deck(SECRETARY, agenda)

    assert "Smile." not in str(published.frozen)
    for actor, notes in ((PUBLIC_ACTOR, {""}), (SECRETARY, {"", "Smile."})):
        shown = queries.deck_shown(actor, agenda)
        assert {slide.notes for slide in shown.deck.slides} == notes


def test_draft_is_for_those_who_may_read_the_agenda(meeting: Meeting) -> None:
    assert queries.deck_shown(MEMBER, meeting).is_draft

    with pytest.raises(Refused) as refused:
        queries.deck_shown(PUBLIC_ACTOR, meeting)

    assert refused.value.code == "not_allowed"
    assert "not published yet" in refused.value.message


def test_unknown_version_is_refused_in_words(agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        queries.deck_shown(PUBLIC_ACTOR, agenda, "v3")

    assert refused.value.code == "not_found"
