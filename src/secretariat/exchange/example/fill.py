"""Filling a fresh folder with the example council as it stood at 06:30 Pacific on 7 October
2021.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from secretariat.council.meetings.commands import plan_ahead
from secretariat.council.minutes.commands import compare_again
from secretariat.exchange.example.actions import fill_actions
from secretariat.exchange.example.council import fill_council, fill_series
from secretariat.exchange.example.elections import fill_elections
from secretariat.exchange.example.events import fill_events
from secretariat.exchange.example.facts import MORNING_OF
from secretariat.exchange.example.meetings import fill_earlier_meetings, fill_meeting
from secretariat.exchange.example.papers import fill_papers
from secretariat.exchange.example.projects import fill_projects
from secretariat.exchange.example.relations import fill_relations
from secretariat.exchange.example.reports import fill_reports
from secretariat.exchange.example.talks import fill_talks
from secretariat.exchange.example.updates import fill_updates
from secretariat.foundation.people.commands import issue_sign_in_link, open_account
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import person_named
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import move_example_clock
from secretariat.foundation.records.exports import export
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import system_actor

LAST_MEETING, MEETING, LAST_PLANNED = date(2021, 9, 23), date(2021, 10, 7), date(2021, 12, 16)
BODY, CHAIR = "tac", "dave-thaler"
WITH_ACCOUNTS = (CHAIR, "jethro-beekman", "ashley-weltz", "brian-warner", "dan-middleton")
DECK_REF = "tac/2021-10-07/deck"


@dataclass(frozen=True, slots=True)
class Filled:
    """What the person at the terminal wants to know."""

    deck: Path
    sign_in_path: str


def fill(data: Path) -> Filled:
    """Fill an empty database through the commands, set the example's clock, and write the deck.

    Answers where the deck is and the path of a one-time sign-in link for the chair. Refuses
    ("already_filled") a record that has the example.
    """
    if Body.objects.filter(slug=BODY).exists():
        raise Refused(
            "already_filled", "The example council is in this record already. Nothing changed."
        )
    actor = system_actor("Example")
    # One transaction for all: the folder is filled whole or not at all, and written once.
    with clock.fixed(MORNING_OF), transaction.atomic():
        body = fill_council(actor)
        series = fill_series(actor, body)
        fill_earlier_meetings(actor, body, series)
        fill_projects(actor, body)
        fill_actions(actor, body)
        fill_relations(actor, body)
        fill_events(actor, body)
        fill_updates(actor, body)
        fill_papers(actor, body)
        fill_elections(actor, body)
        for day in (LAST_MEETING, MEETING):
            fill_meeting(actor, body, series, day)
        fill_talks(actor, body)
        fill_reports(actor, body)
        plan_ahead(actor, series, from_on=MEETING, until_on=LAST_PLANNED)
        compare_again()
        deck = data / "deck-2021-10-07.pptx"
        deck.write_bytes(export(actor, DECK_REF, "pptx").content)
        accounts = {
            handle: open_account(actor, person_named(handle), f"{handle}@example.org")
            for handle in WITH_ACCOUNTS
        }
    move_example_clock(MORNING_OF)
    return Filled(deck=deck, sign_in_path=issue_sign_in_link(actor, accounts[CHAIR]))
