// Warns before a session ends because nothing is done; one key keeps it going. Without this script
// the page says when it ends.
"use strict";

const stay = document.getElementById("sessie");
const WARN_MS = 300_000;
let ends = Date.now() + Number(stay.dataset.seconds) * 1000;
let hasTyped = false;
let isLast = false;

function plan() {
  window.setTimeout(warn, Math.max(ends - WARN_MS - Date.now(), 0));
}

async function warn() {
  // Whoever types needs no question.
  if (hasTyped) {
    await keep();
  } else {
    stay.showModal();
  }
}

async function keep() {
  if (isLast) {
    return;
  }
  hasTyped = false;
  const answer = await fetch(stay.dataset.stay, {
    method: "POST",
    body: new URLSearchParams({ csrf: stay.dataset.csrf }),
    credentials: "same-origin",
  }).catch(() => null);
  if (!answer?.ok) {
    return;
  }
  ends = Date.now() + (await answer.json()).seconds * 1000;
  isLast = ends - Date.now() <= WARN_MS;
  if (isLast) {
    // The limit that nothing moves.
    for (const text of stay.querySelectorAll("p, h2")) {
      text.hidden = !text.classList.contains("last");
    }
    stay.querySelector("button").textContent = "Sluiten";
    stay.showModal();
  } else {
    plan();
  }
}

stay.addEventListener("close", keep);
document.addEventListener("input", () => {
  hasTyped = true;
});
plan();
