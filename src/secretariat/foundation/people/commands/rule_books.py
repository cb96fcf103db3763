"""Rule books: each version is added, none is changed; old votes keep the version of their day."""

from __future__ import annotations

from secretariat.foundation.people import policy
from secretariat.foundation.people.models import Body, RuleBookVersion
from secretariat.foundation.people.snapshots import parsed
from secretariat.foundation.records.commands import act, locked, make_findable
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.rulebook import RuleBook
from secretariat.rules.visibility import Actor, require

MAX_CHARACTERS = 100_000


def add_rule_book(
    actor: Actor, body: Body, text: str, *, seen: int, adopted_by: str = ""
) -> RuleBookVersion:
    """Add a version of a body's rule book. `seen` is the newest version the editor knew, 0 if none.

    The text names its body, its version (the next number) and its first day. Refuses
    ("malformed_rule_book") with the line, ("wrong_body", "wrong_version"), ("too_early") a first
    day before that of the version it follows, ("changed_meanwhile").
    """
    ref = f"{body.slug}/rules"
    with act(actor, "people.add_rule_book", ref, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "change the rule book"))
        locked(body)
        book = checked_rule_book(text, body.slug, body.name, body.short_name)
        last = body.rule_books.order_by("version").last()
        _refuse_clash(last, seen, text)
        require_successor(book, last)
        version = RuleBookVersion.objects.create(
            body=body,
            version=book.version,
            valid_from_on=book.valid_from,
            text=text.strip() + "\n",
            adopted_by=" ".join(adopted_by.split())[:300],
            recorded_at=this.at,
        )
        make_findable(
            ref, kind="rules", title=f"{body.name}: rule book", text=text, on=book.valid_from
        )
        this.says(f"Version {book.version} of the rule book holds from "
                  f"{day_words(book.valid_from)}.")  # fmt: skip
        this.now_is(version=book.version, valid_from_on=book.valid_from, adopted_by=adopted_by)
    return version


def checked_rule_book(text: str, *names: str) -> RuleBook:
    """The rule book in a text, which has to say that it is of a body with one of these names.

    Refuses ("too_long"), ("malformed_rule_book") with the line, ("wrong_body").
    """
    if len(text) > MAX_CHARACTERS:
        raise Refused(
            "too_long",
            f"The rule book has {len(text)} characters; at most {MAX_CHARACTERS} are kept. Put "
            "long explanations into the charter and name it as the source. Nothing has changed.",
            {"field": "text"},
        )
    try:
        book = parsed(text.strip() + "\n")
    except Refused as refused:
        raise Refused(
            refused.code, refused.message, {**refused.details, "field": "text"}
        ) from refused
    if book.body.casefold() not in {name.casefold() for name in names}:
        raise Refused(
            "wrong_body",
            f'This rule book says it is of “{book.body}”. Write body = "{names[0]}". Nothing has '
            "changed.",
            {"field": "text"},
        )
    return book


def require_successor(book: RuleBook, last: RuleBookVersion | None) -> None:
    """Refuse ("wrong_version", "too_early") a book that cannot follow this version."""
    expected = last.version + 1 if last else book.version
    if book.version != expected:
        raise Refused(
            "wrong_version",
            f"This is version {expected}, but the text says {book.version}. Write "
            f"version = {expected}. Nothing has changed.",
            {"field": "text"},
        )
    if last is not None and book.valid_from < last.valid_from_on:
        raise Refused(
            "too_early",
            f"Version {last.version} holds from {day_words(last.valid_from_on)}, so its successor "
            f"cannot hold from {day_words(book.valid_from)}. Take a later day. Nothing has "
            "changed.",
            {"field": "valid_from"},
        )


def _refuse_clash(last: RuleBookVersion | None, seen: int, text: str) -> None:
    newest = last.version if last else 0
    if newest != seen:
        raise Refused(
            "changed_meanwhile",
            f"Somebody else added version {newest} of the rule book while you were editing. Your "
            "text is kept below beside theirs; put together what should stand, under the next "
            "version number, and save again.",
            {
                "theirs": {"text": last.text if last else ""},
                "yours": {"text": text},
                "revision": newest,
            },
        )
