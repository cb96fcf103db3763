"""Every read of relations and consultations."""

from __future__ import annotations

from .consultations import (
    ConsultationHanging,
    consultation_for_all,
    consultation_named,
    consultation_seen,
    consultations_at,
    consultations_by_ref,
    consultations_hanging,
    consultations_of_relation,
    due_for,
    my_consultations,
    next_meeting_after,
)
from .relations import (
    OwedHanging,
    RelationLine,
    contacts_of,
    numbers_by_kind,
    owed_hanging,
    owed_numbered,
    relation_lines,
    relation_named,
    relations_to_choose,
    talks_by_organization,
    today,
    without_contact,
)

__all__ = [
    "ConsultationHanging",
    "OwedHanging",
    "RelationLine",
    "consultation_for_all",
    "consultation_named",
    "consultation_seen",
    "consultations_at",
    "consultations_by_ref",
    "consultations_hanging",
    "consultations_of_relation",
    "contacts_of",
    "due_for",
    "my_consultations",
    "next_meeting_after",
    "numbers_by_kind",
    "owed_hanging",
    "owed_numbered",
    "relation_lines",
    "relation_named",
    "relations_to_choose",
    "talks_by_organization",
    "today",
    "without_contact",
]
