"""Addresses of people, bodies' settings and signing in."""

from __future__ import annotations

from django.urls import path

from secretariat.foundation.records import converters as _converters  # noqa: F401  registers them

from .views import (
    accounts,
    doubles,
    looks,
    members,
    mergers,
    offices,
    organizations,
    people,
    rosters,
    rule_books,
    rules,
    seats,
    settings,
    signing_in,
)

app_name = "people"

_SETTINGS = "<body:body>/settings"

urlpatterns = [
    path("sign-in/<str:token>", signing_in.one_time_link, name="one-time-link"),
    path("me", signing_in.me, name="me"),
    path("me/time-zone", signing_in.time_zone, name="time-zone"),
    path("setup", settings.setup, name="setup"),
    path("setup/accounts", accounts.accounts, name="accounts"),
    path("setup/accounts/new", accounts.new_operator, name="new-operator"),
    path("setup/accounts/<slug:name>/address", accounts.address, name="account-address"),
    path("setup/accounts/<slug:name>/person", accounts.person, name="account-person"),
    path("setup/accounts/<slug:name>/link", accounts.link, name="link"),
    path("setup/accounts/<slug:name>/<slug:act>", accounts.account_act, name="account-act"),
    path("people/<slug:handle>", members.person, name="person"),
    path("<body:body>/look.css", looks.look_css, name="look-css"),
    path("<body:body>/logo", looks.logo, name="logo"),
    path("<body:body>/members", members.members, name="members"),
    path("<body:body>/members/<slug:seat>", members.seat, name="seat"),
    path("<body:body>/rules", rules.rules, name="rules"),
    path("<body:body>/rules/<int:version>", rules.rules, name="rules-version"),
    path(_SETTINGS, settings.settings, name="settings"),
    path(f"{_SETTINGS}/about", settings.about, name="about"),
    path(f"{_SETTINGS}/rules", rule_books.edit_rules, name="edit-rules"),
    path(f"{_SETTINGS}/rules/text", rule_books.edit_rules_text, name="edit-rules-text"),
    path(f"{_SETTINGS}/look", looks.look, name="look"),
    path(f"{_SETTINGS}/look/check", looks.check_colours, name="check-colours"),
    path(f"{_SETTINGS}/look/logo", looks.set_logo, name="set-logo"),
    path(f"{_SETTINGS}/look/no-logo", looks.remove_logo, name="remove-logo"),
    path(f"{_SETTINGS}/roster", rosters.roster, name="roster"),
    path(f"{_SETTINGS}/roster/import", rosters.import_roster, name="import-roster"),
    path(f"{_SETTINGS}/seats/new", seats.new_seat, name="new-seat"),
    path(f"{_SETTINGS}/seats/<slug:seat>/<slug:act>", seats.seat_act, name="seat-act"),
    path(
        f"{_SETTINGS}/seats/<slug:seat>/holders/<slug:organization>/end",
        seats.end_holding,
        name="end-holding",
    ),
    path(
        f"{_SETTINGS}/seats/<slug:seat>/terms/<slug:handle>/<slug:act>",
        seats.term_act,
        name="term-act",
    ),
    path(f"{_SETTINGS}/offices", offices.offices, name="offices"),
    path(f"{_SETTINGS}/offices/new", offices.new_office, name="new-office"),
    path(
        f"{_SETTINGS}/offices/<slug:kind>/<slug:handle>/<slug:act>",
        offices.office_act,
        name="office-act",
    ),
    path(f"{_SETTINGS}/appointments/new", offices.new_appointment, name="new-appointment"),
    path(
        f"{_SETTINGS}/appointments/<slug:role>/<slug:handle>/end",
        offices.end_appointment,
        name="end-appointment",
    ),
    path(f"{_SETTINGS}/people", people.people, name="people"),
    path(f"{_SETTINGS}/people/new", people.new_person, name="new-person"),
    path(f"{_SETTINGS}/people/doubles", doubles.doubles, name="doubles"),
    path(
        f"{_SETTINGS}/people/<slug:handle>/put-together",
        doubles.put_together,
        name="put-together",
    ),
    path(f"{_SETTINGS}/people/<slug:handle>", people.person, name="person-settings"),
    path(f"{_SETTINGS}/people/<slug:handle>/<slug:act>", people.person_act, name="person-act"),
    path(f"{_SETTINGS}/organizations", organizations.organizations, name="organizations"),
    path(f"{_SETTINGS}/organizations/<slug:slug>/rename", organizations.rename, name="rename"),
    path(f"{_SETTINGS}/organizations/<slug:slug>/merge", mergers.merge, name="merge"),
    path(f"{_SETTINGS}/organizations/<slug:slug>/leave", organizations.leave, name="leave"),
]
