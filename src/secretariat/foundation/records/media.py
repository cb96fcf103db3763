"""What kind of file this is, by its name and by its first bytes: both must agree."""

from __future__ import annotations

from pathlib import PurePath

from secretariat.rules.errors import Refused

_ZIP = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument"

KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".docx": (f"{_OFFICE}.wordprocessingml.document", (_ZIP,)),
    ".pptx": (f"{_OFFICE}.presentationml.presentation", (_ZIP,)),
    ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet", (_ZIP,)),
    ".odp": ("application/vnd.oasis.opendocument.presentation", (_ZIP,)),
    ".odt": ("application/vnd.oasis.opendocument.text", (_ZIP,)),
    ".zip": ("application/zip", (_ZIP,)),
    ".txt": ("text/plain", ()),
    ".md": ("text/markdown", ()),
    ".csv": ("text/csv", ()),
}


def media_type_of(name: str, content: bytes) -> str:
    """The media type. Refuses ("unknown_file") other endings and ("wrong_file") content of another
    kind.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        known = ", ".join(sorted(KINDS))
        raise Refused(
            "unknown_file",
            f"“{name}” is of a kind that is not kept here. Known are {known}; nothing was stored.",
        )
    media_type, starts = KINDS[ending]
    fits = content.startswith(starts) if starts else _is_text(content)
    if not fits:
        raise Refused(
            "wrong_file",
            f"“{name}” is not what its name says: its content is not {ending[1:].upper()}. "
            "Export it again or give it its true ending; nothing was stored.",
        )
    return media_type


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
