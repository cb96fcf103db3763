"""Frozen dataclasses to plain JSON values and back, exactly.

A dataclass becomes a dict with its class name under "type"; bytes become base64; tuples lists.
Reading back refuses what it does not know, so that a frozen document is never half understood.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import enum
import types
import typing
from functools import cache
from typing import Any, TypeVar, Union

from secretariat.rules.errors import Refused

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """The value as dicts, lists, strings, numbers, booleans and None only."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
        return {"type": type(value).__name__, **fields}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [to_plain(entry) for entry in value]
    return value


def from_plain(wanted: type[T], value: Any) -> T:
    """The dataclass `wanted` that `to_plain` wrote; refuses ("unreadable_document") the rest."""
    result: T = _read(wanted, value, wanted.__name__)
    return result


def _read(wanted: Any, value: Any, place: str) -> Any:
    origin = typing.get_origin(wanted)
    if origin in (Union, types.UnionType):
        return _read_union(typing.get_args(wanted), value, place)
    if origin is tuple:
        return _read_tuple(typing.get_args(wanted), value, place)
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        return _read_dataclass(wanted, value, place)
    if isinstance(wanted, type) and issubclass(wanted, enum.Enum):
        return _read_enum(wanted, value, place)
    if wanted is bytes:
        return _read_bytes(value, place)
    if type(value) is not wanted:
        raise _unreadable(place, f"should be {getattr(wanted, '__name__', wanted)}")
    return value


def _read_union(choices: tuple[Any, ...], value: Any, place: str) -> Any:
    if value is None and types.NoneType in choices:
        return None
    rest = [choice for choice in choices if choice is not types.NoneType]
    if len(rest) == 1:
        return _read(rest[0], value, place)
    name = value.get("type") if isinstance(value, dict) else None
    for choice in rest:
        if choice.__name__ == name:
            return _read(choice, value, place)
    raise _unreadable(place, f"has the unknown type {name!r}")


def _read_tuple(inner: tuple[Any, ...], value: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _unreadable(place, "should be a list")
    return tuple(_read(inner[0], entry, f"{place}[{index}]") for index, entry in enumerate(value))


def _read_dataclass(wanted: type, value: Any, place: str) -> Any:
    if not isinstance(value, dict) or value.get("type") != wanted.__name__:
        raise _unreadable(place, f"should be a {wanted.__name__}")
    hints = _hints(wanted)
    given = set(value) - {"type"}
    if given != set(hints):
        raise _unreadable(place, f"has other fields: {', '.join(sorted(given ^ set(hints)))}")
    return wanted(
        **{name: _read(hint, value[name], f"{place}.{name}") for name, hint in hints.items()}
    )


def _read_enum(wanted: type[enum.Enum], value: Any, place: str) -> enum.Enum:
    try:
        return wanted(value)
    except ValueError:
        raise _unreadable(place, f"is not one of {[choice.value for choice in wanted]}") from None


def _read_bytes(value: Any, place: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise _unreadable(place, "is not base64") from None


@cache
def _hints(wanted: type) -> dict[str, Any]:
    hints = typing.get_type_hints(wanted)
    return {field.name: hints[field.name] for field in dataclasses.fields(wanted)}


def _unreadable(place: str, reason: str) -> Refused:
    return Refused(
        "unreadable_document",
        f"The stored document cannot be read: {place} {reason}. Nothing was changed. "
        "It was probably written by a newer release; update this one and try again.",
        {"place": place},
    )
