"""A busy year: of each kind of record as many as a test wants, all alike and all with parts.

Everything waits for somebody and is late, so that it stands on every list there is. Invented, and
only for counting what pages ask of the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from secretariat.council.conduct import commands as conduct
from secretariat.council.events import commands as events
from secretariat.council.events.commands import EventFields, NoteFields, SessionFields
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.papers import commands as papers
from secretariat.council.papers.commands import NewPaper, NewQuotation, PaperFacts, Words
from secretariat.council.papers.queries import paper_named, version_named
from secretariat.council.referrals import commands as referrals
from secretariat.council.referrals.commands import NewReferral
from secretariat.council.relations import commands as relations
from secretariat.council.relations.commands import CallFacts, Debt, RelationFacts
from secretariat.council.reports import commands as reports
from secretariat.council.reports.commands import ReportFacts, YearFacts
from secretariat.council.talks import commands as talks
from secretariat.council.talks.commands import Material, NewRound, SlotPlan, SuggestedBy, TalkWords
from secretariat.council.talks.queries import talk_named
from secretariat.council.updates import commands as updates
from secretariat.council.updates.commands import StandingFields
from secretariat.elections import commands as elections
from secretariat.foundation.people.commands import found_organization
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records import clock
from secretariat.rules.conduct import Outcome
from secretariat.rules.elections import Step
from secretariat.rules.relations import RelationKind
from secretariat.rules.talks import parse_speaker
from secretariat.rules.visibility import PUBLIC_ACTOR, system_actor
from tests.journeys.meeting import BEGINNING

CLERK = system_actor("many records")
LONG_AGO = timedelta(days=45)


@dataclass(frozen=True)
class Council:
    """Who keeps the records, whom they wait for, which body asks and is asked, which meetings."""

    body: Body
    other: Body
    person: Person
    coming: Meeting
    past: Meeting


def keep(council: Council, numbers: Iterable[int]) -> None:
    """One record of each kind for each number, and an item on the agenda for whatever takes one."""
    for number in numbers:
        with clock.fixed(BEGINNING - LONG_AGO):
            about = {
                "tech_talk": _talk(council, number),
                "event_follow_up": _event(council, number),
                "consultation_review": _outside(council, number),
                "paper_review": _paper(council, number),
                "referred_question": _referral(council, number),
                "body_update": _update(council, number),
                "election_timeline": _election(council, number),
            }
            _report(council, number)
            _conduct(council)
            for kind, ref in about.items():
                item = meetings.NewItem(title=f"{kind} {number}", kind=kind, source_ref=ref)
                meetings.add_item(CLERK, council.coming, item)


def _talk(council: Council, number: int) -> str:
    """One that was given and is a candidate, one that a stranger suggested, one with a slot."""
    body, speakers = council.body, [parse_speaker("Fenna Birdsall (Quiet Pier)")]
    past = TalkWords(title=f"Buoys {number}", speakers=speakers, topics=["buoys"])
    given = talks.add_talk(CLERK, body, past)
    talks.note_given(CLERK, given, on=date(2021, 8, 1))
    slides = Material(url="https://example.org/buoys.pdf", title="Slides")
    talks.file_material(CLERK, talk_named(given.ref), slides)
    talks.claim_webinar(CLERK, talk_named(given.ref), by_words="Outreach", text="Sep 2021")
    undecided = talks.add_talk(CLERK, body, TalkWords(title=f"Depths {number}", speakers=speakers))
    talks.note_given(CLERK, undecided, on=date(2021, 8, 1))
    choice = NewRound(
        way="approvals", talks=[talk_named(undecided.ref)], closes_on=date(2021, 12, 1)
    )
    talks.open_round(CLERK, body, choice)
    talks.suggest_talk(PUBLIC_ACTOR, body, TalkWords(title=f"Fog {number}"), SuggestedBy(name="V"))
    coming = talks.add_talk(CLERK, body, TalkWords(title=f"Tides {number}", speakers=speakers))
    talks.appoint_coordinator(CLERK, coming, council.person)
    talks.move_talk(CLERK, talk_named(coming.ref), "confirmed")
    return talks.plan_slot(CLERK, talk_named(coming.ref), SlotPlan(meeting=council.coming)).ref


def _event(council: Council, number: int) -> str:
    """One that is over, with a session, a deadline that passed, somebody who went, a question."""
    at = clock.now()
    fields = EventFields(name=f"Harbour days {number}", from_on=at.date() + timedelta(days=5))
    event = events.add_event(CLERK, council.body, fields)
    speakers = (parse_speaker("Fenna Birdsall (Quiet Pier)"),)
    events.add_session(CLERK, event, SessionFields(title="Lamps", speakers=speakers))
    events.add_session(CLERK, event, SessionFields(title="Horns"))
    events.set_deadline(
        CLERK, event, label="Papers", closes_at=at + timedelta(days=1), zone="Europe/Oslo"
    )
    events.say_who_goes(CLERK, event, person=council.person)
    question = events.note_follow_up(CLERK, event, NoteFields(text="And now?", kind="question"))
    events.note_follow_up(CLERK, event, NoteFields(text="Soon", under=question.number))
    return event.ref


def _outside(council: Council, number: int) -> str:
    """A body that is owed something and gave a talk, with an answer to it in review."""
    body, person = council.body, council.person
    other = found_organization(CLERK, f"Bureau of Charts {number}")
    facts = RelationFacts(organization=other, kind=RelationKind.STANDARDS, about="It prints.")
    relation = relations.add_relation(CLERK, body, facts)
    relations.name_contact(CLERK, relation, side="theirs", name="Perrin Vale")
    relations.name_contact(CLERK, relation, side="ours", person=person)
    relations.note_exchange(CLERK, relation, "They can read draft 0.3.")
    due_on = clock.now().date() + timedelta(days=10)
    debt = Debt(side="ours", text="Send the data", person=person, due_on=due_on)
    relations.owe(CLERK, relation, debt)
    given = TalkWords(title=f"Charts {number}", organization=other.name)
    talks.note_given(CLERK, talks.add_talk(CLERK, body, given), on=date(2021, 8, 1))
    call = CallFacts(title=f"Lights {number}", relation=relation, closes_on=due_on, drafter=person)
    consultation = relations.call_consultation(CLERK, body, call)
    relations.begin_draft(CLERK, consultation, person)
    relations.put_into_review(CLERK, consultation, document_url="https://example.org/lights")
    return consultation.ref


def _paper(council: Council, number: int) -> str:
    """A paper with an outside quotation, whose review is over, and a term that is in force."""
    body, person = council.body, council.person
    words = Words(text="Every map names its harbour.")
    facts = PaperFacts(title=f"Maps {number}", editor=person)
    paper = papers.add_paper(CLERK, body, NewPaper(facts=facts, words=words))
    quoted = NewQuotation(title="A map", words="A sheet.", author="Perrin Vale", work="Maps")
    papers.quote(CLERK, paper, quoted)
    papers.remark_on_paper(CLERK, paper, "It was read.")
    version = version_named(paper_named(body, paper.slug), "1")
    until_on = clock.now().date() + timedelta(days=20)
    papers.ask_for_review(CLERK, version, [person], until_on=until_on)
    term = PaperFacts(title=f"Sounding {number}", kind="definition", part_of=paper, editor=person)
    row = papers.add_paper(CLERK, body, NewPaper(facts=term, words=words))
    first = version_named(paper_named(body, row.slug), "1")
    papers.ask_for_review(CLERK, first, [person], until_on=until_on)
    papers.freeze_version(CLERK, first)
    papers.adopt_version(CLERK, first, ref=f"{body.slug}/{council.past.slug}")
    return paper.ref


def _referral(council: Council, number: int) -> str:
    """A question from the other body, and one to it that was answered."""
    asked = NewReferral(question=f"May we sail {number}?", due_on=clock.now().date())
    sent = referrals.refer(CLERK, council.body, council.other, asked)
    referrals.answer_referral(CLERK, sent, outcome="agreed", answer="Yes.")
    return referrals.refer(CLERK, council.other, council.body, asked).ref


def _update(council: Council, number: int) -> str:
    """A body that was silent for the past meeting and is asked for the coming one."""
    fields = StandingFields(name=f"Pilots {number}", contact=council.person)
    standing = updates.owe_updates(CLERK, council.body, fields)
    updates.ask_for_update(CLERK, standing, council.coming)
    return standing.ref


def _election(council: Council, number: int) -> str:
    """An election that is over and of which nobody said what came of it."""
    first = date(1990 + number, 11, 1)
    days = {step: first + timedelta(days=7 * place) for place, step in enumerate(Step)}
    return elections.propose_timeline(CLERK, council.body, "chair", days).ref


def _report(council: Council, number: int) -> None:
    """One that is due, and one that was given and brought a request."""
    body, today = council.body, clock.now().date()
    year = reports.add_focus_year(
        CLERK, body, YearFacts(name=f"Year {number}", from_on=date(2021, 1, 1))
    )
    reports.add_focus_area(CLERK, year, title="Signals", points="- Lamps")
    for title in ("Due", "Given"):
        facts = ReportFacts(
            title=f"{title} {number}", to_words=f"Board {number}", on=today, from_on=today,
            to_on=today,
        )  # fmt: skip
        report = reports.draft_report(CLERK, body, facts)
        if title == "Given":
            reports.give_report(CLERK, report)
            reports.note_answer(CLERK, report, "Light the pier.")


def _conduct(council: Council) -> None:
    conduct.publish_entry(
        CLERK, council.body, year=2020, about="A rude mail", outcome=Outcome.WARNING
    )
