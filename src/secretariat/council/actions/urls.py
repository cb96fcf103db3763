"""Addresses of action items."""

from __future__ import annotations

from django.urls import path

from secretariat.council.actions import views
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "actions"

urlpatterns = [
    path("<body:body>/actions", views.listing, name="list"),
    path("answer/<str:token>/actions/<action:action>", views.answer_by_link, name="answer"),
    path("<body:body>/actions/letters", views.letters, name="letters"),
    path("<body:body>/actions/line", views.from_line, name="line"),
    path("<body:body>/<action:action>", views.page, name="page"),
    path("<body:body>/<action:action>/edit", views.edit, name="edit"),
    path("<body:body>/<action:action>/<slug:verb>", views.act, name="act"),
]
