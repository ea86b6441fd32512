// Brings the state of a case up to date. Without this the page refreshes itself.
"use strict";

const region = document.getElementById("status");
const QUICK_TRIES = 40;

async function look(tries) {
  const again = tries < QUICK_TRIES ? 1000 : 15000;
  try {
    const answer = await fetch(region.dataset.poll, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if (answer.status === 401 || answer.status === 404) {
      return;
    }
    if (answer.ok) {
      const request = await answer.json();
      if (String(request.version) !== region.dataset.version) {
        await refresh();
      }
      if (request.is_final) {
        return;
      }
    }
  } catch {
    // The network is away for a moment: look again later.
  }
  window.setTimeout(look, again, tries + 1);
}

async function refresh() {
  const answer = await fetch(window.location.href, { credentials: "same-origin" });
  if (!answer.ok) {
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const newer = fresh.getElementById("status");
  region.dataset.version = newer.dataset.version;
  region.replaceChildren(...newer.childNodes);
  const talk = document.getElementById("gesprek");
  if (!talk.contains(document.activeElement)) {
    talk.replaceWith(fresh.getElementById("gesprek"));
  }
  for (const id of ["verloop", "weg"]) {
    document.getElementById(id).replaceWith(fresh.getElementById(id));
  }
  document.title = fresh.title;
}

window.setTimeout(look, 500, 0);
