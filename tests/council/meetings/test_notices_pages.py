"""The page on which a body keeps its notices."""

from __future__ import annotations

import pytest
from django.test import Client

from secretariat.council.meetings.models import Meeting, Notice
from tests import factories

from .conftest import Council

PAGE = "/tc/settings/notices"
FIELDS = {
    "title": "Fair play",
    "text": "We keep to the **agenda**.",
    "source_words": "House rules",
    "from_on": "2021-10-07",
    "position": "1",
    "is_at_opening": "on",
}


@pytest.fixture
def officer(council: Council, meeting: Meeting, client: Client) -> Client:
    """The secretary, signed in, on 7 Oct 2021."""
    client.force_login(
        factories.account(council.people["Sam"]),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def test_notice_is_written_and_shown_on_the_deck(officer: Client) -> None:
    before = officer.get(PAGE).content.decode()
    officer.post(f"{PAGE}/new", FIELDS)

    assert "No notices yet" in before
    assert "<strong>agenda</strong>" in officer.get(PAGE).content.decode()
    assert Notice.objects.get().version == 1


def test_next_version_keeps_the_old_one(officer: Client) -> None:
    officer.post(f"{PAGE}/new", FIELDS)

    officer.post(f"{PAGE}/fair-play", FIELDS | {"text": "We keep to time.", "seen": "1"})

    kept = Notice.objects.order_by("version").values_list("version", "text", "retired_on")
    assert [(version, text) for version, text, _ in kept] == [
        (1, "We keep to the **agenda**."),
        (2, "We keep to time."),
    ]
    assert kept[1][2] is None


def test_second_editor_is_told(officer: Client) -> None:
    officer.post(f"{PAGE}/new", FIELDS)
    officer.post(f"{PAGE}/fair-play", FIELDS | {"text": "We keep to time.", "seen": "1"})

    answer = officer.post(f"{PAGE}/fair-play", FIELDS | {"text": "We are kind.", "seen": "1"})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "We are kind." in page
    assert "We keep to time." in page
    assert Notice.objects.count() == 2


def test_notice_can_end(officer: Client) -> None:
    officer.post(f"{PAGE}/new", FIELDS)

    officer.post(f"{PAGE}/fair-play/end")

    assert "Ended" in officer.get(PAGE).content.decode()
    assert Notice.objects.get().retired_on is not None


def test_page_says_what_becomes_of_the_version_that_is_coming(officer: Client) -> None:
    officer.post(f"{PAGE}/new", FIELDS)
    after = {"text": "Play fair.", "from_on": "1 Jan 2099"}
    officer.post(f"{PAGE}/fair-play", FIELDS | after | {"seen": "1"})

    page = officer.get(PAGE).content.decode()
    assert "Withdraw version 2" in page
    assert "End it, and version 2 with it" in page

    told = officer.post(f"{PAGE}/fair-play/withdraw", follow=True).content.decode()
    assert "Version 2 of “Fair play” does not come. Version 1 goes on." in told
    officer.post(f"{PAGE}/fair-play", FIELDS | after | {"seen": "2"})
    told = officer.post(f"{PAGE}/fair-play/end", follow=True).content.decode()

    assert "Version 3, which was to hold from 1 Jan 2099 on, does not come either." in told
    assert Notice.objects.filter(retired_on=None).count() == 0


def test_ended_notice_is_taken_up_as_its_next_version(officer: Client) -> None:
    officer.post(f"{PAGE}/new", FIELDS)
    officer.post(f"{PAGE}/fair-play/end")

    refused = officer.post(f"{PAGE}/new", FIELDS | {"text": "Play fair."}).content.decode()
    officer.post(f"{PAGE}/fair-play", FIELDS | {"text": "Play fair.", "seen": "1"})

    assert "write it as the next version" in refused
    assert "Play fair." in refused
    assert [each.version for each in Notice.objects.filter(retired_on=None)] == [2]


def test_empty_notice_is_refused_with_its_words_kept(officer: Client) -> None:
    page = officer.post(f"{PAGE}/new", FIELDS | {"title": ""}).content.decode()

    assert "We keep to the **agenda**." in page
    assert not Notice.objects.exists()


def test_members_do_not_edit_notices(council: Council, meeting: Meeting, client: Client) -> None:
    client.force_login(
        factories.account(council.people["Ben"]),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )

    assert client.get(PAGE).status_code == 403


def test_usual_notices_are_offered_until_they_are_written(officer: Client) -> None:
    before = officer.get(PAGE).content.decode()
    assert all(f"/new?usual={slug}" in before for slug in (
        "values", "antitrust", "code-of-conduct", "recording",
    ))  # fmt: skip
    assert (
        'value="Code of conduct"'
        in officer.get(f"{PAGE}/new?usual=code-of-conduct").content.decode()
    )

    officer.post(
        f"{PAGE}/new?usual=code-of-conduct",
        FIELDS | {"title": "How we behave", "text": "https://example.org/conduct"},
    )

    kept = Notice.objects.get()
    assert (kept.slug, kept.title) == ("code-of-conduct", "How we behave")
    offered = officer.get(f"{PAGE}/new?usual=code-of-conduct").content.decode()
    assert 'name="is_at_opening" checked' not in offered
    assert "checked" in officer.get(f"{PAGE}/new").content.decode()
    assert kept.text == (
        "Whoever takes part keeps to the [code of conduct](https://example.org/conduct)."
    )
    after = officer.get(PAGE).content.decode()
    assert "/new?usual=code-of-conduct" not in after
    assert "/new?usual=recording" in after


def test_text_around_an_address_stays_as_it_was_written(officer: Client) -> None:
    text = "The minutes are recorded, see https://example.org/rec for how."
    officer.post(f"{PAGE}/new?usual=recording", FIELDS | {"text": text})
    assert Notice.objects.get().text == text
