"""Freezing: one more link of a body's hash chain."""

from __future__ import annotations

import secrets
from typing import Any

from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Seal
from secretariat.foundation.records.sealing import START, digest_of, head_after


def seal(body_slug: str, ref: str, content: Any) -> Seal:
    """Seal frozen content (plain JSON values) under a salted digest; the new head covers all before
    it.

    The caller holds the lock of the body's row, so that two seals cannot take the same step.
    """
    last = Seal.objects.filter(body_slug=body_slug).order_by("-sequence").first()
    salt = secrets.token_hex(16)
    digest = digest_of(salt, ref, content)
    return Seal.objects.create(
        body_slug=body_slug,
        sequence=last.sequence + 1 if last else 1,
        ref=ref,
        salt=salt,
        digest=digest,
        head=head_after(last.head if last else START, digest),
        sealed_at=clock.now(),
    )
