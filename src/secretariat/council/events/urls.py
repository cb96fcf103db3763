"""Addresses of events."""

from __future__ import annotations

from django.urls import path

from secretariat.council.events import views
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "events"
EVENTS = "<body:body>/events"
EVENT = f"{EVENTS}/<slug:event>"

urlpatterns = [
    path(EVENTS, views.events, name="events"),
    path(f"{EVENTS}/new", views.new_event, name="new_event"),
    path(f"{EVENTS}/import", views.import_calendar, name="import_calendar"),
    path(EVENT, views.event, name="event"),
    path(f"{EVENT}/edit", views.describe_event, name="describe_event"),
    path(f"{EVENT}/sessions/<int:number>", views.change_session, name="change_session"),
    path(f"{EVENT}/notes/<int:number>", views.change_note, name="change_note"),
    path(f"{EVENT}/<slug:verb>", views.act_on_event, name="act_on_event"),
]
