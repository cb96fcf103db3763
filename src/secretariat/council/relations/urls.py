"""Addresses of relations and consultations."""

from __future__ import annotations

from django.urls import path

from secretariat.council.relations import views
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "relations"
RELATIONS = "<body:body>/relations"
RELATION = f"{RELATIONS}/<slug:relation>"
CONSULTATIONS = "<body:body>/consultations"
CONSULTATION = f"{CONSULTATIONS}/<slug:consultation>"

urlpatterns = [
    path(RELATIONS, views.relations, name="relations"),
    path(f"{RELATIONS}/new", views.new_relation, name="new_relation"),
    path(RELATION, views.relation, name="relation"),
    path(f"{RELATION}/edit", views.describe_relation, name="describe_relation"),
    path(f"{RELATION}/<slug:verb>", views.act_on_relation, name="act_on_relation"),
    path(CONSULTATIONS, views.consultations, name="consultations"),
    path(f"{CONSULTATIONS}/new", views.new_consultation, name="new_consultation"),
    path(CONSULTATION, views.consultation, name="consultation"),
    path(f"{CONSULTATION}/edit", views.describe_consultation, name="describe_consultation"),
    path(f"{CONSULTATION}/<slug:verb>", views.act_on_consultation, name="act_on_consultation"),
    path(
        "<body:body>/<meeting:meeting>/<item:item>/move-sending",
        views.move_sending,
        name="move_sending",
    ),
]
