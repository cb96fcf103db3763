"""Which past talks become webinars: rounds of choosing, approvals of seats, results, and what came
of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from secretariat.council.referrals.commands import NewReferral, refer, withdraw_referral
from secretariat.council.referrals.models import Referral
from secretariat.council.referrals.queries import find_referral
from secretariat.council.talks import policy
from secretariat.council.talks.commands.frame import step, talk_act, words_given
from secretariat.council.talks.models import (
    Talk,
    WebinarApproval,
    WebinarCandidate,
    WebinarClaim,
    WebinarRound,
)
from secretariat.council.talks.queries import round_view
from secretariat.council.talks.snapshots import label_of
from secretariat.foundation.people.models import Body, Seat
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.snapshots import roster_on
from secretariat.foundation.records.commands import act, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.talks import TalkState
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import joined

Way, State = WebinarRound.Way, WebinarRound.State


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRound:
    """How it is decided, among which talks, by when. A committee is another body that is asked."""

    way: str
    talks: Sequence[Talk]
    closes_on: date | None = None
    places: int = 1
    committee: Body | None = None


def open_round(actor: Actor, body: Body, new: NewRound) -> WebinarRound:
    """Begin to choose which past talks are recommended as webinars.

    If a committee decides, the question goes to it as a referral. Refuses ("no_candidates",
    "not_given", "unknown_way", "no_committee", "no_day", "not_allowed").
    """
    _check(new)
    with act(actor, "talks.open_round", f"{body.slug}/talks", body_slug=body.slug) as this:
        require(policy.may_keep_talks(actor, body))
        locked(body)
        last = WebinarRound.objects.filter(body=body).aggregate(last=Max("sequence"))["last"]
        row = WebinarRound.objects.create(
            body=body,
            sequence=(last or 0) + 1,
            way=new.way,
            places=new.places,
            committee=new.committee,
            opened_at=this.at,
            opened_on=day_in(body, this.at),
            closes_on=new.closes_on,
        )
        for position, talk in enumerate(new.talks):
            WebinarCandidate.objects.create(round=row, talk=talk, position=position)
        if new.committee is not None:
            row.referral_ref = _ask_committee(actor, row, new, new.committee).ref
            row.save(update_fields=["referral_ref"])
        this.ref = row.ref
        names = joined(label_of(talk) for talk in new.talks)
        this.summary = f"{row.get_way_display()}: {names}"[:300]
        this.now_is(way=row.way, candidates=[talk.title for talk in new.talks])
    return row


def approve(
    actor: Actor, row: WebinarRound, seat_slug: str, talks: Collection[str]
) -> WebinarApproval:
    """A seat says which candidates it approves, by their short names; a later answer replaces it.

    Refuses ("not_open", "too_late", "no_such_seat", "not_a_candidate", "not_allowed").
    """
    with act(actor, "talks.approve", row.ref, body_slug=row.body.slug) as this:
        here = _open(row)
        if here.way != Way.APPROVALS:
            raise Refused("not_open", "This choice is not made by approvals. Nothing has changed.")
        today = day_in(row.body, this.at)
        _must_be_in_time(here, today)
        seat = next((s for s in roster_on(row.body, today).seats if s.slug == seat_slug), None)
        if seat is None:
            raise Refused("no_such_seat", "There is no such seat today. Nothing has changed.")
        require(policy.may_approve_for(actor, row.body, seat))
        chosen = list(here.candidates.filter(talk__slug__in=talks).select_related("talk"))
        if len(chosen) != len(set(talks)):
            raise Refused("not_a_candidate", "One of these talks is no candidate. Nothing changed.")
        holder = Seat.objects.get(body=row.body, slug=seat_slug)
        given, _ = WebinarApproval.objects.update_or_create(
            round=here, seat=holder, defaults={"given_at": this.at, "given_by": actor.name}
        )
        this.was(approves=[each.talk.title for each in given.candidates.all()])
        given.candidates.set(chosen)
        this.summary = f"{seat.label}: {joined(c.talk.title for c in chosen) or 'none of them'}"
        this.now_is(approves=[each.talk.title for each in chosen])
    return given


def close_round(
    actor: Actor, row: WebinarRound, *, chosen: Collection[str] = (), words: str = ""
) -> WebinarRound:
    """End a choice with its result in words.

    Approvals are counted; where seats are even, `chosen` breaks the tie. In the other ways `chosen`
    are the talks named; a committee that has not answered is no longer asked. Refuses ("not_open",
    "tie", "not_a_candidate", "words_missing").
    """
    with act(actor, "talks.close_round", row.ref, body_slug=row.body.slug) as this:
        require(policy.may_keep_talks(actor, row.body))
        here = _open(row)
        here.closed_at, here.closed_on = this.at, day_in(row.body, this.at)
        if here.way == Way.APPROVALS:
            winners, here.result = _counted(here, set(chosen))
            here.result = f"{here.result} {words.strip()}".strip()
        else:
            winners = _named(here, chosen)
            here.result = words_given(words, "words", "the result in words", 2000)
        here.state = State.CLOSED
        here.save()
        for candidate in here.candidates.select_related("talk__body"):
            _decide(actor, candidate, is_chosen=candidate.talk.slug in winners, row=here)
        _ask_no_longer(actor, here)
        this.summary = here.result[:300]
        this.now_is(result=here.result, chosen=sorted(winners))
    return here


def drop_round(actor: Actor, row: WebinarRound, *, reason: str) -> WebinarRound:
    """End a choice without a result; its candidates are undecided again, and a committee is no
    longer asked.
    """
    words = words_given(reason, "words", "why it is dropped", 500)
    with act(actor, "talks.drop_round", row.ref, body_slug=row.body.slug, summary=words) as this:
        require(policy.may_keep_talks(actor, row.body))
        here = _open(row)
        here.state, here.result = State.DROPPED, words
        here.closed_at, here.closed_on = this.at, day_in(row.body, this.at)
        here.save()
        _ask_no_longer(actor, here)
    return here


def recommend_talk(
    actor: Actor, talk: Talk, to_body: Body, *, due_on: date | None = None, words: str = ""
) -> Referral:
    """Hand a talk over to the body that makes webinars, with its page and its public material.

    Refuses ("not_given", "same_body", "not_allowed").
    """
    with talk_act(actor, "recommend", talk) as (this, row):
        _must_be_given(row)
        public = row.materials.filter(audience="public").exclude(url="")
        question = words.strip() or (
            f"The {row.body.name} recommends the talk “{row.full_title or label_of(row)}” as a "
            "webinar."
        )
        made = refer(
            actor,
            row.body,
            to_body,
            NewReferral(
                question=question,
                about_ref=row.ref,
                papers=[each.url for each in public],
                due_on=due_on,
            ),
        )
        step(this, row, f"Recommended to {to_body.short_name} ({made.number})")
    return made


def claim_webinar(
    actor: Actor, talk: Talk, *, by_words: str, text: str, url: str = "", source: str = ""
) -> WebinarClaim:
    """Note what came of a talk as a webinar: whose, and when ("Sep 2021"). A later word replaces
    it; the steps keep both. Refuses ("words_missing", "words_too_long", "not_allowed").
    """
    whose = words_given(by_words, "by_words", "whose webinar it is", 100)
    when = words_given(text, "text", "when the webinar is or was", 100)
    with talk_act(actor, "claim_webinar", talk) as (this, row):
        made = WebinarClaim.objects.create(
            talk=row,
            by_words=whose,
            text=when,
            url=url.strip(),
            at=this.at,
            said_on=day_in(row.body, this.at),
            actor_name=actor.name,
            source_words=source[:300],
        )
        step(this, row, f"{made}", source=source)
    return made


def _check(new: NewRound) -> None:
    if new.way not in Way.values:
        raise Refused("unknown_way", "Say how it is decided. Nothing was opened.",
                      {"field": "way"})  # fmt: skip
    if not new.talks:
        raise Refused("no_candidates", "Choose at least one past talk. Nothing was opened.",
                      {"field": "talks"})  # fmt: skip
    if new.way == Way.COMMITTEE and new.committee is None:
        raise Refused("no_committee", "Say which committee decides. Nothing was opened.",
                      {"field": "committee"})  # fmt: skip
    if new.way == Way.APPROVALS and new.closes_on is None:
        raise Refused("no_day", "Say by when the seats answer. Nothing was opened.",
                      {"field": "closes_on"})  # fmt: skip
    for talk in new.talks:
        _must_be_given(talk)


def _must_be_given(talk: Talk) -> None:
    if talk.state != TalkState.GIVEN:
        raise Refused(
            "not_given",
            f"“{talk.title}” was not given yet, so nobody knows whether it makes a webinar. "
            "Nothing has changed.",
        )


def _open(row: WebinarRound) -> WebinarRound:
    here = locked(row)
    here.body, here.committee = row.body, row.committee
    if not here.is_open:
        raise Refused(
            "not_open", f"This choice is {here.get_state_display()}. Nothing has changed."
        )
    return here


def _must_be_in_time(row: WebinarRound, today: date) -> None:
    if row.closes_on is not None and today > row.closes_on:
        raise Refused(
            "too_late",
            f"Answers were taken until {day_words(row.closes_on)}. Nothing has changed. Whoever "
            "keeps the talks can drop this choice and begin another with a later day.",
        )


def _ask_no_longer(actor: Actor, row: WebinarRound) -> None:
    asked = find_referral(row.referral_ref) if row.referral_ref else None
    if asked is not None and asked.is_open:
        withdraw_referral(actor, asked, reason=f"Decided without it: {row.result}"[:500])


def _counted(row: WebinarRound, chosen: set[str]) -> tuple[set[str], str]:
    """The short names that win, with the count in words."""
    result = round_view(row, row.closed_on or row.opened_on).so_far
    slugs = {str(each.talk_id): each.talk.slug for each in row.candidates.select_related("talk")}
    winners = {slugs[key] for key in result.chosen}
    tied = {slugs[key] for key in result.tied}
    if not tied:
        return winners, result.sentence
    left = row.places - len(winners)
    if len(chosen & tied) != left or not chosen <= tied | winners:
        raise Refused(
            "tie",
            f"{result.sentence} Choose {left} of those that are even, and say why. The vote is "
            "still open; nothing has changed.",
            {"field": "chosen"},
        )
    return winners | (chosen & tied), result.sentence


def _named(row: WebinarRound, chosen: Collection[str]) -> set[str]:
    known = set(row.candidates.values_list("talk__slug", flat=True))
    if not set(chosen) <= known:
        raise Refused("not_a_candidate", "One of these talks is no candidate. Nothing changed.")
    return set(chosen)


def _decide(
    actor: Actor, candidate: WebinarCandidate, *, is_chosen: bool, row: WebinarRound
) -> None:
    candidate.is_chosen = is_chosen
    candidate.save(update_fields=["is_chosen"])
    words = "Chosen as a webinar" if is_chosen else "Not chosen as a webinar"
    with talk_act(actor, "decide_webinar", candidate.talk) as (this, talk):
        step(this, talk, f"{words} ({row.ref})")


def _ask_committee(actor: Actor, row: WebinarRound, new: NewRound, committee: Body) -> Referral:
    names = joined(f"“{label_of(talk)}”" for talk in new.talks)
    asks = f"Which of these talks should become webinars: {names}?"
    asked = NewReferral(
        question=asks,
        about_ref=row.ref,
        papers=[talk.ref for talk in new.talks],
        due_on=new.closes_on,
    )
    return refer(actor, row.body, committee, asked)
