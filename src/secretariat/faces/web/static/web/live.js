// Pages that follow a meeting: <… data-live="address" data-live-view="seat" data-live-seen="version">.
// What changed is pushed; where nothing can be pushed, the page asks every few seconds. Without this
// script each page is complete and shows how things stood when it was loaded.
"use strict";

(() => {
  const POLL_MS = 5000;
  const STREAM_AGAIN_MS = 60000;
  const MOST_FAILURES = 3;
  const LONGEST_SILENCE_MS = 40000;

  const root = () => document.querySelector("[data-live]");
  if (!root()) return;
  const address = `${root().dataset.live}?view=${root().dataset.liveView}`;
  const isConsole = root().dataset.liveView === "room";

  // --- How the page is connected, in words ----------------------------------------------------

  const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  let cutOffAt = "";

  const say = (words) => {
    for (const el of document.querySelectorAll("[data-live-state]")) if (el.textContent !== words) el.textContent = words;
  };
  const connected = (words) => {
    cutOffAt = "";
    say(words);
    document.dispatchEvent(new CustomEvent("room:back"));
  };
  const cutOff = () => {
    cutOffAt ||= clock();
    say(`Cut off since ${cutOffAt}; what is shown may be old. Trying again.`);
    document.dispatchEvent(new CustomEvent("room:cut-off"));
  };

  // A page, or nothing while the network is gone: the stream notices that by itself.
  const pageAt = async (url, headers = {}) => {
    const answer = await fetch(url, { headers }).catch(() => null);
    return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  };

  // --- Putting what is new in its place ---------------------------------------------------------

  // What somebody is typing in is never taken away.
  const isDirty = (field) => (field.matches("[type=checkbox], [type=radio]") ? field.checked !== field.defaultChecked
    : field.matches("select") ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected))
    : field.value !== field.defaultValue);
  const FIELDS = "input:not([type=hidden]), textarea, select";
  const isInUse = (el) => {
    const active = document.activeElement;
    return (el.contains(active) && active.matches(FIELDS)) || [...el.querySelectorAll(FIELDS)].some(isDirty)
      || [...el.querySelectorAll("details[open]")].some((fold) => fold.querySelector("form"));
  };

  // A form that is being sent stays: its answer looks for its place on the page from there.
  const isSending = () => document.querySelector(".htmx-request") !== null;

  const process = (el) => {
    if (window.htmx) {
      window.htmx.process(el);
      window.htmx.trigger(el, "htmx:load", { elt: el });
    }
  };

  // The focus stays on the same button of the same row, by what they are called.
  const placeOf = (el) => {
    const row = el.closest("li, tr, article");
    return { id: el.id, words: el.textContent.trim(), row: row ? row.querySelector("th, .person, .seat, a")?.textContent : null };
  };
  const backTo = (inside, place) => {
    const found = [...inside.querySelectorAll("button, a, summary, [tabindex]")].find((el) => {
      const there = placeOf(el);
      return place.id ? there.id === place.id : there.words === place.words && there.row === place.row;
    });
    found?.focus({ preventScroll: true });
  };

  // As this browser would write it: the server may quote otherwise.
  const written = (html) => {
    const sheet = document.createElement("template");
    sheet.innerHTML = html;
    return sheet.innerHTML;
  };

  // A clock that runs is no change, nor is the reader's own time, which this browser filled in.
  const still = (el) => {
    const copy = el.cloneNode(true);
    for (const filled of copy.querySelectorAll("[data-since], own-time:not([data-chosen])")) {
      filled.textContent = "";
      filled.removeAttribute("title");
    }
    return copy.innerHTML;
  };

  const put = (el, html) => {
    const sheet = document.createElement("div");
    sheet.innerHTML = written(html);
    if (still(el) === still(sheet)) return false;
    const place = el.contains(document.activeElement) ? placeOf(document.activeElement) : null;
    const top = el.scrollTop;
    el.innerHTML = html;
    el.hidden = !html.trim();
    el.scrollTop = top;
    process(el);
    if (place) backTo(el, place);
    return true;
  };

  // What is for this reader alone is not pushed: it is fetched when a part changed that it hangs on,
  // a moment later, so that thirty browsers do not ask at once. The part "own" is a word for the
  // state that this reader should have.
  let fetching = 0;
  const fetchOwn = (parts) => {
    const own = document.querySelector("[data-live-own]");
    if (!own || !own.dataset.liveOwn.split(" ").some((name) => name in parts)) return;
    if (own.dataset.liveOwnSeen && own.dataset.liveOwnSeen === parts.own) return;
    clearTimeout(fetching);
    fetching = setTimeout(async () => {
      const page = await pageAt(location.href);
      const now = document.querySelector("[data-live-own]");
      const fresh = page?.querySelector("[data-live-own]");
      if (!now || !fresh) return;
      if (isSending()) return fetchOwn(parts);
      if (isInUse(now)) return;
      put(now, fresh.innerHTML);
      if (fresh.dataset.liveOwnSeen) now.dataset.liveOwnSeen = fresh.dataset.liveOwnSeen;
    }, Math.random() * 400);
  };

  const applyParts = (parts) => {
    fetchOwn(parts);
    for (const [name, html] of Object.entries(parts)) {
      const el = document.getElementById(`live-${name}`);
      if (el && put(el, html)) document.dispatchEvent(new CustomEvent("live:part", { detail: { name, el } }));
    }
  };

  // --- The consoles look again, and take over every part nobody is typing in ---------------------

  const takeOver = (page) => {
    for (const fresh of page.querySelectorAll("[data-live-part]")) {
      if (fresh.parentElement.closest("[data-live-part]")) continue;
      replace(document.getElementById(fresh.id), fresh);
    }
  };
  const replace = (old, fresh) => {
    if (!old || still(old) === still(fresh)) return;
    if (!isInUse(old)) {
      put(old, fresh.innerHTML);
      return;
    }
    for (const inner of fresh.querySelectorAll("[data-live-part]")) {
      if (inner.parentElement.closest("[data-live-part]") === fresh) replace(document.getElementById(inner.id), inner);
    }
  };

  let looking = 0;
  const lookAgain = async (version) => {
    clearTimeout(looking);
    if (root().dataset.liveSeen === version) return;
    const later = () => { looking = setTimeout(lookAgain, 150, version); };
    if (isSending()) return later();
    const page = await pageAt(location.href.split("#")[0], { "HX-Request": "true" });
    if (!page || root().dataset.liveSeen === version) return;
    if (isSending()) return later();
    takeOver(page);
    root().dataset.liveSeen = page.querySelector("[data-live]")?.dataset.liveSeen ?? version;
  };

  const onParts = (version, parts) => {
    if (isConsole) lookAgain(version);
    else {
      applyParts(parts);
      root().dataset.liveSeen = version;
    }
  };

  // --- The stream, and asking where there is none ------------------------------------------------

  let source = null;
  let failures = 0;
  let polling = 0;
  let isShutOut = false;
  let heardAt = Date.now();
  const heard = () => { heardAt = Date.now(); };

  const open = () => {
    if (source || isShutOut) return;
    heard();
    source = new EventSource(address);
    for (const name of ["open", "parts", "beat"]) source.addEventListener(name, heard);
    source.addEventListener("open", () => {
      failures = 0;
      clearInterval(polling);
      polling = 0;
      connected("Live");
    });
    source.addEventListener("parts", (event) => onParts(event.lastEventId, JSON.parse(event.data)));
    source.addEventListener("gone", () => {
      close();
      isShutOut = true;
      say("You can no longer follow this view. Load the page again to see what is for you.");
    });
    source.addEventListener("error", () => {
      failures += 1;
      cutOff();
      if (failures >= MOST_FAILURES || source.readyState === EventSource.CLOSED) askInstead();
    });
  };
  const close = () => {
    source?.close();
    source = null;
  };

  const ask = async () => {
    try {
      const answer = await fetch(`${address}&seen=${encodeURIComponent(root().dataset.liveSeen)}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      if (answer.status === 200) {
        const news = await answer.json();
        onParts(news.id, news.parts);
      }
      connected(`Looks again every ${POLL_MS / 1000} seconds`);
    } catch {
      cutOff();
    }
  };
  const askInstead = () => {
    close();
    polling ||= setInterval(ask, POLL_MS);
    ask();
    setTimeout(open, STREAM_AGAIN_MS * (0.75 + Math.random() / 2));
  };

  // A network that goes away says so, or falls silent.
  addEventListener("offline", () => {
    cutOff();
    close();
  });
  addEventListener("online", open);
  setInterval(() => {
    if (!source || Date.now() - heardAt < LONGEST_SILENCE_MS) return;
    cutOff();
    close();
    open();
  }, POLL_MS);

  if (window.EventSource) open();
  else askInstead();
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });

  // What may be done on the page of a meeting hangs on its state.
  document.addEventListener("live:part", (event) => {
    if (event.detail.name === "state" && root().dataset.liveView === "page") location.reload();
  });

  // --- Clocks that run: <… data-since="instant">, with data-planned="minutes" or data-seconds -----

  // The council's own clock may show another time than this browser's: data-live-now says by how
  // much, as often as the page is drawn.
  let skewOf = null;
  let skew = 0;
  const passed = (since) => {
    if (skewOf !== root()) {
      skewOf = root();
      skew = Date.parse(skewOf.dataset.liveNow) - Date.now();
    }
    return Math.max(0, Math.floor((Date.now() + skew - Date.parse(since)) / 1000));
  };
  const lengthWords = (minutes) => (minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`);
  const clockWords = (el) => {
    const seconds = passed(el.dataset.since);
    if ("seconds" in el.dataset) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const minutes = Math.floor(seconds / 60);
    const planned = Number(el.dataset.planned ?? 0);
    el.classList.toggle("is-attention", planned > 0 && minutes > planned);
    if (!planned) return lengthWords(minutes);
    return `${minutes} of ${planned} min${minutes > planned ? `: ${lengthWords(minutes - planned)} over` : ""}`;
  };
  const tick = () => {
    if (!root()) return;
    for (const el of document.querySelectorAll("[data-since]")) {
      const words = clockWords(el);
      if (el.textContent !== words) el.textContent = words;
    }
  };
  tick();
  setInterval(tick, 1000);
  for (const name of ["live:part", "htmx:afterSettle"]) document.addEventListener(name, tick);

  // --- The projector: one slide of the item at a time ----------------------------------------------

  let at = { ref: "", number: 0 };
  const show = (by) => {
    const deck = document.querySelector("[data-slides]");
    if (!deck) return;
    const slides = [...deck.querySelectorAll(".slide")];
    if (deck.dataset.slides !== at.ref) at = { ref: deck.dataset.slides, number: 0 };
    at.number = Math.min(Math.max(at.number + by, 0), Math.max(slides.length - 1, 0));
    slides.forEach((slide, number) => slide.classList.toggle("is-shown", number === at.number));
  };
  document.documentElement.classList.add("has-script");
  show(0);
  document.addEventListener("live:part", (event) => { if (event.detail.name === "slides") show(0); });
  if (document.body.classList.contains("projector")) {
    const steps = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };
    document.addEventListener("keydown", (event) => {
      if (event.key in steps && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        show(steps[event.key]);
      }
    });
  }
})();
