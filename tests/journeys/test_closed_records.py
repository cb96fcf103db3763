"""Nothing of a record that is for the members stands on any page or in any file of the public:
words of a draft, a talk that a stranger suggested, slides for the members, a question to another
body, the draft of an answer to a consultation.
"""

from __future__ import annotations

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.papers import commands as papers
from secretariat.council.papers.commands import NewPaper, PaperFacts, Words
from secretariat.council.referrals import commands as referrals
from secretariat.council.referrals.commands import NewReferral
from secretariat.council.relations import commands as relations
from secretariat.council.relations.commands import CallFacts
from secretariat.council.talks import commands as talks
from secretariat.council.talks.commands import Material, SlotPlan, SuggestedBy, TalkWords
from secretariat.council.talks.queries import talk_named
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience
from tests import factories
from tests.council.meetings.conftest import START, Council, council, minute  # noqa: F401
from tests.journeys.pages import Visitor
from tests.journeys.test_closed_matters import Leaks

MARK = "kj"
PLACES = ("draft", "suggested", "about", "address", "slides", "question", "answer", "document")
"""What is told of a closed record, each in a word of its own: "kjdraft"."""


def keep(the_council: Council) -> None:
    """One of each record with something for the members, on the agenda of a published meeting."""
    clerk, body = the_council.secretary, the_council.body
    board = factories.body("board", "Governing Board", kind="board")
    drafts = PaperFacts(title="Breakwater", draft_audience=Audience.MEMBERS)
    paper = papers.add_paper(clerk, body, NewPaper(facts=drafts, words=Words(text="kjdraft")))
    by = SuggestedBy(name="Mo", address="kjaddress@example.org")
    talks.suggest_talk(PUBLIC_ACTOR, body, TalkWords(title="kjsuggested", about="kjabout"), by)
    talk = talks.add_talk(clerk, body, TalkWords(title="Tides"))
    slides = Material(url="https://example.org/kjslides", audience=Audience.MEMBERS)
    talks.file_material(clerk, talk, slides)
    asked = NewReferral(question="kjquestion", about_ref=paper.ref, audience=Audience.MEMBERS)
    sent = referrals.refer(clerk, body, board, asked)
    answering = factories.operator()
    referrals.answer_referral(answering, sent, outcome="agreed", answer="kjanswer")
    call = CallFacts(title="Harbour lights", document_url="https://example.org/kjdocument")
    relations.call_consultation(clerk, body, call)
    plan = meetings.MeetingPlan(starts_at=START, ends_at=minute(120))
    meeting = meetings.plan_meeting(clerk, body, plan).meeting
    talks.plan_slot(clerk, talk_named(talk.ref), SlotPlan(meeting=meeting))
    meetings.accept_proposals(clerk, meeting)
    meetings.publish_agenda(clerk, meeting)


@pytest.mark.django_db
def test_nothing_of_a_closed_record_is_open(council: Council) -> None:  # noqa: F811
    member = factories.account(council.people["Sam"])
    with clock.fixed(minute(-60)):
        keep(council)
        public = Leaks(Visitor(), (MARK,), PLACES)
        public.look("kept")
        secretary = Leaks(Visitor(member), (MARK,), PLACES)
        secretary.look("kept")

    assert public.found == {}
    seen = {hit for hits in secretary.found.values() for hit in hits}
    assert seen >= {f"{MARK}{place}" for place in PLACES}
