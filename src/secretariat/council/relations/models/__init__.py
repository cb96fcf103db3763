"""Relations to outside bodies, and the consultations and statements that go out to them."""

from __future__ import annotations

from .consultations import Consultation, ConsultationStep
from .relations import Contact, Exchange, Owed, Relation

__all__ = ["Consultation", "ConsultationStep", "Contact", "Exchange", "Owed", "Relation"]
