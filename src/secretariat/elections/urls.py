"""Addresses of election timelines."""

from __future__ import annotations

from django.urls import path

from secretariat.elections import views
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "elections"
ELECTIONS = "<body:body>/elections"
TIMELINE = f"{ELECTIONS}/<slug:timeline>"

urlpatterns = [
    path(ELECTIONS, views.elections, name="elections"),
    path(f"{ELECTIONS}/new", views.new_timeline, name="new_timeline"),
    path(TIMELINE, views.timeline, name="timeline"),
    path(f"{TIMELINE}/edit", views.change_days, name="change_days"),
    path(f"{TIMELINE}/again", views.propose_again, name="propose_again"),
    path(f"{TIMELINE}/adopt", views.adopt, name="adopt"),
    path(f"{TIMELINE}/end", views.end, name="end"),
    path(
        "<body:body>/<meeting:meeting>/<item:item>/move-timeline",
        views.move_timeline,
        name="move_timeline",
    ),
]
