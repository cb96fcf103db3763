"""Keeping files inside the record."""

from __future__ import annotations

import hashlib

from django.conf import settings

from secretariat.foundation.records import clock
from secretariat.foundation.records.media import media_type_of
from secretariat.foundation.records.models import Attachment
from secretariat.rules.errors import Refused


def keep_attachment(name: str, content: bytes) -> Attachment:
    """Keep a file; the same bytes are kept once. Refuses what is empty, too large, or not what its
    name says.
    """
    limit: int = settings.ENV.upload_limit_mb
    if not content:
        raise Refused(
            "empty_file", f"“{name}” is empty. Choose the file again; nothing was stored."
        )
    if len(content) > limit * 1024 * 1024:
        raise Refused(
            "file_too_large",
            f"“{name}” has {len(content) // (1024 * 1024)} MB; at most {limit} MB are kept. "
            "Make it smaller or link to it instead.",
        )
    media_type = media_type_of(name, content)
    attachment, _ = Attachment.objects.get_or_create(
        digest=hashlib.sha256(content).hexdigest(),
        defaults={
            "name": name[-200:],
            "media_type": media_type,
            "size": len(content),
            "content": content,
            "kept_at": clock.now(),
        },
    )
    return attachment
