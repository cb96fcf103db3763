"""Filing slides, recordings and other material, by those who keep the talk or by the speaker."""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.council.meetings.commands.materials import checked_url
from secretariat.council.talks.commands.frame import May, step, talk_act
from secretariat.council.talks.commands.inviting import holder, holder_may, must_take_slides
from secretariat.council.talks.models import Invitation, Talk, TalkMaterial
from secretariat.council.talks.policy import may_keep
from secretariat.foundation.records.commands import Act, keep_attachment
from secretariat.rules.agenda import slugify
from secretariat.rules.errors import Refused
from secretariat.rules.talks import TalkState
from secretariat.rules.visibility import Actor, Audience

Kind = TalkMaterial.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A link, or a file by its name and content."""

    kind: str = Kind.SLIDES.value
    url: str = ""
    name: str = ""
    content: bytes = b""
    title: str = ""
    note: str = ""
    audience: Audience = Audience.PUBLIC


def file_material(actor: Actor, talk: Talk, new: Material) -> TalkMaterial:
    """File a link or a document with a talk. Slides of a confirmed talk take it a step further.

    Refuses ("nothing_to_file", "malformed_link", "unknown_material", "empty_file",
    "file_too_large", "not_allowed").
    """
    return _file(actor, talk, new, may_keep)


def send_material(invitation: Invitation, new: Material) -> TalkMaterial:
    """The speaker sends slides through the link in the invitation, also after the talk was given.
    Refuses ("ended") an old one.
    """
    must_take_slides(invitation)
    return _file(holder(invitation), invitation.talk, new, holder_may)


def remove_material(actor: Actor, talk: Talk, slug: str) -> None:
    """Take a link or file away from a talk; a file itself stays in the record."""
    with talk_act(actor, "remove_material", talk) as (this, row):
        found = row.materials.filter(slug=slug).first()
        if found is None:
            raise Refused("not_found", "This link or file is not there any more.")
        this.was(material=str(found), kind=found.kind)
        found.delete()
        step(this, row, _named(found, "taken away"))


def _file(actor: Actor, talk: Talk, new: Material, may: May) -> TalkMaterial:
    if new.kind not in Kind.values:
        raise Refused("unknown_material", "Say whether these are slides, a recording or other.",
                      {"field": "kind"})  # fmt: skip
    with talk_act(actor, "file_material", talk, may=may) as (this, row):
        made = _document(this, row, new) if new.content else _link(this, row, new)
        if made.kind == Kind.SLIDES and row.state == TalkState.CONFIRMED:
            row.state = TalkState.MATERIAL_RECEIVED
        step(this, row, _named(made, "filed"))
    made.talk = talk
    return made


def _named(material: TalkMaterial, done: str) -> str:
    """What was filed, for the steps, which everybody reads: named only if it is for everybody."""
    kind = material.get_kind_display().capitalize()
    name = f": {material}" if material.audience == Audience.PUBLIC else ""
    return f"{kind} {done}{name}"


def _link(this: Act, row: Talk, new: Material) -> TalkMaterial:
    if not new.url.strip():
        raise Refused(
            "nothing_to_file",
            "Give a web address, or choose a file. Nothing was filed.",
            {"field": "url"},
        )
    url = checked_url(new.url)
    title = new.title.strip() or new.kind
    return _row(this, row, new, slug=_free_slug(row, title), url=url, title=new.title.strip()[:200])


def _document(this: Act, row: Talk, new: Material) -> TalkMaterial:
    kept = keep_attachment(new.name, new.content)
    stem, dot, ending = new.name.rpartition(".")
    letters = "".join(each for each in ending.lower() if each.isalnum())
    slug = _free_slug(row, stem or new.name) + (dot + letters if dot else "")
    title = (new.title.strip() or new.name)[:200]
    return _row(this, row, new, slug=slug, attachment=kept, title=title)


def _row(this: Act, row: Talk, new: Material, **values: object) -> TalkMaterial:
    made = TalkMaterial(
        talk=row,
        kind=new.kind,
        note=new.note.strip()[:200],
        audience=new.audience.value,
        filed_at=this.at,
        filed_by=this.actor.name,
        **values,
    )
    made.save()
    this.now_is(material=str(made), kind=made.kind, audience=made.audience)
    return made


def _free_slug(row: Talk, words: str) -> str:
    taken = {
        slug.rpartition(".")[0] or slug for slug in row.materials.values_list("slug", flat=True)
    }
    return slugify(words, taken, fallback="file")
