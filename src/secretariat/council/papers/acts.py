"""What a form can do to a version: each act reads its form, runs one command, and says what came of
it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from secretariat.council.meetings.queries.whom import person_meant
from secretariat.council.papers import commands
from secretariat.council.papers.commands import PaperFacts
from secretariat.council.papers.forms import (
    AdoptForm,
    AnswerForm,
    PublishForm,
    ReasonForm,
    ReviewForm,
)
from secretariat.council.papers.models import PaperVersion
from secretariat.council.papers.queries import paper_named
from secretariat.foundation.people.http import typed_in
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries import person_named
from secretariat.rules.visibility import Actor, Audience


def facts_typed(typed: dict[str, Any], body: Body) -> PaperFacts:
    """The facts of a paper as the command takes them. Refuses names that mean nobody."""
    return PaperFacts(
        title=typed["title"],
        kind=typed["kind"],
        about=typed["about"],
        editor=person_meant(typed["editor"], body) if typed["editor"].strip() else None,
        part_of=paper_named(body, typed["part_of"]) if typed["part_of"] else None,
        issue_url=typed["issue_url"],
        document_url=typed["document_url"],
        draft_audience=Audience(typed["draft_audience"]),
    )


def _start(actor: Actor, version: PaperVersion, _typed: QueryDict) -> str:
    row = commands.start_draft(actor, version)
    return f"Version {row.label} is in draft."


def _review(actor: Actor, version: PaperVersion, typed: QueryDict) -> str:
    values = typed_in(ReviewForm(typed))
    people = _people(values["reviewers"], version.paper.body)
    row = commands.ask_for_review(actor, version, people, until_on=values["until_on"])
    return f"Version {row.label} is in review."


def _answer(actor: Actor, version: PaperVersion, typed: QueryDict) -> str:
    asked = version.reviews.select_related("person")
    choices = [(each.person.handle, each.person.name) for each in asked]
    values = typed_in(AnswerForm(typed, people=choices))
    person = person_named(values["person"])
    review = commands.answer_review(
        actor, version, person, values["verdict"], words=values["words"]
    )
    return f"{person.name}: {review.get_verdict_display()}."


def _freeze(actor: Actor, version: PaperVersion, _typed: QueryDict) -> str:
    row = commands.freeze_version(actor, version)
    return f"The words of version {row.label} stand; it is proposed for the next agenda."


def _back(actor: Actor, version: PaperVersion, typed: QueryDict) -> str:
    row = commands.send_back_version(actor, version, reason=typed_in(ReasonForm(typed))["reason"])
    return f"Version {row.label} is in draft again."


def _adopt(actor: Actor, version: PaperVersion, typed: QueryDict) -> str:
    values = typed_in(AdoptForm(typed))
    values["ref"] = values["ref"].strip().strip("/")
    row = commands.adopt_version(actor, version, **values)
    return f"Version {row.label} is adopted."


def _publish(actor: Actor, version: PaperVersion, typed: QueryDict) -> str:
    row = commands.publish_version(actor, version, **typed_in(PublishForm(typed)))
    return f"Version {row.label} is published."


def _withdraw(actor: Actor, version: PaperVersion, typed: QueryDict) -> str:
    row = commands.withdraw_version(actor, version, reason=typed_in(ReasonForm(typed))["reason"])
    return f"Version {row.label} is withdrawn."


def _people(names: str, body: Body) -> list[Person]:
    return [person_meant(name.strip(), body) for name in names.split(",") if name.strip()]


ACTS: dict[str, Callable[[Actor, PaperVersion, QueryDict], str]] = {
    "start": _start,
    "review": _review,
    "answer": _answer,
    "freeze": _freeze,
    "back": _back,
    "adopt": _adopt,
    "publish": _publish,
    "withdraw": _withdraw,
}
