// What is being typed is kept in this browser until the server has it: <textarea data-draft="name">,
// or <form data-draft-form="name"> for all its text fields. Never for secret fields.
"use strict";

(() => {
  const person = document.body.dataset.keepsFor;
  if (!person) return;
  const PAUSE_MS = 150;
  const LONGEST_MS = 7 * 24 * 3600 * 1000;
  const SENT = `draft-sent:${person}`;
  const TYPED = "textarea, input[type=text], input:not([type])";

  const nameOf = (field) => {
    if (field.closest("[data-secret]")) return "";
    const form = field.closest("[data-draft-form]");
    const name = field.dataset.draft ?? (form && field.name && field.matches(TYPED) ? `${form.dataset.draftForm} ${field.name}` : "");
    return name && `draft:${person}:${name}`;
  };
  const fieldsIn = (root) => [...root.querySelectorAll("[data-draft], [data-draft-form] textarea, [data-draft-form] input")].filter(nameOf);
  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  };

  const keep = (field) => {
    const name = nameOf(field);
    try {
      if (field.value === field.defaultValue) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify({ text: field.value, base: field.defaultValue, at: Date.now() }));
    } catch {
      // Storage is full or switched off: the field itself still holds the text.
    }
  };
  const forget = (field) => {
    clearTimeout(timers.get(field));
    timers.delete(field);
    localStorage.removeItem(nameOf(field));
    field.parentElement.querySelector("[data-draft-kept]")?.remove();
  };

  const timers = new Map();
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof Element) || !field.matches("input, textarea") || !nameOf(field)) return;
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => { timers.delete(field); keep(field); }, PAUSE_MS));
  });
  addEventListener("pagehide", () => {
    for (const field of timers.keys()) if (field.isConnected) keep(field);
  });

  // --- Putting back --------------------------------------------------------------------------------

  const clock = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const button = (words, press) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "button little quiet", textContent: words });
    made.addEventListener("click", press);
    return made;
  };
  const putBack = (field, draft) => {
    field.value = draft.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const offer = (field) => {
    if (field.dataset.draftReady !== undefined) return;
    field.dataset.draftReady = "";
    const draft = read(nameOf(field));
    if (!draft) return;
    if (draft.text === field.value || Date.now() - draft.at > LONGEST_MS) {
      localStorage.removeItem(nameOf(field));
      return;
    }
    const note = document.createElement("p");
    note.className = "hint";
    note.dataset.draftKept = "";
    note.setAttribute("role", "status");
    field.after(note);
    // Where somebody else changed the text since, what was typed is shown beside it, not over it.
    if (draft.base === field.defaultValue) {
      putBack(field, draft);
      note.append(`Kept from ${clock(draft.at)} `, button("Throw away", () => {
        field.value = field.defaultValue;
        forget(field);
      }));
    } else {
      const typed = document.createElement("blockquote");
      typed.textContent = draft.text;
      note.append(`Kept from ${clock(draft.at)}; the text was changed since. You had typed:`, typed,
        button("Put it back", () => { putBack(field, draft); note.remove(); }), button("Throw away", () => forget(field)));
    }
  };

  // --- Acknowledged ----------------------------------------------------------------------------------

  const sentFields = (form) => (form.matches?.("form") ? [...form.elements].filter((el) => el.matches("input, textarea") && nameOf(el)) : []);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (requestConfig?.verb === "post" && xhr.status < 400) for (const field of sentFields(requestConfig.elt)) forget(field);
  });
  document.addEventListener("outgoing:kept", (event) => sentFields(event.target).forEach(forget));
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.hasAttribute("hx-post")) return;
    const names = sentFields(event.target).map((field) => { keep(field); return nameOf(field); });
    if (names.length) sessionStorage.setItem(SENT, JSON.stringify(names));
  });
  // A form that was sent and is not on the page that followed was taken.
  const names = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
  sessionStorage.removeItem(SENT);
  const here = new Set(fieldsIn(document).map(nameOf));
  for (const name of names) if (!here.has(name) && !document.querySelector("#notices [role=alert], .notice.refused")) localStorage.removeItem(name);

  fieldsIn(document).forEach(offer);
  document.addEventListener("htmx:load", (event) => fieldsIn(event.detail.elt).forEach(offer));
})();
