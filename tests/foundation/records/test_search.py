"""Search finds the same on both databases, forgives what is typed, shows what is allowed."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.foundation.records.commands import forget_findable, make_findable
from secretariat.foundation.records.models import SearchRow
from secretariat.foundation.records.queries import Find, search
from secretariat.foundation.records.snippets import MARK_FROM, MARK_TO
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience, Role
from tests import factories

pytestmark = pytest.mark.django_db

MEMBER = factories.actor(Role.MEMBER)
SECRETARY = factories.actor(Role.SECRETARY)


def put(ref: str, title: str, text: str = "", audience: Audience = Audience.PUBLIC) -> None:
    make_findable(ref, kind="item", title=title, text=text, audience=audience, on=date(2031, 3, 6))


def refs(text: str, actor: Actor = PUBLIC_ACTOR, body_slug: str = "") -> list[str]:
    return [find.ref for find in search(text, actor, body_slug=body_slug)]


def marked(text: str) -> str:
    return text.replace("[", MARK_FROM).replace("]", MARK_TO)


def test_find_says_what_it_is_and_when() -> None:
    put("tc/2031-03-06/4", "Harbour lights", "The pier is dark.")

    (find,) = search("lights", PUBLIC_ACTOR)
    assert (find.ref, find.kind, find.title, find.on) == (
        "tc/2031-03-06/4",
        "item",
        "Harbour lights",
        date(2031, 3, 6),
    )


@pytest.mark.parametrize(
    "typed",
    ["harb", "HARBOUR", "dark pier", "pier dark", "lights pi", "2031-03-06", "31/7", "é clair"],
)
def test_words_are_found_by_their_beginning_in_any_order_and_case(typed: str) -> None:
    put("tc/1", "Harbour lights", "The pier is dark since 2031-03-06, see 31/7. É clair!")
    put("tc/2", "Something else", "Nothing of the kind.")

    assert refs(typed) == ["tc/1"]


def test_every_word_must_be_there() -> None:
    put("tc/1", "Harbour lights")

    assert refs("harbour storm") == []


def test_only_the_last_word_may_be_a_beginning() -> None:
    put("tc/1", "Harbour lights")

    assert refs("harb lights") == []


@pytest.mark.parametrize("typed", ["Gonzalez", "gonzález", "GONZÁLEZ", "gonza\u0301l", "Nunez"])
def test_accents_make_no_difference(typed: str) -> None:
    put("tc/1", "Report of Inés González Núñez")

    assert refs(typed) == ["tc/1"]


def test_title_counts_more_than_text() -> None:
    put("tc/1", "Something else", "A word about the lighthouse, and then many others besides.")
    put("tc/2", "Lighthouse", "Nothing.")

    assert refs("lighthouse") == ["tc/2", "tc/1"]


def test_snippet_marks_what_was_found() -> None:
    put("tc/1", "Minutes", "We saw that the Pier was dark, and the second pier too.")

    (find,) = search("pier", PUBLIC_ACTOR)
    assert find.snippet == marked("We saw that the [Pier] was dark, and the second [pier] too.")


def test_snippet_marks_words_written_with_accents() -> None:
    put("tc/1", "Minutes", "Thanks to Inés González for the café.")

    (find,) = search("gonzalez cafe", PUBLIC_ACTOR)
    assert find.snippet == marked("Thanks to Inés [González] for the [café].")


def test_snippet_runs_the_lines_of_a_list_together() -> None:
    put("tc/1", "Minutes", "- The pier is dark\n- So is the quay\n\n# Lights\n  * Buy some - soon")

    (find,) = search("dark", PUBLIC_ACTOR)
    assert find.snippet == marked("The pier is [dark] · So is the quay · Lights · Buy some - soon")


def test_snippet_of_a_long_text_is_the_part_around_the_find() -> None:
    put("tc/1", "Minutes", f"{'before ' * 200} the lighthouse {'after ' * 200}")

    (find,) = search("lighthouse", PUBLIC_ACTOR)
    assert marked("the [lighthouse] after") in find.snippet
    assert find.snippet[0] == find.snippet[-1] == "…"
    assert len(find.snippet) < 300


def test_snippet_of_a_find_in_the_title_is_how_the_text_begins() -> None:
    put("tc/1", "Lighthouse", "It was dark.")

    (find,) = search("lighthouse", PUBLIC_ACTOR)
    assert find.snippet == "It was dark."


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        '"',
        "'",
        "***",
        "a*b*",
        "NEAR(",
        "AND OR NOT",
        "title:x",
        "-harbour ^pier",
        "'; DROP TABLE records_searchrow; --",
        "___",
        "\\",
        "\x00",
        "🜁 🜂",
        "%s %(x)s",
        "!&|()<->:*",
        "ß" * 3000,
        "word " * 3000,
        "\ue000\ue001",
        "\ud7ff\uffff",
    ],
)
def test_garbage_finds_nothing_and_breaks_nothing(typed: str) -> None:
    put("tc/1", "Harbour lights")

    assert refs(typed) == []
    assert refs("harbour") == ["tc/1"]


@pytest.mark.parametrize(
    ("actor", "found"),
    [
        (PUBLIC_ACTOR, ["tc/1"]),
        (MEMBER, ["tc/1", "tc/2"]),
        (SECRETARY, ["tc/1", "tc/2", "tc/3"]),
        (factories.actor(Role.SECRETARY, of_body="gb"), ["tc/1"]),
        (factories.operator(), ["tc/1", "tc/2", "tc/3"]),
    ],
)
def test_everybody_finds_what_they_may_see(actor: Actor, found: list[str]) -> None:
    put("tc/1", "Lighthouse public")
    put("tc/2", "Lighthouse of members", audience=Audience.MEMBERS)
    put("tc/3", "Lighthouse of officers", audience=Audience.OFFICERS)

    assert sorted(refs("lighthouse", actor)) == found


def test_search_in_one_body_finds_nothing_of_another() -> None:
    put("tc/1", "Lighthouse")
    put("gb/1", "Lighthouse")

    assert refs("lighthouse", body_slug="gb") == ["gb/1"]


def test_people_are_found_in_every_body() -> None:
    put("people/ada-quill", "Ada Quill")

    assert refs("quill", body_slug="gb") == ["people/ada-quill"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("A-17", ["tc/A-17"]),
        ("tc/a-17", ["tc/A-17"]),
        ("m-2031-04", ["tc/M-2031-04"]),
        ("2031-03-06", ["tc/2031-03-06", "tc/1"]),
        ("/tc/2031-03-06/4", ["tc/2031-03-06/4"]),
        ("A-1", []),
    ],
)
def test_reference_finds_what_it_names_before_all_else(typed: str, found: list[str]) -> None:
    put("tc/1", "A date", "On 2031-03-06 the pier was dark.")
    put("tc/2031-03-06", "Meeting")
    put("tc/2031-03-06/4", "Lights")
    put("tc/A-17", "Paint the pier")
    put("tc/M-2031-04", "That the pier be painted")

    assert refs(typed, body_slug="tc") == found


def test_reference_finds_only_what_the_reader_may_see() -> None:
    put("tc/A-17", "Paint the pier", audience=Audience.OFFICERS)

    assert refs("A-17") == []
    assert refs("A-17", SECRETARY) == ["tc/A-17"]


def test_thing_put_again_is_found_by_its_new_words_only() -> None:
    put("tc/1", "Harbour")
    put("tc/1", "Lighthouse")

    assert (refs("harbour"), refs("lighthouse")) == ([], ["tc/1"])
    assert SearchRow.objects.count() == 1


def test_thing_forgotten_is_not_found() -> None:
    put("tc/1", "Harbour")

    forget_findable("tc/1")

    assert refs("harbour") == []


def test_at_most_as_many_as_asked_for() -> None:
    for number in range(5):
        put(f"tc/{number}", "Harbour")

    found: list[Find] = search("harbour", PUBLIC_ACTOR, limit=3)
    assert len(found) == 3
