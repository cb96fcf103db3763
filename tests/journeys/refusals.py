"""Wrong input as people type it: where, what, and the words in which it is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.journeys.meeting import HERE
from tests.journeys.pages import Page, Typed, Visitor

Send = Callable[[Visitor], Page]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@dataclass(frozen=True)
class Wrong:
    """One refusal: what is sent, the words that must be on the page, what the page still holds."""

    name: str
    send: Send
    words: tuple[str, ...]
    kept: tuple[str, ...] = ()
    status: int = 409


def typed(path: str, button: str, at: str = "", **values: Typed) -> Send:
    """See the page, fill in its form, press the button."""
    return lambda visitor: visitor.send(visitor.see(path), button, at, "", **values)


def sent(path: str, **values: str) -> Send:
    """Send what no form offers: a stale page, or a program."""
    return lambda visitor: visitor.post(path, values)


def file(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, "application/octet-stream")


def _misspelt_rule(visitor: Visitor) -> Page:
    page = visitor.see("/tac/settings/rules/text")
    text = dict(page.button("Keep this version").form.fields)["text"]
    return visitor.send(page, "Keep this version", text=text.replace("needs = ", "neeeds = ", 1))


FORM = 422
ITEM = f"{HERE}/6/edit"
CELL = "/tac/projects/veracruz/annual-review"
ROSTER = "/tac/settings/roster"
UNCHANGED = "othing has changed"

VOTING = (
    Wrong(
        "vote of a seat that is not present",
        sent("/tac/M-2021-01/vote", seat="google", choice="yes"),
        ("Google", "is not present", "Mark"),
    ),
    Wrong(
        "second vote of one seat",
        sent("/tac/M-2021-01/vote", seat="microsoft", choice="no"),
        ("Microsoft has voted yes", "A seat has one vote, which is kept."),
    ),
    Wrong(
        "vote that is none",
        sent("/tac/M-2021-01/vote", seat="intel", choice="perhaps"),
        ("“perhaps” is no vote", "yes, no, abstain or recused", UNCHANGED),
    ),
    Wrong(
        "vote of an unknown seat",
        sent("/tac/M-2021-01/vote", seat="atlantis", choice="yes"),
        ("atlantis",),
    ),
    Wrong(
        "motion without words",
        sent(f"{HERE}/6/motions", text="  "),
        ("Write what is moved", UNCHANGED),
    ),
)
ACTIONS = (
    Wrong(
        "action dropped without a reason",
        typed("/tac/A-1", "Drop it", note=""),
        ("reason",),
    ),
    Wrong(
        "action of nobody known",
        sent("/tac/actions/line", line="[Gandalf] Light the beacon"),
        ("Gandalf",),
        ("[Gandalf] Light the beacon",),
    ),
    Wrong(
        "action of one of two",
        sent("/tac/actions/line", line="[Eric] Light the beacon"),
        ("Eric Voit", "Eric Northup"),
        ("[Eric] Light the beacon",),
    ),
    Wrong(
        "action due on no day",
        typed("/tac/actions", "Put it on the list", text="Light the beacon", due="32 OCT 2021"),
        ("32 OCT 2021",),
        ("Light the beacon", "32 OCT 2021"),
    ),
    Wrong(
        "action without words",
        typed("/tac/A-1", "Save the changes", text="", owner_words="Aeva"),
        ("what is to be done",),
        ("Aeva",),
    ),
)
PEOPLE = (
    Wrong(
        "roll call of nobody",
        typed(f"{HERE}/room", "", "roll/add", who="qx"),
        ("Nobody who is still missing fits “qx”", "Name (Organization)"),
        ("qx",),
    ),
    Wrong(
        "somebody present twice",
        sent(f"{HERE}/room/roll/mark", person="dave-thaler"),
        ("Dave Thaler is present already", UNCHANGED),
    ),
    Wrong(
        "chair of the day whom nobody knows",
        typed(f"{HERE}/edit", "Save", "people", chair="Gandalf Grey"),
        ("Nobody called “Gandalf Grey” is in the record",),
        ("Gandalf Grey",),
    ),
    Wrong(
        "chair of the day who may be two",
        typed(f"{HERE}/edit", "Save", "people", chair="Eric"),
        ("“Eric” may be", "Eric Voit", "Eric Northup", "Write the whole name"),
        ("Eric",),
    ),
    Wrong(
        "representative who is nobody",
        typed("/tac/settings/seats/google/representative", "Begin the term", from_on="2021-10-07"),
        ("Choose somebody from the list, or write a new name",),
        status=FORM,
    ),
    Wrong(
        "term that begins on no day",
        typed(
            "/tac/settings/seats/google/representative",
            "Begin the term",
            new_name="Runa Holm",
            from_on="7 Okt",
        ),
        ("valid date",),
        ("Runa Holm", "7 Okt"),
        status=FORM,
    ),
)
CLAIMS = tuple(
    Wrong(
        f"claim {text}",
        typed(CELL, "Record the value", text=text),
        (text, "Write"),
        (text,),
    )
    for text in ("32 OCT 2019", "OCT 32 2019")
)
FILES = (
    Wrong(
        "PDF that is a picture",
        typed(ITEM, "File it", file=file("chart.pdf", PNG), title="Chart"),
        ("“chart.pdf” is not what its name says", "nothing was stored"),
        ("Chart",),
    ),
    Wrong(
        "file of a kind that is not kept",
        typed(ITEM, "File it", file=file("chart.exe", b"MZ"), title="Chart"),
        ("“chart.exe” is of a kind that is not kept here", "nothing was stored"),
    ),
    Wrong(
        "file that is too large",
        typed(ITEM, "File it", file=file("chart.txt", b"x" * (1024 * 1024 + 1))),
        ("“chart.txt” has 1 MB; at most 1 MB are kept", "Make it smaller"),
    ),
    Wrong(
        "file that is empty",
        typed(ITEM, "File it", file=file("chart.txt", b"")),
        ("empty",),
    ),
    Wrong("no file", typed(ITEM, "File it", title="Chart"), ("File: ", UNCHANGED), ("Chart",)),
    Wrong(
        "link that is none",
        typed(ITEM, "Add the link", url="harbour", title="Chart"),
        ("“harbour” is not a web address",),
        ("Chart",),
    ),
    Wrong(
        "logo that is a text",
        typed("/tac/settings/look", "Keep this logo", "logo", logo=file("logo.png", b"hello")),
        ("logo.png",),
    ),
    Wrong(
        "colour that nobody can read",
        typed("/tac/settings/look", "Keep these colours", accent="#ffff88"),
        ("#ffff88",),
        ("#ffff88",),
    ),
)
SETTINGS = (
    Wrong(
        "roster without its header",
        typed(ROSTER, "Show what", file=file("roster.csv", b"some,thing\n1,2\n")),
        ("seat",),
    ),
    Wrong(
        "roster with a line that cannot be read",
        typed(
            ROSTER,
            "Show what",
            file=file("roster.csv", b"seat,organization,representative,from\nA,B,C,someday\n"),
        ),
        ("2 “someday” in the column from is not a day",),
        status=200,
    ),
    Wrong(
        "roster that is a picture",
        typed(ROSTER, "Show what", file=file("roster.csv", PNG)),
        ("roster",),
    ),
    Wrong(
        "rule book with an unknown key",
        _misspelt_rule,
        ("neeeds",),
        ("neeeds = ",),
    ),
    Wrong(
        "rule book that is no TOML",
        typed("/tac/settings/rules/text", "Keep this version", text="[quorum\nneeds ="),
        ("ine 1",),
        ("[quorum",),
    ),
)
MEETINGS = (
    Wrong(
        "item without a title",
        typed(ITEM, "Save the item", title="", text="Depths in fathoms"),
        ("Title", "required"),
        ("Depths in fathoms",),
        status=FORM,
    ),
    Wrong(
        "item of too many minutes",
        typed(ITEM, "Save the item", minutes="9999", text="Depths in fathoms"),
        ("600",),
        ("9999", "Depths in fathoms"),
        status=FORM,
    ),
    Wrong(
        "note without words",
        sent(f"{HERE}/6/notes", text="   "),
        ("Write something to note down.",),
    ),
    Wrong(
        "meeting that ends before it begins",
        typed(
            "/tac/2021-10-21/edit",
            "Move the meeting",
            start_time="09:00",
            end_time="08:00",
            reason="Low water",
        ),
        ("end",),
        ("Low water",),
    ),
    Wrong(
        "meeting moved to no day",
        typed("/tac/2021-10-21/edit", "Move the meeting", on="2021-13-45", reason="Low water"),
        ("valid date",),
        ("2021-13-45", "Low water"),
    ),
    Wrong(
        "meeting cancelled without a reason",
        typed("/tac/2021-10-21/edit", "Cancel the meeting"),
        ("reason", UNCHANGED),
    ),
    Wrong(
        "times of no clock",
        typed("/tac/2021-09-23/edit", "Correct them", called="25:00", reason="Slip"),
        ("valid time",),
        ("25:00", "Slip"),
    ),
    Wrong(
        "meetings planned up to no day",
        typed("/tac/series/biweekly", "Plan all of them", until_on="2022-02-30"),
        ("valid date",),
        ("2022-02-30",),
    ),
    Wrong(
        "call to order of a meeting in session",
        sent(f"{HERE}/room/call-to-order"),
        ("This meeting is in session", UNCHANGED),
    ),
)
MINUTES = (
    Wrong(
        "corrections until a day that has passed",
        typed(
            "/tac/2021-09-23/minutes", "Move the day", "release", corrections_until_on="2021-10-01"
        ),
        ("1 Oct 2021 has passed. Choose today or a later day.",),
        ("2021-10-01",),
    ),
    Wrong(
        "minutes taken back without a reason",
        typed("/tac/2021-09-23/minutes", "back", "recall", reason=" "),
        ("Say in a few words why",),
    ),
    Wrong(
        "minutes of a meeting that goes on",
        sent(f"{HERE}/minutes/draft"),
        ("The meeting is not adjourned yet", "its notes are kept"),
    ),
)
EVENT = "/tac/events/lpc-confidential-computing-mc"
BESIDE = (
    Wrong(
        "talk without a title",
        typed("/tac/talks/new", "Add the talk", title="", about="High and low water"),
        ("Short title", "required"),
        ("High and low water",),
        status=FORM,
    ),
    Wrong(
        "guidelines without words",
        typed("/tac/talks/guidelines", "Adopt this version", text="", source="The pilot"),
        ("required",),
        ("The pilot",),
        status=FORM,
    ),
    Wrong(
        "choice of no webinar",
        sent("/tac/talks/webinars", way="approvals", places="0"),
        ("greater than or equal to 1",),
        status=FORM,
    ),
    Wrong(
        "event that ends before it begins",
        typed(
            "/tac/events/new",
            "Put it on the list",
            name="Harbour Days",
            from_on="2021-11-02",
            to_on="2021-11-01",
        ),
        ("It cannot end on 1 Nov 2021", UNCHANGED),
        ("Harbour Days",),
    ),
    Wrong(
        "event in no zone",
        typed(
            "/tac/events/new", "Put it on the list", name="Days", from_on="2021-11-02", zone="Deep"
        ),
        ("“Deep”", "Europe/Berlin"),
        ("Deep",),
    ),
    Wrong(
        "event followed up in no words",
        sent(f"{EVENT}/follow-up", words=" "),
        ("What came of it", UNCHANGED),
    ),
    Wrong(
        "update of nobody",
        typed("/tac/updates/new", "It owes updates", source_words="The pilot"),
        ("Say who owes it", UNCHANGED),
        ("The pilot",),
    ),
    Wrong(
        "update asked for on no day",
        typed("/tac/updates/new", "It owes updates", name="Pilots", lead_days="soon"),
        ("whole number",),
        ("Pilots", "soon"),
        status=FORM,
    ),
    Wrong(
        "consultation that closes before it is called",
        typed(
            "/tac/consultations/new",
            "Put it on the list",
            title="Harbour lights",
            called_on="2021-10-05",
            closes_on="2021-10-01",
        ),
        ("It cannot close on 1 Oct 2021", UNCHANGED),
        ("Harbour lights",),
    ),
    Wrong(
        "question to no body",
        sent("/tac/referrals", to_body="atlantis", question="Who keeps the light?"),
        ("There is no other body",),
        status=FORM,
    ),
    Wrong(
        "paper without a title",
        typed("/tac/papers/new", "Put it on the list", title="", text="Depths in fathoms"),
        ("Title", "required"),
        ("Depths in fathoms",),
        status=FORM,
    ),
    Wrong(
        "report without a title",
        typed("/tac/reports/new", "Draft it", title="", baseline="5 Mar 2021"),
        ("Title", "required"),
        ("5 Mar 2021",),
        status=FORM,
    ),
    Wrong(
        "area of focus without a title",
        typed("/tac/focus/year-2/new", "Save it", points="- Lamps"),
        ("Area", "required"),
        ("- Lamps",),
        status=FORM,
    ),
    Wrong(
        "breach with a name",
        typed("/tac/conduct", "Publish it", about="Dave Thaler shouted", outcome="warning"),
        ("this one names Dave Thaler", UNCHANGED),
        ("Dave Thaler shouted",),
    ),
    Wrong(
        "breach of a year to come",
        typed("/tac/conduct", "Publish it", year="2099", about="Shouting", outcome="warning"),
        ("2099 has not come yet", UNCHANGED),
        ("Shouting",),
    ),
    Wrong(
        "results before the votes",
        typed("/tac/elections/2021-chair/edit", "Save the days", results="2021-10-01"),
        ("1 Oct 2021 does not fit: it has to come", "after"),
        ("2021-10-01",),
    ),
    Wrong(
        "benefit that is offered already",
        typed("/tac/projects/benefits/new", "Put it on the list", text="Zoom account"),
        ("“Zoom account” is on the list already", UNCHANGED),
    ),
)
WRONG = (*VOTING, *ACTIONS, *PEOPLE, *CLAIMS, *FILES, *SETTINGS, *MEETINGS, *MINUTES, *BESIDE)
