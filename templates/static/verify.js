// The fingerprint of a file is made here, so that the file stays on this device.
"use strict";

(() => {
  const hex = (buffer) =>
    [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const digest = async (file) => hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));

  const ask = (form, sha256) => {
    if (form.dataset.hash) {
      location.assign(`${form.dataset.hash}?sha256=${sha256}`);
      return;
    }
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "sha256", value: sha256 });
    form.querySelector("[type=file]").disabled = true;
    form.append(field);
    form.submit();
  };

  const compare = async (form, busy) => {
    busy.textContent = "Uw browser berekent de vingerafdruk …";
    const file = form.querySelector("[type=file]").files[0];
    try {
      ask(form, await digest(file));
    } catch {
      busy.textContent = "";
      form.submit();
    }
  };

  document.querySelector("[data-focus]")?.focus();
  if (!globalThis.crypto?.subtle) return;
  for (const form of document.querySelectorAll("form[data-hash]")) {
    form.querySelector("[data-with]").hidden = false;
    form.querySelector("[data-without]").hidden = true;
    const busy = form.querySelector("[data-busy]");
    form.addEventListener("submit", (event) => {
      if (!form.querySelector("[type=file]").files.length) return;
      event.preventDefault();
      compare(form, busy);
    });
  }
  addEventListener("pageshow", () => {
    for (const input of document.querySelectorAll("form[data-hash] [type=file]")) input.disabled = false;
    for (const busy of document.querySelectorAll("[data-busy]")) busy.textContent = "";
  });
})();
