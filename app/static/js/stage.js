// The stage: applies the frames of one socket to the page, and connects again when cut.
// A watcher may look back at the scenes this page has seen; the live one goes on meanwhile.
"use strict";

{
  const stage = document.getElementById("stage");
  const seen = document.getElementById("seen");
  const connection = document.getElementById("connection");
  const FIRST_WAIT = 500;
  const LONGEST_WAIT = 5000;
  const LOST = "Connection lost, still here, trying again";
  const isThisMachine = /^(localhost|127\.|\[::1\])/.test(location.hostname);
  const wantsStillness = matchMedia("(prefers-reduced-motion: reduce)");
  let wait = FIRST_WAIT;
  let socket;
  let timer;
  let held = "";
  const WORDS = /\s*\S+\s*$|\s*\S+/g;
  const FEW = 2;
  const LONGEST_GAP = 600;
  let words = [];
  let typing;
  let cameAt = 0;

  // A text that grows below the edge is followed to its end.
  const toTheEnd = () => {
    const box = seen ? document.scrollingElement : stage;
    if (stage.querySelector(".writing") && !stage.hidden) box.scrollTop = box.scrollHeight;
  };

  // A scene says in which language it is, where that is not the page's.
  const speak = (scene) => {
    const language = scene.querySelector(".about")?.dataset.language;
    if (language) scene.lang = language;
    else scene.removeAttribute("lang");
  };

  const add = (target, content) => {
    target.insertAdjacentHTML("beforeend", content);
    toTheEnd();
  };

  // Without motion a text comes by the sentence.
  const addInTime = (target, content) => {
    held += content;
    if (wantsStillness.matches && !/[.?!:][”’"')\]]*\s*$/.test(held)) return;
    add(target, held);
    held = "";
  };

  const announce = (target, frame) => {
    target.dispatchEvent(new CustomEvent("stage:frame", { bubbles: true, detail: frame }));
  };

  // A full hall is sent several words at a time. They are shown one by one, in less than
  // half a second: a scene stays a little longer than that after its last words.
  const type = (target, frame, pause) => {
    addInTime(target, words.shift());
    announce(target, frame);
    if (words.length) typing = setTimeout(type, pause, target, frame, pause);
  };
  const typeAll = (target, frame, gap) => {
    const came = frame.content.match(WORDS) ?? [];
    const late = words.join("");
    words = came.length > FEW ? came : [frame.content];
    words[0] = late + words[0];
    type(target, frame, (0.8 * Math.min(gap, LONGEST_GAP)) / words.length);
  };

  const apply = (frame) => {
    if (frame.go) {
      location.replace(frame.go);
      return;
    }
    const target = document.querySelector(frame.target);
    if (!target) return;
    const now = performance.now();
    const gap = now - cameAt;
    if (target === stage) {
      clearTimeout(typing);
      cameAt = now;
    }
    if (frame.swap.startsWith("append")) {
      typeAll(target, frame, gap);
    } else {
      if (target === stage && (held || words.length)) {
        add(stage, held + words.join(""));
        [held, words] = ["", []];
        announce(stage, { swap: "append" });
      }
      target.innerHTML = frame.content;
      if (target === stage) speak(stage);
      if (target === stage) stage.ariaBusy = String(Boolean(stage.querySelector(".writing")));
      if (target === stage && stage.querySelector(".writing")) toTheEnd();
      else if (target === stage) document.scrollingElement.scrollTop = 0;
      announce(target, frame);
    }
  };

  const tell = (text) => {
    connection.textContent = text;
    connection.hidden = !text;
  };

  // A stage that is not there any more says so itself, or leads on.
  const isGone = async () => {
    try {
      const found = await fetch(location.href, { method: "HEAD", cache: "no-store" });
      return found.status === 404 || found.redirected;
    } catch {
      return false;
    }
  };

  const connect = () => {
    clearTimeout(timer);
    const address = new URL(stage.dataset.live, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const opened = new WebSocket(address);
    socket = opened;
    let wasOpen = false;
    opened.onmessage = (message) => {
      if (socket !== opened) return;
      wasOpen = true;
      wait = FIRST_WAIT;
      if (connection.textContent === LOST) tell("");
      apply(JSON.parse(message.data));
    };
    opened.onclose = async (event) => {
      if (socket !== opened || event.code === 1000) return;
      tell(LOST);
      if (!wasOpen && (await isGone())) {
        location.reload();
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(connect, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
    };
  };

  // A network that comes back has often left a dead socket behind.
  const connectAnew = () => {
    if (isThisMachine || socket.readyState === WebSocket.CONNECTING) return;
    const old = socket;
    connect();
    old.close();
  };
  addEventListener("online", connectAnew);
  addEventListener("offline", () => {
    if (!isThisMachine) tell(LOST);
  });

  const stayAwake = async () => {
    if (document.visibilityState !== "visible") return;
    try {
      await navigator.wakeLock?.request("screen");
    } catch {
      // The screen then goes to sleep as it always does.
    }
  };
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();

  const watchBack = () => {
    const scenes = new Map();
    const look = document.querySelector(".look");
    const button = (name) => look.querySelector(`[data-look="${name}"]`);
    let place = null;

    const keyOf = () => {
      const about = stage.querySelector(".about");
      if (!about || about.matches(".waiting, .failed, .finished, .black")) return null;
      return `${about.classList[1]} ${about.querySelector(".count").textContent}`;
    };

    const show = () => {
      const keys = [...scenes.keys()];
      const past = keys.at(-1) === keyOf() ? keys.length - 2 : keys.length - 1;
      stage.hidden = place !== null;
      seen.hidden = place === null;
      if (place !== null) {
        seen.innerHTML = scenes.get(keys[place]);
        speak(seen);
        seen.querySelector(".about").classList.remove("writing");
      }
      button("back").hidden = place === null ? past < 0 : place === 0;
      button("on").hidden = place === null || place >= keys.length - 1;
      button("follow").hidden = place === null;
      document.getElementById("window").textContent = place === null ? "stage" : "stage, looking back";
    };

    stage.addEventListener("stage:frame", (event) => {
      if (stage.querySelector(".waiting, h1")) { // begun again, or withdrawn
        scenes.clear();
        place = null;
      }
      const key = keyOf();
      if (key) scenes.set(key, stage.innerHTML);
      if (!event.detail.swap.startsWith("append")) show();
    });
    look.addEventListener("click", (event) => {
      const way = event.target.dataset.look;
      if (!way) return;
      const last = scenes.size - 1;
      if (way === "follow") place = null;
      else if (way === "on") place += 1;
      else place = place === null ? last - ([...scenes.keys()].at(-1) === keyOf() ? 1 : 0) : place - 1;
      if (place !== null && place >= last && !stage.querySelector(".writing") && way === "on") place = null;
      show();
      if (event.target.hidden) look.querySelector("[data-look]:not([hidden])")?.focus();
    });
    look.hidden = false;
  };

  // The hall is dark or bright, whatever this machine prefers.
  const dress = () => {
    const root = document.documentElement;
    const isDark = () => (root.dataset.dress ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "bright")) === "dark";
    document.querySelector("[data-dress]").addEventListener("click", () => {
      root.dataset.dress = isDark() ? "bright" : "dark";
    });
  };

  // On a projector nothing but the scene is left once the pointer rests.
  const rest = () => {
    let resting;
    const wake = () => {
      document.body.classList.remove("idle");
      clearTimeout(resting);
      if (matchMedia("(hover: hover)").matches) resting = setTimeout(() => document.body.classList.add("idle"), 3000);
    };
    for (const sign of ["pointermove", "keydown", "focusin"]) addEventListener(sign, wake);
    wake();
  };

  if (seen) {
    watchBack();
    dress();
    rest();
  }
  connect();
}
