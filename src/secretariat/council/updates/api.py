"""What other bodies reported before meetings, for other programs. Drafts are nobody's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field

from secretariat.council.updates.queries import updates_of_body
from secretariat.foundation.people.api.frame import (
    Asked,
    AsOf,
    BodySlug,
    Limit,
    Listed,
    Named,
    Offset,
    Reads,
    listed,
)

reads = Reads("Updates", has_hours=True)
router = reads.router


class UpdateOut(Named):
    """What a body reported before one meeting, or that it was silent."""

    name: str = Field(description="Whose update it is.")
    meeting_ref: str
    meeting_on: date
    due_at: datetime
    state: str
    state_words: str
    text: str = Field(description="Markdown.")
    received_at: datetime | None
    by: str
    excused_reason: str


@reads.read("/{body}/updates", Listed[UpdateOut], "Updates of other bodies")
def updates(
    request: HttpRequest, body: BodySlug, as_of: AsOf = None, limit: Limit = 50, offset: Offset = 0
) -> Any:
    """Every update of which anything is recorded, the newest meeting first."""
    asked = Asked(request, body, as_of)
    return listed(updates_of_body(asked.body, asked.at), limit, offset)
