"""The editions of the minutes: everyone reads what was public, members and officers all that is for
them, each in a document of its own that is frozen and sealed like the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.test import Client

from secretariat.council.actions.commands import raise_from_line
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.minutes import commands, policy
from secretariat.council.minutes.editions import Editions, minutes_of
from secretariat.council.minutes.letters import minutes_letter
from secretariat.council.minutes.models import Minutes
from secretariat.council.minutes.queries import block_lines
from secretariat.council.motions import commands as motions
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.foundation.records.models import Entry, Seal
from secretariat.foundation.records.queries import broken_seals, search
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import line_words, numbered
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience, Role
from tests import factories
from tests.council.meetings.conftest import Council, item_of, minute
from tests.replay import replayed

from .conftest import CORRECTIONS_UNTIL, later, next_session

PUBLIC, MEMBERS, OFFICERS = Audience.PUBLIC, Audience.MEMBERS, Audience.OFFICERS
STAFF = factories.actor(Role.STAFF, "pat-staff")
WORDS = {
    MEMBERS: ("wreckmatter", "wrecknote", "wreckdecision", "wreckmotion", "wreckaction"),
    OFFICERS: ("paymatter", "paynote", "paydecision", "paymotion", "payaction"),
}
ALL = (*WORDS[MEMBERS], *WORDS[OFFICERS], "asidenote")


def closed_item(council: Council, session: Meeting, audience: Audience) -> AgendaItem:
    """An item for this audience with a note, a decision, a carried motion and an action."""
    matter, note, decision, motion, action = WORDS[audience]
    new = meetings.NewItem(title=matter, audience=audience)
    item = meetings.add_item(council.secretary, session, new)
    meetings.open_item(council.secretary, item)
    meetings.add_note(council.secretary, item, note)
    meetings.add_note(council.secretary, item, decision, kind="decision")
    moved = motions.move_motion(council.secretary, council.body, text=motion, item=item)
    motions.record_general_consent(council.secretary, moved)
    ref = f"{session.ref}/{item.number}"
    raise_from_line(council.secretary, council.body, f"[Ada Quill] {action}", raised_ref=ref)
    return item


@pytest.fixture
def closed(council: Council, session: Meeting) -> Iterator[Minutes]:
    """Minutes of a meeting that dealt with a matter for members and one for officers, drafted."""
    adjourned = _dealt_with(council, session)
    with clock.fixed(minute(70)):
        yield _drafted(council, adjourned)


@replayed
def _dealt_with(council: Council, session: Meeting) -> Meeting:
    for name in ("Ada", "Ben", "Cyd"):
        meetings.mark_present(council.secretary, session, council.people[name])
    map_item = item_of(session, "harbour-map")
    meetings.add_note(council.secretary, map_item, "The map is public.")
    meetings.add_note(council.secretary, map_item, "asidenote", audience=MEMBERS)
    for audience in (MEMBERS, OFFICERS):
        closed_item(council, session, audience)
    with clock.fixed(minute(60)):
        return meetings.adjourn(council.secretary, session)


@replayed
def _drafted(council: Council, adjourned: Meeting) -> Minutes:
    return commands.draft_minutes(council.secretary, adjourned)


@pytest.fixture
@replayed
def sent(council: Council, closed: Minutes) -> Minutes:
    """The same, released."""
    return commands.release_minutes(
        council.secretary, closed, corrections_until_on=CORRECTIONS_UNTIL
    )


@replayed
def approve(council: Council, minutes: Minutes) -> Minutes:
    """The same, approved in the next meeting."""
    with clock.fixed(later(8)):
        item = next_session(council).items.get(kind="minutes_to_approve")
        motion = commands.move_approval(council.secretary, item, [minutes.ref])
        motions.record_general_consent(council.secretary, motion)
    minutes.refresh_from_db()
    return minutes


def text_of(minutes: Minutes, audience: Audience) -> str:
    """Every line of an edition."""
    entries = numbered(minutes_of(minutes, audience))
    lines = [w for entry in entries for line in entry.lines for w in line_words(line)]
    return "\n".join([*(f"{e.section.number}. {e.section.title}" for e in entries), *lines])


def found_in(text: str) -> set[str]:
    """Which of the closed words stand in a text."""
    return {word for word in ALL if word in text.casefold()}


EDITIONS = ("For everyone", "For members and staff", "For chair and secretary")
EXPECTED = {
    PUBLIC: set(),
    MEMBERS: {*WORDS[MEMBERS], "asidenote"},
    OFFICERS: set(ALL),
}


@pytest.mark.parametrize("audience", Audience)
def test_edition_holds_all_that_its_readers_may_see(closed: Minutes, audience: Audience) -> None:
    assert found_in(text_of(closed, audience)) == EXPECTED[audience]


def test_public_edition_says_in_a_line_that_an_item_was_held(closed: Minutes) -> None:
    titles = [
        (section.number, section.title, section.blocks)
        for section in minutes_of(closed).sections
        if section.title.startswith("Held")
    ]

    assert titles == [
        ("4", "Held for the members and staff of the body", ()),
        ("5", "Held for the chair and the secretary", ()),
    ]
    held = [s.title for s in minutes_of(closed, MEMBERS).sections if s.title.startswith("Held")]
    assert held == ["Held for the chair and the secretary"]


def test_held_part_is_named_without_its_title(council: Council, session: Meeting) -> None:
    whole = item_of(session, "harbour-map")
    new = meetings.NewItem(title="paymatter", audience=OFFICERS, part_of=whole)
    part = meetings.add_item(council.secretary, session, new)
    meetings.open_item(council.secretary, part)
    meetings.add_note(council.secretary, part, "paynote")
    with clock.fixed(minute(60)):
        adjourned = meetings.adjourn(council.secretary, session)
        minutes = commands.draft_minutes(council.secretary, adjourned)

    text = text_of(minutes, PUBLIC)
    assert "A part of this item was held for the chair and the secretary." in text
    assert found_in(text) == set()
    assert "Not reached" not in text.partition("3. ")[0]
    assert found_in(text_of(minutes, OFFICERS)) == {"paymatter", "paynote"}


def test_closed_item_that_was_not_reached_leaves_no_trace(
    council: Council, session: Meeting
) -> None:
    new = meetings.NewItem(title="paymatter", audience=OFFICERS)
    meetings.add_item(council.secretary, session, new)
    with clock.fixed(minute(60)):
        adjourned = meetings.adjourn(council.secretary, session)
        minutes = commands.draft_minutes(council.secretary, adjourned)

    assert "Held" not in text_of(minutes, PUBLIC)


def test_there_is_one_edition_where_nothing_is_closed(released: Minutes) -> None:
    assert Editions(released).audiences == (PUBLIC,)
    assert [each.audience for each in released.editions.all()] == ["public"]


def test_page_of_an_edition_that_says_no_more_leads_to_the_other(
    council: Council, released: Minutes, client: Client
) -> None:
    client.force_login(factories.account(council.people["Sam"]))

    answer = client.get(f"/{released.ref}/officers")

    assert (answer.status_code, answer["Location"]) == (302, f"/{released.ref}")
    assert b"For members and staff" not in client.get(f"/{released.ref}").content


@pytest.mark.parametrize(
    ("name", "statuses", "offered"),
    [
        ("", (403, 403, 403), []),
        ("Ben", (200, 200, 403), list(EDITIONS[:2])),
        (
            "Sam",
            (200, 200, 200),
            list(EDITIONS),
        ),
    ],
)
def test_readers_are_offered_the_editions_they_may_read(
    council: Council,
    sent: Minutes,
    client: Client,
    name: str,
    statuses: tuple[int, ...],
    offered: list[str],
) -> None:
    if name:
        client.force_login(factories.account(council.people[name]))
    pages = {
        audience: client.get(f"/{sent.ref}{ending}")
        for audience, ending in ((PUBLIC, ""), (MEMBERS, "/members"), (OFFICERS, "/officers"))
    }

    assert tuple(page.status_code for page in pages.values()) == statuses
    for audience, page in pages.items():
        if page.status_code == 200:
            main = page.content.decode().partition("<article")[2].partition("</article>")[0]
            assert found_in(main) == EXPECTED[audience]
            assert [w for w in EDITIONS if f">{w}</a>" in page.content.decode()] == offered


def test_guest_who_was_there_reads_the_edition_for_everyone(
    council: Council, closed: Minutes
) -> None:
    meetings.mark_present(
        council.secretary,
        closed.meeting,
        factories.person("Gil Guest"),
        arrived_at=minute(4),
    )
    released = commands.release_minutes(
        council.secretary, closed, corrections_until_on=CORRECTIONS_UNTIL
    )
    guest = Actor("gil-guest", "Gil Guest", "gil-guest")

    assert policy.may_read(guest, released)
    assert not policy.may_read(guest, released, MEMBERS)


def test_staff_read_no_edition_for_officers(closed: Minutes) -> None:
    assert policy.may_read(STAFF, closed, MEMBERS)
    assert not policy.may_read(STAFF, closed, OFFICERS)


@pytest.mark.parametrize("form", ["md", "html", "json", "pdf"])
@pytest.mark.parametrize("is_approved", [False, True])
def test_edition_leaves_as_a_file_for_its_readers_only(
    council: Council, sent: Minutes, form: str, is_approved: bool
) -> None:
    if is_approved:
        approve(council, sent)
    ref = f"{sent.ref}/members"

    content = export(council.member, ref, form).content
    with pytest.raises(Refused) as refused:
        export(PUBLIC_ACTOR, ref, form)
    with pytest.raises(Refused) as closed:
        export(council.member, f"{sent.ref}/officers", form)

    assert (refused.value.code, closed.value.code) == ("not_allowed", "not_allowed")
    if form == "pdf":
        assert content.startswith(b"%PDF")
    else:
        assert found_in(content.decode()) == EXPECTED[MEMBERS]
        words = content.decode().casefold()
        assert "the members and staff of the body" in words
    if form == "json":
        assert json.loads(content)["edition"] == "the members and staff of the body"


def test_every_edition_is_frozen_and_sealed(council: Council, sent: Minutes) -> None:
    approved = approve(council, sent)
    before = {audience: text_of(approved, audience) for audience in Audience}
    AgendaItem.objects.filter(meeting=approved.meeting).update(title="Changed", audience="public")

    kept = Minutes.objects.get(pk=approved.pk)
    assert {audience: text_of(kept, audience) for audience in Audience} == before
    assert {a: found_in(text) for a, text in before.items()} == EXPECTED
    assert [seal.ref for seal in Seal.objects.order_by("sequence")] == [
        sent.ref,
        f"{sent.ref}/members",
        f"{sent.ref}/officers",
    ]
    assert broken_seals("tc") == []
    heads = [minutes_of(kept, audience).signature.digest for audience in Audience]  # type: ignore[union-attr]
    assert heads == ["", *Seal.objects.order_by("sequence").values_list("head", flat=True)[:2]]


def test_change_for_members_amends_their_edition_alone(council: Council, sent: Minutes) -> None:
    note = next(n for n in item_of(sent.meeting, "wreckmatter").notes.all() if n.kind == "note")
    meetings.edit_note(council.secretary, note, text="wrecknote, corrected", seen=note.revision)

    editions = Editions(Minutes.objects.get(pk=sent.pk))
    changes = {audience: [c.words for c in editions.changes(audience)] for audience in Audience}

    assert changes[PUBLIC] == []
    assert len(changes[MEMBERS]) == len(changes[OFFICERS]) == 1
    assert "wrecknote, corrected" in changes[MEMBERS][0]
    assert editions.has_changed


def test_note_for_members_written_after_the_release_is_told_to_them(
    council: Council, released: Minutes
) -> None:
    item = item_of(released.meeting, "harbour-map")
    meetings.add_note(council.secretary, item, "asidenote", audience=MEMBERS)

    editions = Editions(released)

    assert editions.audiences == (PUBLIC, MEMBERS)
    assert editions.changes(PUBLIC) == ()
    assert ["asidenote" in change.words for change in editions.changes(MEMBERS)] == [True]


def test_correction_of_a_closed_line_stays_with_its_readers(
    council: Council, sent: Minutes, client: Client
) -> None:
    lines = block_lines(minutes_of(sent, MEMBERS))
    key = next(line.key for line in lines if line.words == "wrecknote")
    with pytest.raises(Refused) as hidden:
        commands.propose_correction(council.member, sent, block_key=key, text_after="x")
    correction = commands.propose_correction(
        council.member, sent, block_key=key, text_after="wrecknote, better", audience=MEMBERS
    )
    client.force_login(factories.account(council.people["Sam"]))

    public = client.get(f"/{sent.ref}").content.decode()
    page = client.get(f"/{sent.ref}/members").content.decode()
    address = f"/{sent.ref}/corrections/{correction.number}"
    answer = client.post(address, {"take": "1", "next": f"/{sent.ref}/members#corrections"})

    assert hidden.value.code == "no_such_block"
    assert "wrecknote, better" not in public
    assert "wrecknote, better" in page
    assert answer["Location"] == f"/{sent.ref}/members#corrections"
    assert "wrecknote, better" in text_of(sent, MEMBERS)
    refs = Entry.objects.filter(command__contains="_correction").values_list("ref", flat=True)
    assert set(refs) == {f"{sent.ref}/members"}
    told = client.get(f"/{sent.ref}/corrections")
    assert told["Location"] == f"/{sent.ref}/officers#corrections"


def test_nobody_corrects_an_edition_they_may_not_read(council: Council, sent: Minutes) -> None:
    key = block_lines(minutes_of(sent, OFFICERS))[0].key

    with pytest.raises(Refused) as refused:
        commands.propose_correction(
            council.member, sent, block_key=key, text_after="x", audience=OFFICERS
        )

    assert refused.value.code == "not_allowed"


def test_erratum_stands_where_its_readers_are(
    council: Council, sent: Minutes, client: Client
) -> None:
    approved = approve(council, sent)
    client.force_login(factories.account(council.people["Sam"]))

    client.post(f"/{sent.ref}/errata", {"text": "The map is of 2020."})
    client.post(f"/{sent.ref}/members/errata", {"text": "wreckerratum"})

    texts = {
        audience: [e.text[0].text for e in minutes_of(approved, audience).errata]
        for audience in Audience
    }
    assert texts == {
        PUBLIC: ["The map is of 2020."],
        MEMBERS: ["The map is of 2020.", "wreckerratum"],
        OFFICERS: ["The map is of 2020.", "wreckerratum"],
    }
    assert "wreckerratum" not in Client().get("/tc").content.decode()


def test_letter_leads_members_to_their_edition(council: Council, sent: Minutes) -> None:
    assert f"/{sent.ref}/members\n" in minutes_letter(sent)["text"]


def test_letter_leads_to_the_one_edition_there_is(released: Minutes) -> None:
    assert f"/{released.ref}\n" in minutes_letter(released)["text"]


def test_editions_are_found_by_their_readers(council: Council, sent: Minutes) -> None:
    approve(council, sent)

    refs = {
        word: [
            {find.ref for find in search(word, actor) if find.kind == "minutes"}
            for actor in (PUBLIC_ACTOR, council.member, council.secretary)
        ]
        for word in ("public", "asidenote", "paynote")
    }

    members, officers = {f"{sent.ref}/members"}, {f"{sent.ref}/officers"}
    assert refs == {
        "public": [{sent.ref}] * 3,
        "asidenote": [set(), members, members],
        "paynote": [set(), set(), officers],
    }


def test_drafts_for_officers_are_read_by_no_member(council: Council, closed: Minutes) -> None:
    council.body.draft_audience = "officers"
    council.body.save()
    released = commands.release_minutes(
        council.secretary, closed, corrections_until_on=CORRECTIONS_UNTIL
    )
    released = Minutes.objects.select_related("meeting__body").get(pk=released.pk)

    absent = factories.actor(Role.MEMBER, "dot-hale")
    assert not policy.may_read(absent, released)
    assert not policy.may_read(absent, released, MEMBERS)
    assert not policy.visible_to(absent, Minutes.objects.all()).exists()
    assert policy.may_read(council.chair, released, OFFICERS)
