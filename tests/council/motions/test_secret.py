"""Secret votes: counted like open ones, and nothing of the record tells which seat said what."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from secretariat.council.meetings.live_parts import View, Watcher, drawn
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.live import moments_of
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion, SecretTally, Vote, Voted
from secretariat.council.motions.queries import short_result
from secretariat.council.motions.queries.facts import motion_fact
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, Feed
from secretariat.rules.errors import Refused
from secretariat.rules.rulebook import may_be_secret, parse_rule_book
from secretariat.rules.rulebook_text import rule_book_text
from secretariat.rules.rulebook_words import default_rule_book_text, rule_sentences
from secretariat.rules.secret import as_votes
from secretariat.rules.visibility import Audience
from tests.council.motions.conftest import Council, fresh, slug_of, topic_of
from tests.council.motions.test_views import page_of, signed_in, text_of

HERE = ("Ada", "Ben", "Cyd", "Dot", "Eve", "Fay")


@pytest.fixture
def motion(council: Council, session: Meeting) -> Motion:
    """A secret vote that is open: an election, on which every rule book knows one."""
    row = commands.move_motion(
        council.secretary,
        council.body,
        text="Elect Ivy as liaison.",
        item=topic_of(session),
        decision_kind="election",
    )
    commands.make_secret(council.secretary, row)
    return commands.open_vote(council.secretary, fresh(row))


def cast(council: Council, motion: Motion, name: str, choice: str) -> None:
    commands.cast_secretly(council.person(name), motion, slug_of(name), choice)


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda error: error.code == code)


def everything() -> Iterator[tuple[str, tuple[object, ...]]]:
    """Every row of every table of the record."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            if table.startswith(("django_migrations", "sqlite")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, row


def test_the_counts_come_at_the_close_and_name_nobody(council: Council, motion: Motion) -> None:
    said = dict(zip(HERE, ("yes", "yes", "no", "yes", "yes", "abstain"), strict=True))
    for name, choice in said.items():
        cast(council, motion, name, choice)
    closed = commands.close_vote(council.secretary, motion)
    assert closed.state == Motion.State.CARRIED
    assert (closed.tally["yes"], closed.tally["no"], closed.tally["abstain"]) == (4, 1, 1)
    assert short_result(closed).startswith("Carried by secret vote: 4 yes, 1 no, 1 abstain")
    assert closed.explanation.startswith("Carried by secret vote: 4 yes, 1 no")
    printed = " ".join(run.text for line in motion_fact(fresh(closed)).lines for run in line)
    assert "by secret vote: 4 yes, 1 no" in printed
    assert not any(label in printed for label in ("Amber Works", "Cedar Cloud", "Fern Systems"))


def test_no_table_and_no_log_tells_the_choice_of_a_seat(
    council: Council, motion: Motion, caplog: pytest.LogCaptureFixture
) -> None:
    """The record before and after one vote differs in that the seat has voted, and in one count."""
    caplog.set_level(logging.DEBUG)
    for name, choice in (("Ada", "no"), ("Ben", "yes")):
        cast(council, motion, name, choice)
    client = signed_in(council, "Cyd")
    page_of(client, f"/{motion.ref}")
    before = set(map(repr, everything()))
    entries, feed = Entry.objects.count(), list(Feed.objects.values_list())
    caplog.clear()
    answer = client.post(
        f"/{motion.ref}/vote-secretly", {"seat": slug_of("Cyd"), "choice": "abstain"}
    )
    assert answer.status_code == 303
    new = [row for row in everything() if repr(row) not in before]
    ours = {apps.get_model("motions", name)._meta.db_table for name in ("Voted", "SecretTally")}
    assert {table for table, _ in new} - {"django_session"} == ours
    assert (Entry.objects.count(), list(Feed.objects.values_list())) == (entries, feed)
    for table, row in new:
        if table != SecretTally._meta.db_table:
            assert "abstain" not in repr(row)
    assert "abstain" not in caplog.text
    assert "abstain" not in str(answer.headers) + str(answer.cookies)
    assert [field.name for field in Voted._meta.get_fields()] == ["id", "motion", "seat"]
    assert not Vote.objects.exists()


def test_a_count_stands_for_every_choice_from_the_first_vote_on(
    council: Council, motion: Motion
) -> None:
    """Else the rows of the counts would tell which choice came first."""
    cast(council, motion, "Ada", "abstain")
    counts = dict(SecretTally.objects.values_list("choice", "count"))
    assert counts == {"yes": 0, "no": 0, "abstain": 1}
    in_order = list(SecretTally.objects.order_by("id").values_list("choice", flat=True))
    assert in_order == ["yes", "no", "abstain"]


def test_nobody_votes_twice_and_nobody_takes_a_vote_down(council: Council, motion: Motion) -> None:
    cast(council, motion, "Ada", "yes")
    seat = slug_of("Ada")
    with refused("already_voted"):
        cast(council, motion, "Ada", "no")
    with refused("already_voted"):
        commands.cast_vote(council.person("Ada"), motion, seat, "recused")
    with refused("not_allowed"):
        commands.cast_secretly(council.secretary, motion, slug_of("Ben"), "yes")
    for act in (
        lambda: commands.cast_vote(council.secretary, motion, slug_of("Ben"), "yes"),
        lambda: commands.cast_remaining(council.secretary, motion, "yes"),
        lambda: commands.vote_again(council.person("Ada"), motion, seat, "no"),
        lambda: commands.change_vote(council.secretary, motion, seat, "no", reason="slip"),
        lambda: commands.record_show_of_seats(council.secretary, motion, yes=6, no=0, abstain=0),
        lambda: commands.record_general_consent(council.secretary, motion),
        lambda: commands.stop_vote(council.secretary, motion),
    ):
        with refused("secret_vote"):
            act()
    assert dict(SecretTally.objects.values_list("choice", "count"))["yes"] == 1


