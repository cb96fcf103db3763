"""What talks know of a person entered twice: what the person gives, and whom the person asks."""

from __future__ import annotations

from secretariat.foundation.people.absorbing import register
from secretariat.foundation.people.commands.absorbing import pass_on, told
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act

COORDINATOR, SPEAKER = "talks.Talk.coordinator", "talks.TalkSpeaker.person"


def absorb(this: Act, kept: Person, other: Person) -> list[str]:
    """Let the kept person speak and ask speakers where the other did; printed names stay."""
    asked = pass_on(this, COORDINATOR, kept, other, body="body")
    given = pass_on(this, SPEAKER, kept, other, body="talk__body")
    return told((asked, "talk asked for", "talks asked for"), (given, "talk", "talks"))


register("talks", [COORDINATOR, SPEAKER], absorb)
