"""keys.js in a real browser: each key presses what can also be clicked, and never while typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STATIC = Path(__file__).parents[2] / "src" / "secretariat" / "faces" / "web" / "static" / "web"
HELP = (STATIC.parents[1] / "templates" / "web" / "parts" / "keys_help.html").read_text("utf-8")
FRAME = (
    "<!doctype html><meta charset=utf-8><title>t</title><p id=spoken></p><pre id=log></pre>{}"
    + HELP
)
LOG = """
for (const kind of ["click", "submit"]) document.addEventListener(kind, (event) => {
  const isWatched = kind === "submit" || event.target.matches("[data-log]");
  if (!isWatched) return;
  event.preventDefault();
  document.getElementById("log").textContent += `${event.submitter?.id || event.target.id} `;
});
"""

Open = Callable[[str], Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))

    def show(body: str) -> Page:
        page.route(
            "**/*", lambda route: route.fulfill(body=FRAME.format(body), content_type="text/html")
        )
        page.goto("http://council.example.org/")
        page.evaluate(LOG)
        page.add_script_tag(path=str(STATIC / "keys.js"))
        return page

    yield show
    page.close()
    assert faults == []


def _log(page: Page) -> list[str]:
    return page.locator("#log").inner_text().split()


def _focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_key_clicks_its_element(opened: Open) -> None:
    page = opened('<button id=a data-log data-key="m">Put a motion</button>')

    page.keyboard.press("m")

    assert _log(page) == ["a"]


def test_key_of_a_row_clicks_only_in_the_row_that_has_the_focus(opened: Open) -> None:
    rows = "".join(
        f"<li><a id=open{row} href=#>row</a> "
        f"<button id=first{row} data-log data-row-key=1>Do</button>"
        f"<button id=second{row} data-log data-row-key=2>End</button></li>"
        for row in "abc"
    )
    page = opened(f"<ul data-rows>{rows}</ul>")

    page.keyboard.press("1")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("2")
    page.keyboard.press("j")
    page.keyboard.press("1")

    assert _log(page) == ["secondb", "firstc"]


def test_key_focuses_a_field_and_its_letter_is_not_typed(opened: Open) -> None:
    page = opened('<textarea id=notes data-key="n"></textarea>')

    page.keyboard.press("n")
    page.keyboard.type("nn")

    assert (_focus(page), page.input_value("#notes")) == ("notes", "nn")


def test_key_of_a_choice_ticks_it_and_leads_on_to_the_field(opened: Open) -> None:
    page = opened(
        '<input type=radio name=kind id=note data-key="t" data-key-then="text" checked>'
        '<input type=radio name=kind id=decision data-key="d" data-key-then="text">'
        "<textarea id=text></textarea>"
    )

    page.keyboard.press("d")
    page.keyboard.type("Agreed")

    assert (_focus(page), page.input_value("#text")) == ("text", "Agreed")
    assert (page.is_checked("#note"), page.is_checked("#decision")) == (False, True)


def test_letters_in_a_field_press_nothing_until_escape_leaves_it(opened: Open) -> None:
    page = opened('<input id=field><button id=a data-log data-key="m">Move</button>')

    page.focus("#field")
    page.keyboard.type("m")
    page.keyboard.press("Escape")
    page.keyboard.press("m")

    assert (page.input_value("#field"), _log(page)) == ("m", ["a"])


def test_two_keys_go_to_a_page_even_from_a_closed_menu(opened: Open) -> None:
    page = opened(
        "<details class=menu><summary>Menu</summary>"
        '<a id=actions data-log data-key="g a" href="#x">Actions</a></details>'
    )

    page.keyboard.press("g")
    page.keyboard.press("a")

    assert _log(page) == ["actions"]


def test_disabled_and_hidden_elements_are_not_pressed(opened: Open) -> None:
    page = opened(
        '<button id=a data-log data-key="m" disabled>A</button>'
        '<button id=b data-log data-key="m" hidden>B</button>'
    )

    page.keyboard.press("m")

    assert _log(page) == []


def test_keys_with_a_modifier_belong_to_the_browser(opened: Open) -> None:
    page = opened('<button id=a data-log data-key="m">A</button>')

    page.keyboard.press("Control+m")

    assert _log(page) == []


def test_enter_on_a_focused_link_is_left_alone(opened: Open) -> None:
    page = opened(
        '<button id=settle data-log data-key="Enter">Settle</button>'
        '<a id=link data-log href="#x">Item</a>'
    )

    page.focus("#link")
    page.keyboard.press("Enter")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Enter")

    assert _log(page) == ["link", "settle"]


def test_letters_can_be_switched_off_and_stay_off(opened: Open) -> None:
    page = opened('<button id=a data-log data-key="m">A</button>')
    page.keyboard.press("?")
    page.click("[data-keys-switch]")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    assert _log(page) == []

    page = opened('<button id=a data-log data-key="m">A</button>')
    page.keyboard.press("m")

    assert _log(page) == []


def test_question_mark_lists_the_keys_with_their_words(opened: Open) -> None:
    page = opened(
        '<button data-key="m">Put a motion <span aria-hidden=true><kbd>m</kbd></span></button>'
        "<label for=n>Notes <span class=optional>(optional)</span></label>"
        '<input id=n data-key="n">'
    )

    page.keyboard.press("?")

    rows = page.locator("[data-keys-list] > div").all_inner_texts()
    assert [row.split("\n") for row in rows][:2] == [["m", "Put a motion"], ["n", "Notes"]]


def test_question_mark_names_the_keys_of_the_rows_once_for_all_rows(opened: Open) -> None:
    rows = "".join(
        f"<li><a href=#>row {row}</a> <button data-log data-row-key=1>Do</button>"
        f"<button data-log data-row-key=2>End</button></li>"
        for row in "ab"
    )
    page = opened(f"<ul data-rows>{rows}</ul>")

    page.keyboard.press("?")

    listed = page.locator("[data-keys-list] > div").all_inner_texts()
    assert [row.split("\n") for row in listed][:2] == [
        ["j k", "Next and previous row"],
        ["1 2", "What can be done about the row in focus, in its order"],
    ]


def test_behind_an_open_dialog_no_key_is_pressed(opened: Open) -> None:
    page = opened('<button id=a data-log data-key="m">A</button>')

    page.keyboard.press("?")
    page.keyboard.press("m")

    assert _log(page) == []


def test_j_and_k_walk_the_rows_and_stop_at_the_ends(opened: Open) -> None:
    page = opened(
        "<ul data-rows><li><a id=one href=#1>1</a></li><li hidden><a id=two href=#2>2</a></li>"
        "<li><a id=three href=#3>3</a></li></ul>"
    )

    walked = []
    for key in "jjjk":
        page.keyboard.press(key)
        walked.append(_focus(page))

    assert walked == ["one", "three", "three", "one"]


@pytest.mark.parametrize(
    "folded",
    [
        "<details id=end><summary>End it</summary>{}</details>",
        "<section id=end><details><summary>End it</summary>{}</details></section>",
        "<h2 id=end>Its end</h2><details><summary>End it</summary>{}</details>",
    ],
)
def test_address_of_a_folded_form_unfolds_it_and_leads_into_its_field(
    opened: Open, folded: str
) -> None:
    form = "<form><input type=hidden name=number><input id=why></form>"
    page = opened('<a id=to data-key="e" href="#end">End it</a>' + folded.format(form))
    assert not page.locator("#why").is_visible()

    page.keyboard.press("e")
    page.wait_for_function("document.activeElement.id === 'why'")
    page.keyboard.type("We are done")

    assert page.input_value("#why") == "We are done"


def test_address_of_a_part_that_is_not_folded_takes_no_focus(opened: Open) -> None:
    page = opened(
        '<a id=to data-key="e" href="#end">End it</a>'
        "<section id=end><input id=why></section><details><input id=other></details>"
    )

    page.keyboard.press("e")
    page.wait_for_function("location.hash === '#end'")

    assert _focus(page) == ""
    assert not page.locator("#other").is_visible()


def test_ctrl_enter_sends_the_form_one_is_in(opened: Open) -> None:
    page = opened("<form id=f><textarea id=t></textarea><button id=save>Save</button></form>")

    page.focus("#t")
    page.keyboard.press("Control+Enter")

    assert _log(page) == ["f"]


PICKER = """<form id=f><label for=mover>Mover</label><select id=mover name=mover data-picker>
<option value=""></option><option value=lw>Lin Wei (Cedar &amp; Sons)</option>
<option value=sr>Sofia Rossi (Fir)</option><option value=ao>Ámara Obi (Dogwood)</option></select>
<button>Save</button></form>"""


@pytest.mark.parametrize(
    ("typed", "picked"), [("so", "sr"), ("lw", "lw"), ("am", "ao"), ("fi", "sr"), ("dogw", "ao")]
)
def test_picker_finds_by_name_initials_and_organization(
    opened: Open, typed: str, picked: str
) -> None:
    page = opened(PICKER)

    page.focus("#mover")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")

    assert page.eval_on_selector("select", "select => select.value") == picked


def test_picker_does_not_send_a_name_that_is_not_in_the_list(opened: Open) -> None:
    page = opened(PICKER)

    page.focus("#mover")
    page.keyboard.type("zz")
    page.click("button:has-text('Save')")

    assert _log(page) == []
    assert page.eval_on_selector("select", "select => select.value") == ""
    assert not page.eval_on_selector("#mover", "input => input.checkValidity()")


REORDER = """<form id=f><ol data-reorder>
<li id=r1><a id=a href=#1>1</a><input type=hidden name=order value=1></li>
<li id=r2><a id=b href=#2>2</a><input type=hidden name=order value=2></li>
</ol><button id=keep data-reorder-send>Keep this order</button></form>"""


def test_alt_down_moves_the_row_sends_the_form_and_says_so(opened: Open) -> None:
    page = opened(REORDER)

    page.focus("#a")
    page.keyboard.press("Alt+ArrowDown")

    order = page.eval_on_selector_all("[name=order]", "all => all.map((one) => one.value)")
    assert (order, _log(page), _focus(page)) == (["2", "1"], ["keep"], "a")
    assert page.locator("#spoken").inner_text() == "Moved to place 2 of 2."


def test_dragging_a_row_changes_the_order(opened: Open) -> None:
    page = opened(REORDER)

    page.drag_and_drop("#r2", "#r1")

    order = page.eval_on_selector_all("[name=order]", "all => all.map((one) => one.value)")
    assert (order, _log(page)) == (["2", "1"], ["keep"])


def test_filter_hides_rows_without_regard_to_accents(opened: Open) -> None:
    page = opened('<input id=f data-filter="#list"><ul id=list><li>Ámara</li><li>Lin</li></ul>')

    page.fill("#f", "ama")

    assert page.locator("#list > li:visible").all_inner_texts() == ["Ámara"]


def test_autosend_sends_the_form_when_changed(opened: Open) -> None:
    page = opened("<form id=f><select id=s data-autosend><option>a<option>b</select></form>")

    page.select_option("#s", "b")

    assert _log(page) == ["f"]
