"""The parts of a PowerPoint file and how they name each other, as a zip with fixed dates."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from secretariat.documents.rendering.pptx_xml import HEADER

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ML = "application/vnd.openxmlformats-officedocument.presentationml"
CONTENT_TYPES = {
    "presentation": f"{ML}.presentation.main+xml",
    "slideMaster": f"{ML}.slideMaster+xml",
    "slideLayout": f"{ML}.slideLayout+xml",
    "slide": f"{ML}.slide+xml",
    "notesMaster": f"{ML}.notesMaster+xml",
    "notesSlide": f"{ML}.notesSlide+xml",
    "presProps": f"{ML}.presProps+xml",
    "viewProps": f"{ML}.viewProps+xml",
    "tableStyles": f"{ML}.tableStyles+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
_URL_LETTERS = ":/?#@!$&'()*+,;=%~-._"
DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every part, so that the same deck gives the same bytes."""


@dataclass(slots=True)
class Part:
    """One part: where it stands in the zip, its kind, its content and what it relates to."""

    path: str
    kind: str
    content: str | bytes = ""
    relations: list[tuple[str, str, bool]] = field(default_factory=list)

    def relate(self, kind: str, target: str, *, is_external: bool = False) -> str:
        """The id of the relation to a target (a path in the zip, or an address), made once."""
        full = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
        wanted = (full, target, is_external)
        if wanted not in self.relations:
            self.relations.append(wanted)
        return f"rId{self.relations.index(wanted) + 1}"

    def link(self, address: str) -> str:
        """The id of the relation to an address on the web, its odd letters percent-encoded."""
        return self.relate("hyperlink", quote(address, safe=_URL_LETTERS), is_external=True)


def packed(parts: list[Part], roots: Part) -> bytes:
    """The file. `roots` carries the relations of the package itself."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "[Content_Types].xml", _content_types(parts))
        _write(archive, "_rels/.rels", _relations_xml(roots))
        for part in parts:
            _write(archive, part.path, part.content)
            if part.relations:
                folder, _, name = part.path.rpartition("/")
                _write(archive, f"{folder}/_rels/{name}.rels", _relations_xml(part))
    return file.getvalue()


def _write(archive: zipfile.ZipFile, path: str, content: str | bytes) -> None:
    entry = zipfile.ZipInfo(path, DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _relations_xml(part: Part) -> str:
    lines = []
    for number, (kind, target, is_external) in enumerate(part.relations, start=1):
        where = escape(target) if is_external else f"/{target}"
        mode = ' TargetMode="External"' if is_external else ""
        lines.append(f'<Relationship Id="rId{number}" Type="{kind}" Target="{where}"{mode}/>')
    return (
        f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'
    )


def _content_types(parts: list[Part]) -> str:
    lines = [
        f'<Override PartName="/{part.path}" ContentType="{CONTENT_TYPES[part.kind]}"/>'
        for part in parts
        if part.kind in CONTENT_TYPES
    ]
    return (
        f'{HEADER}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpg" ContentType="image/jpeg"/>'
        f"{''.join(lines)}</Types>"
    )
