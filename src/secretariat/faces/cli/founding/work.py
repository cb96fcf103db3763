"""Makes a planned council with the commands that the pages use: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from secretariat.council.meetings.commands import (
    NoticeText,
    SeriesPlan,
    adopt_notice,
    create_series,
    plan_ahead,
)
from secretariat.council.meetings.rhythm import series_rule
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.meetings.standing import STANDING
from secretariat.foundation.people import commands, queries
from secretariat.foundation.people.commands import NewPerson
from secretariat.foundation.people.logos import logo_remark
from secretariat.foundation.people.models import Account, Body, Organization, Person
from secretariat.foundation.records import clock
from secretariat.rules.calendar import series_words
from secretariat.rules.days import day_words
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import counted, joined

from .plan import CouncilPlan, Officer, SeriesWish

# So many weeks of meetings stand in the calendar at once.
AHEAD = timedelta(weeks=13)


@dataclass(slots=True)
class Founded:
    """What was made, what of it is worth a look, in words, and who can sign in first."""

    body: Body
    made: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    account: Account | None = None


def found(actor: Actor, plan: CouncilPlan) -> Founded:
    """Make the council. Refuses what the commands refuse; then nothing is kept."""
    with transaction.atomic():
        body = commands.begin_council(
            actor,
            organization=plan.organization,
            slug=plan.slug,
            facts=plan.facts,
            rules=plan.rules,
        )
        founded = Founded(body, [f"{body.name} of {body.host.name}, at /{body.slug}"])
        _make_roster(actor, founded, plan)
        for kind, who in (("chair", plan.chair), ("secretary", plan.secretary)):
            if who is not None:
                _make_officer(actor, founded, kind, who)
        founded.made.append("a rule book" if plan.rules else "a neutral rule book, to be replaced")
        if plan.series is not None:
            _make_series(actor, founded, plan.series)
        _make_notices(actor, founded, plan)
        _make_look(actor, founded, plan)
    return founded


def _make_roster(actor: Actor, founded: Founded, plan: CouncilPlan) -> None:
    body, day = founded.body, queries.today(founded.body)
    if plan.roster:
        commands.import_roster(actor, body, plan.roster, on=day)
    for name in plan.seats:
        commands.add_seat(actor, body, [_organization(actor, name)])
    seats = len(queries.seats_of(body))
    founded.made.append(f"{counted(seats, 'seat')}" if seats else "no seats yet")
    officer = queries.holders_of(body, "chair", day) or queries.holders_of(body, "secretary", day)
    founded.account = queries.account_of(officer[0]) if officer else None


def _organization(actor: Actor, name: str) -> Organization:
    return queries.organization_called(name) or commands.found_organization(actor, name)


def _make_officer(actor: Actor, founded: Founded, kind: str, who: Officer) -> None:
    body = founded.body
    person = _person(actor, who)
    if person not in queries.holders_of(body, kind, queries.today(body)):
        commands.begin_office(actor, body, kind, person)
    account = queries.account_of(person)
    if account is None and who.address:
        account = commands.open_account(actor, person, who.address)
    founded.account = founded.account or account
    founded.made.append(f"{person.name} as {kind}")


def _person(actor: Actor, who: Officer) -> Person:
    """The person of this name who is in the roster, or a new one."""
    known = queries.namesakes(who.name)
    if len(known) == 1:
        return queries.person_named(known[0].handle)
    company = _organization(actor, who.organization) if who.organization else None
    return commands.add_person(
        actor,
        NewPerson(name=who.name, organization=company),
        not_the_same_as=[found.handle for found in known],
    )


def _make_series(actor: Actor, founded: Founded, wish: SeriesWish) -> None:
    body = founded.body
    plan = SeriesPlan(
        title=wish.title or f"Meetings of the {body.name}",
        starts_on=wish.starts_on,
        start_time=wish.start_time,
        end_time=wish.end_time,
        every_weeks=wish.every_weeks,
        link=wish.link,
        holidays=wish.holidays,
    )
    series = create_series(actor, body, plan)
    ahead = plan_ahead(actor, series, until_on=clock.now().date() + AHEAD)
    words = series_words(series_rule(series))
    founded.made.append(f"meetings {words}, {len(ahead)} of them planned")
    founded.remarks += [
        f"The meeting of {day_words(day_of(each.meeting))}: {words}"
        for each in ahead
        for words in each.warnings
    ]


def _make_notices(actor: Actor, founded: Founded, plan: CouncilPlan) -> None:
    """The notices hold from today on."""
    body, titles = founded.body, []
    for place, usual in enumerate(STANDING, start=1):
        given = plan.notices.get(usual.slug, "")
        if given:
            text = NoticeText(
                slug=usual.slug,
                title=usual.title,
                text=usual.text_of(given),
                position=place,
                is_at_opening=usual.is_at_opening,
            )
            adopt_notice(actor, body, text, from_on=queries.today(body))
            titles.append(usual.title)
    if titles:
        founded.made.append(f"{counted(len(titles), 'notice')}: {joined(titles)}")


def _make_look(actor: Actor, founded: Founded, plan: CouncilPlan) -> None:
    body, look = founded.body, plan.look
    if look.accent or look.accent2:
        body = commands.choose_colours(
            actor,
            body,
            accent=look.accent or body.accent,
            accent2=look.accent2 or body.accent2,
            seen=body.revision,
        )
    if look.logo:
        body = commands.set_logo(actor, body, look.logo_name, look.logo, seen=body.revision)
        founded.made.append("a logo")
        remark = logo_remark(look.logo_name, look.logo)
        founded.remarks += [remark] if remark else []
    founded.body = body
