"""What a public reference may look like in an address: body, meeting, item, action, motion.

Registered by importing this module. A word that names a page never matches as a body or an item,
so a page cannot be hidden behind a record of the same name.
"""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter

from secretariat.foundation.records.exports import MEDIA_TYPES

RESERVED_BODY_SLUGS = frozenset({
    "account", "admin", "answer", "api", "bodies", "calendar", "demo", "feeds", "files", "health",
    "healthz", "help", "letters", "me", "new", "organizations", "people", "robots", "search",
    "settings", "sign-in", "setup", "sign-out", "static", "style", "theme",
})  # fmt: skip

RESERVED_ITEM_SLUGS = frozenset({
    "actions", "adjourn", "agenda", "attachments", "attendance", "call-to-order", "cancel",
    "changes", "check-in", "corrections", "deck", "edit", "history", "items", "join", "live",
    "minutes", "motions", "move", "new", "notes", "notices", "order", "present", "projector",
    "proposals", "publish", "roll-call", "room", "seat", "send", "settings", "to-do", "undo",
})  # fmt: skip


def _none_of(words: frozenset[str]) -> str:
    return rf"(?!(?:{'|'.join(sorted(words))})(?:[/.]|$))"


class BodySlug(StringConverter):
    """The slug of a body: `tac`."""

    regex = _none_of(RESERVED_BODY_SLUGS) + r"[a-z][a-z0-9-]{0,49}"


class MeetingSlug(StringConverter):
    """The day of a meeting, with a number from the second on that day: `2021-10-07-2`."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]{1,2})?"


class ItemSlug(StringConverter):
    """An agenda item: its number once fixed (`4`, `5a`), before that its slug."""

    regex = _none_of(RESERVED_ITEM_SLUGS) + r"(?:[0-9]{1,3}[a-z]?|[a-z][a-z0-9-]{0,79})"


class ActionRef(StringConverter):
    """An action item: `A-17`."""

    regex = r"A-[0-9]{1,6}"


class MotionRef(StringConverter):
    """A motion: `M-2021-31`."""

    regex = r"M-[0-9]{4}-[0-9]{1,4}"


class EditionName(StringConverter):
    """An edition of the minutes that is not for everyone: `members`."""

    regex = r"members|officers"


class AnyRef(StringConverter):
    """Any public reference of a body's record, however deep: `tac/2021-10-07/deck`.

    A file that was put under something, `…/files/draft.pdf`, is no reference with a format.
    """

    regex = BodySlug.regex + r"(?:/(?!files/)[A-Za-z0-9-]+)*"


class ReferralRef(StringConverter):
    """A referral to another body: `R-3`."""

    regex = r"R-[0-9]{1,6}"


class FileFormat(StringConverter):
    """The ending of a file that something can be exported as: `pptx`."""

    regex = "|".join(MEDIA_TYPES)


register_converter(AnyRef, "ref")
register_converter(BodySlug, "body")
register_converter(EditionName, "edition")
register_converter(MeetingSlug, "meeting")
register_converter(ItemSlug, "item")
register_converter(ActionRef, "action")
register_converter(FileFormat, "format")
register_converter(MotionRef, "motion")
register_converter(ReferralRef, "referral")
