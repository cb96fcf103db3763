"""Whatever is asked, an answer keeps what the OpenAPI document says of it. Schemathesis asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat.faces.api.v1 import document

pytestmark = pytest.mark.usefixtures("both")
EXAMPLES = 25
KNOWN: dict[str, list[Any]] = {
    "body": ["tac", "tidelamp"],
    "meeting": ["2021-09-23", "2021-10-07", "2021-08-11", "2021-09-29"],
    "handle": ["dave-thaler"],
    "version": [1],
    "project": ["gramine"],
    "talk": ["kata-containers"],
    "as_of": ["2021-09-30", "2019-12-05"],
    "q": ["the", "A-1"],
}


def asked() -> list[tuple[str, str]]:
    return [(path, way) for path, ways in document()["paths"].items() for way in ways]


@pytest.fixture
def schema() -> Iterator[Any]:
    """The document as the program gives it, asked in this process and this transaction."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.parametrize(("path", "way"), asked(), ids=str)
def test_answer_is_as_the_document_says(schema: Any, path: str, way: str) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(case=schema[path][way.upper()].as_strategy(), data=st.data())
    def keeps_the_document(case: Any, data: st.DataObject) -> None:
        for given_by in (case.path_parameters, case.query):
            for name in set(given_by or ()) & set(KNOWN):
                # Half of the time something that is there, else whatever the document allows.
                if data.draw(st.booleans()):
                    given_by[name] = data.draw(st.sampled_from(KNOWN[name]))
        case.call_and_validate()

    keeps_the_document()
