// The report works without this. Without a connection it stays in the open page and is sent later,
// once: what was seen and the key go along, so sending it twice is sending it once.
"use strict";

for (const form of document.querySelectorAll("form[data-report]")) {
  const waiting = form.querySelector("[data-waiting]");
  let timer = 0;

  const send = async () => {
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      if (answer.redirected) {
        window.location.assign(answer.url);
        return;
      }
      document.open();
      document.write(await answer.text());
      document.close();
    } catch {
      waiting.hidden = false;
      window.clearTimeout(timer);
      timer = window.setTimeout(send, 15000);
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  window.addEventListener("online", () => {
    if (!waiting.hidden) {
      send();
    }
  });
}
