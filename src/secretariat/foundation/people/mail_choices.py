"""The outbox asks people's choices before it queues a reminder."""

from __future__ import annotations

from secretariat.foundation.outbox.reminders import register
from secretariat.foundation.people.commands.mail_choices import take_reminder
from secretariat.foundation.people.queries.mail_choices import letters_link

register(take_reminder, letters_link)
