"""Bodies: created, and described: name, zone, mission, list, own words, who reads drafts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

from secretariat.foundation.people import policy
from secretariat.foundation.people.followers import let_follow
from secretariat.foundation.people.models import Body, Organization
from secretariat.foundation.records.commands import act, guard_revision, locked, make_findable
from secretariat.foundation.records.converters import RESERVED_BODY_SLUGS
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience, require
from secretariat.rules.wording import joined

from .periods import tidy
from .persons import checked_address

# Our words for which a body may have its own, wherever they are shown or typed.
OWN_WORDS = ("liaison",)
DRAFT_AUDIENCES = {
    Audience.PUBLIC.value: "Everyone",
    Audience.MEMBERS.value: "Members and staff of the body",
    Audience.OFFICERS.value: "Chair and secretary only",
}
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,49}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFacts:
    """What a body says about itself. `vocabulary` maps our words to its own."""

    name: str
    short_name: str
    zone: str
    kind: str = Body.Kind.COUNCIL
    mission: str = ""
    list_address: str = ""
    draft_audience: str = Audience.MEMBERS
    vocabulary: Mapping[str, str] = field(default_factory=dict)


def create_body(actor: Actor, host: Organization, slug: str, facts: BodyFacts) -> Body:
    """Make a body of an organization. `slug` begins every reference of its record, for good.

    Refuses ("malformed_slug", "slug_taken"), and what `edit_body` refuses.
    """
    slug = slug.strip().lower()
    with act(actor, "people.create_body", slug, body_slug=slug) as this:
        require(policy.may_run_installation(actor, "create a body"))
        body = Body(slug=checked_slug(slug), host=host)
        values = _checked(facts)
        for name, value in values.items():
            setattr(body, name, value)
        body.save()
        _make_findable(body)
        this.says(f"{body.name} is a body of {host.name}.")
        this.now_is(**values, host=host.name)
    return body


def checked_slug(text: str) -> str:
    """The word that begins a body's addresses. Refuses ("malformed_slug", "slug_taken")."""
    slug = text.strip().lower()
    if not _SLUG.fullmatch(slug):
        raise Refused(
            "malformed_slug",
            f"“{slug}” cannot begin an address. Use small letters, digits and hyphens, a letter "
            "first, such as “tc”. Nothing has changed.",
            {"field": "slug"},
        )
    if slug in RESERVED_BODY_SLUGS or Body.objects.filter(slug=slug).exists():
        raise Refused(
            "slug_taken",
            f"“{slug}” is taken, by another body or by a page of this program. Choose another one; "
            "nothing has changed.",
            {"field": "slug"},
        )
    return slug


def edit_body(actor: Actor, body: Body, facts: BodyFacts, *, seen: int) -> Body:
    """Change what a body says about itself.

    Refuses ("changed_meanwhile"), ("unknown_zone", "unknown_audience", "unknown_word",
    "malformed_address", "missing", "too_long") with the field.
    """
    with act(actor, "people.edit_body", body.slug, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body))
        body = locked(body)
        values = _checked(facts)
        guard_revision(body, seen, {n: str(v) for n, v in values.items() if n != "vocabulary"})
        changed = {n: v for n, v in values.items() if getattr(body, n) != v}
        this.was(**{name: getattr(body, name) for name in changed})
        for name, value in changed.items():
            setattr(body, name, value)
        body.save(update_fields=[*changed, "revision"])
        _make_findable(body)
        if "draft_audience" in changed:
            let_follow(actor, body)
        changes = joined([name.replace("_", " ") for name in changed])
        this.says(f"Changed: {changes}." if changed else "Nothing was changed.")
        this.now_is(**changed)
    return body


def _checked(facts: BodyFacts) -> dict[str, Any]:
    """The values to store, each checked; refuses with the field that is wrong."""
    values = {
        "name": tidy(facts.name, "name", "The name"),
        "short_name": tidy(facts.short_name, "short_name", "The short name", 40),
        "zone": known_zone(facts.zone),
        "mission": facts.mission.strip(),
        "list_address": checked_address(facts.list_address, "list_address"),
        "vocabulary": _own_words(facts.vocabulary),
    }
    choices = {"kind": Body.Kind.values, "draft_audience": list(DRAFT_AUDIENCES)}
    for name, allowed in choices.items():
        value = str(getattr(facts, name))
        if value not in allowed:
            raise Refused(
                f"unknown_{name}",
                f"“{value}” is not possible here. Choose one of {', '.join(allowed)}.",
                {"field": name},
            )
        values[name] = value
    return values


def known_zone(zone: str) -> str:
    """The name of a time zone as the zone database writes it. Refuses ("unknown_zone")."""
    wanted = zone.strip().replace(" ", "_").casefold()
    known = {name.casefold(): name for name in available_timezones()}
    if wanted not in known:
        part = wanted.rpartition("/")[2]
        near = sorted(name for name in known.values() if part and part in name.casefold())[:3]
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise Refused(
            "unknown_zone",
            f"“{zone}” is not a time zone.{hint} Write it as region and city, such as "
            "Europe/Berlin or America/Los_Angeles. Nothing has changed.",
            {"field": "zone"},
        )
    return known[wanted]


def _own_words(vocabulary: Mapping[str, str]) -> dict[str, str]:
    unknown = sorted(set(vocabulary) - set(OWN_WORDS))
    if unknown:
        raise Refused(
            "unknown_word",
            f"“{unknown[0]}” is not a word that can be replaced. Possible are "
            f"{', '.join(OWN_WORDS)}.",
            {"field": "vocabulary"},
        )
    words = {word: " ".join(own.split()) for word, own in vocabulary.items()}
    return {word: tidy(own, "vocabulary", f"“{word}”", 60) for word, own in words.items() if own}


def _make_findable(body: Body) -> None:
    text = f"{body.short_name} {body.mission}"
    make_findable(body.slug, kind="body", title=body.name, text=text)
