"""What the pages of talks show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import QueryDict

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.sight import Access, access_by, sight_of
from secretariat.council.referrals.queries import bodies_to_ask, referrals_about
from secretariat.council.talks import policy, queries
from secretariat.council.talks.forms import FilterForm, MaterialForm, RoundForm, SlotForm
from secretariat.council.talks.models import Invitation, Slot, Talk, WebinarRound
from secretariat.council.talks.queries import RoundView, TalkFilter
from secretariat.council.talks.slides import round_words
from secretariat.council.talks.snapshots import (
    facts_of,
    label_of,
    speakers_of,
    webinar_of,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in, people_to_choose
from secretariat.foundation.records import clock
from secretariat.rules.talks import GUIDELINES, SpeakerLine, TalkState, hanging
from secretariat.rules.times import utc_words
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience, may_see

NEXT = {
    TalkState.SUGGESTED: (),
    TalkState.CONTACT_SOUGHT: ((TalkState.INVITED, "Invited by other means"),),
    TalkState.INVITED: ((TalkState.CONFIRMED, "Confirmed"),),
    TalkState.CONFIRMED: ((TalkState.MATERIAL_RECEIVED, "Material received"),),
    TalkState.MATERIAL_RECEIVED: (),
    TalkState.GIVEN: (),
    TalkState.NEVER: ((TalkState.SUGGESTED, "Take it up again"),),
}


def frame(body: Body, **values: Any) -> dict[str, Any]:
    """What every page of talks knows."""
    url = f"/{body.slug}/talks"
    return {
        "body": body,
        "zone": body.zone,
        "talks_url": url,
        "suggest_url": f"{url}/suggest",
        "rounds_url": f"{url}/webinars",
        **values,
    }


def board_page(actor: Actor, body: Body, asked: QueryDict) -> dict[str, Any]:
    """The board by state, filtered by topic, speaker and organization."""
    now = clock.now()
    filters = FilterForm(asked)
    text = filters.cleaned_data["text"] if filters.is_valid() else ""
    wanted = TalkFilter(text, asked.get("about", "")[:60])
    known = queries.talks_of(actor, body)
    columns = queries.board(queries.filtered(known, wanted), now, day_in(body, now))
    shown = [_column(column, now) for column in columns]
    return frame(
        body,
        columns=shown,
        filters=filters,
        topics=queries.topics_of(known),
        wanted=wanted,
        is_filtered=wanted != TalkFilter(),
        count=len(known),
        open_count=sum(talk.is_open for talk in known),
        shows_why=may_see(actor, body.slug, Audience.MEMBERS),
        rounds=[(row, round_words(row)) for row in queries.open_rounds(body)],
        may_keep=policy.may_keep_talks(actor, body),
    )


def _column(column: queries.Column, now: datetime) -> tuple[queries.Column, list[dict[str, Any]]]:
    cards = [
        {
            "talk": talk,
            "words": label_of(talk),
            "speakers": speakers_of(talk),
            "why": why,
            "webinar": webinar_of(talk, now),
            "slot": next((s for s in talk.slots.all() if s.state == Slot.State.PLANNED), None),
        }
        for talk, why in column.cards
    ]
    return column, cards


def talk_page(actor: Actor, talk: Talk) -> dict[str, Any]:
    """One talk: who, what, where it stands, slots, material, webinar, and what may be done."""
    now, body = clock.now(), talk.body
    is_member = may_see(actor, body.slug, Audience.MEMBERS)
    may_keep = policy.may_keep(actor, talk)
    slots = list(talk.slots.all())
    waiting = next((slot for slot in slots if slot.state == Slot.State.PLANNED), None)
    return frame(
        body,
        talk=talk,
        words=label_of(talk),
        full_words=talk.full_title,
        speakers=list(enumerate(talk.speakers.all(), start=1)),
        why=hanging(facts_of(talk, now), day_in(body, now)) if is_member else "",
        steps=list(talk.steps.all())[::-1],
        slots=slots,
        failed=next((slot for slot in slots if slot.state == Slot.State.FAILED), None),
        slot=waiting,
        materials=_materials(actor, talk),
        webinar=webinar_of(talk, now),
        webinar_url=next((each.url for each in reversed(talk.webinar_claims.all())), ""),
        referrals=referrals_about([talk.ref], actor),
        may_keep=may_keep,
        may_keep_all=policy.may_keep_talks(actor, body),
        may_volunteer=_may_volunteer(actor, talk),
        **(_forms(talk, now, waiting) if may_keep else {}),
    )


def _forms(talk: Talk, now: datetime, waiting: Slot | None) -> dict[str, Any]:
    body = talk.body
    slot_form = SlotForm(body, now, initial=_as_planned(waiting) if waiting else None)
    return {
        "people": people_to_choose(),
        "next_states": [(state.value, label) for state, label in NEXT[TalkState(talk.state)]],
        "slot_form": slot_form,
        "material_form": MaterialForm(),
        "bodies": bodies_to_ask(body),
        "others": queries.stand_ins_for(talk),
        "invitations": list(talk.invitations.all()),
    }


def _as_planned(slot: Slot) -> dict[str, Any]:
    """A slot as its form begins: where it is, so that other minutes alone move it nowhere."""
    meeting = slot.meeting.slug if slot.meeting else ""
    return {"meeting": meeting, "wish": slot.wish, "minutes": slot.minutes}


def _materials(actor: Actor, talk: Talk) -> list[Any]:
    rows = list(talk.materials.all())
    for row in rows:
        row.talk = talk
    return [row for row in rows if policy.may_see_material(actor, talk, row.audience)]


def _may_volunteer(actor: Actor, talk: Talk) -> bool:
    is_free = talk.coordinator is None and talk.is_open and talk.is_public
    return bool(is_free and actor.person and policy.may_volunteer(actor, talk.body))


def suggest_page(body: Body, form: Any) -> dict[str, Any]:
    """The form for strangers, with what the body expects of a talk."""
    return frame(body, form=form, guidelines=guidelines_text(body))


def guidelines_known(body: Body) -> tuple[int, dict[str, str]]:
    """The version of the guidelines in force, 0 for the neutral ones, and what its form holds. One
    query.
    """
    row = queries.guidelines_of(body)
    if row is None:
        return 0, {"text": GUIDELINES, "source": ""}
    return row.version, {"text": row.text, "source": row.source_words}


def guidelines_text(body: Body) -> str:
    """The guidelines in force, or the neutral ones. One query."""
    row = queries.guidelines_of(body)
    return row.text if row else GUIDELINES


def invitation_page(invitation: Invitation, form: Any, slides: Any) -> dict[str, Any]:
    """What a speaker sees through the link."""
    talk = queries.talk_named(invitation.talk.ref)
    waiting = next((s for s in talk.slots.all() if s.state == Slot.State.PLANNED), None)
    meeting = waiting.meeting if waiting else None
    return frame(
        talk.body,
        invitation=invitation,
        access=_call_for(invitation, meeting) if meeting else None,
        utc=utc_words(meeting.starts_at, meeting.zone) if meeting else "",
        takes_slides=queries.takes_slides(invitation),
        talk=talk,
        slot=waiting,
        materials=_materials_of_speaker(talk),
        form=form,
        slides_form=slides,
        is_open=queries.answerable(invitation),
        guidelines=guidelines_text(talk.body),
    )


def _call_for(invitation: Invitation, meeting: Meeting) -> Access:
    """Who confirmed presents in the meeting, and is given its call once the agenda is out."""
    is_presenter = invitation.answer == Invitation.Answer.CONFIRMED
    return access_by(meeting, sight_of(PUBLIC_ACTOR, meeting), is_presenter=is_presenter)


def _materials_of_speaker(talk: Talk) -> list[Any]:
    rows = [row for row in talk.materials.all() if row.audience == "public"]
    for row in rows:
        row.talk = talk
    return rows


def rounds_page(actor: Actor, body: Body, form: RoundForm) -> dict[str, Any]:
    """Every choice of webinars, and the form that begins one."""
    return frame(
        body,
        rounds=queries.rounds_of(body),
        form=form,
        has_candidates=bool(form.candidates),
        may_keep=policy.may_keep_talks(actor, body),
    )


def round_page(actor: Actor, row: WebinarRound) -> dict[str, Any]:
    """One choice: candidates with approvals, what the actor's seats approve, how it is closed."""
    today = day_in(row.body, clock.now())
    view: RoundView = queries.round_view(row, today)
    shows = row.way == WebinarRound.Way.APPROVALS and policy.may_see_approvals(actor, row)
    asked = referrals_about([row.ref], actor) if row.referral_ref else []
    is_late = bool(row.is_open and row.closes_on and row.closes_on < today)
    can_vote = row.is_open and not is_late and row.way == WebinarRound.Way.APPROVALS
    seats = queries.seats_of_actor(actor, row.body, today) if can_vote else []
    mine = [seat for seat in seats if actor.person in {each.handle for each in seat.people}]
    others = [seat for seat in seats if seat not in mine]
    approved = {line.candidate.talk.slug: line.seats for line in view.lines}
    ballots = [
        (seat, [(line, seat.label in approved[line.candidate.talk.slug]) for line in view.lines])
        for seat in (*mine, *others)
    ]
    return frame(
        row.body,
        round=row,
        view=view,
        shows_approvals=shows,
        mine=ballots[: len(mine)],
        others=ballots[len(mine) :],
        to_choose=_to_choose(view),
        referral=asked[0] if asked else None,
        to_hand_over=_to_hand_over(actor, row),
        is_late=is_late,
        may_keep=policy.may_keep_talks(actor, row.body),
    )


