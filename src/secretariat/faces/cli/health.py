"""Questions about the health of an installation. Each yields findings in words; none writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from secretariat.rules.errors import Refused


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. What is not `is_well` says what to do."""

    about: str
    is_well: bool
    words: str


def refuse_unsafe_settings() -> None:
    """Refuse ("unsafe_settings") to go on with settings that a live installation must not have."""
    wrong = [finding.words for finding in settings_findings() if not finding.is_well]
    if wrong:
        raise Refused("unsafe_settings", "\n".join(["Not started.", *wrong]))


def settings_findings() -> Iterator[Finding]:
    from django.core.checks import ERROR, run_checks

    from secretariat.foundation.config.checks import TAG

    messages = run_checks(tags=[TAG])
    for message in messages:
        words = f"{message.msg} {message.hint or ''}".strip()
        yield Finding("settings", message.level < ERROR, words)
    if not messages:
        yield Finding("settings", is_well=True, words="The settings can be used.")


def database_findings() -> Iterator[Finding]:
    from django.db import DatabaseError, connection

    from secretariat.faces.cli.database import pending_migrations

    try:
        pending = pending_migrations()
        broken = _broken_pages() if connection.vendor == "sqlite" else []
    except DatabaseError as error:
        yield Finding("database", is_well=False, words=f"The database cannot be read: {error}.")
        return
    yield from (Finding("database", is_well=False, words=words) for words in broken)
    if not broken:
        yield Finding("database", is_well=True, words="The database can be read and is whole.")
    if pending:
        words = (
            f"{len(pending)} changes of tables are pending, first {pending[0]}. "
            "Start `./secretariat serve` once."
        )
        yield Finding("migrations", is_well=False, words=words)
    else:
        yield Finding("migrations", is_well=True, words="The tables fit this release.")


def _broken_pages() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        rows = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        broken = [f"The database file is damaged: {row}." for row in rows]
        cursor.execute("PRAGMA foreign_key_check")
        lost = [f"A row of {row[0]} points to nothing in {row[2]}." for row in cursor.fetchall()]
    advice = "Stop the program and restore the last backup."
    return [f"{words} {advice}" for words in [*broken, *lost]]


def background_findings() -> Iterator[Finding]:
    from secretariat.foundation.jobs.queries import failed_tasks

    failed = failed_tasks().count()
    words = (
        f"{failed} background tasks ended with an error; the log says why."
        if failed
        else "No background task has failed."
    )
    yield Finding("background work", failed == 0, words)


def mail_findings() -> Iterator[Finding]:
    from secretariat.foundation.outbox.queries import stuck, unreached

    given_up = stuck().count()
    words = (
        f"{given_up} mails could not be delivered. Check SECRETARIAT_MAIL_URL and the addresses."
        if given_up
        else "No mail is stuck."
    )
    yield Finding("mail", given_up == 0, words)
    dead = unreached().count()
    if dead:
        words = (
            f"{dead} addresses do not work, mail to them comes back; `/<body>/mail` and the loose "
            "ends name them."
        )
        yield Finding("mail", is_well=False, words=words)
    yield from _reply_findings()


def _reply_findings() -> Iterator[Finding]:
    """Bodies that write to people, and whose letters nobody would get the answers of."""
    from secretariat.foundation.outbox.replies import reply_to
    from secretariat.foundation.people.models import Body
    from secretariat.foundation.people.queries import day_in
    from secretariat.foundation.people.queries.mailing import people_to_write_to
    from secretariat.foundation.records import clock

    now = clock.now()
    for body in Body.objects.order_by("slug"):
        if reply_to(body.slug, "", now) is None and people_to_write_to(body, day_in(body, now)):
            words = (
                f"Answers to letters of {body.name} reach nobody: no secretary and no chair of "
                "today has an address that works. Name one in its roster."
            )
            yield Finding("mail", is_well=False, words=words)


def seal_heads() -> dict[str, str]:
    """Where the hash chain of each body ends now."""
    from secretariat.foundation.records.models import Seal
    from secretariat.foundation.records.queries import seal_head

    slugs = Seal.objects.order_by("body_slug").values_list("body_slug", flat=True).distinct()
    return {slug: seal_head(slug) for slug in slugs}


def seal_findings(heads: dict[str, str], expected: dict[str, str]) -> Iterator[Finding]:
    """The hash chains of what is frozen, and whether they still end where `expected` says."""
    from secretariat.foundation.records.models import Seal
    from secretariat.foundation.records.queries import broken_seals

    for body_slug, head in heads.items():
        broken = broken_seals(body_slug)
        words = f"What {body_slug} has frozen is unchanged; its chain ends in {head[:16]}…."
        if broken:
            words = f"The chain of {body_slug} is broken at {broken[0].ref}: it was altered."
        yield Finding("frozen records", not broken, words)
    for body_slug, head in expected.items():
        if not Seal.objects.filter(body_slug=body_slug, head=head).exists():
            words = f"The chain of {body_slug} never ended in {head}, as the file says it did."
            yield Finding("frozen records", is_well=False, words=words)
