"""How long the link in a digest is good for."""

from __future__ import annotations

from datetime import datetime, timedelta

from secretariat.foundation.outbox.enclosures import register_end
from secretariat.foundation.outbox.models import Receipt
from secretariat.foundation.people.commands.digest import PURPOSE

LIFETIME = timedelta(days=30)


def ends_at(receipt: Receipt) -> datetime:
    """A month after it was sent."""
    return receipt.sending.sent_at + LIFETIME


register_end(PURPOSE, ends_at)
