"""What the pages of meetings say about states: `{% load meetings %}`."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from secretariat.council.meetings.agenda_kinds import Offered
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.coming import forecast_of
from secretariat.council.meetings.snapshot_parts import departures_of
from secretariat.council.meetings.snapshots import name_of_meeting, which_of_its_day
from secretariat.documents.rendering.html_runs import paragraphs_html
from secretariat.foundation.records import clock
from secretariat.rules.agenda import ITEM_STATE_WORDS, ItemState
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.runs import Paragraph
from secretariat.rules.visibility import AUDIENCE_WORDS, Audience

register = template.Library()

_MEETING_KINDS = {
    Meeting.State.PLANNED: "plain",
    Meeting.State.PUBLISHED: "open",
    Meeting.State.CALLED: "progress",
    Meeting.State.ADJOURNED: "attention",
    Meeting.State.DRAFTED: "attention",
    Meeting.State.RELEASED: "open",
    Meeting.State.APPROVED: "settled",
    Meeting.State.CANCELLED: "refused",
}
_ITEM_KINDS = {
    ItemState.OPEN: "plain",
    ItemState.SETTLED: "settled",
    ItemState.DEFERRED: "attention",
    ItemState.SKIPPED: "attention",
    ItemState.WITHDRAWN: "refused",
}


@register.filter
def paragraphs(texts: tuple[Paragraph, ...]) -> SafeString:
    """Paragraphs as documents hold them, for a page."""
    return mark_safe(paragraphs_html(texts))  # noqa: S308 escaped run by run


@register.filter
def meeting_kind(state: str) -> str:
    """The look of a meeting's state, for `{% state %}`."""
    return _MEETING_KINDS[Meeting.State(state)]


@register.filter
def meeting_words(state: str) -> str:
    """A meeting's state as a chip says it: "Agenda published"."""
    return str(Meeting.State(state).label).capitalize()


@register.filter
def item_kind(state: str) -> str:
    """The look of an item's state, for `{% state %}`."""
    return _ITEM_KINDS[ItemState(state)]


@register.filter
def item_words(state: str) -> str:
    """An item's state as a chip says it: "Not reached"."""
    return ITEM_STATE_WORDS[ItemState(state)].capitalize()


@register.filter
def audience_words(audience: str) -> str:
    """For whom something is: "the chair and the secretary"."""
    return AUDIENCE_WORDS[Audience(audience)]


@register.filter
def meeting_name(row: Meeting) -> str:
    """A meeting in words, for headings and windows: "Meeting of 7 Oct 2021"."""
    return name_of_meeting(row)


@register.filter
def which_of_day(row: Meeting) -> str:
    """What tells the second meeting of a day from the first: " (2)"."""
    return which_of_its_day(row)


@register.filter
def departure_lines(row: Meeting) -> tuple[str, ...]:
    """What is out of the ordinary about a meeting, a sentence each: moved, cancelled, extra,
    joint.
    """
    return departures_of(row).lines


@register.filter
def lower_first(words: str) -> str:
    """The words for the middle of a sentence."""
    return words[:1].lower() + words[1:]


@register.filter
def first_name(name: str) -> str:
    """The first part of a name, for small buttons."""
    return name.partition(" ")[0]


@register.simple_tag(takes_context=True)
def kind_panel(context: template.Context, offered: Offered) -> SafeString:
    """The panel of an item's kind: its template with its own values and those of the page."""
    if not offered.template or context.template is None:
        return SafeString("")
    panel = context.template.engine.get_template(offered.template)
    with context.push(**offered.context):
        return panel.render(context)


@register.filter
def forecast(meeting: MeetingSnapshot) -> str:
    """How quorum would stand by what was said: "5 of 9 seats have said they come, needs 5."."""
    return forecast_of(meeting).sentence


@register.simple_tag
def instant_now() -> str:
    """The time of business, so that clocks of the page run on the clock of the council."""
    return clock.now().isoformat()


@register.simple_tag
def live_part(parts: Mapping[str, str], name: str, role: str = "") -> SafeString:
    """A part of a live view in its place; hidden while it shows nothing. With the role "status" it
    is there from the beginning, so that what comes into it is read out.
    """
    html = mark_safe(parts.get(name, ""))  # noqa: S308 drawn by a template
    hidden = SafeString("" if html or role else " hidden")
    spoken = format_html(' role="{}"', role) if role else SafeString("")
    return format_html(
        '<section class="live-part" id="live-{}"{}{}>{}</section>', name, spoken, hidden, html
    )
