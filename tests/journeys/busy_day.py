"""The example's meeting of 7 October 2021 with a bit of everything in it, for each audience."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.foundation.records import clock
from tests.journeys.meeting import BEGINNING, END, HERE, act
from tests.journeys.pages import Visitor

PRESENT = (
    "Dave Thaler",
    "Dan Middleton",
    "Thomas Fossati",
    "Lily Sturmann",
    "Giuseppe Giordano",
    "Eric Northup",
    "Runa Holm (Harbour Works)",
)
PASSCODE = "lantern-4711"
CALL = "https://call.example.org/harbour"
OPEN_CALL = "https://call.example.org/open"
PUBLIC_NOTE = "The beacon is lit."
MEMBERS_NOTE = "The beacon whispers of a reef."
OFFICERS_NOTE = "The beacon keeper is to be paid double."
MEMBERS_ITEM = "Wreck in the eastern channel"
SUGGESTED = "Lamps of the northern pier"
FOR_MEMBERS = {"draft_audience": "members", "document_url": "https://example.org/draft-of-ours"}
OUTREACH = "updates-from-the-outreach-committee"


def prepare(secretary: Visitor) -> None:
    """Link and passcode of the call, a link, a file, and an item for members only."""
    form = secretary.see(f"{HERE}/edit")
    secretary.done(form, "Save", "/edit", link=CALL, passcode=PASSCODE)
    form = secretary.see("/tac/2021-10-21/edit")
    secretary.done(form, "Save", "/edit", link=OPEN_CALL, link_audience="public", passcode=PASSCODE)
    secretary.done(secretary.see(f"{HERE}/prepare"), "Add the item", title=MEMBERS_ITEM)
    item = f"{HERE}/wreck-in-the-eastern-channel/edit"
    secretary.done(secretary.see(item), "Save the item", audience="members", text="It lies deep.")
    materials = secretary.see(f"{HERE}/{OUTREACH}/edit")
    secretary.done(materials, "Add the link", url="https://example.org/chart", title="Chart")
    chart = SimpleUploadedFile("chart.txt", b"Depths in fathoms", "text/plain")
    secretary.done(materials, "File it", file=chart, title="Depths", audience="public")


def hold_a_busy_meeting(secretary: Visitor) -> None:
    """A roll call, notes for each audience, a vote, a new action, and drafted minutes."""
    with clock.fixed(BEGINNING):
        act(secretary, "room/call-to-order")
        for who in PRESENT:
            act(secretary, "room/roll/add", who=who, choice="new" if "(" in who else "")
        act(secretary, "room/notices")
        act(secretary, "room/settle", item="welcome-roll-call-and-introductions")
        _note(secretary, 1, PUBLIC_NOTE, "public")
        _note(secretary, 2, MEMBERS_NOTE, "members")
        _note(secretary, 3, OFFICERS_NOTE, "officers")
        _vote(secretary)
        line = {"line": "[Dan] Sound the channel /21 Oct 2021", "raised_ref": f"{HERE[1:]}/4"}
        assert secretary.post("/tac/actions/line", line).status == 200
        act(secretary, "room/put-off", item="tac-tech-talks", words="No time")
    with clock.fixed(END):
        act(secretary, "room/adjourn")


def propose_a_correction(member: Visitor) -> None:
    """A member proposes to correct the first line of the minutes that wait for approval."""
    minutes = member.see("/tac/2021-09-23/minutes")
    line = next(link for link in minutes.links if "/correct?" in link)
    member.done(member.see(line), "Propose", text_after="It was foggy.", reason="I was there")


def _note(secretary: Visitor, number: int, text: str, audience: str) -> None:
    act(secretary, "4/notes", text=text)
    note = secretary.see(f"{HERE}/4/notes/{number}")
    secretary.done(note, "Save", f"/notes/{number}", audience=audience)


def _vote(secretary: Visitor) -> None:
    motion = secretary.post(f"{HERE}/4/motions", {"text": "To keep the beacon lit"}).path
    for verb, sent in (
        ("open", {}),
        ("vote", {"seat": "microsoft", "choice": "yes"}),
        ("vote-rest", {"choice": "yes"}),
        ("close", {}),
    ):
        after = secretary.post(f"{motion}/{verb}", sent)
        assert after.status == 200, after.main


def set_to_work(secretary: Visitor) -> None:
    """What lies beside a meeting: a report in draft, an event's deadline and a note for members, an
    entry of the transparency report, a choice of webinars, a consultation, a suggested talk.
    """
    secretary.done(secretary.see("/tac/reports/new"), "Draft it", on="2021-10-07")
    event = "/tac/events/lpc-confidential-computing-mc"
    for path, sent in (
        (f"{event}/deadline", {"label": "Papers", "on": "2021-10-20", "zone": "Europe/Berlin"}),
        (f"{event}/note", {"text": MEMBERS_NOTE, "kind": "note", "audience": "members"}),
        ("/tac/conduct", {"year": "2021", "about": "Shouting", "outcome": "warning"}),
        ("/tac/talks/webinars", {"way": "named", "talks": "cncf-parsec", "places": "1"}),
        ("/tac/consultations/new", {"title": "Call", "kind": "statement", **FOR_MEMBERS}),
    ):
        after = secretary.post(path, sent)
        assert after.status == 200, f"{path}: {after.main}"
    suggested = {"title": SUGGESTED, "about": "How they flash", "by_name": "Mo"}
    assert Visitor().post("/tac/talks/suggest", suggested).status == 200
