"""The views of the web face itself; the pages of the record are in the apps."""

from __future__ import annotations

from .errors import bad_request, broken, closed, csrf_failed, forbidden, not_found
from .example_clock import example_clock
from .example_people import example_people
from .exported import exported
from .feeds import feed
from .home import body_home, start
from .loose_ends import body_loose_ends
from .mail import (
    body_mail,
    body_mail_drop,
    body_mail_message,
    body_mail_send,
    body_mail_to_come,
    body_mail_works_again,
)
from .searching import search, search_body
from .style import style_guide, style_sample
from .trails import body_history

__all__ = [
    "bad_request",
    "body_history",
    "body_home",
    "body_loose_ends",
    "body_mail",
    "body_mail_drop",
    "body_mail_message",
    "body_mail_send",
    "body_mail_to_come",
    "body_mail_works_again",
    "broken",
    "closed",
    "csrf_failed",
    "example_clock",
    "example_people",
    "exported",
    "feed",
    "forbidden",
    "not_found",
    "search",
    "search_body",
    "start",
    "style_guide",
    "style_sample",
]
