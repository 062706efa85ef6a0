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

  const timer = setInterval(() => {
    if (document.readyState !== "loading") {
      clearInterval(timer);
      sessionStorage.removeItem(key);
      return;
    }
    const now = document.documentElement.outerHTML.length; // comments count: they mean "still here"
    quiet = now === size ? quiet + 1 : 0;
    size = now;
    if (quiet >= QUIET) reload();
  }, 1000);

  function reload() {
    clearInterval(timer);
    const times = Number(sessionStorage.getItem(key)) + 1;
    if (times > LIMIT) return;
    sessionStorage.setItem(key, String(times));
    location.reload();
  }
})();
