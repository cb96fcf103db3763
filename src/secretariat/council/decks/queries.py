"""Every read of decks: the published versions, the draft, and how they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from secretariat.council.decks import policy
from secretariat.council.decks.compose import Draft, drafted, with_notes_of
from secretariat.council.decks.models import PublishedDeck
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.people.snapshots import look_of
from secretariat.foundation.records import clock
from secretariat.rules.changes import Change
from secretariat.rules.deck import Deck, Look, difference, from_plain
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import known_until
from secretariat.rules.visibility import Actor, require

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class DeckShown:
    """One deck as a reader sees it: the draft, or the version it was published as. `draft` is the
    deck as the record gives it now, where the reader may see its presenter notes, `left_out` how
    many items it leaves out because they are not for everybody.
    """

    deck: Deck
    published: PublishedDeck | None
    draft: Deck | None = None
    left_out: int = 0

    @property
    def is_draft(self) -> bool:
        return self.published is None


def draft_of(actor: Actor, meeting: Meeting) -> Deck:
    """The deck as the record gives it now. Refuses ("not_allowed") while the agenda is not public
    and the actor no member.
    """
    return _drafted(actor, meeting).deck


def _drafted(actor: Actor, meeting: Meeting) -> Draft:
    require(policy.may_see_draft(actor, meeting))
    return drafted(meeting, actor, known_until(clock.now(), meeting.adjourned_at))


def versions_of(meeting: Meeting) -> list[PublishedDeck]:
    """The published versions without their content, the newest first. One query."""
    return list(meeting.published_decks.defer("frozen").order_by("-version"))


def newest(versions: Sequence[PublishedDeck]) -> str:
    """What `deck_shown` calls the newest of these versions, or the draft where there is none."""
    return f"v{versions[0].version}" if versions else DRAFT


def latest_version(meeting: Meeting, as_of: date | None = None) -> PublishedDeck | None:
    """The newest published version, or the newest by the end of a day. One query."""
    rows = meeting.published_decks.order_by("-version")
    if as_of is not None:
        rows = rows.filter(published_at__lt=_end_of(as_of, meeting.zone))
    return rows.first()


def version_of(meeting: Meeting, number: int) -> PublishedDeck:
    """One published version. Refuses ("not_found")."""
    found = meeting.published_decks.filter(version=number).first()
    if found is None:
        raise Refused("not_found", f"The deck of {meeting.ref} has no version {number}.")
    return found


def deck_shown(
    actor: Actor, meeting: Meeting, which: str = "", as_of: date | None = None
) -> DeckShown:
    """The deck a reader asks for: `which` is "draft", "v2", or empty for the newest published one
    (by the end of a day, if one is given), else the draft. Refuses ("not_allowed", "not_found").
    """
    if which == DRAFT:
        return _as_draft(actor, meeting)
    published = version_of(meeting, int(which[1:])) if which else latest_version(meeting, as_of)
    if published is None:
        return _as_draft(actor, meeting)
    deck = from_plain(published.frozen)
    if not policy.may_see_speaker_notes(actor, meeting):
        return DeckShown(deck, published)
    draft = _drafted(actor, meeting)
    return DeckShown(with_notes_of(deck, draft.deck), published, draft.deck, draft.left_out)


def _as_draft(actor: Actor, meeting: Meeting) -> DeckShown:
    draft = _drafted(actor, meeting)
    return DeckShown(draft.deck, None, draft.deck, draft.left_out)


def deck_look(actor: Actor, meeting: Meeting, which: str = "") -> Look:
    """The colours and logo of the deck a reader asks for. Refuses as `deck_shown`."""
    if which == DRAFT:
        require(policy.may_see_draft(actor, meeting))
        return look_of(meeting.body)
    published = version_of(meeting, int(which[1:])) if which else latest_version(meeting)
    return from_plain(published.frozen).look if published else look_of(meeting.body)


def changes_since(published: PublishedDeck, draft: Deck) -> tuple[Change, ...]:
    """What the record says otherwise today than a published deck, slide by slide."""
    return difference(from_plain(published.frozen), draft)


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
