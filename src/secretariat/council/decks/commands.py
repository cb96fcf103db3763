"""Publishing a deck: frozen as it stands, sealed, and kept as a dated version."""

from __future__ import annotations

from datetime import date

from secretariat.council.decks import policy
from secretariat.council.decks.compose import deck_of
from secretariat.council.decks.models import PublishedDeck
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.records.commands import act, locked, make_findable, seal
from secretariat.rules.deck import Deck, slide_lines, to_plain
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import known_until
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, require


def publish_deck(actor: Actor, meeting: Meeting) -> PublishedDeck:
    """Freeze the deck as the record gives it now, without presenter notes, as the next version.

    Refuses ("not_allowed"), ("agenda_not_published") before everybody may read the agenda, and
    ("unchanged") when the last version says the same.
    """
    ref = f"{meeting.ref}/deck"
    with act(actor, "decks.publish_deck", ref, body_slug=meeting.body.slug) as this:
        require(policy.may_publish_deck(actor, meeting))
        body = locked(meeting.body)
        meeting = locked(meeting)
        _check_agenda_is_public(meeting)
        deck = deck_of(meeting, PUBLIC_ACTOR, known_until(this.at, meeting.adjourned_at))
        frozen = to_plain(deck)
        last = meeting.published_decks.order_by("-version").first()
        _check_says_something_new(last, frozen)
        version = last.version + 1 if last else 1
        published = PublishedDeck.objects.create(
            meeting=meeting,
            version=version,
            frozen=frozen,
            published_at=this.at,
            published_by=actor.name,
            head=seal(body.slug, f"{ref}/v{version}", frozen).head,
        )
        this.now_is(version=version, slides=len(frozen["slides"]), head=published.head)
        this.summary = f"publishes version {version} of the deck"
        this.touch(f"meeting:{meeting.ref}")
        _index(deck, day_of(meeting))
    return published


def _index(deck: Deck, on: date) -> None:
    lines = [line for slide in deck.slides for line in (slide.heading, *slide_lines(slide))]
    title = f"Deck of {deck.date_words}"
    make_findable(deck.ref, kind="deck", title=title, text="\n".join(lines), on=on)


def _check_agenda_is_public(meeting: Meeting) -> None:
    if meeting.published_at is None:
        raise Refused(
            "agenda_not_published",
            "The deck shows the agenda, which is not published yet. Publish the agenda first; "
            "the draft of the deck stays as it is.",
        )


def _check_says_something_new(last: PublishedDeck | None, frozen: object) -> None:
    if last is not None and last.frozen == frozen:
        raise Refused(
            "unchanged",
            f"Version {last.version} says the same as the record today; there is nothing to "
            "publish.",
        )
