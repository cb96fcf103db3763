"""Addresses of the interface and its versions.

What stands behind them is loaded when one of them is first asked for: it costs half a second that
neither the command line nor a page should pay.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path


def version_1(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Whatever stands under `/api/v1/`."""
    from secretariat.faces.api.v1 import answered

    return answered(request, rest)


app_name = "api"
urlpatterns = [path("api/v1/<path:rest>", version_1, name="v1")]
