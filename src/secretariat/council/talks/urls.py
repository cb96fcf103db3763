"""Addresses of talks. Words that name a page here are no talk's short name (`commands.keeping`)."""

from __future__ import annotations

from django.urls import path

from secretariat.council.talks.views import public, talk, webinars
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "talks"
HERE = "<body:body>/talks"
ONE = f"{HERE}/<slug:talk>"
ROUND = f"{HERE}/webinars/<int:number>"

urlpatterns = [
    path(HERE, talk.board, name="board"),
    path(f"{HERE}/new", talk.add, name="add"),
    path(f"{HERE}/line", talk.add_line, name="line"),
    path(f"{HERE}/suggest", public.suggest, name="suggest"),
    path(f"{HERE}/thanks", public.thanks, name="thanks"),
    path(f"{HERE}/guidelines", talk.guidelines, name="guidelines"),
    path(f"{HERE}/invitation/<str:token>", public.invitation, name="invitation"),
    path(f"{HERE}/invitation/<str:token>/slides", public.slides, name="slides"),
    path(f"{HERE}/webinars", webinars.rounds, name="rounds"),
    path(ROUND, webinars.one, name="round"),
    path(f"{ROUND}/approve", webinars.approve, name="approve"),
    path(f"{ROUND}/close", webinars.close, name="close"),
    path(f"{ROUND}/drop", webinars.drop, name="drop"),
    path(ONE, talk.page, name="page"),
    path(f"{ONE}/edit", talk.edit, name="edit"),
    path(f"{ONE}/material", talk.material, name="material"),
    path(f"{ONE}/files/<str:file>", talk.file, name="file"),
    path(f"{ONE}/slots/<int:number>/<slug:verb>", talk.act_on_slot, name="slot"),
    path(f"{ONE}/<slug:verb>", talk.act, name="act"),
]
