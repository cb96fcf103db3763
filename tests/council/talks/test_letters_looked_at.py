"""Letters can be looked at before they leave: as they will be, and without doing anything."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from secretariat.council.talks import commands
from secretariat.council.talks.commands import SuggestedBy, TalkWords
from secretariat.council.talks.models import Invitation, Talk
from secretariat.foundation.jobs.queries import failed_tasks
from secretariat.foundation.outbox.commands import letters_of, letters_to_come
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests.council.talks.conftest import NOW, Council, fresh, letters, signed_in


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture
def suggestion(council: Council) -> Talk:
    by = SuggestedBy("Stella", "stella@example.org")
    talk = commands.suggest_talk(PUBLIC_ACTOR, council.body, TalkWords(title="Fog horns"), by)
    return fresh(talk)


def test_invitation_is_shown_as_it_will_leave_and_nothing_is_done(
    council: Council, talk: Talk, clerk: Client
) -> None:
    entries = Entry.objects.count()
    typed = {"speaker": "1", "asks": "Could you speak in May?", "preview": "Invite Mo Tide"}

    shown = clerk.post(f"/{talk.ref}/invite", typed)

    assert shown.status_code == 200
    said = words(shown.content.decode())
    assert "Invitation to speak, Tides: please answer" in said
    assert "Could you speak in May?" in said
    assert "Answers go to Sam Clerk <sam@example.org>" in said
    assert "/talks/invitation/…" in said
    counts = (Message.objects.count(), Invitation.objects.count(), Entry.objects.count())
    assert counts == (0, 0, entries)


def test_button_under_the_preview_sends_what_was_looked_at(
    council: Council, talk: Talk, clerk: Client
) -> None:
    typed = {"speaker": "1", "asks": "Could you “speak” in May?", "preview": "Invite Mo Tide"}
    html = clerk.post(f"/{talk.ref}/invite", typed).content.decode()
    form = html.rpartition('<form class="form"')[2]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    fields.pop("csrfmiddlewaretoken", None)

    clerk.post(f"/{talk.ref}/invite", {name: unescape(value) for name, value in fields.items()})

    ((to, _, text),) = letters()
    assert to == "mo@example.org"
    assert "Could you “speak” in May?" in text


@pytest.mark.parametrize(
    ("verb", "typed"), [("accept", {}), ("move", {"state": "never", "reason": "A pitch"})]
)
def test_word_to_who_suggested_a_talk_is_shown_first(
    council: Council,
    suggestion: Talk,
    clerk: Client,
    verb: str,
    typed: dict[str, str],
) -> None:
    shown = clerk.post(f"/{suggestion.ref}/{verb}", {**typed, "preview": "Do it"})

    said = words(shown.content.decode())
    assert "Your suggestion “Fog horns”: for information" in said
    assert (letters(), fresh(suggestion).state) == ([], suggestion.state)


def test_act_that_writes_to_nobody_says_so(council: Council, talk: Talk, clerk: Client) -> None:
    typed = {"person": "ada-quill", "preview": "Keep it"}
    council.people["Ada"].address = ""
    council.people["Ada"].save()

    shown = clerk.post(f"/{talk.ref}/coordinator", typed)

    assert "Nobody would be written to" in words(shown.content.decode())
    assert fresh(talk).coordinator is None


def test_preview_needs_the_same_right_as_the_act(council: Council, talk: Talk) -> None:
    ben = signed_in(council, "Ben")

    assert ben.post(f"/{talk.ref}/accept", {"preview": "Accept it"}).status_code in {403, 409}
    assert letters() == []


def test_what_an_act_refuses_is_refused_in_its_preview_too(council: Council, talk: Talk) -> None:
    with pytest.raises(ZeroDivisionError):
        letters_of(lambda: 1 // 0)
    assert letters_of(lambda: None) == []


def test_reminders_are_shown_before_their_day(council: Council, talk: Talk, clerk: Client) -> None:
    commands.appoint_coordinator(council.ada, talk, council.people["Ada"])
    before = letters()

    with clock.fixed(NOW + timedelta(days=10)):
        coming = letters_to_come("tc", clock.now(), 7)
        page = words(clerk.post("/tc/mail/to-come").content.decode())

    assert [(each.to_address, each.subject) for _, each in coming] == [
        ("ada@example.org", "Invite the speaker (Tides): action required")
    ]
    assert NOW + timedelta(days=10) <= coming[0][0] <= NOW + timedelta(days=17)
    assert "Invite the speaker (Tides): action required" in page
    assert (letters(), failed_tasks().count()) == (before, 0)


def test_reminders_of_other_bodies_are_not_shown(council: Council, talk: Talk) -> None:
    commands.appoint_coordinator(council.ada, talk, council.people["Ada"])

    with clock.fixed(NOW + timedelta(days=10)):
        assert letters_to_come("oc", clock.now(), 7) == []
