"""Addresses of the outbox."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "outbox"

urlpatterns = [path("answer/<str:token>", views.answer, name="answer")]