def _to_choose(view: RoundView) -> list[Any]:
    """The candidates a person chooses among: those who are even, or all where no seats vote."""
    is_vote = view.round.way == WebinarRound.Way.APPROVALS
    even = view.so_far.tied
    return [each for each in view.lines if not is_vote or str(each.candidate.talk_id) in even]


def _to_hand_over(actor: Actor, row: WebinarRound) -> list[Any]:
    if row.is_open or not policy.may_keep_talks(actor, row.body):
        return []
    return [
        each
        for each in queries.chosen_and_left(queries.kept_rounds(row.body))
        if each.round_id == row.pk
    ]


def new_round_form(body: Body, typed: Any = None) -> RoundForm:
    """The form that begins a choice, with the past talks nobody has decided on."""
    return RoundForm(body, queries.candidates_of(body, clock.now()), typed)


def edit_initial(talk: Talk) -> dict[str, Any]:
    """What the edit form holds at first."""
    lines = [
        SpeakerLine(each.name, each.organization_words, each.address, each.is_certain).words
        for each in talk.speakers.all()
    ]
    return {
        "title": talk.title,
        "full_title": talk.full_title,
        "is_certain": talk.is_certain,
        "organization_words": talk.organization_words,
        "speakers": "\n".join(lines),
        "about": talk.about,
        "url": talk.url,
        "topics": ", ".join(talk.topics),
        "about_ref": talk.about_ref,
    }
