"""Every write of relations and consultations. Nothing here deletes anything."""

from __future__ import annotations

from .answering import hear_board, move_sending, take_vote
from .consultations import (
    CallFacts,
    call_consultation,
    describe_consultation,
    note_on_consultation,
)
from .contacts import end_contact, name_contact
from .dealings import Debt, drop_owed, finish_owed, note_exchange, owe
from .relations import (
    RelationFacts,
    add_relation,
    describe_relation,
    end_relation,
    order_relations,
    resume_relation,
)
from .steps import (
    begin_draft,
    drop_consultation,
    publish_answer,
    put_into_review,
    record_approval,
    record_vote,
    send_answer,
    send_back,
)

__all__ = [
    "CallFacts",
    "Debt",
    "RelationFacts",
    "add_relation",
    "begin_draft",
    "call_consultation",
    "describe_consultation",
    "describe_relation",
    "drop_consultation",
    "drop_owed",
    "end_contact",
    "end_relation",
    "finish_owed",
    "hear_board",
    "move_sending",
    "name_contact",
    "note_exchange",
    "note_on_consultation",
    "order_relations",
    "owe",
    "publish_answer",
    "put_into_review",
    "record_approval",
    "record_vote",
    "resume_relation",
    "send_answer",
    "send_back",
    "take_vote",
]
