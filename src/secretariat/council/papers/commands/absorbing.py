"""What papers know of a person entered twice: what both review is reviewed once."""

from __future__ import annotations

from secretariat.council.papers.models import Review
from secretariat.foundation.people.absorbing import register
from secretariat.foundation.people.commands.absorbing import pass_on, told
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act

EDITOR, REVIEWER = "papers.Paper.editor", "papers.Review.person"


def absorb(this: Act, kept: Person, other: Person) -> list[str]:
    """Let the kept person edit and review what the other did; of two reviews the kept one's
    stays.
    """
    mine = Review.objects.filter(person=kept).values("version")
    twice, _ = Review.objects.filter(person=other, version__in=mine).delete()
    edited = pass_on(this, EDITOR, kept, other, body="body")
    reviewed = pass_on(this, REVIEWER, kept, other, body="version__paper__body")
    return told((edited, "paper edited", "papers edited"), (twice + reviewed, "review", "reviews"))


register("papers", [EDITOR, REVIEWER], absorb)
