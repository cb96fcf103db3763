"""Every form in which two people may change the same thing, with fields that each of them fills."""

from __future__ import annotations

from dataclasses import dataclass

from tests.journeys.meeting import HERE

Filled = tuple[str, str]


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
        return self.hers[0] in {"text", "mission", "summary"} and self.name != "cell"


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
        "liaison",
        "/tac/projects/enarx/liaisons/mike-bursell",
        "Save",
        hers=("certainty", "tentative"),
        his=("certainty", "prospective"),
        other=("printed_as", "M. Bursell"),
        at="/mike-bursell",
    ),
)
