"""Everything that can leave the record, in every format of the command line: offered, or refused
with what is possible instead.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from icalendar import Calendar

from secretariat.council.meetings.models import Meeting
from secretariat.foundation.records.exports import MEDIA_TYPES, export
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, system_actor

OFFERED = {
    "tac/2021-10-07/deck": {"html", "md", "pdf", "pptx", "json"},
    "tac/2021-09-23/minutes": {"html", "md", "pdf", "json"},
    "tac/2021-10-07/agenda": {"html", "md", "pdf", "json", "csv"},
    "tac/projects": {"html", "md", "pdf", "pptx", "json", "csv"},
    "tac/actions": {"html", "md", "pdf", "json", "csv"},
    "tac/decisions": {"html", "md", "pdf", "json", "csv"},
    "tac/calendar": {"html", "md", "pdf", "json", "csv", "ics"},
    "tac/members": {"csv", "json"},
    "tac/rules": {"html", "md", "pdf", "json", "csv"},
    "tac/2021-10-07": {"json", "ics"},
}
BY_DAY = {
    "tac/2021-10-07/deck",
    "tac/projects",
    "tac/actions",
    "tac/decisions",
    "tac/calendar",
    "tac/members",
    "tac/rules",
}
SAID = {
    "tac/2021-10-07/deck": "Gramine",
    "tac/2021-09-23/minutes": "Eric Voit",
    "tac/2021-10-07/agenda": "Establishing common terminology",
    "tac/projects": "Veraison",
    "tac/actions": "Confidential Computing",
    "tac/decisions": "",
    "tac/calendar": "21 Oct 2021",
    "tac/members": "",
    "tac/rules": "at least half",
    "tac/2021-10-07": "",
}
LOOKS_LIKE: dict[str, Callable[[bytes], object]] = {
    "html": lambda content: content.startswith(b"<!doctype html>") and b"</html>" in content,
    "md": lambda content: content.startswith(b"# "),
    "pdf": lambda content: content.startswith(b"%PDF-"),
    "pptx": lambda content: content.startswith(b"PK"),
    "json": json.loads,
    "csv": lambda content: list(csv.reader(io.StringIO(content.decode("utf-8-sig")))),
    "ics": lambda content: Calendar.from_ical(content).walk("VEVENT"),
}
pytestmark = pytest.mark.usefixtures("example")


@pytest.mark.parametrize("to", MEDIA_TYPES)
@pytest.mark.parametrize("ref", OFFERED)
def test_every_combination_is_a_file_or_a_refusal_that_helps(ref: str, to: str) -> None:
    actor = system_actor("command line")
    if to in OFFERED[ref]:
        made = export(actor, ref, to)

        assert LOOKS_LIKE[to](made.content)
        assert (made.name, made.media_type) == (f"{ref.replace('/', '-')}.{to}", MEDIA_TYPES[to])
        return
    with pytest.raises(Refused) as refused:
        export(actor, ref, to)

    assert refused.value.code == "unknown_format"
    named = refused.value.message.partition(" as ")[2].partition(", not as")[0]
    assert set(named.split(", ")) == OFFERED[ref]
    assert f"not as “{to}”" in refused.value.message


@pytest.mark.parametrize("ref", [ref for ref, words in SAID.items() if words])
def test_html_and_markdown_say_the_same_thing(ref: str) -> None:
    actor = system_actor("command line")

    for to in ("html", "md"):
        assert SAID[ref] in export(actor, ref, to).content.decode()


@pytest.mark.parametrize("ref", [ref for ref in OFFERED if "html" in OFFERED[ref]])
def test_html_needs_nothing_else_and_fetches_nothing(ref: str) -> None:
    page = export(system_actor("command line"), ref, "html").content.decode()

    for fetched in ("<link", "<script src", "<iframe", 'src="http', "@import", "url("):
        assert fetched not in page
    assert "default-src &#x27;none&#x27;" in page
    assert ' style="' not in page


@pytest.mark.parametrize("ref", OFFERED)
def test_earlier_days_are_given_or_refused_in_words(ref: str) -> None:
    actor, day = system_actor("command line"), date(2021, 9, 29)
    if ref in BY_DAY:
        assert export(actor, ref, "json", day).content
        return
    with pytest.raises(Refused) as refused:
        export(actor, ref, "json", day)

    assert refused.value.code == "no_days"
    assert "Ask for it without a day" in refused.value.message


def test_public_agenda_to_print_has_the_items_in_order_and_no_link_to_the_call() -> None:
    call = {"link": "https://call.example.org/42", "passcode": "7788"}
    Meeting.objects.filter(slug="2021-10-07").update(**call)
    page = export(PUBLIC_ACTOR, "tac/2021-10-07/agenda", "html").content.decode()
    plain = export(PUBLIC_ACTOR, "tac/2021-10-07/agenda", "json").content

    heads = re.findall(r'<h2 class="line[^"]*">(?:<span class="no">\d+\.</span> )?([^<]+)', page)
    titles = [item["title"] for item in json.loads(plain)["items"]]
    assert [html.unescape(head).strip() for head in heads] == titles
    assert "Agenda of the Technical Advisory Council" in page
    assert [secret for secret in call.values() if secret in page] == []
