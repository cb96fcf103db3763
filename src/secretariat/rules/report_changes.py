"""What the record says otherwise than a report that was given, in sentences."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from secretariat.rules.deck import Cell, Deck, Mark, TableSlide, difference


def later_words(before: Deck, after: Deck) -> tuple[str, ...]:
    """What a later deck of the same report says otherwise, in sentences: tables cell by cell, other
    slides line by line. Lines at the foot, which say which day is shown, are left aside.
    """
    old, new = _tables(before), _tables(after)
    both = old.keys() & new.keys()
    told = [words for title in old if title in both for words in _cells(old[title], new[title])]
    rest = difference(_without(before, both), _without(after, both))
    return (*told, *(change.words for change in rest))


def _tables(deck: Deck) -> dict[str, TableSlide]:
    return {slide.title: slide for slide in deck.slides if isinstance(slide, TableSlide)}


def _without(deck: Deck, titles: Container[str]) -> Deck:
    slides = [
        replace(slide, foot="")
        for slide in deck.slides
        if not (isinstance(slide, TableSlide) and slide.title in titles)
    ]
    return replace(deck, slides=tuple(slides))


def _cells(before: TableSlide, after: TableSlide) -> Iterator[str]:
    old, new = _rows(before), _rows(after)
    for name in [each for each in old if each not in new]:
        yield f"{before.title}: {name} is not in the table any more."
    for name, cells in new.items():
        if name not in old:
            yield f"{after.title}: {name} is new in the table."
            continue
        for column, text in cells.items():
            was = old[name].get(column, "")
            if text != was:
                yield f"{name}, {column}: {_said(was)} is now {_said(text)}."


def _rows(slide: TableSlide) -> dict[str, dict[str, str]]:
    titles = [column.title for column in slide.columns]
    return {
        _plain(row[0]): {
            title: _plain(cell) for title, cell in zip(titles[1:], row[1:], strict=True)
        }
        for row in slide.rows
    }


def _plain(cell: Cell) -> str:
    """What a cell says, without the word that it is new, and whether it is tentative."""
    text = cell.words.removesuffix(f" {Mark.CHANGED.letter}")
    return f"{text}, tentative" if text and cell.mark is Mark.TENTATIVE else text


def _said(text: str) -> str:
    return f"“{text}”" if text else "empty"
