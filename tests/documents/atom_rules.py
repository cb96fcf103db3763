"""The rules of RFC 4287 for a feed document, restated and applied strictly."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
ONCE = {"feed": {"id", "title", "updated"}, "entry": {"id", "title", "updated"}}
AT_MOST_ONCE = {
    "feed": {"generator", "icon", "logo", "rights", "subtitle"},
    "entry": {"content", "published", "rights", "source", "summary"},
}
MANY = {"author", "category", "contributor", "link"}
TEXTS = {"title", "summary", "rights", "subtitle"}
INSTANTS = {"updated", "published"}


def broken_rules(document: bytes) -> list[str]:
    """Every rule that the document breaks, in words; none for a feed that is as it should be."""
    root = etree.fromstring(document)
    if root.tag != f"{ATOM}feed":
        return [f"the document is a {root.tag}"]
    entries = root.findall(f"{ATOM}entry")
    found = _structure(root, "feed")
    for entry in entries:
        found += _structure(entry, "entry")
        if not (_has(root, "author") or _has(entry, "author")):
            found.append("4.1.2: an entry without an author in a feed without one")
        if not _has(entry, "content") and not _links(entry, "alternate"):
            found.append("4.1.2: an entry without content and without an alternate link")
    if not _links(root, "self"):
        found.append("4.1.1: the feed should say where it is")
    told = Counter((_text(each, "id"), _text(each, "updated")) for each in entries)
    found += [f"4.1.1: two entries are {key}" for key, count in told.items() if count > 1]
    return found


def _structure(node: Any, kind: str) -> list[str]:
    names = Counter(child.tag.removeprefix(ATOM) for child in node)
    known = ONCE[kind] | AT_MOST_ONCE[kind] | MANY | ({"entry"} if kind == "feed" else set())
    found = [f"{kind}: unknown {name}" for name in names if name not in known]
    found += [f"{kind}: {names[name]} of {name}" for name in ONCE[kind] if names[name] != 1]
    found += [f"{kind}: {names[name]} {name}" for name in AT_MOST_ONCE[kind] if names[name] > 1]
    for child in node:
        found += _element(child)
    kinds = Counter((each.get("type"), each.get("hreflang")) for each in _links(node, "alternate"))
    found += [f"{kind}: two alternates of {each}" for each, n in kinds.items() if n > 1]
    return found


def _element(child: Any) -> list[str]:
    name, text = child.tag.removeprefix(ATOM), child.text or ""
    if name == "id" and not IRI.fullmatch(text):
        return [f"4.2.6: “{text}” is no IRI"]
    if name in INSTANTS and not INSTANT.fullmatch(text):
        return [f"3.3: “{text}” is no instant with its zone"]
    if name in TEXTS and (len(child) or child.get("type", "text") not in {"text", "html"}):
        return [f"3.1: {name} holds more than text"]
    if name == "link" and not IRI.fullmatch(child.get("href") or ""):
        return [f"4.2.7: a link to “{child.get('href')}”"]
    if name == "category" and not child.get("term"):
        return ["4.2.2: a category without a term"]
    if name == "author" and [each.tag for each in child].count(f"{ATOM}name") != 1:
        return ["3.2: a person without one name"]
    return []


def _links(node: Any, rel: str) -> list[Any]:
    links: list[Any] = node.findall(f"{ATOM}link")
    return [each for each in links if each.get("rel", "alternate") == rel]


def _has(node: Any, name: str) -> bool:
    return node.find(f"{ATOM}{name}") is not None


def _text(node: Any, name: str) -> str:
    return str(node.findtext(f"{ATOM}{name}"))
