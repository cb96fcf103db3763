"""Every form of every page, sent empty and sent as nonsense: what is refused answers as refused.

A command that refuses answers 409, a form that cannot be read 422; a form never comes back with
errors as if all were well, and never leads on as if something had been done. A stranger who sends
it is told that it is not for strangers, whatever it holds, before anything else about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from secretariat.exchange.fictitious import fill_fictitious
from secretariat.foundation.people.models import Account
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from tests.journeys import busy_day
from tests.journeys.crawl import Crawl, kind_of
from tests.journeys.meeting import BEGINNING, END, HERE, act
from tests.journeys.pages import GOES_ON, Form, Page, Visitor

pytestmark = pytest.mark.django_db

STARTS = (
    "/tac",
    "/tac/settings",
    "/tidelamp",
    "/tidelamp-board",
    "/setup",
    "/setup/accounts",
    f"{HERE}/room",
    "/",
)
ELSEWHERE = ("/account/", "/sign-", "/demo/")
# Where nothing is recorded although all went well, by the kind of address.
LEADS_ON = {
    "<body:body>/<meeting:meeting>/edit/people": "nobody is named for the day, as it stands",
    "<body:body>/<meeting:meeting>/room/roll/add": "an empty line asks for nobody; the field waits",
}
TYPED = {
    "date": "never", "time": "noonish", "datetime-local": "once", "number": "many",
    "url": "not an address", "email": "nobody at nowhere", "color": "mauve",
}  # fmt: skip
FOR_EVERYBODY = {"<body:body>/talks/suggest"}
LONG = "x" * 5000
MARKS = "//*[contains(concat(' ', @class, ' '), ' has-error ')] | //main//*[@role = 'alert']"

Fill = Callable[[Any], Any]


def nothing(_control: Any) -> str:
    """What somebody sends who fills in nothing."""
    return ""


def nonsense(control: Any) -> Any:
    """What no field can take."""
    if control.get("type") == "file":
        return SimpleUploadedFile("logo.png", b"\0not a picture", "image/png")
    if control.tag == "select" or control.get("type") in {"radio", "checkbox"}:
        return "atlantis"
    return TYPED.get(control.get("type") or "", LONG)


def bare(_control: Any) -> None:
    """What a program sends that knows no field at all."""


def sent_by(form: Form, fill: Fill) -> dict[str, Any]:
    """What is sent when every field that a person fills in is filled in so."""
    if fill is bare:
        return {}
    values: dict[str, Any] = {name: value for name, value in form.fields if name}
    for control in form.controls:
        name, kind = control.get("name"), control.get("type")
        if name and control.tag != "button" and kind not in {"hidden", "submit"}:
            values[name] = fill(control)
    return values


def forms_of(crawl: Crawl) -> Iterator[tuple[Page, Form]]:
    """Every form of the pages, each kind once."""
    known = set()
    for _, page in crawl.html:
        for form in page.forms:
            names = frozenset(form.names - {"csrfmiddlewaretoken", "seen", "next"})
            kind = (kind_of(urlsplit(form.action).path), names)
            if kind not in known and not urlsplit(form.action).path.startswith(ELSEWHERE):
                known.add(kind)
                yield page, form


def wrongs_of(visitor: Visitor, form: Form, fill: Fill) -> Iterator[str]:
    """What is wrong with the answer to a form that was filled in so."""
    before = Entry.objects.count()
    path = urlsplit(form.action).path
    answer = visitor.client.post(form.action, sent_by(form, fill))
    where = f"{fill.__name__} sent to {kind_of(path)} answers {answer.status_code}"
    if answer.status_code in GOES_ON:
        if Entry.objects.count() == before and kind_of(path) not in LEADS_ON:
            yield f"{where} and leads on, though nothing was done"
    elif answer.status_code == 200:
        page = Page(path, 200, answer.content, "text/html")
        if page.tree.xpath(MARKS):
            yield f"{where} with errors on the page"
    elif answer.status_code not in {204, 403, 404, 409, 422}:
        yield where


def told_to_strangers(form: Form, fill: Fill) -> Iterator[str]:
    """What is wrong with the answer to a stranger who sends a form that is not for strangers."""
    kind, before = kind_of(urlsplit(form.action).path), Entry.objects.count()
    if kind in FOR_EVERYBODY:
        return
    status = Visitor().client.post(form.action, sent_by(form, fill)).status_code
    if status not in {403, 404} or Entry.objects.count() != before:
        yield f"{fill.__name__} sent to {kind} by a stranger answers {status}"


@pytest.fixture(scope="module")
def secretary(filled: None) -> Visitor:
    """The secretary of the example, who operates the installation as well. Beside the example
    stands the fictitious council, with a consultation and a referral on their ways.
    """
    fill_fictitious()
    account = Account.objects.get(person__handle="ashley-weltz")
    account.is_operator = True
    account.save()
    return Visitor(account)


def _before(_visitor: Visitor) -> None:
    """The morning of the meeting."""


def _in_session(visitor: Visitor) -> None:
    act(visitor, "room/call-to-order")
    for who in busy_day.PRESENT[:6]:
        act(visitor, "room/roll/add", who=who)
    motion = visitor.post(f"{HERE}/4/motions", {"text": "To keep the beacon lit"}).path
    visitor.post(f"{motion}/open", {})
    busy_day.set_to_work(visitor)


def _afterwards(visitor: Visitor) -> None:
    with clock.fixed(END - timedelta(hours=3)):
        busy_day.prepare(visitor)
    busy_day.hold_a_busy_meeting(visitor)


@pytest.mark.parametrize(
    ("prepare", "at"),
    [
        (_before, BEGINNING - timedelta(minutes=30)),
        (_in_session, BEGINNING),
        (_afterwards, END + timedelta(hours=1)),
    ],
    ids=["before", "in-session", "afterwards"],
)
def test_no_form_is_refused_as_if_all_were_well(
    secretary: Visitor, prepare: Callable[[Visitor], None], at: Any
) -> None:
    wrong: list[str] = []
    told: list[str] = []
    count = 0
    with clock.fixed(at), transaction.atomic():
        prepare(secretary)
        crawl = Crawl(secretary, most_of_a_kind=2).run(*STARTS)
        for _, form in forms_of(crawl):
            for fill in (nothing, nonsense, bare):
                count += 1
                with transaction.atomic():
                    wrong += wrongs_of(secretary, form, fill)
                    transaction.set_rollback(True)
                with transaction.atomic():
                    told += told_to_strangers(form, fill)
                    transaction.set_rollback(True)
        transaction.set_rollback(True)

    assert sorted(set(wrong)) == []
    assert sorted(set(told)) == []
    assert count > 60
