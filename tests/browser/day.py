"""The meeting of 7 October 2021 as facts: who answered the roll call, what was noted and promised.

Names, organizations and states are those of the public minutes; the notes restate them in our own
words, as short as a secretary types.
"""

from __future__ import annotations

from dataclasses import dataclass

HERE = "/tac/2021-10-07"
NEXT = "/tac/2021-10-21"


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of the roll call: what the secretary types, and what the minutes then say."""

    typed: str
    name: str
    organization: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One action of the review: where it stands, its closing word, its owners if they change."""

    text: str
    state: str
    owners: str
    word: str = ""
    are_new: bool = False


ROLL_CALL = (
    Attendee("ab", "Aeva Black", "Microsoft"),
    Attendee("aw", "Ashley Weltz", "Linux Foundation"),
    Attendee("bw", "Brian Warner", "Linux Foundation"),
    Attendee("dt", "Dave Thaler", "Microsoft"),
    Attendee("tf", "Thomas Fossati", "Arm"),
    Attendee("ev", "Eric Voit", "Cisco"),
    Attendee("ls", "Lily Sturmann", "Red Hat"),
    Attendee("th", "Thomas Hardjono", "MIT Connection Science"),
    Attendee("nv", "Nick Vidal", "Enarx"),
    Attendee("dm", "Dan Middleton", "Intel"),
    Attendee("mb", "Mike Bursell", "Profian"),
    Attendee("wp", "Wojtek Porczyk", "Gramine"),
    Attendee("en", "Eric Northup", "Facebook"),
    Attendee("jb", "Jethro Beekman", "Fortanix"),
    Attendee("rh", "Roy Hopkins", "R3"),
    Attendee("sv", "Steve Van Lare", "Anjuna"),
    Attendee("gg", "Giuseppe Giordano", "Accenture"),
    Attendee("xf", "Xinxin Fan", "IoTeX"),
    Attendee("jb", "Jeffrey Borek", "IBM"),
    Attendee("sj", "Simon Johnson", "Intel"),
    Attendee("Graham Bury (Microsoft)", "Graham Bury", "Microsoft"),
    Attendee("mm", "Marc Meunier", "Arm"),
)
STARRED = (
    "Dave Thaler",
    "Thomas Fossati",
    "Lily Sturmann",
    "Dan Middleton",
    "Eric Northup",
    "Giuseppe Giordano",
)
NEW_HERE = "Graham Bury"
QUORUM = "6 of 9 seats, needs 5"

DONE, OPEN, IN_PROGRESS = "Done", "Open", "In progress"
REVIEW = (
    Reviewed("establishing a Vulnerability Management Team", IN_PROGRESS, "Stephen"),
    Reviewed("confirm potential security contacts", IN_PROGRESS, "Ashley"),
    Reviewed("diversity and inclusion training", IN_PROGRESS, "Project mentors"),
    Reviewed("changes on the White Paper", DONE, "Thomas F.", word="The changes are suggested."),
    Reviewed("TAC presentation", IN_PROGRESS, "Ashley/Eric V.", are_new=True),
    Reviewed("Invite Gramine", IN_PROGRESS, "Ashley/Eric V.", are_new=True),
    Reviewed("VM terminology", IN_PROGRESS, "Thomas H./Eric V."),
    Reviewed("annual reviews", OPEN, "Dave/Ashley"),
    Reviewed("internship policy", IN_PROGRESS, "Ashley/Brian", are_new=True),
)

NEWSLETTER = "[Nick] Bring a newsletter on project updates to the outreach for discussion"
MAILING_LIST = "[Brian] Create the mailing list linuxcollab"
DEFINITIONS = (
    "[Steve] Provide the list of definitions from Anjuna's glossary of terms to present at the "
    "next TAC meeting"
)
EVENTS = (
    "[Ashley] Seek clarity on the process for recommending projects to participate in industry "
    "events: should outreach suggest this, or are project mentors responsible for notifying their "
    "projects?"
)
LIST_DECIDED = (
    "The council agrees to create a space, a mailing list, where kernel developers can work with "
    "it."
)


@dataclass(frozen=True, slots=True)
class Business:
    """What the secretary types under an item: notes, a decision, actions in one line each."""

    title: str
    notes: tuple[str, ...] = ()
    decision: str = ""
    actions: tuple[str, ...] = ()


BUSINESS = (
    Business(
        "Updates from the Outreach Committee",
        notes=(
            "The consortium is approved for Outreachy; Enarx, Occlum and Gramine applied.",
            "The market study is final on 18 October; a webinar on 27 October discusses it.",
            "Nick Vidal proposes a newsletter.",
        ),
        actions=(NEWSLETTER, EVENTS),
    ),
    Business(
        "LPC Confidential Computing MC follow-up",
        notes=("Dave Thaler reported; some kernel developers objected in issue 71.",),
        decision=LIST_DECIDED,
        actions=(MAILING_LIST,),
    ),
    Business(
        "OSSNA Confidential Computing follow-up",
        notes=("Several members of the community spoke.",),
    ),
    Business("TAC tech talks", notes=("Proposals for talks are welcome.",)),
    Business(
        "Report to the Governing Board: State of the Union",
        notes=("The board commends the council's work on diversity.",),
    ),
    Business(
        "Annual chair election timeline",
        notes=("Elections open in the first week of November.",),
    ),
    Business(
        "CCC security reports and VMT process",
        notes=("The subteam works on a proposal; LF legal has still to answer.",),
    ),
    Business(
        "Establishing common terminology (issue #79)",
        notes=("Eric Voit presented the present view of the terms; discussion followed.",),
        actions=(DEFINITIONS,),
    ),
    Business("Any other business", notes=("None.",)),
)
NEW_ACTIONS = (NEWSLETTER, EVENTS, MAILING_LIST, DEFINITIONS)
