"""Which meeting a body holds at this moment, for mail that waits for its end."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from secretariat.council.meetings.models import Meeting
from secretariat.foundation.outbox.sessions import register

# One that was never adjourned must not keep the mail of its body for ever.
LONGEST = timedelta(hours=12)


def in_session(body_slug: str, at: datetime) -> str:
    """The reference of the meeting in session, also of one held with other bodies. One query."""
    ours = Q(body__slug=body_slug) | Q(joint_bodies__slug=body_slug)
    rows = Meeting.objects.filter(ours, state=Meeting.State.CALLED, called_at__gt=at - LONGEST)
    row = rows.select_related("body").order_by("-called_at").first()
    return row.ref if row is not None else ""


register(in_session)
