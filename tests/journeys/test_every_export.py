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
from secretariat.foundation.records.exports import MEDIA_TYPES, export, exports_known
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, system_actor
from tests.documents.atom_rules import broken_rules

LIST = {"csv", "md", "json"}
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
    "tac/2021-10-07/hand-over": {"html", "md", "pdf"},
    "tac/projects/benefits": LIST,
    "tac/referrals": LIST,
    "tac/talks": LIST | {"ics"},
    "tac/talks/kata-containers": LIST | {"ics"},
    "tac/events": LIST | {"ics"},
    "tac/events/lpc-confidential-computing-mc": {"md", "json", "ics"},
    "tac/relations": LIST,
    "tac/consultations": LIST | {"ics"},
    "tac/papers": LIST,
    "tac/glossary": LIST | {"html", "pdf"},
    "tac/updates": LIST,
    "tac/conduct": LIST,
    "tac/reports": LIST,
    "tac/reports/2021-09-29": {"html", "md", "pdf", "pptx", "json"},
    "tac/focus": LIST,
    "tac/elections": LIST | {"ics"},
    "tac/notices": LIST | {"html", "pdf"},
    "tac/feed": {"atom", "json"},
    "tac/dates": {"ics"},
}
ELSEWHERE = ("motion", "with-addresses")
"""There is no motion in the example; the roster with addresses is a file of the settings."""
HAS_NO_DAYS = {
    "tac/2021-09-23/minutes",
    "tac/2021-10-07/agenda",
    "tac/2021-10-07",
    "tac/2021-10-07/hand-over",
    "tac/projects/benefits",
    "tac/reports",
    "tac/reports/2021-09-29",
    "tac/focus",
    "tac/feed",
    "tac/dates",
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
    "tac/glossary": "Confidential VM",
    "tac/reports/2021-09-29": "Veraison",
}
LOOKS_LIKE: dict[str, Callable[[bytes], object]] = {
    "html": lambda content: content.startswith(b"<!doctype html>") and b"</html>" in content,
    "md": lambda content: content.startswith(b"# "),
    "pdf": lambda content: content.startswith(b"%PDF-"),
    "pptx": lambda content: content.startswith(b"PK"),
    "json": json.loads,
    "csv": lambda content: list(csv.reader(io.StringIO(content.decode("utf-8-sig")))),
    "ics": lambda content: Calendar.from_ical(content).name == "VCALENDAR",
    "atom": lambda content: broken_rules(content) == [],
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


def test_everything_that_can_be_exported_is_among_these() -> None:
    patterns = [each.pattern for each in exports_known()]

    left = [each.pattern for each in patterns if not any(map(each.fullmatch, OFFERED))]
    assert [each for each in left if not any(word in each for word in ELSEWHERE)] == []


@pytest.mark.parametrize(
    "ref",
    [
        "nobody/feed", "nobody/talks", "tac/nothing", "tac/talks/whales", "tac/events/whales",
        "tac/reports/2021-10-01", "tac/2021-10-08/deck", "tac/2021-10-07/whales", "whales",
        "tac/M-2021-99",
    ],
)  # fmt: skip
def test_unknown_reference_is_refused_in_words(ref: str) -> None:
    to = "atom" if ref.endswith("feed") else "json"
    with pytest.raises(Refused) as refused:
        export(system_actor("command line"), ref, to)

    assert refused.value.code in {"not_found", "not_exportable"}
    assert re.fullmatch(r"[A-Z“].{20,}\.", refused.value.message, re.DOTALL)


@pytest.mark.parametrize("ref", ["tac/calendar", "tac/talks", "tac/events", "tac/elections"])
def test_calendars_hold_days_and_the_one_of_everything_holds_them_all(ref: str) -> None:
    found = {
        each: {
            str(event["UID"])
            for event in Calendar.from_ical(export(PUBLIC_ACTOR, each, "ics").content).walk(
                "VEVENT"
            )
        }
        for each in (ref, "tac/dates")
    }

    assert found[ref]
    assert found[ref] - found["tac/dates"] == set()


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
    actor, day, to = system_actor("command line"), date(2021, 9, 29), min(OFFERED[ref])
    if ref not in HAS_NO_DAYS:
        assert export(actor, ref, to, day).content
        return
    with pytest.raises(Refused) as refused:
        export(actor, ref, to, day)

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
