"""The digest: at seven where the body meets, only if something is new, with a link of one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from django.test import Client

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.foundation.outbox.commands import Letter, send_reminder
from secretariat.foundation.outbox.models import Message, Receipt, Sending
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people import attention, commands
from secretariat.foundation.people.attention import Attention, Place
from secretariat.foundation.people.commands.digest import send_digests
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries.mail_choices import letters_link
from secretariat.foundation.records import clock
from secretariat.rules.visibility import system_actor
from tests import factories as make
from tests.foundation.people.conftest import trail

pytestmark = pytest.mark.django_db

SEVEN = datetime(2031, 3, 3, 15, 0, tzinfo=UTC)
"""Monday, 07:00 in Los Angeles."""
DAY, WEEK = timedelta(days=1), timedelta(days=7)
LATE = Attention("Answer the letter", "/tc/x", "mail", date(2031, 3, 1))
MAP = Attention("A-1: Draw the map", "/tc/A-1", "action", date(2031, 3, 20), anchor="A-1")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[Attention]:
    """What waits for everybody."""
    # What apps register must not land in the register of one test.
    load_from_apps("attention")
    found = [LATE, MAP]
    monkeypatch.setattr(attention, "_sources", {"test": lambda *_: list(found)})
    return found


@pytest.fixture
def tc() -> Body:
    return make.body()


@pytest.fixture
def ada(tc: Body) -> Person:
    ada = make.person("Ada Quill", address="ada@example.org")
    make.seat(tc, "Amber", ada)
    return ada


def run(at: datetime) -> int:
    with clock.fixed(at):
        return send_digests(at)


def texts() -> list[str]:
    found = []
    for row in Message.objects.order_by("id"):
        body = message_from_bytes(bytes(row.content), policy=policy.default).get_body(("plain",))
        assert body is not None
        found.append(body.get_content().replace("\r\n", "\n"))
    return found


def test_digest_comes_at_seven_where_the_body_meets_and_once(
    ada: Person, waits: list[Attention]
) -> None:
    assert run(SEVEN - timedelta(minutes=1)) == 0
    assert run(SEVEN) == 1
    assert run(SEVEN) == 0
    assert run(SEVEN + timedelta(minutes=15)) == 0

    assert [row.to_address for row in Message.objects.all()] == ["ada@example.org"]
    assert trail() == ("system:Digest", "people.send_digests", "tc", {}, {"letters": 1})


def test_digest_says_what_waits_until_when_and_how_to_stop_it(
    ada: Person, waits: list[Attention]
) -> None:
    run(SEVEN)

    (row,), (text,) = Message.objects.all(), texts()
    assert row.subject == "[TC] 2 things wait for you: action required by 20 Mar"
    assert "this waits for you in the Technical Council:" in text
    assert "- Answer the letter (due 1 Mar 2031, overdue)\n  http" in text
    assert "/tc/x" in text
    assert "You get this on Mondays, if there is something new." in text
    assert letters_link("ada-quill", "tc") in text
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in bytes(row.content)


def test_what_can_be_answered_by_link_leads_there_and_the_record_keeps_no_key(
    ada: Person, waits: list[Attention]
) -> None:
    run(SEVEN)

    (text,), sending = texts(), Sending.objects.get()
    own = next(word for word in text.split() if "/answer/" in word and "#" not in word)
    assert f"{own}#A-1" in text
    assert "/answer/" not in sending.text
    assert "- A-1: Draw the map (due 20 Mar 2031)" in sending.text
    assert Receipt.objects.get().person_handle == "ada-quill"


def test_nothing_new_is_no_letter(ada: Person, waits: list[Attention]) -> None:
    commands.choose_mail(ada, Body.objects.get(), digest="daily", reminders="each")
    assert run(SEVEN) == 1

    waits.pop()
    assert run(SEVEN + DAY) == 0
    waits.append(Attention("Vote for Amber", "/tc/M-1", "vote", place=Place.NOW))
    assert run(SEVEN + 2 * DAY) == 1
    assert "Answer the letter" in texts()[-1]
    assert run(SEVEN + 3 * DAY) == 0


def test_what_became_late_since_is_new(ada: Person, waits: list[Attention]) -> None:
    commands.choose_mail(ada, Body.objects.get(), digest="daily", reminders="each")
    waits[:] = [MAP]
    assert run(SEVEN) == 1

    assert run(datetime(2031, 3, 20, 15, 0, tzinfo=UTC)) == 0
    assert run(datetime(2031, 3, 21, 15, 0, tzinfo=UTC)) == 1


def test_somebody_for_whom_nothing_waits_gets_no_letter(
    ada: Person, waits: list[Attention]
) -> None:
    waits.clear()

    assert run(SEVEN) == 0


def test_weekly_is_monday(ada: Person, waits: list[Attention]) -> None:
    assert run(SEVEN - DAY) == 0
    assert run(SEVEN) == 1
    waits.append(Attention("Vote", "/tc/M-1", "vote"))
    assert run(SEVEN + DAY) == 0
    assert run(SEVEN + WEEK) == 1


def test_who_chose_none_or_stopped_gets_none(tc: Body, ada: Person, waits: list[Attention]) -> None:
    ben = make.person("Ben Tarn", address="ben@example.org")
    make.office(tc, "chair", ben)
    commands.choose_mail(ada, tc, digest="none", reminders="each")
    commands.stop_mail(ben, tc)

    assert run(SEVEN) == 0


def test_those_who_serve_no_more_or_have_no_address_get_none(
    tc: Body, waits: list[Attention]
) -> None:
    make.person("Cyd Moss", address="cyd@example.org")
    make.seat(tc, "Birch", make.person("Dee Lund"))

    assert run(SEVEN) == 0


def test_address_that_is_none_keeps_nobody_else_from_theirs(
    tc: Body, ada: Person, waits: list[Attention]
) -> None:
    make.seat(tc, "Birch", make.person("Ben Tarn", address="ben at example.org"))

    assert run(SEVEN) == 1


# --- Reminders that waited ------------------------------------------------------------------------


def remind(person: Person, words: str, at: datetime) -> None:
    with clock.fixed(at):
        to = Recipient(person.name, person.address, person.handle)
        what = Letter("tc/talks/x", "tc", "talk", words, words, Asks.ACTION)
        send_reminder(system_actor("Reminder"), what, to, f"https://example.org/own/{words}")


def test_reminders_of_a_day_with_more_than_one_come_together_the_next_morning(
    tc: Body, ada: Person, waits: list[Attention]
) -> None:
    waits.clear()
    commands.choose_mail(ada, tc, digest="none", reminders="each")
    for words in ("first", "second", "third"):
        remind(ada, words, SEVEN)
    assert len(texts()) == 1

    assert run(SEVEN + timedelta(hours=1)) == 0
    assert run(SEVEN + DAY) == 1
    assert run(SEVEN + DAY) == 0

    assert "- second: action required\n  https://example.org/own/second\n- third" in texts()[-1]
    assert "first" not in texts()[-1]
    assert "https://example.org/own" not in Sending.objects.get().text
    # That letter was the reminder of its day.
    remind(ada, "fourth", SEVEN + DAY + timedelta(hours=1))
    assert len(texts()) == 2


def test_reminders_wait_for_the_digest_of_who_wants_them_there(
    tc: Body, ada: Person, waits: list[Attention]
) -> None:
    waits.clear()
    commands.choose_mail(ada, tc, digest="weekly", reminders="digest")
    remind(ada, "slides", SEVEN - 3 * DAY)

    assert run(SEVEN - DAY) == 0
    assert run(SEVEN) == 1
    assert "slides" in texts()[-1]


def test_link_of_a_digest_ends_after_a_month(ada: Person, waits: list[Attention]) -> None:
    run(SEVEN)
    own = next(word for word in texts()[0].split() if "/answer/" in word and "#" not in word)
    path = "/" + own.split("/", 3)[3]

    with clock.fixed(SEVEN + timedelta(days=29)):
        assert Client().get(path).status_code == 200
    with clock.fixed(SEVEN + timedelta(days=31)):
        ended = Client().get(path)
    assert ended.status_code == 410
    assert "The time of this link is over" in ended.content.decode()
