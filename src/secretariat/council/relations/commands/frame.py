"""What every command about a consultation shares: the frame, the lock, the ledger, the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from secretariat.council.relations.commands.words import checked_day
from secretariat.council.relations.models import Consultation, ConsultationStep
from secretariat.foundation.records.commands import Act, act, locked, make_findable
from secretariat.rules.consultations import STEP_WORDS, Step, check_step
from secretariat.rules.visibility import Actor, Decision, require

May = Callable[[Actor, Consultation], Decision]


@contextmanager
def consultation_act(
    actor: Actor, verb: str, consultation: Consultation, may: May
) -> Iterator[tuple[Act, Consultation]]:
    """Run a command on a consultation: authorise, lock, save its row, bring the index up to
    date.
    """
    slug = consultation.body.slug
    with act(actor, f"relations.{verb}", consultation.ref, body_slug=slug) as this:
        require(may(actor, consultation))
        row = locked(consultation)
        row.body, row.relation, row.drafter = (
            consultation.body,
            consultation.relation,
            consultation.drafter,
        )
        yield this, row
        row.save()
        index(row)


def take_step(
    this: Act,
    row: Consultation,
    to: Step,
    *,
    words: str = "",
    ref: str = "",
    on: date | None = None,
) -> None:
    """Take it a step on and keep the step; the frame saves the row.

    Refuses ("same_state", "wrong_state", "reason_missing", "in_future").
    """
    reason, before = " ".join(words.split()), Step(row.step)
    check_step(before, to, reason, is_for_board=row.is_for_board)
    row.step, row.since_on = to.value, checked_day(this, row.body, on)
    row.revision += 1
    write_line(this, row, before.value, on=row.since_on, words=reason, ref=ref)
    this.was(step=STEP_WORDS[before])
    this.now_is(step=STEP_WORDS[to], **({"ref": ref} if ref else {}))
    this.summary = f"It is {STEP_WORDS[to]}{f': {reason}' if reason else ''}"[:300]


def write_line(
    this: Act, row: Consultation, before: str, *, on: date, words: str = "", ref: str = ""
) -> None:
    """Keep one line of the ledger, as the row stands now."""
    ConsultationStep.objects.create(
        consultation=row,
        at=this.at,
        on=on,
        by=this.actor.name,
        step_before=before,
        step_after=row.step,
        words=words[:500],
        ref=ref,
    )


def index(row: Consultation) -> None:
    """Bring its line in the search index up to date."""
    words = [row.about, row.asked_by, row.relation.name if row.relation else ""]
    text = "\n".join(part for part in words if part)
    on = row.closes_on or row.added_on
    make_findable(row.ref, kind="consultation", title=row.title, text=text, on=on)
