"""Addresses of decks."""

from __future__ import annotations

from django.urls import path

from secretariat.foundation.records import converters  # noqa: F401 - registers them

from . import views

app_name = "decks"
HERE = "<body:body>/<meeting:meeting>/deck"

urlpatterns = [
    path(HERE, views.overview, name="overview"),
    path(f"{HERE}/present", views.present, name="present"),
    path(f"{HERE}/publish", views.publish, name="publish"),
    path(f"{HERE}/look.css", views.look, name="look"),
    path(f"{HERE}/logo", views.logo, name="logo"),
    path(f"{HERE}/<str:name>", views.asset, name="asset"),
]
