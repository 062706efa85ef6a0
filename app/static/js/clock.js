// A quiet clock for whoever wants one: how long the answer has been in the making. It only
// counts up, and nothing happens at any time.
(() => {
  "use strict";

  let turn = "";
  let since = 0;

  function tick() {
    const form = document.querySelector("#answer-form form");
    const isWanted = document.querySelector("#choices input[name=clock]")?.checked;
    const now = form?.elements.turn.value ?? "";
    if (now !== turn) [turn, since] = [now, Date.now()];
    let clock = form?.querySelector(".clock");
    if (!form || !isWanted) return clock?.remove();
    if (!clock) {
      clock = document.createElement("span");
      clock.className = "hint clock";
      clock.role = "timer";
      clock.ariaLabel = "Time on this answer";
      form.append(" ", clock);
    }
    const seconds = Math.floor((Date.now() - since) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  setInterval(tick, 1000);
  document.addEventListener("change", tick);
})();
