"""Feeds: whatever stands in the record, the file keeps the rules of its format and says it all."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from secretariat.documents.rendering.feed_files import Feed, FeedItem, atom, json_feed
from tests.documents.atom_rules import ATOM, broken_rules

MORNING = datetime(2021, 10, 7, 6, 30, tzinfo=timezone(timedelta(hours=-7)))


def item(**changes: Any) -> FeedItem:
    values: dict[str, Any] = {
        "name": "tac/2021-10-07#agenda",
        "title": "Agenda of 7 Oct 2021",
        "at": MORNING,
        "url": "https://harbour.example.org/tac/2021-10-07",
        **changes,
    }
    return FeedItem(**values)


def feed(*items: FeedItem) -> Feed:
    return Feed(
        name="tac/feed",
        title="News of the Technical Council",
        author="Technical Council",
        home_url="https://harbour.example.org/tac",
        own_url="https://harbour.example.org/tac/feed.atom",
        host="harbour.example.org",
        empty_at=MORNING,
        items=items,
    )


def texts(document: bytes, name: str) -> list[str]:
    return [str(each.text) for each in etree.fromstring(document).iter(f"{ATOM}{name}")]


def test_atom_keeps_the_rules_and_gives_instants_in_utc() -> None:
    made = atom(feed(item(), item(name="tac/A-1#x", at=MORNING - timedelta(days=1))))

    assert broken_rules(made) == []
    assert texts(made, "updated")[:2] == ["2021-10-07T13:30:00Z", "2021-10-07T13:30:00Z"]
    assert texts(made, "id")[1] == "tag:harbour.example.org,2021:tac/2021-10-07#agenda"


def test_empty_feed_keeps_the_rules_too() -> None:
    assert broken_rules(atom(feed())) == []
    assert json.loads(json_feed(feed()))["items"] == []


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (lambda made: made.replace(b"2021-10-07T13:30:00Z", b"2021-10-07T06:30:00"), "3.3"),
        (lambda made: made.replace(b"tag:harbour", b"harbour"), "4.2.6"),
        (lambda made: made.replace(b"<title>Agenda", b"<title><b/>Agenda"), "3.1"),
        (lambda made: made.replace(b'rel="self"', b'rel="next"'), "4.1.1"),
    ],
)
def test_rules_notice_a_feed_that_breaks_them(broken: Any, why: str) -> None:
    assert [each for each in broken_rules(broken(atom(feed(item())))) if each.startswith(why)]


@given(title=st.text(min_size=1), summary=st.text())
def test_any_text_can_stand_in_a_feed(title: str, summary: str) -> None:
    told = item(title=title, summary=summary)
    made, plain = atom(feed(told)), json.loads(json_feed(feed(told)))

    assert broken_rules(made) == []
    assert plain["items"][0]["title"] == title


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), min_size=1))
def test_what_people_write_comes_back_as_written(title: str) -> None:
    assert texts(atom(feed(item(title=title))), "title")[1] == title


@given(
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2099, 1, 1)),  # noqa: DTZ001
    st.timezones(),
)
def test_instants_are_the_same_in_every_zone(moment: datetime, zone: Any) -> None:
    at = moment.replace(microsecond=0, tzinfo=UTC).astimezone(zone)
    told = feed(item(at=at))

    dates = json.loads(json_feed(told))["items"][0]["date_published"]
    assert datetime.fromisoformat(dates) == at
    assert datetime.fromisoformat(texts(atom(told), "published")[0]) == at


def test_json_feed_has_what_version_1_1_asks_for() -> None:
    plain = json.loads(json_feed(feed(item(kind="agenda", summary="Six items"))))

    assert plain["version"] == "https://jsonfeed.org/version/1.1"
    assert plain["title"]
    assert plain["feed_url"].startswith("https://")
    assert plain["items"] == [
        {
            "id": "tag:harbour.example.org,2021:tac/2021-10-07#agenda",
            "url": "https://harbour.example.org/tac/2021-10-07",
            "title": "Agenda of 7 Oct 2021",
            "content_text": "Six items",
            "date_published": "2021-10-07T13:30:00Z",
            "date_modified": "2021-10-07T13:30:00Z",
            "tags": ["agenda"],
        }
    ]
