"""The steps of a consultation, one command each: drafting, review, votes, sent, published,
dropped.
"""

from __future__ import annotations

from datetime import date

from secretariat.council.relations import policy
from secretariat.council.relations.commands.frame import consultation_act, take_step
from secretariat.council.relations.models import Consultation
from secretariat.foundation.people.models import Person
from secretariat.rules.consultations import Step
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision


def begin_draft(
    actor: Actor, consultation: Consultation, drafter: Person, *, document_url: str = ""
) -> Consultation:
    """Somebody drafts it: named by the officers, or a member who takes it on where nobody is named.
    Refuses ("wrong_state", "not_allowed").
    """

    def may(who: Actor, what: Consultation) -> Decision:
        return policy.may_begin_draft(who, what, drafter.handle)

    with consultation_act(actor, "begin_draft", consultation, may) as (this, row):
        take_step(this, row, Step.DRAFTING, words=f"{drafter.name} drafts it")
        row.drafter = drafter
        row.document_url = document_url or row.document_url
    return row


def put_into_review(
    actor: Actor, consultation: Consultation, *, document_url: str = ""
) -> Consultation:
    """Give the draft to the body to read; it is proposed for every agenda until it is voted.

    Refuses ("wrong_state", "no_words", "not_allowed").
    """
    with consultation_act(actor, "put_into_review", consultation, policy.may_draft) as (this, row):
        row.document_url = document_url or row.document_url
        if not (row.document_url or row.paper_ref):
            raise Refused(
                "no_words",
                "There is no draft to read yet. Say where it stands: its address, or its paper. "
                "Nothing has changed.",
                {"field": "document_url"},
            )
        take_step(this, row, Step.IN_REVIEW)
    return row


def send_back(actor: Actor, consultation: Consultation, *, reason: str) -> Consultation:
    """Take it back to the draft, or take up again what was dropped. Refuses ("reason_missing",
    "wrong_state", "not_allowed").
    """
    with consultation_act(actor, "send_back", consultation, policy.may_draft) as (this, row):
        take_step(this, row, Step.DRAFTING, words=reason)
        row.voted_ref = ""
    return row


def record_vote(
    actor: Actor, consultation: Consultation, *, ref: str, on: date | None = None, words: str = ""
) -> Consultation:
    """Record a vote of the body that was taken elsewhere, such as by mail. Refuses ("wrong_state",
    "in_future", "not_allowed").
    """
    with consultation_act(actor, "record_vote", consultation, _may_keep) as (this, row):
        take_step(this, row, Step.VOTED, words=words, ref=ref, on=on)
        row.voted_ref = ref
    return row


def record_approval(
    actor: Actor, consultation: Consultation, *, ref: str, on: date | None = None, words: str = ""
) -> Consultation:
    """Record that the board approved it, where no referral told so. Refuses ("wrong_state",
    "in_future", "not_allowed").
    """
    with consultation_act(actor, "record_approval", consultation, _may_keep) as (this, row):
        take_step(this, row, Step.BOARD_APPROVED, words=words, ref=ref, on=on)
        row.approved_ref = ref
    return row


def send_answer(
    actor: Actor, consultation: Consultation, *, on: date | None = None, reason: str = ""
) -> Consultation:
    """Record that it went out. Without the votes that belong before it a reason is needed.

    Refuses ("wrong_state", "reason_missing", "in_future", "not_allowed").
    """
    with consultation_act(actor, "send_answer", consultation, _may_keep) as (this, row):
        take_step(this, row, Step.SENT, words=reason, on=on)
        row.sent_on = row.since_on
    return row


def publish_answer(
    actor: Actor, consultation: Consultation, *, url: str, on: date | None = None
) -> Consultation:
    """Record where it was published: the end of its way. Refuses ("no_words", "wrong_state",
    "in_future", "not_allowed").
    """
    if not url.strip():
        raise Refused(
            "no_words",
            "Say where it was published, so that people find it. Nothing has changed.",
            {"field": "url"},
        )
    with consultation_act(actor, "publish_answer", consultation, _may_keep) as (this, row):
        take_step(this, row, Step.PUBLISHED, on=on, ref=url)
        row.published_on, row.published_url = row.since_on, url
    return row


def drop_consultation(actor: Actor, consultation: Consultation, *, reason: str) -> Consultation:
    """Give it up, with the reason. Refuses ("reason_missing", "wrong_state", "not_allowed")."""
    with consultation_act(actor, "drop_consultation", consultation, _may_keep) as (this, row):
        take_step(this, row, Step.DROPPED, words=reason)
    return row


def _may_keep(actor: Actor, consultation: Consultation) -> Decision:
    return policy.may_keep_consultations(actor, consultation.body)
