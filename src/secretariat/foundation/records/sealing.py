"""The arithmetic of the seal chain: SHA-256 over canonical JSON, each head over the one before."""

from __future__ import annotations

import hashlib
import json
from typing import Any

START = "0" * 64


def digest_of(salt: str, ref: str, content: Any) -> str:
    """The salted digest of frozen content, hexadecimal. The salt keeps short contents from being
    guessed.
    """
    canonical = json.dumps(
        [salt, ref, content], sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def head_after(previous: str, digest: str) -> str:
    """The head of the chain after one more digest."""
    return hashlib.sha256(f"{previous}{digest}".encode()).hexdigest()
