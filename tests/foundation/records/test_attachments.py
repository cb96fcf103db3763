"""Files are kept once, and only when they are what their name says."""

from __future__ import annotations

import hashlib

import pytest

from secretariat.foundation.records.commands import keep_attachment
from secretariat.foundation.records.media import KINDS, media_type_of
from secretariat.foundation.records.models import Attachment
from secretariat.rules.errors import Refused

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        keep_attachment(name, content)
    assert Attachment.objects.count() == 0
    return refused.value.code


def test_file_is_kept_with_its_digest_kind_and_size() -> None:
    kept = keep_attachment("logo.png", PNG)

    assert kept.digest == hashlib.sha256(PNG).hexdigest()
    assert (kept.name, kept.media_type, kept.size) == ("logo.png", "image/png", len(PNG))
    assert bytes(Attachment.objects.get().content) == PNG


def test_same_bytes_are_kept_once_under_their_first_name() -> None:
    first, again = keep_attachment("logo.png", PNG), keep_attachment("LOGO (2).PNG", PNG)

    assert (first.pk, again.name) == (again.pk, "logo.png")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("run.exe", b"MZ", "unknown_file"),
        ("page.html", b"<script>", "unknown_file"),
        ("drawing.svg", b"<svg/>", "unknown_file"),
        ("nameless", b"text", "unknown_file"),
        ("slides.pdf", b"<html>", "wrong_file"),
        ("slides.pptx", b"%PDF-1.7", "wrong_file"),
        ("logo.png", b"\xff\xd8\xff", "wrong_file"),
        ("logo.png.pdf", PNG, "wrong_file"),
        ("roster.csv", b"\xff\xfe\x00a", "wrong_file"),
        ("roster.csv", b"a\x00b", "wrong_file"),
        ("roster.csv", b"", "empty_file"),
    ],
)
def test_file_that_is_not_what_its_name_says_is_refused(
    name: str, content: bytes, code: str
) -> None:
    assert refusal(name, content) == code


def test_file_beyond_the_limit_is_refused() -> None:
    assert refusal("notes.txt", b"a" * (20 * 1024 * 1024 + 1)) == "file_too_large"


@pytest.mark.parametrize("ending", KINDS)
def test_every_known_kind_is_taken_whatever_the_case_of_its_ending(ending: str) -> None:
    media_type, starts = KINDS[ending]
    content = starts[0] + b"rest" if starts else "Zoë".encode()

    assert media_type_of(f"FILE{ending.upper()}", content) == media_type
