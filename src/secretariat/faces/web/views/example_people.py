"""Trying the example as chair, secretary or representative. Elsewhere it is no page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from secretariat.faces.web.example_people import account_of, people_to_try
from secretariat.foundation.people.commands import issue_sign_in_link
from secretariat.foundation.people.http import for_everybody, redirect_page, render_page
from secretariat.rules.visibility import system_actor


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def example_people(request: HttpRequest) -> HttpResponse:
    """Who can be tried, and what each of them is there for; a choice leads to a one-time link."""
    if not settings.IS_DEMO:
        raise Http404("Only in the example somebody else can be tried.")
    if request.method == "POST":
        account = account_of(request.POST.get("person", ""))
        return redirect_page(request, issue_sign_in_link(system_actor("example"), account))
    return render_page(request, "web/example_people.html", {"people": people_to_try()})
