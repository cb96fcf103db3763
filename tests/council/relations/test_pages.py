"""The pages and files of relations and consultations, as the public and the people of the body see
them.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from secretariat.council.meetings.models import Meeting
from secretariat.council.referrals.commands import NewReferral, refer
from secretariat.council.relations import commands
from secretariat.council.relations.commands import CallFacts, Debt, RelationFacts
from secretariat.council.relations.models import Consultation, Relation
from secretariat.foundation.people import attention
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.errors import Refused
from secretariat.rules.relations import RelationKind
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience
from tests import factories
from tests.council.meetings.conftest import Council, minute
from tests.journeys.pages import Visitor

from .conftest import DRAFT, fresh, on_agenda, reviewed


@pytest.fixture
def secretary(council: Council) -> Visitor:
    return Visitor(factories.account(council.people["Sam"]))


@pytest.fixture
def public(db: None) -> Visitor:
    return Visitor()


def test_relation_of_a_new_organization_is_added_on_its_page(
    council: Council, meeting: Meeting, secretary: Visitor, public: Visitor
) -> None:
    assert "No relation yet" in public.see("/tc/relations").main

    page = secretary.done(
        secretary.see("/tc/relations/new"),
        "Put it on the list",
        organization="Tide Office",
        kind="government",
        about="When the tide turns",
    )

    assert page.path == "/tc/relations/tide-office"
    shown = public.see("/tc/relations").main
    assert "1 organization: 1 government." in shown
    assert "Tide Office Government nobody yet no day recorded" in shown


def test_contacts_exchanges_and_debts_by_their_buttons(
    council: Council, makers: Relation, secretary: Visitor, public: Visitor
) -> None:
    here = "/tc/relations/chart-makers"
    secretary.done(
        secretary.see(here), "Name the contact", side="ours", name="Ben Stone", role="backup"
    )
    vera = {"name": "Vera Outer", "address": "vera@example.org"}
    secretary.done(secretary.see(here), "Name the contact", side="theirs", **vera)
    secretary.done(secretary.see(here), "Note it", words="They wrote", on="2021-09-01")
    secretary.done(secretary.see(here), "Note it", words="In confidence", audience="members")
    secretary.done(secretary.see(here), "Write it down", text="Our soundings", by="Ben Stone")

    inside, outside = secretary.see(here).main, public.see(here).main
    for words in ("Ben Stone", "They wrote"):
        assert words in outside
    for words in ("Vera Outer", "vera@example.org", "In confidence", "Our soundings"):
        assert words in inside, words
        assert words not in outside, words
    known = "Chart Makers Standards Ben Stone"
    assert f"{known} 7 Oct 2021 0 2" in secretary.see("/tc/relations").main
    # Neither that there was an exchange for the members, nor its day, is told to others.
    assert f"{known} 1 Sep 2021 0 1" in public.see("/tc/relations").main
    assert "last contact 1 Sep 2021" in outside
    file = export(PUBLIC_ACTOR, "tc/relations", "json").content.decode()
    assert "2021-10-07" not in file.partition('"relations"')[2]

    done = secretary.done(secretary.see(here), "It is done", outcome="They have them")
    assert "They have them" in done.main
    page = secretary.see(here)
    ended = secretary.done(page, "End the relation", reason="They dissolved", on="2021-10-07")
    assert "They dissolved" in ended.main


def test_who_owes_says_what_came_of_it_without_being_the_contact(
    council: Council, makers: Relation
) -> None:
    debt = Debt(text="Soundings", person=council.people["Ben"], due_on=date(2021, 12, 1))
    commands.owe(council.secretary, makers, debt)
    ben = Visitor(factories.account(council.people["Ben"]))

    done = ben.done(ben.see("/tc/relations/chart-makers"), "It is done", outcome="Sent")

    assert "Sent" in done.main


def test_list_counts_contact_by_kind_and_marks_who_was_not_heard_of_for_a_year(
    council: Council, makers: Relation, secretary: Visitor, public: Visitor
) -> None:
    here = "/tc/relations/chart-makers"
    secretary.done(secretary.see(here), "Note it", words="They wrote", on="2020-05-04")
    assert "4 May 2020 over a year ago" in public.see("/tc/relations").main
    assert "Standards organizations 1 0 0 0 0" in public.see("/tc/relations").main

    before = public.see("/tc/relations?year=2020").main
    assert "Contact by kind in 2020" in before
    assert "Standards organizations 1 1 0 1 0" in before

    secretary.done(secretary.see(here), "Note it", words="They wrote again", on="2021-09-01")
    assert "over a year ago" not in public.see("/tc/relations").main
    assert "Contact by kind in 2021" in public.see("/tc/relations?year=next").main


def test_contact_ends_on_its_page(council: Council, makers: Relation, secretary: Visitor) -> None:
    here = "/tc/relations/chart-makers"
    secretary.done(
        secretary.see(here), "Name the contact", side="ours", name="Ben Stone", from_on="2021-01-01"
    )

    page = secretary.done(secretary.see(here), "End it", last_on="2021-08-31")

    assert "Nobody yet" in page.main
    assert "Ben Stone since 1 Jan 2021 until 31 Aug 2021" in page.main


def test_consultation_is_called_drafted_and_reviewed_on_its_pages(
    council: Council, makers: Relation, secretary: Visitor, public: Visitor
) -> None:
    form = secretary.see("/tc/consultations/new")
    page = secretary.done(
        form,
        "Put it on the list",
        title="Depths of harbours",
        relation="chart-makers",
        closes_on="2021-10-20",
        closes_words="5 pm Eastern",
    )
    assert page.path == "/tc/consultations/depths-of-harbours"
    listed = public.see("/tc/consultations").main
    assert "Closes on 20 Oct 2021, in 13 days (5 pm Eastern) nobody yet" in listed

    drafted = secretary.done(page, "Begin the draft", drafter="Ben Stone", document_url=DRAFT)
    assert "Ben Stone drafts it" in drafted.main
    ben = Visitor(factories.account(council.people["Ben"]))
    ben.done(ben.see(page.path), "Put it into review")

    shown = public.see(page.path).main
    assert "In review since 7 Oct 2021" in shown
    assert DRAFT not in shown
    assert DRAFT in ben.see(page.path).main


def test_member_takes_on_what_nobody_drafts_and_who_is_named_begins(
    council: Council, call: Consultation
) -> None:
    ben = Visitor(factories.account(council.people["Ben"]))
    here = f"/{call.ref}"

    taken = ben.done(ben.see(here), "I draft it", document_url=DRAFT)

    assert "Ben Stone drafts it" in taken.main
    named = commands.call_consultation(
        council.secretary,
        council.body,
        CallFacts(title="Lights", drafter=council.people["Ben"]),
    )
    assert "Ben Stone drafts it" in ben.done(ben.see(f"/{named.ref}"), "Begin the draft").main


def test_named_drafter_is_not_pushed_aside_by_a_member(council: Council) -> None:
    call = commands.call_consultation(
        council.secretary, council.body, CallFacts(title="Lights", drafter=council.people["Ada"])
    )

    with pytest.raises(Refused) as caught:
        commands.begin_draft(council.member, call, council.people["Ben"])

    assert caught.value.code == "not_allowed"
    assert (
        "I draft it"
        not in Visitor(factories.account(council.people["Ben"])).see(f"/{call.ref}").main
    )


def test_every_end_of_the_way_has_its_button(
    council: Council, call: Consultation, secretary: Visitor, public: Visitor
) -> None:
    here = f"/{call.ref}"
    reviewed(council, call)
    secretary.done(secretary.see(here), "Record the vote", ref="/tc/2021-10-07")
    secretary.done(secretary.see(here), "Record the approval", ref="tc/2021-10-07")
    secretary.done(secretary.see(here), "It is sent")
    page = secretary.see(here)
    secretary.done(page, "It is published", url="https://example.org/answer")

    main = public.see(here).main
    assert "https://example.org/answer" in main
    assert DRAFT in main, "what was sent is for everyone"


def test_board_is_asked_with_the_question_and_the_papers_filled_in(
    council: Council, call: Consultation, secretary: Visitor, board: tuple[Body, Actor]
) -> None:
    reviewed(council, call)
    commands.record_vote(council.secretary, fresh(call), ref="tc/M-2021-01")
    page = secretary.see(f"/{call.ref}")
    (link,) = [each for each in page.links if "/tc/referrals?" in each]

    asked = secretary.done(secretary.see(link), "Send it to the other body", to_body="board")

    assert "That the answer to “Depths of harbours” is approved and sent." in asked.main
    assert "About Depths of harbours" in asked.main
    assert any(each.endswith("/tc/consultations/depths-of-harbours") for each in asked.links)
    again = secretary.see(f"/{call.ref}")
    assert "R-1 , waiting" in again.main
    assert not any("/tc/referrals?" in each for each in again.links), "it was asked once"


def test_what_is_with_the_board_is_not_offered_for_sending(
    council: Council, call: Consultation, secretary: Visitor, board: tuple[Body, Actor]
) -> None:
    reviewed(council, call)
    commands.record_vote(council.secretary, fresh(call), ref="tc/M-2021-01")
    question = NewReferral(question="Is it approved?", about_ref=call.ref)
    refer(council.secretary, council.body, board[0], question)

    page = secretary.see(f"/{call.ref}")

    assert "R-1 waits for Governing Board." in page.main
    assert "It went out" not in page.main
    assert "Sent without the board" in page.main


def test_who_prepares_is_led_from_the_review_to_the_agenda(
    council: Council, meeting: Meeting, call: Consultation, secretary: Visitor, public: Visitor
) -> None:
    reviewed(council, call)

    page = secretary.see(f"/{call.ref}")
    seen = public.see(f"/{call.ref}")

    assert "Prepare the agenda of 7 Oct 2021" in page.main
    assert "/tc/2021-10-07/prepare" in page.links
    assert "It is proposed for every agenda" in seen.main
    assert "/tc/2021-10-07/prepare" not in seen.links


def test_approval_is_moved_in_the_room(
    council: Council, session: Meeting, call: Consultation, secretary: Visitor
) -> None:
    reviewed(council, call)
    item = on_agenda(council, session, call)

    room = secretary.see(f"/tc/2021-10-07/room?item={item.slug}")
    after = secretary.done(room, "Move the approval")
    noted = secretary.done(after, "Keep the note", "note", words="Ask the pilots")

    assert "approves the answer to “Depths of harbours” as drafted" in noted.main
    assert "Ask the pilots" in secretary.see(f"/{call.ref}").main


def test_deadlines_leave_as_days_of_a_calendar(council: Council, call: Consultation) -> None:
    facts = CallFacts(title="Tides")
    commands.call_consultation(council.secretary, council.body, facts)

    file = Calendar.from_ical(export(PUBLIC_ACTOR, "tc/consultations", "ics").content)

    (event,) = file.walk("VEVENT")
    assert event["summary"] == "Depths of harbours closes"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2021, 10, 20),
        date(2021, 10, 21),
    )
    assert str(event["uid"]).startswith("tc-consultation-depths-of-harbours@")


def test_files_hold_no_names_of_the_other_side_and_no_drafts(
    council: Council, call: Consultation, makers: Relation
) -> None:
    reviewed(council, call)
    commands.name_contact(council.secretary, makers, side="theirs", name="Vera Outer")

    for ref in ("tc/relations", "tc/consultations"):
        for to in ("csv", "md", "json"):
            content = export(PUBLIC_ACTOR, ref, to).content.decode()
            assert "Chart Makers" in content
            assert "Vera" not in content
            assert DRAFT not in content


def test_loose_ends_name_deadlines_debts_and_relations_nobody_keeps(
    council: Council, call: Consultation, makers: Relation
) -> None:
    commands.owe(council.secretary, makers, Debt(text="Soundings", due_on=date(2021, 10, 9)))

    with clock.fixed(minute(60 * 24 * 20)):
        found = loose_ends(council.secretary, council.body, clock.now())

    assert [(end.words, end.why, end.owner) for end in found] == [
        (
            "Depths of harbours",
            "closed on 20 Oct 2021, nothing was sent; nobody drafts it",
            "",
        ),
        ("1 relation to other organizations", "nobody of ours is the contact", ""),
        (
            "Chart Makers: Soundings",
            "was due on 9 Oct 2021; nobody is named who owes it",
            "",
        ),
    ]
    labels = [[act.label for act in end.acts] for end in found]
    assert labels == [
        ["Name who drafts it", "Drop it"],
        ["Name the contacts"],
        ["Say what came of it"],
    ]


def test_drafter_and_debtor_are_told(
    council: Council, call: Consultation, makers: Relation
) -> None:
    assert attention.needs(council.member, council.body, clock.now()) == []
    commands.begin_draft(council.secretary, call, council.people["Ben"])
    debt = Debt(text="Soundings", person=council.people["Ben"], due_on=date(2021, 12, 1))
    commands.owe(council.secretary, makers, debt)

    found = attention.needs(council.member, council.body, clock.now())

    assert [(each.words, each.href, each.due_on) for each in found] == [
        (
            "Take “Depths of harbours” a step on: it is being drafted",
            "/tc/consultations/depths-of-harbours",
            date(2021, 10, 20),
        ),
        ("Chart Makers: Soundings", "/tc/relations/chart-makers#owed", date(2021, 12, 1)),
    ]


def test_pages_ask_the_same_number_of_questions_for_one_and_for_three(
    council: Council, call: Consultation, makers: Relation
) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(path).status_code == 200
        return len(queries)

    paths = ("/tc/relations", "/tc/consultations", f"/{makers.ref}", f"/{call.ref}")
    with_one = [asked(path) for path in paths]
    for name in ("Pilots", "Tide Office"):
        made = RelationFacts(
            organization=factories.organization(name), kind=RelationKind.OPEN_SOURCE
        )
        commands.add_relation(council.secretary, council.body, made)
        call_too = CallFacts(title=name, relation=makers, draft_audience=Audience.PUBLIC)
        commands.call_consultation(council.secretary, council.body, call_too)
        commands.note_exchange(council.secretary, makers, name)

    assert [asked(path) for path in paths] == with_one
    assert max(with_one) <= 20
