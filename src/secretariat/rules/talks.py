"""Talks: where one stands, what may become of it, what is due next, and how webinars are chosen.

Invariant: an open talk stays open until it was given or a person ends it with a reason. Every open
talk hangs somewhere: `hanging` always finds a word why.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.wording import counted, joined


class TalkState(StrEnum):
    """Where a talk stands, in the order of its life."""

    SUGGESTED = "suggested"
    CONTACT_SOUGHT = "contact_sought"
    INVITED = "invited"
    CONFIRMED = "confirmed"
    MATERIAL_RECEIVED = "material_received"
    GIVEN = "given"
    NEVER = "never"


STATE_WORDS = {
    TalkState.SUGGESTED: "suggested",
    TalkState.CONTACT_SOUGHT: "contact sought",
    TalkState.INVITED: "invited",
    TalkState.CONFIRMED: "confirmed",
    TalkState.MATERIAL_RECEIVED: "material received",
    TalkState.GIVEN: "given",
    TalkState.NEVER: "will not be given",
}
ENDED_STATES = (TalkState.GIVEN, TalkState.NEVER)
OPEN_STATES = tuple(state for state in TalkState if state not in ENDED_STATES)
_ORDER = tuple(TalkState)

LONGEST_TALK = 45
USUAL_TALK = 30
"""A talk takes 20 to 30 minutes and questions, 45 at most: `docs/guide/chair.md`, Talks."""
GUIDELINES = """\
- A talk takes 20 to 30 minutes; with questions, 45 at most.
- It is about open source, gives information that helps the council, or presents an interest group.
- It is no pitch for a product, and holds nothing that is proprietary or bound to a patent.
- Slides and recording are published.
"""

CONTACT_WITHIN = timedelta(days=14)
ANSWER_WITHIN = timedelta(days=7)
MATERIAL_BEFORE = timedelta(days=7)
SLIDES_WITHIN = timedelta(days=14)
AGAIN_AFTER = timedelta(days=7)
"""A reminder is not repeated sooner."""


def check_talk_move(
    state: TalkState, to: TalkState, reason: str = "", coordinator: str = ""
) -> None:
    """Refuse a change of state that the record may not hold.

    Codes: "same_state", "reason_missing" (it ends without being given, goes back, or is taken up
    again without a word why), "nobody_asks" (contact is sought, but by nobody).
    """
    if state is to:
        raise Refused("same_state", f"The talk is {STATE_WORDS[state]} already. Nothing changed.")
    goes_back = to is not TalkState.NEVER and _ORDER.index(to) < _ORDER.index(state)
    if (to is TalkState.NEVER or goes_back) and not reason.strip():
        ask = "why it will not be given" if to is TalkState.NEVER else "why it goes back"
        raise Refused(
            "reason_missing",
            f"The talk stays {STATE_WORDS[state]}. Write {ask} and try again.",
            {"field": "reason"},
        )
    if to is TalkState.CONTACT_SOUGHT and not coordinator:
        raise Refused(
            "nobody_asks",
            "Say who asks the speaker. Contact that is sought by nobody is not sought.",
            {"field": "coordinator"},
        )


def talk_words(title: str, organization: str = "", *, is_certain: bool = True) -> str:
    """A talk as lists name it: "OP-TEE from TrustedFirmware.org", "Hacktoberfest?".

    The organization is left out where the title names it.
    """
    mark = "" if is_certain else "?"
    if not organization or organization.casefold() in title.casefold():
        return f"{title}{mark}"
    return f"{title} from {organization}{mark}"


def speaker_words(name: str, organization: str = "", *, is_certain: bool = True) -> str:
    """A speaker with the organization of that day: "Ann Lee (Arm)", "Nick?"."""
    of = f" ({organization})" if organization else ""
    return f"{name}{of}" + ("" if is_certain else "?")


_SPEAKER = re.compile(
    r"(?P<name>[^()<>@?]+?)\s*(?:\((?P<organization>[^()]*)\))?\s*"
    r"(?P<asked>\?)?\s*(?:<?(?P<address>[^\s<>()]+@[^\s<>()]+)>?)?"
)


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker as typed: "Ann Lee (Arm) ann@example.org"; a "?" says that it is not certain."""

    name: str
    organization: str = ""
    address: str = ""
    is_certain: bool = True

    @property
    def words(self) -> str:
        """The line as it is typed again."""
        address = f" {self.address}" if self.address else ""
        named = speaker_words(self.name, self.organization, is_certain=self.is_certain)
        return f"{named}{address}"


