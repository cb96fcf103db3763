// Adds the reader's own time to a time of the council, where it is another one: "· 01:00 next day,
// your time (Europe/Berlin)". Read in the head: an element is filled while the page is read, so that
// nothing moves afterwards, and a part that is loaded later is filled as it comes. The zone is the
// one that the reader chose, which the page names, else the browser's. The words are those of
// `own_words` in rules/times.py. Nothing is stored or sent.
"use strict";
(() => {
  const NOW = { "Asia/Calcutta": "Asia/Kolkata", "Asia/Katmandu": "Asia/Kathmandu", "Asia/Rangoon": "Asia/Yangon", "Asia/Saigon": "Asia/Ho_Chi_Minh", "America/Buenos_Aires": "America/Argentina/Buenos_Aires", "Europe/Kiev": "Europe/Kyiv" };
  const DAY = 86_400_000;

  // What the clock of this browser shows at an instant, and which day it is there, as a number.
  const shown = (clock, instant) => {
    const part = Object.fromEntries(clock.formatToParts(new Date(instant)).map((each) => [each.type, each.value]));
    return { day: Date.UTC(part.year, part.month - 1, part.day) / DAY, hour: `${part.hour}:${part.minute}` };
  };
  const written = (text) => ({ day: Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY, hour: text.slice(11) });

  const otherDay = (days) => {
    if (Math.abs(days) > 1) return ` ${Math.abs(days)} days ${days > 0 ? "later" : "earlier"}`;
    return { 1: " next day", "-1": " previous day" }[days] ?? "";
  };

  const words = (clock, ends) => {
    const both = ends.map(([instant, local]) => [shown(clock, instant), written(local)]);
    if (both.every(([mine, theirs]) => mine.day === theirs.day && mine.hour === theirs.hour)) return "";
    const days = both.map(([mine, theirs]) => otherDay(mine.day - theirs.day));
    if (new Set(days).size === 1) return both.map(([mine]) => mine.hour).join(" to ") + days[0];
    return both.map(([mine], at) => mine.hour + days[at]).join(" to ");
  };

  const zone = document.documentElement.dataset.zone || Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || !window.customElements) return;
  const name = (NOW[zone] ?? zone).replaceAll("_", " ");
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, calendar: "gregory", numberingSystem: "latn", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

  customElements.define("own-time", class extends HTMLElement {
    connectedCallback() {
      const { chosen, at, local, until, localUntil, brief } = this.dataset;
      if (chosen !== undefined) return;
      const ends = until ? [[at, local], [until, localUntil]] : [[at, local]];
      const mine = words(clock, ends);
      if (!mine) return;
      this.textContent = brief === undefined ? `${mine}, your time (${name})` : `${mine}, your time`;
      if (brief !== undefined) this.title = name;
    }
  });

  customElements.define("own-zone", class extends HTMLElement {
    connectedCallback() {
      this.textContent = ` (${name})`;
    }
  });
})();
