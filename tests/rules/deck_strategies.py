"""Arbitrary decks for Hypothesis: texts of every kind and length in slides of every kind."""

from __future__ import annotations

from hypothesis import strategies as st

from secretariat.rules.deck import (
    AgendaLine,
    AgendaSlide,
    Align,
    Cell,
    Column,
    Cover,
    Deck,
    Look,
    Mark,
    ResolutionSlide,
    SectionSlide,
    TableSlide,
    TextSlide,
)
from secretariat.rules.runs import DOT, Paragraph, Run

SAMPLES = [
    "31 OCT 2019",
    "FEB 2021 (DEC 2021?)",
    "Recommend the training to the projects and report back to the council. " * 4,
    "https://code.example.org/" + "a-very-long-address/" * 12,
    "W" * 400,
    "مجلس تقني 技术委员会 совет 🚢⚓",
    "first line\nsecond line",
]
texts = st.one_of(st.text(max_size=60), st.sampled_from(SAMPLES))
runs = st.lists(
    st.builds(
        Run,
        text=texts,
        is_bold=st.booleans(),
        is_italic=st.booleans(),
        link=st.sampled_from(["", "https://example.org/a"]),
    ),
    max_size=3,
).map(tuple)
paragraphs = st.lists(
    st.builds(
        Paragraph,
        runs=runs,
        level=st.integers(0, 2),
        label=st.sampled_from(["", DOT, "3.", "12.", "a)"]),
    ),
    max_size=14,
).map(tuple)
common = {"title": texts, "number": st.sampled_from(["", "3", "11"]), "foot": texts}
marks = st.sampled_from(list(Mark))
cells = st.builds(Cell, runs=runs, mark=marks)


@st.composite
def tables(draw: st.DrawFn) -> TableSlide:
    columns = draw(
        st.lists(st.builds(Column, texts, st.sampled_from(list(Align))), min_size=1, max_size=10)
    )
    row = st.tuples(*[cells for _ in columns])
    rows = draw(st.lists(row, max_size=12))
    return TableSlide(
        title=draw(texts), columns=tuple(columns), rows=tuple(rows), lead=draw(runs)
    )  # fmt: skip


agenda_lines = st.builds(
    AgendaLine,
    title=texts,
    number=st.sampled_from(["", "1", "12"]),
    presenter=st.sampled_from(["", "Ann Lee", SAMPLES[2]]),
    minutes=st.one_of(st.none(), st.integers(1, 120)),
    is_part=st.booleans(),
)
slides = st.one_of(
    st.builds(Cover, title=texts, subtitle=texts, date_words=texts),
    st.builds(SectionSlide, title=texts, date_words=texts),
    st.builds(TextSlide, paragraphs=paragraphs, notes=texts, **common),
    tables(),
    st.builds(ResolutionSlide, text=runs, lead=paragraphs, **common),
    st.builds(AgendaSlide, lines=st.lists(agenda_lines, max_size=14).map(tuple), **common),
)
decks = st.builds(
    Deck,
    title=texts,
    body_name=texts,
    organization_name=texts,
    date_words=texts,
    slides=st.lists(slides, min_size=1, max_size=3).map(tuple),
    look=st.builds(Look, logo=st.one_of(st.none(), st.binary(max_size=9))),
)
