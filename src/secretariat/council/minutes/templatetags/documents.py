"""Runs of a document as HTML."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from secretariat.rules.runs import Run, Runs

register = template.Library()


@register.filter
def runs(value: Runs) -> SafeString:
    """Runs with their bold, italic and links; everything else is text."""
    return format_html_join("", "{}", ((_run(run),) for run in value))


def _run(run: Run) -> SafeString:
    html = format_html("{}", run.text)
    if run.is_italic:
        html = format_html("<em>{}</em>", html)
    if run.is_bold:
        html = format_html("<strong>{}</strong>", html)
    if run.link:
        html = format_html('<a href="{}">{}</a>', run.link, html)
    return html
