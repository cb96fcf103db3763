"""Reading reports of mail servers: which mail did not reach whom, and why (RFC 3462, 3464, 3463).

Anybody can write such a report, so it is read as data only: what cannot be made out is left out,
and nothing here decides whether the mail it names is ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr

LARGEST = 2_000_000
_MOST_PARTS = 60
_MOST_RECIPIENTS = 100
_ID = re.compile(r"<[^<>\s@]{1,200}@[^<>\s@]{1,200}>")
_ID_LINE = re.compile(r"^[ \t>]*message-id:\s*(<[^<>\s]+@[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_CODE = re.compile(r"\b([45]\d\d)\b")
# Mailboxes that are unknown, moved or disabled; not full ones, and not mail that was disliked.
_DEAD = re.compile(r"5\.1\.(?:1|2|3|6|10)|5\.2\.1")
_DEAD_CODES = frozenset({"550", "551", "553"})


@dataclass(frozen=True, slots=True)
class Bounce:
    """That one mail did not reach one recipient. `message_id` has its angle brackets; `status` is
    the code of RFC 3463 ("5.1.1"), empty if none is given; `is_final` unless the server tries on.
    """

    message_id: str
    recipient: str
    status: str
    words: str
    is_final: bool

    @property
    def is_dead_address(self) -> bool:
        """Whether the address itself is at fault, so that no other mail will reach it either."""
        return self.is_final and is_dead_address(f"{self.status} {self.words}")


def is_dead_address(words: str) -> bool:
    """Whether what a server said means that there is no such mailbox (any more). The finer code
    decides where there is one: 550 alone also answers unwanted mail.
    """
    status = _STATUS.search(words)
    if status is not None:
        return _DEAD.fullmatch(status[0]) is not None
    code = _CODE.search(words)
    return code is not None and code[1] in _DEAD_CODES


def read_bounces(content: bytes) -> tuple[Bounce, ...]:
    """What a mail reports, one for each recipient; nothing for any other mail, and for what is
    larger than `LARGEST`.
    """
    if len(content) > LARGEST:
        return ()
    try:
        mail = message_from_bytes(content, policy=policy.compat32)
        parts = _parts(mail)
        return _reported(mail, parts) or _of_exim(mail, parts)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        # The library trips over some malformed mail; then there is nothing to make out.
        return ()


def _parts(mail: Message) -> list[Message]:
    found: list[Message] = []
    for part in mail.walk():
        if len(found) >= _MOST_PARTS:
            break
        found.append(part)
    return found


def _reported(mail: Message, parts: list[Message]) -> tuple[Bounce, ...]:
    """By the standard: a part with one block of lines for the mail and one for each recipient."""
    for part in parts:
        if part.get_content_type() != "message/delivery-status":
            continue
        about = _id_of(mail, parts)
        lines = (_bounce(block, about) for block in _inside(part)[:_MOST_RECIPIENTS])
        return tuple(each for each in lines if each is not None)
    return ()


def _bounce(block: Message, message_id: str) -> Bounce | None:
    action = _line(block, "Action").lower()
    if not message_id or action not in {"failed", "delayed"}:
        return None
    final, original = _line(block, "Final-Recipient"), _line(block, "Original-Recipient")
    address = _address((original or final).rpartition(";")[2])
    status = _STATUS.search(_line(block, "Status"))
    said = _line(block, "Diagnostic-Code").partition(";")[2].strip()
    words = said or (f"Status {status[0]}" if status else "The server did not say why.")
    return Bounce(
        message_id, address, status[0] if status else "", words[:300], is_final=action == "failed"
    )


def _of_exim(mail: Message, parts: list[Message]) -> tuple[Bounce, ...]:
    """Older servers name who was not reached in a line of the head, and say why in plain words."""
    failed = _line(mail, "X-Failed-Recipients")
    message_id = _id_of(mail, parts) if failed else ""
    if not message_id:
        return ()
    text = next((_text(part) for part in parts if part.get_content_type() == "text/plain"), "")
    why = next((line.strip() for line in text.splitlines() if _CODE.search(line)), "")
    status = _STATUS.search(why)
    words = " ".join(why.split())[:300] or "The server did not say why."
    addresses = [_address(each) for each in failed.split(",")[:_MOST_RECIPIENTS]]
    return tuple(
        Bounce(message_id, each, status[0] if status else "", words, is_final=True)
        for each in addresses
        if each
    )


def _id_of(mail: Message, parts: list[Message]) -> str:
    """The Message-ID of the mail that came back: from the copy of it or of its head, else from
    what the report answers.
    """
    for part in parts[1:]:
        if part.get_content_type() == "message/rfc822" and _inside(part):
            found = _ID.search(_line(_inside(part)[0], "Message-ID"))
            if found:
                return found[0]
        if part.get_content_type() in {"text/rfc822-headers", "text/plain"}:
            named = _ID_LINE.search(_text(part))
            if named:
                return named[1]
    named = _ID_LINE.search(_text(mail)) if not mail.is_multipart() else None
    answered = _ID.search(f"{_line(mail, 'In-Reply-To')} {_line(mail, 'References')}")
    if named:
        return named[1]
    return answered[0] if answered else ""


def _inside(part: Message) -> list[Message]:
    """The messages in a part; none where it holds text."""
    payload = part.get_payload()
    found = payload if isinstance(payload, list) else []
    return [each for each in found if isinstance(each, Message)]


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _line(part: Message, name: str) -> str:
    return " ".join(str(part.get(name, "")).split())


def _address(text: str) -> str:
    return parseaddr(text.strip())[1].lower()[:254]
