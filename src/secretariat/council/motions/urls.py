"""Addresses of motions and decisions."""

from __future__ import annotations

from django.urls import path

from secretariat.council.motions import secret_views, views
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "motions"
MOTION = "<body:body>/<motion:motion>"

urlpatterns = [
    path("<body:body>/decisions", views.register, name="register"),
    path("answer/<str:token>/ballot", views.answer_ballot, name="answer_ballot"),
    path(MOTION, views.page, name="page"),
    path(f"{MOTION}/edit", views.reword, name="reword"),
    path(f"{MOTION}/voted", secret_views.voted, name="voted"),
    path(f"{MOTION}/turned", secret_views.turned, name="turned"),
    path(f"{MOTION}/<slug:verb>", views.act, name="act"),
    path("<body:body>/<meeting:meeting>/<item:item>/motion", views.prepare, name="prepare"),
    path("<body:body>/<meeting:meeting>/<item:item>/motions", views.move, name="move"),
]
