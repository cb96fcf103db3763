"""What of the talks hangs: everything the rules find a word for, and choices past their day."""

from __future__ import annotations

from datetime import date, datetime

from secretariat.council.talks import policy
from secretariat.council.talks.models import Talk, WebinarCandidate, WebinarRound
from secretariat.council.talks.queries import chosen_and_left, hanging_talks, kept_rounds
from secretariat.council.talks.slides import round_words
from secretariat.council.talks.snapshots import facts_of, label_of
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.visibility import Actor

KIND = "talk"


def talk_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Every talk that waits for somebody, every choice of webinars that is open, and what was
    chosen and not handed over.
    """
    today = day_in(body, at)
    talks = [
        _talk_end(actor, talk, why, facts_of(talk, at).since_on)
        for talk, why in hanging_talks(body, at, today)
        if policy.may_read(actor, talk)
    ]
    rounds = kept_rounds(body)
    ends = [_round_end(actor, row, today) for row in rounds if row.is_open]
    return [*talks, *ends, *(_chosen_end(actor, row) for row in chosen_and_left(rounds))]


def _talk_end(actor: Actor, talk: Talk, why: str, since: date) -> LooseEnd:
    return LooseEnd(
        talk.ref,
        label_of(talk),
        f"/{talk.ref}",
        KIND,
        why,
        since,
        talk.coordinator.name if talk.coordinator else "",
        _acts(actor, talk) if policy.may_keep(actor, talk) else (),
    )


def _acts(actor: Actor, talk: Talk) -> tuple[Act, ...]:
    if not talk.is_public:
        accept = Act("Accept", f"/{talk.ref}/accept")
        return (accept, Act("Decline", f"/{talk.ref}#end", is_form=True))
    if talk.coordinator is None and talk.is_open:
        mine = {"person": actor.person} if actor.person else {}
        volunteer = (Act("I ask", f"/{talk.ref}/coordinator", mine),) if mine else ()
        return (*volunteer, Act("Say who asks", f"/{talk.ref}#coordinator", is_form=True))
    if not talk.is_open:
        return (Act("File the slides", f"/{talk.ref}#material", is_form=True),)
    return (Act("Move it on", f"/{talk.ref}#next", is_form=True),)


def _round_end(actor: Actor, row: WebinarRound, today: date) -> LooseEnd:
    late = row.closes_on is not None and row.closes_on < today
    why = "its day has passed without a result" if late else "not decided yet"
    close = (Act("Close it", f"/{row.ref}#close", is_form=True),)
    return LooseEnd(
        row.ref,
        round_words(row),
        f"/{row.ref}",
        KIND,
        why,
        row.closes_on if late and row.closes_on else row.opened_on,
        row.committee.short_name if row.committee else row.body.short_name,
        close if policy.may_keep_talks(actor, row.body) else (),
    )


def _chosen_end(actor: Actor, row: WebinarCandidate) -> LooseEnd:
    act = Act("Hand it over", f"/{row.talk.ref}#hand-over", is_form=True)
    return LooseEnd(
        f"{row.talk.ref}/webinar",
        label_of(row.talk),
        f"/{row.talk.ref}",
        KIND,
        "chosen as a webinar, not handed over",
        row.round.closed_on or row.round.opened_on,
        row.talk.coordinator.name if row.talk.coordinator else "",
        (act,) if policy.may_keep_talks(actor, row.talk.body) else (),
    )


register("talks", talk_ends)
