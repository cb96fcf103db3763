"""What projects know of a person entered twice: how their tables print the person."""

from __future__ import annotations

from secretariat.council.projects.models import PrintedName
from secretariat.foundation.people.absorbing import register
from secretariat.foundation.people.commands.absorbing import pass_on, told
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act

PRINTED = "projects.PrintedName.person"


def absorb(this: Act, kept: Person, other: Person) -> list[str]:
    """Let tables print the kept person as they printed the other, where they had no own form."""
    mine = PrintedName.objects.filter(person=kept).values("project")
    PrintedName.objects.filter(person=other, project__in=mine).delete()
    printed = pass_on(this, PRINTED, kept, other, body="project__body")
    return told((printed, "name in a table", "names in tables"))


register("projects", [PRINTED], absorb)
