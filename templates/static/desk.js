// The console works without this. It adds keys, a heartbeat, and puts the focus where work goes on.
"use strict";

const SWITCH = "loket-sneltoetsen";
const BEAT = 60000;

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function keysAreOn() {
  try {
    return window.localStorage.getItem(SWITCH) !== "uit";
  } catch {
    return true;
  }
}

function showSwitch() {
  const on = keysAreOn();
  document.documentElement.classList.toggle("keys-off", !on);
  for (const box of document.querySelectorAll("[data-switch]")) {
    box.checked = on;
  }
}

for (const box of document.querySelectorAll("[data-switch]")) {
  box.addEventListener("change", () => {
    try {
      window.localStorage.setItem(SWITCH, box.checked ? "aan" : "uit");
    } catch {
      // Without storage the keys stay as they are.
    }
    showSwitch();
  });
}
showSwitch();

function openHelp() {
  document.getElementById("sneltoetsen").showModal();
}

const help = document.querySelector('a[data-key="?"]');
if (help) {
  help.addEventListener("click", (event) => {
    event.preventDefault();
    openHelp();
  });
}

function press(element) {
  if (element.tagName !== "SUMMARY") {
    element.click();
    return;
  }
  const action = element.parentElement;
  action.open = true;
  const field =
    action.querySelector("[data-choice]") ??
    action.querySelector("select, textarea, input:not([type=hidden])");
  (field ?? element).focus();
  action.scrollIntoView({ block: "nearest" });
}

// On a standard text a digit chooses one and sends; anything else that is typed goes to the field.
function choose(event) {
  const form = event.target.form;
  const choice = form.querySelector(`[data-choice="${CSS.escape(event.key)}"]`);
  if (choice) {
    event.preventDefault();
    choice.click();
  } else if (event.key === "Escape") {
    event.target.blur();
  } else if (event.key.length === 1 && event.key !== " ") {
    form.querySelector("textarea, input:not([type=hidden])").focus();
  }
}

const rows = [...document.querySelectorAll(".cases a.what")];

function stepTo(row) {
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function step(event) {
  const at = rows.indexOf(document.activeElement);
  if (!["j", "k"].includes(event.key) || rows.length === 0) {
    return false;
  }
  event.preventDefault();
  stepTo(at === -1 ? rows[0] : rows[at + (event.key === "j" ? 1 : -1)]);
  return true;
}

const boxes = [...document.querySelectorAll(".cases input[name=dossier]")];
const MOST_TOGETHER = 25;

function countPicked() {
  const many = boxes.filter((box) => box.checked).length;
  for (const place of document.querySelectorAll("[data-picked]")) {
    place.textContent = many ? `${many} gekozen` : "";
  }
}

for (const box of boxes) {
  box.addEventListener("change", countPicked);
}
window.addEventListener("pageshow", countPicked);

// One row is chosen with x; with X all that are like it, as many as can be decided at once.
function pick(event) {
  const box = document.activeElement.closest(".case")?.querySelector("input[name=dossier]");
  if (!box || event.key.toLowerCase() !== "x") {
    return false;
  }
  event.preventDefault();
  const alike = boxes.filter((other) => other.dataset.alike === box.dataset.alike);
  const chosen = event.key === "x" ? [box] : alike.slice(0, MOST_TOGETHER);
  const on = !box.checked;
  for (const one of chosen) {
    one.checked = on;
  }
  countPicked();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (event.key === "Escape" && typing(event.target)) {
    event.target.blur();
    return;
  }
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
  if (!isPlain || typing(event.target) || document.querySelector("dialog[open]") || !keysAreOn()) {
    return;
  }
  if (event.target.matches("[data-choice]")) {
    choose(event);
    return;
  }
  if (step(event) || pick(event)) {
    return;
  }
  const element = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (element) {
    event.preventDefault();
    press(element);
  }
});

// What was just sent isn't sent twice by a second click.
for (const form of document.querySelectorAll('form[method="post"]')) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
    }
    sent = true;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
}

// The law and the appeal that go with a reason, unless somebody wrote another one.
for (const reason of document.querySelectorAll("[data-reason]")) {
  const { basis, appeal } = reason.form.elements;
  let proposed = "";
  reason.addEventListener("change", () => {
    const chosen = reason.selectedOptions[0].dataset;
    if (basis.value === "" || basis.value === proposed) {
      basis.value = proposed = chosen.basis ?? "";
    }
    appeal.value = chosen.appeal ?? "";
  });
}

const lease = document.querySelector("form[data-heartbeat]");
const said = document.querySelector("[data-lease]");

function lost(sentence) {
  lease.classList.add("lost");
  said.setAttribute("role", "alert");
  said.textContent = sentence;
}

async function beat() {
  try {
    const answer = await fetch(lease.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams({ csrf: lease.elements.csrf.value }),
      credentials: "same-origin",
    });
    if (answer.status === 401 || answer.status === 403) {
      lost("U bent afgemeld. Kopieer wat u typte en meld u opnieuw aan.");
      return;
    }
    if (answer.status === 404 || answer.status === 409) {
      lost("U behandelt dit dossier niet meer. Kopieer wat u typte en neem het opnieuw.");
      return;
    }
    if (answer.ok) {
      const { until } = await answer.json();
      said.textContent = `U behandelt dit dossier tot ${until} uur.`;
    }
  } catch {
    // The network is away for a moment: the next beat may pass.
  }
  window.setTimeout(beat, BEAT);
}

if (lease) {
  window.setTimeout(beat, BEAT);
}

// A case that goes on by itself: the page follows it, unless somebody is writing on it.
const moving = document.querySelector("[data-poll]");
const QUICK_LOOKS = 40;

function wentOn() {
  if ([...document.querySelectorAll("textarea")].some((box) => box.value !== box.defaultValue)) {
    moving.textContent = "Dit dossier ging verder. Bewaar wat u typte om de nieuwe stand te zien.";
    return;
  }
  window.location.reload();
}

async function follow(looks) {
  try {
    const answer = await fetch(moving.dataset.poll, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if ([401, 403, 404].includes(answer.status)) {
      return;
    }
    if (answer.ok && String((await answer.json()).version) !== moving.dataset.version) {
      wentOn();
      return;
    }
  } catch {
    // The network is away for a moment: look again later.
  }
  window.setTimeout(follow, looks < QUICK_LOOKS ? 1000 : 15000, looks + 1);
}

if (moving) {
  window.setTimeout(follow, 500, 0);
}

// A field or button of the page that wants the focus has it already; a closed dialog's doesn't count.
const place = document.querySelector("[data-focus]") ?? (keysAreOn() ? rows[0] : null);
if (place && !document.querySelector("main [autofocus]")) {
  place.focus();
}
