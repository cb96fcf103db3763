"""Reads about the choice of webinars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch

from secretariat.council.referrals.models import Referral
from secretariat.council.referrals.queries import referrals_about
from secretariat.council.talks import policy
from secretariat.council.talks.models import (
    Talk,
    WebinarApproval,
    WebinarCandidate,
    WebinarClaim,
    WebinarRound,
)
from secretariat.council.talks.queries.lists import pipeline_at
from secretariat.council.talks.snapshots import TalkAt, label_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.snapshots import roster_on
from secretariat.rules.seats import SeatOnDay
from secretariat.rules.talks import ApprovalResult, TalkState, approval_result
from secretariat.rules.visibility import Actor

_CANDIDATES = Prefetch("candidates", queryset=WebinarCandidate.objects.select_related("talk__body"))


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate in a round with the seats that approve it."""

    candidate: WebinarCandidate
    words: str
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round as its page shows it: candidates with approvals, silent seats, the count so far."""

    round: WebinarRound
    lines: tuple[Line, ...]
    silent: tuple[str, ...]
    so_far: ApprovalResult


def rounds_of(body: Body) -> list[WebinarRound]:
    """Every choice of webinars, newest first. Two queries."""
    rows = WebinarRound.objects.filter(body=body).select_related("body", "committee")
    return list(rows.prefetch_related(_CANDIDATES))


def open_rounds(body: Body) -> list[WebinarRound]:
    """Those not decided yet with their candidates, oldest first. Two queries."""
    rows = WebinarRound.objects.filter(body=body, state=WebinarRound.State.OPEN)
    rows = rows.select_related("body", "committee").order_by("sequence")
    return list(rows.prefetch_related(_CANDIDATES))


def rounds_to_approve(body: Body, today: date) -> list[WebinarRound]:
    """Those in which the seats can still answer, with what each said so far, oldest first. Two
    queries.
    """
    rows = WebinarRound.objects.filter(
        body=body,
        state=WebinarRound.State.OPEN,
        way=WebinarRound.Way.APPROVALS,
        closes_on__gte=today,
    )
    said = Prefetch("approvals", queryset=WebinarApproval.objects.select_related("seat"))
    return list(rows.select_related("body").prefetch_related(said).order_by("sequence"))


def round_view(row: WebinarRound, today: date) -> RoundView:
    """How a round stands. The electorate is the roster of its last day, or of today while it is
    open. Eight queries at most.
    """
    seats = roster_on(row.body, row.closed_on or today).seats
    given = {
        each.seat.slug: {str(candidate.talk_id) for candidate in each.candidates.all()}
        for each in row.approvals.select_related("seat").prefetch_related("candidates")
    }
    candidates = list(row.candidates.all())
    names = {str(each.talk_id): label_of(each.talk) for each in candidates}
    labels = {seat.slug: seat.label for seat in seats}
    lines = tuple(
        Line(
            each,
            names[str(each.talk_id)],
            tuple(labels.get(slug, slug) for slug in given if str(each.talk_id) in given[slug]),
        )
        for each in candidates
    )
    silent = tuple(seat.label for seat in seats if seat.slug not in given)
    is_open = row.closed_at is None
    counted = approval_result(names, given, len(seats), places=row.places, is_open=is_open)
    return RoundView(row, lines, silent, counted)


def seats_of_actor(actor: Actor, body: Body, today: date) -> list[SeatOnDay]:
    """The seats for which the actor may give an approval today. Four queries."""
    seats = roster_on(body, today).seats
    return [seat for seat in seats if policy.may_approve_for(actor, body, seat)]


def undecided(body: Body, pipeline: list[TalkAt]) -> list[TalkAt]:
    """Past talks on outside topics of which nobody has decided whether they become webinars. Two
    queries.
    """
    past = [each for each in pipeline if each.state is TalkState.GIVEN and not each.is_own]
    left = [each for each in past if not each.webinar]
    decided = Talk.objects.filter(body=body, candidacies__round__state=WebinarRound.State.CLOSED)
    done = {talk.ref for talk in decided.select_related("body")}
    sent = {row.about_ref for row in referrals_about(each.ref for each in left)}
    return [each for each in left if each.ref not in done | sent]


def candidates_of(body: Body, at: datetime) -> list[Talk]:
    """The past talks nobody has decided on, as rows."""
    left = {each.ref for each in undecided(body, pipeline_at(body, at))}
    past = Talk.objects.filter(body=body, state=TalkState.GIVEN.value).select_related("body")
    return [talk for talk in past if talk.ref in left]


def kept_rounds(body: Body) -> list[WebinarRound]:
    """The choices that were not dropped, oldest first, with their candidates. Two queries, one
    where there is none.
    """
    candidates = WebinarCandidate.objects.select_related("talk__body", "talk__coordinator")
    came = candidates.annotate(has_come=Exists(WebinarClaim.objects.filter(talk=OuterRef("talk"))))
    rows = WebinarRound.objects.filter(body=body).exclude(state=WebinarRound.State.DROPPED)
    rows = rows.select_related("body", "committee").order_by("sequence")
    return list(rows.prefetch_related(Prefetch("candidates", queryset=came)))


def chosen_and_left(rounds: Iterable[WebinarRound]) -> list[WebinarCandidate]:
    """Of rounds as `kept_rounds` gives them, the talks chosen as webinars that nobody handed over
    and of which nothing came yet. One query where any was chosen.
    """
    candidates = (each for row in rounds for each in row.candidates.all())
    found = {
        each.talk.ref: each
        for each in candidates
        if each.is_chosen and not getattr(each, "has_come", False)
    }
    sent = {row.about_ref for row in referrals_about(found)} if found else set()
    return [each for ref, each in found.items() if ref not in sent]


def referral_words(row: Referral) -> str:
    """What came of a hand-over: "referred to Outreach on 7 Oct 2021, waiting"."""
    how = row.get_outcome_display() if row.outcome else row.get_state_display()
    return f"referred to {row.to_body.short_name}, {how}"
