"""One fact behind each kind of business that the example's agenda does not have: the item is put on
first. What is invented here happens in these tests only.
"""

from __future__ import annotations

from secretariat.foundation.people.queries import body_named
from tests import factories
from tests.journeys.facts import Fact, all_of, filled_in
from tests.journeys.meeting import HERE
from tests.journeys.pages import Visitor


def asked_by_the_board(secretary: Visitor) -> None:
    """Another body refers a question to the council, and it stands on the agenda."""
    host = body_named("tac").host
    board = factories.body("harbour-board", "Harbour Board", short_name="Board", host=host)
    clerk = factories.person("Sam Clerk")
    factories.office(board, "secretary", clerk)
    visitor = Visitor(factories.account(clerk))
    page = visitor.see("/harbour-board/referrals")
    question = "Shall the pier be lit?"
    visitor.done(page, "Send", to_body="tac", question=question)
    secretary.done(secretary.see(f"{HERE}/prepare"), f"Put it on : Board R-1: {question}")


FACTS_OF_KINDS = (
    Fact(
        "tech-talk-tcg-pov-on-cc",
        filled_in("/tac/talks/tcg-pov-on-cc/edit", "Save", speakers="Bo Lamp"),
        on_slide="Bo Lamp",
        kind="tech_talk",
        prepared=all_of(
            filled_in("/tac/talks/tcg-pov-on-cc", "Plan the slot", meeting="2021-10-07"),
            filled_in(f"{HERE}/prepare", "Put it on : Tech talk"),
        ),
        in_minutes="Bo Lamp",
        is_settled=True,
        about="speaker",
    ),
    Fact(
        "shall-we-row",
        filled_in(
            f"{HERE}/shall-we-row/edit", "Keep the motion", **{"motion-text": "To row on Fridays."}
        ),
        on_slide="To row on Fridays.",
        kind="motion_to_decide",
        prepared=filled_in(
            f"{HERE}/prepare", "Add the item", title="Shall we row?", kind="motion_to_decide"
        ),
        about="text",
    ),
    Fact(
        "how-the-letters-ended",
        filled_in(f"{HERE}/how-the-letters-ended/edit", "Save the item", text="Four letters came."),
        on_slide="Four letters came.",
        kind="ballot_result",
        prepared=filled_in(
            f"{HERE}/prepare", "Add the item", title="How the letters ended", kind="ballot_result"
        ),
        about="text",
    ),
    Fact(
        "lights-on-piers",
        filled_in("/tac/consultations/lights-on-piers/edit", "Save it", closes_on="2021-10-25"),
        on_slide="25 Oct 2021",
        kind="consultation_review",
        prepared=all_of(
            filled_in(
                "/tac/consultations/new",
                "Put it on the list",
                title="Lights on piers",
                closes_on="2021-10-20",
            ),
            filled_in(f"{HERE}/prepare", "Put it on : Lights on piers"),
        ),
        in_minutes="25 Oct 2021",
        no_longer="closes on 20 Oct 2021",
        about="deadline",
    ),
    Fact(
        "board-r-1-shall-the-pier-be-lit",
        filled_in(
            "/harbour-board/R-1", "Send the answer", outcome="agreed", answer="By two lamps."
        ),
        on_slide="By two lamps.",
        kind="referred_question",
        prepared=asked_by_the_board,
        in_minutes="By two lamps.",
        about="answer",
    ),
)
