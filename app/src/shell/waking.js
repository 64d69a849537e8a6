// A page is drawn before its script has come: on a weak line seconds before. What was pressed last
// meanwhile, if it is a button that does nothing by itself, is pressed again once somebody listens.
(() => {
  const longest = 10_000;
  let pressed, when;
  const keep = (event) => {
    [pressed, when] = [event.target.closest?.('button[type="button"]'), performance.now()];
  };
  const drop = () => (pressed = undefined);
  addEventListener("click", keep, true);
  addEventListener("pagehide", drop);
  addEventListener("awake", () => {
    // From now on presses are heard.
    removeEventListener("click", keep, true);
    removeEventListener("pagehide", drop);
    // But for what hangs on data: that becomes alive in the same turn, after this.
    setTimeout(() => {
      delete document.documentElement.dataset.waking;
      // Later it is not what somebody wants any more.
      if (pressed?.isConnected && performance.now() - when < longest) pressed.click();
    });
  }, { once: true });
})();
