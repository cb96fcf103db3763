"""What came back: refused by the mail server at once, or reported by another one later.

A report is believed only if it names a mail that left here, by its Message-ID, which nobody can
guess. Delivery uses the wall clock.
"""

from __future__ import annotations

import logging
from pathlib import Path

from django.db import transaction

from secretariat.documents.reading.bounces import LARGEST, Bounce, read_bounces
from secretariat.foundation.outbox.models import Message, UnreachedAddress
from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

LOG = logging.getLogger(__name__)
# Where a folder that mail is delivered to keeps what is new, and what was seen (Maildir).
NEW, SEEN, FLAGS = "new", "cur", ":2,S"
READ = "read"
A_TURN = 200


def mark_bounced(message: Message, reason: str, *, is_dead: bool) -> None:
    """This mail came back and is not tried again; with a dead address, no letter will reach it."""
    now = clock.wall_now()
    message.state, message.bounced_at = Message.State.BOUNCED, now
    message.last_error = reason[:300]
    message.save(update_fields=["state", "bounced_at", "last_error"])
    if is_dead:
        UnreachedAddress.objects.update_or_create(
            address=message.to_address.lower(),
            defaults={
                "reason": reason[:300],
                "since_at": now,
                "works_again_at": None,
                "works_again_by": "",
            },
        )
    LOG.warning("mail %s came back", message.message_id)


def note_bounces(content: bytes) -> int:
    """Take note of what a report says about mail of ours; how many mails came back by it. Reading
    the same report twice changes nothing.
    """
    return sum(_note(bounce) for bounce in read_bounces(content))


def _note(bounce: Bounce) -> bool:
    if not bounce.is_final:
        return False
    with transaction.atomic():
        rows = Message.objects.select_for_update().filter(message_id=bounce.message_id)
        message = rows.exclude(state__in=(Message.State.BOUNCED, Message.State.DROPPED)).first()
        if message is None:
            return False
        reason = (
            " ".join(f"{bounce.status} {bounce.words}".split())
            if (bounce.status and bounce.status not in bounce.words)
            else bounce.words
        )
        mark_bounced(message, reason, is_dead=bounce.is_dead_address)
    return True


def take_in_mail(folder: Path) -> int:
    """Read what was delivered into a folder, a Maildir or `.eml` files, and put each file aside as
    read; how many mails of ours came back. Safe to repeat: what was not put aside is read again.
    """
    if not folder.is_dir():
        return 0
    return sum(_take_in(folder, file) for file in _delivered(folder)[:A_TURN])


def _delivered(folder: Path) -> list[Path]:
    """The files that are whole: a name that begins with a dot is still being written."""
    single = [file for file in folder.glob("*.eml") if not file.name.startswith(".")]
    new = folder / NEW
    maildir = (
        [file for file in new.iterdir() if not file.name.startswith(".")] if new.is_dir() else []
    )
    return sorted(file for file in (*single, *maildir) if file.is_file())


def _take_in(folder: Path, file: Path) -> int:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        found = note_bounces(content)
        is_maildir = file.parent.name == NEW and file.parent != folder
        aside = folder / (SEEN if is_maildir else READ)
        aside.mkdir(exist_ok=True)
        file.replace(aside / (f"{file.name}{FLAGS}" if is_maildir else file.name))
    except FileNotFoundError:
        # Another worker took it a moment ago.
        return 0
    except OSError as error:
        LOG.warning("a file of the folder for incoming mail could not be read: %s", error)
        return 0
    return found


def address_works_again(actor: Actor, body_slug: str, address: str) -> None:
    """Say that mail reaches this address again. Refuses ("not_found", "not_allowed")."""
    with act(actor, "outbox.address_works_again", body_slug, body_slug=body_slug) as this:
        require(may_send(actor, body_slug))
        row = (
            UnreachedAddress.objects.select_for_update()
            .filter(address=address.lower(), works_again_at__isnull=True)
            .first()
        )
        if row is None:
            raise Refused("not_found", "Nothing says that this address does not work.")
        row.works_again_at, row.works_again_by = clock.wall_now(), actor.name[:100]
        row.save(update_fields=["works_again_at", "works_again_by"])
        this.now_is(address=row.address)
