"""Two edits of one beginning: nobody's change is lost, and only what both changed is asked."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from secretariat.rules.edits import Merge, both_texts, merge_edits, merge_texts

LINES = st.lists(st.sampled_from("abcd"), max_size=6)
TEXTS = LINES.map("\n".join)
FIELDS = ("title", "minutes", "text")
FORMS = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from("xyz"), max_size=2) for name in FIELDS}
)


def test_each_field_follows_whoever_changed_it() -> None:
    started = {"title": ["Map"], "minutes": ["5"], "text": ["Draw it"], "audience": ["public"]}
    theirs = {"title": ["Chart"], "minutes": ["5"], "text": ["Draw it"], "audience": ["members"]}
    yours = {"title": ["Map"], "minutes": ["10"], "text": ["Draw it"], "audience": ["officers"]}

    merge = merge_edits(started, theirs, yours)

    assert merge == Merge(
        values={
            "title": ("Chart",),
            "minutes": ("10",),
            "text": ("Draw it",),
            "audience": ("officers",),
        },
        clashes=("audience",),
        theirs=("title",),
        yours=("minutes",),
    )


@pytest.mark.parametrize(
    ("was", "sent"), [(["a\nb"], ["a\r\nb"]), (["a"], [" a\n"]), ([""], []), ([], [""])]
)
def test_blanks_and_line_breaks_are_no_change(was: list[str], sent: list[str]) -> None:
    assert merge_edits({"text": was}, {"text": ["other"]}, {"text": sent}).theirs == ("text",)


def test_same_change_of_both_is_no_clash() -> None:
    merge = merge_edits({"title": ["a"]}, {"title": ["b"]}, {"title": ["b"]})

    assert merge == Merge({"title": ("b",)}, (), (), ())


@given(FORMS, FORMS, FORMS)
def test_no_value_stands_that_nobody_meant(
    started: dict[str, list[str]], theirs: dict[str, list[str]], yours: dict[str, list[str]]
) -> None:
    merge = merge_edits(started, theirs, yours)

    for name, value in merge.values.items():
        assert list(value) in (theirs[name], yours[name])
        if name in merge.theirs:
            assert list(value) == theirs[name]
        if name in merge.yours:
            assert list(value) == yours[name]


def test_lines_that_one_changed_and_the_other_took_away_both_follow() -> None:
    started = "one\ntwo\nthree\nfour\nfive"

    text = merge_texts(started, "one\n2\nthree\nfour\nfive", "one\ntwo\nthree\nfour")

    assert text == "one\n2\nthree\nfour"


def test_where_both_changed_one_place_it_holds_both() -> None:
    assert merge_texts("a\nb\nc", "a\nB\nc", "a\nbb\nc\nd") == "a\nB\nbb\nc\nd"


@given(TEXTS, TEXTS)
@example("a\nb", "")
def test_text_that_only_one_changed_is_that_one(started: str, changed: str) -> None:
    plain = "\n".join(changed.splitlines())

    assert merge_texts(started, changed, started) == plain
    assert merge_texts(started, started, changed) == plain
    assert merge_texts(started, changed, changed) == plain


@given(TEXTS, TEXTS, TEXTS)
@example("a\nb", "a\nc\nb", "b\na")
def test_every_line_that_somebody_added_stands(started: str, theirs: str, yours: str) -> None:
    text = merge_texts(started, theirs, yours).splitlines()
    kept = set(started.splitlines())

    assert {*theirs.splitlines(), *yours.splitlines()} - kept <= set(text)


def test_both_texts_lose_no_line_of_either() -> None:
    assert both_texts("a\nb\nc", "a\nc\nd") == "a\nb\nc\nd"
