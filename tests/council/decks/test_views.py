"""The deck's pages: at a glance, published, presented."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.decks import commands
from secretariat.council.decks.models import PublishedDeck
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.commands import ItemEdit, NewItem
from secretariat.council.meetings.models import Meeting
from tests import factories

from .conftest import SECRETARY, Council, add_private_item, change

DECK = "/tc/2021-10-07/deck"


@pytest.fixture
def secretary(council: Council) -> Client:
    """A browser signed in as the secretary."""
    client = Client()
    client.force_login(factories.account(council.secretary))
    return client


def page_of(client: Client, address: str = DECK) -> str:
    """The page at an address, which must be there."""
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def test_deck_is_read_without_an_account(client: Client, agenda: Meeting) -> None:
    page = page_of(client)

    assert "Draft" in page
    assert "2. Harbour map" in page.replace("</span>", "").replace(
        '<span class="title-number">', ""
    )
    assert "Publish the deck" not in page
    assert f'href="{DECK}/draft.pptx"' in page


def test_deck_of_a_private_agenda_is_refused_in_words(client: Client, meeting: Meeting) -> None:
    response = client.get(DECK)

    assert response.status_code == 403
    assert "not published yet" in response.content.decode()


def test_secretary_publishes_and_sees_what_differs_later(
    secretary: Client, client: Client, agenda: Meeting
) -> None:
    assert "Publish the deck" in page_of(secretary)
    secretary.post(f"{DECK}/publish")
    published = page_of(secretary)
    change(agenda, ItemEdit(title="Harbour chart"))
    differing = page_of(secretary)

    assert PublishedDeck.objects.get().published_by == "Sam Clerk"
    assert "The same" in published
    assert "Publish again" not in published
    assert "Slide “2. Harbour chart”" in differing
    assert "Publish again" in differing
    assert "Harbour chart" not in page_of(client)
    assert "Harbour chart" in page_of(client, f"{DECK}?draft")


def test_readers_may_not_publish(client: Client, agenda: Meeting) -> None:
    assert client.post(f"{DECK}/publish").status_code == 403
    assert not PublishedDeck.objects.exists()


def test_earlier_versions_are_read_by_their_number(client: Client, agenda: Meeting) -> None:
    commands.publish_deck(SECRETARY, agenda)
    change(agenda, ItemEdit(title="Harbour chart"))
    commands.publish_deck(SECRETARY, agenda)

    assert "Harbour map" in page_of(client, f"{DECK}?version=1")
    assert "Harbour chart" in page_of(client, f"{DECK}?version=2")
    assert client.get(f"{DECK}?version=3").status_code == 404


def test_what_is_left_out_is_said_to_those_who_prepare(
    secretary: Client, client: Client, agenda: Meeting
) -> None:
    add_private_item(agenda)

    assert "1 item of the agenda is not for everybody" in page_of(secretary)
    assert "left out" not in page_of(client)


def test_presentation_keeps_the_strict_policy(
    secretary: Client, client: Client, agenda: Meeting
) -> None:
    change(agenda, ItemEdit(speaker_notes="Smile."))
    response = client.get(f"{DECK}/present")
    page = response.content.decode()

    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert 'class="deck"' in page
    assert "Smile." not in page
    assert "Smile." in page_of(secretary, f"{DECK}/present")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("deck.css", "text/css"),
        ("deck.js", "text/javascript"),
        ("look.css?draft", "text/css"),
    ],
)
def test_presentation_finds_its_files(
    client: Client, agenda: Meeting, name: str, media_type: str
) -> None:
    response = client.get(f"{DECK}/{name}")

    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith(media_type)


def test_deck_without_a_logo_has_none(client: Client, agenda: Meeting) -> None:
    assert client.get(f"{DECK}/logo").status_code == 404
    assert client.get(f"{DECK}/other.css").status_code == 404
    assert "/deck/logo" not in page_of(client)


def test_deck_needs_the_same_queries_for_more_items(secretary: Client, agenda: Meeting) -> None:
    commands.publish_deck(SECRETARY, agenda)

    def counted() -> int:
        with CaptureQueriesContext(connection) as found:
            page_of(secretary)
        return len(found)

    before = counted()
    for title in ("Tide", "Wind"):
        meetings.add_item(SECRETARY, agenda, NewItem(title=title, text="- Now"))

    assert counted() == before
