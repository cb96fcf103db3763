"""Two people edit the same thing at once: what only one changed stands without a question, what
both changed is asked, and nothing is lost. Through the forms of every page that edits something.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from secretariat.foundation.people.models import Account
from secretariat.foundation.records import clock
from tests.journeys.crawl import Crawl, kind_of
from tests.journeys.edits import EDITS, Edit, Filled
from tests.journeys.meeting import BEGINNING, HERE, act
from tests.journeys.pages import Page, Visitor, words

pytestmark = pytest.mark.django_db

RULES, KEEP, STANDS = "/tac/settings/rules/text", "Keep this version", "Save what stands"


@pytest.fixture(scope="module")
def her(filled: None) -> Iterator[Visitor]:
    """The secretary in the room, with a note and a motion under the fourth item."""
    secretary = Visitor(Account.objects.get(person__handle="ashley-weltz"))
    with clock.fixed(BEGINNING):
        act(secretary, "room/call-to-order")
        act(secretary, "room/roll/add", who="Dave Thaler")
        act(secretary, "4/notes", text="The beacon is lit.")
        secretary.post(f"{HERE}/4/motions", {"text": "To keep the beacon lit"})
        called = {"title": "Harbour lights", "kind": "consultation", "draft_audience": "members"}
        assert secretary.post("/tac/consultations/new", called).status == 200
        drafted = secretary.see("/tac/reports/new")
        secretary.done(drafted, "Draft it", on="2021-10-07")
        yield secretary


@pytest.fixture
def him(her: Visitor, db: None) -> Visitor:
    """The chair, at the same time."""
    return Visitor(Account.objects.get(person__handle="dave-thaler"))


def fields(page: Page, edit: Edit) -> dict[str, str]:
    """What the form on a page holds."""
    return dict(page.button(edit.button, edit.at).form.fields)


def send(who: Visitor, page: Page, edit: Edit, *filled: Filled) -> Page:
    """Fill in the form of a page and press its button."""
    button = page.button(edit.button, edit.at)
    sent = button.form.filled({**dict(filled), **button.pressed})
    return who.post(button.form.action, sent, came_from=page.path)


def choose(who: Visitor, clash: Page, *filled: Filled) -> Page:
    """Answer what the page of a clash asks."""
    form = clash.button(STANDS).form
    return who.post(form.action, form.filled(dict(filled)), came_from=clash.path)


DAVE = "/tac/settings/people/dave-thaler"
ADDRESSES = ("pier@example.org", "quay@example.org")
DAYS, PEOPLE = ("2021-10-20", "2021-10-21"), ("Dan Middleton", "Simon Johnson")


def one_field(
    path: str, button: str, field: str, both: Filled = ("Pier", "Quay"), at: str = ""
) -> Edit:
    """A form in which both change the only field."""
    hers, his = both
    return Edit(field, path, button, (field, hers), (field, his), other=(field, his), at=at)


ONE_FIELD = (
    one_field("/tac/settings/seats/intel/label", "Change the label", "label"),
    one_field("/tac/settings/organizations/intel/rename", "Rename it", "name"),
    one_field("/tac/projects/enarx/edit", "Rename", "name"),
    one_field(f"{DAVE}/address", "Keep the address", "address", ADDRESSES),
    one_field(f"{DAVE}/account", "Keep it", "address", ADDRESSES),
    one_field("/tac/2021-09-23/minutes", "Move the day", "corrections_until_on", DAYS),
    one_field(f"{HERE}/edit", "Save", "chair", PEOPLE, at="/edit/people"),
    Edit(
        "stays",
        f"{HERE}/room/people/dave-thaler",
        "Correct the times",
        hers=("stays", "07:31-"),
        his=("stays", "07:32-"),
        other=("reason", "Seen late"),
    ),
)
"""Forms with nothing besides, or only a reason."""
PERSON = "<body:body>/settings/people/<slug:handle>/<slug:act>"
OTHERWISE = {
    ("<body:body>/settings/rules", "Show what would change"): "leads to the text, asked there",
    ("<body:body>/settings/rules/text", KEEP): "has a test of its own below",
    (PERSON, "Add the spelling"): "adds; two spellings stand beside one another",
    (PERSON, "Record it"): "adds a period",
}
"""Forms that carry what they started from, and why they are not asked here."""
ADDING = (
    "Add ", "Appoint", "Ask for reviews", "Begin", "Correct the value", "Draft it", "File it",
    "It owes", "Keep the note", "Keep the notice", "Keep the quotation", "Keep the remark",
    "Note it", "Note the answer", "Note the proxy", "Open the choice", "Plan ", "Propose ",
    "Keep this choice", "Name the contact", "Publish it", "Put ", "Record it", "Save it",
    "Send them", "Send to",
    "Set up", "Show what", "Write it down",
    "End", "It was given", "Let it leave", "Retire", "Take out",
)  # fmt: skip
"""What buttons say of forms that hold something and replace nothing that somebody else may have
written meanwhile: they add to the record, keep what is one's own alone, or end what stands, which
is refused a second time.
"""
LASTING = [edit for edit in EDITS if not edit.is_once]


@pytest.mark.parametrize("edit", LASTING, ids=lambda edit: edit.name.replace(" ", "-"))
def test_fields_that_only_one_changed_stand_unasked(edit: Edit, her: Visitor, him: Visitor) -> None:
    first, second = her.see(edit.path), him.see(edit.path)
    assert send(her, first, edit, edit.hers).status == 200

    after = send(him, second, edit, edit.other)

    assert after.status == 200, after.main
    assert "Somebody else saved this while you were writing. Kept: theirs in" in after.words
    held = fields(him.see(edit.path), edit)
    assert (held[edit.hers[0]], held[edit.other[0]]) == (edit.hers[1], edit.other[1])


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name.replace(" ", "-"))
def test_field_that_both_changed_is_asked_and_only_that(
    edit: Edit, her: Visitor, him: Visitor
) -> None:
    first, second = her.see(edit.path), him.see(edit.path)
    assert send(her, first, edit, edit.hers).status == 200

    clash = send(him, second, edit, edit.his, edit.other)

    assert clash.status == 409, clash.main
    assert asked(clash) == {edit.hers[0]}
    assert {edit.hers[1], edit.his[1]} <= offered(clash, edit.hers[0])
    assert ("yours in" in clash.main) is not edit.is_once
    form = clash.button(STANDS).form
    assert dict(form.fields)[edit.other[0]] == edit.other[1]
    saved = choose(him, clash, *([] if edit.is_prose else [edit.his]))
    assert saved.status == 200, saved.main
    held = fields(him.see(edit.path), edit)
    wanted = f"{edit.hers[1]}\n{edit.his[1]}" if edit.is_prose else edit.his[1]
    assert held[edit.hers[0]].replace("\r\n", "\n") == wanted
    assert edit.is_once or held[edit.other[0]] == edit.other[1]


def asked(page: Page) -> set[str]:
    """The fields of a merge that are not hidden."""
    form = page.button(STANDS).form.node
    return {str(each) for each in form.xpath(".//*[@name][not(@type='hidden')]/@name")}


def offered(page: Page, name: str) -> set[str]:
    """The values to choose from, or the lines of the text that holds both."""
    form = page.button(STANDS).form.node
    lines = {line for area in form.xpath(f".//textarea[@name='{name}']/text()")
             for line in str(area).splitlines()}  # fmt: skip
    return lines | {str(each) for each in form.xpath(f".//input[@name='{name}']/@value")}


def test_third_editor_in_between_loses_nothing_either(her: Visitor, him: Visitor) -> None:
    edit = EDITS[0]
    first, second = her.see(edit.path), him.see(edit.path)
    send(her, first, edit, edit.hers)
    clash = send(him, second, edit, edit.his, edit.other)
    send(her, her.see(edit.path), edit, ("minutes", "35"), ("text", "At dusk."))

    again = choose(him, clash, ("title", "Beacons of both"))

    assert again.status == 409
    assert asked(again) == {"text"}
    assert him.send(again, STANDS).status == 200
    held = fields(him.see(edit.path), edit)
    assert (held["title"], held["minutes"]) == ("Beacons of both", "35")
    assert held["text"].splitlines() == ["At dusk.", "With all keepers."]


def test_form_that_came_back_with_an_error_still_hears_the_other(
    her: Visitor, him: Visitor
) -> None:
    edit = EDITS[0]
    first, second = her.see(edit.path), him.see(edit.path)
    send(her, first, edit, edit.hers)

    wrong = send(him, second, edit, ("minutes", "a while"))
    mended = send(him, wrong, edit, ("minutes", "25"))

    assert (wrong.status, mended.status) == (422, 200)
    held = fields(him.see(edit.path), edit)
    assert (held["title"], held["minutes"]) == (edit.hers[1], "25")


def test_two_versions_of_the_rule_book_become_one(her: Visitor, him: Visitor) -> None:
    first, second = her.see(RULES), him.see(RULES)
    text = dict(first.button(KEEP).form.fields)["text"]
    her.done(first, KEEP, text=f"# By the tide table\n{text}")

    clash = him.send(second, KEEP, text=f"{text}\n# By the almanac\n")
    made = choose(him, clash)

    assert clash.status == 409
    kept = dict(him.see(RULES).button(KEEP).form.fields)["text"]
    assert "# By the tide table" in kept
    assert "# By the almanac" in kept
    assert made.path.startswith("/tac/rules/")


def test_form_whose_beginning_cannot_be_read_saves_nothing_and_keeps_what_was_typed(
    her: Visitor, him: Visitor
) -> None:
    edit = EDITS[0]
    first, second = her.see(edit.path), him.see(edit.path)
    send(her, first, edit, edit.hers)
    sent = second.button(edit.button).form.filled({"text": "With all keepers."})

    page = him.post(edit.path, {**sent, "started": "torn"})

    assert page.status == 409
    assert "Open the page again" in page.main
    assert "With all keepers." in page.text
    assert fields(him.see(edit.path), edit)["text"] == ""


@pytest.mark.parametrize("edit", ONE_FIELD, ids=lambda edit: f"{edit.name}-{edit.button}")
def test_two_new_words_for_the_same_are_asked_and_the_first_is_not_lost(
    edit: Edit, her: Visitor, him: Visitor
) -> None:
    field = edit.hers[0]
    with clock.fixed(BEGINNING + timedelta(minutes=5)):
        first, second = her.see(edit.path), him.see(edit.path)
        assert send(her, first, edit, edit.other, edit.hers).status == 200

        clash = send(him, second, edit, edit.other, edit.his)

        assert clash.status == 409, clash.main
        assert field in asked(clash)
        assert {edit.hers[1], edit.his[1]} <= offered(clash, field)
        assert fields(him.see(edit.path), edit)[field] == edit.hers[1]


@pytest.fixture(scope="module")
def crawl(her: Visitor) -> Crawl:
    """Three pages of every kind, as the secretary in the room comes to them."""
    return Crawl(her, most_of_a_kind=3).run("/tac", "/tac/settings", f"{HERE}/room")


def test_every_form_that_starts_from_what_stands_is_among_these(crawl: Crawl) -> None:
    known = {(kind_of(edit.path), edit.button) for edit in (*EDITS, *ONE_FIELD)}
    known |= set(OTHERWISE)
    found = {
        (kind_of(path), words(button))
        for path, page in crawl.html
        for form in page.forms
        if "started" in form.names
        for button in form.buttons[:1]
    }

    assert {
        (kind, label)
        for kind, label in found
        if not any(kind == at and said in label for at, said in known)
    } == set()


def test_every_form_that_holds_something_says_what_it_started_from_or_only_adds(
    crawl: Crawl,
) -> None:
    found = {
        (kind_of(urlsplit(form.action).path), words(form.buttons[0]))
        for _, page in crawl.html
        for form in page.forms
        if form.buttons and not form.names & {"started", "seen"} and form.holds
    }

    assert {(kind, label) for kind, label in found if not label.startswith(tuple(ADDING))} == set()
