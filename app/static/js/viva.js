// What the pages do better with a script; all of it may be missing. What someone has typed is
// never thrown away, and neither focus nor scroll is ever taken from a reader.
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (name, handler) => document.addEventListener(name, handler);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const session = location.pathname.match(/^\/session\/([^/]+)/)?.[1] ?? "";

  // Storage can be switched off or full; then nothing is remembered, and that is all.
  const memory = (name) => {
    const quietly = (act) => {
      try {
        return act(window[name]);
      } catch {
        return null;
      }
    };
    return {
      get: (key) => quietly((store) => store.getItem(key)),
      set: (key, value) => quietly((store) => store.setItem(key, value)),
      forget: (key) => quietly((store) => store.removeItem(key)),
      keys: () => quietly((store) => Object.keys(store)) ?? [],
    };
  };
  const tab = memory("sessionStorage");
  const browser = memory("localStorage");

  // Drafts -----------------------------------------------------------------------------------

  const draftKey = (turn, name) => `viva:${session}:${turn}:${name}`;
  const keyOf = (field) => draftKey(field.form.elements.turn?.value ?? "", field.name);

  function restoreDrafts() {
    for (const field of $$("textarea[data-draft]")) restoreDraft(field);
    bringWords();
  }

  // What was typed for a turn that has another answer comes into the next form, or to read.
  function bringWords() {
    const over = [];
    for (const turn of "12345678") {
      const key = draftKey(turn, "answer");
      const draft = tab.get(key);
      const stored = $(`#answer-${turn} .text`);
      if (!draft?.trim() || !(stored || $("#finished"))) continue;
      if (stored && letters(stored.textContent) === letters(draft)) tab.forget(key);
      else if ($("#answer")) addWords(draft, turn, key);
      else if ($("#finished")) over.push(draft);
    }
    if (over.length && !$("#kept")) keepWords(over.join("\n\n"));
  }

  // Without what the page leaves out of an answer.
  const letters = (text) => text.replace(/^\s*```[\w+#.-]*\s*$/gm, "").replace(/[`\p{C}]/gu, "");

  function addWords(draft, turn, key) {
    const field = $("#answer");
    field.value = [field.value, draft].filter(Boolean).join("\n\n");
    tab.set(keyOf(field), field.value);
    tab.forget(key);
    measure(field);
    complain(`Question ${turn} has another answer. What you typed is in the box below, not sent.`);
  }

  function keepWords(text) {
    $("#problem").insertAdjacentHTML("afterend", '<section class="kept"><label class="label" for="kept">What you typed, not sent</label><textarea id="kept" rows="6" dir="auto" readonly></textarea></section>');
    $("#kept").value = text;
  }

  function restoreDraft(field) {
    const key = keyOf(field);
    const isStored = "stored" in field.dataset;
    if (tab.get(`${key}:sent`)) {
      tab.forget(`${key}:sent`);
      if (isStored) tab.forget(key);
    }
    const draft = tab.get(key);
    if (draft && draft !== field.value && (isStored || !field.value)) {
      field.value = draft;
      field.closest("details")?.setAttribute("open", "");
    }
    measure(field);
  }

  function forgetSession(id) {
    for (const key of tab.keys()) if (key.startsWith(`viva:${id}:`)) tab.forget(key);
  }

  // Typing -----------------------------------------------------------------------------------

  const growsItself = CSS.supports("field-sizing", "content");

  function measure(field) {
    if (!growsItself) {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 2}px`;
    }
    const box = $(".count", field.closest("form"));
    const limit = Number(field.dataset.limit);
    if (!box || !limit) return;
    const used = [...field.value].length; // code points, as the server counts
    const format = (number) => number.toLocaleString("en");
    const text = `${format(used)} of ${format(limit)} characters`;
    box.classList.toggle("over", used > limit);
    if (used > limit) box.textContent = `${text}, ${format(used - limit)} too many`;
    else box.textContent = used > limit * 0.9 || (used && "count" in field.dataset) ? text : "";
  }

  on("input", ({ target }) => {
    if (!target.matches("textarea[data-draft]")) return;
    tab.set(keyOf(target), target.value);
    measure(target);
  });

  // The form that ends the interview outlives the answer's.
  $(".end button")?.removeAttribute("form");
  on("formdata", ({ target, formData }) => {
    if (target.matches(".end form") && $("#answer")) formData.set("answer", $("#answer").value);
  });

  on("keydown", (event) => {
    const isSend = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing;
    if (!isSend || !event.target.matches("textarea:not([readonly])")) return;
    event.preventDefault();
    $("button[type=submit]", event.target.closest("form")).click();
  });

  on("keydown", ({ key, target }) => {
    const unfolded = key === "Escape" && target.closest(":is(.foot, .ways) > details[open]");
    if (!unfolded) return;
    unfolded.open = false;
    $("summary", unfolded).focus();
  });

  on("submit", (event) => {
    const form = event.target;
    const path = new URL(form.action).pathname;
    if (path.endsWith("/erase")) forgetSession(path.split("/")[2]);
    if (form.hasAttribute("hx-post")) return; // htmx drops the second click by itself
    if (form.isSent) return event.preventDefault();
    form.isSent = true;
    setTimeout(() => (form.isSent = false), 5000);
    const own = event.submitter?.closest("form") ?? form; // a field may be another form's, too
    for (const field of $$("textarea[data-draft]", own)) tab.set(`${keyOf(field)}:sent`, "1");
  });

  // What is said -----------------------------------------------------------------------------

  const WRITING = "The interviewer is writing";
  const LOST = "Connection lost, still here, trying again";
  const UNSENT = "That did not get through. Your words are kept here. Send them again in a moment.";
  let heard = "";

  function say(text, kind) {
    const line = $("#status");
    if (!line) return;
    line.textContent = text;
    line.className = `status ${kind}`;
  }

  function sayLost() {
    const line = $("#status:not(.lost)");
    if (!line) return;
    Object.assign(line.dataset, { text: line.textContent, kind: line.classList[1] });
    say(LOST, "lost");
    speak(LOST);
  }

  function sayFound() {
    const line = $("#status.lost");
    if (line) say(line.dataset.text, line.dataset.kind);
  }

  function speak(text, lang = "") {
    const line = $("#spoken");
    if (!line) return;
    line.lang = lang || document.documentElement.lang;
    line.textContent = text;
  }

  function complain(text) {
    const line = document.createElement("p");
    line.textContent = text;
    $("#problem")?.replaceChildren(line);
  }

  // The page tells times in UTC, and says so.
  function tellTimes() {
    const style = { dateStyle: "medium", timeStyle: "short" };
    for (const time of $$("time")) time.textContent = new Date(time.dateTime).toLocaleString("en-GB", style);
  }

  // A question is spoken once, when it stands: while it is typed the page is silent.
  function hear(isNews) {
    const article = $$(".question").pop();
    const text = article !== slot() && article && ($(".error, .clarified", article) ?? $(".attempt:last-child, p.text", article))?.textContent;
    if (!text || heard === article.id + text) return;
    heard = article.id + text;
    if (!isNews) return;
    const { lang } = $(".error, .clarified", article) ?? $(".text", article);
    speak(text, lang);
    if (chosen("aloud")) readAloud(text, lang);
  }

  // Where the reader is ----------------------------------------------------------------------

  let isAtEnd = true;
  let isAbove = false; // scrolled up, of their own will
  let before = { top: 0, height: 0 };

  // Where the newest question stands at the top of the window.
  function top() {
    const last = $("#conversation > :last-child")?.getBoundingClientRect();
    const { scrollPaddingBlockStart } = getComputedStyle(document.documentElement);
    return last ? scrollY + last.top - parseFloat(scrollPaddingBlockStart) : 0;
  }

  const ROOM = 48 * parseFloat(getComputedStyle(document.documentElement).fontSize);

  // Where it has room for six lines of its text and for the form, with what was said before it
  // above where the window is taller than that.
  function end() {
    const lowest = document.documentElement.scrollHeight - innerHeight;
    return Math.min(top() - Math.max(0, innerHeight - ROOM), lowest);
  }

  function isInSight() {
    const last = $("#answer-form form") ?? $("#conversation > :last-child");
    return last?.getBoundingClientRect().bottom <= innerHeight;
  }

  // Only a reader scrolls up; a page that grows or shrinks moves without anyone's will.
  function look() {
    if (!$("#latest")) return;
    const now = { top: scrollY, height: document.documentElement.scrollHeight };
    const isThere = !$(".answer") || now.top >= end() - 48;
    if (isThere) [isAtEnd, isAbove] = [true, false];
    else if (now.top < before.top && now.height >= before.height) [isAtEnd, isAbove] = [false, true];
    before = now;
    $("#latest").hidden = isAtEnd || isInSight();
  }

  const goToEnd = () => scrollTo({ top: Math.max(end(), Math.min(scrollY, top())), behavior: "instant" });
  let followed = "";

  // Once a question, before it is painted: from there on nothing moves the page.
  function follow() {
    const { id } = slot() ?? $("#finished") ?? {};
    if (id && id !== followed) goToEnd();
    followed = id;
  }

  function beginAtTheEnd() {
    const [entry] = performance.getEntriesByType("navigation");
    const isFresh = entry?.type === "navigate" && !location.hash;
    if (isFresh && $("#conversation .answer")) goToEnd();
    isAtEnd = scrollY >= end() - 48;
    look();
  }

  // Sending ----------------------------------------------------------------------------------

  on("htmx:before:request", ({ detail: { ctx } }) => {
    if (!ctx.sourceElement.matches("form, button")) return;
    $("#problem")?.replaceChildren();
    holdStill(ctx, true);
    if (ctx.sourceElement.id === "answering") recognition?.stop();
  });

  // The form of a turn that is over is only read.
  on("htmx:finally:request", ({ detail: { ctx } }) => {
    const isOver = ctx.response?.status === 409 && ctx.sourceElement.id === "answering";
    holdStill(ctx, isOver);
    if (!isOver) return;
    for (const one of $$("#answer-hint, #answering button, #clarify")) one.hidden = one.disabled = true;
  });

  // What is on its way is not typed in; the field keeps focus and caret meanwhile.
  function holdStill({ sourceElement }, isHeld) {
    for (const field of $$("textarea", sourceElement)) field.readOnly = isHeld;
  }

  on("htmx:error", ({ detail: { ctx } }) => {
    if (ctx && isPapers(ctx)) complain(UNREAD);
    if (!ctx?.sourceElement?.matches?.("form, button")) return;
    complain(UNSENT);
    sayLost();
  });

  // A proxy's own error page is no fragment; and what is sent twice is shown once.
  on("htmx:before:swap", (event) => {
    const { ctx, tasks } = event.detail;
    const isForeign = ctx.response?.status >= 400 || /<html[\s>]/i.test(ctx.text);
    if (ctx.response && isForeign && !ctx.hx?.retarget) {
      event.preventDefault();
      complain(isPapers(ctx) ? UNREAD : UNSENT);
      return;
    }
    for (const { type, swapSpec, fragment } of tasks) {
      if (type !== "main" || swapSpec.style !== "beforeend") continue;
      for (const part of fragment.children) document.getElementById(part.id)?.remove();
    }
  });

  on("htmx:after:swap", ({ detail: { ctx } }) => {
    if (isPapers(ctx)) return showPapers();
    if (!/swapEmpty:true/.test(ctx.swap)) arrange(); // such are the frames of a text that grows
    look();
  });

  function arrange() {
    restoreDrafts();
    tellTimes();
    sayFound();
    hear(true);
    offerDictation();
    if (slot()) {
      heard = "";
      drops = 0;
      say(WRITING, "writing");
      speak(WRITING);
    }
    nameWindow();
    goOn();
  }

  // To what comes next, unless the reader is elsewhere: selecting, scrolled up, in another field.
  function goOn() {
    const next = $("#answer-form textarea, .question.failed button, #finished button");
    const isElsewhere = isAbove || !document.activeElement?.matches("body, main") || !getSelection().isCollapsed;
    if (!isElsewhere) next?.focus({ preventScroll: true });
  }

  // The tab's name says how far it is, and of a tab in the background that it waits for an answer.
  function nameWindow() {
    const far = $("#progress label")?.textContent;
    if (!far) return;
    const turn = document.hidden && $("#answer-form form") ? "Your turn · " : "";
    document.title = document.title.replace(/(Your turn · )?Question \d of \d/, turn + far);
  }

  // The papers, opened in place --------------------------------------------------------------

  const UNREAD = "The papers could not be loaded. Try again in a moment.";
  const isPapers = (ctx) => ctx.sourceElement?.id === "open-papers";

  function showPapers() {
    const link = $("#open-papers");
    link.ariaExpanded = "true";
    if (!history.state) history.pushState("papers", "");
    link.scrollIntoView({ behavior: "instant" });
  }

  // The Back button closes them, and leaves the interview only then.
  function foldPapers() {
    $("#papers-place")?.replaceChildren();
    $("[aria-controls=papers-place]")?.setAttribute("aria-expanded", "false");
  }

  addEventListener("popstate", ({ state }) => state || foldPapers());

  // Before htmx hears of it: a second click closes them.
  function closePapers(event) {
    const link = event.target.closest?.("#open-papers");
    const place = $("#papers-place");
    if (!link || !place?.firstChild) return;
    event.preventDefault();
    event.stopPropagation();
    foldPapers(); // at once: two clicks are not to go back twice
    if (history.state) history.back();
  }

  document.addEventListener("click", closePapers, true);

  // The question being written ---------------------------------------------------------------
  // htmx's socket first. Where it cannot connect, stays silent, or comes back from sleep or
  // the back/forward cache, it is closed for good and the page asks instead.

  const FIRST_FRAME = 3000;
  const BETWEEN_ASKS = 2000;
  const SILENCE = 30000;
  const slot = () => $(".question.writing:not(.streamed)");
  let alarm = 0;
  let failures = 0; // connects in a row without a frame
  let drops = 0; // of this question's sockets; frames that came do not make good for them
  let isAsking = false;

  function askIn(ms) {
    clearTimeout(alarm);
    alarm = setTimeout(askInstead, ms);
  }

  on("htmx:ws:before:connection", () => askIn(FIRST_FRAME));

  on("htmx:ws:before:message:incoming", () => {
    failures = 0;
    sayFound();
    askIn(SILENCE);
  });

  on("htmx:ws:close", ({ detail: { reason, code } }) => {
    clearTimeout(alarm);
    if (reason !== "closed") return;
    if (code === 1000) return askIn(500); // the last frame may still be on its way into the page
    failures += 1;
    drops += 1;
    if (failures >= 2 || drops >= 5) return askInstead();
    sayLost();
    askIn(FIRST_FRAME);
  });

  async function askInstead() {
    if (isAsking || !slot()) return;
    isAsking = true;
    clearTimeout(alarm);
    hangUp(slot());
    while (slot() && (await ask(slot()))) await pause(BETWEEN_ASKS);
    isAsking = false;
  }

  function hangUp(article) {
    const text = $(".text", article);
    text.removeAttribute("hx-ws:connect");
    htmx.process(text, true);
  }

  // Answers whether it is worth asking again.
  async function ask(article) {
    try {
      const response = await fetch(article.dataset.question, {
        headers: { "HX-Request": "true", Accept: "text/html" },
        signal: AbortSignal.timeout(10000),
      });
      const text = await response.text();
      if (response.ok && article.isConnected) await show(article, text);
      if (response.ok || response.status >= 429) return true;
      complain("This page can no longer follow the question. Load it again.");
      say("This page is out of date", "failed");
      return false;
    } catch {
      sayLost();
      return true;
    }
  }

  function show(article, text) {
    return htmx.swap({ sourceElement: article, target: article, swap: "outerHTML", text });
  }

  addEventListener("pageshow", ({ persisted }) => persisted && askInstead());
  addEventListener("offline", () => sayLost());
  addEventListener("online", () => {
    sayFound();
    askInstead();
  });
  on("visibilitychange", () => {
    if (document.hidden) return;
    nameWindow();
    if (slot()) askIn(FIRST_FRAME);
  });

  let awake = Date.now();
  setInterval(() => {
    if (Date.now() - awake > 20000) askInstead();
    awake = Date.now();
  }, 5000);

  // Choices ----------------------------------------------------------------------------------

  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  const can = { whole: true, clock: true, aloud: "speechSynthesis" in window, dictate: Boolean(Recognition) };
  const isWhole = () => /(^|; )viva-whole=1/.test(document.cookie); // the server asks it, too
  const chosen = (name) => name === "whole" ? isWhole() : can[name] && browser.get(`viva:${name}`) === "1";
  let recognition = null;

  function offerChoices() {
    for (const box of $$("#choices input")) {
      box.closest("label").hidden = !can[box.name];
      box.checked = chosen(box.name);
    }
    $("#choices button")?.setAttribute("hidden", "");
    applyChoices();
  }

  function applyChoices() {
    document.documentElement.classList.toggle("whole", chosen("whole"));
    if (!chosen("aloud") && can.aloud) speechSynthesis.cancel();
    if (!chosen("dictate")) recognition?.stop();
    offerDictation();
  }

  function offerDictation() {
    const button = $(".dictate");
    if (button) button.hidden = !chosen("dictate");
  }

  function readAloud(text, lang) {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = lang || document.documentElement.lang;
    speechSynthesis.cancel();
    speechSynthesis.speak(utterance);
  }

  function dictate(button) {
    const field = $("textarea", button.form);
    recognition = new Recognition();
    const asked = $$(".question .text").pop()?.lang || document.documentElement.lang;
    recognition.lang = navigator.languages.find((code) => code.split("-")[0] === asked) ?? asked;
    recognition.continuous = true;
    recognition.onresult = ({ results, resultIndex }) => {
      const said = results[resultIndex][0].transcript.trim();
      const gap = /\S$/.test(field.value.slice(0, field.selectionStart)) ? " " : "";
      field.setRangeText(gap + said, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    recognition.onerror = () => complain("Nothing could be heard. Your words so far are kept.");
    recognition.onend = () => {
      button.ariaPressed = "false";
      recognition = null;
    };
    button.ariaPressed = "true";
    recognition.start();
  }

  on("change", ({ target }) => {
    if (!target.matches("#choices input")) return;
    const value = target.checked ? "1" : "0";
    if (target.name === "whole") document.cookie = `viva-whole=${value}; path=/; max-age=15552000; samesite=lax`;
    else browser.set(`viva:${target.name}`, value);
    applyChoices();
  });

  on("click", (event) => {
    const target = event.target.closest(".dictate, #latest");
    if (!target) return;
    event.preventDefault();
    if (target.id === "latest") scrollTo({ top: end(), behavior: "instant" });
    else if (recognition) recognition.stop();
    else dictate(target);
  });

  // A quiet clock for whoever wants one: it only counts up, and nothing happens at any time.
  let since = Date.now();
  let timed = "";

  function tick() {
    const form = $("#answer-form form");
    const turn = form?.elements.turn.value;
    if (turn !== timed) [timed, since] = [turn, Date.now()];
    let clock = $(".clock", form ?? document);
    if (!form || !$("#choices [name=clock]").checked) return clock?.remove();
    if (!clock) {
      clock = document.createElement("span");
      Object.assign(clock, { className: "hint clock", role: "timer", ariaLabel: "Time on this answer" });
      form.append(" ", clock);
    }
    const seconds = Math.floor((Date.now() - since) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  if ($("#choices")) {
    setInterval(tick, 1000);
    on("change", tick);
  }

  // What unfolds at the very end of the page would unfold out of sight.
  function unfolded({ target }) {
    if (target.open && target.closest(".foot")) scrollTo({ top: 1e9, behavior: "instant" });
  }

  // Beginning --------------------------------------------------------------------------------

  document.addEventListener("toggle", unfolded, true);
  addEventListener("scroll", look, { passive: true });
  addEventListener("resize", look, { passive: true });
  restoreDrafts();
  tellTimes();
  offerChoices();
  hear(Boolean($(".streamed")));
  nameWindow();
  if ($(".question.streamed")) goOn();
  if ($("#head") && $("#result")) {
    $("#head").replaceWith($("#result"));
    speak("Your feedback is here.");
  }
  if (slot() && !$("[hx-ws\\:connect]", slot())) askIn(BETWEEN_ASKS);
  tab.forget(`viva:reloads:${location.pathname}`); // of watchdog.js
  beginAtTheEnd();
  if ($("#conversation")) new MutationObserver(follow).observe($("#conversation"), { childList: true });
})();
