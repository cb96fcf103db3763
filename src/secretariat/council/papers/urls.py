"""Addresses of papers and of the glossary."""

from __future__ import annotations

from django.urls import path

from secretariat.council.papers import views
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "papers"
HERE = "<body:body>/papers"
ONE = f"{HERE}/<slug:paper>"
VERSION = f"{ONE}/v<int:number>"
QUOTED = f"{ONE}/quotations"

urlpatterns = [
    path("<body:body>/glossary", views.glossary, name="glossary"),
    path(HERE, views.listing, name="list"),
    path(f"{HERE}/new", views.new, name="new"),
    path(ONE, views.page, name="page"),
    path(f"{ONE}/edit", views.describe, name="describe"),
    path(f"{ONE}/versions", views.begin, name="begin"),
    path(f"{ONE}/remarks", views.remark, name="remark"),
    path(f"{ONE}/supersede", views.supersede, name="supersede"),
    path(QUOTED, views.new_quotation, name="new_quotation"),
    path(f"{QUOTED}/<slug:quotation>", views.quotation, name="quotation"),
    path(f"{QUOTED}/<slug:quotation>/withdraw", views.withdraw_quotation, name="unquote"),
    path(VERSION, views.version, name="version"),
    path(f"{VERSION}/edit", views.edit_words, name="edit_words"),
    path(f"{VERSION}/<slug:verb>", views.act, name="act"),
    path(
        "<body:body>/<meeting:meeting>/<item:item>/move-adoption",
        views.move_adoption,
        name="move_adoption",
    ),
]
