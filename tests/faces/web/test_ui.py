"""The parts of pages: dates in one form, states with icon and word, fields with words."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError

AT = dt.datetime(2021, 10, 7, 14, 5, tzinfo=dt.UTC)


def _render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context)).strip()


def test_date_has_the_one_form_of_the_house() -> None:
    html = _render("{% date day %}", day=dt.date(2021, 10, 7))

    assert html == '<time datetime="2021-10-07">7 Oct 2021</time>'


def test_date_of_an_instant_is_the_day_in_its_zone() -> None:
    late = dt.datetime(2021, 10, 7, 2, 0, tzinfo=dt.UTC)

    html = _render('{% date at "America/Los_Angeles" %}', at=late)

    assert html == '<time datetime="2021-10-06">6 Oct 2021</time>'


def test_local_time_names_its_zone_and_carries_utc() -> None:
    html = _render('{% local_time at "America/Los_Angeles" %}', at=AT)

    assert html == (
        '<time datetime="2021-10-07T14:05:00Z" title="7 Oct 2021, 14:05 UTC">07:05 PDT</time>'
    )


def test_moment_holds_day_and_time() -> None:
    html = _render('{% moment at "Europe/Berlin" %}', at=AT)

    assert ">7 Oct 2021, 16:05 CEST<" in html


@pytest.mark.parametrize("tag", ["date", "moment", "local_time"])
def test_no_date_shows_nothing(tag: str) -> None:
    assert _render("{% " + tag + " day %}", day=None) == ""


def test_state_has_icon_and_word() -> None:
    html = _render('{% state "settled" "Approved" %}')

    assert html.startswith('<span class="chip settled"><svg class="icon" aria-hidden="true">')
    assert html.endswith("Approved</span>")


def test_state_that_does_not_exist_is_a_mistake_of_the_template() -> None:
    with pytest.raises(TemplateSyntaxError):
        _render('{% state "green" "Approved" %}')


def test_words_from_the_record_are_escaped() -> None:
    html = _render("{% person name of %}", name="<b>Ada</b>", of="A & B")

    assert html == (
        '<span class="person">&lt;b&gt;Ada&lt;/b&gt; <span class="of">(A &amp; B)</span></span>'
    )


def test_ref_is_shown_without_its_body() -> None:
    assert _render('{% ref "tac/A-17" %}') == '<a class="ref" href="/tac/A-17">A-17</a>'


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("by tac/M-2021-31.", ["/tac/M-2021-31"]),
        ("Split into A-2, A-3", ["/tac/A-2", "/tac/A-3"]),
        ("see board/2021-09-29/4", ["/board/2021-09-29/4"]),
        ("in tac/2021-10-07-2, item 3", ["/tac/2021-10-07-2"]),
        ("on 2021-10-07 for SHA-1 in https://example.org/tac/A-2", []),
    ],
)
def test_references_in_a_sentence_are_links(words: str, links: list[str]) -> None:
    shown = _render("{{ words|with_refs:'tac' }}", words=words)

    assert re.findall(r'href="([^"]+)"', shown) == links
    assert re.sub(r"<[^>]+>", "", shown) == words


def test_references_are_linked_in_words_that_are_escaped() -> None:
    shown = _render("{{ words|with_refs:'tac' }}", words="<b> A-2")

    assert shown == '&lt;b&gt; <a class="ref" href="/tac/A-2">A-2</a>'


def test_quorum_meter_marks_the_seat_that_makes_quorum() -> None:
    html = _render("{% quorum_meter 3 5 9 %}")

    assert "<strong>3 of 9</strong>" in html
    assert html.count("is-present") == 3
    assert html.index("is-needed") > html.rindex("is-present")
    assert "No quorum" in html


class _Form(forms.Form):
    title = forms.CharField(help_text="As on the agenda.")
    note = forms.CharField(required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


def test_field_says_what_is_wrong_beside_the_control() -> None:
    html = _render("{% field form.title %}", form=_Form({"title": ""}))

    assert 'class="field has-error"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html


def test_field_that_may_stay_empty_says_so() -> None:
    html = _render("{% field form.note %}", form=_Form())

    assert "(optional)" in html


def test_field_passes_its_key_to_the_control() -> None:
    html = _render('{% field form.title "t" %}', form=_Form())

    assert 'data-key="t"' in html


def test_hidden_field_has_no_frame() -> None:
    html = _render("{% field form.seen %}", form=_Form(initial={"seen": 3}))

    assert html == '<input type="hidden" name="seen" value="3" id="id_seen">'


def test_pages_keep_the_filter() -> None:
    page = Paginator(range(30), 10).page(2)

    html = _render("{% pages page query %}", page=page, query="state=open&")

    assert 'href="?state=open&amp;page=1"' in html
    assert 'href="?state=open&amp;page=3"' in html


def test_prose_keeps_structure_and_drops_what_can_harm() -> None:
    text = "# Head\n\n**bold** <script>alert(1)</script> [x](javascript:alert(1)) ![p](https://e.org/p)"

    html = _render("{{ text|prose }}", text=text)

    assert "<h2>Head</h2>" in html
    assert "<strong>bold</strong>" in html
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


def test_prose_shows_tables() -> None:
    html = _render("{{ text|prose }}", text="| a | b |\n|---|---|\n| 1 | 2 |")

    assert "<td>1</td>" in html
