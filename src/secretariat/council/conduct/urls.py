"""Addresses of the conduct page."""

from __future__ import annotations

from django.urls import path

from secretariat.council.conduct import views
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "conduct"
CONDUCT = "<body:body>/conduct"
ENTRY = f"{CONDUCT}/<int:year>-<int:number>"

urlpatterns = [
    path(CONDUCT, views.conduct, name="conduct"),
    path(f"{CONDUCT}/contact", views.contact, name="contact"),
    path(f"{CONDUCT}/confirm", views.confirm, name="confirm"),
    path(ENTRY, views.entry, name="entry"),
    path(f"{ENTRY}/withdraw", views.withdraw, name="withdraw"),
]
