"""Changing what an agenda item says: its words, its presenters, what its kind keeps with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.findability import index_item
from secretariat.council.meetings.commands.frame import NOT_FROZEN, meeting_act, must_be
from secretariat.council.meetings.commands.items import check_minutes, checked_title, fresh_item
from secretariat.council.meetings.followers import let_follow
from secretariat.council.meetings.models import AgendaItem
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import guard_revision
from secretariat.rules.visibility import Actor, Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEdit:
    """The words of an item as an editor wants them. None leaves a value as it is."""

    title: str | None = None
    text: str | None = None
    speaker_notes: str | None = None
    presenter_words: str | None = None
    minutes: int | None = None
    audience: Audience | None = None
    presenters: Sequence[Person] | None = None

    def values(self) -> dict[str, Any]:
        """What is to change, by field. Refuses ("title_missing", "too_long")."""
        check_minutes(self.minutes or 0)
        wanted = {
            "title": None if self.title is None else checked_title(self.title),
            "text": self.text,
            "speaker_notes": self.speaker_notes,
            "presenter_words": self.presenter_words and self.presenter_words[:200],
            "minutes": self.minutes,
            "audience": None if self.audience is None else self.audience.value,
        }
        return {name: value for name, value in wanted.items() if value is not None}


def edit_item(actor: Actor, item: AgendaItem, edit: ItemEdit, *, seen: int) -> AgendaItem:
    """Change the words of an item. Refuses ("changed_meanwhile") with both versions."""
    meeting, wanted = item.meeting, edit.values()
    ref = ref_of(meeting, item)
    with meeting_act(actor, "edit_item", meeting, policy.may_prepare, ref=ref) as (this, row):
        must_be(row, NOT_FROZEN, "its agenda cannot be changed any more")
        item = fresh_item(row, item)
        guard_revision(item, seen, {name: str(value) for name, value in wanted.items()})
        changed = {n: v for n, v in wanted.items() if getattr(item, n) != v}
        this.was(**{name: getattr(item, name) for name in changed})
        for name, value in changed.items():
            setattr(item, name, value)
        item.save(update_fields=[*changed, "revision"])
        if edit.presenters is not None:
            this.was(presenters=_names(item))
            item.presenters.set(edit.presenters)
            this.now_is(presenters=_names(item))
        index_item(row, item)
        if "audience" in changed:
            let_follow(actor, row)
        this.now_is(**changed)
    return item


def set_options(
    actor: Actor, item: AgendaItem, options: Mapping[str, Any], *, seen: int
) -> AgendaItem:
    """Change what a kind keeps with its item. Refuses ("changed_meanwhile")."""
    meeting = item.meeting
    ref = ref_of(meeting, item)
    with meeting_act(actor, "set_options", meeting, policy.may_prepare, ref=ref) as (this, row):
        must_be(row, NOT_FROZEN, "its agenda cannot be changed any more")
        item = fresh_item(row, item)
        guard_revision(item, seen, {})
        this.was(options=item.options)
        item.options = {**item.options, **options}
        item.save(update_fields=["options", "revision"])
        this.now_is(options=item.options)
    return item


def set_presenters(
    actor: Actor, item: AgendaItem, presenters: Sequence[Person], words: str = ""
) -> AgendaItem:
    """Say who presents an item; `words` for somebody who is not in the record."""
    meeting = item.meeting
    ref = ref_of(meeting, item)
    with meeting_act(actor, "set_presenters", meeting, policy.may_prepare, ref=ref) as (this, row):
        must_be(row, NOT_FROZEN, "its agenda cannot be changed any more")
        item = fresh_item(row, item)
        this.was(presenters=_names(item), words=item.presenter_words)
        item.presenters.set(presenters)
        item.presenter_words = " ".join(words.split())[:200]
        item.revision += 1
        item.save(update_fields=["presenter_words", "revision"])
        index_item(row, item)
        this.now_is(presenters=_names(item), words=item.presenter_words)
    return item


def _names(item: AgendaItem) -> list[str]:
    return list(item.presenters.values_list("name", flat=True))
