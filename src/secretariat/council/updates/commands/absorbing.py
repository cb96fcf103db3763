"""What updates know of a person entered twice: whom to ask, and who holds a link."""

from __future__ import annotations

from secretariat.foundation.people.absorbing import register
from secretariat.foundation.people.commands.absorbing import pass_on, told
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act

CONTACT, LINK = "updates.StandingUpdate.contact", "updates.UpdateLink.person"


def absorb(this: Act, kept: Person, other: Person) -> list[str]:
    """Let the kept person be asked, and hold the links, where the other did."""
    asked = pass_on(this, CONTACT, kept, other, body="body")
    pass_on(this, LINK, kept, other, body="update_row__standing__body")
    return told((asked, "update to write", "updates to write"))


register("updates", [CONTACT, LINK], absorb)
