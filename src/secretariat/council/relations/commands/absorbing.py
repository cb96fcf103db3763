"""What relations know of a person entered twice: contacts, what is owed, statements drafted."""

from __future__ import annotations

from secretariat.foundation.people.absorbing import register
from secretariat.foundation.people.commands.absorbing import pass_on, told
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act

CONTACT, OWED = "relations.Contact.person", "relations.Owed.person"
DRAFTER = "relations.Consultation.drafter"


def absorb(this: Act, kept: Person, other: Person) -> list[str]:
    """Let the kept person be the contact, owe and draft where the other did."""
    contact = pass_on(this, CONTACT, kept, other, body="relation__body")
    owed = pass_on(this, OWED, kept, other, body="relation__body")
    drafts = pass_on(this, DRAFTER, kept, other, body="body")
    return told(
        (contact, "contact", "contacts"),
        (owed, "thing owed", "things owed"),
        (drafts, "statement", "statements"),
    )


register("relations", [CONTACT, OWED, DRAFTER], absorb)
