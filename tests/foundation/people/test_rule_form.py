"""The rule book in a form: plain controls, what would change before it is kept, and two editors."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.foundation.people.models import Account, Body, Person
from secretariat.foundation.people.snapshots import parsed
from secretariat.rules.rulebook import RuleBook, RuleNote
from secretariat.rules.rulebook_words import default_rule_book_text
from secretariat.rules.thresholds import Base, Medium, Threshold
from tests import factories as make
from tests.journeys.pages import Page, Typed, Visitor

DAY = date(2021, 10, 7)
EDIT, SHOW, KEEP, AGAIN = (
    "/tc/settings/rules", "Show what would change", "Keep this version", "Change more",
)  # fmt: skip


@pytest.fixture
def body(db: None) -> Body:
    since = date(2021, 1, 1)
    made = make.body(rules=default_rule_book_text("Technical Council", since))
    made.rule_books.update(valid_from_on=since)
    make.office(made, "chair", make.person("Ada Quill"))
    make.office(made, "secretary", make.person("Cem Oz"))
    for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Iris"):
        make.seat(made, name, make.person(f"{name} Keeper"), since=since)
    return made


def visitor(handle: str) -> Visitor:
    account = Account.objects.filter(person__handle=handle).first()
    return Visitor(account or make.account(Person.objects.get(handle=handle)))


@pytest.fixture
def chair(body: Body) -> Visitor:
    return visitor("ada-quill")


@pytest.fixture
def secretary(body: Body) -> Visitor:
    return visitor("cem-oz")


def shown(who: Visitor, **typed: Typed) -> Page:
    """Fill in the form and ask what would change. Fields by name, with "__" for "-"."""
    fields = {name.replace("__", "-"): value for name, value in typed.items()}
    return who.send(who.see(EDIT), SHOW, at="", of="", **fields)


def newest(body: Body) -> RuleBook:
    version = body.rule_books.order_by("version").last()
    assert version is not None
    return parsed(version.text)


def test_changed_rule_is_shown_in_sentences_and_numbers_and_then_kept(
    chair: Visitor, body: Body
) -> None:
    page = shown(chair, quorum__parts="2", quorum__of="3", quorum__source="charter, 4",
                 adopted_by="tc/M-2021-1")  # fmt: skip

    assert "A meeting can decide when at least two-thirds of all seats are present." in page.words
    assert "With the 9 seats of 7 Oct 2021, quorum is 5." in page.words
    assert "With the 9 seats of 7 Oct 2021, quorum is 6." in page.words
    assert "Nothing is kept yet" in page.words
    assert newest(body).version == 1

    kept = chair.send(page, KEEP)

    assert "Version 2 of the rule book is kept" in kept.words
    assert "adopted by tc/M-2021-1" in kept.words
    book = newest(body)
    assert book.quorum.threshold == Threshold(Base.ALL, 2, 3, is_strict=False)
    assert (book.quorum.source, book.valid_from) == ("charter, 4", DAY)
    start = parsed(default_rule_book_text("Technical Council", DAY))
    assert book.decisions == start.decisions
    assert (book.proxies, book.review, book.corrections, book.voting_rights) == (
        start.proxies, start.review, start.corrections, start.voting_rights,
    )  # fmt: skip


def test_every_sort_of_rule_can_be_changed(chair: Visitor, body: Body) -> None:
    page = shown(
        chair,
        seats__vacant=False,
        seats__recused=False,
        seats__proxies=False,
        general__meeting__base="cast",
        general__meeting__consent=False,
        emeritus__mail__how="least",
        emeritus__mail__parts="3",
        emeritus__mail__of="4",
        emeritus__mail__notice="45",
        emeritus__title="Sending a project to its rest",
        stage_change__meeting__how="none",
        election__mail__how="none",
        review__months="6",
        minutes__days="3",
        minutes__resolution="That the minutes of {day} stand.",
        voting__0__text="",
        voting__1__text="One seat, one vote.",
        voting__1__source="charter, 2",
        valid_from="2021-11-01",
    )
    assert "It could no longer be decided in a meeting." in page.words
    assert "It would follow the rule for general decisions by mail." in page.words

    chair.send(page, KEEP)

    book, rules = newest(body), {(r.kind, r.medium): r for r in newest(body).decisions}
    assert not book.quorum.counts_vacant_seats
    assert not any(rule.counts_vacant_seats for rule in book.decisions)
    assert not any(rule.recusal_counts_as_present for rule in book.decisions)
    assert not book.proxies.are_allowed
    general = rules["general", Medium.MEETING]
    assert (general.threshold.base, general.allows_general_consent) == (Base.CAST, False)
    emeritus = rules["emeritus", Medium.MAIL]
    assert emeritus.threshold == Threshold(Base.ALL, 3, 4, is_strict=False)
    assert (emeritus.notice_days, emeritus.title) == (45, "Sending a project to its rest")
    assert ("stage_change", Medium.MEETING) not in rules
    assert "election" not in book.kinds
    assert (book.review.length, book.corrections.length) == (6, 3)
    assert book.minutes_resolution == "That the minutes of {day} stand."
    assert book.voting_rights == (RuleNote("One seat, one vote.", "charter, 2"),)
    assert book.valid_from == date(2021, 11, 1)


def test_kind_of_ones_own_is_added(chair: Visitor, body: Body) -> None:
    page = shown(
        chair, _new__kind="own", _new__title="Starting a working group",
        _new__meeting__how="least", _new__meeting__base="all",
    )  # fmt: skip

    chair.send(page, KEEP)

    (rule,) = [r for r in newest(body).decisions if r.title == "Starting a working group"]
    assert (rule.kind, rule.medium) == ("starting_a_working_group", Medium.MEETING)
    assert rule.threshold == Threshold(Base.ALL, 1, 2, is_strict=False)


@pytest.mark.parametrize(
    ("typed", "name", "words"),
    [
        ({"quorum__parts": "4", "quorum__of": "3"}, "quorum-parts", "4 out of 3 is more than all"),
        (
            {"quorum__how": "more", "quorum__parts": "1", "quorum__of": "1"},
            "quorum-parts",
            "More than all is never reached",
        ),
        ({"quorum__of": "half"}, "quorum-of", "Write a whole number from 1 to 999."),
        ({"emeritus__meeting__notice": "-1"}, "emeritus-meeting-notice", "from 0 to 9999"),
        ({"minutes__days": ""}, "minutes-days", "Write a whole number from 1 to 9999."),
        ({"valid_from": "2020-12-31"}, "valid_from", "cannot hold from 31 Dec 2020"),
        ({"_new__kind": "own"}, "_new-title", "Write what this kind of decision is called."),
        (
            {"_new__kind": "own", "_new__title": "Budget"},
            "_new-meeting-how",
            "Say what it needs, in a meeting, by mail, or both.",
        ),
        (
            {"general__meeting__how": "none", "general__mail__how": "none"},
            "general-meeting-how",
            "Say what a general decision needs",
        ),
    ],
)
def test_slip_is_refused_beside_its_field_which_stands_open(
    chair: Visitor, body: Body, typed: dict[str, Typed], name: str, words: str
) -> None:
    page = shown(chair, **typed)

    assert page.status in {409, 422}
    (control,) = page.tree.xpath("//*[@name=$name]", name=name)
    (beside,) = control.xpath("ancestor::div[contains(@class, 'field')][1]")
    assert words in " ".join(beside.text_content().split())
    assert all(each.get("open") is not None for each in control.xpath("ancestor::details"))
    for field, value in typed.items():
        assert dict(page.button(SHOW).form.fields)[field.replace("__", "-")] == value
    assert newest(body).version == 1


def test_more_can_be_changed_after_looking(chair: Visitor, body: Body) -> None:
    form = chair.send(shown(chair, quorum__parts="2", quorum__of="3"), AGAIN)
    assert dict(form.button(SHOW).form.fields)["quorum-of"] == "3"

    page = chair.send(form, SHOW, at="", of="", **{"seats-one": False})
    chair.send(page, KEEP)

    book = newest(body)
    assert (book.quorum.threshold.of, book.one_seat_per_member) == (3, False)


def test_form_that_changes_nothing_keeps_nothing(chair: Visitor, body: Body) -> None:
    page = shown(chair)

    assert "Every rule reads as in version 1." in page.words
    assert KEEP not in page.words


def test_second_editor_is_shown_what_both_changed_together(
    chair: Visitor, secretary: Visitor, body: Body
) -> None:
    first, second = chair.see(EDIT), secretary.see(EDIT)
    chair.send(chair.send(first, SHOW, **{"review-months": "24"}), KEEP)

    page = secretary.send(second, SHOW, **{"minutes-days": "5"})
    assert "Kept: theirs in Months between reviews; yours in Days for corrections" in page.words
    secretary.send(page, KEEP)

    book = newest(body)
    assert (book.version, book.review.length, book.corrections.length) == (3, 24, 5)


def test_version_kept_by_another_after_the_look_is_shown_before_anything_is_kept(
    chair: Visitor, secretary: Visitor, body: Body
) -> None:
    first, second = chair.see(EDIT), secretary.see(EDIT)
    mine = secretary.send(second, SHOW, **{"minutes-days": "5"})
    chair.send(chair.send(first, SHOW, **{"review-months": "24"}), KEEP)

    page = secretary.send(mine, KEEP)
    assert newest(body).version == 2, "nothing is kept that was not shown"
    assert "What version 3 of the rule book would change" in page.words

    secretary.send(page, KEEP)
    assert (newest(body).review.length, newest(body).corrections.length) == (24, 5)


def test_rule_that_both_changed_is_asked_with_its_full_name(
    chair: Visitor, secretary: Visitor, body: Body
) -> None:
    first, second = chair.see(EDIT), secretary.see(EDIT)
    chair.send(chair.send(first, SHOW, **{"quorum-parts": "2", "quorum-of": "3"}), KEEP)

    clash = secretary.send(second, SHOW, **{"quorum-parts": "3", "quorum-of": "4"})

    assert clash.status == 409
    assert "Quorum: Share" in clash.words
    page = secretary.send(clash, "Save what stands", **{"quorum-parts": "3", "quorum-of": "4"})
    assert "at least three-quarters of all seats" in page.words
    secretary.send(page, KEEP)
    assert newest(body).quorum.threshold == Threshold(Base.ALL, 3, 4, is_strict=False)


def test_remarks_that_the_form_would_lose_are_named(chair: Visitor, body: Body) -> None:
    assert "remarks" not in chair.see(EDIT).words
    version = body.rule_books.get()
    version.text = version.text.replace("[quorum]", "# Asked in March\n[quorum]")
    version.save()

    assert "does not carry over, such as # Asked in March" in chair.see(EDIT).words


def test_body_without_a_book_begins_with_the_neutral_one(chair: Visitor, body: Body) -> None:
    body.rule_books.all().delete()

    chair.send(shown(chair, quorum__parts="2", quorum__of="3"), KEEP)

    assert newest(body).version == 1
    assert newest(body).quorum.threshold.of == 3


def test_book_of_a_body_renamed_since_can_be_changed(chair: Visitor, body: Body) -> None:
    Body.objects.update(name="Technical Steering Council", short_name="TSC")

    chair.send(shown(chair, review__months="24"), KEEP)

    assert newest(body).body == "Technical Steering Council"
