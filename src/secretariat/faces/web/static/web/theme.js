// Sets the chosen theme before the first paint. The choice stays in this browser; nothing is sent.
"use strict";
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is switched off: the theme of the operating system applies.
}
