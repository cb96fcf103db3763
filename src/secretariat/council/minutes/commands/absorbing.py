"""What minutes know of a person entered twice: the corrections proposed."""

from __future__ import annotations

from secretariat.foundation.people.absorbing import register
from secretariat.foundation.people.commands.absorbing import pass_on, told
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act

PROPOSED = "minutes.Correction.proposer"


def absorb(this: Act, kept: Person, other: Person) -> list[str]:
    """Let the kept person have proposed them; frozen minutes stay as they are."""
    proposed = pass_on(this, PROPOSED, kept, other, body="minutes__meeting__body")
    return told((proposed, "correction", "corrections"))


register("minutes", [PROPOSED], absorb)
