// The little that pages do beyond GOV.UK's and htmx's own scripts; everything works without it.
import { initAll } from "asset(govuk-frontend.min.js)";

initAll();

// Components inside content that htmx swaps in.
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) initAll({ scope: event.detail.elt });
});

// Small panels built on <details>: one open at a time, closed by Escape or a click outside.
const PANELS = ":is(.afc-move, .afc-drop)[open]";

function closePanels(except) {
  for (const panel of document.querySelectorAll(PANELS)) {
    if (panel !== except) panel.open = false;
  }
}

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.(PANELS)) closePanels(event.target);
}, true);

document.addEventListener("click", (event) => closePanels(event.target.closest?.(PANELS)));

document.addEventListener("keydown", (event) => {
  const panel = event.key === "Escape" && document.querySelector(PANELS);
  if (panel) {
    panel.open = false;
    panel.querySelector("summary").focus();
  }
});

// Pages that wait for a job: the server says "changed", htmx asks for the part that changed.
for (const box of document.querySelectorAll("[data-live]")) {
  const source = new EventSource(box.dataset.live);
  source.addEventListener("message", (event) => {
    const part = box.firstElementChild;
    if (!part.hasAttribute("data-hx-get")) source.close();
    else if (event.data === "changed") window.htmx.trigger(part, "live");
  });
}

// A form whose draft is kept while somebody types: one second after the last key, one request at a time.
for (const box of document.querySelectorAll("[data-autosave]")) {
  const form = box.querySelector("form");
  const note = box.querySelector("[data-autosave-note]");
  let timer;
  let isSaving = false;
  let isStale = false;

  const save = async () => {
    if (isSaving) {
      isStale = true;
      return;
    }
    isSaving = true;
    isStale = false;
    try {
      const answer = await fetch(box.dataset.autosave, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "error" });
      const time = new Date().toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", timeZone: "Europe/London" });
      note.textContent = answer.ok ? `Draft saved at ${time}.` : "The draft is not saved. Use the button to see why.";
    } catch {
      note.textContent = "The draft is not saved: there is no connection. We try again when you type.";
    }
    isSaving = false;
    if (isStale) save();
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 1000);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    isStale = false;
  });
}
