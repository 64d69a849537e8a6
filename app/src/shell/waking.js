// A page is drawn before its script has come: on a weak line seconds before. The last button pressed
// meanwhile that does nothing by itself is kept, and pressed again once somebody listens.
(() => {
  const root = document.documentElement;
  const longest = 10_000;
  let pressed, when;
  const keep = (event) => {
    const button = event.target.closest?.('button[type="button"]');
    if (button) [pressed, when] = [button, performance.now()];
  };
  addEventListener("click", keep, true);
  addEventListener("awake", () => {
    // What hangs on data becomes alive in the same turn, after this: hence the next one.
    setTimeout(() => {
      removeEventListener("click", keep, true);
      delete root.dataset.waking;
      // Later it is not what somebody wants any more.
      if (pressed?.isConnected && performance.now() - when < longest) pressed.click();
    });
  }, { once: true });
})();
