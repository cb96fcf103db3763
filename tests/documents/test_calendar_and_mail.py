"""Calendars, letters and tables that leave: what a reader of the format finds in them."""

from __future__ import annotations

import csv
import email
import io
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default

import pytest
from icalendar import Calendar

from secretariat.documents.rendering.csv import rows_csv, table_csv
from secretariat.documents.rendering.ical import CalendarEvent, Method, calendar
from secretariat.documents.rendering.mime import Attachment, Letter, mail_bytes
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


def letter(**changes: object) -> Letter:
    values: dict[str, object] = {
        "subject": "Agenda of 7 October",
        "text": "Hello,\nthe agenda is out.\n",
        "from_name": "Technical Council",
        "from_address": "tac@harbour.example.org",
        "to": (("Ann Lee", "ann@example.org"),),
        "message_id": "1.agenda@harbour.example.org",
        "sent_at": datetime(2021, 10, 1, 12, tzinfo=UTC),
        **changes,
    }
    return Letter(**values)  # type: ignore[arg-type]


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


# Calendars ----------------------------------------------------------------------------------------


def test_meeting_is_held_in_its_own_zone_that_the_file_defines() -> None:
    file = Calendar.from_ical(calendar("TAC", [event(place="https://call.example.org")]))

    (meeting,) = file.walk("VEVENT")
    assert meeting["DTSTART"].params["TZID"] == ZONE
    assert meeting.start.hour == 7
    assert meeting.start.astimezone(UTC) == datetime(2021, 10, 7, 14, tzinfo=UTC)
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


def test_letter_has_text_html_and_invitation_as_alternatives() -> None:
    invitation = calendar("", [event()], Method.REQUEST)

    message = read(mail_bytes(letter(html="<p>Hello</p>", invitation=invitation)))

    parts = [part.get_content_type() for part in message.iter_parts()]
    assert parts == ["text/plain", "text/html", "text/calendar"]
    assert message["Message-ID"] == "<1.agenda@harbour.example.org>"
    assert str(message["To"]) == "Ann Lee <ann@example.org>"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == ["Hello,", "the agenda is out."]


def test_letter_with_a_file_carries_it() -> None:
    file = Attachment("minutes.pdf", "application/pdf", b"%PDF-1.7")

    (attached,) = read(mail_bytes(letter(attachments=(file,)))).iter_attachments()

    assert attached.get_filename() == "minutes.pdf"
    assert attached.get_content() == b"%PDF-1.7"


def test_line_ends_in_a_subject_make_no_header() -> None:
    message = read(mail_bytes(letter(subject="Agenda\r\nBcc: all@example.org")))

    assert message["Bcc"] is None
    assert message["Subject"] == "Agenda Bcc: all@example.org"


@pytest.mark.parametrize("address", ["", "ann", "ann@", "@example.org", "a b@example.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refused) as refusal:
        mail_bytes(letter(to=(("Ann", address),)))

    assert refusal.value.code == "bad_address"


def test_names_of_any_script_are_written() -> None:
    message = read(mail_bytes(letter(to=(("李建国, Jian", "li@example.org"),))))

    assert message["To"].addresses[0].display_name == "李建国, Jian"


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
