"""Asking people to read a version, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from secretariat.council.papers import policy
from secretariat.council.papers.commands.frame import take_step, version_act
from secretariat.council.papers.models import PaperVersion, Review
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries import day_in
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.papers import PaperState
from secretariat.rules.visibility import Actor, Decision
from secretariat.rules.wording import joined


def ask_for_review(
    actor: Actor, version: PaperVersion, reviewers: Sequence[Person], *, until_on: date
) -> PaperVersion:
    """Put a draft into review until a day, or ask more people while it is in review.

    Each is asked once. Refuses ("wrong_state", "in_the_past", "no_reviewer", "not_allowed").
    """
    with version_act(actor, "ask_for_review", version, policy.may_edit) as (this, row):
        today = day_in(row.paper.body, this.at)
        if until_on < today:
            raise Refused(
                "in_the_past",
                f"{day_words(until_on)} is over. Give the reviewers a day that is still to come. "
                "Nothing has changed.",
                {"field": "until_on"},
            )
        known = set(row.reviews.values_list("person", flat=True))
        if not reviewers and not known:
            raise Refused(
                "no_reviewer",
                "Name at least one person who is to read it. Nothing has changed.",
                {"field": "reviewers"},
            )
        for person in reviewers:
            if person.pk not in known:
                Review.objects.create(version=row, person=person, asked_on=today)
        if row.state != PaperState.REVIEW.value:
            take_step(this, row, PaperState.REVIEW)
            row.review_from_on = today
        row.review_until_on = until_on
        row.save()
        names = joined(person.name for person in reviewers)
        this.summary = f"Until {day_words(until_on)}" + (f": {names}" if names else "")
        this.summary = this.summary[:300]
        this.now_is(until=until_on, reviewers=names)
    return row


def answer_review(
    actor: Actor, version: PaperVersion, person: Person, verdict: str, *, words: str = ""
) -> Review:
    """Say what a reviewer found. An answer can be given anew while the review lasts.

    Refuses ("not_asked", "unknown_verdict", "words_missing", "wrong_state", "not_allowed").
    """

    def may(who: Actor, _paper: object) -> Decision:
        return policy.may_answer(who, version, person.handle)

    with version_act(actor, "answer_review", version, may) as (this, row):
        review = _asked(row, person)
        if verdict not in Review.Verdict.values:
            raise Refused("unknown_verdict", "Choose one of the answers. Nothing has changed.")
        note = words.strip()
        if verdict == Review.Verdict.CHANGES and not note:
            raise Refused(
                "words_missing",
                "Write what should change, so that the editor can change it. Nothing has changed.",
                {"field": "words"},
            )
        review.verdict, review.words = verdict, note
        review.answered_on = day_in(row.paper.body, this.at)
        review.save()
        this.summary = f"{person.name}: {review.get_verdict_display()}"[:300]
        this.now_is(reviewer=person.name, answer=review.get_verdict_display())
    return review


def _asked(row: PaperVersion, person: Person) -> Review:
    if row.state != PaperState.REVIEW.value:
        raise Refused(
            "wrong_state", f"Version {row.label} is not in review any more. Nothing has changed."
        )
    review = row.reviews.filter(person=person).first()
    if review is None:
        raise Refused(
            "not_asked", f"{person.name} was not asked to read this version. Nothing has changed."
        )
    return review
