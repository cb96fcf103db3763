"""Sending an agenda: who gets it, who answers, what is refused."""

from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.test import Client

from secretariat.council.meetings import commands
from secretariat.council.meetings.letters import letter_about, send_letter
from secretariat.council.meetings.models import Coming, Meeting
from secretariat.foundation.outbox.commands import mark_read
from secretariat.foundation.outbox.models import Message, Receipt
from secretariat.foundation.outbox.queries import echoes
from secretariat.foundation.people.models import Body, Person, Term
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Audience
from tests import factories

from .conftest import Council


@pytest.fixture
def addressed(council: Council) -> Council:
    """The council with addresses for Ada, Ben and the secretary."""
    for name in ("Ada", "Ben", "Sam"):
        person = council.people[name]
        person.address = f"{person.handle}@example.org"
        person.save()
    return council


def send(council: Council, meeting: Meeting) -> None:
    send_letter(council.secretary, meeting, **letter_about(meeting), to_list=False)


def test_agenda_goes_to_everybody_with_an_address(addressed: Council, agenda: Meeting) -> None:
    published = commands.publish_agenda(addressed.secretary, agenda)

    send(addressed, published)

    echo = echoes(published.ref)[0]
    assert sorted(m.to_address for m in Message.objects.all()) == [
        "ada-quill@example.org",
        "ben-stone@example.org",
        "sam-clerk@example.org",
    ]
    assert (echo.mails, echo.has_read, len(echo.silent)) == (3, (), 3)
    assert "2. Harbour map (15 min)" in echo.sending.text


