"""Tags of the web face's own pages: home, search, history."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from secretariat.council.motions.queries.register import Decision
from secretariat.faces.web.templatetags.ui import icon, state
from secretariat.faces.web.trail import About, Line
from secretariat.faces.web.trail_words import deed
from secretariat.foundation.records.models import Entry
from secretariat.foundation.records.snippets import MARK_FROM, MARK_TO
from secretariat.rules.times import instant_words

register = template.Library()

MOST_NAMED = 3
NEED_ICONS = {
    "action": "flag",
    "agenda": "list",
    "mail": "mail",
    "meeting": "calendar",
    "minutes": "document",
    "motion": "gavel",
    "project": "list",
    "seat": "seat",
    "vote": "gavel",
    "consultation": "clock",
    "election": "gavel",
    "paper": "document",
    "referral": "right",
    "report": "document",
    "relation": "link",
    "talk": "slides",
    "update": "edit",
    "event": "calendar",
    "warning": "attention",
}
DECIDED = {"carried": "settled", "decided": "settled", "lost": "refused", "no_quorum": "attention"}


@register.simple_tag
def need_icon(kind: str) -> SafeString:
    """The drawing for a sort of thing that needs somebody."""
    return icon(NEED_ICONS.get(kind, "info"))


@register.simple_tag
def decision_state(decision: Decision) -> SafeString:
    """How a motion ended, as a chip."""
    return state(DECIDED.get(decision.state, "plain"), decision.outcome.capitalize())


@register.filter
def told(entry: Entry) -> str:
    """An entry of the trail as what somebody did: "released the minutes: for the board"."""
    if entry.tells_itself:
        return entry.summary
    return f"{deed(entry.command)}: {entry.summary}" if entry.summary else deed(entry.command)


@register.simple_tag
def trail_sentence(line: Line) -> SafeString:
    """One line of the trail as a sentence, with links to what it is about."""
    if line.sentence:
        return format_html('<p>{} <span class="small muted">{}</span></p>', whole(line), line.who)
    shown = [about_link(each) for each in line.about[:MOST_NAMED]]
    rest = len(line.about) - len(shown)
    named = format_html_join(", ", "{}", ((each,) for each in shown))
    more = f" and {rest} more" if rest else ""
    reason = format_html(' <span class="small">“{}”</span>', line.reason) if line.reason else ""
    lead = lead_to(line.deed, line.about[0].words)
    return format_html("<p>{} {}{}{}{}</p>", line.who, lead, named, more, reason)


@register.simple_tag
def whole(line: Line) -> SafeString:
    """An act that tells itself in a sentence, as a link to what it is about."""
    return about_link(About(line.sentence, line.about[0].href))


@register.filter
def lead_to(deed: str, about: str) -> str:
    """A deed so that what it is about can follow: "planned the " (meeting of 7 Oct), "raised the
    action " (A-9), "published the agenda: " (meeting of 7 Oct).
    """
    noun = about.partition(" ")[0]
    if deed.endswith(f" {noun}"):
        return deed.removesuffix(noun)
    return f"{deed} " if about.startswith(("A-", "M-")) else f"{deed}: "


@register.simple_tag
def about_link(about: About) -> SafeString:
    """What a line is about, as a link where there is a page."""
    if not about.href:
        return format_html("{}", about.words)
    return format_html('<a href="{}">{}</a>', about.href, about.words)


@register.simple_tag
def utc_time(value: dt.datetime) -> str:
    """An instant in UTC, with its day: "7 Oct 2021, 14:00 UTC"."""
    return instant_words(value, "UTC")


@register.filter
def marked(snippet: str) -> SafeString:
    """A snippet of search with its finds in `<mark>`."""
    html = escape(snippet).replace(MARK_FROM, "<mark>").replace(MARK_TO, "</mark>")
    return SafeString(html)
