"""Whom a role means on a day: the liaisons of a project, the chair, all representatives."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from secretariat.foundation.people.models import Appointment, Body, Office, Person, Term

REPRESENTATIVES = ("members", "representatives", "representative", "voting members", "voting reps")
ALTERNATES = ("alternates", "alternate")
EVERYBODY = ("all", "everybody", "everyone")


def role_meant(body: Body, words: str) -> str:
    """The role that words mean in a body: its own word ("Project mentors" → "liaison") or ours."""
    typed = " ".join(words.casefold().replace("_", " ").split())
    vocabulary: dict[str, str] = dict(body.vocabulary)
    own = {word.casefold(): role for role, word in vocabulary.items()}
    for form in (typed, typed.removesuffix("s")):
        for word in (form, form.removeprefix("project ")):
            if word in own:
                return own[word]
    ours = typed.replace(" ", "_")
    singular = ours.removesuffix("s")
    return singular if singular in {*Office.Kind.values, "liaison"} else ours


def holders_of(body: Body, role: str, day: date, *, about: str = "") -> list[Person]:
    """The people a role means on a day, by name, each once. One query.

    `role` is an office (chair, vice_chair, secretary, staff), "members" (all representatives),
    "alternates", "all" (both), or an appointment such as "liaison", also in the body's own words;
    `about` narrows an appointment to one reference. Tentative and prospective ones do not count.
    """
    return list(_holders(body, role_meant(body, role), day, about).order_by("name", "handle"))


def _holders(body: Body, role: str, day: date, about: str) -> QuerySet[Person]:
    people = Person.objects.all()
    if role in Office.Kind.values:
        return people.filter(
            pk__in=Office.objects.on(day).filter(body=body, kind=role).values("person")
        )
    capacity = _capacities(role.replace("_", " "))
    if capacity:
        terms = Term.objects.on(day).filter(seat__body=body, capacity__in=capacity)
        return people.filter(pk__in=terms.values("person"))
    given = Appointment.objects.on(day).filter(
        body=body, role=role, certainty=Appointment.Certainty.SETTLED
    )
    if about:
        given = given.filter(about_ref=about)
    return people.filter(pk__in=given.values("person"))


def _capacities(words: str) -> list[str]:
    if words in REPRESENTATIVES:
        return [Term.Capacity.REPRESENTATIVE]
    if words in ALTERNATES:
        return [Term.Capacity.ALTERNATE]
    return list(Term.Capacity.values) if words in EVERYBODY else []
