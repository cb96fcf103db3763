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

    `on_slide` are the words as the data of the slide have them, `in_deck` as the files print them,
    if that differs. What is empty is not printed there.
    """

    slide: str
    change: Change
    on_slide: str
    in_deck: str = ""
    on_agenda: str = ""
    agenda_in: tuple[str, ...] = EVERYWHERE
    in_minutes: str = ""
    minutes_in: tuple[str, ...] = EVERYWHERE
    no_longer: str = ""
    about: str = ""

    @property
    def name(self) -> str:
        """What a test about it is called."""
        return f"{self.slide or 'cover'} {self.about}".strip().replace(" ", "-")


def filled_in(path: str, button: str, at: str = "", of: str = "", **typed: str) -> Change:
    """See a page, fill in its form, and press the button."""
    return lambda visitor: visitor.done(visitor.see(path), button, at, of, **typed)


def edited(slug: str, **typed: str) -> Change:
    """The page of an item of the agenda."""
    return filled_in(f"{HERE}/{slug}/edit", "Save the item", **typed)


def second_part(slug: str, words: str) -> Change:
    """The text after the line of dashes, which begins a new slide, gets one more line."""

    def change(visitor: Visitor) -> None:
        page = visitor.see(f"{HERE}/{slug}/edit")
        text = dict(page.button("Save the item").form.fields)["text"]
        assert "\n---" in text.replace("\r", "")
        visitor.done(page, "Save the item", text=f"{text.rstrip()}\n- {words}")

    return change


def all_of(*changes: Change) -> Change:
    """One change after the other."""
    return lambda visitor: [change(visitor) for change in changes]


def topic(slug: str) -> Fact:
    """A topic gets a new title, presenter and text."""
    title = f"Buoys instead of {slug[:12]}"
    return Fact(
        slug,
        edited(slug, title=title, presenters=NEWCOMER, text="Green buoys are to starboard."),
        on_slide="Green buoys are to starboard.",
        on_agenda=title,
        in_minutes=title,
        about="text and title",
    )


TOPICS = (
    "updates-from-the-outreach-committee",
    "lpc-confidential-computing-mc-follow-up",
    "ossna-confidential-computing-follow-up",
    "areas-of-focus-for-year-2",
    "what-the-report-covers",
    "project-benefits-and-expectations",
    "security-reports-as-reported-to-the-board",
    "coordination-with-other-technical-bodies",
    "white-papers-and-technical-collateral",
    "questions-and-requests-to-the-tac",
    "annual-chair-election-timeline",
    "ccc-security-reports-and-vmt-process",
    "any-other-business",
)
OPENING = "welcome-roll-call-and-introductions"
EMPTY = "updates-from-the-outreach-committee"
APPROVAL = "approval-of-tac-minutes-from-the-sept-23-telechat"
REVIEW = "action-item-review"
TERMINOLOGY = "establishing-common-terminology-issue-79"
TALKS = "tac-tech-talks"
REPORT = "report-to-the-governing-board-state-of-the-union"
BOARD_TABLE = "projects-as-reported-to-the-board"

FACTS = (
    Fact(
        "",
        filled_in("/tac/settings/about", "Keep the changes", name="Council of the Harbour"),
        on_slide="Council of the Harbour (TAC) meeting",
        on_agenda="Council of the Harbour",
        agenda_in=("md",),
        in_minutes="Minutes of the Council of the Harbour",
        minutes_in=("md", "json"),
        no_longer="Technical Advisory Council (TAC)",
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
        in_minutes="“Antitrust Policy Notice” was read",
        no_longer="It is therefore extremely important",
        about="notice",
    ),
    Fact(
        "agenda",
        filled_in(f"{HERE}/prepare", "Any other business", "order", of="up=any-other-business"),
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
        on_agenda="The minutes of September",
        in_minutes="The minutes of September",
        no_longer="Thanks to Jethro Beekman",
        about="chair",
    ),
    Fact(
        REVIEW,
        filled_in("/tac/A-1", "Save the changes", text="Ask the pilots about the channel"),
        on_slide="Ask the pilots about the channel",
        in_minutes="Ask the pilots about the channel",
        no_longer="Chat with LF legal counsel",
        about="text",
    ),
    Fact(
        REVIEW,
        filled_in("/tac/A-1", "Save the changes", owner_words="Dan Middleton/Aeva"),
        on_slide="[Dan Middleton/Aeva]",
        in_minutes="Dan Middleton/Aeva",
        no_longer="[Stephen] Chat with LF",
        about="owners",
    ),
    Fact(
        REVIEW,
        filled_in("/tac/A-8", "In progress", note="Half of them answered"),
        on_slide="annual reviews for projects [IN PROGRESS]",
        in_minutes="annual reviews for projects [IN PROGRESS]",
        about="state",
    ),
    Fact(
        "projects-and-their-milestones",
        filled_in("/tac/projects/veracruz/annual-review", "Record the value", text="9 DEC 2021"),
        on_slide="9 DEC 2021",
        about="cell",
    ),
    Fact(
        BOARD_TABLE,
        all_of(
            edited(BOARD_TABLE, title="Projects in September"),
            filled_in(
                "/tac/projects/keystone/webinar/1",
                "Correct the value",
                text="AUG 2021",
                reason="It was misheard",
            ),
        ),
        on_slide="AUG 2021",
        on_agenda="Projects in September",
        about="cell",
    ),
    Fact(
        REPORT,
        filled_in(f"{HERE}/prepare", "Report to the", "order", of=f"up={REPORT}"),
        on_slide="State of the Union 6",
        in_deck="6. Report to the Governing Board: State of the Union",
        in_minutes="6. Report to the Governing Board: State of the Union",
        minutes_in=("page", "md"),
        about="place",
    ),
    Fact(
        TERMINOLOGY,
        all_of(
            edited(TERMINOLOGY, title="Words for boxes", text="Bring your own words."),
            filled_in("/tac/papers/common-terminology", "Keep the remark", words="Pilots agree"),
        ),
        on_slide="Pilots agree",
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
        no_longer="We’ve observed that this phrase",
        about="quotation",
    ),
    Fact(
        f"{TALKS}#2",
        filled_in("/tac/talks/new", "Add the talk", title="Buoys at night", speakers="Bo Lamp?"),
        on_slide="Buoys at night – Bo Lamp?",
        about="possible talk",
    ),
    Fact(
        TALKS,
        filled_in(
            "/tac/talks/cncf-parsec", "Note it", "webinar", by_words="Harbour", text="May 2022"
        ),
        on_slide="CNCF PARSEC → Harbour webinar May 2022",
        about="webinar",
    ),
    Fact(
        EMPTY,
        edited(EMPTY, presenters=NEWCOMER, minutes="25"),
        on_slide=f"{NEWCOMER} 25 minutes",
        in_deck="25 minutes",
        on_agenda="25 min",
        agenda_in=("md",),
        about="presenter and time",
    ),
    *(topic(slug) for slug in TOPICS),
    *(
        Fact(
            f"{slug}#2", second_part(slug, "One more line"), on_slide="One more line", about="text"
        )
        for slug in ("annual-chair-election-timeline",)
    ),
)
