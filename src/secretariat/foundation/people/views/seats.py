"""What officers do to seats and terms: one page per act, named in its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.forms import seats as forms
from secretariat.foundation.people.forms.fields import ActForm
from secretariat.foundation.people.http import actor_of, body_or_404
from secretariat.foundation.people.models import Body, Seat, Term
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .acting import (
    ActPage,
    Values,
    act_page,
    body_crumbs,
    choices,
    chosen_organization,
    chosen_person,
    posted,
    today,
)


@dataclass(frozen=True, slots=True)
class SeatAct:
    """One act: its words, its form, and the command; `perform` answers with what was done."""

    heading: str
    button: str
    form: type[ActForm]
    perform: Callable[[Actor, Seat, Values, int], str]
    lead: str = ""
    is_danger: bool = False


def _representative(actor: Actor, seat: Seat, values: Values, _seen: int) -> str:
    person = chosen_person(actor, values)
    commands.begin_representative(actor, seat, person, from_on=values["from_on"])
    return f"{person.name} represents {seat.label} from {day_words(values['from_on'])}."


def _alternate(actor: Actor, seat: Seat, values: Values, _seen: int) -> str:
    person = chosen_person(actor, values)
    commands.begin_alternate(actor, seat, person, from_on=values["from_on"])
    return f"{person.name} is an alternate of {seat.label} from {day_words(values['from_on'])}."


def _share(actor: Actor, seat: Seat, values: Values, _seen: int) -> str:
    organization = chosen_organization(actor, values)
    if organization is None:
        raise Refused("missing", "Choose the organization.", {"field": "organization"})
    commands.share_seat(actor, seat, organization, from_on=values["from_on"])
    return f"{organization.name} holds {seat.label} too, from {day_words(values['from_on'])}."


def _relabel(actor: Actor, seat: Seat, values: Values, seen: int) -> str:
    changed = commands.relabel_seat(actor, seat, **values, seen=seen)
    return f"The seat is printed as {changed.label}."


def _inactive(actor: Actor, seat: Seat, values: Values, _seen: int) -> str:
    commands.mark_seat_inactive(actor, seat, from_on=values["from_on"], reason=values["reason"])
    return f"{seat.label} is inactive from {day_words(values['from_on'])}."


def _active(actor: Actor, seat: Seat, values: Values, _seen: int) -> str:
    commands.mark_seat_active(actor, seat, from_on=values["from_on"])
    return f"{seat.label} is active from {day_words(values['from_on'])}."


def _close(actor: Actor, seat: Seat, values: Values, seen: int) -> str:
    commands.close_seat(actor, seat, last_on=values["last_on"], seen=seen)
    return f"The seat {seat.label} ends on {day_words(values['last_on'])}, with its terms."


ACTS = {
    "representative": SeatAct(
        "Who represents it", "Begin the term", forms.RepresentativeForm, _representative,
        "The representative until then ends the day before. Earlier rosters stay as they were.",
    ),
    "alternate": SeatAct("Add an alternate", "Begin the term", forms.AlternateForm, _alternate),
    "share": SeatAct(
        "Share it with another organization", "Share the seat", forms.ShareForm, _share,
        "However many organizations hold it, a seat has one vote.",
    ),
    "label": SeatAct("How it is printed", "Change the label", forms.LabelForm, _relabel),
    "inactive": SeatAct(
        "Mark it inactive", "Mark it inactive", forms.InactiveForm, _inactive,
        "The rule book says what an inactive seat means for quorum.",
    ),
    "active": SeatAct("Mark it active again", "Mark it active", forms.FromForm, _active),
    "close": SeatAct(
        "Close the seat", "Close the seat", forms.LastDayForm, _close,
        "Terms and holders end on the same day. Earlier rosters stay as they were.",
        is_danger=True,
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def seat_act(request: HttpRequest, body: str, seat: str, act: str) -> HttpResponse:
    """One act on one seat."""
    the_seat = _mine(request, body, seat)
    if act not in ACTS:
        raise Http404("There is no such thing to do to a seat.")
    this, actor = ACTS[act], actor_of(request)
    make = partial(this.form, initial=_initial(the_seat), **choices())
    edit = edited(request, the_seat.revision, make)
    page, perform = _page(the_seat, this), partial(this.perform, actor, the_seat)
    return act_page(request, page, edit.form, lambda said: perform(said, edit.seen))


def _page(seat: Seat, this: SeatAct) -> ActPage:
    return ActPage(
        heading=f"{seat.label}: {this.heading}", button=this.button, lead=this.lead,
        back=_back(seat), crumbs=_crumbs(seat), body=seat.body, seen=seat.revision,
        is_danger=this.is_danger, is_edit=this is ACTS["label"],
    )  # fmt: skip


def _initial(seat: Seat) -> Values:
    day, label = today(seat.body), "" if seat.is_named_by_holders else seat.label
    return {"from_on": day, "last_on": day, "label": label}


@require_http_methods(["GET", "POST"])
def new_seat(request: HttpRequest, body: str) -> HttpResponse:
    """Add a seat."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_run_body(actor, the_body, "add a seat"))
    form = forms.NewSeatForm(posted(request), organizations=choices()["organizations"])

    page = ActPage(
        heading="Add a seat", button="Add the seat", back=f"/{body}/members", body=the_body,
        crumbs=body_crumbs(the_body),
    )  # fmt: skip
    return act_page(request, page, form, lambda said: _added(actor, the_body, said))


