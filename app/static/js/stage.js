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

  // A scene's place in the interview: questions are even, answers odd; what is no scene of
  // it comes after all, and the dark changes nothing.
  const placeOf = (otherwise) => {
    const about = stage.querySelector(".about");
    if (about?.matches(".black")) return otherwise;
    if (!about?.matches(".question, .answer")) return Infinity;
    return 2 * parseInt(about.querySelector(".count").textContent, 10) + Number(about.matches(".answer"));
  };

  const watchBack = () => {
    const scenes = new Map();
    const look = document.querySelector(".look");
    const button = (name) => look.querySelector(`[data-look="${name}"]`);
    const before = (here) => Math.max(...[...scenes.keys()].filter((each) => each < here));
    const after = (here) => Math.min(...[...scenes.keys()].filter((each) => each > here));
    let live = Infinity;
    let place = null;

    const show = () => {
      stage.hidden = place !== null;
      seen.hidden = place === null;
      if (place !== null) {
        seen.innerHTML = scenes.get(place);
        speak(seen);
        seen.querySelector(".about").classList.remove("writing");
      }
      button("back").hidden = before(place ?? live) === -Infinity;
      button("on").hidden = place === null || place >= live;
      button("follow").hidden = place === null;
      document.getElementById("window").textContent = place === null ? "stage" : "stage, looking back";
    };

    stage.addEventListener("stage:frame", (event) => {
      if (stage.querySelector(".waiting, h1")) { // begun again, or withdrawn
        scenes.clear();
        place = null;
      }
      live = placeOf(live);
      if (stage.querySelector(".question, .answer")) scenes.set(live, stage.innerHTML);
      if (!event.detail.swap.startsWith("append")) show();
    });
    look.addEventListener("click", (event) => {
      const way = event.target.dataset.look;
      if (!way) return;
      const next = way === "on" ? after(place) : before(place ?? live);
      place = way === "follow" || (way === "on" && next >= live) ? null : next;
      show();
      if (event.target.hidden) look.querySelector("[data-look]:not([hidden])")?.focus();
    });
    look.hidden = false;
  };

  // What does not fit the window is shown a page at a time, each for as long as it takes to
  // read. A touch screen, or whoever scrolls, turns the pages by hand; while somebody looks back
  // nothing turns.
  const turnPages = () => {
    const READ = 5; // words a second
    const foot = document.querySelector(".foot");
    const box = document.scrollingElement;
    const words = document.createRange();
    let turning;
    let isByHand = false;

    const look = () => {
      words.selectNodeContents(stage);
      const { bottom, height } = words.getBoundingClientRect();
      const page = foot.getBoundingClientRect().top;
      const isOver = bottom <= page || Boolean(stage.querySelector(".writing"));
      document.getElementById("more").hidden = isOver;
      return { isOver, page, seconds: (stage.textContent.split(/\s+/).length * page) / height / READ };
    };
    const wait = () => {
      clearTimeout(turning);
      const { isOver, page, seconds } = look();
      if (isOver || isByHand || !matchMedia("(hover: hover)").matches) return;
      turning = setTimeout(() => {
        box.scrollTop += page - parseFloat(getComputedStyle(stage).lineHeight);
        wait();
      }, 1000 * seconds);
    };

    stage.addEventListener("stage:frame", (event) => {
      if (!event.detail.swap.startsWith("append")) isByHand = false;
      wait();
    });
    for (const sign of ["wheel", "touchmove", "keydown"]) addEventListener(sign, () => { isByHand = true; }, { passive: true });
    for (const change of ["scroll", "resize", "click"]) addEventListener(change, wait);
  };

  // The hall is dark or bright, whatever this machine prefers.
  const dress = () => {
    const KEPT = "viva:dress";
    const root = document.documentElement;
    const quietly = (act) => {
      try {
        return act();
      } catch {
        return null; // storage can be switched off; then it holds until the page is left
      }
    };
    const kept = quietly(() => sessionStorage.getItem(KEPT));
    if (kept) root.dataset.dress = kept;
    const isDark = () => (root.dataset.dress ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "bright")) === "dark";
    document.querySelector("[data-dress]").addEventListener("click", () => {
      root.dataset.dress = isDark() ? "bright" : "dark";
      quietly(() => sessionStorage.setItem(KEPT, root.dataset.dress));
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
    turnPages();
    dress();
    rest();
  }
  connect();
}
