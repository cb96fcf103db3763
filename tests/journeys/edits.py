"""Every form in which two people may change the same thing, with fields that each of them fills."""

from __future__ import annotations

from dataclasses import dataclass

from tests.journeys.meeting import HERE

DRAFT = "/tac/reports/2021-10-07"
Filled = tuple[str, str]
PROSE = frozenset({"text", "mission", "summary", "points", "about", "motion-text"})
ONE_LINE = frozenset({"cell", "note of an event", "benefit", "expectation"})


@dataclass(frozen=True)
class Edit:
    """A form: where it is, its button, what she and he put into one field, and he into another.

    `at` is the end of the form's address. Where `is_once`, the other field is empty again next
    time.
    """

    name: str
    path: str
    button: str
    hers: Filled
    his: Filled
    other: Filled
    at: str = ""
    is_once: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether both versions are put into one text, which then holds the lines of both."""
        return self.hers[0] in PROSE and self.name not in ONE_LINE


EDITS = (
    Edit(
        "agenda item",
        f"{HERE}/4/edit",
        "Save the item",
        hers=("title", "Beacons of the autumn"),
        his=("title", "Beacons to light"),
        other=("text", "With all keepers."),
    ),
    Edit(
        "presenters of an item",
        f"{HERE}/4/edit",
        "Save the item",
        hers=("presenters", "Dan Middleton"),
        his=("presenters", "Dave Thaler"),
        other=("minutes", "25"),
    ),
    Edit(
        "line of the agenda",
        f"{HERE}/prepare",
        "Save the line",
        hers=("title", "Beacons of the autumn"),
        his=("title", "Beacons to light"),
        other=("minutes", "25"),
        at="4/line",
    ),
    Edit(
        "note",
        f"{HERE}/4/notes/1",
        "Save the note",
        hers=("text", "The beacon is lit again."),
        his=("text", "The beacon is out."),
        other=("kind", "decision"),
    ),
    Edit(
        "meeting",
        f"{HERE}/edit",
        "Save",
        hers=("title", "Storm meeting"),
        his=("title", "Meeting in the storm"),
        other=("passcode", "lantern-4711"),
        at="/edit",
    ),
    Edit(
        "line of the roll call",
        f"{HERE}/room/people/dave-thaler",
        "Save the line",
        hers=("organization", "Harbour Works"),
        his=("organization", "Harbour Office"),
        other=("note", "By telephone"),
        at="/dave-thaler",
    ),
    Edit(
        "series",
        "/tac/series/biweekly",
        "Save the rhythm",
        hers=("title", "Calls of the council"),
        his=("title", "Council calls"),
        other=("passcode", "lantern-4711"),
    ),
    Edit(
        "notice",
        "/tac/settings/notices/values",
        "Keep the notice",
        hers=("title", "What we value"),
        his=("title", "Our values"),
        other=("source_words", "The charter"),
    ),
    Edit(
        "action",
        "/tac/A-1",
        "Save the changes",
        hers=("owner_words", "Dan Middleton"),
        his=("owner_words", "Dave Thaler"),
        other=("due_text", "31 Dec 2021"),
    ),
    Edit(
        "motion",
        "/tac/M-2021-01",
        "Save",
        hers=("text", "To light the beacon at dusk"),
        his=("text", "To light the beacon at noon"),
        other=("decision_kind", "project_acceptance"),
        at="/M-2021-01/edit",
    ),
    Edit(
        "project",
        "/tac/projects/enarx/edit",
        "Save the description",
        hers=("summary", "It lights beacons."),
        his=("summary", "It puts beacons out."),
        other=("website", "https://example.org/beacons"),
    ),
    Edit(
        "column",
        "/tac/projects/columns/webinar",
        "Save",
        hers=("label", "Evening talk"),
        his=("label", "Talk at noon"),
        other=("not_before", "charter"),
        at="/webinar",
    ),
    Edit(
        "cell",
        "/tac/projects/veracruz/annual-review",
        "Record the value",
        hers=("text", "NOV 2021"),
        his=("text", "DEC 2021"),
        other=("note", "Said on the pier"),
        is_once=True,
    ),
    Edit(
        "body",
        "/tac/settings/about",
        "Keep the changes",
        hers=("mission", "To light beacons."),
        his=("mission", "To keep them lit."),
        other=("short_name", "Beacons"),
    ),
    Edit(
        "colours",
        "/tac/settings/look",
        "Keep these colours",
        hers=("accent", "#114e86"),
        his=("accent", "#0b5d2e"),
        other=("accent2", "#7a1a5e"),
    ),
    Edit(
        "person",
        "/tac/settings/people/dan-middleton/name",
        "Correct it",
        hers=("name", "Daniel Middleton"),
        his=("name", "Dan B. Middleton"),
        other=("known_as", "Danny"),
    ),
    Edit(
        "talk",
        "/tac/talks/cncf-parsec/edit",
        "Save the changes",
        hers=("title", "Tides"),
        his=("title", "Ebb and flow"),
        other=("topics", "water"),
    ),
    Edit(
        "paper",
        "/tac/papers/common-terminology/edit",
        "Save it",
        hers=("title", "Words of the harbour"),
        his=("title", "Words of the sea"),
        other=("issue_url", "https://example.org/words"),
    ),
    Edit(
        "version of a paper",
        "/tac/papers/technical-white-paper/v2",
        "Save the words",
        hers=("what_is_new", "Depths in fathoms"),
        his=("what_is_new", "Depths in metres"),
        other=("source_words", "The pilot"),
        at="/v2/edit",
    ),
    Edit(
        "quotation",
        "/tac/papers/common-terminology/quotations/aws-perspective-on-confidential-computing",
        "Correct it",
        hers=("title", "A view from the pier"),
        his=("title", "A view from the boat"),
        other=("work", "The harbour news"),
    ),
    Edit(
        "relation",
        "/tac/relations/ietf/edit",
        "Save it",
        hers=("unit", "Working group of the tides"),
        his=("unit", "Working group of the winds"),
        other=("source_words", "The pilot"),
    ),
    Edit(
        "consultation",
        "/tac/consultations/harbour-lights/edit",
        "Save it",
        hers=("asked_by", "The harbour office"),
        his=("asked_by", "The coast guard"),
        other=("closes_words", "at noon"),
    ),
    Edit(
        "event",
        "/tac/events/lpc-confidential-computing-mc/edit",
        "Save it",
        hers=("place", "The pier"),
        his=("place", "The quay"),
        other=("about", "What keeps beacons lit."),
    ),
    Edit(
        "session of an event",
        "/tac/events/ossna-confidential-computing/sessions/1",
        "Save it",
        hers=("speakers", "Runa Holm (Harbour Works)"),
        his=("speakers", "Bo Lamp (Chart Makers)"),
        other=("room", "The loft"),
        at="/sessions/1",
    ),
    Edit(
        "note of an event",
        "/tac/events/lpc-confidential-computing-mc/notes/2",
        "Save it",
        hers=("text", "Ask the pilots"),
        his=("text", "Ask the keepers"),
        other=("audience", "members"),
    ),
    Edit(
        "update of a body",
        "/tac/updates/outreach-committee/edit",
        "Save it",
        hers=("address", "pier@example.org"),
        his=("address", "quay@example.org"),
        other=("lead_days", "9"),
    ),
    Edit(
        "report",
        f"{DRAFT}/edit",
        "Save it",
        hers=("title", "State of the harbour"),
        his=("title", "State of the sea"),
        other=("baseline", "5 Mar 2021"),
    ),
    Edit(
        "chapter of a report",
        f"{DRAFT}/chapters/white-papers-and-technical-collateral",
        "Save it",
        hers=("text", "The almanac is printed."),
        his=("text", "The almanac is late."),
        other=("stamp", "Shown in May"),
    ),
    Edit(
        "year of focus",
        "/tac/focus/year-2/edit",
        "Save it",
        hers=("name", "The second year"),
        his=("name", "Year of the tides"),
        other=("source_words", "The pilot"),
    ),
    Edit(
        "area of focus",
        "/tac/focus/year-2/coordination-across-organizations/edit",
        "Save it",
        hers=("points", "- Pilots"),
        his=("points", "- Keepers"),
        other=("title", "Harbours together"),
    ),
    Edit(
        "election timeline",
        "/tac/elections/2021-chair/edit",
        "Save the days",
        hers=("results", "2021-12-08"),
        his=("results", "2021-12-09"),
        other=("voting_closes", "2021-12-01"),
    ),
    Edit(
        "contact for breaches",
        "/tac/conduct/contact",
        "Save it",
        hers=("contact", "The harbour office"),
        his=("contact", "The coast guard"),
        other=("committee", "Three keepers"),
    ),
    Edit(
        "guidelines for talks",
        "/tac/talks/guidelines",
        "Adopt this version",
        hers=("text", "Bring a lamp."),
        his=("text", "Bring a chart."),
        other=("source", "The pilot"),
    ),
    Edit(
        "benefit",
        "/tac/projects/benefits/zoom-account/edit",
        "Save it",
        hers=("text", "A berth"),
        his=("text", "A lamp"),
        other=("source_words", "The pilot"),
    ),
    Edit(
        "expectation",
        "/tac/projects/expectations/code-of-conduct/edit",
        "Save it",
        hers=("text", "A log"),
        his=("text", "A watch"),
        other=("source_words", "The pilot"),
    ),
    Edit(
        "motion made ready",
        f"{HERE}/5/edit",
        "Keep the motion",
        hers=("motion-text", "To light the beacon at dusk"),
        his=("motion-text", "To light the beacon at noon"),
        other=("motion-decision_kind", "project_acceptance"),
    ),
    Edit(
        "liaison",
        "/tac/projects/enarx/liaisons/mike-bursell",
        "Save",
        hers=("certainty", "tentative"),
        his=("certainty", "prospective"),
        other=("printed_as", "M. Bursell"),
        at="/mike-bursell",
    ),
)