def _added(actor: Actor, body: Body, values: Values) -> str:
    holder = chosen_organization(actor, values)
    holders = [holder] if holder else []
    seat = commands.add_seat(actor, body, holders, label=values["label"], from_on=values["from_on"])
    return f"The seat {seat.label} is there. Say who represents it."


@require_http_methods(["GET", "POST"])
def term_act(request: HttpRequest, body: str, seat: str, handle: str, act: str) -> HttpResponse:
    """End the latest term of a person in a seat, or withdraw it as a mistake."""
    the_seat, actor = _mine(request, body, seat), actor_of(request)
    term = queries.latest_term(the_seat, handle)
    ends = act == "end"
    kind: type[ActForm] = forms.LastDayForm if ends else forms.ReasonForm
    form = kind(posted(request), initial={"last_on": today(the_seat.body)})
    what = "End the term" if ends else "Withdraw the term as a mistake"
    page = ActPage(
        heading=f"{what} of {term.person.name}", button=what, back=_back(the_seat),
        crumbs=_crumbs(the_seat), body=the_seat.body, is_danger=not ends,
    )  # fmt: skip
    perform = _end_term if ends else _withdraw_term
    return act_page(request, page, form, lambda said: perform(actor, term, said))


def _end_term(actor: Actor, term: Term, values: Values) -> str:
    commands.end_term(actor, term, last_on=values["last_on"])
    return f"The term of {term.person.name} ends on {day_words(values['last_on'])}."


def _withdraw_term(actor: Actor, term: Term, values: Values) -> str:
    commands.withdraw_term(actor, term, reason=values["reason"])
    return f"The term of {term.person.name} is withdrawn; the history keeps it with your reason."


@require_http_methods(["GET", "POST"])
def end_holding(request: HttpRequest, body: str, seat: str, organization: str) -> HttpResponse:
    """Let an organization no longer hold a seat."""
    the_seat, actor = _mine(request, body, seat), actor_of(request)
    holding = queries.latest_holding(the_seat, organization)
    form = forms.LastDayForm(posted(request), initial={"last_on": today(the_seat.body)})

    def act(values: Values) -> str:
        commands.end_holding(actor, holding, last_on=values["last_on"])
        return f"{holding.organization.name} holds it until {day_words(values['last_on'])}."

    page = ActPage(
        heading=f"{holding.organization.name} no longer holds {the_seat.label}",
        button="End the holding", back=_back(the_seat), crumbs=_crumbs(the_seat),
        body=the_seat.body,
    )  # fmt: skip
    return act_page(request, page, form, act)


def _mine(request: HttpRequest, body: str, seat: str) -> Seat:
    found = queries.seat_named(body_or_404(body), seat)
    require(policy.may_run_body(actor_of(request), found.body, "change a seat"))
    return found


def _back(seat: Seat) -> str:
    return f"/{seat.body.slug}/members/{seat.slug}"


def _crumbs(seat: Seat) -> tuple[tuple[str, str], ...]:
    home = f"/{seat.body.slug}"
    return ((home, seat.body.short_name), (f"{home}/members", "Members"), (_back(seat), seat.label))
