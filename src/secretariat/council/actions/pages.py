"""What the pages of actions show."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from secretariat.council.actions import policy, queries
from secretariat.council.actions.forms import ActionForm, EditForm, FilterForm, words_of
from secretariat.council.actions.letters import letter_text
from secretariat.council.actions.models import Action
from secretariat.council.actions.queries.owing import debtors_of
from secretariat.council.meetings.policy import may_see_item
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.queries.mail_choices import who_stopped
from secretariat.foundation.records import clock
from secretariat.rules.visibility import AUDIENCE_WORDS, Actor

A_PAGE = 100


def list_page(actor: Actor, body: Body, asked: QueryDict, form: ActionForm) -> dict[str, Any]:
    """The list as it is asked for, with what is open in all. Three queries."""
    # The form under the list has a field of the same name.
    filters = FilterForm(asked, auto_id="filter_%s")
    wanted = queries.ActionFilter(**filters.cleaned_data if filters.is_valid() else {})
    now = clock.now()
    today = day_in(body, now)
    known = queries.actions_wanted(actor, body, now, wanted)
    rows = queries.filtered(known, wanted, today)
    shown = Paginator(rows, A_PAGE).get_page(asked.get("page"))
    count, overdue = queries.state_counts(known, today)
    carried = queries.carried_words(list(shown), body, today)
    return {
        "body": body,
        "list_url": f"/{body.slug}/actions",
        "page": shown,
        "paging": _without_page(asked),
        "lines": [(row, carried[row.ref], row.is_overdue(today)) for row in shown],
        "is_filtered": wanted != queries.ActionFilter(),
        "open_words": f"{count} open",
        "overdue_words": f"{overdue} overdue",
        "count": count,
        "overdue": overdue,
        "filters": filters,
        "form": form,
        "may_raise": policy.may_raise(actor, body.slug),
    }


def action_page(actor: Actor, action: Action) -> dict[str, Any]:
    """One action with its steps and what the actor may do to it."""
    now, body = clock.now(), action.body
    today = day_in(body, now)
    return {
        "body": body,
        "list_url": f"/{body.slug}/actions",
        "raised_href": _raised_href(actor, action),
        "audience_words": AUDIENCE_WORDS[policy.audience_of(action)],
        "waits_for_record": policy.waits_for_record(action),
        "parts": queries.parts_of(actor, action),
        "people": queries.persons_meant(action, action.closed_on or today),
        "action": action,
        "is_overdue": action.is_open and action.due_on is not None and action.due_on < today,
        "carried": queries.carried_of(action, today),
        "links": [(link, queries.link_address(link)) for link in action.links],
        "steps": queries.history_of(action),
        "edit_form": EditForm(initial=words_of(action)),
        "may_edit": policy.may_edit(actor, action),
        "may_report": policy.may_report(actor, action),
    }


def letters_page(body: Body) -> dict[str, Any]:
    """Every letter “Your actions” as it would leave now, and who gets none and why."""
    today, stopped_by = day_in(body, clock.now()), who_stopped(body)
    debtors = debtors_of(body, today)
    able = [each for each in debtors if each.person.address]
    return {
        "body": body,
        "list_url": f"/{body.slug}/actions",
        "reachable": [
            (each, letter_text(body, each.person, each.actions, "", today))
            for each in able
            if each.person.handle not in stopped_by
        ],
        "unreachable": [each.person.name for each in debtors if not each.person.address],
        "stopped": [each.person.name for each in able if each.person.handle in stopped_by],
    }


def _raised_href(actor: Actor, action: Action) -> str:
    """Where the action was raised: its item, where the actor may see it, else its meeting."""
    if action.raised_under is None or action.raised_in is None:
        return f"/{action.raised_ref}"
    item = action.raised_under
    if item.meeting_id != action.raised_in.pk:
        return f"/{action.raised_ref}"
    item.meeting = action.raised_in
    return f"/{action.raised_ref}" if may_see_item(actor, item) else f"/{action.raised_in.ref}"


def _without_page(asked: QueryDict) -> str:
    """The filters of the page as the beginning of another page's address."""
    rest = asked.copy()
    rest.pop("page", None)
    return f"{rest.urlencode()}&" if rest else ""
