"""Addresses of updates."""

from __future__ import annotations

from django.urls import path

from secretariat.council.updates import views
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "updates"
UPDATES = "<body:body>/updates"
STANDING = f"{UPDATES}/<slug:standing>"
UPDATE = f"{STANDING}/<meeting:meeting>"

urlpatterns = [
    path(UPDATES, views.updates, name="updates"),
    path(f"{UPDATES}/new", views.new_standing, name="new_standing"),
    path(f"{UPDATES}/ask", views.ask_everybody, name="ask_everybody"),
    path(f"{UPDATES}/answer/<str:token>", views.answer, name="answer_update"),
    path(f"{UPDATES}/answer/<str:token>/excuse", views.excuse, name="excuse_by_link"),
    path(STANDING, views.standing, name="standing_update"),
    path(f"{STANDING}/edit", views.change_standing, name="change_standing"),
    path(f"{STANDING}/end", views.end_standing, name="end_standing"),
    path(UPDATE, views.update, name="update"),
    path(f"{UPDATE}/<slug:verb>", views.act_on_update, name="act_on_update"),
]
