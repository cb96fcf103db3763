"""How the documentation of the interface shows code and the names of what answers are made of."""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_CODE = re.compile(r"`([^`]+)`")
_SHAPE = re.compile(r"\b[A-Z][A-Za-z]+\b")


@register.filter
def coded(text: str) -> SafeString:
    """What stands between backquotes as code."""
    return mark_safe(_CODE.sub(r"<code>\1</code>", escape(text)))  # noqa: S308


@register.filter
def shapes_linked(kind: str) -> SafeString:
    """The names of shapes ("list of TalkOut") as links to where they are explained."""
    return mark_safe(_SHAPE.sub(r'<a href="#\g<0>">\g<0></a>', escape(kind)))  # noqa: S308
