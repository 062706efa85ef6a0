// Only a script can open the print dialogue, so only a script shows its button. What is folded
// prints unfolded by style; for a browser that has no such style it is unfolded meanwhile.
(() => {
  "use strict";

  for (const place of document.querySelectorAll(".print")) {
    place.hidden = false;
    place.addEventListener("click", () => print());
  }

  if (CSS.supports("selector(::details-content)")) return;
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll(".said:not([open])")];
    for (const one of unfolded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of unfolded) one.open = false;
  });
})();
