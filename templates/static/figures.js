// A button that copies a text, for who has script; without it the text can be selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).innerText;
    const said = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(text.trim());
      said.textContent = "Gekopieerd.";
    } catch {
      said.textContent = "Kopiëren lukt niet in deze browser. Selecteer de tekst zelf.";
    }
  });
}
