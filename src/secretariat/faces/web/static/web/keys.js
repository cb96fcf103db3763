// Keyboard, pickers and reordering for every page; docs/reference/interface.md names the attributes.
// Nothing here is needed to use a page: each key presses something that can also be clicked.
"use strict";

(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isShown = (el) => el.checkVisibility() && !el.matches(":disabled, [aria-disabled='true']");
  const isTyping = (el) => el.matches("input:not([type=checkbox],[type=radio],[type=button],[type=submit]), textarea, select, [contenteditable]");

  // A choice kept in this browser; where storage is switched off it lasts for the page.
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const store = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Storage is switched off.
    }
  };

  // The part of the page that listens: an open dialog hides what is behind it.
  const scope = () => all("dialog[open]").at(-1) ?? document;

  // --- Keys --------------------------------------------------------------------------------

  let pending = "";
  let pendingTimer = 0;

  const hold = (first) => {
    pending = first;
    clearTimeout(pendingTimer);
    pendingTimer = setTimeout(() => { pending = ""; }, 1500);
  };

  const withKey = (keys) => all("[data-key]", scope()).filter((el) => el.dataset.key === keys);
  const beginsWith = (first) => all("[data-key]", scope()).some((el) => el.dataset.key.startsWith(`${first} `));

  const press = (el) => {
    el.closest("details:not([open])")?.setAttribute("open", "");
    if (isTyping(el) || el.matches("[data-key-focus]")) {
      el.focus();
      el.select?.();
    } else {
      el.focus();
      el.click();
      document.getElementById(el.dataset.keyThen)?.focus();
    }
  };

  // What a key presses in the row where the focus is: data-row-key, the same for every row.
  const inRow = (key) => {
    const row = document.activeElement?.closest("[data-rows] > *, [data-rows] > tbody > *");
    return row && all("[data-row-key]", row).find((el) => el.dataset.rowKey === key && isShown(el));
  };

  // A link in a closed menu is hidden, yet its key works: only what is switched off is left out.
  const target = (keys) => {
    const here = inRow(keys);
    if (here) return here;
    const found = withKey(keys).filter((el) => !el.matches(":disabled, [aria-disabled='true']") && !el.closest("[hidden]"));
    return found.find(isShown) ?? found[0];
  };

  const nameOf = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return "";
    return event.key === " " ? "Space" : event.key;
  };

  // People who speak to their computer, or press keys by accident, can switch letters off.
  let lettersAreKeys = stored("keys") !== "off";

  const presses = (el) => el.matches("a[href], button, summary, input, [role=button]");

  const onLetter = (event, el) => {
    const name = nameOf(event);
    if (!name || !lettersAreKeys) return;
    if ((name === "Enter" || name === "Space") && presses(el)) return;
    const keys = pending ? `${pending} ${name}` : name;
    const meant = target(keys);
    if (meant) {
      pending = "";
      event.preventDefault();
      press(meant);
    } else if (!pending && beginsWith(name)) {
      event.preventDefault();
      hold(name);
    } else {
      pending = "";
      builtIn(event, name);
    }
  };

  const builtIn = (event, name) => {
    if (name === "?") {
      event.preventDefault();
      openHelp();
    } else if (name === "j" || name === "k") {
      if (step(name === "j" ? 1 : -1)) event.preventDefault();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const el = event.target instanceof Element ? event.target : document.body;
    if (isHeld && !isTyping(el)) {
      onHeld(event);
    } else if (chooser() && !scope().matches?.("dialog") && chooses(el)) {
      onChoosing(event, el);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = el.closest("form");
      if (form) {
        event.preventDefault();
        form.requestSubmit();
      }
    } else if (event.key === "Escape") {
      leave(event, el);
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      moveByKey(event, el);
    } else if (!isTyping(el)) {
      onLetter(event, el);
    }
  });

  // Escape closes what is open, innermost first, then leaves the field.
  const leave = (event, el) => {
    const menu = el.closest("details.menu[open]");
    if (menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    } else if (isTyping(el) && !el.closest("dialog")) {
      el.blur();
    } else {
      return;
    }
    event.preventDefault();
  };

  // --- A question about a field: <section data-chooser="id of the field" data-line="what was asked">
  // Digits and Enter choose, arrows walk, Escape leaves; every letter goes on with the field, and
  // narrows what is offered; a choice marked data-explicit needs its digit. No letter is a key of
  // the page meanwhile.

  const chooser = () => all("[data-chooser]").find(isShown) ?? null;
  const fieldOf = (box) => document.getElementById(box.dataset.chooser);
  const chooses = (el) => !isTyping(el) || el === fieldOf(chooser());
  const offered = (box) => all("button[data-key]", box).filter(isShown);

  const walk = (box, by) => {
    const stops = [fieldOf(box), ...offered(box)];
    const here = Math.max(stops.indexOf(document.activeElement), 0);
    stops[Math.min(Math.max(here + by, 0), stops.length - 1)].focus();
  };

  const onChoosing = (event, el) => {
    const box = chooser();
    const field = fieldOf(box);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (/^\d$/.test(event.key)) {
      event.preventDefault();
      offered(box).find((button) => button.dataset.key === event.key)?.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      box.querySelector("[data-chooser-leave]").click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      walk(box, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && (el === field || !presses(el))) {
      event.preventDefault();
      const first = offered(box).find((button) => !("explicit" in button.dataset));
      if (first) first.click();
      else if (fold(field.value.trim()) !== fold(box.dataset.line.trim())) field.form.requestSubmit();
      else say(plain(box.textContent));
    } else if (el !== field && event.key.length === 1 && event.key !== " ") {
      field.focus();
    }
  };

  // A choice stays while what is typed goes on with what was asked, and its name fits.
  const narrow = (box) => {
    const asked = fold(box.dataset.line.trim());
    const typed = fold(fieldOf(box).value.trim());
    for (const row of all("li", box)) {
      const fits = typed.startsWith(asked) && (row.dataset.name ? fitOf(row.dataset.name, typed) >= 0 : false);
      row.hidden = typed !== asked && !fits;
    }
  };

  document.addEventListener("input", (event) => {
    const box = chooser();
    if (box && event.target === fieldOf(box)) narrow(box);
  });

  // --- A refusal: no letter does anything until it was seen -----------------------------------

  // A key that was refused leaves nothing to type on in: Escape goes on. Enter does not, since it
  // ends what is typed blindly.
  let isHeld = false;

  const onHeld = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") holdKeys(false);
    else if (event.key.length !== 1 && event.key !== "Enter") return;
    event.preventDefault();
  };

  const holdKeys = (held) => {
    isHeld = held;
    showKeys();
  };

  document.addEventListener("pointerdown", () => holdKeys(false));

  // What was typed ahead was meant for another page: of it, only what is left of a word goes on.
  const onRefusal = () => {
    const el = document.activeElement;
    if (el && isTyping(el)) {
      if (el.matches("[data-select-refused]")) el.select();
      const end = ahead.findIndex((pressed) => pressed.key === "Enter" || pressed.key === "Escape");
      if (end >= 0) ahead.length = end;
    } else {
      ahead.length = 0;
      holdKeys(!el?.closest("#notices form"));
    }
  };

  // --- The line of keys, data-keys-bar: what the keys do where the focus is --------------------

  const keyWords = (keys, words) => {
    const part = document.createElement("span");
    for (const key of keys.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = key;
      part.append(cap, " ");
    }
    part.append(words);
    return part;
  };

  const keysOfField = (el) => {
    const enter = el.matches("textarea") ? "Ctrl Enter" : "Enter";
    const send = el.dataset.enter ? [keyWords(enter, el.dataset.enter)] : [];
    return [...send, keyWords("Esc", "leaves the field, letters are keys again")];
  };

  const barKeys = new WeakMap();

  const showKeys = () => {
    const bar = document.querySelector("[data-keys-bar]");
    if (!bar) return;
    if (!barKeys.has(bar)) barKeys.set(bar, [...bar.children]);
    const el = document.activeElement;
    if (isHeld) bar.replaceChildren(keyWords("Esc", "read: letters are keys again"));
    else if (el && isTyping(el) && !chooser() && lettersAreKeys) bar.replaceChildren(...keysOfField(el));
    else bar.replaceChildren(...barKeys.get(bar));
  };

  document.addEventListener("focusin", showKeys);
  document.addEventListener("focusout", () => setTimeout(showKeys));

  // --- Rows: j and k walk lists and tables marked data-rows ----------------------------------

  const rowsOf = (list) => (list.tBodies ? [...list.tBodies].flatMap((body) => [...body.rows]) : [...list.children]).filter(isShown);

  const focusRow = (row) => {
    const inner = row.matches("a, button, input") ? row : row.querySelector("[data-row-focus], a[href], button:not(:disabled), input:not([type=hidden]), select");
    const el = inner ?? row;
    if (!inner) row.tabIndex = -1;
    el.focus();
    row.scrollIntoView({ block: "nearest" });
  };

  const step = (by) => {
    const rows = all("[data-rows]", scope()).flatMap(rowsOf);
    if (!rows.length) return false;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1);
    focusRow(rows[next]);
    return true;
  };

  // --- Help ----------------------------------------------------------------------------------

  const shownText = (el) => {
    const copy = el?.cloneNode(true);
    for (const extra of copy?.querySelectorAll("[aria-hidden=true], .optional") ?? []) extra.remove();
    return copy?.textContent;
  };

  const labelOf = (el) => el.dataset.label || el.getAttribute("aria-label") || shownText(all("label").find((label) => label.control === el)) || shownText(el) || el.title;

  const plain = (text) => text.replace(/\s+/g, " ").trim();

  const helpEntries = () => {
    const seen = new Map();
    for (const el of all("[data-key]")) {
      if (!seen.has(el.dataset.key) && !el.closest("dialog, [hidden]")) seen.set(el.dataset.key, plain(labelOf(el)));
    }
    if (document.querySelector("[data-rows]")) seen.set("j k", "Next and previous row");
    const inRows = new Set(all("[data-row-key]").map((el) => el.dataset.rowKey));
    if (inRows.size) seen.set([...inRows].sort().join(" "), "What can be done about the row in focus, in its order");
    if (document.querySelector("[data-reorder]")) seen.set("Alt+↑ Alt+↓", "Move the row up or down");
    if (document.querySelector("form textarea")) seen.set("Ctrl+Enter", "Send the form");
    seen.set("Esc", "Close, or leave the field");
    seen.set("?", "This list");
    return seen;
  };

  const openHelp = () => {
    const dialog = document.getElementById("keys-help");
    if (!dialog || dialog.open) return;
    const list = dialog.querySelector("[data-keys-list]");
    list.replaceChildren(...[...helpEntries()].map(([keys, label]) => {
      const row = document.createElement("div");
      const term = document.createElement("dt");
      for (const key of keys.split(" ")) {
        const cap = document.createElement("kbd");
        cap.textContent = key;
        term.append(cap, " ");
      }
      const words = document.createElement("dd");
      words.textContent = label;
      row.append(term, words);
      return row;
    }));
    dialog.querySelector("[data-keys-switch]").checked = lettersAreKeys;
    dialog.showModal();
  };

  // --- Reordering: drag, Alt+Up, Alt+Down; without script the row's own buttons ----------------
  // <ol data-reorder="order"> inside a form; every row holds <input type=hidden name=order value=…>.

  const sendOrder = (list) => {
    const form = list.closest("form");
    if (form) form.requestSubmit(form.querySelector("[data-reorder-send]") ?? undefined);
  };

  const moveByKey = (event, el) => {
    const row = el.closest("[data-reorder] > *");
    if (!row) return;
    event.preventDefault();
    const other = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (event.key === "ArrowUp") other.before(row);
    else other.after(row);
    el.focus();
    const moved = row.closest("form")?.elements.namedItem("moved");
    if (moved) moved.value = row.querySelector("[name=order]").value;
    const place = [...row.parentElement.children].indexOf(row) + 1;
    say(`Moved to place ${place} of ${row.parentElement.children.length}.`);
    sendOrder(row.parentElement);
  };

  let dragged = null;

  document.addEventListener("dragstart", (event) => {
    const row = event.target instanceof Element ? event.target.closest("[data-reorder] > [draggable=true]") : null;
    if (!row) return;
    dragged = row;
    row.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
  });

  document.addEventListener("dragover", (event) => {
    const over = event.target instanceof Element ? event.target.closest("[data-reorder] > *") : null;
    if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    for (const row of over.parentElement.children) row.classList.toggle("is-target", row === over && row !== dragged);
  });

  document.addEventListener("drop", (event) => {
    const over = event.target instanceof Element ? event.target.closest("[data-reorder] > *") : null;
    if (!dragged || !over || over === dragged || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    const rows = [...over.parentElement.children];
    if (rows.indexOf(dragged) < rows.indexOf(over)) over.after(dragged);
    else over.before(dragged);
    sendOrder(over.parentElement);
  });

  document.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    for (const row of all("[data-reorder] > .is-target")) row.classList.remove("is-target");
    dragged = null;
  });

  // --- Picker: type two letters, Enter picks. <select data-picker> keeps the value -------------

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // How well a name fits, smaller is better: its start, its initials, the start of a later word
  // (the earlier the better), anywhere; -1 is not at all.
  const fit = (option, typed) => fitOf(option.textContent, typed);

  const fitOf = (name, typed) => {
    const text = fold(name).trim();
    const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (text.startsWith(typed)) return 0;
    if (words.map((word) => word[0]).join("").startsWith(typed)) return 1;
    const word = words.findIndex((each) => each.startsWith(typed));
    if (word > 0) return 1 + word;
    return text.includes(typed) ? 1000 : -1;
  };

  const matches = (select, typed) => {
    const options = [...select.options].filter((option) => option.value && !option.disabled);
    if (!typed) return options;
    return options.map((option) => [fit(option, typed), option]).filter(([rank]) => rank >= 0).sort((a, b) => a[0] - b[0]).map(([, option]) => option);
  };

  let pickers = 0;

  const makePicker = (select) => {
    const id = `picker-${++pickers}`;
    const box = document.createElement("div");
    const input = document.createElement("input");
    const list = document.createElement("ul");
    box.className = "picker";
    list.className = "picker-list";
    list.id = id;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    const attributes = { type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, placeholder: select.dataset.picker || "Type two letters" };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    for (const name of ["data-key", "data-label", "aria-describedby", "aria-label", "aria-invalid"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    }
    if (select.id) {
      input.id = select.id;
      select.id = `${select.id}-kept`;
    }
    select.removeAttribute("data-key");
    select.hidden = true;
    select.dataset.pickerReady = "";
    select.before(box);
    box.append(input, list, select);
    if (select.value) input.value = plain(select.selectedOptions[0].textContent);
    wirePicker(select, input, list);
  };

  const wirePicker = (select, input, list) => {
    let shown = [];
    let at = 0;

    const mark = () => {
      for (const [index, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(index === at));
      input.setAttribute("aria-activedescendant", list.children[at]?.id ?? "");
      list.children[at]?.scrollIntoView({ block: "nearest" });
    };
    const open = () => {
      shown = matches(select, fold(input.value.trim()));
      at = 0;
      list.replaceChildren(...shown.map((option, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.setAttribute("role", "option");
        item.textContent = plain(option.textContent);
        item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(option); });
        return item;
      }));
      list.hidden = !shown.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      mark();
    };
    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const pick = (option) => {
      select.value = option.value;
      input.value = plain(option.textContent);
      close();
      select.dispatchEvent(new Event("change", { bubbles: true }));
      if (select.hasAttribute("data-picker-submit")) select.form?.requestSubmit();
    };
    const settle = () => {
      close();
      const typed = fold(input.value.trim());
      const exact = [...select.options].find((option) => fold(plain(option.textContent)) === typed);
      if (!typed || exact) select.value = exact?.value ?? "";
      const kept = select.value ? plain(select.selectedOptions[0].textContent) : "";
      input.setCustomValidity(typed && fold(kept) !== typed ? "Pick a name from the list; type two letters of it." : "");
    };

    input.addEventListener("input", () => { input.setCustomValidity(""); open(); });
    input.addEventListener("focus", () => input.select());
    input.addEventListener("blur", settle);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) { open(); return; }
        at = (at + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % Math.max(shown.length, 1);
        mark();
      } else if (event.key === "Enter" && !list.hidden && shown[at] && !event.ctrlKey) {
        event.preventDefault();
        pick(shown[at]);
      } else if (event.key === "Tab" && !list.hidden && shown[at] && input.value.trim()) {
        pick(shown[at]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
  };

  // --- Filter: <input data-filter="#list"> hides the rows that do not fit ----------------------

  const filterRows = (input) => {
    const list = document.querySelector(input.dataset.filter);
    if (!list) return;
    const typed = fold(input.value.trim());
    const rows = list.tBodies ? [...list.tBodies].flatMap((body) => [...body.rows]) : [...list.children];
    for (const row of rows) row.hidden = Boolean(typed) && !fold(row.textContent).includes(typed);
  };

  document.addEventListener("input", (event) => {
    if (event.target instanceof Element && event.target.matches("[data-filter]")) filterRows(event.target);
  });

  // --- Small things ----------------------------------------------------------------------------

  const say = (words) => {
    const region = document.getElementById("spoken");
    if (region) region.textContent = words;
  };

  document.addEventListener("click", (event) => {
    const el = event.target instanceof Element ? event.target : null;
    if (!el) return;
    if (el.closest("[data-keys-open]")) openHelp();
    if (el.closest("[data-theme-switch]")) switchTheme();
    openDialog(event, el.closest("[data-dialog]"));
    if (el.closest("[data-print]")) window.print();
    for (const menu of all("details.menu[open]")) if (!menu.contains(el)) menu.removeAttribute("open");
  });

  // A link that opens a dialog still leads to its page without script, or in a new tab.
  const openDialog = (event, opener) => {
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!dialog.open) dialog.showModal();
  };

  // An address that leads to a folded form unfolds it, and the next key is typed into its first field.
  const unfold = () => {
    const place = document.getElementById(location.hash.slice(1));
    if (!place) return;
    const near = [place, place.matches("h2, h3") ? place.nextElementSibling : null, place.querySelector(":scope > details")];
    const folded = near.find((el) => el?.matches("details:not(.menu, [open])"));
    if (!folded) return;
    folded.open = true;
    all("input, select, textarea", folded).find(isShown)?.focus();
  };
  // Not before the browser itself has gone there, for that takes the focus away.
  addEventListener("hashchange", unfold);
  addEventListener("load", () => requestAnimationFrame(unfold));

  // A field marked data-sends-at="4" sends its form with the fourth letter or digit.
  document.addEventListener("input", (event) => {
    const el = event.target instanceof Element ? event.target.closest("[data-sends-at]") : null;
    if (el && el.value.replace(/[^\p{L}\p{N}]/gu, "").length === Number(el.dataset.sendsAt)) el.form?.requestSubmit();
  });

  // A select or checkbox marked data-autosend sends its form when changed.
  document.addEventListener("change", (event) => {
    const el = event.target instanceof Element ? event.target : null;
    if (el?.matches("[data-autosend]")) el.form?.requestSubmit();
    if (el?.matches("[data-keys-switch]")) {
      lettersAreKeys = el.checked;
      store("keys", el.checked ? "on" : "off");
    }
  });

  const switchTheme = () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    store("theme", root.dataset.theme);
  };

  // Leaving a page with unsaved text asks first, where the form is marked data-keep.
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-keep]") : null;
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  // --- Typing ahead: keys pressed while an answer is under way are kept and pressed after it -----

  const LONGEST_WAIT = 4000;
  let isWaiting = false;
  let waitTimer = 0;
  let ahead = [];

  const holds = (event) => event.isTrusted && isWaiting && !event.isComposing && !event.altKey && !event.metaKey
    && (event.key.length === 1 || event.key === "Enter" || event.key === "Backspace" || event.key === "Escape")
    && (!event.ctrlKey || event.key === "Enter");

  document.addEventListener("keydown", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ahead.push({ key: event.key, ctrlKey: event.ctrlKey, shiftKey: event.shiftKey });
  }, true);

  // What the browser itself would have done with the key.
  const act = (el, { key }) => {
    if (key === "Enter") {
      if (el.matches("textarea")) el.setRangeText("\n", el.selectionStart, el.selectionEnd, "end");
      else if (isTyping(el)) el.form?.requestSubmit();
      else if (presses(el)) el.click();
      return;
    }
    if (!isTyping(el) || el.selectionStart == null || key === "Escape") return;
    const from = key === "Backspace" && el.selectionStart === el.selectionEnd ? Math.max(el.selectionStart - 1, 0) : el.selectionStart;
    el.setRangeText(key === "Backspace" ? "" : key, from, el.selectionEnd, "end");
    el.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const release = () => {
    clearTimeout(waitTimer);
    isWaiting = false;
    while (ahead.length && !isWaiting) {
      const pressed = ahead.shift();
      const el = document.activeElement ?? document.body;
      const goesOn = el.dispatchEvent(new KeyboardEvent("keydown", { ...pressed, bubbles: true, cancelable: true }));
      if (goesOn) act(document.activeElement ?? document.body, pressed);
    }
  };

  document.addEventListener("htmx:beforeRequest", () => {
    isWaiting = true;
    clearTimeout(waitTimer);
    waitTimer = setTimeout(release, LONGEST_WAIT);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const waits = !event.detail.xhr.status && event.detail.elt.matches?.("form[data-waits]");
    if (!waits && (event.detail.xhr.status < 200 || event.detail.xhr.status >= 400)) onRefusal();
    setTimeout(release, 30);
  });

  const readable = (keys) => (keys.includes(" ") ? "" : keys);

  // A row marked data-show is brought into view inside its own box; the page itself stays put.
  const bringIntoView = (el) => {
    const box = el.closest("[data-scroll-box]");
    if (!box || box.scrollHeight <= box.clientHeight) return;
    const below = el.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom + box.clientHeight / 4;
    if (below > 0) box.scrollTop += below;
  };

  const prepare = (root) => {
    for (const el of all("[data-key]", root)) if (readable(el.dataset.key)) el.setAttribute("aria-keyshortcuts", el.dataset.key);
    for (const select of all("select[data-picker]:not([data-picker-ready])", root)) makePicker(select);
    for (const button of all("[data-theme-switch]", root)) button.hidden = false;
    for (const row of all("[data-reorder] > *", root)) row.draggable = true;
    for (const el of all("[data-show]", root)) bringIntoView(el);
    showKeys();
  };

  // Typing goes on at the end of a word that is asked about, or in its place.
  const goOnIn = (el) => {
    el.focus();
    if (!isTyping(el) || el.selectionStart == null) return;
    if (el.matches("[data-select]")) el.select();
    else el.setSelectionRange(el.value.length, el.value.length);
  };

  prepare(document);
  window.addEventListener("load", () => {
    if (document.activeElement?.matches("[data-focus]")) goOnIn(document.activeElement);
  });
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
  document.addEventListener("htmx:sendError", (event) => event.detail.elt.matches?.("form[data-waits]") || say("The server did not answer. What you typed is still here; try again."));
  document.addEventListener("htmx:afterSwap", (event) => {
    isHeld = false;
    const el = event.detail.elt.querySelector?.("[data-focus]");
    if (el) goOnIn(el);
    showKeys();
  });
})();
