"""The milestone ledger: tables as of a day, corrections, differences, and order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.dates import Certainty, parse_claim
from secretariat.rules.milestones import (
    Cell,
    Column,
    Entry,
    Holder,
    Project,
    changed_since,
    order_warnings,
    table_as_of,
    table_difference,
)

C = Certainty
PROJECTS = [Project("gramine", "Gramine"), Project("keystone", "Keystone")]
COLUMNS = [
    Column("presented", "Board presentation"),
    Column("approved", "Board approved", not_before="presented"),
    Column("webinar", "Webinar"),
    Column("mentor", "Mentor", is_people=True),
]
REPORT, MEETING = date(2021, 9, 29), date(2021, 10, 7)


def said(text: str, on: date, **more: object) -> Entry:
    values: dict[str, object] = {
        "key": f"{text}@{on}",
        "project": "gramine",
        "column": "webinar",
        "certainty": C.SETTLED,
        **more,
    }
    return Entry(text=text, said_on=on, **values)  # type: ignore[arg-type]


def cell_text(entries: list[Entry], as_of: date, known_at: datetime | None = None) -> str:
    return table_as_of(PROJECTS, COLUMNS, entries, as_of, known_at).cell("gramine", "webinar").text


def test_table_shows_what_was_true_on_the_day() -> None:
    entries = [said("DEC 2021", MEETING), said("FEB 2021", date(2021, 2, 1))]
    days = [date(2021, 1, 31), date(2021, 2, 1), REPORT, MEETING]
    assert [cell_text(entries, day) for day in days] == ["", "FEB 2021", "FEB 2021", "DEC 2021"]


def test_table_shows_what_was_known_at_the_instant() -> None:
    first = said("MAR 2021", REPORT, recorded_at=datetime(2021, 9, 30, tzinfo=UTC))
    fix = said(
        "APR 2021", REPORT, recorded_at=datetime(2021, 10, 8, tzinfo=UTC), supersedes=first.key
    )
    instants = [datetime(2021, month, 29, tzinfo=UTC) for month in (8, 9, 10)]
    known = [cell_text([fix, first], MEETING, at + timedelta(days=2)) for at in instants]
    assert known == ["", "MAR 2021", "APR 2021"]
    assert cell_text([fix, first], MEETING) == "APR 2021"


def test_correction_moves_a_claim_to_another_day() -> None:
    first = said("Yes", REPORT)
    fix = said("Yes", MEETING, key="fix", supersedes=first.key)
    assert [cell_text([first, fix], day) for day in (REPORT, MEETING)] == ["", "Yes"]


def test_claim_taken_back_leaves_an_empty_cell() -> None:
    assert cell_text([said("MAR 2021", REPORT), said("", MEETING)], MEETING) == ""


def test_tables_of_two_days_differ_in_text_and_apart_from_it_in_certainty() -> None:
    entries = [
        said("FEB 2021", date(2021, 2, 1)),
        said("FEB 2021 (DEC 2021?)", MEETING, certainty=C.TENTATIVE),
        said("JUN 2021", date(2021, 6, 1), project="keystone"),
    ]
    holders = [
        Holder(project="gramine", column="mentor", label="Eric", to_on=date(2021, 10, 6)),
        Holder(
            project="gramine",
            column="mentor",
            label="Eric",
            certainty=C.TENTATIVE,
            from_on=MEETING,
        ),
    ]
    before, after = (
        table_as_of(PROJECTS, COLUMNS, entries, day, holders=holders) for day in (REPORT, MEETING)
    )
    difference = table_difference(before, after)
    assert [
        (c.project.slug, c.column.slug, c.before.text, c.after.text)
        for c in difference.text_changes
    ] == [("gramine", "webinar", "FEB 2021", "FEB 2021 (DEC 2021?)")]
    assert [
        (c.project.slug, c.column.slug, c.before.certainty, c.after.certainty)
        for c in difference.certainty_changes
    ] == [("gramine", "mentor", C.SETTLED, C.TENTATIVE)]
    assert (difference.added, difference.removed, difference.is_empty) == ((), (), False)
    assert table_difference(after, after).is_empty


def test_rows_come_and_go_with_the_project() -> None:
    projects = [
        Project("new", "New", listed_from_on=MEETING),
        Project("old", "Old", ended_on=REPORT),
    ]
    before, after = (table_as_of(projects, COLUMNS, [], day) for day in (REPORT, MEETING))
    difference = table_difference(before, after)
    assert [p.slug for p in difference.added] == ["new"]
    assert [p.slug for p in difference.removed] == ["old"]


def test_people_column_names_everybody_of_the_day() -> None:
    def holder(label: str, certainty: Certainty = C.SETTLED, **more: date) -> Holder:
        return Holder(
            project="gramine",
            column="mentor",
            label=label,
            certainty=certainty,
            **more,  # type: ignore[arg-type]
        )

    holders = [
        holder("Ann", to_on=date(2021, 1, 31)),
        holder("Ben", from_on=date(2021, 2, 1), to_on=date(2021, 3, 31)),
        holder("Cyd", from_on=date(2021, 3, 1), to_on=date(2021, 3, 31)),
        holder("Dot", C.PROSPECTIVE, from_on=date(2021, 5, 1)),
    ]
    cells = [
        table_as_of(PROJECTS, COLUMNS, [], date(2021, month, 15), holders=holders).cell(
            "gramine", "mentor"
        )
        for month in (1, 3, 4, 5)
    ]
    assert cells == [
        Cell("Ann"),
        Cell("Ben & Cyd", since=date(2021, 3, 1)),
        Cell(),
        Cell("(Dot)", C.PROSPECTIVE, date(2021, 5, 1)),
    ]


def test_changed_cells_are_those_that_say_something_new() -> None:
    entries = [
        said("MAR 2021", date(2021, 3, 1)),
        said("MAR 2021", MEETING, key="said again"),
        said("Yes", MEETING, column="approved"),
    ]
    table = table_as_of(PROJECTS, COLUMNS, entries, MEETING)
    assert table.cell("gramine", "webinar").since == date(2021, 3, 1)
    assert changed_since(table, REPORT) == {("gramine", "approved")}
    assert changed_since(table, MEETING) == frozenset()


def test_milestone_before_the_one_that_comes_first_is_warned_about() -> None:
    entries = [
        said("24 JUN 2021", REPORT, project="keystone", column="presented"),
        said("MAR 2021", REPORT, project="keystone", column="approved"),
        said("(Oct 2021?)", REPORT, column="presented"),
        said("2021", REPORT, column="approved"),
    ]
    assert order_warnings(table_as_of(PROJECTS, COLUMNS, entries, MEETING)) == [
        "Keystone: Board approved (Mar 2021) lies before Board presentation (24 Jun 2021)."
    ]


# The table of the public record on 29 September 2021, and what 7 October 2021 says otherwise.
HEADS = ["by", "tac", "charter", "ip", "presented", "approved", "review", "mentor", "webinar"]
RECORD = """
Enarx|Red Hat|31 OCT 2019|Yes|Yes|31 OCT 2019|Yes|14 JAN 2021|Mike Bursell|JAN 2021
OE SDK|Microsoft|31 OCT 2019|Yes|Yes|31 OCT 2019|Yes|12 NOV 2020|Dave Thaler|MAR 2021
SGX SDK for Linux|Intel|31 OCT 2019|||31 OCT 2019|||(Simon Johnson)|
TCF|Intel|28 MAY 2020|||||||
Gramine|UNC Chapel Hill|2 APR 2020|Yes|Yes|(Oct 2021?)|15 SEP 2021||Eric|FEB 2021
Keystone|UC Berkeley|23 JUL 2020|Yes|Yes|24 JUN 2021|MAR 2021||Stephen|JUN 2021
Occlum|Ant Financial|20 AUG 2020|Yes|Yes|10 SEP 2020|15 SEP 2021||Zongmin|MAY 2021
Veracruz|Arm|3 SEP 2020|Yes|Yes|19 NOV 2020|14 APR 2021||Grant & Mike|APR 2021
CCC-Attestation|TAC|Yes|Yes|N/A|18 MAR 2021|18 MAR 2021||Dan & Aeva|(Veraison – OCT?)
""".strip().splitlines()


def recorded(row: str, column: str, text: str, on: date) -> Entry:
    certainty = parse_claim(text).certainty
    return Entry(f"{row} {column} {on}", row, column, text, certainty, on)


def test_tables_of_the_public_record_differ_in_two_texts_and_one_certainty() -> None:
    rows = [line.split("|") for line in RECORD]
    entries = [
        recorded(row[0], head, text, REPORT)
        for row in rows
        for head, text in zip(HEADS, row[1:], strict=True)
    ]
    entries += [
        recorded("Gramine", "webinar", "FEB 2021 (DEC 2021?)", MEETING),
        recorded("CCC-Attestation", "webinar", "(Veraison – NOV 18?)", MEETING),
        Entry("eric", "Gramine", "mentor", "Eric", C.TENTATIVE, MEETING),
    ]
    projects = [Project(row[0], row[0]) for row in rows]
    columns = [Column(head, head) for head in HEADS]
    before, after = (table_as_of(projects, columns, entries, day) for day in (REPORT, MEETING))
    difference = table_difference(before, after)
    assert len(difference.text_changes) == 2
    assert [(c.project.name, c.column.slug) for c in difference.certainty_changes] == [
        ("Gramine", "mentor")
    ]
    marked = [
        {place for place, cell in table.cells.items() if cell.is_tentative}
        for table in (before, after)
    ]
    assert marked == [
        {("Gramine", "presented"), ("CCC-Attestation", "webinar")},
        {
            ("Gramine", "presented"),
            ("Gramine", "mentor"),
            ("Gramine", "webinar"),
            ("CCC-Attestation", "webinar"),
        },
    ]


def test_text_that_cannot_be_read_is_shown_as_words() -> None:
    assert Cell("(Oct 2021").claim.value == "(Oct 2021"


days = st.dates(date(2021, 1, 1), date(2021, 12, 31))
instants = st.integers(0, 365 * 24).map(
    lambda hours: datetime(2021, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
)
claims = st.lists(
    st.builds(
        Entry,
        key=st.uuids().map(str),
        project=st.sampled_from(["gramine", "keystone"]),
        column=st.sampled_from(["webinar", "approved"]),
        text=st.sampled_from(["", "Yes", "MAR 2021", "N/A"]),
        certainty=st.sampled_from(Certainty),
        said_on=days,
        recorded_at=instants,
    ),
    max_size=12,
)


@given(claims, claims, days, instants)
def test_table_is_stable_under_later_claims(
    entries: list[Entry], others: list[Entry], as_of: date, known_at: datetime
) -> None:
    later = [e for e in others if e.said_on > as_of or e.recorded_at > known_at]
    before = table_as_of(PROJECTS, COLUMNS, entries, as_of, known_at)
    after = table_as_of(PROJECTS, COLUMNS, [*later, *entries], as_of, known_at)
    assert after == before


@given(claims, days, instants, st.data())
def test_correction_recorded_later_changes_no_earlier_knowledge(
    entries: list[Entry], as_of: date, known_at: datetime, data: st.DataObject
) -> None:
    if not entries:
        return
    wrong = data.draw(st.sampled_from(entries))
    fix = Entry(
        key="fix",
        project=wrong.project,
        column=wrong.column,
        text="corrected",
        certainty=C.SETTLED,
        said_on=data.draw(days),
        recorded_at=known_at + timedelta(seconds=1),
        supersedes=wrong.key,
    )
    before = table_as_of(PROJECTS, COLUMNS, entries, as_of, known_at)
    assert table_as_of(PROJECTS, COLUMNS, [*entries, fix], as_of, known_at) == before


@given(claims, st.randoms(), days)
def test_table_does_not_depend_on_the_order_of_claims(
    entries: list[Entry], random: Random, as_of: date
) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert table_as_of(PROJECTS, COLUMNS, shuffled, as_of) == table_as_of(
        PROJECTS, COLUMNS, entries, as_of
    )
