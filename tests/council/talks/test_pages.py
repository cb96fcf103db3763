"""The pages of talks as a stranger, a speaker, a member and the secretary use them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.talks import commands
from secretariat.council.talks.commands import Material, NewRound
from secretariat.council.talks.models import Talk
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience
from tests.council.talks.conftest import (
    Council,
    added,
    fresh,
    given,
    item_of,
    letters,
    link_in,
    on_agenda,
    planned,
    signed_in,
    slotted,
)

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SUGGESTION = {
    "title": "Fog <script>alert(1)</script> horns",
    "about": "Sound at **sea**",
    "url": "https://example.org/fog",
    "organization": "Coast Guild",
    "speaker": "Fee Horn (Coast Guild)",
    "topics": "sound, fog",
    "by_name": "Stella Stranger",
    "by_address": "stella@example.org",
}


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def text(html: str) -> str:
    """What the main part of a page says."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_stranger_suggests_a_talk_and_the_secretary_accepts_it(
    council: Council, clerk: Client
) -> None:
    stranger = Client()
    assert "no pitch" in text(page(stranger, "/tc/talks/suggest")).lower()

    answer = stranger.post("/tc/talks/suggest", SUGGESTION)

    assert (answer.status_code, answer["Location"]) == (302, "/tc/talks/thanks")
    assert "looks at it before" in text(page(stranger, "/tc/talks/thanks"))
    talk = Talk.objects.get()
    assert page(stranger, f"/{talk.ref}", 403)
    assert "Fog" not in page(stranger, "/tc/talks")
    assert b"Fog" not in export(PUBLIC_ACTOR, "tc/talks", "json").content
    shown = page(clerk, f"/{talk.ref}")
    assert "<script>alert(1)" not in shown
    assert "stella@example.org" in shown

    clerk.post(f"/{talk.ref}/accept")

    seen = page(stranger, f"/{talk.ref}")
    assert "<strong>sea</strong>" in seen
    assert "stella@example.org" not in seen
    assert "Fee Horn (Coast Guild)" in text(seen)


def test_program_that_fills_in_every_field_is_thanked_and_not_kept(council: Council) -> None:
    answer = Client().post("/tc/talks/suggest", SUGGESTION | {"fax": "555"})

    assert answer["Location"] == "/tc/talks/thanks"
    assert Talk.objects.count() == 0
    assert Entry.objects.filter(command="talks.suggest").count() == 0


def test_trap_is_hidden_from_everybody_and_not_reached_by_key(council: Council) -> None:
    html = page(Client(), "/tc/talks/suggest")
    (hidden,) = re.findall(r'<div class="sr" aria-hidden="true">(.*?)</div>', html, re.DOTALL)

    assert 'name="fax"' in hidden
    assert 'tabindex="-1"' in hidden


def test_one_place_suggests_five_times_an_hour_and_no_address_is_kept(council: Council) -> None:
    stranger = Client(REMOTE_ADDR="192.0.2.7")
    for number in range(5):
        stranger.post("/tc/talks/suggest", SUGGESTION | {"title": f"Wave {number}"})

    answer = stranger.post("/tc/talks/suggest", SUGGESTION | {"title": "Wave 6"})

    assert answer.status_code == 409
    assert "within an hour" in answer.content.decode()
    assert "Wave 6" in answer.content.decode()
    assert Talk.objects.count() == 5
    other = Client(REMOTE_ADDR="192.0.2.8")
    assert other.post("/tc/talks/suggest", SUGGESTION).status_code == 302
    kept = str(list(Entry.objects.values())) + str(list(Talk.objects.values()))
    assert "192.0.2" not in kept


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("about", ""), ("url", "no address"), ("by_address", "nobody")],
)
def test_suggestion_that_cannot_be_read_comes_back_as_it_was_typed(
    council: Council, field: str, value: str
) -> None:
    answer = Client().post("/tc/talks/suggest", SUGGESTION | {field: value})

    assert answer.status_code == 422
    assert "Coast Guild" in answer.content.decode()
    assert Talk.objects.count() == 0


