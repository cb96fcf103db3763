"""Raising actions, reporting on them, ending them: allowed, refused, and what the trail says."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.council.actions import commands
from secretariat.council.actions.commands import Changes, Said
from secretariat.council.actions.models import Action, ActionOwner, ActionUpdate
from secretariat.council.actions.queries import history_of
from secretariat.council.meetings import commands as meetings
from secretariat.foundation.people.models import Term
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.foundation.records.queries import versions
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories
from tests.council.actions.conftest import Council, day, fresh, in_session, minute, raised

MEETING = "tc/2021-10-07"


def refusal(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def owners_of(action: Action) -> list[tuple[str, str, str]]:
    return [(o.kind, o.person.handle if o.person else o.role, o.label) for o in action.owners.all()]


def test_action_is_numbered_within_the_body(council: Council, weeks_before: None) -> None:
    refs = [raised(council, text, []).ref for text in ("One", "Two")]

    assert refs == ["tc/A-1", "tc/A-2"]


def test_action_keeps_owners_due_date_and_where_it_was_raised(
    council: Council, weeks_before: None
) -> None:
    action = commands.raise_action(
        council.secretary,
        council.body,
        text=" Draw the harbour map ",
        owners=["Ada", "project mentors", "ALL"],
        due="by 14 Oct 2021",
        raised_ref=f"{MEETING}/4",
        links=["https://example.org/map", "/tc/M-2021-01"],
    )

    assert action.text == "Draw the harbour map"
    assert owners_of(action) == [
        ("person", "ada-quill", "Ada"),
        ("role", "liaison", "project mentors"),
        ("all", "", "ALL"),
    ]
    assert (action.due_text, action.due_on) == ("by 14 Oct 2021", date(2021, 10, 14))
    assert (action.raised_on, action.state) == (date(2021, 9, 16), "open")
    assert action.links == ["https://example.org/map", "tc/M-2021-01"]
    first = ActionUpdate.objects.get()
    assert (first.meeting_ref, first.state_before, first.state_after) == (MEETING, "", "open")
    assert (first.owners_after, first.at) == ("Ada/project mentors/ALL", day(-21))
    assert SearchRow.objects.get(ref="tc/A-1").title == (
        "A-1 [Ada/project mentors/ALL] Draw the harbour map"
    )
    assert Entry.objects.get(command="actions.raise_action").after["owners"] == (
        "Ada/project mentors/ALL"
    )


@pytest.mark.parametrize(
    ("due", "last"),
    [("after the summit", None), ("Oct 2021", date(2021, 10, 31)), ("21 OCT", date(2021, 10, 21))],
)
def test_due_date_is_kept_in_its_words(
    council: Council, weeks_before: None, due: str, last: date | None
) -> None:
    action = raised(council, "Draw", [], due=due)

    assert (action.due_text, action.due_on) == (due, last)


def test_action_is_raised_from_one_line(council: Council, weeks_before: None) -> None:
    action = commands.raise_from_line(
        council.secretary,
        council.body,
        "[Ada/Eric V] Draw the harbour map /due 2021-11-01",
        raised_ref=f"{MEETING}/4",
    )

    assert action.text == "Draw the harbour map"
    assert [label for _, _, label in owners_of(action)] == ["Ada", "Eric V"]
    assert action.due_on == date(2021, 11, 1)


@pytest.mark.parametrize("line", ["Draw the map", "[TBD] Draw the map", "[] Draw the map"])
def test_line_without_an_owner_is_nobody_s_yet(
    council: Council, weeks_before: None, line: str
) -> None:
    action = commands.raise_from_line(council.secretary, council.body, line)

    assert owners_of(action) == []


@pytest.mark.parametrize(
    ("owner", "code", "said"),
    [
        ("Zed", "unknown_person", "Nobody called “Zed” is known here. Nothing has changed."),
        ("Eric", "ambiguous_person", "“Eric” may be Eric North or Eric Vane."),
    ],
)
def test_owner_nobody_can_be_sure_of_is_refused(
    council: Council, weeks_before: None, owner: str, code: str, said: str
) -> None:
    with refusal(code) as refused:
        commands.raise_from_line(council.secretary, council.body, f"[{owner}] Draw the map")

    assert refused.value.message.startswith(said)
    assert not Action.objects.exists()


def test_person_of_another_body_is_found_where_none_here_fits(
    council: Council, weeks_before: None
) -> None:
    factories.person("Nell Far")

    action = raised(council, "Draw", ["Nell"])

    assert owners_of(action) == [("person", "nell-far", "Nell")]


@pytest.mark.parametrize(("text", "due"), [("  ", ""), ("Draw", "32 OCT 2021")])
def test_action_that_cannot_be_is_refused(
    council: Council, weeks_before: None, text: str, due: str
) -> None:
    with pytest.raises(Refused) as refused:
        raised(council, text, [], due=due)

    assert refused.value.code == ("malformed_date" if due else "text_missing")
    assert not Action.objects.exists()


def test_action_is_raised_by_those_who_keep_the_list(council: Council, weeks_before: None) -> None:
    for actor in (PUBLIC_ACTOR, council.member):
        with refusal("not_allowed"):
            commands.raise_action(actor, council.body, text="Draw")


def test_report_keeps_each_step_with_its_meeting(council: Council, action: Action) -> None:
    with clock.fixed(day(0)):
        commands.report_action(
            council.secretary, action, "in_progress", said=Said("Half is drawn", MEETING)
        )
    with clock.fixed(day(14)):
        commands.report_action(council.secretary, action, "in_progress")

    assert fresh(action).state == "in_progress"
    steps = [(step.words, step.meeting_ref, step.note) for step in history_of(action)]
    assert steps == [
        (("Still in progress",), "", ""),
        (("In progress (was open)",), MEETING, "Half is drawn"),
        (("Raised for Ada",), "", ""),
    ]
    superseded = list(action.updates.values_list("superseded_at", flat=True))
    assert superseded == [day(0), day(14), None]


def test_owner_reports_and_says_it_is_done_but_does_not_drop_it(
    council: Council, action: Action
) -> None:
    ada = council.person("Ada")

    commands.report_action(ada, action, "in_progress")
    with refusal("not_allowed"):
        commands.close_action(ada, action, "dropped", reason="No time")
    commands.close_action(ada, action, "done", reason="The map hangs in the hall")

    assert fresh(action).state == "done"


def test_somebody_else_s_action_is_left_alone(council: Council, action: Action) -> None:
    with refusal("not_allowed"):
        commands.report_action(council.member, action, "in_progress")


@pytest.mark.parametrize(
    ("owner", "role"), [("project mentors", Role.LIAISON), ("ALL", Role.MEMBER)]
)
def test_owner_by_role_reports(
    council: Council, weeks_before: None, owner: str, role: Role
) -> None:
    action = raised(council, "Draw", [owner])

    commands.report_action(council.person("Cyd", role), action, "in_progress")

    assert fresh(action).state == "in_progress"


@pytest.mark.parametrize("state", ["done", "dropped", "moved"])
def test_action_is_ended_with_a_reason(council: Council, action: Action, state: str) -> None:
    with clock.fixed(day(0)):
        commands.close_action(
            council.secretary, action, state, reason="The map hangs", meeting_ref=MEETING
        )

    ended = fresh(action)
    assert (ended.state, ended.closing_reason) == (state, "The map hangs")
    assert ended.closed_on == date(2021, 10, 7)
    entry = Entry.objects.get(command="actions.close_action")
    assert (entry.before, entry.after) == ({"state": "open"}, {"state": state})
    assert entry.summary == "The map hangs"


@pytest.mark.parametrize("state", ["done", "dropped", "moved"])
def test_action_is_not_ended_without_a_reason(council: Council, action: Action, state: str) -> None:
    with refusal("reason_missing") as refused:
        commands.close_action(council.secretary, action, state, reason="  ")

    assert "An action is not ended without a reason; it stays open." in refused.value.message
    assert fresh(action).state == "open"
    assert action.updates.count() == 1


def test_ended_action_is_not_reported_on_nor_edited(council: Council, action: Action) -> None:
    commands.close_action(council.secretary, action, "done", reason="The map hangs")

    with refusal("closed"):
        commands.report_action(council.secretary, action, "open")
    with refusal("closed"):
        commands.edit_action(council.secretary, action, Changes(text="Other"), seen=1)
    with refusal("closed"):
        commands.split_action(council.secretary, action)


def test_ended_action_is_reopened_with_a_reason(council: Council, action: Action) -> None:
    commands.close_action(council.secretary, action, "done", reason="The map hangs")
    with refusal("reason_missing"):
        commands.reopen_action(council.secretary, action, reason="")

    commands.reopen_action(council.secretary, action, reason="It was the old map")

    again = fresh(action)
    assert (again.state, again.closed_on, again.closing_reason) == ("open", None, "")


def test_open_action_is_not_reopened(council: Council, action: Action) -> None:
    with refusal("same_state"):
        commands.reopen_action(council.secretary, action, reason="Why not")


@pytest.mark.parametrize("state", ["done", "finished", ""])
def test_report_of_an_unknown_state_is_refused(
    council: Council, action: Action, state: str
) -> None:
    with refusal("unknown_state"):
        commands.report_action(council.secretary, action, state)


def test_action_is_not_postponed_without_a_day_or_a_word(council: Council, action: Action) -> None:
    with pytest.raises(Refused) as refused:
        commands.postpone_action(council.secretary, action, " ")

    assert refused.value.code == "until_missing"
    assert "Write until when" in refused.value.message
    action.refresh_from_db()
    assert action.state == "open"

    why = Said("Waiting for counsel.")
    assert commands.postpone_action(council.secretary, action, "", said=why).state == "postponed"


def test_postponed_action_says_until_when(council: Council, action: Action) -> None:
    commands.postpone_action(council.secretary, action, "after the summit")

    later = fresh(action)
    assert (later.state, later.due_text, later.due_on) == ("postponed", "after the summit", None)


def test_edit_changes_words_owners_and_due_date_in_one_step(
    council: Council, action: Action
) -> None:
    changes = Changes(text="Draw both maps", owners=["Ada", "Ben"], due="14 Oct 2021")

    commands.edit_action(council.secretary, action, changes, seen=1, said=Said(meeting_ref=MEETING))

    edited = fresh(action)
    assert (edited.text, edited.owner_words, edited.due_text, edited.revision) == (
        "Draw both maps",
        "Ada/Ben",
        "14 Oct 2021",
        2,
    )
    assert history_of(action)[0].words == (
        "Owner now Ada/Ben (was Ada)",
        "Reworded; before: “Draw the harbour map”",
        "Due 14 Oct 2021 (was no day)",
    )


def test_second_editor_gets_both_versions_and_nothing_is_lost(
    council: Council, action: Action
) -> None:
    commands.edit_action(council.secretary, action, Changes(owners=["Ben"]), seen=1)

    with refusal("changed_meanwhile") as refused:
        commands.edit_action(council.secretary, action, Changes(owners=["Cyd"]), seen=1)

    assert refused.value.details == {
        "yours": {"owner_words": "Cyd"},
        "theirs": {"owner_words": "Ben"},
        "revision": 2,
    }
    assert fresh(action).owner_words == "Ben"


def test_report_does_not_stand_in_the_way_of_an_edit(council: Council, action: Action) -> None:
    commands.report_action(council.secretary, action, "in_progress")

    commands.edit_action(council.secretary, action, Changes(text="Draw both maps"), seen=1)

    assert fresh(action).text == "Draw both maps"


def test_owners_may_be_taken_away(council: Council, action: Action) -> None:
    commands.edit_action(council.secretary, action, Changes(owners=[]), seen=1)

    assert not ActionOwner.objects.exists()


def test_split_makes_one_action_for_each_person_the_role_means_that_day(
    council: Council, weeks_before: None
) -> None:
    parent = raised(council, "Ask the project", ["project mentors"], due="after the summit")
    other = raised(council, "Paint the pier", ["Ada"])

    made = commands.split_action(council.secretary, parent)

    assert [(part.number, part.owner_words, part.text) for part in made] == [
        ("A-3", "Ben Stone", "Ask the project"),
        ("A-4", "Cyd Vale", "Ask the project"),
    ]
    assert [part.due_text for part in made] == ["after the summit"] * 2
    assert (fresh(parent).state, fresh(parent).closing_reason) == ("moved", "Split into A-3, A-4")
    order = Action.objects.values_list("sequence", flat=True)
    assert list(order) == [1, 3, 4, 2]
    assert fresh(other).state == "open"


def test_split_of_everybody_means_representatives_and_alternates(
    council: Council, weeks_before: None
) -> None:
    Term.objects.filter(person=council.people["Eric N"]).update(to_on=date(2021, 9, 1))
    action = raised(council, "Read the charter", ["ALL"])

    made = commands.split_action(council.secretary, action)

    assert [part.owner_words for part in made] == ["Ada", "Ben Stone", "Eric V"]


def test_action_of_one_person_is_not_split(council: Council, action: Action) -> None:
    with refusal("nothing_to_split"):
        commands.split_action(council.secretary, action)

    assert fresh(action).state == "open"


def test_links_are_added_and_taken_away(council: Council, action: Action) -> None:
    commands.link_action(council.secretary, action, "https://example.org/issues/7")
    commands.link_action(council.secretary, action, "/tc/M-2021-01")
    commands.unlink_action(council.secretary, action, "https://example.org/issues/7")

    assert fresh(action).links == ["tc/M-2021-01"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "somewhere", "", "//example.org"])
def test_link_that_leads_nowhere_is_refused(council: Council, action: Action, link: str) -> None:
    with refusal("bad_link"):
        commands.link_action(council.secretary, action, link)


def test_step_in_a_meeting_tells_the_meeting(council: Council, action: Action) -> None:
    topic = f"meeting:{MEETING}"
    before = versions([topic])[topic]

    commands.report_action(council.secretary, action, "open", said=Said(meeting_ref=MEETING))

    assert versions([topic])[topic] == before + 1


def test_first_name_of_two_who_ever_came_is_not_taken_for_one(
    council: Council, weeks_before: None
) -> None:
    for name in ("Nell Far", "Nell Near"):
        council.people[name] = factories.person(name)
    meeting = in_session(council)
    with clock.fixed(minute(10)):
        for name in ("Nell Far", "Nell Near"):
            meetings.mark_present(council.secretary, meeting, council.people[name])
    factories.person("Nell Elsewhere")

    with refusal("ambiguous_person") as refused:
        raised(council, "Draw", ["Nell"])

    assert refused.value.message.startswith("“Nell” may be Nell Far or Nell Near.")
