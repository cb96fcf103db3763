"""The papers and terms of the example council, each fact recorded on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from secretariat.council.papers import commands, queries
from secretariat.council.papers.commands import NewPaper, NewQuotation, PaperFacts, Words
from secretariat.council.papers.models import Paper
from secretariat.exchange.example.facts import facts, local
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries import person_named
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor

EARLY = time(6)
"""The hour at which a day's facts are recorded: before any meeting of that day."""

Facts = dict[str, Any]
Deed = tuple[date, Callable[[], object]]


def fill_papers(actor: Actor, body: Body) -> None:
    """Record papers, versions, remarks and quotations in the order of time."""
    deeds: list[Deed] = []
    for told in facts("papers")["papers"]:
        deeds += _deeds(actor, body, told)
    for day, do in sorted(deeds, key=lambda deed: deed[0]):
        with clock.fixed(local(day, EARLY)):
            do()


def _deeds(actor: Actor, body: Body, told: Facts) -> list[Deed]:
    def paper() -> Paper:
        return queries.paper_named(body, told["slug"])

    deeds: list[Deed] = [(told["added_on"], lambda: _add(actor, body, told))]
    if "editor" in told:
        editor = told["editor"]
        deeds.append((editor["on"], lambda: _name_editor(actor, paper(), editor["person"])))
    if "published" in told:
        published = told["published"]
        deeds.append((published["on"], lambda: _publish(actor, paper(), published)))
    if "next" in told:
        coming = told["next"]
        deeds.append((coming["on"], lambda: _begin(actor, paper(), coming)))
    remarks, quotations = told.get("remarks", ()), told.get("quotations", ())
    deeds += [(each["on"], _remarking(actor, paper, each)) for each in remarks]
    deeds += [(each["on"], _quoting(actor, paper, each)) for each in quotations]
    return deeds


def _add(actor: Actor, body: Body, told: Facts) -> Paper:
    words = Words(url=told.get("url", ""), source_words=told.get("source", ""))
    new = NewPaper(
        facts=_facts(told, body),
        slug=told["slug"],
        label=told.get("label", "1"),
        words=words,
    )
    return commands.add_paper(actor, body, new)


def _facts(told: Facts, body: Body, editor: Person | None = None) -> PaperFacts:
    above = told.get("part_of")
    return PaperFacts(
        title=told["title"],
        kind=told["kind"],
        about=told.get("about", ""),
        editor=editor,
        part_of=queries.paper_named(body, above) if above else None,
        issue_url=told.get("issue_url", ""),
        document_url=told.get("document_url", ""),
    )


def _name_editor(actor: Actor, paper: Paper, handle: str) -> Paper:
    told = next(each for each in facts("papers")["papers"] if each["slug"] == paper.slug)
    changed = _facts(told, paper.body, person_named(handle))
    return commands.describe_paper(actor, paper, changed, seen=paper.revision)


def _publish(actor: Actor, paper: Paper, told: Facts) -> None:
    version = queries.version_named(paper, "1")
    commands.publish_version(actor, version, url=told["url"], reason=told["reason"])


def _begin(actor: Actor, paper: Paper, told: Facts) -> None:
    words = Words(what_is_new=told["what_is_new"])
    commands.begin_version(actor, paper, label=told["label"], words=words)


def _remarking(actor: Actor, paper: Callable[[], Paper], told: Facts) -> Callable[[], object]:
    return lambda: commands.remark_on_paper(
        actor, paper(), told["words"], source_words=told["source"]
    )


def _quoting(actor: Actor, paper: Callable[[], Paper], told: Facts) -> Callable[[], object]:
    names = ("title", "words", "author", "work", "url", "emphasis")
    quoted = NewQuotation(**{name: told[name] for name in names})
    return lambda: commands.quote(actor, paper(), quoted)
