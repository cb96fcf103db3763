"""Wrong input is refused in words that say what to do; what was typed stays on the page, and
nothing in the record changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from django.apps import apps
from django.conf import settings
from django.test import override_settings

from secretariat.foundation.people.models import Account
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Feed
from tests.journeys.busy_day import PRESENT
from tests.journeys.meeting import BEGINNING, HERE, act
from tests.journeys.pages import Visitor
from tests.journeys.refusals import WRONG, Wrong

pytestmark = pytest.mark.django_db

# Signing in and looking at pages leave these.
NOT_RECORD = frozenset({"sessions.Session", "contenttypes.ContentType"})


@pytest.fixture(scope="module")
def secretary(filled: None) -> Iterator[Visitor]:
    """The secretary in the room, six of nine seats present, a vote open in which one has voted."""
    visitor = Visitor(Account.objects.get(person__handle="ashley-weltz"))
    with clock.fixed(BEGINNING):
        act(visitor, "room/call-to-order")
        for who in PRESENT[:6]:
            act(visitor, "room/roll/add", who=who)
        motion = visitor.post(f"{HERE}/4/motions", {"text": "To keep the beacon lit"}).path
        visitor.post(f"{motion}/open", {})
        visitor.post(f"{motion}/vote", {"seat": "microsoft", "choice": "yes"})
        with override_settings(ENV=replace(settings.ENV, upload_limit_mb=1)):
            yield visitor


def state_of_record() -> dict[str, object]:
    """How many rows each table has, and how far the feed has come."""
    models = [model for model in apps.get_models() if model._meta.label not in NOT_RECORD]
    counts: dict[str, object] = {m._meta.label: m._default_manager.count() for m in models}
    return counts | {"feed": list(Feed.objects.order_by("topic").values_list("topic", "version"))}


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.name.replace(" ", "-"))
def test_wrong_input_is_refused_in_words(wrong: Wrong, secretary: Visitor) -> None:
    before = state_of_record()

    page = wrong.send(secretary)

    assert page.status == wrong.status, page.main
    assert [words for words in wrong.words if words not in page.main] == []
    assert [words for words in wrong.kept if words not in held_by(page.text)] == []
    assert state_of_record() == before
    assert re.search(r"Traceback|Exception|\{['\"]|\[\{|object at", page.main) is None


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/tac/M-2021-01/vote", {"seat": "google", "choice": "yes"}),
        (f"{HERE}/edit/times", {}),
        (f"{HERE}/edit/times", {"called": "soon"}),
        ("/tac/projects/claims", {}),
        ("/tac/projects/claims", {"project": "gramine", "column": "webinar", "text": "32 OCT"}),
        ("/tac/projects/gramine/webinar", {"text": "32 OCT"}),
        ("/tac/actions", {}),
        ("/tac/settings/rules", {"quorum-parts": "9"}),
    ],
)
def test_who_may_not_do_a_thing_is_told_so_and_not_what_is_wrong_with_it(
    path: str, sent: dict[str, str], secretary: Visitor
) -> None:
    before = state_of_record()

    page = Visitor().post(path, sent)

    assert page.status == 403, page.main
    assert "You may not do this" in page.main
    assert "Sign in first; nothing has changed." in page.main
    assert state_of_record() == before


def held_by(html: str) -> str:
    """What the fields and the text of a page hold."""
    return unescape(html)
