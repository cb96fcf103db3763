"""Suggesting talks, accepting what strangers suggest, adding and editing talks and speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from secretariat.council.meetings.commands.materials import checked_url
from secretariat.council.meetings.models import Meeting
from secretariat.council.talks import policy
from secretariat.council.talks.commands.frame import (
    index_talk,
    record_given,
    step,
    talk_act,
    words_given,
)
from secretariat.council.talks.commands.telling import tell_suggester
from secretariat.council.talks.models import Guidelines, Talk, TalkSpeaker
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries import (
    day_in,
    namesakes,
    organization_called,
    person_named,
)
from secretariat.foundation.records.commands import Act, act, guard_revision, locked
from secretariat.rules.agenda import slugify
from secretariat.rules.errors import Refused
from secretariat.rules.talks import SpeakerLine, TalkState
from secretariat.rules.visibility import Actor, require

RESERVED = frozenset({"new", "suggest", "thanks", "webinars", "invitation", "line", "guidelines"})
LONGEST_TITLE, LONGEST_ABOUT, MOST_TOPICS = 200, 4000, 10
MOST_A_DAY = 40
"""Suggestions of strangers to one body within a day; nobody reads more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkWords:
    """What is known of a talk. Speakers are lines as they are typed: "Ann Lee (Arm)"."""

    title: str
    full_title: str = ""
    is_certain: bool = True
    organization: str = ""
    about: str = ""
    url: str = ""
    topics: Sequence[str] = ()
    speakers: Sequence[SpeakerLine] = ()
    about_ref: str = ""


@dataclass(frozen=True, slots=True)
class SuggestedBy:
    """Who suggests: a name, and an address that only those who keep the talks read."""

    name: str = ""
    address: str = ""


def suggest_talk(actor: Actor, body: Body, words: TalkWords, by: SuggestedBy) -> Talk:
    """Keep a stranger's suggestion. It is not public until somebody accepts it.

    Refuses ("words_missing", "words_too_long", "malformed_link", "too_many").
    """
    with act(actor, "talks.suggest", body.slug, body_slug=body.slug) as this:
        locked(body)
        recent = Talk.objects.filter(body=body, accepted_on=None, steps__at__gte=this.at - _DAY)
        if recent.distinct().count() >= MOST_A_DAY:
            raise Refused(
                "too_many",
                "So many talks were suggested today that nobody can read more. Nothing was kept; "
                "please come back tomorrow.",
            )
        row = _new_talk(this, body, words)
        row.suggested_by, row.suggested_address = by.name.strip()[:200], by.address.strip()
        _keep_new(this, row, words.speakers, "Suggested from outside")
    return row


def add_talk(
    actor: Actor, body: Body, words: TalkWords, *, on: date | None = None, source: str = ""
) -> Talk:
    """Add a talk as suggested and accepted at once; `on` is the day the suggestion is from.

    Refuses ("words_missing", "words_too_long", "malformed_link", "not_allowed").
    """
    with act(actor, "talks.add", body.slug, body_slug=body.slug) as this:
        require(policy.may_keep_talks(actor, body))
        locked(body)
        row = _new_talk(this, body, words)
        row.suggested_on = on or row.suggested_on
        row.accepted_on, row.suggested_by = row.suggested_on, actor.name
        row.source_words = source[:300]
        _keep_new(this, row, words.speakers, "Suggested", source)
    return row


def add_past_talk(
    actor: Actor,
    body: Body,
    words: TalkWords,
    *,
    on: date | None = None,
    meeting: Meeting | None = None,
    source: str = "",
) -> Talk:
    """Add a talk that was given before talks were kept here, in a meeting or on a day; neither may
    be known any more.

    Refuses ("in_future", "other_body", "words_missing", "malformed_link", "not_allowed").
    """
    with act(actor, "talks.add_past", body.slug, body_slug=body.slug) as this:
        require(policy.may_keep_talks(actor, body))
        locked(body)
        row = _new_talk(this, body, words)
        row.suggested_on, row.suggested_by = None, actor.name
        row.accepted_on = day_in(body, this.at)
        row.source_words = source[:300]
        row.save()
        _set_speakers(row, words.speakers)
        this.ref, this.summary = row.ref, row.title
        record_given(this, row, on, meeting, source)
        row.save()
        index_talk(row)
    return row


def accept_suggestion(actor: Actor, talk: Talk) -> Talk:
    """Take a suggestion among the talks; from now on everybody sees it, and who suggested it gets a
    letter. Refuses ("same_state").
    """
    with talk_act(actor, "accept", talk) as (this, row):
        if row.is_public:
            raise Refused("same_state", "The suggestion is accepted already. Nothing has changed.")
        row.accepted_on = day_in(row.body, this.at)
        step(this, row, "Suggestion accepted")
        tell_suggester(this, row)
    return row


