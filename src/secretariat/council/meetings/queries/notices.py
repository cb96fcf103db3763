"""The standing notices of a body."""

from __future__ import annotations

from django.db.models import QuerySet

from secretariat.council.meetings.models import Notice
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused


def notices_in_use(body: Body) -> QuerySet[Notice]:
    """The newest version of each notice that is not retired, in the order they are read."""
    return Notice.objects.filter(body=body, retired_on=None).order_by("position", "slug")


def notice_named(body: Body, slug: str) -> Notice:
    """The notice in use under this name. Refuses ("not_found")."""
    found = notices_in_use(body).filter(slug=slug).first()
    if found is None:
        raise Refused("not_found", f"{body.name} has no notice “{slug}” in use.")
    return found
