// Files of a form, sent straight to where they are kept. Without this a page of its own does it.
"use strict";

const PHONES = "image/jpeg,image/png,application/pdf"; // Asked so, a phone turns its photos into JPEG.
const LARGEST = 20000000;
const LOOKS = 60;

for (const group of document.querySelectorAll("[data-upload]")) {
  better(group);
}

function better(group) {
  const button = group.querySelector("button[name=_bestand]");
  const form = button.form;
  const input = made("input", { type: "file", multiple: true, accept: PHONES, id: `${group.id}-kies` });
  input.setAttribute("aria-labelledby", `${group.id}-naam`);
  const described = group.getAttribute("aria-describedby");
  if (described) {
    input.setAttribute("aria-describedby", described);
  }
  const bar = made("progress", { max: 100, value: 0, hidden: true });
  bar.setAttribute("aria-labelledby", `${group.id}-naam`);
  const said = made("p", { className: "said" });
  said.setAttribute("role", "status");
  const here = { group, form, input, bar, said, list: group.querySelector(".files"), busy: false };
  button.replaceWith(input, bar, said);
  for (const line of here.list.querySelectorAll("[data-file]")) {
    removable(here, line);
  }
  input.addEventListener("change", () => sendAll(here, [...input.files]));
  form.addEventListener("submit", (event) => {
    if (here.busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
      said.textContent = group.dataset.wait;
    }
  }, { capture: true });
}

async function sendAll(here, files) {
  here.busy = true;
  here.input.disabled = true;
  for (const file of files) {
    const wrong = await sent(here, file).catch(() => here.group.dataset.failed);
    here.said.textContent = wrong || `${here.group.dataset.done} ${file.name}`;
    here.said.classList.toggle("wrong", Boolean(wrong));
    if (wrong) {
      break;
    }
  }
  here.bar.hidden = true;
  here.input.disabled = false;
  here.input.value = "";
  here.busy = false;
  here.input.focus();
}

// Sends one file; answers what is wrong with it, in words.
async function sent(here, file) {
  const words = here.group.dataset;
  if (!file.size || file.size > LARGEST) {
    return file.size ? words.large : words.empty;
  }
  here.said.classList.remove("wrong");
  here.said.textContent = `${words.sending} ${file.name}`;
  const place = await asked(here, here.form.action, { _bestand: words.upload });
  if (place.problem) {
    return place.problem;
  }
  for (const field of here.form.querySelectorAll("[name=_bestanden]")) {
    field.value = place.basket;
  }
  here.look = place.look;
  await put(here, place, file);
  return looked(here);
}

function put(here, place, file) {
  const data = new FormData();
  for (const [name, value] of Object.entries(place.fields)) {
    data.append(name, value);
  }
  data.append("file", file);
  here.bar.value = 0;
  here.bar.hidden = false;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", place.address);
    request.upload.addEventListener("progress", (event) => {
      here.bar.value = (100 * event.loaded) / event.total;
    });
    request.addEventListener("load", () => (request.status < 300 ? resolve() : reject(request.status)));
    request.addEventListener("error", reject);
    request.send(data);
  });
}

async function looked(here) {
  for (let tries = 0; tries < LOOKS; tries += 1) {
    const state = await asked(here, here.look, { kijk: "1" }, true);
    if (!state.pending) {
      show(here, state.files);
      return state.problem;
    }
    here.said.textContent = here.group.dataset.looking;
    await new Promise((resolve) => window.setTimeout(resolve, 2000));
  }
  return here.group.dataset.failed;
}

async function asked(here, address, more, isAlone = false) {
  const data = isAlone ? new FormData() : new FormData(here.form);
  data.set("csrf", here.form.elements.csrf.value);
  for (const [name, value] of Object.entries(more)) {
    data.set(name, value);
  }
  const isMixed = here.form.enctype === "multipart/form-data" && !isAlone;
  const answer = await fetch(address, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: isMixed ? data : new URLSearchParams(data),
    credentials: "same-origin",
  });
  return answer.json();
}

function show(here, files) {
  const own = files.filter((file) => file.field === here.group.dataset.upload);
  here.list.replaceChildren(...own.map((file) => {
    const line = made("li", {});
    line.dataset.file = file.id;
    line.append(made("span", { textContent: file.words }));
    removable(here, line);
    return line;
  }));
  here.list.hidden = own.length === 0;
}

function removable(here, line) {
  const words = here.group.dataset.drop;
  const button = made("button", { type: "button", className: "quiet", textContent: words });
  button.setAttribute("aria-label", `${words}: ${line.textContent.trim()}`);
  button.addEventListener("click", async () => {
    const address = here.look || here.form.querySelector("[name=_bestanden]").dataset.at;
    const state = await asked(here, address, { weg: line.dataset.file }, true);
    show(here, state.files);
    here.said.textContent = here.group.dataset.gone;
    here.input.focus();
  });
  line.append(button);
}

function made(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
