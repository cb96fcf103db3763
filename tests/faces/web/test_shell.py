"""The frame of every page: errors in words, headers, links of a body, log without secrets."""

from __future__ import annotations

import logging
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.templatetags.static import static
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from secretariat.faces.web import navigation, samples, views
from secretariat.faces.web.assets import with_static_files
from tests import factories

pytestmark = pytest.mark.django_db


def _break(_request: object) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("break", _break),
    path("", include("secretariat.faces.web.urls")),
]
handler404 = "secretariat.faces.web.views.not_found"
handler500 = "secretariat.faces.web.views.broken"


def test_unknown_address_is_answered_in_words(client: Client) -> None:
    response = client.get("/Nothing/here")

    assert response.status_code == 404
    assert "Nothing is kept at this address" in response.content.decode()


def test_address_that_only_takes_forms_leads_to_its_page(client: Client) -> None:
    response = client.get("/tc/2021-10-07/prepare/order")

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert 'href="/tc/2021-10-07/prepare">Go to the page' in response.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_fault_names_the_number_that_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.INFO, logger="secretariat.web"):
        response = client.get("/break")

    number = response.headers["X-Request-Id"]
    assert response.status_code == 500
    assert f'<strong class="num">{number}</strong>' in response.content.decode()
    assert number in caplog.text


def test_log_holds_the_pattern_of_the_address_and_not_what_was_asked(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="secretariat.web"):
        client.get("/style/verysecret?code=hunter2")

    (line,) = [record.getMessage() for record in caplog.records if record.name == "secretariat.web"]
    assert re.fullmatch(r"[0-9a-f]{8} GET /style/<str:kind> 404 \d+ ms", line)


def test_page_forbids_scripts_and_styles_of_others(client: Client) -> None:
    headers = client.get("/account/login/").headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Permissions-Policy"].startswith("camera=()")
    assert headers["X-Frame-Options"] == "DENY"


def test_form_out_of_date_is_explained() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/account/login/code/", {"email": "ada@example.org"})

    assert response.status_code == 403
    assert "This form was out of date" in response.content.decode()


@pytest.mark.parametrize("page", ["password/reset/", "password/set/", "signup/", "email/"])
def test_pages_for_passwords_and_registration_do_not_exist(client: Client, page: str) -> None:
    assert client.get(f"/account/{page}").status_code == 404


def test_style_guide_is_not_public_on_a_live_installation(client: Client) -> None:
    assert client.get("/style").status_code == 404


@override_settings(IS_DEMO=True)
@pytest.mark.parametrize("address", ["/style", *(f"/style/{kind}" for kind in samples.PAGES)])
def test_style_guide_shows_every_part(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert 'id="keys-help"' in response.content.decode()


@override_settings(IS_DEMO=True)
def test_example_shows_its_clock_on_every_page(client: Client) -> None:
    assert "Example council." in client.get("/account/login/").content.decode()


def test_live_installation_shows_no_clock(client: Client) -> None:
    assert "Example council." not in client.get("/account/login/").content.decode()


def test_links_mark_the_place_one_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "exists", lambda _path: True)

    current = [link.href for link in navigation.links("tc", "/tc/actions.csv") if link.is_current]

    assert current == ["/tc/actions"]


def test_home_is_current_only_on_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "exists", lambda _path: True)

    assert [n.label for n in navigation.links("tc", "/tc") if n.is_current] == ["Home"]


def test_address_of_a_static_file_changes_with_its_content() -> None:
    assert re.fullmatch(r"/static/web/style\.css\?v=[0-9a-f]{12}", static("web/style.css"))


def test_static_files_of_every_app_are_served_from_where_they_lie() -> None:
    server = with_static_files(None)

    assert settings.STATIC_URL + "web/style.css" in server.files
    assert settings.STATIC_URL + "django_htmx/htmx-2.min.js" in server.files


def test_base_page_asks_htmx_to_evaluate_nothing() -> None:
    request = RequestFactory().get("/x")

    html = views.bad_request(request, ValueError()).content.decode()

    assert '"allowEval":false' in html
    assert '"includeIndicatorStyles":false' in html
    assert finders.find("django_htmx/htmx-2.min.js")


def test_sign_in_keeps_where_one_wanted_to_go(client: Client) -> None:
    response = client.get("/sign-in?next=/tc/A-1")

    assert response.headers["Location"] == "/account/login/?next=/tc/A-1"


def test_sign_out_ends_the_session(client: Client) -> None:
    client.force_login(factories.account(None, "ada@example.org"))

    client.post("/sign-out")

    assert "_auth_user_id" not in client.session
