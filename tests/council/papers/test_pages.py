"""The pages and files of papers, as the public, the editor, a reviewer and the secretary see
them.
"""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings.models import Meeting
from secretariat.council.papers import commands
from secretariat.council.papers.commands import NewPaper, NewQuotation, PaperFacts, Words
from secretariat.council.papers.models import Paper
from secretariat.foundation.people import attention
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience, Role
from tests import factories
from tests.council.meetings.conftest import Council, minute
from tests.journeys.pages import Visitor

from .conftest import FIRST, SECOND, facts, frozen, on_agenda, reviewed, version


@pytest.fixture
def secretary(council: Council) -> Visitor:
    return Visitor(factories.account(council.people["Sam"]))


@pytest.fixture
def public(db: None) -> Visitor:
    return Visitor()


def visitor(council: Council, name: str) -> Visitor:
    return Visitor(factories.account(council.people[name]))


def test_term_goes_from_the_form_to_the_glossary(
    council: Council, meeting: Meeting, secretary: Visitor, public: Visitor
) -> None:
    empty = public.see("/tc/glossary")
    assert "No term is defined yet" in empty.main

    form = secretary.see("/tc/papers/new?kind=definition")
    page = secretary.done(
        form,
        "Put it on the list",
        title="Breakwater",
        about="Walls in the sea",
        text=FIRST,
        editor="Ben Stone",
    )

    assert page.path == "/tc/papers/breakwater"
    assert FIRST in page.main
    glossary = public.see("/tc/glossary").main
    assert "Breakwater" in glossary
    assert FIRST in glossary


def test_name_that_means_nobody_comes_back_with_the_form(
    council: Council, meeting: Meeting, secretary: Visitor
) -> None:
    form = secretary.see("/tc/papers/new")

    page = secretary.send(form, "Put it on the list", title="Mole", editor="Nobody Known")

    assert page.status == 409
    assert "Nobody called “Nobody Known” is in the record" in page.main
    assert not Paper.objects.exists()


def test_version_is_reviewed_frozen_and_published_by_its_buttons(
    council: Council, term: Paper, secretary: Visitor, public: Visitor
) -> None:
    here = "/tc/papers/breakwater/v1"
    asked = secretary.done(secretary.see(here), "Ask for reviews", reviewers="Cyd Vale, Dot Hale")
    assert "0 of 2 reviewers answered, until 21 Oct 2021" in asked.main
    cyd = visitor(council, "Cyd")
    assert "Send the answer" not in public.see(here).main
    said = cyd.done(cyd.see(here), "Send the answer", verdict="changes", words="Which sea?")
    assert "Cyd Vale : wants changes Which sea?" in said.main
    secretary.done(secretary.see(here), "Save the words", text=SECOND)

    frozen_page = secretary.done(secretary.see(here), "Freeze it for the vote")

    assert "Change the words" not in frozen_page.main
    assert "/tc/calendar/plan" in frozen_page.links, "no meeting is planned that could vote"
    page = secretary.see(here)
    done = secretary.done(page, "Record the decision", ref="/tc/2021-10-07")
    assert "Adopted" in done.main
    done = secretary.done(done, "It is published", url="https://example.org/breakwater")
    assert "Published" in done.main
    assert "https://example.org/breakwater" in public.see("/tc/papers/breakwater").main


def test_next_version_shows_what_changed(
    council: Council, term: Paper, secretary: Visitor, public: Visitor
) -> None:
    commands.publish_version(council.secretary, version(term), reason="Small")
    page = secretary.see("/tc/papers/breakwater")

    secretary.done(page, "Begin the version", version="2.0", what_is_new="What it does")
    secretary.done(secretary.see("/tc/papers/breakwater/v2"), "Save the words", text=SECOND)

    shown = public.see("/tc/papers/breakwater/v2").main
    assert "Against version 1" in shown
    assert FIRST in shown
    glossary = public.see("/tc/glossary").main
    assert glossary.index(FIRST) < glossary.index(SECOND)
    assert "Version 2.0" in glossary


def test_quotation_is_kept_corrected_and_withdrawn_on_its_pages(
    council: Council, term: Paper, secretary: Visitor, public: Visitor
) -> None:
    form = secretary.see("/tc/papers/breakwater/quotations")
    refused = secretary.send(
        form, "Keep the quotation", title="View", author="Pilots", words="**Calm** water"
    )
    assert "needs its source" in refused.main
    secretary.done(
        form, "Keep the quotation", title="View", author="Pilots", words="**Calm** water",
        work="Almanac",
    )  # fmt: skip
    assert "Calm water" in public.see("/tc/glossary").main

    page = secretary.see("/tc/papers/breakwater/quotations/view")
    secretary.done(page, "Correct it", words="Calm waters")
    assert "Calm waters" in public.see("/tc/papers/breakwater").main
    page = secretary.see("/tc/papers/breakwater/quotations/view")
    secretary.done(page, "Withdraw the quotation", reason="Not theirs")

    assert "Calm waters" not in public.see("/tc/papers/breakwater").main
    kept = public.see("/tc/papers/breakwater/quotations/view").main
    assert "Withdrawn 7 Oct 2021 : Not theirs" in kept
    assert "Correct it" not in kept


