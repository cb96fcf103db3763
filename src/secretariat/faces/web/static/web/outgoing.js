// Each act once, and none lost: every form carries a key of its own, and a form marked
// <form data-waits="Note"> whose answer does not come waits here until the network is back.
// docs/adr/0017 says why; nothing here is needed to use a page.
"use strict";

(() => {
  const AGAIN_MS = 5000;
  const LONGEST_MS = 15000;
  const SHOWN = 80;
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "once", "typed_ago"]);

  // --- A key for each form, the same one until it was answered ----------------------------------

  const keys = new WeakMap();
  const newKey = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  const keyOf = (form, pairs) => {
    const typed = JSON.stringify(pairs.filter(([name]) => !NOT_KEPT.has(name)));
    const known = keys.get(form);
    if (known?.typed === typed) return known.key;
    const made = { typed, key: newKey() };
    keys.set(form, made);
    return made.key;
  };
  const isPost = (form) => form.method === "post";
  const texts = (data) => [...data].filter(([, value]) => typeof value === "string");

  document.addEventListener("formdata", (event) => {
    if (isPost(event.target)) event.formData.set("once", keyOf(event.target, texts(event.formData)));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.xhr.status) keys.delete(event.detail.elt);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) keys.delete(form);
  });

  // --- What waits, kept for one person in this browser -------------------------------------------

  const person = document.body.dataset.keepsFor;
  const place = `outgoing:${person}`;
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(place)) ?? [];
    } catch {
      return [];
    }
  };
  const write = (acts) => {
    try {
      if (acts.length) localStorage.setItem(place, JSON.stringify(acts));
      else localStorage.removeItem(place);
      return true;
    } catch {
      return false;
    }
  };
  const change = (key, values) => {
    write(read().map((act) => (act.key === key ? { ...act, ...values } : act)));
    show();
  };
  const drop = (key) => {
    write(read().filter((act) => act.key !== key));
    show();
  };
  const waiting = () => read().filter((act) => !act.needs);

  const wordsOf = (form, pairs) => {
    const said = pairs.find(([name]) => ["text", "line", "who"].includes(name))?.[1]
      ?? (form.querySelector("button .sr") ?? form.querySelector("button"))?.textContent ?? "";
    const short = said.replace(/\s+/g, " ").replace(/^[\s:(]+|[\s)]+$/g, "");
    return `${form.dataset.waits}: ${short.length > SHOWN ? `${short.slice(0, SHOWN)} …` : short}`;
  };

  const keep = (form, submitter, key = "") => {
    const data = new FormData(form, submitter?.form === form ? submitter : null);
    const pairs = texts(data).filter(([name]) => !NOT_KEPT.has(name));
    const act = { key: key || data.get("once"), url: form.action, fields: pairs, typed: Date.now(), what: wordsOf(form, pairs) };
    if (!read().some((one) => one.key === act.key) && !write([...read(), act])) return false;
    keys.delete(form);
    if (form.hasAttribute("hx-post")) {
      for (const field of form.querySelectorAll("textarea, input:not([type=hidden], [type=radio], [type=checkbox])")) field.value = field.defaultValue = "";
    }
    form.dispatchEvent(new CustomEvent("outgoing:kept", { bubbles: true }));
    show();
    return true;
  };

  // --- In words ------------------------------------------------------------------------------------

  const clock = (at = new Date()) => at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const box = document.getElementById("outgoing");
  let cutOffAt = "";
  let refusal = "";

  const make = (tag, words = "", values = {}) => {
    const el = document.createElement(tag);
    el.textContent = words;
    return Object.assign(el, values);
  };
  const line = (act) => {
    const row = make("li");
    row.dataset.needs = act.needs ? "you" : "";
    row.append(make("span", act.what, { className: "outgoing-what" }), " ");
    if (!act.needs) row.append(make("span", `waits to be sent, typed ${clock(new Date(act.typed))}`, { className: "small muted" }));
    else asks(row, act);
    return row;
  };
  const asks = (row, act) => {
    row.append(make("strong", "needs you", { className: "small" }));
    const answer = make("div");
    answer.innerHTML = act.needs;
    const typed = act.fields.filter(([name, value]) => ["text", "line", "who"].includes(name) && value);
    if (!answer.querySelector("form") && typed.length) answer.append(...typed.map(([, value]) => make("blockquote", value)));
    const open = act.open ? [make("a", "Open it", { className: "button little", href: act.open })] : [];
    const again = make("button", "Send it again", { className: "button little", type: "button" });
    again.addEventListener("click", () => { change(act.key, { needs: "", open: "" }); send(); });
    const away = make("button", "Throw it away", { className: "button little quiet", type: "button" });
    away.addEventListener("click", () => drop(act.key));
    const foot = make("p", "", { className: "toolbar" });
    foot.append(...open, again, away);
    // Both texts side by side: what stands is sent as an act of its own.
    answer.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const fields = texts(new FormData(event.target)).filter(([name]) => !NOT_KEPT.has(name));
      write(read().map((one) => (one.key === act.key ? { ...one, key: newKey(), fields, needs: "", open: "" } : one)));
      show();
      send();
    });
    row.append(answer, foot);
  };

  const show = () => {
    if (!box) return;
    const acts = person ? read() : [];
    const parts = [];
    if (cutOffAt) parts.push(`Cut off since ${cutOffAt}. What you type is kept here and sent when the room is back.`);
    else if (acts.some((act) => !act.needs)) parts.push("The server did not answer. What you did is kept here and sent again.");
    if (refusal) parts.push(refusal);
    if (acts.some((act) => act.needs)) parts.push("Some of what you sent needs you.");
    box.hidden = !parts.length;
    box.querySelector("[data-outgoing-words]").textContent = parts.join(" ");
    const list = box.querySelector("[data-outgoing-list]");
    // A question that somebody is answering stays as it is.
    if (!list.contains(document.activeElement)) list.replaceChildren(...acts.map(line));
  };

  // --- Sending ---------------------------------------------------------------------------------------

  const tokenOf = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";

  const post = async (act) => {
    const ago = Math.max(0, Math.round((Date.now() - act.typed) / 1000));
    const body = new URLSearchParams([...act.fields, ["once", act.key], ["typed_ago", ago]]);
    const headers = { "X-CSRFToken": tokenOf(), "HX-Request": "true", Prefer: "return=minimal" };
    const signal = AbortSignal.timeout(LONGEST_MS);
    return fetch(act.url, { method: "POST", body, headers, signal, redirect: "manual" });
  };

  // Whether the next one may go: in order, and none before the answer to the one before it.
  const sendOne = async (act) => {
    let answer;
    try {
      answer = await post(act);
    } catch {
      return false;
    }
    if (answer.status >= 500 || answer.status === 429) return false;
    if (answer.status === 204) drop(act.key);
    else if (answer.status === 403 || answer.type === "opaqueredirect") {
      const back = encodeURIComponent(location.pathname);
      change(act.key, { needs: "<p>You are no longer signed in, or may no longer do this. It is kept here: sign in, then send it again.</p>", open: `/sign-in?next=${back}` });
    } else {
      const open = answer.headers.get("X-Leads-To") ?? "";
      const words = open ? "<p>The room asks something before it can do this.</p>" : await answer.text().catch(() => "");
      change(act.key, { needs: words || "<p>The room did not take this.</p>", open });
    }
    return true;
  };

  let isSending = false;
  const sendAll = async () => {
    for (let act = waiting()[0]; act; act = waiting()[0]) {
      if (!(await sendOne(act))) return;
      cutOffAt = "";
      refusal = "";
    }
    show();
  };
  const send = async () => {
    if (!person || isSending || !navigator.onLine || !waiting().length) return;
    isSending = true;
    try {
      if (navigator.locks) await navigator.locks.request(place, sendAll);
      else await sendAll();
    } finally {
      isSending = false;
    }
  };

  const onCut = () => {
    cutOffAt ||= clock();
    show();
  };
  const onBack = () => {
    cutOffAt = "";
    refusal = "";
    show();
    send();
  };
  addEventListener("offline", onCut);
  addEventListener("online", onBack);
  document.addEventListener("room:cut-off", onCut);
  document.addEventListener("room:back", onBack);
  addEventListener("storage", (event) => { if (event.key === place) show(); });
  setInterval(send, AGAIN_MS);

  // --- Acts while the network is gone -----------------------------------------------------------------

  const waits = (form) => person && form.matches?.("form[data-waits]") && !form.matches("[data-secret]");
  const mustWait = () => !navigator.onLine || waiting().length > 0;
  const refuse = () => {
    refusal = "This act needs the answer of the room before you go on, so nothing was sent. Do it again when the room is back.";
    show();
  };

  document.addEventListener("htmx:confirm", (event) => {
    const { elt, verb, triggeringEvent } = event.detail;
    if (verb !== "post") return;
    if (waits(elt) && mustWait()) {
      if (keep(elt, triggeringEvent?.submitter)) event.preventDefault();
      send();
    } else if (!navigator.onLine) {
      event.preventDefault();
      refuse();
    }
  });
  document.addEventListener("htmx:configRequest", (event) => {
    if (waits(event.detail.elt)) event.detail.timeout = LONGEST_MS;
  });
  const unanswered = (event) => {
    const { elt, requestConfig } = event.detail;
    if (!waits(elt)) return;
    keep(elt, requestConfig?.triggeringEvent?.submitter, keys.get(elt)?.key);
    if (!navigator.onLine) onCut();
  };
  document.addEventListener("htmx:sendError", unanswered);
  document.addEventListener("htmx:timeout", unanswered);
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (![502, 503, 504].includes(event.detail.xhr.status) || !waits(event.detail.requestConfig?.elt ?? {})) return;
    event.detail.shouldSwap = false;
    unanswered({ detail: { elt: event.detail.requestConfig.elt, requestConfig: event.detail.requestConfig } });
  });

  // Forms that are answered by a page of their own.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !isPost(form) || form.hasAttribute("hx-post") || navigator.onLine) return;
    event.preventDefault();
    if (!waits(form) || !keep(form, event.submitter)) refuse();
  });

  // Signing out leaves nothing of what was typed in this browser; what still waits is named first.
  let isWarned = false;
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, location.href).pathname !== "/sign-out" || event.defaultPrevented) return;
    if (person && read().length && !isWarned) {
      event.preventDefault();
      isWarned = true;
      refusal = "Not everything you did is sent yet. Signing out throws it away: press it again if that is meant.";
      show();
      return;
    }
    for (const name of Object.keys(localStorage)) if (/^(draft|outgoing):/.test(name)) localStorage.removeItem(name);
  });

  show();
  send();
})();
