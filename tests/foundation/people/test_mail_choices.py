"""Which letters a person takes: one choice a body, one reminder a day, stopped by one request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from django.test import Client

from secretariat.foundation.outbox.commands import Letter, queue_mail, send_reminder
from secretariat.foundation.outbox.letters import letter
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.reminders import Reminding, Verdict, may_remind
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people import commands
from secretariat.foundation.people.models import Body, MailChoice, Person
from secretariat.foundation.people.queries.mail_choices import letters_link
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.visibility import system_actor
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db

CLERK = system_actor("Reminder")
ONE_CLICK = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"
DAY = timedelta(days=1)


@pytest.fixture
def ada() -> Person:
    return make.person("Ada Quill", address="ada@example.org")


@pytest.fixture
def tc() -> Body:
    return make.body()


def remind(person: Person, words: str = "Send the slides", body: str = "tc") -> Verdict:
    to = Recipient(person.name, person.address, person.handle)
    return send_reminder(CLERK, about(words, body), to, f"https://example.org/{words[:4]}")


def about(words: str, body: str = "tc") -> Letter:
    """A reminder of something."""
    return Letter(f"{body}/talks/x", body, "talk", words, "Please.", Asks.ACTION)


def path_of(person: Person, body: str = "tc") -> str:
    return urlsplit(letters_link(person.handle, body)).path


def choice_of(person: Person) -> MailChoice:
    return MailChoice.objects.get(person=person)


# --- One reminder a day ---------------------------------------------------------------------------


def test_one_reminder_a_day_goes_and_the_rest_waits(ada: Person, tc: Body) -> None:
    assert remind(ada) is Verdict.GOES
    assert remind(ada, "Ask the speaker") is Verdict.WAITS
    assert remind(ada, "Ask the speaker") is Verdict.WAITS

    assert [row.subject for row in Message.objects.all()] == ["Send the slides: action required"]
    assert choice_of(ada).waiting == [
        ["Ask the speaker: action required", "https://example.org/Ask "]
    ]


def test_one_a_day_counts_all_bodies_together(ada: Person, tc: Body) -> None:
    make.body("gb")

    assert remind(ada) is Verdict.GOES
    assert remind(ada, body="gb") is Verdict.WAITS


def test_next_day_is_a_new_one_where_the_body_meets(ada: Person, tc: Body) -> None:
    late = datetime(2031, 3, 6, 23, 0, tzinfo=UTC)
    with clock.fixed(late):
        assert remind(ada) is Verdict.GOES
    with clock.fixed(late + timedelta(hours=2)):
        # Past midnight in UTC, still the same day in Los Angeles.
        assert remind(ada) is Verdict.WAITS
    with clock.fixed(late + timedelta(hours=12)):
        assert remind(ada) is Verdict.GOES


def test_reminders_wait_for_the_digest_of_who_wants_them_there(ada: Person, tc: Body) -> None:
    commands.choose_mail(ada, tc, digest="weekly", reminders="digest")

    assert remind(ada) is Verdict.WAITS
    assert not Message.objects.exists()


def test_who_is_not_in_the_record_is_reminded_each_time(tc: Body) -> None:
    stranger = Recipient("Mo Tide", "mo@example.org")
    what = Reminding("tc", "talk", "Send the slides", "https://example.org/x")

    for _ in range(2):
        assert send_reminder(CLERK, about("Slides"), stranger, what.address) is Verdict.GOES
    assert may_remind("nobody-here", what) is Verdict.GOES
    assert "List-Unsubscribe" not in mail_at(0)


def mail_at(place: int) -> dict[str, str]:
    content = bytes(Message.objects.order_by("id")[place].content)
    return dict(message_from_bytes(content, policy=policy.default).items())


# --- Stopping -------------------------------------------------------------------------------------


def test_reminder_says_how_to_get_fewer_in_its_text_and_for_the_mail_program(
    ada: Person, tc: Body
) -> None:
    remind(ada)

    (row,) = Message.objects.all()
    mail = message_from_bytes(bytes(row.content), policy=policy.default)
    link = letters_link("ada-quill", "tc")
    body = mail.get_body(("plain",))
    # On one line and as it is: no mail program decodes or unfolds an address here.
    assert f"\r\nList-Unsubscribe: <{link}>\r\n".encode() in bytes(row.content)
    assert mail["List-Unsubscribe-Post"] == ONE_CLICK
    assert body is not None
    assert f"Fewer of these letters, or none:\n{link}" in body.get_content().replace("\r\n", "\n")


def test_mail_program_stops_them_by_one_request_without_session_or_cookie(
    ada: Person, tc: Body
) -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(path_of(ada), ONE_CLICK, content_type=FORM)
    again = strict.post(path_of(ada), ONE_CLICK, content_type=FORM)

    assert (answer.status_code, again.status_code) == (200, 200)
    assert choice_of(ada).stopped_at is not None
    assert remind(ada) is Verdict.STOPPED
    assert not Message.objects.exists()
    assert Entry.objects.filter(actor_handle="ada-quill", command="people.stop_mail").count() == 2


def test_opening_the_link_changes_nothing_and_says_what_comes_in_any_case(
    ada: Person, tc: Body
) -> None:
    before = Entry.objects.count()

    page = Client().get(path_of(ada))

    words = page.content.decode()
    assert not MailChoice.objects.exists()
    assert Entry.objects.count() == before
    assert page.headers["X-Robots-Tag"] == "noindex"
    for what in ("Ballots", "Codes to sign in", "Cancellations"):
        assert f"<strong>{what}</strong>" in words


def test_stranger_with_the_link_chooses_by_buttons(ada: Person, tc: Body) -> None:
    client = Client()

    client.post(path_of(ada), {"digest": "daily", "reminders": "digest"})
    chosen = choice_of(ada)
    stopped = client.post(path_of(ada), {"stop": "1"}, follow=True).content.decode()
    again = client.post(
        path_of(ada), {"digest": "weekly", "reminders": "each"}, follow=True
    ).content.decode()

    assert (chosen.digest, chosen.reminders) == ("daily", "digest")
    assert "No digest and no reminders." in stopped
    assert "Digest: every Monday morning. Reminders: one by one, at most one a day." in again
    assert choice_of(ada).stopped_at is None


def test_stopping_takes_what_waited_along(ada: Person, tc: Body) -> None:
    commands.choose_mail(ada, tc, digest="daily", reminders="digest")
    remind(ada)
    commands.stop_mail(ada, tc)

    assert choice_of(ada).waiting == []


@pytest.mark.parametrize("purpose", ["ballot", "account", "cancellation"])
def test_what_cannot_be_stopped_is_never_asked_about(ada: Person, tc: Body, purpose: str) -> None:
    commands.stop_mail(ada, tc)

    mail = letter(to_name="Ada", to_address="ada@example.org", subject="Vote", text="Please.")
    queue_mail(mail, purpose=purpose)

    (row,) = Message.objects.all()
    assert row.state == Message.State.QUEUED
    assert b"List-Unsubscribe" not in bytes(row.content)


@pytest.mark.parametrize("change", [lambda path: path[:-3], lambda path: path + "x"])
def test_link_that_was_changed_is_not_known(
    ada: Person, tc: Body, change: Callable[[str], str]
) -> None:
    answer = Client().post(change(path_of(ada)), ONE_CLICK, content_type=FORM)

    assert answer.status_code == 404
    assert not MailChoice.objects.exists()


# --- Choosing -------------------------------------------------------------------------------------


def test_my_page_says_what_i_get_and_leads_to_the_choice(ada: Person, tc: Body) -> None:
    make.seat(tc, "Amber", ada)
    client = Client()
    client.force_login(make.account(ada))

    page = client.get("/me").content.decode()
    assert "Digest: every Monday morning." in page
    assert "/me/letters/tc" in page
    client.post("/me/letters/tc", {"digest": "none", "reminders": "each"})

    assert "Digest: never." in client.get("/me").content.decode()
    assert trail()[:3] == ("ada-quill", "people.choose_mail", "people/ada-quill")
    assert Client().get("/me/letters/tc").status_code == 302


def test_reminders_in_a_digest_that_never_comes_are_refused_in_the_form(
    ada: Person, tc: Body
) -> None:
    assert refusal(commands.choose_mail, ada, tc, digest="none", reminders="digest").code == (
        "no_digest"
    )
    answer = Client().post(path_of(ada), {"digest": "none", "reminders": "digest"})

    assert answer.status_code == 409
    assert "digest that never comes" in answer.content.decode()
    assert refusal(commands.choose_mail, ada, tc, digest="hourly", reminders="each").code == (
        "unknown_choice"
    )


def test_operator_who_is_nobody_has_no_letters_to_choose(tc: Body) -> None:
    client = Client()
    client.force_login(make.account(None, "op@example.org", is_operator=True))

    assert client.get("/me/letters/tc").status_code == 404
    assert "Which letters I get" not in client.get("/me").content.decode()


def test_choice_of_somebody_entered_twice_is_one(ada: Person, tc: Body) -> None:
    gb = make.body("gb")
    second = make.person("Ada M. Quill", address="quill@example.org")
    commands.choose_mail(ada, tc, digest="daily", reminders="each")
    commands.stop_mail(second, tc)
    commands.choose_mail(second, gb, digest="none", reminders="each")

    commands.put_together(make.operator(), ada, second, reason="The same desk")

    rows = {row.body.slug: row for row in MailChoice.objects.filter(person=ada)}
    assert rows["tc"].stopped_at is not None
    assert rows["gb"].digest == "none"
    assert MailChoice.objects.count() == 2