def test_drafts_for_members_stay_with_the_members(council: Council, public: Visitor) -> None:
    with clock.fixed(minute(-30)):
        closed = facts("Lamp", draft_audience=Audience.MEMBERS, document_url="https://doc.example")
        new = NewPaper(facts=closed, words=Words(text="Vermilion"))
        commands.add_paper(council.secretary, council.body, new)

    for path in ("/tc/papers/lamp", "/tc/papers/lamp/v1", "/tc/glossary"):
        page = public.see(path).main
        assert "Vermilion" not in page, path
        assert "doc.example" not in page, path
    assert "Vermilion" in visitor(council, "Ben").see("/tc/papers/lamp").main
    for ref in ("tc/papers", "tc/glossary"):
        for to in ("csv", "md", "json"):
            content = export(PUBLIC_ACTOR, ref, to).content.decode()
            assert "Lamp" in content
            assert "Vermilion" not in content
            assert "doc.example" not in content
    assert "Vermilion" in export(council.member, "tc/glossary", "md").content.decode()


def test_glossary_leaves_as_every_format(council: Council, term: Paper) -> None:
    commands.publish_version(council.secretary, version(term), reason="Small")
    commands.begin_version(council.secretary, term, words=Words(text=SECOND))
    quoted = NewQuotation(
        title="View", words="**Calm** water", author="Pilots", url="https://example.org/almanac"
    )
    commands.quote(council.secretary, term, quoted)

    files = {
        to: export(PUBLIC_ACTOR, "tc/glossary", to).content
        for to in ("html", "pdf", "md", "json", "csv")
    }

    for to in ("html", "md", "json", "csv"):
        text = files[to].decode()
        assert FIRST in text, to
        assert SECOND in text, to
        assert "https://example.org/almanac" in text, to
    assert files["pdf"].startswith(b"%PDF")
    (plain,) = json.loads(files["json"])["terms"]
    assert plain["in_force"] == "1"
    assert [each["state"] for each in plain["definitions"]] == ["published", "draft"]


def test_glossary_holds_what_a_paper_on_several_terms_quotes(council: Council, term: Paper) -> None:
    whole = commands.add_paper(
        council.secretary,
        council.body,
        NewPaper(facts=PaperFacts(title="Terms of the sea", kind=Paper.Kind.OTHER.value)),
    )
    quoted = NewQuotation(
        title="View of pilots",
        words="Calm water",
        author="Pilots",
        url="https://example.org/pilots",
    )
    commands.quote(council.secretary, whole, quoted)

    page = Visitor().see("/tc/glossary").main

    assert "1 term, each with its definitions" in page
    assert "Terms of the sea what others say of it View of pilots Calm water" in page
    for to in ("md", "csv", "json"):
        text = export(PUBLIC_ACTOR, "tc/glossary", to).content.decode()
        assert "https://example.org/pilots" in text, to
    terms = json.loads(export(PUBLIC_ACTOR, "tc/glossary", "json").content)["terms"]
    assert [(each["term"], len(each["definitions"])) for each in terms] == [
        ("Breakwater", 1),
        ("Terms of the sea", 0),
    ]


def test_review_waits_for_the_reviewer_and_then_hangs(council: Council, term: Paper) -> None:
    reviewed(council, term, "Cyd")
    cyd = factories.actor(Role.MEMBER, "cyd-vale")

    (asked,) = attention.needs(cyd, council.body, clock.now())
    assert asked.words == "Review version 1 of “Breakwater”"
    assert asked.href == "/tc/papers/breakwater/v1"
    assert loose_ends(council.secretary, council.body, clock.now()) == []

    with clock.fixed(minute(60 * 24 * 20)):
        (end,) = loose_ends(council.secretary, council.body, clock.now())
        assert end.why == "the review ended on 14 Oct 2021; no answer from Cyd Vale"
        assert [act.label for act in end.acts] == ["Freeze it", "Withdraw it"]
        mine = attention.needs(council.member, council.body, clock.now())
        assert [each.href for each in mine if each.kind == "paper"] == ["/tc/papers/breakwater"]


def test_loose_end_is_ended_by_its_button(
    council: Council, term: Paper, secretary: Visitor
) -> None:
    reviewed(council, term, "Cyd")
    with clock.fixed(minute(60 * 24 * 20)):
        page = secretary.see("/tc/loose-ends")
        secretary.done(page, "Freeze it")

    assert version(term).state == "frozen"


def test_adoption_is_moved_in_the_room(
    council: Council, session: Meeting, term: Paper, secretary: Visitor
) -> None:
    frozen(council, term)
    item = on_agenda(council, session, term)

    room = secretary.see(f"/tc/2021-10-07/room?item={item.slug}")
    after = secretary.done(room, "Move the adoption")

    assert "adopts version 1 of “Breakwater”, as frozen." in after.main


def test_pages_ask_the_same_number_of_questions_for_one_and_for_three(
    council: Council, term: Paper
) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert Client().get(path).status_code == 200
        return len(queries)

    paths = ("/tc/papers", "/tc/glossary", "/tc/papers/breakwater")
    with_one = [asked(path) for path in paths]
    for title in ("Mole", "Pier"):
        new = NewPaper(facts=facts(title), words=Words(text=title))
        commands.add_paper(council.secretary, council.body, new)

    assert [asked(path) for path in paths] == with_one
    assert max(with_one) <= 20
