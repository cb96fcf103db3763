"""The mail of a body: for its officers, as it went out, without what acts for its reader."""

from __future__ import annotations

import re

import pytest
from django.core.mail import get_connection, send_mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings.models import Meeting
from secretariat.faces.cli.health import mail_findings
from secretariat.foundation.outbox.commands import Letter, deliver_due, queue_mail, send_to_people
from secretariat.foundation.outbox.commands.bounces import mark_bounced
from secretariat.foundation.outbox.letters import letter
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.replies import reply_to
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.people.models import Person
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import act
from tests import factories
from tests.council.meetings.conftest import Council, minute
from tests.faces.web.conftest import SignIn, page, words
from tests.foundation.outbox.conftest import Basket

BACKEND = "secretariat.foundation.outbox.backend.OutboxBackend"
State = Message.State


def send(council: Council, *names: str, subject: str = "Agenda of 7 Oct") -> list[Message]:
    """A letter by the secretary to these people; the mails."""
    said = Letter("tc/2021-10-07", "tc", "agenda", subject, "We meet at seven.", Asks.ANSWER)
    people = [council.people[name] for name in names or ("Ada",)]
    to = [Recipient(who.name, f"{who.handle}@example.org", who.handle) for who in people]
    with clock.fixed(minute(-60)):
        sending = send_to_people(council.secretary, said, to)
    return list(sending.messages.all())


def addressed(council: Council) -> None:
    for who in council.people.values():
        Person.objects.filter(pk=who.pk).update(address=f"{who.handle}@example.org")


@pytest.mark.parametrize(("name", "status"), [("Sam", 200), ("Ada", 200), ("Ben", 403)])
def test_mail_is_for_officers(signed_in: SignIn, council: Council, name: str, status: int) -> None:
    (message,) = send(council)

    client = signed_in(name)
    for address in ("/tc/mail", f"/tc/mail/{message.key}"):
        assert client.get(address).status_code == status
    for act_on in ("to-come", "works-again", f"{message.key}/send", f"{message.key}/drop"):
        if status == 403:
            assert client.post(f"/tc/mail/{act_on}").status_code == 403


def test_strangers_are_sent_to_sign_in(client: Client, council: Council) -> None:
    (message,) = send(council)

    assert "We meet at seven" not in client.get(f"/tc/mail/{message.key}").content.decode()


def test_only_officers_find_the_way(signed_in: SignIn, council: Council) -> None:
    assert 'href="/tc/mail"' in page(signed_in("Sam"), "/tc")
    assert 'href="/tc/mail"' not in page(signed_in("Ben"), "/tc")


def test_mail_is_listed_by_what_became_of_it(signed_in: SignIn, council: Council) -> None:
    sam = signed_in("Sam")
    ada, ben = send(council, "Ada", "Ben")
    deliver_due(Basket())
    mark_bounced(ben, "550 5.1.1 no such user", is_dead=True)

    everything = words(page(sam, "/tc/mail"))
    lost = words(page(sam, "/tc/mail?show=lost"))

    assert "1 did not arrive" in everything
    assert "Came back" in lost
    assert "550 5.1.1 no such user" in lost
    assert "Ada Quill" in everything
    assert "Ada Quill" not in lost.partition("Did not arrive 1")[2]
    assert ada.key != ben.key


def test_mail_is_shown_as_it_went_out_but_for_the_link_of_its_reader(
    signed_in: SignIn, council: Council
) -> None:
    (message,) = send(council)
    (token,) = {*re.findall(r"/answer/([\w-]+)", bytes(message.content).decode())}

    html = page(signed_in("Sam"), f"/tc/mail/{message.key}")

    assert "We meet at seven." in html
    assert "/answer/…" in html
    assert token not in html
    assert re.search(r"<iframe[^>]* sandbox ", html)


def test_sign_in_codes_are_shown_to_nobody(signed_in: SignIn, council: Council) -> None:
    sam = signed_in("Sam")
    send_mail(
        "Your code", "It is 123.", None, ["ben@example.org"], connection=get_connection(BACKEND)
    )
    mail = letter(to_name="B", to_address="ben@example.org", subject="Your code", text="123")
    with act(council.secretary, "people.anything", "tc", body_slug="tc"):
        inside = queue_mail(mail, purpose="account")

    assert "Your code" not in page(sam, "/tc/mail")
    for message in Message.objects.all():
        assert sam.get(f"/tc/mail/{message.key}").status_code == 404
    assert sam.post(f"/tc/mail/{inside.key}/drop").status_code == 404


def test_mail_of_another_body_is_not_found(signed_in: SignIn, council: Council) -> None:
    sam = signed_in("Sam")
    factories.body("oc", "Outreach")
    (message,) = send(council)
    Message.objects.update(body_slug="oc")

    assert sam.get(f"/tc/mail/{message.key}").status_code == 404
    assert sam.post(f"/tc/mail/{message.key}/drop").status_code == 404


