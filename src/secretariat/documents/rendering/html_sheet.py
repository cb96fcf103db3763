"""Agendas, lists and minutes as one HTML file each, to read and to print; it needs nothing else.

Nothing carries a style attribute, there is no script, and a policy in the file allows exactly its
own style by its digest.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path

from secretariat.documents.rendering.html_deck import look_css
from secretariat.documents.rendering.html_runs import attributes, paragraphs_html, runs_html
from secretariat.documents.rendering.list_files import ListFile, filled_columns
from secretariat.documents.rendering.look import PAPER
from secretariat.documents.rendering.minutes_data import state_words, when_words
from secretariat.rules.agenda_document import AgendaDocument, AgendaEntry
from secretariat.rules.deck import Look, agenda_details
from secretariat.rules.minutes import Minutes
from secretariat.rules.runs import linked

CSS_PATH = Path(__file__).parent / "assets" / "sheet.css"


def agenda_html(agenda: AgendaDocument) -> str:
    """The agenda with what stands under each line."""
    head = _head(agenda.title, (agenda.organization_name, agenda.body_name), when_words(agenda))
    words = escape(agenda.state_words.upper())
    state = f'<p><span class="state">{words}</span></p>' if words else ""
    entries = "".join(_entry(entry) for entry in agenda.entries)
    foot = f'<p class="foot">{escape(agenda.foot)}</p>' if agenda.foot else ""
    inside = f"{head}{state}{_BAR}{paragraphs_html(agenda.lead)}{entries}{foot}"
    title = f"{agenda.title}, {agenda.date_words}"
    return _page(title, inside, agenda.look, agenda.language)


def minutes_html(minutes: Minutes, content: str) -> str:
    """The minutes around their `content`, which is HTML already: what pages show of them too."""
    head = _head(minutes.title, (minutes.organization_name, minutes.body_name), when_words(minutes))
    state = f'<p><span class="state">{escape(state_words(minutes))}</span></p>'
    title = f"{minutes.title}, {minutes.date_words}"
    return _page(title, f"{head}{state}{_BAR}{content}", minutes.look, minutes.language)


def list_html(file: ListFile) -> str:
    """The list as a table under its title; on a phone every row is a card."""
    file = filled_columns(file)
    head = _head(file.title, (), file.about)
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in file.titles)
    rows = "".join(
        f"<tr>{''.join(_cell(*each) for each in zip(file.titles, row, strict=True))}</tr>"
        for row in file.rows
    )
    table = f"<table><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>"
    shown = f'<div class="table-wrap">{table}</div>' if file.rows else "<p>Nothing is listed.</p>"
    return _page(file.title, f"{head}{_BAR}{shown}", file.look, "en", "wide")


def sheet_html(title: str, about: str, content: str, look: Look) -> str:
    """Anything else under its title: `content` is HTML already."""
    return _page(title, f"{_head(title, (), about)}{_BAR}{content}", look, "en")


_BAR = '<div class="bar"></div>'


def _head(title: str, over: tuple[str, ...], when: str) -> str:
    names = " · ".join(filter(None, over))
    above = f'<p class="over">{escape(names)}</p>' if names else ""
    return f'{above}<h1>{escape(title)}</h1><p class="when">{runs_html(linked(when))}</p>'


def _cell(title: str, text: str) -> str:
    return f"<td{attributes(data_label=title)}>{runs_html(linked(text))}</td>"


def _entry(entry: AgendaEntry) -> str:
    line, kind = entry.line, " part" if entry.line.is_part else ""
    number = f'<span class="no">{escape(line.number)}.</span> ' if line.number else ""
    details = agenda_details(line)
    behind = f' <span class="details">{escape(details)}</span>' if details else ""
    title = f'<h2 class="line{kind}">{number}{escape(line.title)}{behind}</h2>'
    under = paragraphs_html(entry.paragraphs)
    return title + (f'<div class="entry{kind}">{under}</div>' if under else "")


def _page(title: str, inside: str, look: Look, language: str, kind: str = "") -> str:
    style = f":root{{--deck-paper:{PAPER}}}\n{look_css(look)}{CSS_PATH.read_text(encoding='utf-8')}"
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{digest}'"
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="{kind}">\n<main>{inside}</main>\n</body>\n</html>\n'
    )
