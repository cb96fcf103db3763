"""Tokens of personal links: the mail holds the token, the record only its digest."""

from __future__ import annotations

import hashlib


def token_digest(token: str) -> str:
    """SHA-256 of a token, hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