def test_a_recused_seat_says_so_openly_and_does_not_vote(council: Council, motion: Motion) -> None:
    commands.cast_vote(council.secretary, motion, slug_of("Eve"), "recused")
    with refused("seat_recused"):
        cast(council, motion, "Eve", "yes")
    with refused("unknown_choice"):
        cast(council, motion, "Ada", "recused")


def test_what_was_counted_in_secret_is_not_counted_again(council: Council, motion: Motion) -> None:
    for name in HERE:
        cast(council, motion, name, "no")
    closed = commands.close_vote(council.secretary, motion)
    with refused("secret_vote"):
        commands.reopen_motion(council.secretary, closed, reason="a slip")


def test_whether_it_is_secret_is_said_before_it_opens_and_by_the_rule_book(
    council: Council, session: Meeting, motion: Motion
) -> None:
    with refused("wrong_state"):
        commands.make_open(council.secretary, motion)
    other = commands.move_motion(
        council.secretary, council.body, text="Adopt the map.", item=topic_of(session)
    )
    with refused("not_secret"):
        commands.make_secret(council.secretary, other)
    with refused("not_secret"):
        cast(council, commands.open_vote(council.secretary, other), "Ada", "yes")


def test_the_rule_book_says_for_which_kinds() -> None:
    start = default_rule_book_text("tc")
    head = "[decisions.general]\n"
    assert head in start
    book = parse_rule_book(start.replace(head, f"{head}may_be_secret = true\n", 1))
    assert book.secret_kinds == ("general",)
    assert may_be_secret(book, "general")
    assert not may_be_secret(parse_rule_book(start), "general")
    assert parse_rule_book(rule_book_text(book)).secret_kinds == ("general",)
    assert any("The vote may be secret." in each.sentence for each in rule_sentences(book))


def test_while_open_it_is_seen_how_many_voted_and_who_is_missing(
    council: Council, session: Meeting, motion: Motion
) -> None:
    for name, choice in (("Ada", "no"), ("Ben", "no"), ("Cyd", "no"), ("Dot", "no")):
        cast(council, motion, name, choice)
    views = [
        Watcher(View.PAGE, Audience.PUBLIC),
        Watcher(View.PROJECTOR, Audience.PUBLIC),
        Watcher(View.SEAT, Audience.MEMBERS),
    ]
    moments = moments_of(session, views, clock.now())
    shown = {watcher.view: text_of(drawn(moments[watcher])["votes"]) for watcher in views}
    room = text_of(page_of(signed_in(council, "Sam"), f"/{session.ref}/room?item=harbour-map"))
    member = signed_in(council, "Eve")
    polled = text_of(page_of(member, f"/{motion.ref}/voted"))
    page = text_of(page_of(member, f"/{motion.ref}"))
    for words in (*shown.values(), room, polled, page):
        assert "4 seats have voted" in words
        assert "Lost already" not in words, "with four no of six it is lost, and nobody knows"
        assert "4 no" not in words
    assert "Still to vote: Ember Data, Fern Systems" in shown[View.SEAT]
    assert "Ember Data" not in shown[View.PAGE] + shown[View.PROJECTOR]


def test_a_seat_without_a_device_votes_on_the_clerks_screen(
    council: Council, session: Meeting, motion: Motion
) -> None:
    clerk = signed_in(council, "Sam")
    words = text_of(page_of(clerk, f"/{motion.ref}/turned?seat={slug_of('Dot')}"))
    assert "Turn this screen to Dot Hale and look away" in words
    answer = clerk.post(f"/{motion.ref}/vote-on-screen", {"seat": slug_of("Dot"), "choice": "yes"})
    assert answer.status_code == 303
    assert [voted.seat.slug for voted in Voted.objects.all()] == [slug_of("Dot")]
    with refused("not_allowed"):
        commands.cast_on_turned_screen(council.person("Ben"), motion, slug_of("Ada"), "yes")
    assert clerk.get(f"/{motion.ref}/turned?seat={slug_of('Dot')}").status_code == 404


def test_a_seat_votes_from_its_page_without_script(
    council: Council, session: Meeting, motion: Motion
) -> None:
    client = signed_in(council, "Ben")
    assert "votes in secret" in text_of(page_of(client, f"/{session.ref}/seat"))
    client.post(f"/{motion.ref}/vote-secretly", {"seat": slug_of("Ben"), "choice": "yes"})
    words = text_of(page_of(client, f"/{session.ref}/seat"))
    assert "Birch Labs Has voted in secret" in words


@given(st.lists(st.sampled_from(["yes", "no", "abstain"]), max_size=9))
def test_counts_become_one_vote_for_each_seat(said: list[str]) -> None:
    seats = [f"seat-{number}" for number in range(len(said))]
    votes = as_votes(seats, {choice: said.count(choice) for choice in said})
    assert sorted(vote.choice.value for vote in votes) == sorted(said)
    assert {vote.seat for vote in votes} == set(seats)
    assert not any(vote.person for vote in votes)
