"""Following every link of a site from its start, as one kind of reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import Resolver404, resolve

from tests.journeys.pages import Page, Visitor

ELSEWHERE = ("/static/", "/account/", "/sign-out", "/sign-in", "/demo/clock?")
MOST = 3000
"""More pages than any council of the tests has: a crawl that never ends is a fault."""


def kind_of(path: str) -> str:
    """The pattern of an address; what has none is of its own kind."""
    try:
        return resolve(path.partition("?")[0]).route
    except Resolver404:
        return path


@dataclass
class Crawl:
    """The pages a reader comes to, by address, and the page each was first found on.

    Of each kind of address at most `most_of_a_kind` are visited, and every start.
    """

    visitor: Visitor
    most_of_a_kind: int = MOST
    pages: dict[str, Page] = field(default_factory=dict)
    found_on: dict[str, str] = field(default_factory=dict)

    def run(self, *starts: str) -> Crawl:
        """Follow every link from these addresses."""
        waiting, kinds = list(starts), Counter[str]()
        while waiting:
            path = waiting.pop()
            if path in self.pages or path.startswith(ELSEWHERE):
                continue
            kinds[kind_of(path)] += 1
            if kinds[kind_of(path)] > self.most_of_a_kind and path not in starts:
                continue
            assert len(self.pages) < MOST, f"no end of pages: {path}"
            page = self.pages[path] = self.visitor.open(path)
            for link in self._links(page):
                self.found_on.setdefault(link, path)
                waiting.append(link)
        return self

    def _links(self, page: Page) -> list[str]:
        is_page = page.media_type == "text/html" and not page.path.endswith(".html")
        return page.links if is_page else []

    @property
    def html(self) -> Iterator[tuple[str, Page]]:
        """The pages that a reader reads."""
        return ((path, page) for path, page in self.pages.items() if page.media_type == "text/html")

    @property
    def broken(self) -> dict[str, str]:
        """What does not answer with a page: its status and the page that led there."""
        return {
            path: f"{page.status}, from {self.found_on.get(path, 'the start')}"
            for path, page in self.pages.items()
            if page.status != 200
        }

    def with_pattern(self, pattern: str) -> dict[str, list[str]]:
        """What a pattern finds in the text of all pages and text files, by address."""
        wanted = re.compile(pattern)
        texts = (
            (path, page.text)
            for path, page in self.pages.items()
            if page.media_type.startswith("text/") or page.media_type.endswith("json")
        )
        found = {path: [m[0] for m in wanted.finditer(text)] for path, text in texts}
        return {path: hits for path, hits in found.items() if hits}
