"""The deck of 7 October 2021 as its files are drawn: every page, measured."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from secretariat.foundation.records.exports import export
from secretariat.rules.deck import AgendaSlide, AnySlide, from_plain, slide_lines
from secretariat.rules.deck_pages import paginate
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests.documents.fitting import drawn_by_libreoffice, misplaced
from tests.journeys.meeting import HERE

pytestmark = pytest.mark.usefixtures("example")


def made(form: str) -> bytes:
    """The deck as a file."""
    return export(PUBLIC_ACTOR, f"{HERE[1:]}/deck", form).content


def slides() -> tuple[AnySlide, ...]:
    """The slides as they are drawn."""
    return paginate(from_plain(json.loads(made("json")))).slides


def test_everything_is_in_its_place_in_pdf() -> None:
    assert misplaced(made("pdf"), slides()) == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_everything_is_in_its_place_in_powerpoint(tmp_path: Path) -> None:
    assert misplaced(drawn_by_libreoffice(made("pptx"), tmp_path), slides()) == []


def test_every_slide_says_more_than_its_title_and_none_the_address_of_this_machine() -> None:
    lines = {slide.heading: slide_lines(slide) for slide in slides()}

    assert [heading for heading, under in lines.items() if not under] == []
    assert [heading for heading, under in lines.items() if settings.BASE_URL in str(under)] == []


def test_numbered_slides_have_the_titles_of_the_agenda() -> None:
    drawn = slides()
    agenda = [line for slide in drawn if isinstance(slide, AgendaSlide) for line in slide.lines]

    listed = [(line.number, line.title) for line in agenda]
    assert len(listed) == 11
    assert list(dict.fromkeys((s.number, s.title) for s in drawn if s.number)) == listed
