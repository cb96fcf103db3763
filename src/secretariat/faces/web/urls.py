"""The map of addresses: fixed words first, then `/<body>/…`, each app with its own list.

An app whose pages are not built yet has no `urls` module and is left out.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from allauth.account import views as allauth_views
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from secretariat.faces.web import views
from secretariat.faces.web.views.feeds import FORMATS
from secretariat.foundation.records import converters as _converters  # noqa: F401  registers them

# Pages that stand under /<body>/… come last, the agenda items of a meeting last of all.
APPS = (
    "secretariat.faces.api",
    "secretariat.foundation.outbox",
    "secretariat.foundation.people",
    "secretariat.elections",
    "secretariat.council.reports",
    "secretariat.council.conduct",
    "secretariat.council.updates",
    "secretariat.council.papers",
    "secretariat.council.relations",
    "secretariat.council.events",
    "secretariat.council.talks",
    "secretariat.council.referrals",
    "secretariat.council.projects",
    "secretariat.council.actions",
    "secretariat.council.motions",
    "secretariat.council.minutes",
    "secretariat.council.decks",
    "secretariat.council.meetings",
)


def _has_urls(app: str) -> bool:
    return find_spec(app) is not None and find_spec(f"{app}.urls") is not None


def _pages(app: str) -> URLResolver:
    return path("", include(import_module(f"{app}.urls")))


urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^account/(?:password|email|signup|confirm-email|phone)\b", views.closed),
    path("account/", include("allauth.urls")),
    path("style", views.style_guide, name="style"),
    path("style/<str:kind>", views.style_sample, name="style-sample"),
    path("demo/clock", views.example_clock, name="example-clock"),
    path("demo/people", views.example_people, name="example-people"),
    path("search", views.search, name="search"),
    *(path(f"<body:body>/{file}", views.feed, {"file": file}, name=file) for file in FORMATS),
    # A reference and a format: tac/2021-10-07/deck.pptx.
    path("<ref:ref>.<format:to>", views.exported, name="exported"),
    *(_pages(app) for app in APPS if _has_urls(app)),
    path("", views.start, name="start"),
    path("<body:body>", views.body_home, name="body-home"),
    path("<body:body>/search", views.search_body, name="search-body"),
    path("<body:body>/loose-ends", views.body_loose_ends, name="body-loose-ends"),
    path("<body:body>/mail", views.body_mail, name="body-mail"),
    path("<body:body>/mail/to-come", views.body_mail_to_come, name="mail-to-come"),
    path("<body:body>/mail/works-again", views.body_mail_works_again, name="mail-works-again"),
    path("<body:body>/mail/<slug:key>", views.body_mail_message, name="mail"),
    path("<body:body>/mail/<slug:key>/send", views.body_mail_send, name="mail-send"),
    path("<body:body>/mail/<slug:key>/drop", views.body_mail_drop, name="mail-drop"),
    path("<body:body>/history", views.body_history, name="body-history"),
    path("sign-in", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("sign-out", allauth_views.logout, name="sign-out"),
]

handler400 = "secretariat.faces.web.views.bad_request"
handler403 = "secretariat.faces.web.views.forbidden"
handler404 = "secretariat.faces.web.views.not_found"
handler500 = "secretariat.faces.web.views.broken"
