"""Letters that a site has sent, as they lie in its outbox."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from email import message_from_bytes
from email.policy import default

from tests.browser.site import Site


def letter_to(site: Site, address: str) -> str:
    """The text of the last letter to somebody."""
    with closing(sqlite3.connect(site.data / "secretariat.sqlite3")) as record:
        query = (
            # The digest of a morning may come between, whenever the tests run.
            "SELECT content FROM outbox_message WHERE to_address = ? AND purpose <> 'digest' "
            "ORDER BY id DESC"
        )
        (content,) = record.execute(query, (address,)).fetchone()
    body = message_from_bytes(content, policy=default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(text: str, place: str) -> str:
    """The path of the personal link in a letter that leads to a place: "/talks/invitation/"."""
    (address,) = [word for word in text.split() if place in word]
    return "/" + address.split("/", 3)[3]
