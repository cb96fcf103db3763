"""Nothing of a matter that is closed to a reader stands on any page or in any file they can reach:
not its title, text, link or file, nor its notes, motion, action, corrections and errata, from the
published agenda to the approved minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import pypdfium2
import pytest

from secretariat.council.actions import commands as actions
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.minutes import commands as minutes
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions import commands as motions
from secretariat.foundation.people.models import Account
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import formats_of
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.rules.visibility import Audience
from tests import factories
from tests.contract.reads import every_read
from tests.council.meetings.conftest import START, Council, council, minute  # noqa: F401
from tests.journeys.crawl import Crawl
from tests.journeys.meeting import pptx_words
from tests.journeys.pages import Page, Visitor

MEMBERS, OFFICERS = Audience.MEMBERS, Audience.OFFICERS
MARK = {MEMBERS: "qz", OFFICERS: "xv"}
PLACES = (
    "title", "text", "link", "address", "file", "attached", "note", "decision", "prepared",
    "motion", "condition", "action", "said", "outcome", "aside", "correction", "missing", "erratum",
    "split",
)  # fmt: skip
"""What is told of a closed matter, each in a word of its own: "title" is "qztitle" for members."""
LISTS = (
    "actions", "calendar", "conduct", "consultations", "dates", "decisions", "elections",
    "events", "feed", "focus", "glossary", "members", "papers", "projects", "projects/benefits",
    "referrals", "relations", "reports", "rules", "talks", "updates",
)  # fmt: skip
LATER = timedelta(weeks=2)


def word(audience: Audience, place: str) -> str:
    """The word that stands for a place of a closed matter."""
    assert place in PLACES
    return f"{MARK[audience]}{place}"


@dataclass
class Leaks:
    """Where somebody came across a word that is not for them, by stage and address."""

    visitor: Visitor
    marks: tuple[str, ...]
    places: tuple[str, ...] = PLACES
    found: dict[str, set[str]] = field(default_factory=dict)

    def look(self, stage: str) -> None:
        """Follow every link, open every reference the record knows, take every file and feed, ask
        the interface for everything, search.
        """
        refs = {*Entry.objects.values_list("ref", flat=True)}
        refs |= {*SearchRow.objects.values_list("ref", flat=True)}
        known = {ref.partition("#")[0] for ref in refs if not ref.startswith("people/")}
        files = [
            f"/{ref}.{to}" for ref in sorted(known | self._more(known)) for to in formats_of(ref)
        ]
        crawl = Crawl(self.visitor).run("/", "/tc", *(f"/{ref}" for ref in known), *files)
        for path, page in (crawl.pages | every_read(self.visitor)).items():
            words = text_of(page)
            hits = {m + p for m in self.marks for p in self.places if m + p in words}
            # Whoever types an address reads it again on the page that refuses it.
            hits -= {hit for hit in hits if hit in path}
            if hits:
                self.found[f"{stage}: {path}"] = hits
        for mark in self.marks:
            for place in self.places:
                page = self.visitor.see(f"/search?q={mark}{place}")
                if "Nothing found" not in page.main:
                    self.found[f"{stage}: search {mark}{place}"] = {page.main[:80]}

    def _more(self, known: set[str]) -> set[str]:
        """What can be exported besides what the trail names."""
        days = {"/".join(ref.split("/")[:2]) for ref in known if ref.startswith("tc/2021-")}
        documents = {f"{day}/{what}" for day in days for what in ("agenda", "deck", "minutes")}
        editions = {f"{day}/minutes/{each}" for day in days for each in (MEMBERS, OFFICERS)}
        lists = {f"tc/{what}" for what in LISTS}
        return {*days, *documents, *editions, *lists}


def text_of(page: Page) -> str:
    """Everything that can be read on a page or in a file, in small letters."""
    if page.media_type == "application/pdf":
        pages = pypdfium2.PdfDocument(page.content)
        return " ".join(each.get_textpage().get_text_bounded() for each in pages).casefold()
    if page.media_type.startswith("application/vnd"):
        return pptx_words(page.content)
    return page.content.decode(errors="replace").casefold()


def closed_item(the_council: Council, meeting: Meeting, audience: Audience) -> AgendaItem:
    """A matter for this audience on the agenda: texts, a motion made ready, a link, a file."""
    w, clerk = word, the_council.secretary
    new = meetings.NewItem(
        title=w(audience, "title").capitalize(), audience=audience, text=w(audience, "text")
    )
    item = meetings.add_item(clerk, meeting, new)
    meetings.add_link(
        clerk,
        item,
        f"https://example.org/{w(audience, 'address')}",
        title=w(audience, "link"),
        audience=audience,
    )
    name = f"{w(audience, 'attached')}.txt"
    content = w(audience, "file").encode()
    meetings.add_file(clerk, item, name, content, title=w(audience, "file"), audience=audience)
    item.refresh_from_db()
    return motions.prepare_motion(
        clerk, item, text=w(audience, "prepared"), decision_kind="general", seen=item.revision
    )


def deal_with(the_council: Council, meeting: Meeting, item: AgendaItem, audience: Audience) -> None:
    """The matter in the call: notes, a carried motion, actions, its outcome."""
    w, clerk = word, the_council.secretary
    item = AgendaItem.objects.select_related("meeting__body").get(pk=item.pk)
    meetings.open_item(clerk, item)
    meetings.add_note(clerk, item, w(audience, "note"))
    meetings.add_note(clerk, item, w(audience, "decision"), kind="decision")
    moved = motions.move_motion(clerk, the_council.body, text=w(audience, "motion"), item=item)
    motions.record_general_consent(clerk, moved)
    motions.attach_condition(clerk, moved, w(audience, "condition"))
    ref = f"{meeting.ref}/{item.number}"
    done = actions.raise_from_line(
        clerk, the_council.body, f"[Sam Clerk] {w(audience, 'action')}", raised_ref=ref
    )
    actions.close_action(clerk, done, "done", reason=w(audience, "said"), meeting_ref=meeting.ref)
    both = actions.raise_from_line(
        clerk, the_council.body, f"[Sam Clerk/Ada Quill] {w(audience, 'split')}", raised_ref=ref
    )
    actions.split_action(clerk, both, meeting_ref=meeting.ref)
    meetings.settle_item(clerk, item, words=w(audience, "outcome"))
    whole = meeting.items.select_related("meeting__body").get(title="Harbour map")
    meetings.add_note(clerk, whole, w(audience, "aside"), audience=audience)


def correct(the_council: Council, row: Minutes, audience: Audience) -> None:
    """A correction of a closed line that is taken, and something missing that is proposed."""
    item = row.meeting.items.get(title=word(audience, "title").capitalize())
    clerk, note = the_council.secretary, item.notes.get(kind="note")
    taken = minutes.propose_correction(
        clerk,
        row,
        block_key=note.key,
        text_after=f"{word(audience, 'note')} {word(audience, 'correction')}",
        audience=audience,
    )
    minutes.take_correction(clerk, taken)
    lacking = minutes.propose_missing(
        clerk, row, under=item.number, text_after=word(audience, "missing"), audience=audience
    )
    minutes.take_correction(clerk, lacking)


@dataclass
class Story:
    """Matters for members and for officers, from the agenda to errata under approved minutes."""

    council: Council
    items: dict[Audience, AgendaItem] = field(default_factory=dict)

    @property
    def meeting(self) -> Meeting:
        return Meeting.objects.select_related("body").get(slug="2021-10-07")

    @property
    def minutes(self) -> Minutes:
        return Minutes.objects.select_related("meeting__body").get()

    def agenda(self) -> None:
        clerk, body = self.council.secretary, self.council.body
        plan = meetings.MeetingPlan(starts_at=START, ends_at=minute(120))
        meeting = meetings.plan_meeting(clerk, body, plan).meeting
        meetings.accept_proposals(clerk, meeting)
        meetings.add_item(clerk, meeting, meetings.NewItem(title="Harbour map"))
        self.items = {each: closed_item(self.council, meeting, each) for each in MARK}
        meetings.publish_agenda(clerk, meeting)

    def session(self) -> None:
        self._call(self.meeting)
        for audience, item in self.items.items():
            deal_with(self.council, self.meeting, item, audience)

    def adjourned(self) -> None:
        meetings.adjourn(self.council.secretary, self.meeting)

    def released(self) -> None:
        clerk = self.council.secretary
        drafted = minutes.draft_minutes(clerk, self.meeting)
        minutes.release_minutes(clerk, drafted, corrections_until_on=date(2021, 10, 18))
        for audience in MARK:
            correct(self.council, self.minutes, audience)

    def approved(self) -> None:
        clerk, body = self.council.secretary, self.council.body
        plan = meetings.MeetingPlan(starts_at=START + LATER, ends_at=minute(120) + LATER)
        following = meetings.plan_meeting(clerk, body, plan).meeting
        meetings.accept_proposals(clerk, following)
        meetings.publish_agenda(clerk, following)
        item = self._call(following).items.get(kind="minutes_to_approve")
        motion = minutes.move_approval(clerk, item, [self.minutes.ref])
        motions.record_general_consent(clerk, motion)
        for audience in MARK:
            words = word(audience, "erratum")
            minutes.note_erratum(clerk, self.minutes, text=words, audience=audience)

    def _call(self, meeting: Meeting) -> Meeting:
        called = meetings.call_to_order(self.council.secretary, meeting)
        for name in ("Ada", "Ben", "Cyd"):
            meetings.mark_present(self.council.secretary, called, self.council.people[name])
        return called


STAGES = {
    "agenda": minute(-30),
    "session": minute(5),
    "adjourned": minute(60),
    "released": minute(70),
    "approved": minute(5) + LATER,
}

FOR_MEMBERS = ("session", "approved")


@pytest.mark.parametrize(
    "draft_audience", [pytest.param("members", marks=pytest.mark.one_database), "public"]
)
def test_nothing_of_a_closed_matter_is_open(council: Council, draft_audience: str) -> None:  # noqa: F811
    council.body.draft_audience = draft_audience
    council.body.save()
    accounts: dict[str, Account] = {
        name: factories.account(council.people[name]) for name in ("Ben", "Sam")
    }
    public = Leaks(Visitor(), (MARK[MEMBERS], MARK[OFFICERS]))
    member = Leaks(Visitor(accounts["Ben"]), (MARK[OFFICERS],))

    story = Story(council)
    for stage, at in STAGES.items():
        with clock.fixed(at):
            getattr(story, stage)()
            public.look(stage)
            if stage in FOR_MEMBERS:
                member.look(stage)

    assert public.found == {}
    assert member.found == {}
    with clock.fixed(minute(30) + LATER):
        secretary = Leaks(Visitor(accounts["Sam"]), tuple(MARK.values()))
        secretary.look("approved")
    seen = {hit for hits in secretary.found.values() for hit in hits}
    assert seen >= {word(each, place) for each in MARK for place in PLACES}
