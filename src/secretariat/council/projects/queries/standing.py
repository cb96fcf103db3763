"""Benefits and expectations: those that hold on a day, one of them, what became new in a time."""

from __future__ import annotations

from datetime import date, datetime

from secretariat.council.projects.models import Benefit, Expectation
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused

StandingModel = type[Benefit] | type[Expectation]
AnyStanding = Benefit | Expectation
MODELS: dict[str, StandingModel] = {"benefits": Benefit, "expectations": Expectation}


def all_standing(body: Body, model: StandingModel) -> list[AnyStanding]:
    """All that ever held, in order. One query."""
    return list(model.objects.filter(body=body).select_related("body"))


def standing_on(
    body_slug: str, model: StandingModel, day: date, at: datetime | None = None
) -> list[AnyStanding]:
    """What holds on a day, as far as it was recorded by an instant. One query."""
    rows = model.objects.filter(body__slug=body_slug).select_related("body")
    known = [row for row in rows if at is None or row.added_at <= at]
    return [row for row in known if holds_on(row, day)]


def holds_on(row: AnyStanding, day: date) -> bool:
    """Whether it holds on a day; the day on which it ended is the last."""
    has_begun = row.since_on is None or row.since_on <= day
    return has_begun and (row.ended_on is None or day <= row.ended_on)


def standing_named(body: Body, model: StandingModel, slug: str) -> AnyStanding:
    """The one of this short name. Refuses ("not_found")."""
    found = model.objects.select_related("body").filter(body=body, slug=slug).first()
    if found is None:
        raise Refused("not_found", f"{body.short_name} has no {model.place[:-1]} “{slug}”.")
    return found
