"""Settings pages: an officer acts through forms, a refusal keeps what was typed, others stay "
"out."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.foundation.people import queries
from secretariat.foundation.people.models import Account, Body, Organization, Person, Seat
from secretariat.foundation.people.snapshots import roster_on
from secretariat.rules.edits import state_number
from secretariat.rules.rulebook_words import default_rule_book_text
from tests import factories as make

DAY = date(2021, 10, 7)
PAGES = [
    "", "/about", "/rules", "/rules/text", "/look", "/look/check", "/roster", "/seats/new",
    "/offices", "/offices/new", "/appointments/new", "/people", "/people/new", "/people/ben-tarn",
    "/organizations", "/organizations/lighthouse/rename", "/organizations/lighthouse/merge",
    "/organizations/lighthouse/leave", "/offices/chair/ada-quill/end",
    "/offices/chair/ada-quill/withdraw", "/seats/lighthouse/terms/ben-tarn/end",
    "/seats/lighthouse/terms/ben-tarn/withdraw", "/seats/lighthouse/holders/lighthouse/end",
    "/appointments/liaison/ben-tarn/end",
    *(f"/seats/lighthouse/{act}" for act in (
        "representative", "alternate", "share", "label", "inactive", "active", "close")),
    *(f"/people/ben-tarn/{act}" for act in (
        "name", "spelling", "forget-spelling", "company", "address", "account",
        "close-account", "reopen-account")),
]  # fmt: skip


@pytest.fixture
def body(db: None) -> Body:
    made = make.body()
    make.office(made, "chair", make.person("Ada Quill"))
    ben = make.person("Ben Tarn", of=make.organization("Lighthouse"))
    make.seat(made, "Lighthouse", ben, since=date(2021, 1, 1))
    make.appointment(made, "liaison", ben)
    return made


@pytest.fixture
def chair(body: Body, client: Client) -> Client:
    client.force_login(make.account(Person.objects.get(handle="ada-quill")))
    return client


def post(client: Client, path: str, **values: object) -> str:
    """Send a form that is taken, and give the page it leads to."""
    response = client.post(path, values, follow=True)
    page = response.content.decode()
    assert response.redirect_chain, page
    assert response.status_code == 200
    return page


def refused(client: Client, path: str, **values: object) -> str:
    """Send a form that comes back with an error."""
    response = client.post(path, values)
    assert response.status_code in {409, 422}
    return str(response.content.decode())


@pytest.mark.parametrize("path", PAGES)
def test_settings_are_for_officers(client: Client, chair: Client, path: str) -> None:
    assert chair.get(f"/tc/settings{path}").status_code == 200
    client.logout()
    assert client.get(f"/tc/settings{path}").status_code == 403


def test_header_leads_officers_to_the_settings(chair: Client) -> None:
    link = 'href="/tc/settings" data-key="g e"'
    assert link in chair.get("/tc/members").content.decode()
    assert link not in Client().get("/tc/members").content.decode()


def test_settings_name_the_next_step(chair: Client) -> None:
    page = chair.get("/tc/settings").content.decode()
    assert "Go on with: About this body" in page
    assert "no secretary yet" in page


def test_about_is_changed_and_a_wrong_zone_keeps_what_was_typed(chair: Client, body: Body) -> None:
    values = {
        "name": "Technical Council", "short_name": "TC", "kind": "council", "zone": "Berlin",
        "mission": "Keep the harbour open.", "draft_audience": "members", "seen": 1,
        "liaison": "pilot",
    }  # fmt: skip
    page = refused(chair, "/tc/settings/about", **values)
    assert "Did you mean Europe/Berlin?" in page
    assert "Keep the harbour open." in page

    post(chair, "/tc/settings/about", **(values | {"zone": "Europe/Berlin"}))

    body.refresh_from_db()
    assert (body.zone, body.vocabulary) == ("Europe/Berlin", {"liaison": "pilot"})


def test_about_shows_both_versions_to_the_second_editor(chair: Client, body: Body) -> None:
    values = {
        "name": "Mine", "short_name": "TC", "kind": "council", "zone": "UTC", "mission": "",
        "draft_audience": "members", "liaison": "",
    }  # fmt: skip
    post(chair, "/tc/settings/about", **values, seen=1)
    response = chair.post("/tc/settings/about", {**values, "name": "Theirs", "seen": 1})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Saved by the other person" in page
    assert "Theirs" in page


def test_own_word_for_a_liaison_stands_where_one_is_named(chair: Client, body: Body) -> None:
    make.appointment(body, "liaison", make.person("Dee Shoal"), "tc/projects/reef-kit")
    post(
        chair, "/tc/settings/about", name="Technical Council", short_name="TC", kind="council",
        zone="UTC", mission="", draft_audience="members", liaison="pilot", seen=1,
    )  # fmt: skip

    assert ">pilot<" in chair.get("/tc/members").content.decode()
    assert "Pilot" in chair.get("/people/dee-shoal").content.decode()


def test_representative_is_changed_to_somebody_new_in_one_form(chair: Client, body: Body) -> None:
    page = post(
        chair, "/tc/settings/seats/lighthouse/representative",
        new_name="Cyd Moss", new_organization="Dockside", from_on="2021-10-07",
    )  # fmt: skip
    assert "Cyd Moss represents Lighthouse from 7 Oct 2021." in page
    assert [p.name for p in roster_on(body, DAY).seats[0].people] == ["Cyd Moss"]
    assert queries.organization_of(Person.objects.get(name="Cyd Moss"), DAY) == "Dockside"


def test_representative_that_overlaps_is_refused_beside_the_day(chair: Client, body: Body) -> None:
    page = refused(
        chair, "/tc/settings/seats/lighthouse/representative",
        person="ada-quill", from_on="2021-01-01",
    )  # fmt: skip
    assert "Ben Tarn is representative of Lighthouse since 1 Jan 2021" in page


def test_person_is_chosen_or_new_but_not_both(chair: Client) -> None:
    page = refused(
        chair, "/tc/settings/seats/lighthouse/alternate",
        person="ada-quill", new_name="Cyd Moss", from_on="2021-10-07",
    )  # fmt: skip
    assert "one of two" in page


def test_namesake_is_entered_only_when_said_so(chair: Client) -> None:
    values = {"new_name": "ben tarn", "from_on": "2021-10-07"}
    path = "/tc/settings/seats/lighthouse/alternate"
    assert "is in the record already" in refused(chair, path, **values)
    post(chair, path, **values, is_namesake="on")
    assert Person.objects.filter(handle="ben-tarn-2").exists()


@pytest.mark.parametrize(
    ("act", "values", "words"),
    [
        ("alternate", {"person": "ada-quill", "from_on": "2021-10-07"}, "is an alternate"),
        ("share", {"new_organization": "Compass", "from_on": "2021-10-07"}, "holds Lighthouse too"),
        ("label", {"label": "Seat 1", "seen": 1}, "printed as Seat 1"),
        ("inactive", {"from_on": "2021-10-01", "reason": "Absent"}, "is inactive from 1 Oct"),
        ("close", {"last_on": "2021-10-07", "seen": 1}, "ends on 7 Oct 2021"),
        ("terms/ben-tarn/end", {"last_on": "2021-10-07"}, "ends on 7 Oct 2021"),
        ("terms/ben-tarn/withdraw", {"reason": "Mistake"}, "is withdrawn"),
    ],
)
def test_acts_on_a_seat(chair: Client, act: str, values: dict[str, object], words: str) -> None:
    assert words in post(chair, f"/tc/settings/seats/lighthouse/{act}", **values)


def test_seat_that_is_inactive_is_marked_active_again(chair: Client) -> None:
    post(chair, "/tc/settings/seats/lighthouse/inactive", from_on="2021-10-01", reason="Absent")
    page = post(chair, "/tc/settings/seats/lighthouse/active", from_on="2021-10-07")
    assert "is active from 7 Oct 2021" in page


def test_shared_seat_loses_a_holder(chair: Client, body: Body) -> None:
    path = "/tc/settings/seats/lighthouse"
    post(chair, f"{path}/share", new_organization="Compass", from_on="2021-02-01")
    post(chair, f"{path}/holders/lighthouse/end", last_on="2021-10-06")
    assert roster_on(body, DAY).seats[0].organizations == ("Compass",)


def test_seat_is_added_with_a_new_organization(chair: Client) -> None:
    page = post(chair, "/tc/settings/seats/new", new_organization="Compass")
    assert "The seat Compass is there" in page
    assert "is empty. Fill it in" in refused(chair, "/tc/settings/seats/new")
    assert Seat.objects.filter(slug="compass").exists()


def test_unknown_act_is_not_found(chair: Client) -> None:
    assert chair.get("/tc/settings/seats/lighthouse/paint").status_code == 404
    assert chair.get("/tc/settings/people/ben-tarn/paint").status_code == 404


def test_offices_begin_and_end_and_people_are_appointed(chair: Client, body: Body) -> None:
    page = post(chair, "/tc/settings/offices/new", kind="secretary", person="ben-tarn")
    assert "Ben Tarn is secretary." in page
    post(chair, "/tc/settings/offices/secretary/ben-tarn/end", last_on="2021-10-07")
    assert queries.holders_of(body, "secretary", date(2021, 10, 8)) == []
    page = post(
        chair, "/tc/settings/appointments/new", person="ada-quill", role="Liaison",
        about="tc/projects/tide", certainty="prospective", from_on="2021-10-07",
    )  # fmt: skip
    assert "Ada Quill is liaison." in page
    post(chair, "/tc/settings/appointments/liaison/ada-quill/end?about=tc/projects/tide",
         last_on="2021-10-07", seen=1)  # fmt: skip


def test_office_withdrawn_as_a_mistake_needs_a_reason(chair: Client) -> None:
    path = "/tc/settings/offices/chair/ada-quill/withdraw"
    assert "This field is required" in refused(chair, path, reason="")


@pytest.mark.parametrize(
    ("act", "values", "words"),
    [
        ("name", {"name": "Benjamin Tarn", "known_as": "Ben", "seen": 1}, "Benjamin Tarn"),
        ("spelling", {"text": "BT"}, "finds Ben Tarn too"),
        ("company", {"new_organization": "Dockside", "from_on": "2021-10-07"}, "Dockside"),
        ("company", {"from_on": "2021-10-07"}, "speaks from no organization"),
        ("address", {"address": "ben@example.org", "seen": "1"}, "The address is kept"),
        ("account", {"address": "ben@example.org"}, "signs in with a code"),
    ],
)
def test_acts_on_a_person(chair: Client, act: str, values: dict[str, object], words: str) -> None:
    assert words in post(chair, f"/tc/settings/people/ben-tarn/{act}", **values)


def test_account_is_changed_closed_and_reopened(chair: Client) -> None:
    path = "/tc/settings/people/ben-tarn"
    post(chair, f"{path}/account", address="ben@example.org")
    seen = state_number("ben@example.org")
    post(chair, f"{path}/account", address="tarn@example.org", seen=seen)
    assert "tarn" in Account.objects.get(person__handle="ben-tarn").email
    post(chair, f"{path}/close-account")
    assert "Closed" in chair.get("/tc/settings/people").content.decode()
    post(chair, f"{path}/reopen-account")
    assert Account.objects.get(person__handle="ben-tarn").is_active


def test_address_is_hidden_from_officers_of_only_one_of_the_bodies(chair: Client) -> None:
    ben = Person.objects.get(handle="ben-tarn")
    ben.address = "ben@example.org"
    ben.save()
    assert "ben@example.org" in chair.get("/tc/settings/people/ben-tarn").content.decode()
    make.office(make.body("board", "Board"), "chair", ben)
    assert "ben@example.org" not in chair.get("/tc/settings/people/ben-tarn").content.decode()


def test_staff_keep_people_but_not_the_settings(client: Client, body: Body) -> None:
    helper = make.person("Eve Lund")
    make.office(body, "staff", helper)
    client.force_login(make.account(helper))
    page = post(client, "/tc/settings/people/new", name="Guest Gray", new_organization="Dockside")
    assert "Guest Gray is in the record" in page
    assert client.get("/tc/settings").status_code == 403


def test_organization_is_renamed_merged_and_leaves(chair: Client, body: Body) -> None:
    path = "/tc/settings/organizations/lighthouse"
    post(chair, f"{path}/rename", name="Beacon", from_on="2021-10-01", seen=1)
    assert "Lighthouse until 30 Sep 2021" in _words(chair, "/tc/settings/organizations")
    make.organization("Harbour Group")
    post(chair, f"{path}/merge", organization="harbour-group", on="2021-10-07", seen=2)
    assert Organization.objects.get(slug="lighthouse").merged_into is not None
    post(chair, "/tc/settings/organizations/harbour-group/leave", last_on="2021-10-07")
    assert roster_on(body, date(2021, 10, 8)).seats == ()


def _words(client: Client, path: str) -> str:
    """A page without its tags."""
    return " ".join(re.sub(r"<[^>]*>", "", client.get(path).content.decode()).split())


def test_roster_is_looked_at_then_imported(chair: Client, body: Body) -> None:
    lines = "seat,representative\nLighthouse,Ben Tarn\nMooring,Zoë Ó\n"
    file = SimpleUploadedFile("roster.csv", lines.encode("utf-16"))
    shown = chair.post("/tc/settings/roster", {"file": file, "on": "2021-10-07"})
    page = shown.content.decode()
    assert "Zoë Ó becomes representative of Mooring" in page
    assert not Seat.objects.filter(slug="mooring").exists()

    kept = shown.context["kept"].initial
    page = post(chair, "/tc/settings/roster/import", **kept)

    assert "The roster is imported: 4 changes" in page
    assert "Zoë Ó" in page


def test_roster_with_wrong_lines_cannot_be_imported(chair: Client) -> None:
    file = SimpleUploadedFile("r.csv", b"seat,representative,from\nMooring,Zoe Oh,soon\n")
    page = chair.post("/tc/settings/roster", {"file": file, "on": "2021-10-07"}).content.decode()
    assert "1 line cannot be used" in page
    assert "is not a day" in page
    assert "Import these" not in page


def test_file_that_is_no_roster_is_refused_in_the_form(chair: Client) -> None:
    file = SimpleUploadedFile("r.xlsx", b"PK\x03\x04")
    page = refused(chair, "/tc/settings/roster", file=file, on="2021-10-07")
    assert "save it as “CSV UTF-8”" in page


def test_rule_book_shows_the_line_that_is_wrong_and_keeps_the_text(
    chair: Client, body: Body
) -> None:
    text = default_rule_book_text("Technical Council", DAY).replace("version = 1", "version = 2")
    wrong = text.replace('needs = "at least 1/2 of all seats"', 'needs = "half"')
    page = refused(chair, "/tc/settings/rules/text", text=wrong, seen=1)
    assert "This line: <code>8: needs = &quot;half&quot;</code>" in page
    assert "valid_from = 2021-10-07" in page

    page = post(chair, "/tc/settings/rules/text", text=text, seen=1, adopted_by="tc/M-2021-1")
    assert "Version 2 of the rule book is kept" in page
    assert 'adopted by <a class="ref" href="/tc/M-2021-1">tc/M-2021-1</a>' in page


def test_rule_book_editor_begins_with_the_next_version_from_today(chair: Client) -> None:
    page = chair.get("/tc/settings/rules/text").content.decode()
    assert "version = 2" in page
    assert "valid_from = 2021-10-07" in page


def test_look_is_checked_while_typing_and_refused_when_too_pale(chair: Client, body: Body) -> None:
    query = {"accent": "#f0a0c0", "accent2": "blue"}
    part = chair.get("/tc/settings/look/check", query, headers={"HX-Request": "true"})
    words = part.content.decode()
    assert "Too pale" in words
    assert "Not a colour yet" in words
    assert "<html" not in words
    page = refused(chair, "/tc/settings/look", accent="#f0a0c0", accent2="#114e86", seen=1)
    assert "The next darker shade that passes is" in page

    post(chair, "/tc/settings/look", accent="#114e86", accent2="#b3195f", seen=1)

    assert "--look-accent: #114e86" in chair.get("/tc/look.css").content.decode()


def test_logo_is_kept_refused_and_removed(chair: Client, body: Body) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 40
    post(chair, "/tc/settings/look/logo", logo=SimpleUploadedFile("m.png", png), seen=1)
    evil = SimpleUploadedFile("m.svg", b"<svg><script>1</script></svg>")
    page = refused(chair, "/tc/settings/look/logo", logo=evil, seen=2)
    assert "is more than a picture" in page
    post(chair, "/tc/settings/look/no-logo", seen=2)
    body.refresh_from_db()
    assert body.logo is None


LISTS = [
    "", "/people", "/organizations", "/offices", "/roster", "/people/ben-tarn",
    "/seats/lighthouse/representative",
]  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_settings_take_the_same_queries_for_few_and_for_many(
    chair: Client, body: Body, path: str
) -> None:
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert chair.get(f"/tc/settings{path}").status_code == 200
        counts.append(len(captured))
        for extra in range(3):
            firm = make.organization(f"Firm {number}{extra}")
            one = make.person(f"Person {number}{extra}", of=firm)
            make.seat(body, f"Seat {number}{extra}", one)
            make.office(body, "staff", one)
            make.appointment(body, "liaison", one)
            make.account(one)
    assert counts[0] == counts[1] <= 20


def test_organizations_without_a_seat_are_found_to_rename_and_merge(
    body: Body, chair: Client
) -> None:
    make.person("Gil Weir", of=make.organization("Zoo"))
    page = chair.get("/tc/settings/organizations").content.decode()

    seated, others = page.split('id="others"')
    assert "/organizations/lighthouse/rename" in seated
    assert "/organizations/zoo/" not in seated
    assert "/organizations/zoo/rename" in others
    assert "/organizations/zoo/merge" in others
    assert "/organizations/zoo/leave" not in others
