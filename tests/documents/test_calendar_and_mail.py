"""Calendars, letters and tables that leave: what a reader of the format finds in them."""

from __future__ import annotations

import csv
import email
import io
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from icalendar import Calendar

from secretariat.documents.rendering.csv import rows_csv, table_csv
from secretariat.documents.rendering.ical import CalendarEvent, Method, calendar
from secretariat.documents.rendering.mime import Attachment, Mail, message_of
from secretariat.rules.deck import Column, Mark, cell
from secretariat.rules.errors import Refused

ZONE = "America/Los_Angeles"


def event(**changes: object) -> CalendarEvent:
    values: dict[str, object] = {
        "uid": "tac-2021-10-07@harbour.example.org",
        "title": "Technical Council",
        "starts_at": datetime(2021, 10, 7, 14, tzinfo=UTC),
        "ends_at": datetime(2021, 10, 7, 16, tzinfo=UTC),
        "zone": ZONE,
        "stamped_at": datetime(2021, 10, 1, 12, tzinfo=UTC),
        **changes,
    }
    return CalendarEvent(**values)  # type: ignore[arg-type]


def mail(**changes: object) -> Mail:
    values: dict[str, object] = {
        "sender": ("Technical Council", "tac@harbour.example.org"),
        "to": ("Ann Lee", "ann@example.org"),
        "subject": "Agenda of 7 October",
        "text": "Hello,\nthe agenda is out.\n",
        "message_id": "<1.agenda@harbour.example.org>",
        "sent_at": datetime(2021, 10, 1, 12, tzinfo=UTC),
        **changes,
    }
    return Mail(**values)  # type: ignore[arg-type]


def written(**changes: object) -> EmailMessage:
    """The mail as its reader's program reads it."""
    return read(message_of(mail(**changes)).as_bytes())


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


# Calendars ----------------------------------------------------------------------------------------


def test_meeting_is_held_in_its_own_zone_that_the_file_defines() -> None:
    file = Calendar.from_ical(calendar("TAC", [event(place="https://call.example.org")]))

    (meeting,) = file.walk("VEVENT")
    starts: Any = meeting["DTSTART"]
    assert starts.params["TZID"] == ZONE
    assert starts.dt.hour == 7
    assert starts.dt.astimezone(UTC) == datetime(2021, 10, 7, 14, tzinfo=UTC)
    assert [zone["TZID"] for zone in file.walk("VTIMEZONE")] == [ZONE]
    assert str(meeting["LOCATION"]) == "https://call.example.org"


def test_cancelled_meeting_keeps_its_uid_and_raises_its_sequence() -> None:
    data = calendar("TAC", [event(is_cancelled=True, sequence=2)], Method.CANCEL)

    (meeting,) = Calendar.from_ical(data).walk("VEVENT")
    assert (str(meeting["UID"]), meeting["SEQUENCE"], str(meeting["STATUS"])) == (
        "tac-2021-10-07@harbour.example.org",
        2,
        "CANCELLED",
    )
    assert b"METHOD:CANCEL" in data


def test_text_with_line_ends_and_commas_is_read_back_whole() -> None:
    description = "1. Welcome, roll call;\n2. Minutes\r\nBEGIN:VEVENT"

    (meeting,) = Calendar.from_ical(calendar("", [event(description=description)])).walk("VEVENT")

    assert str(meeting["DESCRIPTION"]) == description.replace("\r\n", "\n")


def test_same_events_give_the_same_bytes() -> None:
    assert calendar("TAC", [event()]) == calendar("TAC", [event()])


# Mail ---------------------------------------------------------------------------------------------


def test_mail_has_text_html_and_invitation_as_alternatives() -> None:
    message = written(invitation=calendar("", [event()], Method.REQUEST))

    parts = [part.get_content_type() for part in message.iter_parts()]
    assert parts == ["text/plain", "text/html", "text/calendar"]
    assert message["Message-ID"] == "<1.agenda@harbour.example.org>"
    assert str(message["To"]) == "Ann Lee <ann@example.org>"
    assert message["Date"].datetime == datetime(2021, 10, 1, 12, tzinfo=UTC)
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == ["Hello,", "the agenda is out."]


def test_html_of_a_mail_escapes_what_was_typed_and_links_addresses() -> None:
    text = "<b>Bold</b> & see https://example.org/a?b=1&c=2.\nNext line\n\nMore"

    html = written(text=text).get_body(("html",))

    assert html is not None
    body = re.sub(r"\s+", " ", html.get_content())
    assert "<p>&lt;b&gt;Bold&lt;/b&gt; &amp; see <a" in body
    assert 'href="https://example.org/a?b=1&amp;c=2"' in body
    assert "</a>.<br>Next line</p><p>More</p>" in body


def test_mail_with_a_file_carries_it() -> None:
    file = Attachment("minutes.pdf", "application/pdf", b"%PDF-1.7")

    (attached,) = written(attachments=(file,)).iter_attachments()

    assert attached.get_filename() == "minutes.pdf"
    assert attached.get_content() == b"%PDF-1.7"


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Agenda\r\nBcc: eve@example.org", "Ada"),
        ("Agenda", "Ada\r\nBcc: eve@example.org"),
        ("Agenda\x00\nX-Evil: 1", "Ada\x0b\nX-Evil: 1"),
    ],
)
def test_line_end_in_a_header_adds_no_header(subject: str, name: str) -> None:
    message = written(subject=subject, to=(name, "ada@example.org"))

    assert message.keys() == written().keys()
    assert [each.addr_spec for each in message["To"].addresses] == ["ada@example.org"]
    assert message["Subject"] == " ".join(re.split(r"[\x00\s]+", subject))


@pytest.mark.parametrize("address", ["", "ann", "ann@", "@example.org", "a b@example.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refused) as refusal:
        message_of(mail(to=("Ann", address)))

    assert refusal.value.code == "bad_address"


def test_mail_reads_the_same_in_other_alphabets_and_travels_in_seven_bits() -> None:
    content = message_of(
        mail(to=("李建国, Zoë", "li@example.org"), subject="Café – 議題", text="Grüße")
    ).as_bytes()

    message = read(content)
    body = message.get_body(("plain",))
    assert message["Subject"] == "Café – 議題"
    assert message["To"].addresses[0].display_name == "李建国, Zoë"
    assert body is not None
    assert body.get_content().strip() == "Grüße"
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")


# CSV ----------------------------------------------------------------------------------------------


def test_table_has_the_words_of_its_cells_without_marks() -> None:
    columns = (Column("Project"), Column("Webinar"))

    data = table_csv(columns, [(cell("Anchor"), cell('FEB 2021 "?"', Mark.TENTATIVE))])

    assert data.decode("utf-8-sig") == 'Project,Webinar\r\nAnchor,"FEB 2021 ""?"""\r\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_cell_that_would_run_as_a_formula_is_guarded(start: str) -> None:
    data = rows_csv(["A"], [[f"{start}cmd()"], ["–"], ["-"]])

    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == [["A"], [f"'{start}cmd()"], ["–"], ["-"]]
