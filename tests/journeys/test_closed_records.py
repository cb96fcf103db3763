"""Nothing of a record that is for the members stands on any page or in any file of the public:
words of a draft, a talk that a stranger suggested, slides for the members, a question to another
body, the draft of an answer or of a report, what was heard at an event, who speaks for the others.
"""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest

from secretariat.council.events import commands as events
from secretariat.council.events.commands import EventFields, NoteFields
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.minutes import commands as minutes
from secretariat.council.papers import commands as papers
from secretariat.council.papers.commands import NewPaper, PaperFacts, Words
from secretariat.council.papers.models import Paper, PaperVersion
from secretariat.council.referrals import commands as referrals
from secretariat.council.referrals.commands import NewReferral
from secretariat.council.relations import commands as relations
from secretariat.council.relations.commands import CallFacts, Debt, RelationFacts
from secretariat.council.reports import commands as reports
from secretariat.council.reports.commands import ChapterWords, ReportFacts
from secretariat.council.talks import commands as talks
from secretariat.council.talks.commands import (
    Material,
    SlotPlan,
    SpeakerSays,
    SuggestedBy,
    TalkWords,
)
from secretariat.council.talks.queries import talk_named
from secretariat.council.updates import commands as updates
from secretariat.council.updates.commands import StandingFields
from secretariat.council.updates.models import UpdateLink
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.records import clock
from secretariat.rules.relations import RelationKind
from secretariat.rules.talks import parse_speaker
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience
from tests import factories
from tests.council.meetings.conftest import START, Council, council, minute  # noqa: F401
from tests.journeys.pages import Visitor
from tests.journeys.test_closed_matters import Leaks

TEXT = "text/plain"
MARK = "kj"
PLACES = (
    "draft", "suggested", "about", "address", "slides", "question", "answer", "document", "review",
    "speaker", "says", "follow", "written", "asked", "report", "chapter", "theirs", "exchange",
    "owed", "mail",
)  # fmt: skip
"""What is told of a closed record, each in a word of its own: "kjdraft"."""
OF_OTHERS = {"kjwritten"}
"""What is not for the secretary either: the draft of an update is for who writes it."""


def keep_papers(the_council: Council) -> Paper:
    """A draft for the members, in review, and a question about it to the board."""
    clerk, body = the_council.secretary, the_council.body
    board = factories.body("board", "Governing Board", kind="board")
    drafts = PaperFacts(title="Breakwater", draft_audience=Audience.MEMBERS)
    paper = papers.add_paper(clerk, body, NewPaper(facts=drafts, words=Words(text="kjdraft")))
    version = PaperVersion.objects.get(paper=paper)
    ben = the_council.people["Ben"]
    papers.ask_for_review(clerk, version, [ben], until_on=date(2021, 10, 20))
    version.refresh_from_db()
    papers.answer_review(the_council.member, version, ben, verdict="changes", words="kjreview")
    asked = NewReferral(question="kjquestion", about_ref=paper.ref, audience=Audience.MEMBERS)
    sent = referrals.refer(clerk, body, board, asked)
    referrals.answer_referral(factories.operator(), sent, outcome="agreed", answer="kjanswer")
    return paper


def keep_talks(the_council: Council, meeting: Meeting) -> None:
    """A suggestion, and a talk with its speaker's letter, word to the council, and slides."""
    clerk, body = the_council.secretary, the_council.body
    by = SuggestedBy(name="Mo", address="kjaddress@example.org")
    talks.suggest_talk(PUBLIC_ACTOR, body, TalkWords(title="kjsuggested", about="kjabout"), by)
    speaker = parse_speaker("Mo Tide (Chart Makers) kjspeaker@example.org")
    talk = talks.add_talk(clerk, body, TalkWords(title="Tides", speakers=[speaker]))
    invitation = talks.invite_speaker(clerk, talk, talk_named(talk.ref).speakers.get())
    says = SpeakerSays(answer="confirmed", note="kjsays", title="Tides", about="High and low")
    talks.answer_invitation(invitation, says)
    slides = Material(url="https://example.org/kjslides", audience=Audience.MEMBERS)
    talks.file_material(clerk, talk_named(talk.ref), slides)
    talks.plan_slot(clerk, talk_named(talk.ref), SlotPlan(meeting=meeting))


def keep_relations(the_council: Council) -> None:
    """A consultation with its draft, and dealings with an outside body."""
    clerk, body = the_council.secretary, the_council.body
    call = CallFacts(title="Harbour lights", document_url="https://example.org/kjdocument")
    relations.call_consultation(clerk, body, call)
    outside = factories.organization("Chart Bureau")
    facts = RelationFacts(organization=outside, kind=RelationKind.STANDARDS)
    relation = relations.add_relation(clerk, body, facts)
    relations.name_contact(clerk, relation, side="theirs", name="kjtheirs")
    relations.note_exchange(clerk, relation, "kjexchange", audience=Audience.MEMBERS)
    relations.owe(clerk, relation, Debt(text="kjowed", due_on=date(2021, 10, 1)))