def parse_speaker(line: str) -> SpeakerLine:
    """Read one line of speakers. Refuses ("malformed_speaker") what has no name."""
    found = _SPEAKER.fullmatch(" ".join(line.split()))
    if found is None or not found["name"].strip():
        raise Refused(
            "malformed_speaker",
            f"“{line.strip()}” is not read as a speaker. Write one a line: Name (Organization) "
            "address; a ? behind it if it is not certain. Nothing has changed.",
            {"field": "speakers"},
        )
    return SpeakerLine(
        name=found["name"].strip(),
        organization=" ".join((found["organization"] or "").split()),
        address=found["address"] or "",
        is_certain=not found["asked"],
    )


@dataclass(frozen=True, slots=True)
class TalkFacts:
    """What `hanging` and `reminder` look at. Days are those of the body.

    `since_on` is the day of the last step, `slot_on` the day of the slot that is still to come or
    without outcome, `reminded_on` the day of the last reminder. `wants_other_day` and
    `has_declined` are what the speaker answered last; `is_reachable` is whether a letter can reach
    the speaker.
    """

    state: TalkState
    since_on: date
    coordinator: str = ""
    is_accepted: bool = True
    slot_on: date | None = None
    has_slot: bool = False
    is_slot_over: bool = False
    has_slides: bool = False
    needs_no_slides: bool = False
    reminded_on: date | None = None
    wants_other_day: bool = False
    has_declined: bool = False
    is_reachable: bool = True


def hanging(talk: TalkFacts, today: date) -> str:
    """What is missing in words, for every talk that waits for somebody; "" if nothing does."""
    if talk.state in ENDED_STATES:
        is_done = talk.state is TalkState.NEVER or talk.has_slides or talk.needs_no_slides
        return "" if is_done else "slides not filed"
    if not talk.is_accepted:
        return "suggested, nobody has looked at it"
    if talk.is_slot_over or (talk.slot_on is not None and talk.slot_on < today):
        return "its day has passed without an outcome"
    return _missing(talk, today) if talk.coordinator else "nobody asks the speaker"


def _missing(talk: TalkFacts, today: date) -> str:
    match talk.state:
        case TalkState.SUGGESTED:
            return "contact not sought yet"
        case TalkState.CONTACT_SOUGHT if talk.has_declined:
            slot = "; its slot waits for a stand-in" if talk.has_slot else ""
            return f"the speaker declined{slot}"
        case TalkState.CONTACT_SOUGHT:
            return _late("not invited yet", talk.since_on + CONTACT_WITHIN, today)
        case _ if talk.wants_other_day:
            return "the speaker asks for another day"
        case TalkState.INVITED:
            return _late("no answer from the speaker", talk.since_on + ANSWER_WITHIN, today)
    if not talk.has_slot:
        return "confirmed, but has no slot"
    lacks_slides = talk.state is TalkState.CONFIRMED and not talk.has_slides
    return "slides not received" if lacks_slides else ""


