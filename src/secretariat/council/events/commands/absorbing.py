"""What events know of a person entered twice: sessions spoken, events gone to."""

from __future__ import annotations

from secretariat.council.events.models import EventGoer
from secretariat.foundation.people.absorbing import register
from secretariat.foundation.people.commands.absorbing import pass_on, told
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act

SPEAKER, GOER = "events.SessionSpeaker.person", "events.EventGoer.person"


def absorb(this: Act, kept: Person, other: Person) -> list[str]:
    """Let the kept person have spoken and gone where the other did; printed names stay.

    Of an event to which both went one line stays, that of the kept person.
    """
    both = EventGoer.objects.filter(person=other, event__goers__person=kept)
    EventGoer.objects.filter(pk__in=list(both.values_list("pk", flat=True))).delete()
    spoken = pass_on(this, SPEAKER, kept, other, body="session__event__body")
    gone = pass_on(this, GOER, kept, other, body="event__body")
    return told((spoken, "session", "sessions"), (gone, "event gone to", "events gone to"))


register("events", [SPEAKER, GOER], absorb)
