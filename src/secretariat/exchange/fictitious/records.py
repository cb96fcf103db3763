"""A few of each record beside the meetings: talks, papers and a term, outside bodies, a
consultation, and a question to the board. All invented, like the rest of the story.
"""

from __future__ import annotations

from datetime import date, time

from secretariat.council.meetings.models import Meeting
from secretariat.council.papers import commands as papers
from secretariat.council.papers.commands import NewPaper, PaperFacts, Words
from secretariat.council.papers.models import Paper
from secretariat.council.papers.queries import paper_named, version_named
from secretariat.council.referrals import commands as referrals
from secretariat.council.referrals.commands import NewReferral
from secretariat.council.relations import commands as relations
from secretariat.council.relations.commands import CallFacts, Debt, RelationFacts
from secretariat.council.talks import commands as talks
from secretariat.council.talks.commands import Material, SlotPlan, SuggestedBy, TalkWords
from secretariat.council.talks.queries import talk_named
from secretariat.exchange.fictitious.council import Tidelamp, local
from secretariat.foundation.people.commands import found_organization
from secretariat.foundation.records import clock
from secretariat.rules.relations import RelationKind
from secretariat.rules.talks import parse_speaker
from secretariat.rules.visibility import PUBLIC_ACTOR

TALKS_ON, PAPERS_ON, OUTSIDE_ON = date(2021, 9, 3), date(2021, 9, 6), date(2021, 9, 8)
ANSWERED_ON = date(2021, 9, 30)


def keep_records(tidelamp: Tidelamp, following: Meeting) -> None:
    """Everything in the order of time; the talk to come has its slot in the `following` meeting."""
    with clock.fixed(local(TALKS_ON, time(10))):
        _talks(tidelamp, following)
    with clock.fixed(local(PAPERS_ON, time(10))):
        paper = _papers(tidelamp)
    with clock.fixed(local(OUTSIDE_ON, time(10))):
        _outside(tidelamp)
        asked = NewReferral(
            question="May the council publish the map format under the name of the foundation?",
            about_ref=paper.ref,
            due_on=ANSWERED_ON,
        )
        sent = referrals.refer(tidelamp.secretary, tidelamp.council, tidelamp.board, asked)
    with clock.fixed(local(ANSWERED_ON, time(11))):
        chair = tidelamp.member("Greta Holmvik")
        words = "Yes, as soon as its first version is adopted."
        referrals.answer_referral(chair, sent, outcome="agreed", answer=words)


def _talks(tidelamp: Tidelamp, following: Meeting) -> None:
    """One that was given, one to come, and one that a stranger suggested."""
    secretary, council = tidelamp.secretary, tidelamp.council
    buoys = TalkWords(
        title="Buoys that report themselves",
        speakers=[parse_speaker("Fenna Birdsall (Quiet Pier)")],
        topics=["buoys", "radio"],
    )
    given = talks.add_talk(secretary, council, buoys)
    talks.note_given(secretary, given, on=date(2021, 8, 11))
    slides = Material(url="https://example.org/buoys.pdf", title="Slides")
    talks.file_material(secretary, talk_named(given.ref), slides)
    tides = TalkWords(title="Tide tables for machines", topics=["tides"])
    coming = talks.add_talk(secretary, council, tides)
    talks.appoint_coordinator(secretary, coming, tidelamp.people["Hanno Brisk"])
    talks.move_talk(secretary, talk_named(coming.ref), "confirmed")
    talks.plan_slot(secretary, talk_named(coming.ref), SlotPlan(meeting=following))
    suggested = TalkWords(title="Foghorns in stereo", about="Two horns, one harbour.")
    talks.suggest_talk(PUBLIC_ACTOR, council, suggested, SuggestedBy(name="A visitor"))


def _papers(tidelamp: Tidelamp) -> Paper:
    """A paper in review and a term in draft that belongs to it."""
    secretary, council, people = tidelamp.secretary, tidelamp.council, tidelamp.people
    facts = PaperFacts(
        title="The common format for harbour maps",
        about="How members publish the depths of their harbours.",
        editor=people["Teo Quist"],
    )
    words = Words(text="Every map names its harbour, its datum and the day it was sounded.")
    paper = papers.add_paper(secretary, council, NewPaper(facts=facts, words=words))
    version = version_named(paper_named(council, paper.slug), "1")
    reviewers = [people["Hanno Brisk"], people["Wren Oldmoor"]]
    papers.ask_for_review(secretary, version, reviewers, until_on=date(2021, 10, 20))
    term = PaperFacts(
        title="Sounding", kind="definition", part_of=paper, editor=people["Teo Quist"]
    )
    depth = Words(text="A depth measured at one place on one day.")
    papers.add_paper(secretary, council, NewPaper(facts=term, words=depth))
    return paper


def _outside(tidelamp: Tidelamp) -> None:
    """An outside body with a contact and something owed to it, and a consultation."""
    secretary, council = tidelamp.secretary, tidelamp.council
    charts = found_organization(secretary, "Bureau of Invented Charts")
    facts = RelationFacts(
        organization=charts, kind=RelationKind.STANDARDS, about="It prints what we publish."
    )
    relation = relations.add_relation(secretary, council, facts)
    hanno = tidelamp.people["Hanno Brisk"]
    relations.name_contact(secretary, relation, side="ours", person=hanno)
    relations.name_contact(secretary, relation, side="theirs", name="Perrin Vale")
    relations.note_exchange(secretary, relation, "Their printers can read draft 0.3.")
    debt = Debt(side="ours", text="Send them the test data", person=hanno, due_on=ANSWERED_ON)
    relations.owe(secretary, relation, debt)
    call = CallFacts(
        title="Call for comments on harbour lights",
        relation=relation,
        closes_on=date(2021, 10, 29),
        drafter=hanno,
    )
    relations.call_consultation(secretary, council, call)
