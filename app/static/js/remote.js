// The remote: a press counts at the step that stands, so the page keeps up with others' presses.
"use strict";

{
  const EVERY = 1000;
  const main = document.querySelector("main");

  const keepUp = async () => {
    if (document.visibilityState !== "visible") return;
    try {
      const response = await fetch(location.href, { cache: "no-store" });
      if (response.status === 404) location.reload();
      if (!response.ok) return;
      const now = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const [part, name] of [[".count", "textContent"], ["[name=step]", "value"]]) {
        main.querySelector(part)[name] = now.querySelector(part)[name];
      }
    } catch {
      // A phone without a network tries again.
    }
  };
  setInterval(keepUp, EVERY);
  document.addEventListener("visibilitychange", keepUp);
}
