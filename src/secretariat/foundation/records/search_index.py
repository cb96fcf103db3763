"""The full-text index over `SearchRow`: FTS5 on SQLite, a generated tsvector on PostgreSQL.

Both are kept in step by the database itself. Words are indexed as written (no stemming), so that a
search as one types, by the beginning of a word, finds the same on both.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

_SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS records_search USING fts5(
        title, text, content='records_searchrow', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2", prefix='2 3')""",
    """CREATE TRIGGER IF NOT EXISTS records_search_insert AFTER INSERT ON records_searchrow BEGIN
        INSERT INTO records_search(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
    """CREATE TRIGGER IF NOT EXISTS records_search_delete AFTER DELETE ON records_searchrow BEGIN
        INSERT INTO records_search(records_search, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text); END""",
    """CREATE TRIGGER IF NOT EXISTS records_search_update AFTER UPDATE ON records_searchrow BEGIN
        INSERT INTO records_search(records_search, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO records_search(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
)

# PostgreSQL's own parser keeps accents and takes dates, paths and hosts as one word. So it gets the
# words as the other index has them: without accents, and nothing but blanks between them.
_POSTGRESQL = (
    r"""CREATE OR REPLACE FUNCTION records_folded(original text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT regexp_replace(
            regexp_replace(normalize(lower(original), NFD), '[\u0300-\u036f]+', '', 'g'),
            '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2010-\u206f\u3000-\u303f]+',
            ' ', 'g') $$""",
    """ALTER TABLE records_searchrow ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', records_folded(title)), 'A') ||
        setweight(to_tsvector('simple', records_folded(text)), 'B')
    ) STORED""",
    "CREATE INDEX IF NOT EXISTS records_search ON records_searchrow USING gin(words)",
)

_STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def build_search_index(using: str = "default", **_: Any) -> None:
    """Make the index where it is missing; runs after every migration, so a database never lacks
    it.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _STATEMENTS.get(connection.vendor, ()):
            cursor.execute(statement)
