"""Reads of the record's own tables: search, history, versions of the change feed, the seal
chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Concat

from secretariat.foundation.records.models import Entry, Feed, Once, Seal, SearchRow
from secretariat.foundation.records.sealing import START, head_after
from secretariat.foundation.records.snippets import snippet, words_of
from secretariat.rules.visibility import KEEPER_ROLES, Actor, Audience, may_see

PEOPLE = "people"
"""Where the references of persons begin: they belong to every body."""
PRIVATE = "#private"
"""What follows a reference in the row with private words about the same thing."""
_REFERENCE = re.compile(
    r"(?:(?P<body>[a-z][a-z0-9-]*)/)?"
    r"(?P<rest>[AR]-\d+|M-\d{4}-\d+|\d{4}-\d{2}-\d{2}(?:-\d+)?(?:/[a-z0-9-]+)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Find:
    """One find. `snippet` marks what matched between `MARK_FROM` and `MARK_TO`."""

    ref: str
    kind: str
    title: str
    snippet: str
    on: date | None


def search(text: str, actor: Actor, *, body_slug: str = "", limit: int = 50) -> list[Find]:
    """What the actor may see that has every word of the text (the last may be a beginning), best
    first. Case and accents make no difference. Two queries.

    In one body people are found too, by those who keep people also under private words. A
    reference, such as A-17, finds what it names before all else, with one query more.
    """
    words = words_of(text)
    if not words:
        return []
    rows = SearchRow.objects.filter(_seen_by(actor))
    if body_slug:
        rows = rows.filter(body_slug__in=(body_slug, PEOPLE))
    finder = _find_sqlite if connection.vendor == "sqlite" else _find_postgresql
    named = _named(text, rows)
    others = finder(words, rows.values_list("id", flat=True), limit)
    ranked = list(dict.fromkeys([*named, *others]))[:limit]
    found = SearchRow.objects.in_bulk(ranked)
    in_order: dict[str, SearchRow] = {}
    for row_id in ranked:
        if row_id in found:
            in_order.setdefault(found[row_id].ref.removesuffix(PRIVATE), found[row_id])
    return [
        Find(ref, row.kind, row.title, snippet(row.text, words), row.on)
        for ref, row in in_order.items()
    ]


def _named(text: str, rows: QuerySet[SearchRow]) -> list[int]:
    """The rows whose reference this is, `tac/A-17` or without its body `A-17`."""
    typed = _REFERENCE.fullmatch(text.strip().strip("/"))
    if typed is None:
        return []
    whole, rest = typed[0], typed["rest"]
    wanted = Q(ref__iexact=whole) if typed["body"] else Q(ref__iendswith=f"/{rest}")
    return list(rows.filter(wanted).order_by("ref").values_list("id", flat=True))


def _seen_by(actor: Actor) -> Q:
    wanted = Q(audience=Audience.PUBLIC.value)
    if actor.is_operator:
        return Q()
    for slug in {slug for slug, _ in actor.roles}:
        for audience in (Audience.MEMBERS, Audience.OFFICERS):
            if may_see(actor, slug, audience):
                wanted |= Q(body_slug=slug, audience=audience.value)
    if any(role in KEEPER_ROLES for _, role in actor.roles):
        wanted |= Q(body_slug=PEOPLE)
    return wanted


# The text put into the statements below is Django's own compiled query, never a person's.
def _find_sqlite(words: Sequence[str], allowed: QuerySet[SearchRow, int], limit: int) -> list[int]:
    match = " ".join(f'"{word}"' for word in words) + "*"
    sql, parameters = allowed.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT rowid FROM records_search
            WHERE records_search MATCH %s AND rowid IN ({sql})
            ORDER BY bm25(records_search, 5.0, 1.0), rowid LIMIT %s""",  # noqa: S608
            [match, *parameters, limit],
        )
        return [row_id for (row_id,) in cursor.fetchall()]


