"""The meeting of 7 October 2021 as tests of the example see it: held in a minute, in every view."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pptx import Presentation

from secretariat.foundation.records import clock
from tests.journeys.pages import Page, Visitor

HERE = "/tac/2021-10-07"
BEGINNING = datetime(2021, 10, 7, 14, 30, tzinfo=UTC)
"""07:30 in the council's own zone."""
END = datetime(2021, 10, 7, 17, 0, tzinfo=UTC)


SETTLED = (
    "welcome-roll-call-and-introductions",
    "approval-of-tac-minutes-from-the-sept-23-telechat",
    "action-item-review",
)


def hold(
    secretary: Visitor,
    *present: str,
    spoken_of: tuple[str, ...] = (),
    settled: tuple[str, ...] = (),
) -> None:
    """Call to order, mark people present, settle what the record itself has to say and some items
    more, note that some were spoken of, and adjourn; the draft of the minutes stands then.
    """
    with clock.fixed(BEGINNING):
        act(secretary, "room/call-to-order")
        for name in present:
            act(secretary, "room/roll/add", who=name)
        act(secretary, "room/notices")
        for item in (*SETTLED, *settled):
            act(secretary, "room/settle", item=item, anyway="yes")
        for item in spoken_of:
            act(secretary, f"{item}/notes", text="It was spoken of.", kind="note")
    with clock.fixed(END):
        act(secretary, "room/adjourn")


def act(visitor: Visitor, what: str, **sent: str) -> None:
    """Do something to the meeting that must be done."""
    answer = visitor.client.post(f"{HERE}/{what}", sent)
    assert answer.status_code in {302, 303}, answer.content.decode()


def slides(visitor: Visitor) -> list[dict[str, Any]]:
    """The slides of the deck, from its JSON."""
    content: dict[str, Any] = json.loads(visitor.see(f"{HERE}/deck.json").content)
    return list(content["slides"])


def keys(deck: list[dict[str, Any]]) -> list[str]:
    """A name for every slide: the slug of its item; from the second slide of an item with #2."""
    found: list[str] = []
    for slide in deck:
        slug = slide["ref"].removeprefix(HERE[1:]).removeprefix("/")
        count = sum(1 for each in found if each.partition("#")[0] == slug)
        found.append(f"{slug}#{count + 1}" if count else slug)
    return found


def slide_words(slide: dict[str, Any]) -> str:
    """Every text on a slide."""
    return bare(" ".join(texts_in(slide)))


def texts_in(value: object) -> Iterator[str]:
    """Every text inside plain JSON values; the names of types are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in {"type", "ref"}:
                yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def json_words(page: Page) -> str:
    """Every text of a JSON file."""
    return bare(" ".join(texts_in(json.loads(page.content))))


def pptx_words(content: bytes) -> str:
    """Every text of a PowerPoint file."""
    found: list[str] = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return bare(" ".join(found))


def bare(text: str) -> str:
    """The letters and figures of a text, without the marks that each form puts to it."""
    return " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())


def deck_files(visitor: Visitor) -> dict[str, str]:
    """The words of the deck in every form in which it leaves."""
    files = {form: visitor.see(f"{HERE}/deck.{form}").content for form in ("md", "html", "pptx")}
    present = visitor.see(f"{HERE}/deck/present")
    return {
        "md": bare(files["md"].decode()),
        "html": bare(Page("/", 200, files["html"], "text/html").words),
        "pptx": pptx_words(files["pptx"]),
        "present": bare(present.words),
    }


def agenda_files(visitor: Visitor) -> dict[str, str]:
    """The words of the agenda: its page and the forms in which it leaves."""
    return {
        "page": bare(visitor.see(HERE).main),
        "md": bare(visitor.see(f"{HERE}/agenda.md").text),
        "json": json_words(visitor.see(f"{HERE}.json")),
    }


def minutes_files(visitor: Visitor) -> dict[str, str]:
    """The words of the minutes: their page and the forms in which they leave."""
    return {
        "page": bare(visitor.see(f"{HERE}/minutes").main),
        "md": bare(visitor.see(f"{HERE}/minutes.md").text),
        "json": json_words(visitor.see(f"{HERE}/minutes.json")),
    }
