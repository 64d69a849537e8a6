// The button of a page that is there to be printed. Without it one presses Ctrl+P, as the page says.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const words of document.querySelectorAll("[data-no-script]")) words.hidden = true;
