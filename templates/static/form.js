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
    const button = form.querySelector("button[type=submit]");
    button.setAttribute("aria-disabled", "true");
    button.textContent = "Even geduld …";
  });
  // Back to this page: it can be sent again, under the same key.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      window.location.reload();
    }
  });
}
