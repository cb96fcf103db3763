"""Which tests are not run again on PostgreSQL; CONTRIBUTING.md says what may be among them."""

from __future__ import annotations

from pathlib import Path

# file -> why one database is enough
ONE_DATABASE = {
    "exchange/test_fictitious.py": "only opens pages; test_every_page.py opens those of both",
    "journeys/test_closed_matters.py": "the same story as with drafts for everybody, which is run",
    "journeys/test_many_records.py": "counts queries, which are the same",
    "journeys/test_query_budget.py": "counts queries, which are the same",
}


def test_only_listed_tests_meet_one_database(root: Path) -> None:
    tests = root / "tests"
    marked = {
        path.relative_to(tests).as_posix()
        for path in tests.rglob("test_*.py")
        if "mark.one_database" in path.read_text(encoding="utf-8") and path != Path(__file__)
    }

    assert marked == set(ONE_DATABASE)
