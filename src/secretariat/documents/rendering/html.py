"""Markdown that people typed, as HTML or as paragraphs of a document; never raw HTML.

`markdown_to_html` is the only way by which typed text becomes markup in a page: the parser escapes
HTML, and what it wrote is cleaned once more.
"""

from __future__ import annotations

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from secretariat.rules.runs import CONTINUED, DOT, Paragraph, Run, Runs, linked

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}


def markdown_to_html(text: str) -> str:
    """Markdown as HTML: tables and bare addresses work, raw HTML and pictures print as they are.

    Headings begin at level 3, below those of the page.
    """
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = _HEADINGS[token.tag]
        if token.type == "inline" and token.children:
            token.children = _with_links(token.children)
    parser = _parser()
    rendered = parser.renderer.render(tokens, parser.options, {})
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    ).strip()


@cache
def _parser() -> MarkdownIt:
    rules = ["table", "strikethrough"]
    return MarkdownIt("commonmark", {"html": False}).enable(rules).disable("image")


def _with_links(children: list[Token]) -> list[Token]:
    """Bare addresses in the text become links, outside links that are there already."""
    result: list[Token] = []
    depth = 0
    for child in children:
        depth += (child.type == "link_open") - (child.type == "link_close")
        if child.type != "text" or depth or "://" not in child.content:
            result.append(child)
            continue
        for run in linked(child.content):
            if run.link:
                result.append(Token("link_open", "a", 1, attrs={"href": run.link}))
            result.append(Token("text", "", 0, content=run.text))
            if run.link:
                result.append(Token("link_close", "a", -1))
    return result


def markdown_to_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Markdown as the paragraphs of a slide or of minutes, nested lists up to three levels."""
    reader = _Reader()
    for token in _parser().parse(text):
        reader.read(token)
    return tuple(reader.paragraphs)


class _Reader:
    """Walks the tokens and collects paragraphs."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._lists: list[int | None] = []
        self._label = ""
        self._is_heading = False
        self._row: list[Run] | None = None

    def read(self, token: Token) -> None:
        kind = token.type
        if kind in {"bullet_list_open", "ordered_list_open"}:
            start = token.attrs.get("start", 1)
            self._lists.append(int(start) if kind.startswith("ordered") else None)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif kind == "list_item_open":
            self._open_item()
        elif kind in {"heading_open", "heading_close"}:
            self._is_heading = kind == "heading_open"
        elif kind in {"tr_open", "tr_close"}:
            self._turn_row(is_open=kind == "tr_open")
        elif kind == "inline":
            self._text(_runs_of(token.children or [], is_bold=self._is_heading))
        elif kind in {"fence", "code_block"}:
            self._text((Run(token.content.rstrip("\n")),))

    def _open_item(self) -> None:
        number = self._lists[-1]
        self._label = DOT if number is None else f"{number}."
        if number is not None:
            self._lists[-1] = number + 1

    def _turn_row(self, *, is_open: bool) -> None:
        if not is_open and self._row:
            self.paragraphs.append(Paragraph(tuple(self._row)))
        self._row = [] if is_open else None

    def _text(self, runs: Runs) -> None:
        if self._row is not None:
            self._row += [Run(" | "), *runs] if self._row else runs
            return
        level = max(len(self._lists) - 1, 0)
        label = self._label or (CONTINUED if self._lists else "")
        self.paragraphs.append(Paragraph(runs, level, label))
        self._label = ""


def _runs_of(children: list[Token], *, is_bold: bool) -> Runs:
    runs: list[Run] = []
    bold, italic = int(is_bold), 0
    links: list[str] = []
    for child in children:
        bold += (child.type == "strong_open") - (child.type == "strong_close")
        italic += (child.type == "em_open") - (child.type == "em_close")
        if child.type == "link_open":
            links.append(str(child.attrs.get("href", "")))
        elif child.type == "link_close":
            links.pop()
        elif child.type in {"text", "code_inline"}:
            runs += _styled(child.content, bold > 0, italic > 0, links[-1] if links else "")
        elif child.type == "softbreak":
            runs.append(Run(" "))
        elif child.type == "hardbreak":
            runs.append(Run("\n"))
    return tuple(runs)


def _styled(text: str, bold: bool, italic: bool, link: str) -> list[Run]:  # noqa: FBT001
    if link:
        return [Run(text, bold, italic, link)]
    return [Run(run.text, bold, italic, run.link) for run in linked(text)]
