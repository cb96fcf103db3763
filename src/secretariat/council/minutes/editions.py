"""The editions of the minutes: one for everyone, and one for the members or the officers where they
may read more.

Before approval an edition is computed from the record, afterwards it is read as it was frozen.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from django.db.models import OuterRef, QuerySet, Value

from secretariat.council.actions.queries import new_actions, reviewed_actions
from secretariat.council.meetings.sight import EVERYTHING
from secretariat.council.meetings.snapshots import Reading
from secretariat.council.minutes.compose import computed_minutes, with_errata
from secretariat.council.minutes.models import Edition, Minutes
from secretariat.foundation.records.queries import version_of
from secretariat.rules.changes import Change
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.minutes import CLOSE, difference, from_plain
from secretariat.rules.minutes import Minutes as Document
from secretariat.rules.visibility import Audience, up_to


def minutes_of(row: Minutes, audience: Audience = Audience.PUBLIC) -> Document:
    """The minutes for this audience: the frozen ones once approved (with their errata), else as the
    record is now.
    """
    return Editions(row).document(audience)


def has_changed(row: Minutes) -> bool:
    """Whether any edition says otherwise than it did when the minutes were released.

    As last compared while its meeting has not moved on since (`with_versions`); else compared now.
    """
    if getattr(row, "meeting_version", None) == row.compared_version:
        return row.has_changed
    return Editions(row).has_changed


def with_versions(rows: QuerySet[Minutes]) -> QuerySet[Minutes]:
    """The minutes, each with `meeting_version`: the version of its meeting in the change feed."""
    topic = (Value("meeting:"), OuterRef("meeting__body__slug"), Value("/"))
    return rows.annotate(meeting_version=version_of(*topic, OuterRef("meeting__slug")))


class Editions:
    """The editions of the minutes of one meeting, each read or computed once."""

    def __init__(self, row: Minutes) -> None:
        self.row = row
        self._computed: dict[Audience, Document] = {}

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """For whom there is an edition, everyone first: each says something that the one before it
        does not.
        """
        if self.row.approved_at is not None:
            return tuple(
                each for each in Audience if each in self._kept and self._kept[each].frozen
            )
        found = [Audience.PUBLIC]
        closed = self._closed
        for audience in (Audience.MEMBERS, Audience.OFFICERS):
            if audience in closed and self._says_more(audience, found[-1]):
                found.append(audience)
        return tuple(found)

    def for_reader(self, seen: Collection[Audience]) -> Audience:
        """The edition that says most of those for people who belong to these audiences."""
        return [each for each in self.audiences if each in seen or each is Audience.PUBLIC][-1]

    def fitting(self, audience: Audience) -> Audience:
        """The edition that holds all that this audience may read."""
        return [each for each in up_to(audience) if each in self.audiences][-1]

    def document(self, audience: Audience) -> Document:
        """The minutes for this audience."""
        which = self.fitting(audience)
        if self.row.approved_at is None:
            return self._now(which)
        frozen = from_plain(self._kept[which].frozen)
        allowed = [each.value for each in up_to(which)]
        errata = self.row.errata.filter(audience__in=allowed)
        return with_errata(frozen, errata, self.row.meeting.zone)

    def changes(self, audience: Audience) -> tuple[Change, ...]:
        """What the record says otherwise for this audience than the minutes did when they were
        released.

        The closing words are left out: the next meeting may be planned at any time.
        """
        if self.row.released_at is None or self.row.approved_at is not None:
            return ()
        kept = [self._kept[each] for each in up_to(audience) if each in self._kept]
        if not kept:
            return ()
        before = from_plain(kept[-1].released)
        found = difference(before, self._now(audience))
        return tuple(change for change in found if change.place != CLOSE)

    @property
    def has_changed(self) -> bool:
        """Whether any edition says otherwise than it did when the minutes were released."""
        return any(self.changes(each) for each in {*self.audiences, *self._kept})

    @cached_property
    def _kept(self) -> dict[Audience, Edition]:
        return {Audience(each.audience): each for each in self.row.editions.all()}

    @cached_property
    def whole(self) -> MeetingSnapshot:
        """The meeting with all that is stored of it, whoever it is for."""
        return self._reading.snapshot(EVERYTHING)

    @cached_property
    def _closed(self) -> set[Audience]:
        """For whom something of the meeting is kept that is not for everyone."""
        whole = self.whole
        at = whole.adjourned_at or whole.ends_at
        kept = {Audience(item.audience) for item in whole.items}
        kept |= {Audience(note.audience) for item in whole.items for note in item.notes}
        actions = [*reviewed_actions(whole, at), *new_actions(whole)]
        return kept | {action.audience for action in actions}

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self.row.meeting)

    def _now(self, audience: Audience) -> Document:
        if audience not in self._computed:
            computed = computed_minutes(self.row, self._reading, audience)
            self._computed[audience] = computed
        return self._computed[audience]

    def _says_more(self, audience: Audience, than: Audience) -> bool:
        mine, theirs = (replace(self._now(a), edition="", ref="") for a in (audience, than))
        return mine != theirs
