"""The letter "Your actions": what somebody owes, and where to answer it without an account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from secretariat.council.actions.models import Action
from secretariat.foundation.outbox.recipients import PersonalLetter
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people.models import Body, Person
from secretariat.rules.wording import counted

PURPOSE = "actions"


def letter_about(
    body: Body, person: Person, actions: Sequence[Action], today: date
) -> PersonalLetter:
    """The letter to one owner."""
    ahead = [each.due_on for each in actions if each.due_on and each.due_on >= today]
    return PersonalLetter(
        ref=f"{body.slug}/actions",
        body_slug=body.slug,
        purpose=PURPOSE,
        subject=f"[{body.short_name}] Your actions",
        text=lambda own: letter_text(body, person, actions, own, today),
        asks=Asks.ACTION,
        answer_by_on=min(ahead, default=None),
    )


def letter_text(
    body: Body, person: Person, actions: Sequence[Action], own: str, today: date
) -> str:
    """What the letter says; `own` is the link of its reader, empty where the record keeps it."""
    lines = "\n".join(_line(each, own, today) for each in actions)
    parts = [
        f"Dear {person.name},",
        f"the {body.name} counts on you for {counted(len(actions), 'action')}:",
        lines,
        "Please say of each that it is done, with what came of it, or that you are on it.",
    ]
    if own:
        parts.append(f"Answer here, for 30 days, without signing in:\n{own}")
    parts.append(f"All actions: {settings.BASE_URL}/{body.slug}/actions")
    return "\n\n".join(parts)


def _line(action: Action, own: str, today: date) -> str:
    due = f" (due {action.due_text})" if action.due_text else ""
    if action.due_on and action.due_on < today:
        due = f" (was due {action.due_text})"
    where = f"\n  {own}#{action.number}" if own else ""
    return f"- {action.number}: {' '.join(action.text.split())}{due}{where}"
