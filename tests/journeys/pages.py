"""People at their browsers: they see pages, fill in the forms they find there, and press buttons.

Nothing is posted that the page does not offer: a field that is not in the form cannot be sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from secretariat.foundation.people.models import Account

Typed = str | bool | Sequence[str] | SimpleUploadedFile
GOES_ON = frozenset({301, 302, 303})


@dataclass(frozen=True)
class Form:
    """A form of a page, with what it holds. Fields may stand elsewhere and name it."""

    node: Any
    action: str

    @property
    def controls(self) -> list[Any]:
        """Its fields and buttons, in the order of the page."""
        inside = self.node.xpath(".//*[@name][not(@form)] | .//button[not(@name)][not(@form)]")
        name = self.node.get("id")
        return [*inside, *(self.node.xpath("//*[@form = $name]", name=name) if name else [])]

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What would be sent as it stands, without the buttons."""
        return [(each.name, value) for each in self.controls for value in _held(each)]

    @property
    def names(self) -> set[str]:
        """Every field of the form, ticked or not."""
        return {str(each.get("name")) for each in self.controls}

    @property
    def holds(self) -> bool:
        """Whether a field that its reader sees has something in it."""
        seen = (each for each in self.controls if each.get("type") != "hidden")
        return any(value for each in seen if each.tag != "button" for value in _held(each))

    @property
    def buttons(self) -> list[Any]:
        """What can be pressed."""
        return [each for each in self.controls if each.tag == "button"]

    def filled(self, typed: dict[str, Typed]) -> dict[str, Any]:
        """What is sent when these fields are filled in over what they hold."""
        unknown = typed.keys() - self.names
        assert not unknown, f"{self.action} has no field {unknown}, only {self.names}"
        sent: dict[str, list[Any]] = {}
        for name, value in self.fields:
            if name not in typed:
                sent.setdefault(name, []).append(value)
        for name, wanted in typed.items():
            values = [wanted] if isinstance(wanted, str | bool | SimpleUploadedFile) else [*wanted]
            sent[name] = ["on" if each is True else each for each in values if each is not False]
        return sent


def _held(control: Any) -> list[str]:
    """The values a field would send."""
    if control.tag == "button" or control.get("type") in {"submit", "file", "image"}:
        return []
    if control.tag == "textarea":
        # A browser drops the line break after the tag.
        return [str(control.value or "").removeprefix("\n")]
    if control.tag == "select" and control.multiple:
        return [str(each) for each in control.value]
    if control.get("type") in {"checkbox", "radio"}:
        # A browser sends "on" for a box that has no value of its own.
        return [str(control.get("value", "on"))] if control.checked else []
    return [str(control.get("value") or "")] if control.tag == "input" else [control.value or ""]


@dataclass(frozen=True)
class Button:
    """A button and the form that it sends."""

    form: Form
    node: Any

    @property
    def pressed(self) -> dict[str, Typed]:
        """What the button itself adds to the form."""
        name = self.node.get("name")
        return {name: self.node.get("value") or ""} if name else {}


@dataclass(frozen=True)
class Page:
    """A page as it came: where it is, its status and its content."""

    path: str
    status: int
    content: bytes = field(repr=False)
    media_type: str

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def tree(self) -> Any:
        return html.document_fromstring(self.text)

    @property
    def words(self) -> str:
        """What a reader sees, without markup, scripts and the head."""
        return words(self.tree.body)

    @property
    def main(self) -> str:
        """What stands in the main part of the page."""
        return words(self.tree.xpath("//main")[0])

    @property
    def forms(self) -> list[Form]:
        """Every form that sends something."""
        nodes = self.tree.xpath("//form[translate(@method, 'POST', 'post') = 'post']")
        return [Form(node, urljoin(self.path, node.get("action") or self.path)) for node in nodes]

    def button(self, label: str, at: str = "", of: str = "") -> Button:
        """The one button of this label in a form whose address ends so; `of` is what it sends
        itself, as "up=crane". A form without a button is sent by the Enter key, an empty label.
        """
        found = [
            Button(form, each)
            for form in self.forms
            for each in form.buttons or [form.node]
            if (label in words(each) if form.buttons else not label)
            and urlsplit(form.action).path.endswith(at)
            and of in {"", f"{each.get('name')}={each.get('value')}"}
        ]
        offered = [(form.action, [words(each) for each in form.buttons]) for form in self.forms]
        assert len(found) == 1, f"{len(found)} buttons “{label}” on {self.path}: {offered}"
        return found[0]

    @property
    def links(self) -> list[str]:
        """Every address of this site that the page leads to, without what stands after #."""
        addresses = (str(each) for each in self.tree.xpath("//a/@href | //link/@href"))
        inside = (urljoin(self.path, each) for each in addresses if not each.startswith("#"))
        return [each.partition("#")[0] for each in inside if each.startswith("/")]


class Visitor:
    """Somebody at a browser, signed in or not."""

    def __init__(self, account: Account | None = None) -> None:
        self.client = Client()
        if account is not None:
            self.client.force_login(account)

    def see(self, path: str, status: int = 200) -> Page:
        """The page at an address, followed to where it leads; it must answer with this status."""
        page = self.open(path)
        assert page.status == status, f"{path} answers {page.status}: {page.words[:1500]}"
        return page

    def open(self, path: str) -> Page:
        """The page at an address, followed to where it leads, whatever its status."""
        for _ in range(5):
            answer = self.client.get(path)
            if answer.status_code not in GOES_ON:
                return _page(path, answer)
            path = urljoin(path, answer.headers["Location"])
        raise AssertionError(f"{path} leads round and round")

    def send(self, page: Page, label: str, at: str = "", of: str = "", **typed: Typed) -> Page:
        """Press a button of a page after filling in its form; the page one comes to."""
        button = page.button(label, at, of)
        sent = button.form.filled({**typed, **button.pressed})
        goes_to = button.node.get("formaction") or button.form.action
        return self.post(goes_to, sent, came_from=page.path)

    def done(self, page: Page, label: str, at: str = "", of: str = "", **typed: Typed) -> Page:
        """Press a button; the act must be done."""
        after = self.send(page, label, at, of, **typed)
        assert after.status == 200, f"{after.status}: {after.main}"
        return after

    def post(self, path: str, sent: dict[str, Any], came_from: str = "/") -> Page:
        """What comes of a form sent to an address, whether or not a page offers it."""
        answer = self.client.post(path, sent, headers={"Referer": f"http://testserver{came_from}"})
        if answer.status_code in GOES_ON:
            return self.open(urljoin(path, answer.headers["Location"]))
        return _page(path, answer)


def _page(path: str, answer: Any) -> Page:
    media_type = answer.headers.get("Content-Type", "").partition(";")[0]
    return Page(path, answer.status_code, answer.content, media_type)


def words(node: Any) -> str:
    """The text of an element and what is in it, in one line."""
    return " ".join(" ".join(_texts(node)).split())


def _texts(node: Any) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.tag in {"script", "style", "template"}:
        return
    yield node.text or ""
    for child in node:
        yield from _texts(child)
        yield child.tail or ""
