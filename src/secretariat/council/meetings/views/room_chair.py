"""Handing over the chair in the room, and taking it back."""

from __future__ import annotations

from django.http import HttpRequest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.views.frame import act_in_room
from secretariat.foundation.people.http import actor_of


@act_in_room()
def preside(request: HttpRequest, meeting: Meeting) -> str | None:
    """Who presides is recused: somebody else takes over."""
    sent = request.POST
    stretch = commands.hand_over_chair(
        actor_of(request),
        meeting,
        sent.get("person", ""),
        item=sent.get("shown", ""),
        about=sent.get("about", ""),
    )
    return f"{stretch.person.name} presides."


@act_in_room()
def take_back(request: HttpRequest, meeting: Meeting) -> str | None:
    """Who presided before presides again."""
    stretch = commands.take_chair_back(actor_of(request), meeting)
    return f"{stretch.person.name} has given the chair back."
