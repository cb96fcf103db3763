"""The OpenAPI document as people read it: addresses under headings, and what they answer with.

The documentation page and `docs/reference/api.md` are both made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

REFUSAL = "Refusal"


@dataclass(frozen=True, slots=True)
class Line:
    """One parameter of an address or one field of an answer."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Address:
    """One address that can be read."""

    path: str
    summary: str
    words: str
    answer: str
    parameters: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The addresses of one part of the record."""

    heading: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What an answer, or a part of one, is made of."""

    name: str
    words: str
    fields: tuple[Line, ...]


def chapters(document: dict[str, Any]) -> list[Chapter]:
    """The addresses in their order, under their headings."""
    found: dict[str, list[Address]] = {}
    for path, methods in document["paths"].items():
        for operation in methods.values():
            found.setdefault(operation["tags"][0], []).append(_address(path, operation))
    return [Chapter(heading, tuple(each)) for heading, each in found.items()]


def shapes(document: dict[str, Any]) -> list[Shape]:
    """Everything an answer may be made of, by name; lists are told by what stands in them."""
    known = document["components"]["schemas"]
    return [
        Shape(name, flat(schema.get("description", "")), tuple(_fields(schema)))
        for name, schema in sorted(known.items())
        if not name.startswith("Listed_")
    ]


def markdown(document: dict[str, Any]) -> str:
    """The reference as a Markdown page."""
    return "\n".join(_page(document)) + "\n"


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _page(document: dict[str, Any]) -> Iterator[str]:
    info = document["info"]
    yield "# The interface for other programs"
    yield ""
    yield flat(info["description"])
    for chapter in chapters(document):
        yield f"\n## {chapter.heading}"
        for each in chapter.addresses:
            yield f"\n### `{each.path}`\n"
            yield f"{each.summary}. {each.words}\n"
            yield f"Answers with {each.answer}."
            yield from _table(("may be given", "as", "means"), each.parameters)
    yield "\n## What answers are made of"
    for shape in shapes(document):
        yield f"\n### {shape.name}\n"
        yield shape.words
        yield from _table(("field", "as", "means"), shape.fields)


def _table(titles: tuple[str, str, str], lines: tuple[Line, ...]) -> Iterator[str]:
    if not lines:
        return
    yield f"\n| {' | '.join(titles)} |\n|---|---|---|"
    for line in lines:
        yield f"| `{line.name}` | {line.kind} | {line.words.replace('|', '&#124;')} |"


def _address(path: str, operation: dict[str, Any]) -> Address:
    content = operation["responses"]["200"]["content"]["application/json"]
    return Address(
        path,
        operation["summary"],
        flat(operation.get("description", "")),
        kind_of(content["schema"]),
        tuple(
            Line(each["name"], kind_of(each["schema"]), flat(each.get("description", "")))
            for each in operation.get("parameters", ())
        ),
    )


def _fields(schema: dict[str, Any]) -> Iterator[Line]:
    for name, field in schema.get("properties", {}).items():
        yield Line(name, kind_of(field), flat(field.get("description", "")))


def kind_of(schema: dict[str, Any]) -> str:
    """What a value is, in a word or two: "day or null", "list of ItemOut"."""
    if "$ref" in schema:
        return _named(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(map(kind_of, schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {kind_of(schema['items'])}"
    formats = {"date": "day", "date-time": "instant", "uri": "address"}
    plain = {"string": "text", "integer": "number", "boolean": "yes or no", "object": "object"}
    kind = str(schema.get("type", "anything"))
    return formats.get(schema.get("format", ""), plain.get(kind, kind))


def _named(name: str) -> str:
    inner = name.removeprefix("Listed_").removesuffix("_")
    return f"list of {inner}, in parts" if name.startswith("Listed_") else name
