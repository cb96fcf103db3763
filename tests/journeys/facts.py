"""One fact behind each slide of the example's deck: how a person changes it, and where it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.journeys.meeting import HERE
from tests.journeys.pages import Visitor

Change = Callable[[Visitor], object]
NEWCOMER = "Runa Holm"


EVERYWHERE = ("page", "md", "json")


@dataclass(frozen=True)
class Fact:
    """A fact behind a slide: how it is changed, and what then stands where.

    `kind` is the kind of the slide's item, `chapter` that of the chapter of a report; `given` is
    the slide of a report that was given, which stays as it was. `prepared` is what has to be there
    first. `on_slide` are the words as the data of the slide have them, `in_deck` as the files print
    them, if that differs. What is empty is not printed there. `is_settled` means that the item is
    closed in the meeting.
    """

    slide: str
    change: Change
    on_slide: str
    kind: str = ""
    chapter: str = ""
    given: str = ""
    prepared: Change | None = None
    in_deck: str = ""
    on_agenda: str = ""
    agenda_in: tuple[str, ...] = EVERYWHERE
    in_minutes: str = ""
    minutes_in: tuple[str, ...] = EVERYWHERE
    no_longer: str = ""
    about: str = ""
    is_settled: bool = False

    @property
    def name(self) -> str:
        """What a test about it is called."""
        return f"{self.slide or 'cover'} {self.about}".strip().replace(" ", "-")

    @property
    def item(self) -> str:
        """The item of the slide; empty for the slides that belong to the whole meeting."""
        return self.slide.partition("#")[0] if self.kind else ""


def filled_in(path: str, button: str, at: str = "", of: str = "", **typed: str) -> Change:
    """See a page, fill in its form, and press the button."""
    return lambda visitor: visitor.done(visitor.see(path), button, at, of, **typed)


def edited(slug: str, **typed: str) -> Change:
    """The page of an item of the agenda."""
    return filled_in(f"{HERE}/{slug}/edit", "Save the item", **typed)


def all_of(*changes: Change) -> Change:
    """One change after the other."""
    return lambda visitor: [change(visitor) for change in changes]


OPENING = "welcome-roll-call-and-introductions"
UPDATE = "updates-from-the-outreach-committee"
APPROVAL = "approval-of-tac-minutes-from-the-sept-23-telechat"
REVIEW = "action-item-review"
LPC = "lpc-confidential-computing-mc-follow-up"
OSSNA = "ossna-confidential-computing-follow-up"
TALKS = "tac-tech-talks"
REPORT = "report-to-the-governing-board-state-of-the-union"
TIMELINE = "annual-chair-election-timeline"
SECURITY = "ccc-security-reports-and-vmt-process"
TERMINOLOGY = "establishing-common-terminology-issue-79"
OTHER = "any-other-business"

FACTS = (
    Fact(
        "",
        filled_in("/tac/settings/about", "Keep the changes", name="Council of the Harbour"),
        on_slide="Council of the Harbour (TAC) meeting",
        on_agenda="Council of the Harbour",
        agenda_in=("md",),
        in_minutes="Minutes of the Council of the Harbour",
        minutes_in=("md", "json"),
        no_longer="Technical Advisory Council (TAC) meeting",
        about="name",
    ),
    Fact(
        "",
        filled_in(f"{HERE}/edit", "Move the meeting", start_time="07:30", reason="Fog"),
        on_slide="07:30 to 09:00",
        on_agenda="07:30",
        agenda_in=("page", "md"),
        no_longer="07:00 to 09:00",
        about="time",
    ),
    Fact(
        OPENING,
        filled_in(
            "/tac/settings/notices/values",
            "",
            "values",
            title="Manners on deck",
            text="Nobody is shouted at.",
        ),
        on_slide="Nobody is shouted at.",
        kind="opening",
        in_minutes="“Manners on deck” was read",
        no_longer="A community focused on",
        about="notice",
    ),
    Fact(
        f"{OPENING}#2",
        filled_in(
            "/tac/settings/notices/antitrust", "", "antitrust", text="No talk of freight rates."
        ),
        on_slide="No talk of freight rates.",
        kind="opening",
        in_minutes="“Antitrust Policy Notice” was read",
        no_longer="It is therefore extremely important",
        about="notice",
    ),
    Fact(
        "agenda",
        filled_in(f"{HERE}/prepare", "Any other business", "order", of=f"up={OTHER}"),
        on_slide="Any other business 10",
        in_deck="10. Any other business",
        in_minutes="10. Any other business",
        minutes_in=("page", "md"),
        about="order",
    ),
    Fact(
        f"{OPENING}#3",
        filled_in(
            "/tac/settings/seats/google/representative",
            "Begin the term",
            new_name=NEWCOMER,
            from_on="2021-10-07",
        ),
        on_slide=NEWCOMER,
        kind="opening",
        in_minutes=f"{NEWCOMER}",
        no_longer="Iulia Ion",
        about="representative",
    ),
    Fact(
        APPROVAL,
        all_of(
            edited(APPROVAL, title="The minutes of September"),
            filled_in(
                "/tac/2021-09-23/edit", "Save", "people", chair="Dan Middleton", secretary=""
            ),
        ),
        on_slide="Thanks to Dan Middleton for chairing that meeting.",
        kind="minutes_to_approve",
        on_agenda="The minutes of September",
        in_minutes="The minutes of September",
        no_longer="Thanks to Jethro Beekman",
        about="chair",
    ),
    Fact(
        REVIEW,
        filled_in("/tac/A-1", "Save the changes", text="Ask the pilots about the channel"),
        on_slide="Ask the pilots about the channel",
        kind="action_review",
        in_minutes="Ask the pilots about the channel",
        no_longer="Chat with LF legal counsel",
        about="text",
    ),
    Fact(
        REVIEW,
        filled_in("/tac/A-1", "Save the changes", owner_words="Dan Middleton/Aeva"),
        on_slide="[Dan Middleton/Aeva]",
        kind="action_review",
        in_minutes="Dan Middleton/Aeva",
        no_longer="[Stephen] Chat with LF",
        about="owners",
    ),
    Fact(
        REVIEW,
        filled_in("/tac/A-8", "In progress", note="Half of them answered"),
        on_slide="annual reviews for projects [IN PROGRESS]",
        kind="action_review",
        in_minutes="annual reviews for projects [IN PROGRESS]",
        about="state",
    ),
    Fact(
        "projects-and-their-milestones",
        filled_in("/tac/projects/veracruz/annual-review", "Record the value", text="9 DEC 2021"),
        on_slide="9 DEC 2021",
        kind="project_table",
        about="cell",
    ),
    Fact(
        UPDATE,
        edited(UPDATE, presenters=NEWCOMER, minutes="25"),
        on_slide=f"{NEWCOMER} 25 minutes",
        kind="body_update",
        in_deck="25 minutes",
        on_agenda="25 min",
        agenda_in=("md",),
        about="presenter and time",
    ),
    Fact(
        UPDATE,
        filled_in(
            "/tac/updates/outreach-committee/2021-10-07",
            "Take it down",
            text="The lamps are lit again.",
            by=NEWCOMER,
            how="said on the quay",
        ),
        on_slide="The lamps are lit again.",
        kind="body_update",
        in_minutes="The lamps are lit again.",
        no_longer="4. Updates from the Outreach Committee 10 minutes",
        about="text",
    ),
    Fact(
        LPC,
        all_of(
            edited(LPC, title="Back from the plumbers"),
            filled_in(
                "/tac/events/lpc-confidential-computing-mc", "Note it", text="A pilot was there too"
            ),
        ),
        on_slide="A pilot was there too",
        kind="event_follow_up",
        on_agenda="Back from the plumbers",
        in_minutes="A pilot was there too",
        about="note",
    ),
    Fact(
        OSSNA,
        all_of(
            edited(OSSNA, title="Back from Seattle"),
            filled_in(
                "/tac/events/ossna-confidential-computing/sessions/1",
                "Save it",
                title="Engines that keep secrets",
            ),
        ),
        on_slide="Engines that keep secrets – Gregory Malysa, Timesys",
        kind="event_follow_up",
        on_agenda="Back from Seattle",
        in_minutes="Back from Seattle",
        no_longer="Using OP-TEE as a Cryptography Engine",
        about="session",
    ),
    Fact(
        f"{TALKS}#2",
        filled_in("/tac/talks/new", "Add the talk", title="Buoys at night", speakers="Bo Lamp?"),
        on_slide="Buoys at night – Bo Lamp?",
        kind="talk_pipeline",
        about="possible talk",
    ),
    Fact(
        TALKS,
        filled_in(
            "/tac/talks/cncf-parsec", "Note it", "webinar", by_words="Harbour", text="May 2022"
        ),
        on_slide="CNCF PARSEC → Harbour webinar May 2022",
        kind="talk_pipeline",
        about="webinar",
    ),
    Fact(
        REPORT,
        filled_in(f"{HERE}/prepare", "Report to the", "order", of=f"up={REPORT}"),
        on_slide="State of the Union 6",
        kind="board_report",
        in_deck="6. Report to the Governing Board: State of the Union",
        in_minutes="6. Report to the Governing Board: State of the Union",
        minutes_in=("page", "md"),
        about="place",
    ),
    Fact(
        REPORT,
        edited(REPORT, title="What the board was told"),
        on_slide="What the board was told",
        kind="board_report",
        on_agenda="What the board was told",
        in_minutes="What the board was told",
        about="title",
    ),
    Fact(
        TIMELINE,
        all_of(
            edited(TIMELINE, title="Days of the ballot"),
            filled_in("/tac/elections/2021-chair/edit", "Save the days", results="2021-12-03"),
        ),
        on_slide="Fri 3 Dec 2021",
        kind="election_timeline",
        on_agenda="Days of the ballot",
        in_minutes="Fri 3 Dec 2021: Election results announced",
        no_longer="Tue 30 Nov 2021",
        about="day",
    ),
    Fact(
        SECURITY,
        edited(
            SECURITY,
            title="Rocks ahead",
            presenters=NEWCOMER,
            text="Green buoys are to starboard.",
        ),
        on_slide="Green buoys are to starboard.",
        kind="topic",
        on_agenda="Rocks ahead",
        in_minutes="Rocks ahead",
        no_longer="Gramine asked for a mailing list",
        about="text and title",
    ),
    Fact(
        TERMINOLOGY,
        all_of(
            edited(TERMINOLOGY, title="Words for boxes", text="Bring your own words."),
            filled_in("/tac/papers/common-terminology", "Keep the remark", words="Pilots agree"),
        ),
        on_slide="Pilots agree",
        kind="paper_review",
        on_agenda="Words for boxes",
        in_minutes="Words for boxes",
        about="remark",
    ),
    Fact(
        f"{TERMINOLOGY}#2",
        filled_in(
            "/tac/papers/common-terminology/quotations/aws-perspective-on-confidential-computing",
            "Correct it",
            words="A calm harbour",
        ),
        on_slide="“A calm harbour”",
        kind="paper_review",
        no_longer="We’ve observed that this phrase",
        about="quotation",
    ),
    Fact(
        OTHER,
        edited(OTHER, title="What else floats", presenters=NEWCOMER, text="Ask the harbour."),
        on_slide="Ask the harbour.",
        kind="any_other_business",
        on_agenda="What else floats",
        in_minutes="What else floats",
        about="text and title",
    ),
)
