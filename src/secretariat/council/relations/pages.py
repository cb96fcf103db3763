"""What the pages of relations and consultations show."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from secretariat.council.meetings.queries.course import step_to_a_vote
from secretariat.council.referrals.policy import may_refer
from secretariat.council.referrals.queries import bodies_to_ask, referrals_about
from secretariat.council.relations import policy, queries
from secretariat.council.relations.forms import (
    ContactForm,
    DecisionForm,
    DocumentForm,
    DraftForm,
    EndForm,
    ExchangeForm,
    LastDayForm,
    NoteForm,
    OwedForm,
    PublishedForm,
    ReasonForm,
    SentForm,
)
from secretariat.council.relations.models import Consultation, Contact, Owed, Relation
from secretariat.council.relations.queries import RelationLine
from secretariat.council.relations.snapshots import ConsultationAt
from secretariat.council.relations.wording import board_question
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import history
from secretariat.rules.consultations import (
    BEFORE_SENDING,
    MOVES,
    PATH,
    STEP_WORDS,
    Step,
    is_near,
)
from secretariat.rules.relations import KIND_WORD, RelationKind
from secretariat.rules.visibility import Actor

HISTORY_LINES = 10
EARLIEST = 1990
CHIPS = {
    Step.CALLED: "open",
    Step.DRAFTING: "open",
    Step.IN_REVIEW: "open",
    Step.VOTED: "attention",
    Step.BOARD_APPROVED: "attention",
    Step.SENT: "settled",
    Step.PUBLISHED: "settled",
    Step.DROPPED: "refused",
}


def frame(body: Body, **values: Any) -> dict[str, Any]:
    """What every page of this app knows: its body and the addresses above it."""
    return {
        "body": body,
        "zone": body.zone,
        "relations_url": f"/{body.slug}/relations",
        "consultations_url": f"/{body.slug}/consultations",
        **values,
    }


def relations_page(actor: Actor, body: Body, ours: str, year: str) -> dict[str, Any]:
    """The relations by kind with the numbers of a year, those that ended below. Seven queries."""
    today, inside = queries.today(body), bool(policy.may_see_inside(actor, body))
    lines = queries.relation_lines(body, today, sees_inside=inside)
    known = int(year) if year.isdecimal() and EARLIEST <= int(year) <= today.year else today.year
    wanted = [line for line in lines if not (ours == "nobody" and line.ours)]
    going = [line for line in wanted if _goes_on(line.relation, today)]
    return frame(
        body,
        groups=[
            (KIND_WORD[kind], _of_kind(going, kind))
            for kind in RelationKind
            if _of_kind(going, kind)
        ],
        ended=[line for line in lines if not _goes_on(line.relation, today)],
        total=len(lines),
        is_filtered=ours == "nobody",
        may_keep=bool(policy.may_keep_relations(actor, body)),
        may_see_inside=inside,
        year=known,
        year_before=known - 1 if known > EARLIEST else None,
        year_after=known + 1 if known < today.year else None,
        kinds=queries.numbers_by_kind(
            body, date(known, 1, 1), date(known, 12, 31), clock.now(), sees_inside=inside
        ),
    )


def _of_kind(lines: list[RelationLine], kind: RelationKind) -> list[RelationLine]:
    return [line for line in lines if line.relation.kind == kind.value]


def _goes_on(relation: Relation, day: date) -> bool:
    return relation.to_on is None or relation.to_on >= day


def relation_page(actor: Actor, relation: Relation) -> dict[str, Any]:
    """One relation: contacts, exchanges, what is owed, consultations. About eight queries."""
    body, today = relation.body, queries.today(relation.body)
    may_see_inside = bool(policy.may_see_inside(actor, body))
    may_note = bool(policy.may_note(actor, relation))
    now, others = queries.contacts_of(relation, today)
    known = relation.exchanges.order_by("-on", "-id")
    exchanges = [row for row in known if may_see_inside or row.audience == "public"]
    talks = queries.talks_by_organization(body).get(relation.organization_id, [])
    days = [row.on for row in exchanges] + [talk.on for talk in talks if talk.on is not None]
    return frame(
        body,
        relation=relation,
        goes_on=_goes_on(relation, today),
        ours=[row for row in now if row.side == Contact.Side.OURS],
        theirs=[row for row in now if row.side == Contact.Side.THEIRS],
        former=[row for row in others if may_see_inside or row.side == Contact.Side.OURS],
        places=_places(relation, today) if may_see_inside else {},
        exchanges=exchanges,
        talks=talks,
        last_on=max(days, default=None),
        owed=_owed_lines(relation, today, actor, may_note=may_note) if may_see_inside else [],
        consultations=_lines(queries.consultations_of_relation(actor, relation), today),
        may_see_inside=may_see_inside,
        may_keep=bool(policy.may_keep_relations(actor, body)),
        may_note=may_note,
        history=list(history(relation.ref, limit=HISTORY_LINES)) if may_see_inside else [],
        **_relation_forms(today),
    )


def _relation_forms(today: date) -> dict[str, Any]:
    return {
        "contact_form": ContactForm(initial={"from_on": today}),
        "last_day_form": LastDayForm(initial={"last_on": today}),
        "exchange_form": ExchangeForm(initial={"on": today}),
        "owed_form": OwedForm(),
        "end_form": EndForm(initial={"on": today}),
        "resume_form": ReasonForm(),
    }


def _places(relation: Relation, today: date) -> dict[str, list[tuple[int, Contact]]]:
    """The contacts that still hold, each with its place among all, by side."""
    rows = list(enumerate(relation.contacts.all()))
    open_rows = [(place, row) for place, row in rows if row.to_on is None or row.to_on >= today]
    return {side: [p for p in open_rows if p[1].side == side] for side in Contact.Side.values}


def _owed_lines(
    relation: Relation, today: date, actor: Actor, *, may_note: bool
) -> list[tuple[Owed, bool, bool]]:
    """What is owed, with whether it is late and whether the actor may say what came of it."""
    rows = relation.owed.select_related("person").order_by("-state", "due_on", "number")
    return [(row, _is_late(row, today), may_note or policy.is_debtor(actor, row)) for row in rows]


def _is_late(row: Owed, today: date) -> bool:
    return row.state == Owed.State.OPEN and row.due_on is not None and row.due_on < today


def consultations_page(actor: Actor, body: Body) -> dict[str, Any]:
    """Consultations and statements: those on their way by deadline, then the others. Two
    queries.
    """
    today = queries.today(body)
    known = queries.consultations_at(body.slug, clock.now(), actor)
    coming = [row for row in known if row.step in BEFORE_SENDING]
    coming.sort(key=lambda row: (row.closes_on or date.max, row.title))
    return frame(
        body,
        coming=_lines(coming, today),
        others=_lines([row for row in known if row.step not in BEFORE_SENDING], today),
        total=len(known),
        may_keep=bool(policy.may_keep_consultations(actor, body)),
    )


def _lines(rows: list[ConsultationAt], today: date) -> list[tuple[ConsultationAt, str, str, bool]]:
    """Each with how its step is drawn, its deadline in words, and whether that is near."""
    return [
        (row, CHIPS[row.step], row.deadline(today), is_near(row.standing, today)) for row in rows
    ]


def consultation_page(actor: Actor, row: Consultation) -> dict[str, Any]:
    """One consultation: where it stands, its ledger, what may be done next. About seven
    queries.
    """
    seen, body = queries.consultation_seen(actor, row), row.body
    today = queries.today(body)
    labels = [STEP_WORDS[step] for step in _path(seen)]
    referrals = referrals_about([seen.ref], actor)
    is_asked = any(each.is_open for each in referrals)
    return frame(
        body,
        consultation=seen,
        revision=row.revision,
        chip=CHIPS[seen.step],
        deadline=seen.deadline(today) if seen.sent_on is None else "",
        is_near=is_near(seen.standing, today),
        labels=[] if seen.step is Step.DROPPED else labels,
        can={step.value: step in MOVES[seen.step] for step in Step},
        is_ready=_is_ready(seen),
        step_to_vote=step_to_a_vote(actor, body, clock.now())
        if seen.step is Step.IN_REVIEW
        else None,
        referrals=referrals,
        is_asked=is_asked,
        may_keep=bool(policy.may_keep_consultations(actor, body)),
        may_draft=bool(policy.may_draft(actor, row)),
        may_begin=bool(policy.may_begin_draft(actor, row, actor.person or "")),
        may_say=bool(policy.may_say(actor, row)),
        may_read=bool(policy.may_read_draft(actor, row)),
        ask_board="" if is_asked else _ask_url(actor, body, seen),
        draft_form=DraftForm(initial={"drafter": seen.drafter, "document_url": row.document_url}),
        document_form=DocumentForm(initial={"document_url": row.document_url}),
        decision_form=DecisionForm(),
        sent_form=SentForm(),
        published_form=PublishedForm(),
        note_form=NoteForm(initial={"on": today}),
    )


def _is_ready(seen: ConsultationAt) -> bool:
    """Whether every vote that belongs before sending has been taken."""
    has_to_wait = seen.step is Step.VOTED and seen.is_for_board
    return seen.step is not Step.IN_REVIEW and not has_to_wait


def _path(seen: ConsultationAt) -> list[Step]:
    has_board = seen.is_for_board or seen.step is Step.BOARD_APPROVED
    return [step for step in PATH if has_board or step is not Step.BOARD_APPROVED]


def _ask_url(actor: Actor, body: Body, seen: ConsultationAt) -> str:
    """The form that hands it to the board, while it waits for the board."""
    if seen.step is not Step.VOTED or not seen.is_for_board:
        return ""
    if not may_refer(actor, body) or not bodies_to_ask(body):
        return ""
    papers = "\n".join(link for link in (seen.document_url, seen.voted_ref) if link)
    asked = {"question": board_question(seen.name), "about_ref": seen.ref, "papers": papers}
    if seen.closes_on is not None:
        asked["due_on"] = seen.closes_on.isoformat()
    return f"/{body.slug}/referrals?{urlencode(asked)}"
