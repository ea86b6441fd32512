// Forms work without this. It keeps a second click from sending twice, and brings errors into view.
"use strict";

for (const summary of document.querySelectorAll("[data-focus]")) {
  summary.focus();
}

for (const form of document.querySelectorAll("form[data-once]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    button.setAttribute("aria-disabled", "true");
    button.textContent = "Even geduld …";
  });
  // Back to this page: what was typed is still there, and can be sent again under the same key.
  const button = [...form.querySelectorAll("button[type=submit]:not([hidden], [name=_bestand])")].at(-1);
  const label = button.textContent;
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      sent = false;
      button.removeAttribute("aria-disabled");
      button.textContent = label;
    }
  });
}
