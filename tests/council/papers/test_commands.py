"""What may be done to papers and their versions, what is refused, and what the trail keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from secretariat.council.papers import commands
from secretariat.council.papers.commands import NewPaper, NewQuotation, Words
from secretariat.council.papers.models import Paper, PaperStep, PaperVersion
from secretariat.council.papers.queries import paper_named
from secretariat.council.referrals import commands as referrals
from secretariat.council.referrals.commands import NewReferral
from secretariat.foundation.records.models import Entry, Seal, SearchRow
from secretariat.foundation.records.queries import search
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience, Role
from tests import factories
from tests.council.meetings.conftest import Council

from .conftest import FIRST, SECOND, UNTIL, facts, frozen, reviewed, version

QUOTED = NewQuotation(
    title="The pilots' view", words="A **harbour** is calm.", author="Pilots", work="Almanac 1902"
)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def trail(command: str) -> Entry:
    return Entry.objects.filter(command=f"papers.{command}").latest("id")


def test_paper_with_words_begins_as_a_draft_and_without_as_an_idea(
    council: Council, term: Paper
) -> None:
    idea = commands.add_paper(
        council.secretary, council.body, NewPaper(facts=facts("Mole", kind="white_paper"))
    )

    assert (version(term).state, version(idea).state) == ("draft", "idea")
    assert term.ref == "tc/papers/breakwater"
    assert trail("add_paper").ref == idea.ref


def test_title_is_taken_once_per_kind(council: Council, term: Paper) -> None:
    again = NewPaper(facts=facts("breakwater"))
    assert refused(lambda: commands.add_paper(council.secretary, council.body, again)) == (
        "title_taken"
    )

    other = NewPaper(facts=facts("Breakwater", kind="white_paper"))
    assert commands.add_paper(council.secretary, council.body, other).slug == "breakwater-2"


def test_member_adds_no_paper_and_the_editor_edits_only_her_own(
    council: Council, term: Paper
) -> None:
    editor = council.member
    stranger = factories.actor(Role.MEMBER, "cyd-vale")
    words = Words(text=SECOND)
    new = NewPaper(facts=facts("Mole"))

    assert refused(lambda: commands.add_paper(editor, council.body, new)) == "not_allowed"
    assert refused(lambda: commands.edit_version(stranger, version(term), words, seen=1)) == (
        "not_allowed"
    )
    commands.edit_version(editor, version(term), words, seen=1)
    assert version(term).text == SECOND
    assert trail("edit_version").before["text"] == FIRST


def test_two_editors_meet(council: Council, term: Paper) -> None:
    seen = version(term).revision
    commands.edit_version(council.secretary, version(term), Words(text=SECOND), seen=seen)

    again = Words(text="A third")
    assert refused(
        lambda: commands.edit_version(council.secretary, version(term), again, seen=seen)
    ) == ("changed_meanwhile")
    assert version(term).text == SECOND


def test_review_is_asked_answered_and_answered_anew(council: Council, term: Paper) -> None:
    reviewed(council, term, "Cyd", "Dot")
    cyd = factories.actor(Role.MEMBER, "cyd-vale")

    commands.answer_review(
        cyd, version(term), council.people["Cyd"], "changes", words="Say which sea."
    )
    commands.answer_review(cyd, version(term), council.people["Cyd"], "fine")

    answers = version(term).reviews.values_list("person__name", "verdict", "answered_on")
    assert list(answers) == [("Cyd Vale", "fine", date(2021, 10, 7)), ("Dot Hale", "", None)]
    assert version(term).review_until_on == UNTIL
    assert trail("answer_review").summary == "Cyd Vale: fine as it is"


def test_answers_that_are_refused(council: Council, term: Paper) -> None:
    reviewed(council, term, "Cyd")
    cyd = factories.actor(Role.MEMBER, "cyd-vale")
    dot = factories.actor(Role.MEMBER, "dot-hale")
    people = council.people

    def answer(*given: object, **words: str) -> Callable[[], object]:
        return lambda: commands.answer_review(*given, **words)  # type: ignore[arg-type]

    assert refused(answer(cyd, version(term), people["Cyd"], "changes")) == "words_missing"
    assert refused(answer(dot, version(term), people["Cyd"], "fine")) == "not_allowed"
    assert refused(answer(council.chair, version(term), people["Dot"], "fine")) == "not_asked"
    commands.freeze_version(council.secretary, version(term))
    assert refused(answer(cyd, version(term), people["Cyd"], "fine")) == "wrong_state"


def test_review_needs_a_day_to_come_and_somebody_to_read(council: Council, term: Paper) -> None:
    row, people = version(term), [council.people["Cyd"]]

    def ask(who: list[object], until: date) -> Callable[[], object]:
        return lambda: commands.ask_for_review(council.secretary, row, who, until_on=until)  # type: ignore[arg-type]

    assert refused(ask([*people], date(2021, 10, 6))) == "in_the_past"
    assert refused(ask([], UNTIL)) == "no_reviewer"


def test_frozen_words_stand_until_they_go_back_with_a_reason(council: Council, term: Paper) -> None:
    frozen(council, term)

    def edit() -> PaperVersion:
        row = version(term)
        return commands.edit_version(council.secretary, row, Words(text=SECOND), seen=row.revision)

    assert refused(edit) == "frozen"
    assert refused(
        lambda: commands.send_back_version(council.secretary, version(term), reason=" ")
    ) == "reason_missing"  # fmt: skip
    commands.send_back_version(council.secretary, version(term), reason="A word is missing")
    assert edit().text == SECOND


def test_version_without_words_is_not_frozen(council: Council, term: Paper) -> None:
    row = version(term)
    commands.edit_version(council.secretary, row, Words(), seen=row.revision)
    reviewed(council, term)

    assert refused(lambda: commands.freeze_version(council.secretary, version(term))) == "no_words"


def test_adoption_and_publication_are_sealed_and_the_next_version_takes_over(
    council: Council, term: Paper
) -> None:
    frozen(council, term)
    commands.adopt_version(council.secretary, version(term), ref="tc/2021-10-07")
    commands.publish_version(council.secretary, version(term), url="https://example.org/1")
    second = commands.begin_version(council.member, term)
    assert (second.label, second.text, second.state) == ("2", FIRST, "draft")
    assert refused(lambda: commands.begin_version(council.member, term)) == "in_work"
    row = version(term, 2)
    commands.edit_version(council.secretary, row, Words(text=SECOND), seen=row.revision)

    commands.publish_version(council.secretary, version(term, 2), reason="A slip of the pen")

    states = [(row.label, row.state) for row in term.versions.all()]
    assert states == [("1", "superseded"), ("2", "published")]
    assert list(Seal.objects.values_list("ref", flat=True)) == [
        "tc/papers/breakwater/v1",
        "tc/papers/breakwater/v2",
    ]
    last = PaperStep.objects.filter(version=version(term, 1)).latest("id")
    assert (last.words, last.ref) == ("Version 2 takes its place", "tc/papers/breakwater/v2")


def test_publication_without_a_vote_needs_a_reason_and_no_day_to_come(
    council: Council, term: Paper
) -> None:
    def publish(**values: object) -> Callable[[], object]:
        return lambda: commands.publish_version(council.secretary, version(term), **values)  # type: ignore[arg-type]

    assert refused(publish()) == "reason_missing"
    assert refused(publish(reason="Small", on=date(2021, 10, 8))) == "in_future"
    commands.publish_version(council.secretary, version(term), reason="A small FAQ")
    assert version(term).published_on == date(2021, 10, 7)


def test_paper_is_superseded_by_another(council: Council, term: Paper) -> None:
    other = commands.add_paper(council.secretary, council.body, NewPaper(facts=facts("Sea wall")))
    assert refused(lambda: commands.supersede_paper(council.secretary, term, other)) == (
        "nothing_in_force"
    )
    commands.publish_version(council.secretary, version(term), reason="Small")
    assert refused(lambda: commands.supersede_paper(council.secretary, term, term)) == "same_paper"

    commands.supersede_paper(council.secretary, term, other)

    fresh = paper_named(council.body, term.slug)
    assert fresh.superseded_by == other
    assert version(term).state == "superseded"


def test_answer_of_the_board_is_kept_with_the_paper(council: Council, term: Paper) -> None:
    board = factories.body("board", "Governing Board")
    clerk = factories.actor(Role.SECRETARY, "bo-clerk", "board")
    question = NewReferral(question="That it is approved", about_ref=version(term).ref)
    referral = referrals.refer(council.secretary, council.body, board, question)
    other = NewReferral(question="Money", about_ref="tc/papers/breakwaters")
    unrelated = referrals.refer(council.secretary, council.body, board, other)

    referrals.answer_referral(clerk, referral, outcome="agreed", answer="Well said.")
    referrals.answer_referral(clerk, unrelated, outcome="declined", answer="No.")

    remark = term.remarks.get()
    assert (remark.words, remark.ref) == ("Governing Board, agreed: Well said.", "tc/R-1")
    assert refused(lambda: commands.keep_answer(clerk, term, unrelated)) == "not_an_answer"


def test_withdrawn_version_can_be_taken_up_again(council: Council, term: Paper) -> None:
    commands.withdraw_version(council.secretary, version(term), reason="Nobody needs it")
    assert version(term).state == "withdrawn"

    commands.send_back_version(council.secretary, version(term), reason="Now somebody does")

    assert [step.words for step in version(term).steps.all()] == [
        "",
        "Nobody needs it",
        "Now somebody does",
    ]


def test_remarks_are_kept_with_their_day_and_source(council: Council, term: Paper) -> None:
    commands.remark_on_paper(
        council.member, term, "Feedback came in", on=date(2021, 9, 1), source_words="A letter"
    )

    remark = term.remarks.get()
    assert (remark.on, remark.words, remark.source_words) == (
        date(2021, 9, 1),
        "Feedback came in",
        "A letter",
    )
    late = date(2022, 1, 1)
    assert refused(
        lambda: commands.remark_on_paper(council.member, term, "Later", on=late)
    ) == "in_future"  # fmt: skip
    public = PUBLIC_ACTOR
    assert refused(lambda: commands.remark_on_paper(public, term, "Hello")) == "not_allowed"


def test_quotation_needs_its_source_and_is_corrected_or_withdrawn(
    council: Council, term: Paper
) -> None:
    bare = NewQuotation(title="View", words="Calm.", author="Pilots")
    assert refused(lambda: commands.quote(council.secretary, term, bare)) == "source_missing"
    quoted = commands.quote(council.secretary, term, QUOTED)
    assert quoted.read_on == date(2021, 10, 7)

    better = NewQuotation(
        title=QUOTED.title, words="A harbour is calm.", author="Pilots", work="Almanac 1902"
    )
    commands.correct_quotation(council.secretary, quoted, better, seen=1)
    assert refused(
        lambda: commands.correct_quotation(council.secretary, quoted, better, seen=1)
    ) == "changed_meanwhile"  # fmt: skip
    assert trail("correct_quotation").before["words"] == "A **harbour** is calm."
    commands.withdraw_quotation(council.secretary, quoted, reason="They say otherwise now")

    assert term.quotations.get().withdrawn_reason == "They say otherwise now"


def test_drafts_for_members_are_found_by_members_only(council: Council) -> None:
    closed = facts("Lighthouse", draft_audience=Audience.MEMBERS)
    paper = commands.add_paper(
        council.secretary, council.body, NewPaper(facts=closed, words=Words(text="Vermilion lamp"))
    )

    assert [find.ref for find in search("vermilion", council.member)] == [f"{paper.ref}/v1"]
    assert search("vermilion", PUBLIC_ACTOR) == []
    assert [find.ref for find in search("lighthouse", PUBLIC_ACTOR)] == [paper.ref]

    commands.publish_version(council.secretary, version(paper), reason="Done")

    assert [find.ref for find in search("vermilion", PUBLIC_ACTOR)] == [paper.ref]
    assert not SearchRow.objects.filter(audience="members").exists()
