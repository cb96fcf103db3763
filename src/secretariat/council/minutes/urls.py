"""Addresses of the minutes."""

from __future__ import annotations

from django.urls import path

from secretariat.foundation.records import converters  # noqa: F401 - registers them

from . import views
from .views import answering

app_name = "minutes"
HERE = "<body:body>/<meeting:meeting>/minutes"
EDITION = f"{HERE}/<edition:edition>"

urlpatterns = [
    path("answer/<str:token>/correct", answering.correct, name="answer_correct"),
    path("answer/<str:token>/missing", answering.missing, name="answer_missing"),
    path("answer/<str:token>/presence", answering.presence, name="answer_presence"),
    path("<body:body>/minutes", views.register, name="register"),
    path(HERE, views.page, name="page"),
    path(EDITION, views.page, name="edition"),
    path(f"{HERE}/draft", views.draft, name="draft"),
    path(f"{HERE}/release", views.release, name="release"),
    path(f"{HERE}/recall", views.recall, name="recall"),
    path(f"{HERE}/send", views.send, name="send"),
    path(f"{HERE}/correct", views.correct, name="correct"),
    path(f"{EDITION}/correct", views.correct, name="correct_edition"),
    path(f"{HERE}/missing", views.missing, name="missing"),
    path(f"{EDITION}/missing", views.missing, name="missing_edition"),
    path(f"{HERE}/presence", views.presence, name="presence"),
    path(f"{EDITION}/presence", views.presence, name="presence_edition"),
    path(f"{HERE}/corrections", views.corrections, name="corrections"),
    path(f"{HERE}/corrections/<int:number>", views.decide, name="decide"),
    path(f"{HERE}/errata", views.erratum, name="erratum"),
    path(f"{EDITION}/errata", views.erratum, name="erratum_edition"),
    path(
        "<body:body>/<meeting:meeting>/<item:item>/move-approval",
        views.move_approval,
        name="move_approval",
    ),
]
