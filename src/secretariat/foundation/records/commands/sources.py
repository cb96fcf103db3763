"""Remembering where facts come from."""

from __future__ import annotations

from secretariat.foundation.records.models import Source


def remember_source(ref: str, words: str, url: str = "") -> Source:
    """The source of this reference, written if it is new. The first words given for a reference
    stay.
    """
    source, _ = Source.objects.get_or_create(ref=ref, defaults={"words": words[:300], "url": url})
    return source