def test_speaker_confirms_sends_slides_and_sees_only_the_own_talk(
    council: Council, clerk: Client, talk: Talk
) -> None:
    slotted(council, talk, planned(council))
    clerk.post(f"/{talk.ref}/invite", {"speaker": "1", "asks": "Do come"})
    ((_, _, letter),) = letters()
    speaker, link = Client(), link_in(letter)
    assert (
        "in the meeting of Thursday 16 May 2024, which begins at 09:00 PDT, 16:00 UTC (30 min)"
        in (" ".join(letter.split()))
    )

    before = fresh(talk).state
    seen = text(page(speaker, link))
    assert "16 May 2024, 09:00 PDT" in seen
    assert fresh(talk).state == before == "invited"
    answer = {"answer": "confirmed", "title": "Tides and ebbs", "about": "Water", "note": ""}
    assert speaker.post(link, answer)["Location"] == link
    file = SimpleUploadedFile("tides.pdf", PDF, "application/pdf")
    speaker.post(f"{link}/slides", {"file": file})

    shown = text(page(Client(), f"/{talk.ref}"))
    assert "Tides and ebbs" in shown
    assert "tides.pdf" in shown
    assert fresh(talk).state == "material_received"
    got = Client().get(f"/{talk.ref}/files/tides.pdf")
    assert (got.content, got["Content-Type"]) == (PDF, "application/pdf")
    assert got["Content-Disposition"].startswith("attachment")
    assert page(Client(), "/tc/talks/invitation/guessed", 404)


def test_material_for_members_is_not_served_to_others(council: Council, talk: Talk) -> None:
    commands.file_material(
        council.secretary,
        talk,
        Material(name="draft.pdf", content=PDF, audience=Audience.MEMBERS),
    )

    assert Client().get(f"/{talk.ref}/files/draft.pdf").status_code == 403
    assert "draft.pdf" not in page(Client(), f"/{talk.ref}")
    assert signed_in(council, "Ada").get(f"/{talk.ref}/files/draft.pdf").content == PDF


def test_member_takes_a_talk_on_from_its_page(council: Council, talk: Talk) -> None:
    ben = signed_in(council, "Ben")
    assert "I ask the speaker" in page(ben, f"/{talk.ref}")
    assert "I ask the speaker" not in page(Client(), f"/{talk.ref}")

    ben.post(f"/{talk.ref}/coordinator", {"person": "ben-stone"})

    assert "Ben Stone" in text(page(Client(), f"/{talk.ref}"))
    assert "I ask the speaker" not in page(ben, f"/{talk.ref}")


def test_secretary_plans_moves_and_ends_through_forms(
    council: Council, clerk: Client, confirmed: Talk
) -> None:
    planned(council)
    planned(council, 14)
    ref = confirmed.ref

    clerk.post(f"/{ref}/slot", {"meeting": "2024-05-16", "wish": "", "minutes": "30"})
    assert "tc/2024-05-16" in page(Client(), f"/{ref}")
    moved = {"meeting": "2024-05-30", "wish": "", "minutes": "20", "reason": "At sea"}
    clerk.post(f"/{ref}/slots/1/move", moved)
    shown = text(page(Client(), f"/{ref}"))
    assert "Slot moved on 30 May 2024 (was on 16 May 2024) At sea" in shown
    clerk.post(f"/{ref}/slots/1/fail", {"reason": "Storm"})
    clerk.post(f"/{ref}/move", {"state": "never", "reason": "Too much wind"})

    shown = text(page(Client(), f"/{ref}"))
    assert "Will not be given Too much wind" in shown
    refused = clerk.post(f"/{ref}/move", {"state": "given"})
    assert refused.status_code == 409
    assert clerk.post(f"/{ref}/sing").status_code == 404


def test_edit_keeps_what_was_typed_when_somebody_was_faster(
    council: Council, clerk: Client, talk: Talk
) -> None:
    typed = {"title": "Spring tides", "speakers": "Mo Tide (Harbour)?", "seen": "1"}
    assert clerk.post(f"/{talk.ref}/edit", typed).status_code == 303
    assert "Mo Tide (Harbour) ?" in text(page(Client(), f"/{talk.ref}"))

    again = clerk.post(f"/{talk.ref}/edit", typed | {"title": "Neap tides"})

    assert again.status_code == 409
    assert "Neap tides" in again.content.decode()
    wrong = clerk.post(f"/{talk.ref}/edit", typed | {"speakers": "(Harbour)", "seen": "2"})
    assert wrong.status_code == 409
    assert "is not read as a speaker" in wrong.content.decode()


