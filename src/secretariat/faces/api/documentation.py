"""The documentation page of the interface, made from its OpenAPI document: a page like any other,
without scripts and without anything from elsewhere.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from secretariat.faces.api.chapters import chapters, shapes
from secretariat.foundation.people.http import render_page


def documentation(request: HttpRequest, document: dict[str, Any]) -> HttpResponse:
    """Every address with what it takes and answers."""
    context = {
        "about": document["info"]["description"],
        "chapters": chapters(document),
        "shapes": shapes(document),
    }
    return render_page(request, "web/interface.html", context)