def keep_events(the_council: Council) -> None:
    """An event that is over, with a note for the members that became an action."""
    clerk, body = the_council.secretary, the_council.body
    fields = EventFields(name="Harbour Days", from_on=date(2021, 9, 30), zone="Europe/Berlin")
    event = events.add_event(clerk, body, fields)
    note = NoteFields(text="kjfollow", audience=Audience.MEMBERS)
    events.raise_from_note(clerk, events.note_follow_up(clerk, event, note))
    events.note_follow_up(clerk, event, note)


def keep_reports(the_council: Council) -> None:
    """A report in draft, due on the day of the meeting."""
    day = date(2021, 10, 7)
    facts = ReportFacts(
        title="State", to_words="Governing Board", on=day, from_on=date(2021, 1, 1), to_on=day
    )
    chapter = ("questions_and_requests", ChapterWords(title="kjreport", text="kjchapter"))
    reports.draft_report(the_council.secretary, the_council.body, facts, chapters=[chapter])


def keep_updates(the_council: Council, meeting: Meeting) -> None:
    """A committee that is asked by mail and began to write."""
    fields = StandingFields(name="Outreach", address="kjasked@example.org")
    standing = updates.owe_updates(the_council.secretary, the_council.body, fields)
    updates.ask_for_update(the_council.secretary, standing, meeting)
    link = UpdateLink.objects.get()
    updates.keep_draft_by_link(link, text="kjwritten", seen=link.update_row.revision)


def keep(the_council: Council) -> None:
    """One of each record with something for the members, on the agenda of a published meeting."""
    ben = the_council.people["Ben"]
    ben.address = "kjmail@example.org"
    ben.save()
    plan = meetings.MeetingPlan(starts_at=START, ends_at=minute(120))
    meeting = meetings.plan_meeting(the_council.secretary, the_council.body, plan).meeting
    keep_papers(the_council)
    keep_talks(the_council, meeting)
    keep_relations(the_council)
    keep_events(the_council)
    keep_reports(the_council)
    keep_updates(the_council, meeting)
    meetings.accept_proposals(the_council.secretary, meeting)
    meetings.publish_agenda(the_council.secretary, meeting)


def hold(the_council: Council) -> None:
    """The meeting, item by item, and its minutes for everybody."""
    clerk, meeting = the_council.secretary, Meeting.objects.get()
    meetings.call_to_order(clerk, meeting)
    for name in ("Ada", "Ben", "Cyd"):
        meetings.mark_present(clerk, meeting, the_council.people[name])
    for item in meeting.items.select_related("meeting__body"):
        meetings.open_item(clerk, item)
        meetings.settle_item(clerk, AgendaItem.objects.get(pk=item.pk), words="Dealt with")
    with clock.fixed(minute(60)):
        meetings.adjourn(clerk, meeting)
        drafted = minutes.draft_minutes(clerk, Meeting.objects.get())
        minutes.release_minutes(clerk, drafted, corrections_until_on=date(2021, 10, 18))


def told_by_mail(address: str) -> str:
    """Subjects and texts of all letters to somebody."""
    found = []
    for row in Message.objects.filter(to_address=address):
        mail = message_from_bytes(bytes(row.content), policy=default)
        parts = [part.get_content() for part in mail.walk() if part.get_content_type() == TEXT]
        found += [row.subject, *parts]
    return " ".join(found)


@pytest.fixture
def kept(council: Council) -> Council:  # noqa: F811
    """The council with all of it, an hour before its meeting; drafts of minutes are public."""
    council.body.draft_audience = "public"
    council.body.save()
    with clock.fixed(minute(-60)):
        keep(council)
    return council


@pytest.mark.django_db
def test_nothing_of_a_closed_record_is_open(kept: Council) -> None:
    public = Leaks(Visitor(), (MARK,), PLACES)
    secretary = Leaks(Visitor(factories.account(kept.people["Sam"])), (MARK,), PLACES)
    with clock.fixed(minute(-60)):
        public.look("kept")
        secretary.look("kept")
    with clock.fixed(minute(5)):
        hold(kept)
    with clock.fixed(minute(70)):
        public.look("held")

    assert public.found == {}
    seen = {hit for hits in secretary.found.values() for hit in hits}
    words = {f"{MARK}{place}" for place in PLACES}
    assert seen & words == words - OF_OTHERS


@pytest.mark.django_db
@pytest.mark.parametrize("outside", ["kjspeaker@example.org", "kjasked@example.org"])
def test_letters_to_outsiders_tell_nothing_of_it(kept: Council, outside: str) -> None:
    told = told_by_mail(outside)

    assert kept.body.name in told
    assert [place for place in PLACES if f"{MARK}{place}" in told.replace(outside, "")] == []
