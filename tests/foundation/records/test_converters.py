"""References in addresses: what matches, and that no record hides a page."""

from __future__ import annotations

import re

import pytest
from django.urls.converters import StringConverter

from secretariat.foundation.records.converters import (
    RESERVED_BODY_SLUGS,
    RESERVED_ITEM_SLUGS,
    ActionRef,
    AnyRef,
    BodySlug,
    ItemSlug,
    MeetingSlug,
    MotionRef,
    ReferralRef,
)


def _matches(converter: type[StringConverter], text: str) -> bool:
    return re.fullmatch(converter.regex, text) is not None


@pytest.mark.parametrize(
    ("converter", "text"),
    [
        (BodySlug, "tac"),
        (BodySlug, "sig-attestation"),
        (BodySlug, "medical"),
        (MeetingSlug, "2021-10-07"),
        (MeetingSlug, "2021-10-07-2"),
        (ItemSlug, "4"),
        (ItemSlug, "5a"),
        (ItemSlug, "gramine-mentor"),
        (ItemSlug, "minutes-to-approve"),
        (ActionRef, "A-17"),
        (MotionRef, "M-2021-31"),
        (ReferralRef, "R-3"),
        (AnyRef, "tac/2021-10-07/deck"),
        (AnyRef, "tac/2021-10-07/4/files"),
    ],
)
def test_reference_is_taken(converter: type[StringConverter], text: str) -> None:
    assert _matches(converter, text)


@pytest.mark.parametrize(
    ("converter", "text"),
    [
        (BodySlug, "TAC"),
        (BodySlug, "2021"),
        # A file put under an item is served by the item, whatever its ending.
        (AnyRef, "tac/2021-10-07/4/files/draft"),
        (BodySlug, "robots.txt"),
        (MeetingSlug, "2021-10"),
        (MeetingSlug, "2021-10-07-"),
        (ItemSlug, "deck.pptx"),
        (ItemSlug, "5A"),
        (ActionRef, "A-"),
        (ActionRef, "a-17"),
        (MotionRef, "M-31"),
    ],
)
def test_anything_else_is_left_to_other_pages(converter: type[StringConverter], text: str) -> None:
    assert not _matches(converter, text)


@pytest.mark.parametrize("word", sorted(RESERVED_BODY_SLUGS))
def test_page_of_the_site_is_never_a_body(word: str) -> None:
    assert not _matches(BodySlug, word)


@pytest.mark.parametrize("word", sorted(RESERVED_ITEM_SLUGS))
def test_page_of_a_meeting_is_never_an_item(word: str) -> None:
    assert not _matches(ItemSlug, word)
