"""What actions know of a person entered twice: what both own is owned once."""

from __future__ import annotations

from secretariat.council.actions.models import ActionOwner
from secretariat.foundation.people.absorbing import register
from secretariat.foundation.people.commands.absorbing import pass_on, told
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act

OWNERS = "actions.ActionOwner.person"


def absorb(this: Act, kept: Person, other: Person) -> list[str]:
    """Let the kept person own what the other owned; how owners are printed stays."""
    mine = ActionOwner.objects.filter(person=kept).values("action")
    twice, _ = ActionOwner.objects.filter(person=other, action__in=mine).delete()
    owned = pass_on(this, OWNERS, kept, other, body="action__body")
    return told((twice + owned, "action", "actions"))


register("actions", [OWNERS], absorb)
