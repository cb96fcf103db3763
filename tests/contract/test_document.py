"""The OpenAPI document changes only when somebody means it, and the reference is made from it.

GOLDEN=write renews both; look at every difference, for other programs rely on it.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ninja import Schema

from secretariat.faces.api.chapters import markdown
from secretariat.faces.api.v1 import document

SNAPSHOT = Path(__file__).with_name("openapi.json")
INNER = {"id", "pk", "body_id", "revision", "address", "email", "link", "passcode"}
"""What no answer has a field for: numbers of rows, and what is nobody's but the members'."""


def kept(file: Path, made: str) -> str:
    if os.environ.get("GOLDEN") == "write":
        file.write_text(made, encoding="utf-8")
    return file.read_text(encoding="utf-8")


def operations() -> list[tuple[str, dict[str, Any]]]:
    paths = document()["paths"].items()
    return [(f"{way} {path}", each) for path, ways in paths for way, each in ways.items()]


def test_document_is_the_one_that_was_looked_at() -> None:
    made = json.dumps(document(), indent=1, ensure_ascii=False) + "\n"

    assert made == kept(SNAPSHOT, made)


def test_reference_is_made_from_the_document(root: Path) -> None:
    made = markdown(document())

    assert made == kept(root / "docs" / "reference" / "api.md", made)


@pytest.mark.parametrize(("name", "operation"), operations(), ids=lambda each: str(each)[:60])
def test_every_address_says_what_it_may_refuse(name: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    refused = {
        status: answer["content"]["application/json"]["schema"]["$ref"]
        for status, answer in answers.items()
        if status.startswith("4")
    }

    assert name.startswith("get ")
    assert set(answers) == {"200", "304", "403", "404", "409", "422"}
    assert set(refused.values()) == {"#/components/schemas/Refusal"}
    assert operation["summary"]
    assert operation["description"]


def test_names_of_operations_are_short_and_differ() -> None:
    names = [operation["operationId"] for _, operation in operations()]

    assert len(set(names)) == len(names)
    assert [name for name in names if "secretariat" in name] == []


def test_no_two_parts_of_answers_have_one_name() -> None:
    """The document would tell of one of them only."""
    parts = [each for each in _below(Schema) if each.__module__.startswith("secretariat.")]
    names = Counter(each.__name__ for each in parts if "[" not in each.__name__)

    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) > 30


def _below(kind: type[Schema]) -> set[type[Schema]]:
    direct = kind.__subclasses__()
    return {*direct, *(each for one in direct for each in _below(one))}


def test_no_answer_has_a_field_for_what_is_not_public() -> None:
    shapes = document()["components"]["schemas"]
    found = {name: INNER & set(shape.get("properties", ())) for name, shape in shapes.items()}

    assert {name: fields for name, fields in found.items() if fields} == {}
