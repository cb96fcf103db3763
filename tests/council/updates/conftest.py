"""The five-seat council, and the outreach committee that owes it an update before each meeting."""

from __future__ import annotations

import email
import re
from collections.abc import Callable
from email import policy

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.updates import commands
from secretariat.council.updates.commands import StandingFields
from secretariat.council.updates.models import StandingUpdate, Update, UpdateLink
from secretariat.council.updates.queries import link_of_token, update_of
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused
from tests import factories
from tests.council.meetings.conftest import (  # noqa: F401 - fixtures
    START,
    Council,
    _before_the_meeting,
    agenda,
    council,
    meeting,
    minute,
    session,
)
from tests.replay import replayed

TEXT = "Two webinars are planned.\n\n- Tides in May\n- Beacons in June"


@pytest.fixture
@replayed
def outreach(council: Council) -> Body:  # noqa: F811
    """The outreach committee, with its chair Olga."""
    body = factories.body("outreach", "Outreach Committee", kind="committee")
    olga = factories.person("Olga Horn", address="olga@example.org")
    factories.office(body, "chair", olga)
    return body


@pytest.fixture
@replayed
def owed(council: Council, outreach: Body) -> StandingUpdate:  # noqa: F811
    """What it owes the council: asked for a week before, due a day before."""
    return commands.owe_updates(council.secretary, council.body, StandingFields(from_body=outreach))


def refused(act: Callable[[], object]) -> str:
    """The code of a refusal."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def mails(purpose: str = "update") -> list[tuple[str, str, str]]:
    """The letters in the outbox, as (address, subject, text)."""
    found = []
    for row in Message.objects.filter(purpose=purpose).order_by("id"):
        mail = email.message_from_bytes(bytes(row.content), policy=policy.default)
        part = mail.get_body(("plain",))
        found.append((row.to_address, row.subject, part.get_content() if part else ""))
    return found


def token_in(text: str) -> str:
    """The token of the link in a letter."""
    found = re.search(r"/updates/answer/([\w-]+)", text)
    assert found is not None
    return found[1]


def link_in(council: Council, text: str) -> UpdateLink:  # noqa: F811
    """What the link in a letter leads to."""
    return link_of_token(council.body, token_in(text))


def kept(owed: StandingUpdate, meeting: Meeting) -> Update:  # noqa: F811
    """The update as the record has it now."""
    row = update_of(owed, meeting)
    assert row is not None
    return row


def on_agenda(council: Council, meeting: Meeting, owed: StandingUpdate) -> AgendaItem:  # noqa: F811
    """The update as an item of the meeting."""
    new = meetings.NewItem(title=owed.name, kind="body_update", source_ref=owed.ref)
    return meetings.add_item(council.secretary, meeting, new)
