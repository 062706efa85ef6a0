// Watches over a page that is still being sent. If its connection breaks, the browser never
// says that the document has ended, so nothing deferred runs and the page would stand still
// for ever. Ten seconds without growth, and it is loaded again; after five times in a row the
// link in the page is the way on.
(() => {
  "use strict";

  const QUIET = 10;
  const LIMIT = 5;
  const key = `viva:reloads:${location.pathname}`;
  let size = 0;
  let quiet = 0;

  // Storage can be switched off; then the link alone is the way on.
  const quietly = (act, otherwise) => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };

  const timer = setInterval(() => {
    if (document.readyState !== "loading") {
      clearInterval(timer);
      quietly(() => sessionStorage.removeItem(key));
      return;
    }
    const now = document.documentElement.outerHTML.length; // comments too: they say "still here"
    quiet = now === size ? quiet + 1 : 0;
    size = now;
    if (quiet >= QUIET) loadAgain();
  }, 1000);

  function loadAgain() {
    clearInterval(timer);
    const times = quietly(() => Number(sessionStorage.getItem(key)), LIMIT) + 1;
    if (times > LIMIT) return;
    quietly(() => sessionStorage.setItem(key, String(times)));
    location.reload();
  }
})();