def test_officer_keeps_a_mail_back_and_sends_it_after_all(
    signed_in: SignIn, council: Council
) -> None:
    sam = signed_in("Sam")
    (message,) = send(council)
    basket = Basket()

    sam.post(f"/tc/mail/{message.key}/drop", {"reason": "Wrong day"})
    kept = (deliver_due(basket), words(page(sam, "/tc/mail?show=dropped")))
    sam.post(f"/tc/mail/{message.key}/send")

    assert kept[0] == 0
    assert "Sam Clerk kept it back: Wrong day" in kept[1]
    assert deliver_due(basket) == 1


def test_address_that_does_not_work_hangs_until_somebody_says_it_works(
    signed_in: SignIn, council: Council, agenda: Meeting
) -> None:
    sam = signed_in("Sam")
    addressed(council)
    (message,) = send(council, "Ben")
    mark_bounced(message, "550 5.1.1 no such user", is_dead=True)

    found = loose_ends(council.secretary, council.body, minute(0))
    ends = [end for end in found if end.kind == "mail"]
    letter_page = words(page(sam, f"/{agenda.ref}/send"))
    sam.post(ends[0].acts[0].url, dict(ends[0].acts[0].fields))

    assert [(end.words, end.why) for end in ends] == [
        ("The address of Ben Stone", "mail comes back: 550 5.1.1 no such user")
    ]
    assert "1 address does not work Ben Stone: 550 5.1.1 no such user" in letter_page
    after = loose_ends(council.secretary, council.body, minute(0))
    assert [end for end in after if end.kind == "mail"] == []


def test_new_address_of_a_person_ends_it_too(council: Council) -> None:
    addressed(council)
    (message,) = send(council, "Ben")
    mark_bounced(message, "550 5.1.1 no such user", is_dead=True)
    Message.objects.update(body_slug="")
    before = loose_ends(council.secretary, council.body, minute(0))
    Person.objects.filter(handle="ben-stone").update(address="ben@new.example.org")

    after = loose_ends(council.secretary, council.body, minute(0))

    assert [sum(end.kind == "mail" for end in ends) for ends in (before, after)] == [1, 0]


def test_list_takes_as_many_queries_for_many_mails_as_for_one(
    signed_in: SignIn, council: Council
) -> None:
    client, counts = signed_in("Sam"), []
    for names in (("Ada",), ("Ben", "Sam", "Ada")):
        send(council, *names)
        page(client, "/tc/mail")
        with CaptureQueriesContext(connection) as captured:
            page(client, "/tc/mail")
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 20


# --- Whom an answer reaches -----------------------------------------------------------------------


def reaches(sender: str = "") -> str:
    found = reply_to("tc", sender, minute(0))
    return found.name if found else ""


def test_answers_reach_who_sent_it_else_the_secretary_else_the_chair(council: Council) -> None:
    without = reaches()
    addressed(council)
    by_hand, by_itself = reaches("ada-quill"), reaches()
    Person.objects.filter(handle="sam-clerk").update(address="")

    assert (without, by_hand, by_itself, reaches()) == ("", "Ada Quill", "Sam Clerk", "Ada Quill")


def test_answers_do_not_go_where_mail_comes_back_from(council: Council) -> None:
    addressed(council)
    (message,) = send(council, "Sam")
    mark_bounced(message, "550 5.1.1 no such user", is_dead=True)

    assert reaches("sam-clerk") == "Ada Quill"


def test_mail_names_who_reads_the_answers_and_the_preview_says_so(
    signed_in: SignIn, council: Council, agenda: Meeting
) -> None:
    addressed(council)
    (message,) = send(council)

    assert b"Reply-To: Sam Clerk <sam-clerk@example.org>" in bytes(message.content)
    said = words(page(signed_in("Ada"), f"/{agenda.ref}/send"))
    assert "Answers go to Ada Quill ada-quill@example.org" in said


def test_preview_warns_where_nobody_reads_the_answers(
    signed_in: SignIn, council: Council, agenda: Meeting
) -> None:
    Person.objects.update(address="")

    assert "Answers go to nobody" in words(page(signed_in("Ada"), f"/{agenda.ref}/send"))


def test_doctor_names_bodies_whose_letters_nobody_answers_for(council: Council) -> None:
    def wrong() -> list[str]:
        return [each.words for each in mail_findings() if not each.is_well]

    Person.objects.update(address="")
    nobody = wrong()
    Person.objects.filter(handle="ben-stone").update(address="ben@example.org")
    unanswered = wrong()
    addressed(council)

    assert (nobody, wrong()) == ([], [])
    assert unanswered[0].startswith("Answers to letters of Technical Council reach nobody")
