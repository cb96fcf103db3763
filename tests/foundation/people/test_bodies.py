"""Bodies, their rule books and their look: what is taken, what is refused and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from secretariat.foundation.people import commands
from secretariat.foundation.people.commands import BodyFacts
from secretariat.foundation.people.logos import logo_remark
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.snapshots import body_snapshot, rule_book_on
from secretariat.foundation.records.models import Attachment
from secretariat.foundation.records.queries import search
from secretariat.rules.contrast import LIGHT_PAPERS, least_contrast
from secretariat.rules.rulebook_words import default_rule_book_text
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db
CHAIR, OPERATOR = make.actor(Role.CHAIR), make.operator()
DAY = date(2021, 10, 7)
FACTS = BodyFacts(
    name="Technical Council",
    short_name="TC",
    zone="europe/berlin",
    mission="Keep the harbour open.",
    vocabulary={"liaison": "pilot"},
)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="3" height="3" fill="#114e86"/></svg>'


def test_create_body_is_the_operators_and_can_be_found() -> None:
    host = make.organization()

    body = commands.create_body(OPERATOR, host, " TC ", FACTS)

    assert (body.slug, body.zone, body.vocabulary) == ("tc", "Europe/Berlin", {"liaison": "pilot"})
    assert [find.ref for find in search("harbour", PUBLIC_ACTOR)] == ["tc"]
    assert trail()[1:3] == ("people.create_body", "tc")
    assert refusal(commands.create_body, CHAIR, host, "td", FACTS).code == "not_allowed"


@pytest.mark.parametrize(
    ("slug", "code"),
    [("2c", "malformed_slug"), ("t c", "malformed_slug"), ("", "malformed_slug"),
     ("settings", "slug_taken"), ("setup", "slug_taken"), ("tc", "slug_taken")],
)  # fmt: skip
def test_create_body_refuses_a_slug_that_cannot_be_an_address(slug: str, code: str) -> None:
    host = make.body().host
    assert refusal(commands.create_body, OPERATOR, host, slug, FACTS).code == code


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"name": ""}, "missing", "name"),
        ({"short_name": "x" * 41}, "too_long", "short_name"),
        ({"zone": "Berlin"}, "unknown_zone", "zone"),
        ({"list_address": "tc"}, "malformed_address", "list_address"),
        ({"draft_audience": "friends"}, "unknown_draft_audience", "draft_audience"),
        ({"kind": "club"}, "unknown_kind", "kind"),
        ({"vocabulary": {"quorum": "crowd"}}, "unknown_word", "vocabulary"),
    ],
)
def test_edit_body_refuses_wrong_values_with_their_field(
    wrong: dict[str, object], code: str, field: str
) -> None:
    body = make.body()
    facts = replace(FACTS, **wrong)  # type: ignore[arg-type]
    refused = refusal(commands.edit_body, CHAIR, body, facts, seen=1)
    assert (refused.code, refused.details["field"]) == (code, field)


def test_edit_body_suggests_the_zone_that_was_meant() -> None:
    refused = refusal(commands.edit_body, CHAIR, make.body(), replace(FACTS, zone="berlin"), seen=1)
    assert "Did you mean Europe/Berlin?" in refused.message


def test_edit_body_writes_only_what_changed_into_the_trail() -> None:
    body = make.body(name="Technical Council", zone="Europe/Berlin", mission="Keep it open.")
    facts = replace(FACTS, mission="Keep it free.", vocabulary={})

    edited = commands.edit_body(CHAIR, body, facts, seen=1)

    assert (edited.revision, body_snapshot(edited, DAY).mission) == (2, "Keep it free.")
    assert trail()[3:] == ({"mission": "Keep it open."}, {"mission": "Keep it free."})


def test_edit_body_tells_the_second_editor() -> None:
    body = make.body()
    commands.edit_body(CHAIR, body, FACTS, seen=1)
    refused = refusal(commands.edit_body, CHAIR, body, replace(FACTS, name="Mine"), seen=1)
    assert refused.code == "changed_meanwhile"
    assert refused.details["yours"]["name"] == "Mine"
    assert refusal(commands.edit_body, make.actor(Role.STAFF), body, FACTS, seen=2).code == (
        "not_allowed"
    )


def test_colours_are_refused_when_too_pale_with_the_ratio_and_what_passes() -> None:
    body = make.body()
    refused = refusal(
        commands.choose_colours, CHAIR, body, accent="#114e86", accent2="#F0A0C0", seen=1
    )
    assert (refused.code, refused.details["field"]) == ("unreadable_colour", "accent2")
    passing = refused.details["passing"]
    assert f"contrast is {refused.details['contrast']}" in refused.message
    assert least_contrast(passing, LIGHT_PAPERS) >= 4.5
    commands.choose_colours(CHAIR, body, accent="#114e86", accent2=passing, seen=1)
    assert trail()[4] == {"accent": "#114e86", "accent2": passing}


def test_colours_are_refused_when_they_are_none() -> None:
    refused = refusal(
        commands.choose_colours, CHAIR, make.body(), accent="blue", accent2="#114e86", seen=1
    )
    assert (refused.code, refused.details["field"]) == ("malformed_colour", "accent")


@pytest.mark.parametrize(("name", "content"), [("mark.png", PNG), ("mark.SVG", SVG)])
def test_logo_is_kept_and_shown_in_the_look(name: str, content: bytes) -> None:
    body = commands.set_logo(CHAIR, make.body(), name, content, seen=1)
    assert body_snapshot(body, DAY).look.logo == content
    assert Attachment.objects.get().media_type in ("image/png", "image/svg+xml")
    body = commands.remove_logo(CHAIR, body, seen=2)
    assert body_snapshot(body, DAY).look.logo is None


@pytest.mark.parametrize(
    ("inner", "warns"),
    [
        (b"<text>Harbour</text>", True),
        (b"<g><text><tspan>H</tspan></text></g>", True),
        (b"<text> </text><title>Harbour</title>", False),
        (b'<rect width="3" height="3"/>', False),
    ],
)
def test_logo_with_letters_as_text_is_taken_with_a_word_about_fonts(
    inner: bytes, warns: bool
) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg">' + inner + b"</svg>"
    assert commands.set_logo(CHAIR, make.body(), "mark.svg", drawing, seen=1).logo is not None
    assert ("Convert the text to paths" in logo_remark("mark.svg", drawing)) is warns
    assert logo_remark("mark.png", PNG) == ""


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("mark.png", b"", "empty_file"),
        ("mark.png", b"GIF89a", "wrong_file"),
        ("mark.png", b"\x89PNG\r\n\x1a\n" + b"0" * 1024 * 1024, "file_too_large"),
        ("mark.gif", b"GIF89a", "unknown_file"),
        ("mark.pdf", b"%PDF-1.7", "unknown_file"),
        ("mark.svg", b"<svg", "wrong_file"),
        ("mark.svg", b"<html/>", "wrong_file"),
        ("mark.svg", b"<svg><script>1</script></svg>", "unsafe_picture"),
        ("mark.svg", b"<svg><foreignObject/></svg>", "unsafe_picture"),
        ("mark.svg", b'<svg><g onload="x()"/></svg>', "unsafe_picture"),
        ("mark.svg", b'<svg><use href="https://example.org/a.svg#b"/></svg>', "unsafe_picture"),
        ("mark.svg", b'<svg><image href="data:image/png;base64,AA"/></svg>', "unsafe_picture"),
        ("mark.svg", b'<svg><rect style="fill:url(http://example.org)"/></svg>', "unsafe_picture"),
        ("mark.svg", b"<svg><style>@import 'a.css';</style></svg>", "unsafe_picture"),
        ("mark.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "unsafe_picture"),
        (
            "mark.svg",
            b'<svg xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="#b"/></svg>',
            "unsafe_picture",
        ),
    ],
)
def test_logo_that_is_no_plain_picture_is_refused(name: str, content: bytes, code: str) -> None:
    body = make.body()
    assert refusal(commands.set_logo, CHAIR, body, name, content, seen=1).code == code
    assert not Attachment.objects.exists()


def test_logo_may_refer_to_its_own_parts() -> None:
    inner = b'<svg><defs><linearGradient id="a"/></defs><rect fill="url(#a)"/></svg>'
    commands.set_logo(CHAIR, make.body(), "mark.svg", inner, seen=1)
    assert Body.objects.get().logo is not None


def version(number: int, from_on: str, name: str = "Technical Council") -> str:
    text = default_rule_book_text(name, date.fromisoformat(from_on))
    return text.replace("version = 1", f"version = {number}")


def test_add_rule_book_adds_a_version_and_leaves_the_earlier() -> None:
    body = make.body()
    made = commands.add_rule_book(
        CHAIR, body, version(2, "2021-10-07"), seen=1, adopted_by="tc/M-2021-3"
    )
    assert (made.version, made.valid_from_on, made.adopted_by) == (2, DAY, "tc/M-2021-3")
    assert rule_book_on(body, date(2021, 10, 6)).version == 1
    assert rule_book_on(body, DAY).version == 2
    assert trail()[2:] == (
        "tc/rules",
        {},
        {"version": 2, "valid_from_on": "2021-10-07", "adopted_by": "tc/M-2021-3"},
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nothing here", "malformed_rule_book"),
        (version(2, "2021-10-07").replace("at least 1/2", "half"), "malformed_rule_book"),
        (version(2, "2021-10-07", "board"), "wrong_body"),
        (version(3, "2021-10-07"), "wrong_version"),
        ("#" * 100_001, "too_long"),
    ],
)
def test_add_rule_book_refuses_what_cannot_follow(text: str, code: str) -> None:
    refused = refusal(commands.add_rule_book, CHAIR, make.body(), text, seen=1)
    assert (refused.code, refused.details["field"]) == (code, "text")


def test_rule_book_cannot_hold_before_the_one_it_follows() -> None:
    early = version(2, "2019-10-07")

    refused = refusal(commands.add_rule_book, CHAIR, make.body(), early, seen=1)

    assert (refused.code, refused.details["field"]) == ("too_early", "valid_from")


def test_add_rule_book_names_the_line_that_cannot_be_read() -> None:
    text = version(2, "2021-10-07").replace('needs = "at least 1/2 of all seats"', 'needs = "half"')
    refused = refusal(commands.add_rule_book, CHAIR, make.body(), text, seen=1)
    line = refused.details["line"]
    assert text.splitlines()[line - 1] == 'needs = "half"'


def test_add_rule_book_tells_the_second_editor() -> None:
    body = make.body()
    commands.add_rule_book(CHAIR, body, version(2, "2021-10-07"), seen=1)
    refused = refusal(commands.add_rule_book, CHAIR, body, version(2, "2021-10-07"), seen=1)
    assert (refused.code, refused.details["revision"]) == ("changed_meanwhile", 2)
