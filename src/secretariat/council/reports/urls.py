"""Addresses of reports and of areas of focus."""

from __future__ import annotations

from django.urls import path

from secretariat.council.decks.views import asset
from secretariat.council.reports.views import focus, reports
from secretariat.foundation.records import converters as _converters  # noqa: F401 registers them

app_name = "reports"
REPORTS = "<body:body>/reports"
REPORT = f"{REPORTS}/<meeting:report>"
FOCUS = "<body:body>/focus"
YEAR = f"{FOCUS}/<slug:year>"
AREA = f"{YEAR}/<slug:area>"

urlpatterns = [
    path(REPORTS, reports.reports, name="reports"),
    path(f"{REPORTS}/new", reports.new, name="new"),
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}/edit", reports.describe, name="describe"),
    path(f"{REPORT}/present", reports.present, name="present"),
    path(f"{REPORT}/later", reports.later, name="later"),
    path(f"{REPORT}/look.css", reports.look, name="look"),
    path(f"{REPORT}/logo", reports.logo, name="logo"),
    path(f"{REPORT}/chapters/<slug:chapter>", reports.chapter, name="chapter"),
    path(f"{REPORT}/<slug:verb>", reports.act_on, name="act_on"),
    path(f"{REPORT}/<str:name>", asset, name="asset"),
    path(FOCUS, focus.years, name="focus"),
    path(f"{FOCUS}/new", focus.new_year, name="new_year"),
    path(YEAR, focus.year, name="year"),
    path(f"{YEAR}/edit", focus.describe_year, name="describe_year"),
    path(f"{YEAR}/new", focus.new_area, name="new_area"),
    path(f"{YEAR}/order", focus.order, name="order_areas"),
    path(AREA, focus.area, name="area"),
    path(f"{AREA}/edit", focus.reword_area, name="reword_area"),
    path(f"{AREA}/end", focus.end_area, name="end_area"),
    path(f"{AREA}/resume", focus.resume_area, name="resume_area"),
]
