"""Links and files of an item, each with its own audience."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import NOT_FROZEN, meeting_act, must_be
from secretariat.council.meetings.models import AgendaItem, ItemLink
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.foundation.records.commands import keep_attachment
from secretariat.rules.agenda import slugify
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience

LONGEST_URL = 500
_valid_url = URLValidator(schemes=["http", "https"])
_FROZEN = "its materials cannot be changed any more"


def add_link(
    actor: Actor,
    item: AgendaItem,
    url: str,
    *,
    title: str = "",
    audience: Audience | None = None,
) -> ItemLink:
    """Put a link under an item. Refuses ("malformed_link", "already_there")."""
    address = checked_url(url)
    ref = ref_of(item.meeting, item)
    with meeting_act(actor, "add_link", item.meeting, policy.may_prepare, ref=ref) as (this, row):
        must_be(row, NOT_FROZEN, _FROZEN)
        if item.links.filter(url=address).exists():
            raise Refused("already_there", "This link stands under the item already.")
        link = ItemLink.objects.create(
            item=item,
            slug=_free_slug(item, title or address.partition("//")[2]),
            title=title.strip()[:200],
            url=address,
            audience=(audience or Audience(item.audience)).value,
        )
        this.now_is(link=address, audience=link.audience)
    return link


def add_file(
    actor: Actor,
    item: AgendaItem,
    name: str,
    content: bytes,
    *,
    title: str = "",
    audience: Audience | None = None,
) -> ItemLink:
    """File a document under an item. Refuses what is empty, too large or not what its name says."""
    ref = ref_of(item.meeting, item)
    with meeting_act(actor, "add_file", item.meeting, policy.may_prepare, ref=ref) as (this, row):
        must_be(row, NOT_FROZEN, _FROZEN)
        attachment = keep_attachment(name, content)
        stem, dot, ending = name.rpartition(".")
        link = ItemLink.objects.create(
            item=item,
            slug=f"{_free_slug(item, stem or name, ending=dot + ending.lower())}",
            title=(title or name).strip()[:200],
            attachment=attachment,
            audience=(audience or Audience(item.audience)).value,
        )
        this.now_is(file=link.title, size=attachment.size, audience=link.audience)
    return link


def remove_link(actor: Actor, item: AgendaItem, slug: str) -> None:
    """Take a link or file away from an item; a file itself stays in the record."""
    ref = ref_of(item.meeting, item)
    with meeting_act(actor, "remove_link", item.meeting, policy.may_prepare, ref=ref) as (
        this,
        row,
    ):
        must_be(row, NOT_FROZEN, _FROZEN)
        link = ItemLink.objects.filter(item=item, slug=slug).first()
        if link is None:
            raise Refused("not_found", "This link or file is not there any more.")
        this.was(title=link.title, link=link.url, audience=link.audience)
        link.delete()


def checked_url(url: str) -> str:
    """A web address without blanks. Refuses ("malformed_link")."""
    address = url.strip()
    try:
        _valid_url(address)
        MaxLengthValidator(LONGEST_URL)(address)
    except ValidationError:
        raise Refused(
            "malformed_link",
            f"“{address[:200]}” is not a web address. It begins with https:// or http:// and has "
            f"at most {LONGEST_URL} characters; nothing has changed.",
            {"field": "url"},
        ) from None
    return address


def _free_slug(item: AgendaItem, words: str, ending: str = "") -> str:
    taken = set(item.links.values_list("slug", flat=True))
    bare = {slug.removesuffix(ending) for slug in taken} if ending else taken
    return slugify(words, bare, fallback="link") + ending
