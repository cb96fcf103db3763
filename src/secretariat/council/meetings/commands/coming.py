"""Saying beforehand whether one comes. A later answer replaces the earlier; none counts for quorum.

The personal link in the letter, the page of the meeting and the page for a seat all lead here, so
that nobody has said two things.
"""

from __future__ import annotations

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import NOT_FROZEN, meeting_act, must_be
from secretariat.council.meetings.models import Coming, Meeting
from secretariat.council.meetings.queries.coming import alternates_in, rosters_of
from secretariat.foundation.outbox.commands import answer_sending
from secretariat.foundation.outbox.models import Receipt
from secretariat.foundation.outbox.queries import asked_of
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries.persons import person_named
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision, allow


def say_coming(
    actor: Actor,
    meeting: Meeting,
    person: Person,
    *,
    answer: str,
    alternate: Person | None = None,
    note: str = "",
) -> Coming:
    """Keep whether somebody comes, and who sits for them if not. Whoever was asked by letter has
    answered it with that.

    Refuses ("unknown_answer", "not_of_seat", "wrong_state").
    """

    def may(who: Actor, row: Meeting) -> Decision:
        return policy.may_say_coming(who, row, person.handle)

    with meeting_act(actor, "say_coming", meeting, may) as (this, row):
        _check(row, person, answer, alternate)
        receipt = asked_of(person.handle, row.ref) if actor.person == person.handle else None
        if receipt is not None and receipt.sending.purpose == "agenda":
            answer_sending(receipt, answer=answer, note=note)
        before = Coming.objects.filter(meeting=row, person=person).first()
        this.was(answer=before.answer if before else "")
        said = _kept(row, person, answer, alternate, note)
        said.answered_at = this.at
        said.save()
        this.now_is(person=person.name, answer=answer, note=said.note)
        if alternate is not None:
            this.now_is(alternate=alternate.name)
    return said


def take_answer_back(actor: Actor, meeting: Meeting, person: Person) -> None:
    """Let somebody have said nothing yet. Refuses ("not_found")."""

    def may(who: Actor, row: Meeting) -> Decision:
        return policy.may_say_coming(who, row, person.handle)

    with meeting_act(actor, "take_answer_back", meeting, may) as (this, row):
        must_be(row, NOT_FROZEN, "no answer can be changed any more")
        said = Coming.objects.filter(meeting=row, person=person).first()
        if said is None:
            raise Refused(
                "not_found", f"{person.name} has not said whether they come. Nothing has changed."
            )
        this.was(person=person.name, answer=said.answer, note=said.note)
        said.delete()


def hear_answer(receipt: Receipt, meeting: Meeting) -> None:
    """Keep what somebody answered by the link of their letter; whom they had named to sit for them
    stays named as long as that is the answer. The answer to the letter authorises it.
    """
    person = person_named(receipt.person_handle)
    actor = Actor(handle=person.handle, name=person.name, person=person.handle)
    with meeting_act(actor, "hear_answer", meeting, lambda _who, _row: allow()) as (this, row):
        before = Coming.objects.filter(meeting=row, person=person).first()
        stays = before is not None and before.answer == receipt.answer
        alternate = before.alternate if before is not None and stays else None
        said = _kept(row, person, receipt.answer, alternate, receipt.note)
        said.answered_at = this.at
        said.save()
        this.now_is(person=person.name, answer=said.answer, note=said.note)


def _kept(row: Meeting, person: Person, answer: str, alternate: Person | None, note: str) -> Coming:
    said = Coming.objects.filter(meeting=row, person=person).first()
    said = said or Coming(meeting=row, person=person)
    said.answer, said.alternate, said.note = answer, alternate, " ".join(note.split())[:500]
    return said


def _check(row: Meeting, person: Person, answer: str, alternate: Person | None) -> None:
    must_be(row, NOT_FROZEN, "nobody says any more whether they come")
    if row.adjourned_at is not None:
        raise Refused(
            "wrong_state", "The meeting is over, so nobody says any more whether they come."
        )
    if answer not in Coming.Answer.values:
        known = ", ".join(f"“{words}”" for words in Coming.Answer.labels)
        raise Refused("unknown_answer", f"Choose one of: {known}. Nothing was kept.")
    if alternate is None:
        return
    able = {each.handle for each in alternates_in(rosters_of(row), person.handle)}
    if answer != Coming.Answer.ALTERNATE or alternate.handle not in able:
        raise Refused(
            "not_of_seat",
            f"{alternate.name} cannot sit for {person.name}: only an alternate of the same seat "
            "can be named, with “My alternate sits for me”. Nothing was kept.",
            {"field": "alternate"},
        )
