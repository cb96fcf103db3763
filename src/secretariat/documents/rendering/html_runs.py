"""Runs and paragraphs as HTML, everything escaped."""

from __future__ import annotations

from html import escape

from secretariat.rules.runs import DOT, Paragraph, Run, Runs


def runs_html(runs: Runs) -> str:
    """Runs as inline HTML."""
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if run.is_italic:
        text = f"<em>{text}</em>"
    if run.is_bold:
        text = f"<strong>{text}</strong>"
    if run.link:
        text = f'<a href="{escape(run.link)}" rel="noopener nofollow">{text}</a>'
    return text


def paragraphs_html(paragraphs: tuple[Paragraph, ...]) -> str:
    """Paragraphs as HTML, labels as nested lists with their own numbers."""
    writer = _Lists()
    for entry in paragraphs:
        writer.write(entry)
    writer.close(0)
    return "".join(writer.pieces)


class _Lists:
    """Opens and closes nested lists as the levels of the paragraphs ask for."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._open: list[str] = []

    def close(self, depth: int) -> None:
        while len(self._open) > depth:
            self.pieces.append(f"</li></{self._open.pop()}>")

    def write(self, entry: Paragraph) -> None:
        if not entry.label:
            self.close(0)
            self.pieces.append(f'<p class="level-{entry.level}">{runs_html(entry.runs)}</p>')
            return
        number = entry.label[:-1] if entry.label[:-1].isdecimal() and entry.label[-1] == "." else ""
        tag = "ol" if number else "ul"
        depth = min(entry.level, len(self._open))
        self.close(depth + 1)
        if len(self._open) == depth + 1 and self._open[-1] != tag and not entry.is_continued:
            self.close(depth)
        if len(self._open) == depth:
            self.pieces.append(f"<{tag}>")
            self._open.append(tag)
        else:
            self.pieces.append("</li>")
        self.pieces.append(_item_start(entry, number) + runs_html(entry.runs))


def _item_start(entry: Paragraph, number: str) -> str:
    level = f"level-{entry.level}"
    if number:
        return f'<li class="{level}" value="{int(number)}">'
    if entry.label == DOT:
        return f'<li class="{level}">'
    if entry.is_continued:
        return f'<li class="{level} unmarked">'
    return f'<li class="{level} unmarked"><span class="label">{escape(entry.label)}</span> '


def attributes(**values: str) -> str:
    """Attributes of a tag, escaped; those that are None or empty are left out."""
    kept = ((name.rstrip("_").replace("_", "-"), value) for name, value in values.items() if value)
    return "".join(f' {name}="{escape(value)}"' for name, value in kept)
