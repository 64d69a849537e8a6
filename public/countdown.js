// Counts a server-rendered wait down to nothing and lets its button be pressed. Without it the page
// is reloaded instead.
for (const place of document.querySelectorAll("[data-countdown]")) {
  let left = Number(place.dataset.countdown);
  const words = place.textContent;
  const said = String(left);
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) {
      place.textContent = words.replace(said, String(left));
      return;
    }
    clearInterval(timer);
    place.textContent = "";
    const button = place.parentElement?.querySelector("button[disabled]");
    if (button) button.disabled = false;
  }, 1000);
}
