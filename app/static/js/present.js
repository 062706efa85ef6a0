// The presenter's page: keys and buttons press the page's own forms without leaving it.
"use strict";

{
  const KEYS = {
    PageDown: "next", ArrowRight: "next", " ": "next",
    PageUp: "back", ArrowLeft: "back",
    ".": "black", b: "black", Escape: "pause", p: "play", h: "hall", i: "interviewer",
  };
  const AWAY = "The hall has no network. What runs on this machine goes on.";
  const problem = document.getElementById("problem");
  const stage = document.getElementById("stage");
  const connection = document.getElementById("connection");
  const keys = document.getElementById("keys");
  const answer = () => document.getElementById("answer");
  let draft = answer()?.value ?? "";
  let wasAnswering = false;
  let stoppingFor = null;
  history.replaceState(null, "", stage.dataset.address);

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
      say("The server did not answer, so nothing was done. Press again.");
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
  });
  document.addEventListener("stage:frame", (event) => {
    if (event.target.id === "panel") stoppingFor = null;
    if (event.target.id !== "own" || !answer()) return;
    answer().value = draft;
    if (wasAnswering) answer().focus();
  });
  document.addEventListener("focusin", (event) => { wasAnswering = event.target === answer(); });
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

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === answer()) {
      stop();
      return;
    }
    if (event.repeat || event.target.closest("input")) return;
    if ([" ", "Enter"].includes(event.key) && event.target.closest("button, summary, a")) return;
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
  addEventListener("online", () => { connection.hidden = connection.textContent === AWAY; });
  offer();
  tick();
  setInterval(tick, 250);
}