def edit_talk(actor: Actor, talk: Talk, words: TalkWords, *, seen: int) -> Talk:
    """Change what is said of a talk, and its speakers. Refuses ("changed_meanwhile",
    "words_missing", "words_too_long", "malformed_link").
    """
    with talk_act(actor, "edit", talk, summary="Reworded") as (this, row):
        yours = {"title": words.title, "about": words.about}
        this.was(title=row.title, organization=row.organization_words, about=row.about)
        guard_revision(row, seen, yours)
        _take(row, words)
        _set_speakers(row, words.speakers)
        this.now_is(title=row.title, organization=row.organization_words, about=row.about)
    return row


def set_guidelines(
    actor: Actor, body: Body, text: str, *, source: str = "", seen: int = 0
) -> Guidelines:
    """Adopt a new version of what the body expects of a talk. `seen` is the version the editor
    knows, 0 where there was none. Refuses ("words_missing", "changed_meanwhile").
    """
    if not text.strip():
        raise Refused("words_missing", "Write the guidelines. Nothing has changed.",
                      {"field": "text"})  # fmt: skip
    with act(actor, "talks.set_guidelines", f"{body.slug}/talks", body_slug=body.slug) as this:
        require(policy.may_keep_talks(actor, body))
        locked(body)
        last = Guidelines.objects.filter(body=body).order_by("-version").first()
        known = last.version if last else 0
        if known != seen:
            raise Refused(
                "changed_meanwhile",
                "Somebody else adopted guidelines while you were writing. Yours are kept below "
                "beside theirs; put together what should stand and save again.",
                {
                    "yours": {"text": text},
                    "theirs": {"text": last.text if last else ""},
                    "revision": known,
                },
            )
        row = Guidelines.objects.create(
            body=body,
            version=known + 1,
            text=text.strip(),
            source_words=source.strip()[:300],
            from_on=day_in(body, this.at),
            adopted_by=actor.name,
        )
        this.now_is(version=row.version, text=row.text)
    return row


_DAY = timedelta(days=1)


def _new_talk(this: Act, body: Body, words: TalkWords) -> Talk:
    taken = set(Talk.objects.filter(body=body).values_list("slug", flat=True))
    row = Talk(body=body, state=TalkState.SUGGESTED.value)
    row.suggested_on = day_in(body, this.at)
    _take(row, words)
    row.slug = slugify(row.title, taken | RESERVED, fallback="talk")
    return row


def _keep_new(
    this: Act, row: Talk, speakers: Sequence[SpeakerLine], said: str, source: str = ""
) -> None:
    row.save()
    _set_speakers(row, speakers)
    this.ref, this.summary = row.ref, row.title
    this.now_is(title=row.title, organization=row.organization_words)
    step(this, row, said, on=row.suggested_on, source=source)
    index_talk(row)


def _take(row: Talk, words: TalkWords) -> None:
    row.title = words_given(words.title, "title", "what the talk is about", LONGEST_TITLE)
    row.full_title = " ".join(words.full_title.split())[:300]
    row.is_certain = words.is_certain
    row.organization_words = " ".join(words.organization.split())[:200]
    found = organization_called(row.organization_words) if row.organization_words else None
    row.organization = found
    row.about = words.about.strip()[:LONGEST_ABOUT]
    row.url = checked_url(words.url) if words.url.strip() else ""
    topics = (" ".join(topic.split())[:60] for topic in words.topics)
    row.topics = list(dict.fromkeys(topic for topic in topics if topic))[:MOST_TOPICS]
    row.about_ref = words.about_ref.strip().removeprefix("/")[:200]


def _set_speakers(row: Talk, speakers: Sequence[SpeakerLine]) -> None:
    """Give the talk these speakers; one who stays keeps the row, and with it the invitation."""
    before = {each.name.casefold(): each for each in row.speakers.all()}
    for position, line in enumerate(speakers):
        kept = before.pop(line.name.casefold(), None) or TalkSpeaker(talk=row)
        kept.position, kept.name = position, line.name[:200]
        kept.organization_words = line.organization[:200]
        kept.address = line.address or kept.address
        kept.is_certain = line.is_certain
        kept.person = kept.person or _person_called(line)
        kept.save()
    for gone in before.values():
        gone.delete()


def _person_called(line: SpeakerLine) -> Person | None:
    found = namesakes(line.name) if line.is_certain else []
    return person_named(found[0].handle) if len(found) == 1 else None
