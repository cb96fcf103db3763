"""What became public, as Atom (RFC 4287) and as JSON Feed 1.1.

Ids never change, so a reader sees each thing once; instants carry their zone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One thing that became public. `name` never changes and is unique in the record
    ("tac/2021-10-07#agenda"); `at` is aware; `url` is the page to read.
    """

    name: str
    title: str
    at: datetime
    url: str
    summary: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list of what became public, newest first. `host` and `since` make the ids of its own.

    `empty_at` is the instant it was last changed while nothing stands in it.
    """

    name: str
    title: str
    author: str
    home_url: str
    own_url: str
    host: str
    empty_at: datetime
    items: Sequence[FeedItem]

    @property
    def updated_at(self) -> datetime:
        """When the newest item became public."""
        return max((item.at for item in self.items), default=self.empty_at)


def feed_id(feed: Feed, name: str) -> str:
    """A tag URI (RFC 4151): a name that is nobody's address and is never reused."""
    return f"tag:{feed.host},2021:{name}"


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document."""
    register_namespace("", ATOM)
    root = Element(_q("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _text(root, "id", feed_id(feed, feed.name))
    _text(root, "title", feed.title)
    _text(root, "updated", rfc3339(feed.updated_at))
    SubElement(root, _q("link"), {"rel": "self", "type": "application/atom+xml"}).set(
        "href", feed.own_url
    )
    SubElement(root, _q("link"), {"rel": "alternate", "type": "text/html", "href": feed.home_url})
    _text(SubElement(root, _q("author")), "name", feed.author)
    for item in feed.items:
        _entry(root, feed, item)
    indent(root)
    written: bytes = tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written + b"\n"


def json_feed(feed: Feed) -> bytes:
    """The feed as a JSON Feed document."""
    values = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.own_url,
        "language": "en",
        "authors": [{"name": feed.author}],
        "items": [_plain(feed, item) for item in feed.items],
    }
    return json.dumps(values, indent=2, ensure_ascii=False).encode()


def rfc3339(at: datetime) -> str:
    """An instant with its offset from UTC, as both formats want it."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _entry(root: Element, feed: Feed, item: FeedItem) -> None:
    entry = SubElement(root, _q("entry"))
    _text(entry, "id", feed_id(feed, item.name))
    _text(entry, "title", item.title)
    _text(entry, "updated", rfc3339(item.at))
    _text(entry, "published", rfc3339(item.at))
    SubElement(entry, _q("link"), {"rel": "alternate", "type": "text/html", "href": item.url})
    if item.kind:
        SubElement(entry, _q("category"), {"term": item.kind})
    # An entry without content needs a link and, to be read on its own, a summary.
    _text(entry, "summary", item.summary or item.title)


def _plain(feed: Feed, item: FeedItem) -> dict[str, Any]:
    values = {
        "id": feed_id(feed, item.name),
        "url": item.url,
        "title": item.title,
        "content_text": item.summary or item.title,
        "date_published": rfc3339(item.at),
        "date_modified": rfc3339(item.at),
    }
    return values | ({"tags": [item.kind]} if item.kind else {})


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, _q(name)).text = _legal(text)


def _legal(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold."""
    return "".join(each for each in text if each >= " " or each in "\t\n\r").translate(_NEVER)


_NEVER = dict.fromkeys([0xFFFE, 0xFFFF, *range(0xD800, 0xE000), *range(0x7F, 0xA0)])


def _q(name: str) -> str:
    return f"{{{ATOM}}}{name}"
