"""A ballot by mail that ended when the minutes of its meeting were approved already: they stay as
they were sealed, and say under them how it ended.
"""

from __future__ import annotations

from secretariat.council.minutes.commands.approval import note_erratum
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions.decided_later import register
from secretariat.council.motions.models import Motion
from secretariat.rules.visibility import Actor, Audience


def hear(actor: Actor, motion: Motion, words: str) -> None:
    """Note the result under approved minutes, for those who may read the item. Two queries."""
    rows = Minutes.objects.filter(meeting=motion.meeting, approved_at__isnull=False)
    minutes = rows.select_related("meeting__body").first()
    if minutes is None:
        return
    audience = Audience(motion.item.audience) if motion.item else Audience.PUBLIC
    text = f"{motion.number}, a ballot by mail that was open then: {words}"
    note_erratum(actor, minutes, text=text, source_ref=motion.ref, audience=audience)


register("minutes", hear)