def _find_postgresql(
    words: Sequence[str], allowed: QuerySet[SearchRow, int], limit: int
) -> list[int]:
    query = " & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
    sql, parameters = allowed.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT id FROM records_searchrow
            WHERE words @@ to_tsquery('simple', %s) AND id IN ({sql})
            ORDER BY ts_rank(words, to_tsquery('simple', %s)) DESC, id LIMIT %s""",  # noqa: S608
            [query, *parameters, query, limit],
        )
        return [row_id for (row_id,) in cursor.fetchall()]


def title_of(ref: str) -> Coalesce:
    """The name of the thing whose reference stands in this column of a query, as everybody may
    read it; "" where it has none.
    """
    rows = SearchRow.objects.filter(ref=OuterRef(ref), audience=Audience.PUBLIC.value)
    return Coalesce(Subquery(rows.values("title")[:1]), Value(""))


def titles_of(refs: Iterable[str]) -> dict[str, str]:
    """What these references name, as everybody may read it. What has no name of its own has that of
    the thing it is under: `tac/papers/faq/v2` is “FAQ (v2)”. What names nothing is left out. One
    query.
    """
    wanted = list(refs)
    asked = {ref for each in wanted for ref in (each, each.rpartition("/")[0])}
    rows = SearchRow.objects.filter(ref__in=asked, audience=Audience.PUBLIC.value)
    known = dict(rows.values_list("ref", "title"))
    found = {}
    for ref in wanted:
        above, _, last = ref.rpartition("/")
        if ref in known:
            found[ref] = known[ref]
        elif above.count("/") > 1 and above in known:
            found[ref] = f"{known[above]} ({last})"
    return found


def history(ref: str, *, limit: int = 100) -> QuerySet[Entry]:
    """The audit entries of a thing and of everything under its reference, newest first."""
    rows = Entry.objects.filter(Q(ref=ref) | Q(ref__startswith=f"{ref}/")).select_related("source")
    return rows.order_by("-id")[:limit]


def last_done(body_slug: str) -> datetime | None:
    """The day, at noon, of the last act on a body's record. Not the hour: of an act that is not
    public it would tell too much. One query.
    """
    rows = Entry.objects.filter(body_slug=body_slug).order_by("-id")
    at = rows.values_list("at", flat=True).first()
    return at.replace(hour=12, minute=0, second=0, microsecond=0) if at else None


def versions(topics: Iterable[str]) -> dict[str, int]:
    """The versions of change-feed topics; a topic that never changed is 0."""
    wanted = list(topics)
    known = dict(Feed.objects.filter(topic__in=wanted).values_list("topic", "version"))
    return {topic: known.get(topic, 0) for topic in wanted}


def version_for(body_slug: str) -> int:
    """A number that grows with every change that pages of this body may show: of the body, its
    meetings, and all people and organizations. One query.
    """
    own = Q(topic=f"body:{body_slug}") | Q(topic__startswith=f"meeting:{body_slug}/")
    named = Q(topic__startswith="person:") | Q(topic__startswith="organization:")
    total: int | None = Feed.objects.filter(own | named).aggregate(total=Sum("version"))["total"]
    return total or 0


def version_of(*parts: Any) -> Coalesce:
    """The version of a topic as a column of a query; its name is the parts put together."""
    feed = Feed.objects.filter(topic=Concat(*parts, output_field=CharField())).values("version")
    return Coalesce(Subquery(feed), 0)


def seal_head(body_slug: str) -> str:
    """The head of a body's seal chain; empty while nothing is frozen."""
    last = Seal.objects.filter(body_slug=body_slug).order_by("-sequence").first()
    return last.head if last else ""


def broken_seals(body_slug: str) -> list[Seal]:
    """Links of the chain whose head does not follow from the one before."""
    broken, previous = [], START
    for link in Seal.objects.filter(body_slug=body_slug):
        if link.head != head_after(previous, link.digest):
            broken.append(link)
        previous = link.head
    return broken


def where_it_led(key: UUID) -> str | None:
    """The page seen after the act that used up a key, empty if none is known; None for a key that
    is not used up.
    """
    return Once.objects.filter(key=key).values_list("led_to", flat=True).first()
