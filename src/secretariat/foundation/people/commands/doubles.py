"""Two entries under one name: one person entered twice, whose entries become one, or two persons,
who are told apart for good.
"""

from __future__ import annotations

from django.db import models

from secretariat.foundation.people import policy
from secretariat.foundation.people.absorbing import absorbers
from secretariat.foundation.people.models import Account, FormerHandle, Namesakes, Person
from secretariat.foundation.people.queries.doubles import DoubleEntry, double_entry
from secretariat.foundation.records.commands import act, locked
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import joined

from .findability import forget_person, make_person_findable, make_seats_of_person_findable
from .periods import touch_bodies_of_person


def put_together(
    actor: Actor, kept: Person, other: Person, *, reason: str = "", seen: str = ""
) -> Person:
    """Keep one of two entries of one person. What the other held, did and owns is the kept one's;
    its names become spellings, its reference leads to the kept one.

    `seen` is the digest of the `double_entry` that was shown, if one was. Refuses ("same_person"),
    ("two_persons") what one person cannot have done, with all of it in words, ("missing") no reason
    where both did the same thing, ("changed_meanwhile") when something else would happen than was
    shown. Needs somebody who may decide how both sign in.
    """
    with act(actor, "people.put_together", f"people/{kept.handle}") as this:
        _refuse_same(kept, other)
        require(policy.may_put_together(actor, kept, other))
        first, second = sorted((kept, other), key=lambda person: person.pk)
        locked(first), locked(second)
        found = double_entry(kept, other)
        _refuse_wrong(found, reason, seen)
        touch_bodies_of_person(this, other)
        this.was(name=other.name, reference=other.handle)
        moved = [words for absorber in absorbers() for words in absorber.absorb(this, kept, other)]
        moved += _pass_account(kept, other)
        _keep_short_form(kept, other)
        _let_go(kept, other)
        make_person_findable(kept)
        make_seats_of_person_findable(kept)
        why = f" {reason.strip()}" if reason.strip() else ""
        this.says(f"{other.name} and {kept.name} were one person entered twice; moved: "
                  f"{joined(moved) or 'only the name'}.{why}")  # fmt: skip
        this.now_is(name=kept.name, moved=moved, reason=reason.strip(),
                    confirmed=[each.words for each in found.findings])  # fmt: skip
        touch_bodies_of_person(this, kept)
    return kept


def tell_apart(actor: Actor, one: Person, two: Person) -> Namesakes:
    """Say that two entries found under one name are two persons; they are not proposed as one any
    more. Refuses ("same_person").
    """
    with act(actor, "people.tell_apart", f"people/{one.handle}") as this:
        _refuse_same(one, two)
        require(policy.may_keep_persons(actor, "tell people apart"))
        first, second = sorted((one, two), key=lambda person: person.pk)
        row, _ = Namesakes.objects.get_or_create(
            one=first, two=second, defaults={"told_on": this.at.date(), "told_by": actor.name}
        )
        this.says(f"{one.name} and {two.name} are two persons.")
        this.now_is(other=f"people/{two.handle}")
    return row


def take_for_one(actor: Actor, one: Person, two: Person) -> None:
    """Take back that two entries are two persons; they may be proposed as one again. Refuses
    ("not_found").
    """
    with act(actor, "people.take_for_one", f"people/{one.handle}") as this:
        require(policy.may_keep_persons(actor, "tell people apart"))
        first, second = sorted((one, two), key=lambda person: person.pk)
        gone, _ = Namesakes.objects.filter(one=first, two=second).delete()
        if not gone:
            raise Refused(
                "not_found", "Nobody said that these are two persons. Nothing has changed."
            )
        this.says(f"It is open again whether {one.name} and {two.name} are one person.")
        this.now_is(other=f"people/{two.handle}")


def _refuse_same(kept: Person, other: Person) -> None:
    if kept == other:
        raise Refused(
            "same_person",
            "This is one entry already. Choose the other one; nothing has changed.",
            {"field": "person"},
        )


def _refuse_wrong(found: DoubleEntry, reason: str, seen: str) -> None:
    if seen and seen != found.digest:
        raise Refused(
            "changed_meanwhile",
            "Something has changed about one of the two since you looked. Nothing has been moved. "
            "Look again at what both did, then put them together.",
        )
    if found.refused:
        raise Refused(
            "two_persons",
            f"{' '.join(each.words for each in found.refused)} So these are two persons, or the "
            "record is wrong there. Nothing has changed.",
        )
    if found.findings and not reason.strip():
        raise Refused(
            "missing",
            "Both did the same thing at the same time, as two people do. Write how you know that "
            "it is one person; nothing has changed.",
            {"field": "reason"},
        )


def _pass_account(kept: Person, other: Person) -> list[str]:
    """The kept person signs in as before, or else as the other did."""
    theirs = Account.objects.filter(person=other).first()
    mine = Account.objects.filter(person=kept).first()
    if theirs is None:
        return []
    if mine is None:
        theirs.person = kept
        theirs.save(update_fields=["person"])
        return ["the account"]
    if theirs.is_operator and not mine.is_operator:
        mine.is_operator = True
        mine.save(update_fields=["is_operator"])
    theirs.delete()
    return []


def _keep_short_form(kept: Person, other: Person) -> None:
    kept.known_as = kept.known_as or other.known_as
    kept.address = kept.address or other.address
    kept.revision += 1
    kept.save(update_fields=["known_as", "address", "revision"])


def _let_go(kept: Person, other: Person) -> None:
    """Delete the empty entry. Its reference leads to the kept one for ever."""
    left = left_behind(other)
    if left:
        raise Refused(
            "left_behind",
            f"{joined(left)} still name {other.name}, and nothing here knows how to move them. "
            "Nothing has changed. Tell the operator.",
        )
    handle = other.handle
    other.delete()
    FormerHandle.objects.create(handle=handle, person=kept)
    forget_person(handle)


def left_behind(person: Person) -> list[str]:
    """What still names a person, by the words of its table."""
    found = []
    for field in Person._meta.get_fields(include_hidden=True):
        if isinstance(field, models.ForeignObjectRel) and field.related_model is not Person:
            rows = field.related_model._default_manager.filter(**{field.field.name: person})
            if rows.exists():
                found.append(str(field.related_model._meta.verbose_name_plural))
    return found
