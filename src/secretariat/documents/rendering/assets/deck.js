// Shows a deck one slide at a time. Without this file the deck is a page to scroll.
// Two windows of the same deck follow each other, so notes can be open beside the projector.
(() => {
  "use strict";
  const deck = document.querySelector(".deck");
  const slides = deck ? [...deck.querySelectorAll(".slide")] : [];
  if (!slides.length) return;
  const root = document.documentElement;
  const started = Date.now();
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("deck " + location.pathname) : null;
  let current = 0;

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const controls = make("div", "deck-controls");
  controls.setAttribute("role", "toolbar");
  controls.setAttribute("aria-label", "Slides");
  const position = make("output");
  const button = (label, key, act, className) => {
    const element = make("button", className, label);
    element.type = "button";
    element.setAttribute("aria-keyshortcuts", key);
    element.title = key;
    element.addEventListener("click", act);
    return element;
  };
  const toggles = {};
  const toggle = (name, label, key) => {
    const act = () => {
      root.classList.toggle(name);
      if (name !== "is-presenting") root.classList.add("is-presenting");
      show(current, true);
    };
    toggles[name] = button(label, key, act, name === "is-presenting" ? "" : "is-wide");
    return toggles[name];
  };

  const side = make("div", "deck-side");
  side.setAttribute("aria-live", "polite");
  const clock = make("p", "deck-clock");
  const words = make("div");
  side.append(clock, words);
  deck.append(side);

  const help = make("dialog", "deck-help");
  const close = make("button", "", "Close");
  close.addEventListener("click", () => help.close());
  const keys = [
    ["→ Space", "next slide"], ["←", "slide before"], ["Home End", "first and last slide"], ["N", "presenter notes"],
    ["O", "overview"], ["F", "full screen"], ["P", "one slide or the whole page"], ["?", "this help"],
  ];
  const list = make("dl");
  for (const [key, meaning] of keys) list.append(make("dt", "", key), make("dd", "", meaning));
  help.append(make("h2", "", "Keys"), list, close);
  document.body.append(help);

  function show(index, quietly, isFirst) {
    current = Math.max(0, Math.min(index, slides.length - 1));
    slides.forEach((slide, number) => {
      slide.classList.toggle("is-current", number === current);
      slide.classList.toggle("is-next", number === current + 1);
    });
    const slide = slides[current];
    position.textContent = `${current + 1} / ${slides.length}`;
    const notes = slide.querySelector(".slide-notes");
    words.replaceChildren(...(notes ? [...notes.children].map((child) => child.cloneNode(true)) : [make("p", "", "No notes for this slide.")]));
    for (const name in toggles) toggles[name].setAttribute("aria-pressed", root.classList.contains(name));
    if (!root.classList.contains("is-presenting") || root.classList.contains("is-overview")) {
      slide.scrollIntoView({ block: "nearest" });
    }
    if (isFirst) return;
    slide.focus({ preventScroll: true });
    history.replaceState(null, "", "#" + slide.id);
    if (!quietly && channel) channel.postMessage(current);
  }

  const fullScreen = () => {
    root.classList.add("is-presenting");
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen();
    show(current, true);
  };

  const acts = {
    ArrowRight: () => show(current + 1), ArrowDown: () => show(current + 1), PageDown: () => show(current + 1),
    ArrowLeft: () => show(current - 1), ArrowUp: () => show(current - 1), PageUp: () => show(current - 1),
    Home: () => show(0), End: () => show(slides.length - 1),
    n: () => toggles["has-notes"].click(), o: () => toggles["is-overview"].click(), p: () => toggles["is-presenting"].click(),
    f: fullScreen, "?": () => help.showModal(),
    Escape: () => { root.classList.remove("is-overview"); show(current, true); },
    Enter: () => { if (root.classList.contains("is-overview")) { root.classList.remove("is-overview"); show(current); } },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("button, a, input, textarea, select") && (event.key === " " || event.key === "Enter")) return;
    if (event.target.closest("input, textarea, select")) return;
    const act = event.key === " " ? () => show(current + (event.shiftKey ? -1 : 1)) : acts[event.key] || acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  let touch = null;
  deck.addEventListener("touchstart", (event) => { touch = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
  deck.addEventListener("touchend", (event) => {
    if (!touch || !root.classList.contains("is-presenting") || root.classList.contains("is-overview")) return;
    const moved = event.changedTouches[0].clientX - touch.clientX;
    const across = Math.abs(moved) > 2 * Math.abs(event.changedTouches[0].clientY - touch.clientY);
    if (Math.abs(moved) > 40 && across) show(current + (moved < 0 ? 1 : -1));
  });
  slides.forEach((slide, number) => slide.addEventListener("click", (event) => {
    if (!root.classList.contains("is-overview")) return;
    event.preventDefault();
    root.classList.remove("is-overview");
    show(number);
  }));
  let moving;
  document.addEventListener("pointermove", () => {
    root.classList.add("is-moving");
    clearTimeout(moving);
    moving = setTimeout(() => root.classList.remove("is-moving"), 2000);
  });
  if (channel) channel.addEventListener("message", (event) => show(event.data, true));
  addEventListener("hashchange", () => { const index = slides.findIndex((slide) => "#" + slide.id === location.hash); if (index >= 0) show(index); });
  setInterval(() => {
    const seconds = Math.floor((Date.now() - started) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} since opening`;
  }, 1000);

  controls.append(
    button("Previous", "ArrowLeft", () => show(current - 1)), position, button("Next", "ArrowRight", () => show(current + 1)),
    toggle("is-overview", "Overview", "O"), toggle("has-notes", "Notes", "N"), button("Full screen", "F", fullScreen, "is-wide"),
    toggle("is-presenting", "Present", "P"), button("Keys", "?", () => help.showModal(), "is-wide"),
  );
  document.body.append(controls);
  const asked = slides.findIndex((slide) => "#" + slide.id === location.hash);
  if (matchMedia("(min-width: 48rem)").matches && deck.dataset.start !== "page") root.classList.add("is-presenting");
  show(Math.max(asked, 0), true, asked < 0);
})();
