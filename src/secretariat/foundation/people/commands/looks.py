"""The look of a body: two accents that can be read, and a logo that is only a picture."""

from __future__ import annotations

import hashlib
from datetime import datetime

from secretariat.foundation.people import policy
from secretariat.foundation.people.logos import logo_type_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.foundation.records.models import Attachment
from secretariat.rules.contrast import (
    LEAST_FOR_TEXT,
    LIGHT_PAPERS,
    channels,
    least_contrast,
)
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require


def choose_colours(actor: Actor, body: Body, *, accent: str, accent2: str, seen: int) -> Body:
    """Set a body's two accents, for pages, deck and minutes.

    Refuses ("malformed_colour"), ("unreadable_colour") below AA on light paper with the ratio and
    the next shade that passes, ("changed_meanwhile").
    """
    with act(actor, "people.choose_colours", body.slug, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "change the look of this body"))
        wanted = {"accent": readable(accent, "accent"), "accent2": readable(accent2, "accent2")}
        body = locked(body)
        guard_revision(body, seen, wanted)
        this.was(accent=body.accent, accent2=body.accent2)
        body.accent, body.accent2 = wanted["accent"], wanted["accent2"]
        body.save(update_fields=["accent", "accent2", "revision"])
        this.says("Pages, deck and minutes have other colours.")
        this.now_is(**wanted)
    return body


def readable(colour: str, field: str) -> str:
    """The colour in small letters. Refuses what is no colour, or too pale, with what would pass."""
    clean = colour.strip().lower()
    try:
        found = least_contrast(clean, LIGHT_PAPERS)
    except Refused as refused:
        raise Refused(refused.code, refused.message, {"field": field}) from refused
    if found < LEAST_FOR_TEXT:
        passing = readable_shade(clean)
        raise Refused(
            "unreadable_colour",
            f"{clean} is too pale to be read on paper: its contrast is {found:.2f}, and at least "
            f"{LEAST_FOR_TEXT} is needed. The next darker shade that passes is {passing}. The "
            "former colour is kept.",
            {"field": field, "contrast": round(found, 2), "passing": passing},
        )
    return clean


def readable_shade(colour: str) -> str:
    """The colour itself, or the lightest darker shade of it that can be read on light paper."""
    for left in range(100, -1, -1):
        shade = "#" + "".join(f"{channel * left // 100:02x}" for channel in channels(colour))
        if least_contrast(shade, LIGHT_PAPERS) >= LEAST_FOR_TEXT:
            return shade
    raise AssertionError("black is readable on light paper")


def set_logo(actor: Actor, body: Body, name: str, content: bytes, *, seen: int) -> Body:
    """Set a body's logo: PNG, JPEG or an SVG that only draws.

    Refuses ("empty_file", "file_too_large"), ("wrong_file") what is not the picture its name says,
    ("unsafe_picture") an SVG with scripts or outside references, ("changed_meanwhile").
    """
    media_type = logo_type_of(name, content)
    with act(actor, "people.set_logo", body.slug, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "change the look of this body"))
        body = locked(body)
        guard_revision(body, seen, {})
        body.logo = _kept(name, content, media_type, this.at)
        body.save(update_fields=["logo", "revision"])
        this.says(f"Another logo is shown: {name}.")
        this.now_is(logo=name)
    return body


def _kept(name: str, content: bytes, media_type: str, at: datetime) -> Attachment:
    """The picture inside the record, once. (SVG is kept for logos only.)"""
    picture, _ = Attachment.objects.get_or_create(
        digest=hashlib.sha256(content).hexdigest(),
        defaults={
            "name": name[-200:],
            "media_type": media_type,
            "size": len(content),
            "content": content,
            "kept_at": at,
        },
    )
    return picture


def remove_logo(actor: Actor, body: Body, *, seen: int) -> Body:
    """Show no logo any more. The file stays in the record. Refuses ("changed_meanwhile")."""
    with act(actor, "people.remove_logo", body.slug, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "change the look of this body"))
        body = locked(body)
        guard_revision(body, seen, {})
        body.logo = None
        body.save(update_fields=["logo", "revision"])
        this.says("No logo is shown any more.")
        this.now_is(logo="")
    return body
