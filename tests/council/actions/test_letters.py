"""The letter "Your actions", and answering by its link without an account."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.test import Client

from secretariat.council.actions import commands
from secretariat.council.actions.commands.mailing import mail_owners
from secretariat.council.actions.models import Action, ActionUpdate
from secretariat.foundation.outbox.models import Message, Receipt, Sending
from secretariat.foundation.people.commands import stop_mail
from secretariat.foundation.people.commands.digest import send_digests
from secretariat.foundation.people.models import Person
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from tests import factories

from .conftest import START, Council, day, fresh, raised


@pytest.fixture(autouse=True)
def _addresses(council: Council) -> None:
    for name in ("Ada", "Ben", "Sam"):
        Person.objects.filter(pk=council.people[name].pk).update(
            address=f"{name.lower()}@example.org"
        )


def texts(to: str = "") -> list[str]:
    found = []
    for row in Message.objects.filter(to_address__startswith=to).order_by("id"):
        body = message_from_bytes(bytes(row.content), policy=policy.default).get_body(("plain",))
        assert body is not None
        found.append(body.get_content().replace("\r\n", "\n"))
    return found


def own_link(to: str) -> str:
    """The path of the personal link in the last letter to somebody."""
    word = next(w for w in texts(to)[-1].split() if "/answer/" in w and "#" not in w)
    return "/" + word.split("/", 3)[3]


def mailed(council: Council) -> str:
    """ "Your actions" is sent to Ada; her link."""
    with clock.fixed(day(0)):
        mail_owners(council.secretary, council.body)
    return own_link("ada@")


def at_day(link: str, number: int = 1, **values: str) -> int:
    """Post to a link so many days after the letter; how it was answered."""
    with clock.fixed(day(number)):
        path = f"{link}/actions/A-1" if values else link
        client = Client()
        return (client.post(path, values) if values else client.get(path)).status_code


def test_owner_gets_what_she_owes_with_a_link_of_her_own(council: Council, action: Action) -> None:
    raised(council, "Ask the pilots", ["Ben"], due="1 Nov 2021")
    link = mailed(council)

    (text,) = texts("ada@")
    assert "the Technical Council counts on you for 1 action:" in text
    assert "- A-1: Draw the harbour map\n" in text
    assert "Ask the pilots" not in text
    assert f"{link}#A-1" in text
    assert "Fewer of these letters, or none:" in text
    subjects = [row.subject for row in Message.objects.order_by("to_address")]
    assert subjects == [
        "[TC] Your actions: action required", "[TC] Your actions: action required by 1 Nov",
    ]  # fmt: skip
    assert not any("/answer/" in row.text for row in Sending.objects.all())


def test_those_who_own_it_in_a_role_are_written_to_as_well(
    council: Council, action: Action
) -> None:
    raised(council, "Read the charter", ["project mentors"])
    with clock.fixed(day(0)):
        mail = mail_owners(council.secretary, council.body)

    assert mail.letters == 2
    assert mail.unreachable == ("Cyd Vale",)
    assert "Read the charter" in texts("ben@")[0]
    assert "Read the charter" not in texts("ada@")[0]


def test_what_an_owner_may_not_read_is_in_no_letter(council: Council, action: Action) -> None:
    secret = raised(council, "Clear the dispute", ["project mentors"])
    Action.objects.filter(pk=secret.pk).update(audience="officers")

    mailed(council)

    assert not any("dispute" in text for text in texts())


def test_opening_the_link_changes_nothing(council: Council, action: Action) -> None:
    link = mailed(council)
    before = Entry.objects.count(), ActionUpdate.objects.count()

    with clock.fixed(day(1)):
        page = Client().get(link).content.decode()
        assert Client().get(f"{link}/actions/A-1").status_code == 405

    assert "Draw the harbour map" in page
    assert "It is done" in page
    assert (Entry.objects.count(), ActionUpdate.objects.count()) == before
    assert Receipt.objects.get().read_at is None


def test_owner_says_done_with_a_word_and_the_record_names_her(
    council: Council, action: Action
) -> None:
    link = mailed(council)

    assert at_day(link, state="done", note="It hangs in the hall.") == 302

    row = fresh(action)
    assert (row.state, row.closing_reason) == ("done", "It hangs in the hall.")
    assert Entry.objects.filter(actor_handle="ada-quill", command="actions.close_action").exists()
    assert Receipt.objects.get().read_at is not None
    with clock.fixed(day(1)):
        page = Client().get(link).content.decode()
    assert "Nothing open" in page
    assert "It hangs in the hall." in page
    assert at_day(link, state="done", note="Twice.") == 409
    assert fresh(action).closing_reason == "It hangs in the hall."


def test_owner_says_in_progress(council: Council, action: Action) -> None:
    link = mailed(council)

    assert at_day(link, state="in_progress", note="Half of it is drawn.") == 302

    assert fresh(action).state == "in_progress"
    latest = ActionUpdate.objects.latest("id")
    assert (latest.note, latest.actor_name) == ("Half of it is drawn.", "Ada Quill")


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"state": "done", "note": " "}, 409),
        ({"state": "dropped", "note": "No."}, 409),
        ({"state": "", "note": "Hm"}, 409),
    ],
)
def test_link_takes_done_with_a_word_and_in_progress_and_nothing_else(
    council: Council, action: Action, values: dict[str, str], status: int
) -> None:
    assert at_day(mailed(council), 1, **values) == status
    assert fresh(action).state == "open"


def test_link_ends_after_a_month(council: Council, action: Action) -> None:
    link = mailed(council)

    assert at_day(link, 29) == 200
    assert at_day(link, 31) == 410
    assert at_day(link, 31, state="done", note="Late.") == 410
    assert fresh(action).state == "open"


def test_link_is_for_ones_own_actions_only(council: Council, action: Action) -> None:
    raised(council, "Ask the pilots", ["Ben"])
    mailed(council)
    bens = own_link("ben@")

    assert at_day(bens, state="done", note="Not mine.") == 404
    assert at_day("/answer/nothing-of-ours", state="done", note="Hm.") == 404
    assert fresh(action).state == "open"


def test_link_of_the_secretary_gives_no_office(council: Council, action: Action) -> None:
    """A forwarded letter must not hand over the list."""
    raised(council, "Book the hall", ["Sam"])
    mailed(council)

    assert at_day(own_link("sam@"), state="done", note="By office.") == 404


def test_action_passed_on_is_answered_by_the_old_link_no_more(
    council: Council, action: Action
) -> None:
    link = mailed(council)
    changes = commands.Changes(owners=["Ben"])
    commands.edit_action(council.secretary, fresh(action), changes, seen=fresh(action).revision)

    assert at_day(link, state="done", note="Was mine.") == 404


def test_link_in_a_letter_of_another_kind_answers_no_action(
    council: Council, action: Action
) -> None:
    link = mailed(council)
    Sending.objects.update(purpose="cancellation")

    assert at_day(link, state="done", note="Hm.") == 404


def test_digest_encloses_the_same(council: Council, action: Action) -> None:
    monday = START + timedelta(days=4)
    with clock.fixed(monday):
        assert send_digests(monday) >= 1
    link = own_link("ada@")
    assert f"{link}#A-1" in texts("ada@")[-1]

    assert at_day(link, 5, state="done", note="Drawn.") == 302
    assert fresh(action).state == "done"


def test_letters_are_shown_before_they_leave_and_go_to_those_chosen(
    council: Council, action: Action
) -> None:
    raised(council, "Ask the pilots", ["Ben"])
    raised(council, "Tie the knots", ["Cyd"])
    clerk = Client()
    clerk.force_login(factories.account(council.people["Sam"]))
    with clock.fixed(day(0)):
        page = clerk.get("/tc/actions/letters").content.decode()
        assert not Message.objects.exists()
        clerk.post("/tc/actions/letters", {"to": ["ben-stone"]})
        refused = clerk.post("/tc/actions/letters", {})

    assert "- A-1: Draw the harbour map" in page
    assert "Whom no letter reaches" in page
    assert [row.to_address for row in Message.objects.all()] == ["ben@example.org"]
    assert refused.status_code == 409


def test_who_stopped_letters_gets_none_and_the_sender_is_told(
    council: Council, action: Action
) -> None:
    stop_mail(council.people["Ada"], council.body)
    raised(council, "Ask the pilots", ["Ben"])
    with clock.fixed(day(0)):
        mail = mail_owners(council.secretary, council.body)

    assert (mail.letters, mail.stopped) == (1, ("Ada Quill",))
    assert texts("ada@") == []


def test_letters_leave_for_those_who_keep_the_list_only(council: Council, action: Action) -> None:
    with pytest.raises(Refused) as refused:
        mail_owners(council.member, council.body)
    assert refused.value.code == "not_allowed"
    assert Client().get("/tc/actions/letters").status_code == 403

    Person.objects.update(address="")
    with pytest.raises(Refused) as nobody:
        mail_owners(council.secretary, council.body)
    assert nobody.value.code == "nobody"
    assert not Message.objects.exists()
