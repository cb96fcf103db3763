"""A fictitious council for the document tests: the council of the Open Harbour Foundation.

Shaped like the decks and minutes real councils use; every name and act is invented.
"""

from __future__ import annotations

from dataclasses import replace

from secretariat.rules import minutes as m
from secretariat.rules.agenda_document import AgendaDocument, AgendaEntry
from secretariat.rules.deck import (
    AgendaLine,
    AgendaSlide,
    Align,
    Cell,
    Column,
    Cover,
    Deck,
    Look,
    Mark,
    ResolutionSlide,
    SectionSlide,
    TableSlide,
    TextSlide,
    cell,
)
from secretariat.rules.runs import Run, bullet, linked, numbered_entry, paragraph, plain

LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 64" width="240" height="64">
<path d="M8 40c10 12 38 12 48 0l-6-2V20h-6v-8h-4v8h-6v-6h-4v24z" fill="#0b3c7d"/>
<path d="M4 52c8-6 12-6 20 0s12 6 20 0 12-6 20 0" stroke="#b3126b" stroke-width="4" fill="none"/>
<rect x="80" y="18" width="150" height="8" fill="#0b3c7d"/>
<rect x="80" y="36" width="110" height="8" fill="#0b3c7d"/></svg>"""

LOOK = Look(
    accent="#0b3c7d",
    accent2="#b3126b",
    logo=LOGO,
    logo_type="image/svg+xml",
    logo_alt="Open Harbour Foundation",
)

TRAINING = (
    "Recommend the inclusion training to their projects and report back whether the maintainers "
    "or the contributors will take it, and when they expect to have finished"
)
ACTIONS = [
    ("Stella", "Ask the foundation's counsel how a security response team may be set up", "open"),
    ("Asha", "Collect a security contact from every current and upcoming project", "in progress"),
    (
        "Project mentors",
        TRAINING,
        "in progress",
    ),
    ("Tomas", "Suggest changes to the white paper in the shared document", "done"),
    (
        "Asha/Erik",
        "Invite Quayside to present to the council before the board meets",
        "in progress",
    ),
    ("Asha/Erik", "Invite Quayside to present to the board", "in progress"),
    ("Tomas/Erik", "Draft the text on virtual harbours for the glossary", "in progress"),
    ("Dana/Asha", "Schedule the annual reviews with the project mentors", ""),
    ("Asha", "Add the internship policy to the list of project benefits", "in progress"),
]

AGENDA = [
    ("1", "Welcome, roll call, first-time attendees", "Dana Whitfield", 10),
    ("2", "Approval of minutes: 23 Sep 2021", "Dana Whitfield", 5),
    ("3", "Action item review", "Asha Raman", 15),
    ("", "Project table", "", None),
    ("4", "Updates from the outreach committee", "Nadia Vogel", 10),
    ("5", "Conference follow-up", "Dana Whitfield", 15),
    ("6", "Tech talks", "Dana Whitfield", 10),
    ("7", "Report from the board meeting", "Dana Whitfield", 15),
    ("8", "Annual chair election", "Asha Raman", 5),
    ("9", "Security reports and the response team", "Stella Okafor, Jonas Bergmann", 15),
    ("10", "Establishing common terminology", "Erik Vos", 15),
    ("11", "Any other business", "", 5),
]

SEATS = [
    ("Aurora Labs", "Giulia Ferrante", "–"),
    ("Bayline", "Min-jun Park", "Hana Seo"),
    ("Castle Rock Systems", "Tomas Fischer", "Michael Obi"),
    ("Dovetail", "Erik Nordin", "Sunil Rao"),
    ("Evergreen Cloud", "Ioana Petrescu", "–"),
    ("Fjord Networks", "李建国 (Jian-guo Li)", "–"),
    ("Granite Chips", "Dan Moreau", "Simone Hart"),
    ("Harbour Bank", "Dana Whitfield", "Mark Osei"),
    ("Inlet Software", "Lily Sorensen", "Dimitri Pappas"),
]

PROJECT_COLUMNS = (
    "Project", "Proposed by", "TAC Approved", "Tech. Charter", "IP Assigned", "Board Presentation",
    "Board Approved", "Annual Review", "Mentor", "Webinar",
)  # fmt: skip
PROJECTS = [
    "Anchor|Inlet Software|31 OCT 2019|Yes|Yes|31 OCT 2019|Yes|+14 JAN 2021|Mike Bowen|+JAN 2021",
    "Open Quay SDK|Harbour Bank|31 OCT 2019|Yes|Yes|31 OCT 2019|Yes|12 NOV 2020|Dana Wong|MAR 2021",
    "HVN SDK for Linux|Granite Chips|31 OCT 2019|||31 OCT 2019|||(Simone Hart)|",
    "TCF|Granite Chips|28 MAY 2020|||||||",
    "Quayside|UNC Harbour|2 APR 2020|Yes|Yes|?(Oct 2021?)|15 SEP 2021||?Erik|?FEB 2021 (DEC 2021?)",
    "Keel|UC Bayside|23 JUL 2020|Yes|Yes|+24 JUN 2021|+MAR 2021||Stella|+JUN 2021",
    "Ballast|Bayline|20 AUG 2020|Yes|Yes|10 SEP 2020|15 SEP 2021||Min-jun|MAY 2021",
    "Veritide|Castle Rock|3 SEP 2020|Yes|Yes|19 NOV 2020|14 APR 2021||Grant & Mike|APR 2021",
    "Harbour-Attestation|TAC|Yes|Yes|N/A|18 MAR 2021|18 MAR 2021||Dan & Ava|?(Veritide – NOV 18?)",
]


def project_cell(text: str) -> Cell:
    marks = {"?": Mark.TENTATIVE, "+": Mark.CHANGED}
    mark = marks.get(text[:1], Mark.NONE)
    return cell(text[1:] if mark is not Mark.NONE else text, mark)


def project_row(line: str) -> tuple[Cell, ...]:
    return tuple(map(project_cell, line.split("|")))


def project_table(title: str, number: str = "") -> TableSlide:
    return TableSlide(
        title=title,
        number=number,
        columns=tuple(Column(name) for name in PROJECT_COLUMNS),
        rows=tuple(map(project_row, PROJECTS)),
        ref="tac/2021-10-07/3",
    )


def agenda_slide() -> AgendaSlide:
    lines = tuple(
        AgendaLine(title, number, presenter, minutes, is_part=not number)
        for number, title, presenter, minutes in AGENDA
    )
    return AgendaSlide(title="Agenda", lines=lines, foot="90 minutes planned of 120")


def roll_call_slide() -> TableSlide:
    return TableSlide(
        title="Roll call and introductions",
        number="1",
        lead=(Run("Quorum requires "), Run("5", is_bold=True), Run(" of 9 seats.")),
        columns=(
            Column("Seat", weight=2),
            Column("Representative", weight=2),
            Column("Alternates"),
        ),
        rows=tuple(tuple(cell(text) for text in row) for row in SEATS),
        foot="Chair: Dana Whitfield",
        notes="Call the seats in the order of the table.",
    )


def resolution_slide() -> ResolutionSlide:
    return ResolutionSlide(
        title="Approval of minutes: 23 Sep 2021",
        number="2",
        lead=(
            paragraph("Thanks to Jethra for chairing the meeting 😊"),
            paragraph("https://lists.example.org/g/main/files/TAC/2021/09-Sept/TAC%20Minutes.pdf"),
        ),
        text=plain(
            "That the minutes of the meeting of 23 September 2021 of the Technical Council of "
            "the Open Harbour Foundation, as distributed to the members before this meeting, "
            "are hereby adopted and approved."
        ),
        notes="Ask for a mover and a seconder.",
        ref="tac/2021-10-07/2",
    )


def antitrust_slide() -> TextSlide:
    return TextSlide(
        title="Antitrust notice",
        paragraphs=(
            bullet(
                "Meetings of the foundation bring competitors of one industry together, and the"
                " foundation intends to conduct all of its activities in accordance with "
                "applicable antitrust and competition laws. It is therefore important that "
                "attendees keep to the agenda, and know and do not take part in any activity "
                "that such laws prohibit."
            ),
            bullet(
                "Examples of actions that are prohibited in meetings are described in the "
                "policy at https://harbour.example.org/antitrust-policy. Whoever has questions "
                "about these matters asks the counsel of their own company, or, as a member of "
                "the foundation, the foundation's counsel, before the meeting goes on."
            ),
        ),
    )


def talks_slide() -> TextSlide:
    return TextSlide(
        title="Tech talks",
        number="6",
        paragraphs=(
            paragraph("Past talks (in addition to our own projects)"),
            bullet("Remote attestation, then an outreach webinar in SEP 2021"),
            bullet("Parcel, a common interface for key stores"),
            paragraph("Would any other be a candidate for a webinar? How do we decide?"),
            paragraph("Talks to ask for"),
            bullet("The trusted group's view"),
            bullet("Firmware in a memory-safe language: "
                   "https://code.example.org/harbour/firmware-in-a-memory-safe-language"),
            bullet("Two sub-points", level=0),
            bullet("of which this is the first", level=1),
            bullet("and this is deeper still", level=2),
            bullet("and this is the second", level=1),
        ),
    )  # fmt: skip


def quotation_slide() -> TextSlide:
    return TextSlide(
        title="What the glossary says",
        stamp="From the board report of Jan 2021",
        paragraphs=(
            bullet("https://blog.example.org/security/a-harbour-perspective/"),
            bullet(
                (
                    Run("We define a harbour as "),
                    Run("the use of specialized hardware and its firmware", is_bold=True),
                    Run(" to protect data "),
                    Run("during processing", is_italic=True),
                    Run(" from outside access."),
                )
            ),
        ),
    )


def sample_deck() -> Deck:
    actions = tuple(
        numbered_entry(f"{index}.", (Run(f"[{owner}] ", is_bold=True), *linked(text)))
        for index, (owner, text, _) in enumerate(ACTIONS, start=1)
    )
    return Deck(
        title="Technical Council Meeting",
        body_name="Technical Council",
        organization_name="Open Harbour Foundation",
        date_words="7 October 2021",
        ref="tac/2021-10-07",
        look=LOOK,
        slides=(
            Cover(title="Technical Council Meeting", date_words="7 October 2021"),
            antitrust_slide(),
            agenda_slide(),
            roll_call_slide(),
            resolution_slide(),
            TextSlide(title="Action item review", number="3", paragraphs=actions),
            project_table("Project table"),
            TextSlide(title="Updates from the outreach committee", number="4"),
            talks_slide(),
            SectionSlide(
                title="State of the Union",
                number="7",
                subtitle="Report to the governing board",
                date_words="29 September 2021",
            ),
            quotation_slide(),
            TableSlide(
                title="Budget",
                columns=(
                    Column("Line"),
                    Column("Asked", Align.RIGHT),
                    Column("Given", Align.RIGHT),
                ),
                rows=((cell("Webinars"), cell("12,000"), cell("9,500")),),
            ),
            TextSlide(title="Any other business", number="11"),
        ),
    )


ATTENDEES = [
    ("Ava Black", "Harbour Bank", "", False, ()),
    ("Asha Raman", "Open Harbour Foundation", "", False, ()),
    ("Dana Whitfield", "Harbour Bank", "Chair", True, ()),
    ("Tomas Fischer", "Castle Rock Systems", "", True, ()),
    ("Lily Sorensen", "Inlet Software", "", True, ("arrived 07:10",)),
    ("Simone Hart", "Granite Chips", "", True, ("for Dan Moreau",)),
    ("Xin Fan", "IoTide", "", False, ("first time",)),
]


def attendance() -> m.Attendance:
    return m.Attendance(
        key="roll-call",
        people=tuple(
            m.Attendee(name=name, organization=home, office=office, is_voting=votes, notes=notes)
            for name, home, office, votes, notes in ATTENDEES
        ),
        foot="* voting member",
    )


def sample_minutes(state: m.MinutesState = m.MinutesState.DRAFT) -> m.Minutes:
    sections = (
        m.Section(
            number="1",
            title="Call to order, roll call",
            ref="tac/2021-10-07/1",
            blocks=(
                m.Fact(
                    kind="order",
                    key="order",
                    lines=(plain("Called to order at 07:02 by Dana Whitfield."),),
                ),
                attendance(),
                m.Fact(
                    kind="quorum",
                    key="quorum",
                    lines=(
                        plain("Quorum: 6 of 9 seats present, 5 needed."),
                        plain("At least half of the seats, charter section 4."),
                    ),
                ),
            ),
        ),
        m.Section(
            number="2",
            title="Approval of minutes: 23 Sep 2021",
            blocks=(
                m.Fact(
                    kind="motion",
                    key="M-2021-31",
                    lines=(
                        (Run("RESOLVED: ", is_bold=True), Run("the minutes are approved.")),
                        plain("Moved by Tomas Fischer, seconded by Lily Sorensen; carried."),
                    ),
                ),
            ),
        ),
        m.Section(
            number="3",
            title="Action item review",
            blocks=(
                m.Actions(
                    key="actions",
                    lines=tuple(
                        m.ActionLine(owners=owners, text=plain(text), state=state_words)
                        for owners, text, state_words in ACTIONS
                    ),
                ),
                m.Table(
                    key="projects",
                    caption="Project table as of 7 Oct 2021",
                    columns=tuple(Column(name) for name in PROJECT_COLUMNS[:6]),
                    rows=tuple(project_row(line)[:6] for line in PROJECTS[:5]),
                ),
            ),
        ),
        m.Section(
            number="5",
            title="Conference follow-up",
            blocks=(
                m.Text(runs=plain("Harbour microconference")),
                m.Text(runs=plain("Dana reported on the topics discussed."), depth=1),
                m.Text(
                    runs=linked("The threat model is discussed at https://code.example.org/governance/issues/71."),
                    depth=1,
                ),
                m.Text(runs=plain("Several members presented at the summit.")),
            ),
        ),
        m.Section(number="11", title="Any other business", blocks=(m.Text(runs=plain("None.")),)),
        m.Section(
            title="New action items",
            blocks=(
                m.Actions(
                    key="new-actions",
                    lines=(
                        m.ActionLine(
                            owners="Stefan",
                            text=plain("Provide the definitions of the glossary"),
                            due="the next meeting",
                        ),
                        m.ActionLine(owners="", text=plain("Create the list for the kernel work")),
                    ),
                ),
            ),
        ),
    )  # fmt: skip
    return m.Minutes(
        title="Technical Council meeting",
        body_name="Technical Council",
        organization_name="Open Harbour Foundation",
        date_words="Thursday, 7 October 2021",
        time_words="07:02 to 10:01",
        zone_words="Pacific time",
        state=state,
        sections=sections,
        ref="tac/2021-10-07",
        closing=(
            plain(
                "Adjourned at 10:01. The next meeting is on Thursday, 21 October 2021, at 07:00."
            ),
        ),
        look=LOOK,
    )


def sample_agenda() -> AgendaDocument:
    notes = {"6": (paragraph("Which talk next?"), bullet("Firmware, https://code.example.org/fw"))}
    return AgendaDocument(
        title="Agenda of the Technical Council",
        body_name="Technical Council",
        organization_name="Open Harbour Foundation",
        date_words="Thursday, 7 October 2021",
        time_words="07:00 to 09:00",
        zone_words="Pacific time",
        state_words="published",
        lead=(paragraph("Join at https://call.example.org/tac"),),
        entries=tuple(
            AgendaEntry(line=line, paragraphs=notes.get(line.number, ()))
            for line in agenda_slide().lines
        ),
        foot="120 minutes planned of 120",
        look=LOOK,
    )


def approved_minutes() -> m.Minutes:
    return replace(
        sample_minutes(m.MinutesState.APPROVED),
        signature=m.Signature(
            words="Approved in the meeting of 21 October 2021 by motion M-2021-33.",
            motion_ref="tac/M-2021-33",
            digest="9f2c4e0b7a51d3c86e0f7b2a914d5c3e8f6a1b0c2d4e6f8091a3b5c7d9e1f203",
        ),
        errata=(m.Erratum(date_words="4 Nov 2021", text=plain("3.5: the owner is Asha alone.")),),
    )
