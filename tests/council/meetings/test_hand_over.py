"""The hand-over pack: script, what hangs, whom to ask; for members only."""

from __future__ import annotations

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.council.motions.commands import prepare_motion
from secretariat.foundation.people.loose_ends import LooseEnd, register, unregister
from secretariat.foundation.records.exports import export
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor
from tests import factories
from tests.journeys.pages import Visitor

from .conftest import Council


def pack(actor: Actor) -> str:
    return export(actor, "tc/2021-10-07/hand-over", "md").content.decode()


def test_script_has_times_presenters_and_words_to_say(council: Council, agenda: Meeting) -> None:
    text = pack(council.member)

    assert "Hand-over to whoever presides" in text
    assert "Presides: " in text
    assert "Quorum: 3 of 5 seats." in text
    for item in agenda.items.all():
        assert item.title in text
    assert "07:00: Opening" in text


def test_script_says_what_is_read_out_put_and_why_it_stands_there(
    council: Council, agenda: Meeting
) -> None:
    item = agenda.items.get(title="Harbour map")
    item.proposed_by, item.text = "Asked for by the pilots", "Which scale?"
    item.save()
    words = "The map is drawn at 1 to 500."
    prepare_motion(council.secretary, item, text=words, seen=item.revision)

    text = pack(council.member)

    assert "**Why:** Asked for by the pilots" in text
    assert text.count("Which scale?") == 1
    assert "**Put:** " in text
    assert "The map is drawn at 1 to 500." in text


def test_what_hangs_stands_with_its_age_and_owner(council: Council, agenda: Meeting) -> None:
    def hanging(_actor: Actor, body: object, at: object) -> list[LooseEnd]:
        since = agenda.starts_at.date().replace(day=1)
        return [
            LooseEnd("tc/x", "The chart", "/tc/x", "chart", "nobody drew it", since, "Ben Stone")
        ]

    register("chart", hanging)
    try:
        text = pack(council.member)
    finally:
        unregister("chart")

    assert "**The chart:** nobody drew it, 6 days; Ben Stone" in text
    assert "Ben Stone: 1 loose end" in text
    assert "Ada Quill: chair" in text


def test_public_gets_no_pack_and_no_link_to_it(council: Council, agenda: Meeting) -> None:
    commands.publish_agenda(council.secretary, agenda)

    with pytest.raises(Refused) as refused:
        pack(PUBLIC_ACTOR)

    assert refused.value.code == "not_allowed"
    assert "hand-over" not in Visitor().see("/tc/2021-10-07").text
    member = Visitor(factories.account(council.people["Ben"]))
    assert "/tc/2021-10-07/hand-over.pdf" in member.see("/tc/2021-10-07").text
    assert "Quorum: 3 of 5 seats." in member.see("/tc/2021-10-07/hand-over.html").words
