"""What a form can do to a talk or a slot: each act reads its form, runs one command, and says what
came of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.forms import Form
from django.http import QueryDict

from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.talks import commands, queries
from secretariat.council.talks.commands import SlotPlan
from secretariat.council.talks.forms import SlotForm
from secretariat.council.talks.models import Slot, Talk
from secretariat.foundation.people.http import require_valid
from secretariat.foundation.people.queries import body_named, person_named
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

TalkAct = Callable[[Actor, Talk, QueryDict], str]
SlotAct = Callable[[Actor, Slot, QueryDict], str]


def _accept(actor: Actor, talk: Talk, _typed: QueryDict) -> str:
    commands.accept_suggestion(actor, talk)
    return f"“{talk.title}” is among the talks now. Say who asks the speaker."


def _coordinator(actor: Actor, talk: Talk, typed: QueryDict) -> str:
    handle = typed.get("person", "").strip()
    if not handle:
        raise Refused("words_missing", "Choose who asks the speaker. Nothing has changed.")
    person = person_named(handle)
    commands.appoint_coordinator(actor, talk, person, item_ref=typed.get("item", ""))
    return f"{person.name} asks the speaker."


def _move(actor: Actor, talk: Talk, typed: QueryDict) -> str:
    row = commands.move_talk(
        actor,
        talk,
        typed.get("state", ""),
        reason=typed.get("reason", ""),
        on=_day(typed, "on"),
        item_ref=typed.get("item", ""),
    )
    return f"The talk: {row.state_words}."


def _given(actor: Actor, talk: Talk, typed: QueryDict) -> str:
    slug = typed.get("meeting", "").strip()
    meeting = meeting_named(talk.body.slug, slug) if slug else None
    commands.note_given(actor, talk, meeting=meeting, on=_day(typed, "on"))
    return "The talk is noted as given."


def _invite(actor: Actor, talk: Talk, typed: QueryDict) -> str:
    text = typed.get("speaker", "1")
    speaker = queries.speaker_named(talk, int(text) if text.isdecimal() else 0)
    commands.invite_speaker(actor, talk, speaker, asks=typed.get("asks", ""))
    return f"The invitation to {speaker.name} is on its way, with a link to answer."


def _waive(actor: Actor, talk: Talk, typed: QueryDict) -> str:
    commands.waive_slides(actor, talk, typed.get("reason", ""))
    return "Nobody waits for slides any more."


def _remove(actor: Actor, talk: Talk, typed: QueryDict) -> str:
    commands.remove_material(actor, talk, typed.get("material", ""))
    return "It is taken away; the steps say so."


def _recommend(actor: Actor, talk: Talk, typed: QueryDict) -> str:
    slug = typed.get("to_body", "")
    if not slug:
        raise Refused("words_missing", "Choose to which body it goes. Nothing was sent.")
    due_on, words = _day(typed, "due_on"), typed.get("words", "")
    made = commands.recommend_talk(actor, talk, body_named(slug), due_on=due_on, words=words)
    return f"{made.number} is with {made.to_body.name}."


def _webinar(actor: Actor, talk: Talk, typed: QueryDict) -> str:
    values = {name: typed.get(name, "") for name in ("by_words", "text", "url")}
    return f"Noted: {commands.claim_webinar(actor, talk, **values)}."


def _slot(actor: Actor, talk: Talk, typed: QueryDict) -> str:
    commands.plan_slot(actor, talk, _plan(talk, typed))
    return "The slot is planned; the agenda of that meeting proposes it."


def _slot_move(actor: Actor, slot: Slot, typed: QueryDict) -> str:
    plan, reason = _plan(slot.talk, typed), typed.get("reason", "")
    commands.move_slot(actor, slot, plan, reason=reason, item_ref=typed.get("item", ""))
    return "The slot is moved; the steps say from where to where."


def _slot_continue(actor: Actor, slot: Slot, typed: QueryDict) -> str:
    made = commands.continue_slot(
        actor, slot, SlotPlan(wish="next meeting"), item_ref=typed.get("item", "")
    )
    return f"Part {made.part} waits for a meeting."


def _slot_fail(actor: Actor, slot: Slot, typed: QueryDict) -> str:
    commands.fail_slot(actor, slot, reason=typed.get("reason", ""), item_ref=typed.get("item", ""))
    return "Noted. Another talk may stand in."


def _slot_stand_in(actor: Actor, slot: Slot, typed: QueryDict) -> str:
    talk = queries.talk_named(f"{slot.talk.body.slug}/talks/{typed.get('talk', '')}")
    commands.stand_in(actor, slot, talk, item_ref=typed.get("item", ""))
    return f"“{talk.title}” stands in."


def _plan(talk: Talk, typed: QueryDict) -> SlotPlan:
    form = SlotForm(talk.body, clock.now(), typed)
    _valid(form)
    return form.plan()


def _valid(form: Form) -> None:
    form.is_valid()
    require_valid(form)


def _day(typed: QueryDict, name: str) -> date | None:
    text = typed.get(name, "").strip()
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise Refused(
            "no_such_day", f"“{text}” is no day. Write it as 2021-10-07. Nothing has changed."
        ) from None


ACTS: dict[str, TalkAct] = {
    "accept": _accept,
    "coordinator": _coordinator,
    "move": _move,
    "given": _given,
    "invite": _invite,
    "no-slides": _waive,
    "remove": _remove,
    "recommend": _recommend,
    "webinar": _webinar,
    "slot": _slot,
}
SLOT_ACTS: dict[str, SlotAct] = {
    "move": _slot_move,
    "continue": _slot_continue,
    "fail": _slot_fail,
    "stand-in": _slot_stand_in,
}