def test_agenda_is_sent_once_published(addressed: Council, agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        send(addressed, agenda)

    assert refused.value.code == "not_published"
    assert not Message.objects.exists()


def test_nobody_to_write_to_is_said(council: Council, agenda: Meeting) -> None:
    published = commands.publish_agenda(council.secretary, agenda)

    with pytest.raises(Refused) as refused:
        send(council, published)

    assert refused.value.code == "nobody"


def test_members_do_not_send(addressed: Council, agenda: Meeting) -> None:
    published = commands.publish_agenda(addressed.secretary, agenda)

    with pytest.raises(Refused) as refused:
        send_letter(addressed.member, published, **letter_about(published), to_list=False)

    assert refused.value.code == "not_allowed"


def test_page_says_whether_the_agenda_was_sent(
    addressed: Council, agenda: Meeting, client: Client
) -> None:
    published = commands.publish_agenda(addressed.secretary, agenda)
    client.force_login(factories.account(addressed.people["Sam"]))

    before = client.get(f"/{published.ref}/send").content.decode()
    send(addressed, published)
    after = client.get(f"/{published.ref}/send").content.decode()

    assert "Not sent yet" in before
    assert "Send to 3 people" in before
    assert "Not sent yet" not in after
    assert "Send once more to 3 people" in after


def test_person_answers_by_the_link_in_the_mail(
    addressed: Council, agenda: Meeting, client: Client
) -> None:
    published = commands.publish_agenda(addressed.secretary, agenda)
    send(addressed, published)
    mail = bytes(Message.objects.get(to_address="ben-stone@example.org").content).decode()
    found = re.search(r"/answer/([\w-]+)", mail)
    assert found is not None
    address = f"/answer/{found[1]}"

    opened = client.get(address)
    before = echoes(published.ref)[0].has_read
    client.post(address, {"answer": "not_coming", "note": "On a ship."})

    receipt = next(r for r in echoes(published.ref)[0].receipts if r.person_handle == "ben-stone")
    assert opened.status_code == 200
    assert before == ()
    assert (receipt.answer_words, receipt.note) == ("I cannot come", "On a ship.")
    said = Coming.objects.get()
    assert (said.person.name, said.answer, said.note) == ("Ben Stone", "not_coming", "On a ship.")
    assert client.get("/answer/nothing").status_code == 404


def test_preview_shows_the_letter_and_sends_it(
    addressed: Council, agenda: Meeting, client: Client
) -> None:
    published = commands.publish_agenda(addressed.secretary, agenda)
    client.force_login(
        factories.account(addressed.people["Sam"]),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )

    shown = client.get(f"/{published.ref}/send")
    sent = client.post(f"/{published.ref}/send", {"subject": "Agenda", "text": "Come."})

    assert "Send to 3 people" in shown.content.decode()
    assert sent.status_code == 302
    assert Message.objects.count() == 3


@pytest.fixture
def asked(addressed: Council, agenda: Meeting) -> Meeting:
    """A published agenda, sent to Ada, Ben and the secretary."""
    published = commands.publish_agenda(addressed.secretary, agenda)
    send(addressed, published)
    return published


def test_whoever_is_signed_in_says_on_the_meeting_whether_they_come(
    addressed: Council, asked: Meeting, client: Client
) -> None:
    client.force_login(factories.account(addressed.people["Ben"]))
    assert "Not answered yet" in client.get(f"/{asked.ref}").content.decode()

    client.post(f"/{asked.ref}/answer", {"answer": "alternate", "note": "On a train"})

    page = client.get(f"/{asked.ref}").content.decode()
    assert "My alternate sits for me</span>" in page
    assert "Change the answer" in page
    ours = next(r for r in echoes(asked.ref)[0].receipts if r.person_name == "Ben Stone")
    assert (ours.answer, ours.note) == ("alternate", "On a train")


def test_preparing_shows_how_many_come(addressed: Council, asked: Meeting, client: Client) -> None:
    client.force_login(factories.account(addressed.people["Sam"]))
    client.post(f"/{asked.ref}/answer", {"answer": "coming"})

    aside = client.get(f"/{asked.ref}/prepare").content.decode().partition('id="comes-title"')[2]

    shown = re.findall(r"<dt>([^<]+)</dt><dd class=\"num\">(\d+)", aside)
    assert shown == [("I am coming", "1"), ("No answer yet", "2")]


def test_somebody_outside_cannot_answer(addressed: Council, asked: Meeting, client: Client) -> None:
    client.force_login(factories.account(factories.person("Gus Guest")))

    refused = client.post(f"/{asked.ref}/answer", {"answer": "coming"})

    assert refused.status_code == 403
    assert "Only" in refused.content.decode()
    assert "Do you come?" not in client.get(f"/{asked.ref}").content.decode()


def test_wrong_answer_is_refused_with_those_that_are_possible(
    addressed: Council, asked: Meeting, client: Client
) -> None:
    client.force_login(factories.account(addressed.people["Ben"]))

    refused = client.post(f"/{asked.ref}/answer", {"answer": "perhaps"})

    assert refused.status_code == 409
    assert "Choose one of: I am coming" in refused.content.decode()


def test_question_whether_one_comes_waits_for_an_answer(
    addressed: Council, asked: Meeting, client: Client
) -> None:
    client.force_login(factories.account(addressed.people["Ben"]))
    mark_read(Receipt.objects.get(person_name="Ben Stone"))
    before = client.get("/tc").content.decode()

    client.post(f"/{asked.ref}/answer", {"answer": "coming"})

    assert "Say whether you come to the meeting of 7 Oct 2021" in before
    assert "Say whether you come" not in client.get("/tc").content.decode()


def mail_to(address: str) -> str:
    content = bytes(Message.objects.get(to_address=address).content)
    part = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def link_in(mail: str) -> str:
    found = re.search(r"/answer/[\w-]+", mail)
    assert found is not None
    return found[0]


def test_letter_and_own_link_tell_each_person_how_to_join_and_the_list_does_not(
    addressed: Council, agenda: Meeting, client: Client
) -> None:
    clerk = addressed.secretary
    Body.objects.update(list_address="tc@lists.example.org")
    edit = commands.MeetingEdit(
        link="https://example.org/call", passcode="lamp-1234", passcode_audience=Audience.OFFICERS
    )
    secret = commands.NewItem(title="Salaries", audience=Audience.MEMBERS, text="Twice as much.")
    commands.add_item(clerk, commands.edit_meeting(clerk, agenda, edit, seen=1), secret)
    commands.publish_agenda(clerk, agenda)
    published = Meeting.objects.get()
    send_letter(clerk, published, **letter_about(published), to_list=True)

    ben, sam = mail_to("ben-stone@example.org"), mail_to("sam-clerk@example.org")
    told = {"https://example.org/call", "lamp-1234"}
    assert {each for each in told if each in ben} == {"https://example.org/call"}
    assert {each for each in told if each in sam} == told
    assert {each for each in told if each in mail_to("tc@lists.example.org")} == set()
    assert {each for each in told if each in echoes(published.ref)[0].sending.text} == set()

    page = client.get(link_in(ben)).content.decode()
    assert {each for each in told if each in page} == {"https://example.org/call"}
    assert "Salaries" in page
    assert "Twice as much." in page
    assert "lamp-1234" in client.get(link_in(sam)).content.decode()


def test_own_link_shows_a_meeting_as_it_stands_now_and_who_left_the_body_sees_no_call(
    addressed: Council, agenda: Meeting, client: Client
) -> None:
    clerk = addressed.secretary
    edit = commands.MeetingEdit(link="https://example.org/call")
    published = commands.publish_agenda(
        clerk, commands.edit_meeting(clerk, agenda, edit, seen=agenda.revision)
    )
    send(addressed, published)
    address = link_in(mail_to("ben-stone@example.org"))

    Term.objects.filter(person=addressed.people["Ben"]).delete()
    assert "example.org/call" not in client.get(address).content.decode()
    commands.cancel_meeting(clerk, published, reason="A storm is coming")
    assert "Cancelled: A storm is coming." in client.get(address).content.decode()


def test_word_of_a_cancellation_is_read_and_asks_no_question(
    addressed: Council, agenda: Meeting, client: Client
) -> None:
    cancelled = commands.cancel_meeting(addressed.secretary, agenda, reason="Storm")
    send(addressed, cancelled)
    mail = mail_to("ben-stone@example.org")
    page = client.get(link_in(mail)).content.decode()
    client.post(link_in(mail), {"read": "1"})

    assert "Your own link, to read without signing in" in mail
    assert "Send the answer" not in page
    assert "I have read it" in page
    assert [r.person_handle for r in echoes(cancelled.ref)[0].has_read] == ["ben-stone"]
    assert "noted that you have read it" in client.get(link_in(mail)).content.decode()


def test_page_names_whom_no_letter_reaches(
    addressed: Council, agenda: Meeting, client: Client
) -> None:
    Person.objects.filter(handle="ben-stone").update(address="")
    published = commands.publish_agenda(addressed.secretary, agenda)
    client.force_login(factories.account(addressed.people["Sam"]))

    page = client.get(f"/{published.ref}/send").content.decode()
    _, _, unreached = page.partition("without an address")
    assert "Ben Stone" in unreached.partition("</details>")[0]
    assert "Ada Quill" not in unreached.partition("</details>")[0]


def test_link_ends_with_the_meeting_and_goes_along_when_it_runs_late(
    addressed: Council, asked: Meeting, client: Client
) -> None:
    path = link_in(mail_to("ben-stone@example.org"))
    late = asked.ends_at + timedelta(minutes=20)
    with clock.fixed(asked.ends_at - timedelta(minutes=1)):
        assert client.get(path).status_code == 200
    with clock.fixed(asked.starts_at):
        commands.call_to_order(addressed.secretary, asked)
    with clock.fixed(late):
        assert client.get(path).status_code == 200
        commands.adjourn(addressed.secretary, Meeting.objects.get(pk=asked.pk))
    with clock.fixed(late + timedelta(minutes=1)):
        ended = client.post(path, {"answer": "coming", "note": ""})

    assert ended.status_code == 410
    assert "what you said by it stands" in ended.content.decode()
    assert not Receipt.objects.exclude(answer="").exists()