class ReminderTo(StrEnum):
    """Who is reminded."""

    COORDINATOR = "coordinator"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is due: who is to act, and what is to be done."""

    to: ReminderTo
    asks: str

    @property
    def subject(self) -> str:
        """The subject of the mail, without the name of the talk and what the letter wants."""
        return f"{self.asks[:1].upper()}{self.asks[1:]}"


def reminder(talk: TalkFacts, today: date) -> Reminder | None:
    """The reminder that is due on a day, if any. None is repeated within a week. Where the speaker
    cannot be written to, whoever asks the speaker is.
    """
    if talk.reminded_on is not None and today < talk.reminded_on + AGAIN_AFTER:
        return None
    due = _due(talk, today)
    is_possible = due is None or due.to is ReminderTo.SPEAKER or bool(talk.coordinator)
    return due if is_possible else None


def _due(talk: TalkFacts, today: date) -> Reminder | None:
    match talk.state:
        case TalkState.CONTACT_SOUGHT if today >= talk.since_on + CONTACT_WITHIN:
            again = "find another speaker, or end the talk"
            return _to_coordinator(again if talk.has_declined else "invite the speaker")
        case TalkState.INVITED | TalkState.CONFIRMED if talk.wants_other_day:
            is_time = today >= talk.since_on + ANSWER_WITHIN
            return _to_coordinator("find another day for the talk") if is_time else None
        case TalkState.INVITED if today >= talk.since_on + ANSWER_WITHIN:
            return _to_speaker(talk, "answer the invitation", "get an answer from the speaker")
        case TalkState.CONFIRMED if not talk.has_slot:
            return _to_coordinator("find a meeting for the talk")
        case TalkState.CONFIRMED if _is_near(talk.slot_on, today) and not talk.has_slides:
            before = f"before {_day(talk.slot_on)}"
            asks = f"get the slides from the speaker {before}"
            return _to_speaker(talk, f"send your slides {before}", asks)
        case TalkState.GIVEN if not (talk.has_slides or talk.needs_no_slides):
            is_time = today >= talk.since_on + SLIDES_WITHIN
            return _to_coordinator("file the slides of the talk") if is_time else None
    return None


def _to_coordinator(asks: str) -> Reminder:
    return Reminder(ReminderTo.COORDINATOR, asks)


def _to_speaker(talk: TalkFacts, asks: str, else_asks: str) -> Reminder:
    """To the speaker, or to whoever asks the speaker if no letter can reach the speaker."""
    return Reminder(ReminderTo.SPEAKER, asks) if talk.is_reachable else _to_coordinator(else_asks)


@dataclass(frozen=True, slots=True)
class ApprovalResult:
    """How a round of approvals came out: candidates with their seats, most first; who is chosen.

    `tied` are those among whom a person has to choose; then nothing more is `chosen` than what is
    clear.
    """

    counts: tuple[tuple[str, int], ...]
    chosen: tuple[str, ...]
    tied: tuple[str, ...]
    sentence: str


def approval_result(
    candidates: Mapping[str, str],
    approvals: Mapping[str, Collection[str]],
    seats: int,
    places: int = 1,
    *,
    is_open: bool = False,
) -> ApprovalResult:
    """Count an approval vote: each seat approves as many candidates as it likes, one count a seat.

    `candidates` are words by key, `approvals` the keys by seat. The most approved get the places; a
    candidate that nobody approves gets none. While it `is_open` nobody is said to be chosen.
    """
    counts = {key: sum(key in given for given in approvals.values()) for key in candidates}
    ranked = sorted(candidates, key=lambda key: (-counts[key], list(candidates).index(key)))
    wanted = [key for key in ranked if counts[key]]
    chosen, tied = _placed(wanted, counts, places)
    return ApprovalResult(
        counts=tuple((key, counts[key]) for key in ranked),
        chosen=tuple(chosen),
        tied=tuple(tied),
        sentence=_result_words(
            candidates, counts, ranked, (chosen, tied), (len(approvals), seats), is_open=is_open
        ),
    )


def _placed(
    wanted: Sequence[str], counts: Mapping[str, int], places: int
) -> tuple[list[str], list[str]]:
    if len(wanted) <= places:
        return list(wanted), []
    least = counts[wanted[places - 1]]
    if counts[wanted[places]] < least:
        return list(wanted[:places]), []
    clear = [key for key in wanted if counts[key] > least]
    return clear, [key for key in wanted if counts[key] == least]


def _result_words(
    candidates: Mapping[str, str],
    counts: Mapping[str, int],
    ranked: Sequence[str],
    placed: tuple[Sequence[str], Sequence[str]],
    turnout: tuple[int, int],
    *,
    is_open: bool,
) -> str:
    (chosen, tied), (voted, seats) = placed, turnout
    parts = [f"{voted} of {counted(seats, 'seat')} answered: "]
    parts.append(", ".join(f"{candidates[key]} {counts[key]}" for key in ranked))
    if chosen:
        found = "Ahead so far" if is_open else "Chosen"
        parts.append(f". {found}: {joined(candidates[key] for key in chosen)}")
    if tied:
        parts.append(f". Even: {joined(candidates[key] for key in tied)}")
    if not chosen and not tied and not (is_open and not voted):
        parts.append(". Nobody approved a candidate")
    return f"{''.join(parts)}."


def _late(words: str, due_on: date, today: date) -> str:
    return f"{words}, overdue" if today > due_on else words


def _is_near(slot_on: date | None, today: date) -> bool:
    return slot_on is not None and slot_on - MATERIAL_BEFORE <= today <= slot_on


def _day(day: date | None) -> str:
    return day_words(day) if day else "the talk"
