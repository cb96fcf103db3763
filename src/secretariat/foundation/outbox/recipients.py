"""Whom mail goes to. What only reads the record names them without loading how mail is sent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person of the record with an address. A list has no `handle` and gets no personal link.

    `private` is said in this one mail only, such as how to join a call; no list gets it.
    """

    name: str
    address: str
    handle: str = ""
    private: str = ""
