"""What actions have under the items of a meeting, and how they follow who may read it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import OuterRef, Q, Subquery

from secretariat.council.actions.commands.frame import Said, findable, values_of, write_update
from secretariat.council.actions.models import Action, ActionUpdate
from secretariat.council.meetings.followers import Follower, register
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.records.commands import act, make_all_findable
from secretariat.rules.visibility import Actor, Audience, narrowest

NARROWED = "As its agenda item."


def follow(actor: Actor, meeting: Meeting) -> None:
    """Keep what was raised under an item from being for more people than the item is, and let a
    search find what the public record holds. Widening an action is for a person to do.
    """
    said = ActionUpdate.objects.filter(action=OuterRef("pk"), superseded_at=None)
    rows = Action.objects.filter(Q(raised_in=meeting) | Q(raised_under__meeting=meeting))
    rows = rows.select_related("body", "raised_in__body", "raised_under")
    known = list(rows.annotate(said=Subquery(said.values("note")[:1])).prefetch_related("owners"))
    for row in known:
        _narrow(actor, row)
    make_all_findable([findable(row, getattr(row, "said", "") or "") for row in known])


def _narrow(actor: Actor, row: Action) -> None:
    own, item = Audience(row.audience), row.raised_under
    wanted = narrowest(own, Audience(item.audience)) if item else own
    if wanted is own:
        return
    with act(actor, "actions.narrow_action", row.ref, body_slug=row.body.slug) as this:
        before = values_of(row)
        row.audience = wanted.value
        row.save(update_fields=["audience"])
        write_update(this, row, before, Said(NARROWED))


def items_of(meeting: Meeting) -> Iterable[int]:
    """The rows of the items under which an action was raised. One query."""
    rows = Action.objects.filter(raised_in=meeting, raised_under__isnull=False)
    return rows.values_list("raised_under_id", flat=True)


register("actions", Follower(items_of, follow))