def test_seat_approves_on_the_page_of_the_choice(council: Council, clerk: Client) -> None:
    given(council, "Tides")
    given(council, "Fog")
    typed = {
        "way": "approvals",
        "talks": ["tides", "fog"],
        "places": "1",
        "closes_on": "2024-05-01",
    }
    assert clerk.post("/tc/talks/webinars", typed)["Location"] == "/tc/talks/webinars/1"
    ada = signed_in(council, "Ada")
    assert "Keep the answer of Amber Works" in page(ada, "/tc/talks/webinars/1")
    assert "Keep the answer of" not in page(Client(), "/tc/talks/webinars/1")

    ada.post("/tc/talks/webinars/1/approve", {"seat": "amber-works", "talks": ["fog"]})
    clerk.post("/tc/talks/webinars/1/close", {})

    shown = text(page(Client(), "/tc/talks/webinars/1"))
    assert "1 of 3 seats answered: Fog 1, Tides 0. Chosen: Fog." in shown
    clerk.post("/tc/talks/fog/recommend", {"to_body": "oc"})
    assert "tc/R-1" in page(Client(), "/tc/talks/fog")
    clerk.post("/tc/talks/fog/webinar", {"by_words": "Outreach", "text": "Jun 2024"})
    assert "Outreach webinar Jun 2024" in text(page(Client(), "/tc/talks"))


def test_history_is_found_by_topic_speaker_and_organization(council: Council) -> None:
    given(council, "Tides", topics=["water"], organization="Coast Guild")
    given(council, "Stars", topics=["light"])

    for query, found in (
        ("text=guild", "Tides"),
        ("text=mo+tide", "Stars"),
        ("about=light", "Stars"),
    ):
        assert found in text(page(Client(), f"/tc/talks?{query}"))
    assert "Tides" not in text(page(Client(), "/tc/talks?about=light"))
    assert "No talk fits" in text(page(Client(), "/tc/talks?text=whales"))


def test_guidelines_get_versions(council: Council, clerk: Client) -> None:
    clerk.post("/tc/talks/guidelines", {"text": "Ten minutes, no more.", "source": "Motion 3"})

    assert "Ten minutes, no more." in text(page(Client(), "/tc/talks/suggest"))
    assert Client().get("/tc/talks/guidelines").status_code == 403


def test_files_of_the_list(council: Council, talk: Talk) -> None:
    slotted(council, talk, planned(council))

    calendar = Client().get("/tc/talks.ics").content.decode()
    assert "SUMMARY:Talk: Tides\r\n" in calendar
    assert "DESCRIPTION:Mo Tide (Harbour)\\, 30 minutes of the meeting" in calendar
    assert "DTSTART;TZID=America/Los_Angeles:20240516T090000" in calendar
    assert "UID:tc-talks-tides-slots-1@" in calendar
    table = Client().get("/tc/talks.csv").content.decode()
    assert "tc/talks/tides,Tides" in table
    assert "mo@example.org" not in table
    assert "| tc/talks/tides | Tides |" in Client().get("/tc/talks/tides.md").content.decode()
    with pytest.raises(Refused):
        export(PUBLIC_ACTOR, "tc/talks/whales", "json")


@pytest.mark.parametrize("address", ["/tc/talks", "/tc/loose-ends", "/tc/talks/webinars"])
def test_pages_take_the_same_queries_for_few_and_for_many(
    council: Council, clerk: Client, address: str
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(clerk, address)
        return len(asked)

    for title in ("Tides", "Fog"):
        slotted(council, added(council, title), planned(council, 7))
    talks = [given(council, title) for title in ("Ebb", "Flow")]
    commands.open_round(council.secretary, council.body, NewRound(way="named", talks=talks[:1]))
    page(clerk, address)
    few = count()
    for number in range(4):
        slotted(council, added(council, f"Wave {number}"), planned(council, 7))
        made = [given(council, f"Current {number}")]
        commands.open_round(council.secretary, council.body, NewRound(way="named", talks=made))

    assert count() == few


def test_room_shows_what_waits_and_notes_a_failed_slot(
    council: Council, clerk: Client, confirmed: Talk
) -> None:
    meeting = planned(council)
    slot = slotted(council, confirmed, meeting)
    added(council, "Fog")
    on_agenda(council, meeting)
    with clock.fixed(meeting.starts_at + timedelta(minutes=5)):
        item = item_of(meeting, slot)
        shown = text(page(clerk, f"/{meeting.ref}/room?item={item.slug}"))
        assert "The speaker did not come" in shown
        assert "To be continued" in shown
        listed = text(page(clerk, f"/{meeting.ref}/room?item=tc-tech-talks"))
        assert "Fog nobody asks the speaker" in listed
        clerk.post("/tc/talks/line", {"title": "Whales", "next": f"/{meeting.ref}/room"})
        clerk.post(f"/{slot.ref}/fail", {"reason": "No train", "item": f"{meeting.ref}/2"})

    assert fresh(confirmed).slots.get().reason == "No train"
    assert Talk.objects.filter(slug="whales").exists()
