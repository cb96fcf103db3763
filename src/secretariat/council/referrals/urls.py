"""Addresses of referrals."""

from __future__ import annotations

from django.urls import path

from secretariat.council.referrals import views
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "referrals"
ONE = "<body:body>/<referral:referral>"

urlpatterns = [
    path("<body:body>/referrals", views.listing, name="list"),
    path(ONE, views.page, name="page"),
    path(f"{ONE}/take-up", views.take_up, name="take_up"),
    path(f"{ONE}/note", views.note, name="note"),
    path(f"{ONE}/withdraw", views.withdraw, name="withdraw"),
]
