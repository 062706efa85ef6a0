// The presenter's page: keys and buttons press the page's own forms without leaving it.
"use strict";

{
  const KEYS = {
    PageDown: "next", ArrowRight: "next", " ": "next",
    PageUp: "back", ArrowLeft: "back",
    ".": "black", b: "black", Escape: "pause", p: "play", h: "hall", i: "interviewer",
  };
  const IN_EMPTY_FIELD = ["PageDown", "PageUp", "ArrowRight", "ArrowLeft"];
  const AWAY = "The hall has no network. What runs on this machine goes on.";
  const UNDONE = "The server did not answer, so nothing was done. Press again.";
  const problem = document.getElementById("problem");
  const stage = document.getElementById("stage");
  const connection = document.getElementById("connection");
  const keys = document.getElementById("keys");
  const answer = () => document.getElementById("answer");
  let draft = answer()?.value ?? "";
  let focused = null;
  let clicked = null;
  let stoppingFor = null;
  history.replaceState(null, "", stage.dataset.address);

  // Each window has a name of its own: the copy of one, which is younger, gets another.
  const windows = new BroadcastChannel("viva:presenters");
  const own = { page: new URL(location).searchParams.get("page"), since: performance.timeOrigin };
  windows.onmessage = ({ data }) => {
    if (data.page !== own.page || data.since === own.since) return;
    if (data.since > own.since) windows.postMessage(own);
    else location.replace(location.href.replace(/\bpage=[^&]*&?/, ""));
  };
  windows.postMessage(own);

  // A press that failed is old news once the show goes on.
  const goesOn = () => {
    if (problem.textContent === UNDONE) say("");
  };
  const say = (text) => {
    const line = document.createElement("p");
    line.textContent = text;
    problem.replaceChildren(...(text ? [line] : []));
  };

  // Why an answer was not taken, in the server's words where it has any.
  const reason = async (response) => {
    if (response.status === 409) return "This answer was not taken: the question has gone on. Your text is kept.";
    const told = await response.json().catch(() => ({}));
    return told.error ?? `This answer was not taken (${response.status}). Your text is kept.`;
  };

  // Whether it was done; what was refused stands under the stage.
  const press = async (button) => {
    const { command } = button.closest("form").dataset;
    let response;
    try {
      response = await fetch(button.formAction, {
        method: "POST",
        body: new URLSearchParams(new FormData(button.form, button)),
        headers: { Accept: command ? "*/*" : "application/json" },
        redirect: "manual",
      });
    } catch {
      say(UNDONE);
      return false;
    }
    if (response.status < 400) {
      say("");
      return true;
    }
    if (response.status === 409 && command) problem.innerHTML = await response.text();
    else say(command ? `Not done (${response.status}). Load the page again.` : await reason(response));
    return false;
  };

  // Keys that only say how another is meant, or are the browser's and the machine's.
  const NO_PAUSE = /^(Tab|Shift|CapsLock|NumLock|Fn|AltGraph|Meta|Control|Alt|Dead|Process|Unidentified|PrintScreen|F\d+|(Audio|Media|Brightness|Browser|Launch).*)$/;
  const SPECIAL = {
    pause: 'form[data-command="pause"] :enabled:not([name])',
    hall: 'form[data-command="pause"] [name]',
    interviewer: 'form[data-command="interviewer"] [aria-pressed="false"]',
  };
  const buttonFor = (command) => document.querySelector(SPECIAL[command] ?? `form[data-command="${command}"] button`);

  document.addEventListener("submit", async (event) => {
    if (event.target.id !== "desk") return;
    event.preventDefault();
    const isAnswer = event.submitter.closest("form").id === "answer-form";
    if (!(await press(event.submitter)) || !isAnswer) return;
    draft = "";
    if (answer()) answer().value = "";
  });

  // Somebody who types an answer stops the sample candidate, and keeps the text when
  // the form is made anew.
  document.addEventListener("input", (event) => {
    if (event.target !== answer()) return;
    draft = event.target.value;
    stop();
  });
  document.addEventListener("stage:frame", (event) => {
    if (event.target.id === "panel") stoppingFor = null;
    if (event.target === stage && event.detail.swap.startsWith("innerHTML")) goesOn();
    if (event.target.id === "own" && answer()) answer().value = draft;
    if (focused && document.activeElement === document.body) focusAgain();
  });

  // What the keyboard is at stays so when it is made anew, or what it is folded into.
  const focusAgain = () => {
    const found = document.querySelector(focused);
    (found?.closest("details:not([open])")?.firstElementChild ?? found)?.focus();
  };
  const nameOf = (element) => {
    if (element === answer()) return "#answer";
    const action = element.getAttribute("formaction");
    if (!action || element === clicked) return null;
    return `[formaction="${action}"]${element.value ? `[value="${element.value}"]` : ":not([value])"}`;
  };
  const CONTROL = "button, summary, a";
  document.addEventListener("focusin", ({ target }) => {
    if (target !== clicked) clicked = null;
    focused = nameOf(target);
  });
  document.addEventListener("pointerdown", ({ target }) => {
    clicked = target.closest(CONTROL);
    focused = nameOf(target);
  });
  const stop = () => {
    const button = buttonFor("pause");
    if (!button || button === stoppingFor) return;
    stoppingFor = button;
    press(button);
  };

  const fullScreen = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  };
  const listKeys = () => {
    keys.open = !keys.open;
    if (keys.open) keys.scrollIntoView({ block: "nearest" });
  };

  const leave = (element) => {
    focused = null;
    element.blur();
  };

  // Whether a key is the answer field's own: an empty one leaves a clicker's keys to the show.
  const isTyped = (event) => {
    if (event.target !== answer() || event.isComposing) return event.target === answer();
    if (event.key === "Escape") leave(answer());
    return event.key !== "Escape" && (answer().value || !IN_EMPTY_FIELD.includes(event.key));
  };
  // Whether a key presses what is focused: what was clicked leaves Space to the show.
  const isPressing = ({ key, target }) => {
    const chosen = target.closest(CONTROL);
    if (!chosen || ![" ", "Enter"].includes(key)) return false;
    if (key === "Enter" || chosen !== clicked) return true;
    leave(chosen);
    return false;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === answer()) {
      event.preventDefault();
      if (!event.isComposing && !event.repeat) document.querySelector("#answer-form button").click();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyped(event)) {
      if (!NO_PAUSE.test(event.key)) stop();
      return;
    }
    if (event.repeat || event.target.closest("input") || isPressing(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "?") listKeys();
    else if (key === "f") fullScreen();
    else if (!KEYS[key] && !NO_PAUSE.test(key)) stop();
    const button = buttonFor(KEYS[key]);
    if (!button) {
      if (KEYS[key] && key !== "Escape") event.preventDefault();
      return;
    }
    event.preventDefault();
    press(button);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-fullscreen]")) fullScreen();
  });

  // What a script alone can do is offered where there is one.
  const offer = () => {
    for (const button of document.querySelectorAll("[data-fullscreen]")) button.hidden = !document.fullscreenEnabled;
  };
  const since = new WeakMap();
  const tick = () => {
    for (const clock of document.querySelectorAll("time[data-running]")) {
      if (!since.has(clock)) since.set(clock, performance.now());
      const seconds = Number(clock.dataset.seconds) + Math.floor((performance.now() - since.get(clock)) / 1000);
      clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }
  };
  document.addEventListener("stage:frame", (event) => {
    if (event.target.id !== "panel") return;
    offer();
    tick();
  });
  addEventListener("offline", () => { connection.textContent = AWAY; connection.hidden = false; });
  addEventListener("online", () => {
    connection.hidden = connection.textContent === AWAY;
    goesOn();
  });
  offer();
  tick();
  setInterval(tick, 250);
}
