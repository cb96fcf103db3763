"""What a form can do to a motion: each act reads its form, runs one command, and says what came of
it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import QueryDict

from secretariat.council.motions import commands, queries
from secretariat.council.motions.models import Motion
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries import person_named
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import counted

Act = Callable[[Actor, Motion, QueryDict], str]


def _movers(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    mover, seconder = person_in(typed, "mover"), person_in(typed, "seconder")
    commands.name_movers(actor, motion, mover=mover, seconder=seconder)
    return f"Mover and seconder of {motion.number} are noted."


def _open(actor: Actor, motion: Motion, _typed: QueryDict) -> str:
    commands.open_vote(actor, motion)
    return f"{motion.number} is open for votes."


def _stop(actor: Actor, motion: Motion, _typed: QueryDict) -> str:
    commands.stop_vote(actor, motion)
    return f"{motion.number} is back in discussion."


def _vote(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    vote = commands.cast_vote(actor, motion, typed.get("seat", ""), typed.get("choice", ""))
    return f"{vote.seat.label}: {vote.get_choice_display()}."


def _vote_again(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    vote = commands.vote_again(actor, motion, typed.get("seat", ""), typed.get("choice", ""))
    return f"{vote.seat.label} now votes {vote.get_choice_display()}."


def _secret(actor: Actor, motion: Motion, _typed: QueryDict) -> str:
    commands.make_secret(actor, motion)
    return f"The vote on {motion.number} will be secret."


def _not_secret(actor: Actor, motion: Motion, _typed: QueryDict) -> str:
    commands.make_open(actor, motion)
    return f"The vote on {motion.number} will be open to all."


def _vote_secretly(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    commands.cast_secretly(actor, motion, typed.get("seat", ""), typed.get("choice", ""))
    return "Your seat has voted. Nobody sees what it said, and it cannot be changed."


def _vote_on_screen(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    commands.cast_on_turned_screen(actor, motion, typed.get("seat", ""), typed.get("choice", ""))
    return "The seat has voted. Turn the screen back."


def _rest(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    votes = commands.cast_remaining(actor, motion, typed.get("choice", ""))
    return f"{len(votes)} votes are taken down."


def _change(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    seat, reason = typed.get("seat", ""), typed.get("reason", "")
    if typed.get("choice") == "none":
        commands.take_back_vote(actor, motion, seat, reason=reason)
        return "The vote is taken back."
    vote = commands.change_vote(actor, motion, seat, typed.get("choice", ""), reason=reason)
    return f"{vote.seat.label}: {vote.get_choice_display()}."


def _close(actor: Actor, motion: Motion, _typed: QueryDict) -> str:
    return queries.short_result(commands.close_vote(actor, motion))


def _consent(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    row = commands.record_general_consent(
        actor,
        motion,
        abstaining=typed.getlist("abstaining"),
        recused=typed.getlist("recused"),
        objecting=typed.getlist("objecting"),
    )
    return queries.short_result(row)


def _count(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    yes, no, abstain = (_number(typed, name) for name in ("yes", "no", "abstain"))
    row = commands.record_show_of_seats(actor, motion, yes=yes, no=no, abstain=abstain)
    return queries.short_result(row)


def _no_quorum(actor: Actor, motion: Motion, _typed: QueryDict) -> str:
    return queries.short_result(commands.record_no_quorum(actor, motion))


def _ballot(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    ballot = commands.ballot_by_mail(actor, motion, until=_day(typed, "until"))
    return f"{motion.number} goes on by mail as {ballot.number}. {queries.short_result(ballot)}"


def _mail_vote(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    vote = commands.cast_by_mail(
        actor,
        motion,
        typed.get("seat", ""),
        typed.get("choice", ""),
        person=typed.get("person", ""),
        source_words=typed.get("source_words", ""),
    )
    return f"{vote.seat.label}: {vote.get_choice_display()}."


def _carry_not(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    words = typed.get("source_words", "")
    commands.object_to_carrying(actor, motion, typed.get("seat", ""), source_words=words)
    return "The vote of the meeting does not count in the ballot; the seat can vote anew."


def _remind(actor: Actor, motion: Motion, _typed: QueryDict) -> str:
    sent = commands.ask_missing(actor, motion)
    return f"{counted(sent, 'letter')} to the seats that have not voted."


def _end(actor: Actor, motion: Motion, _typed: QueryDict) -> str:
    return queries.short_result(commands.end_ballot(actor, motion))


def _defer(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    return commands.defer_motion(actor, motion, words=typed.get("words", "")).explanation


def _table(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    return commands.table_motion(actor, motion, words=typed.get("words", "")).explanation


def _withdraw(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    return commands.withdraw_motion(actor, motion, words=typed.get("words", "")).explanation


def _again(actor: Actor, motion: Motion, _typed: QueryDict) -> str:
    commands.take_up_again(actor, motion)
    return f"{motion.number} is before the meeting again."


def _condition(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    commands.attach_condition(actor, motion, typed.get("condition", ""))
    return "The condition is noted."


def _override(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    row = commands.override_result(
        actor, motion, typed.get("state", ""), reason=typed.get("reason", "")
    )
    return f"{row.number} is {row.get_state_display()}; what the rule gave is kept beside it."


def _reopen(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    commands.reopen_motion(actor, motion, reason=typed.get("reason", ""))
    return f"{motion.number} is open again."


def _erratum(actor: Actor, motion: Motion, typed: QueryDict) -> str:
    commands.note_erratum(
        actor, motion, typed.get("text", ""), corrected_state=typed.get("corrected_state", "")
    )
    return "The erratum is noted; the vote itself stays as it was recorded."


def motion_typed(typed: QueryDict) -> dict[str, Any]:
    """The parts of a new motion as the command takes them."""
    return {
        "text": typed.get("text", ""),
        "decision_kind": typed.get("decision_kind", ""),
        "mover": person_in(typed, "mover"),
        "seconder": person_in(typed, "seconder"),
        "about_refs": typed.getlist("about"),
    }


def person_in(typed: QueryDict, name: str) -> Person | None:
    """The person of a handle in a form; None where the field is empty. Refuses ("not_found")."""
    handle = typed.get(name, "").strip()
    return person_named(handle) if handle else None


def _day(typed: QueryDict, name: str) -> date | None:
    """The day of a form field; None where it is empty. Refuses ("bad_day") what is none."""
    text = typed.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(
            "bad_day", f"“{text}” is no day. Nothing has changed. Choose one.", {"field": name}
        ) from error


def _number(typed: QueryDict, name: str) -> int:
    text = typed.get(name, "").strip() or "0"
    if not text.isdecimal():
        raise Refused(
            "miscounted",
            f"“{text}” is not a number of seats. Nothing has changed. Count again.",
            {"field": name},
        )
    return int(text)


ACTS: dict[str, Act] = {
    "movers": _movers,
    "open": _open,
    "stop": _stop,
    "vote": _vote,
    "vote-again": _vote_again,
    "secret": _secret,
    "not-secret": _not_secret,
    "vote-secretly": _vote_secretly,
    "vote-on-screen": _vote_on_screen,
    "vote-rest": _rest,
    "vote-change": _change,
    "close": _close,
    "consent": _consent,
    "count": _count,
    "no-quorum": _no_quorum,
    "ballot": _ballot,
    "mail-vote": _mail_vote,
    "carry-not": _carry_not,
    "remind": _remind,
    "end": _end,
    "defer": _defer,
    "table": _table,
    "withdraw": _withdraw,
    "again": _again,
    "condition": _condition,
    "override": _override,
    "reopen": _reopen,
    "erratum": _erratum,
}
