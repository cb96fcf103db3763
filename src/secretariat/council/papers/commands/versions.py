"""Versions of a paper: begun, and worded until they are frozen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from secretariat.council.papers import policy
from secretariat.council.papers.commands.frame import paper_act, take_step, version_act, write_step
from secretariat.council.papers.models import Paper, PaperVersion
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import guard_revision
from secretariat.rules.errors import Refused
from secretariat.rules.papers import IN_WORK, MAY_BE_EDITED, STATE_WORDS, PaperState
from secretariat.rules.texts import fitting
from secretariat.rules.visibility import Actor

LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a version, or where they stand; where they come from; what is new in them."""

    text: str = ""
    url: str = ""
    what_is_new: str = ""
    source_words: str = ""
    source_url: str = ""


NO_WORDS = Words()


def begin_version(
    actor: Actor, paper: Paper, *, label: str = "", words: Words = NO_WORDS
) -> PaperVersion:
    """Begin the next version as a draft; the one in force stays in force until the new one is
    published. Without a text it begins with that of the last version.

    Refuses ("not_allowed", "in_work") while another version is in work.
    """
    with paper_act(actor, "begin_version", paper, policy.may_edit) as (this, row):
        last = row.versions.order_by("-number").first()
        if last is not None and PaperState(last.state) in IN_WORK:
            raise Refused(
                "in_work",
                f"Version {last.label} of “{row.title}” is {STATE_WORDS[PaperState(last.state)]}. "
                "Bring it to an end, or withdraw it, before the next one begins. Nothing has "
                "changed.",
            )
        number = last.number + 1 if last is not None else 1
        made = PaperVersion(
            paper=row,
            number=number,
            label=" ".join(label.split())[:20] or str(number),
            state=PaperState.DRAFT.value,
            since_on=day_in(row.body, this.at),
            begun_at=this.at,
        )
        if last is not None and not (words.text or words.url):
            words = replace(words, text=last.text, url=last.url)
        set_words(made, words)
        made.save()
        write_step(this, made, "")
        this.ref, this.summary = made.ref, f"Version {made.label} is in draft"
        this.now_is(label=made.label)
    return made


def edit_version(actor: Actor, version: PaperVersion, words: Words, *, seen: int) -> PaperVersion:
    """Change the words of a version that is not frozen yet. An idea that gets words is a draft.

    Refuses ("not_allowed", "changed_meanwhile", "frozen").
    """
    with version_act(actor, "edit_version", version, policy.may_edit) as (this, row):
        state = PaperState(row.state)
        if state not in MAY_BE_EDITED:
            raise Refused(
                "frozen",
                f"Version {row.label} is {STATE_WORDS[state]}: its words stand. Nothing has "
                "changed. Send it back to the draft, or begin a new version.",
            )
        guard_revision(row, seen, {"text": words.text})
        this.was(text=row.text, url=row.url)
        set_words(row, words)
        if state is PaperState.IDEA and (row.text or row.url):
            take_step(this, row, PaperState.DRAFT)
        row.save()
        this.now_is(text=row.text, url=row.url)
    return row


def set_words(row: PaperVersion, words: Words) -> None:
    """Give a version its words. Refuses ("words_too_long")."""
    row.text = fitting(words.text.strip(), "text", "The text", LONGEST_TEXT)
    row.url, row.source_url = words.url, words.source_url
    row.what_is_new = fitting(words.what_is_new.strip(), "what_is_new", "What is new", 500)
    row.source_words = fitting(words.source_words.strip(), "source_words", "The source", 300)
