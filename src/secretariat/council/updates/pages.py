"""What the pages of updates show."""

from __future__ import annotations

from typing import Any

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.calendar import next_to_prepare
from secretariat.council.updates import policy, queries
from secretariat.council.updates.forms import ReasonForm, TakenDownForm, TextForm
from secretariat.council.updates.letters import ends_words
from secretariat.council.updates.models import StandingUpdate, UpdateLink
from secretariat.council.updates.snapshots import UpdateAt
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import all_bodies
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import history
from secretariat.rules.updates import UpdateState
from secretariat.rules.visibility import Actor

HISTORY_LINES = 10
CHIPS = {
    UpdateState.NOT_ASKED: "plain",
    UpdateState.ASKED: "open",
    UpdateState.RECEIVED: "settled",
    UpdateState.EXCUSED: "plain",
    UpdateState.SILENT: "attention",
}
Chipped = tuple[UpdateAt, str]


def frame(body: Body, **values: Any) -> dict[str, Any]:
    """What every page of this app knows: its body and the addresses above it."""
    return {"body": body, "zone": body.zone, "updates_url": f"/{body.slug}/updates", **values}


def updates_page(actor: Actor, body: Body) -> dict[str, Any]:
    """What is owed to the next meeting, who owes, and what came before. Nine queries."""
    at = clock.now()
    meeting = next_to_prepare(body, at)
    rows = queries.updates_of_body(body, at)
    coming = queries.updates_for(meeting, at) if meeting else []
    standing = list(queries.standing_updates(body.slug))
    return frame(
        body,
        meeting=meeting,
        coming=chipped(coming),
        unasked=sum(1 for each in coming if each.state is UpdateState.NOT_ASKED),
        silent=sum(1 for each in coming if each.state is UpdateState.SILENT),
        past=chipped([each for each in rows if not _is_of(each, meeting)]),
        standing=standing,
        may_keep=bool(policy.may_keep_updates(actor, body)),
    )


def chipped(rows: list[UpdateAt]) -> list[Chipped]:
    """Each with how its state is drawn."""
    return [(each, CHIPS[each.state]) for each in rows]


def _is_of(update: UpdateAt, meeting: Meeting | None) -> bool:
    return meeting is not None and update.meeting_ref == meeting.ref


def standing_page(actor: Actor, row: StandingUpdate) -> dict[str, Any]:
    """One body that owes updates, with all it sent. Six queries."""
    at = clock.now()
    rows = queries.past_of(queries.updates_of_body(row.body, at), row)
    may_keep = bool(policy.may_keep_updates(actor, row.body))
    return frame(
        row.body,
        standing=row,
        rows=chipped(rows),
        may_keep=may_keep,
        reason_form=ReasonForm(),
        history=list(history(row.ref, limit=HISTORY_LINES)) if may_keep else [],
    )


def update_page(
    actor: Actor, standing: StandingUpdate, meeting: Meeting, form: TextForm, revision: int
) -> dict[str, Any]:
    """What one body owes one meeting: the text, texts before it, and what may be done. About seven
    queries.
    """
    row = queries.update_of(standing, meeting)
    update = queries.update_seen(standing, meeting, clock.now())
    is_open = meeting.state in queries.BEFORE_CALL
    may_keep = bool(policy.may_keep_updates(actor, standing.body))
    return frame(
        standing.body,
        standing=standing,
        meeting=meeting,
        update=update,
        chip=CHIPS[update.state],
        earlier=list(reversed(list(row.texts.all())[:-1])) if row else [],
        form=form,
        revision=revision,
        is_open=is_open,
        may_keep=may_keep,
        may_write=is_open and bool(policy.may_write(actor, standing)),
        has_draft=bool(row and row.draft),
        asked=list(row.links.all()) if row and may_keep else [],
        taken_down_form=TakenDownForm(auto_id="taken-%s"),
        reason_form=ReasonForm(auto_id="excuse-%s"),
        history=list(history(update.ref, limit=HISTORY_LINES)) if may_keep else [],
    )


def answer_page(link: UpdateLink, form: TextForm) -> dict[str, Any]:
    """What the reader of a letter sees through its link."""
    row = link.update_row
    update = queries.update_seen(row.standing, row.meeting, clock.now())
    stands = link.ended_at is None
    return frame(
        row.standing.body,
        link=link,
        standing=row.standing,
        meeting=row.meeting,
        update=update,
        chip=CHIPS[update.state],
        form=form,
        revision=row.revision,
        is_open=stands and queries.is_open(row),
        has_draft=bool(row.draft),
        ends_words=ends_words(row.standing) if stands else "Somebody else is asked for it now.",
        reason_form=ReasonForm(auto_id="excuse-%s"),
    )


def text_standing(row_draft: str, texts: list[Any]) -> dict[str, str]:
    """The initial value of `TextForm`: the draft, else what was sent last."""
    return {"text": row_draft or (texts[-1].text if texts else "")}


def bodies_to_choose(body: Body) -> list[tuple[str, str]]:
    """The other bodies, by name. One query."""
    return [(each.slug, each.name) for each in all_bodies() if each.pk != body.pk]
