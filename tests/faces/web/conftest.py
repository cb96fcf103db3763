"""The council of the meetings' tests, as people see it through the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from secretariat.foundation.people.models import Person
from tests import factories
from tests.council.meetings.conftest import (  # noqa: F401 - fixtures
    Council,
    _before_the_meeting,
    agenda,
    council,
    meeting,
    session,
)
from tests.council.minutes.conftest import drafted, held, released  # noqa: F401 - fixtures

SignIn = Callable[[str], Client]


@pytest.fixture
def signed_in(council: Council) -> SignIn:  # noqa: F811
    """A client of a person of the council by first name: `signed_in("Ada")` is the chair."""

    def client_of(name: str) -> Client:
        who: Person = council.people[name]
        client = Client()
        client.force_login(factories.account(who))
        return client

    return client_of


def page(client: Client, address: str, status: int = 200) -> str:
    """The page at an address, which must answer with this status."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def words(html: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
