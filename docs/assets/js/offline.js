// Asks the service worker to keep what works without a network, once nothing else is to do; says on
// the page what is kept, and that a new version is ready. The words stand in the page.
import { isCostly, scope } from "./place.js";

const QUIET = 3000; // ms without a sign of the reader, after the tool has started or the page loaded
const SIGNS = ["keydown", "pointerdown", "input", "scroll"];

const tool = document.querySelector("[data-runtime]:not([data-start=touch])");
const note = document.querySelector("[data-offline]");
const line = note?.querySelector("span");
const button = note?.querySelector("button");
const newer = document.querySelector("[data-newer]");
const page = decodeURI(location.pathname.slice(scope.length)).replace(/(^|\/)index\.html$/, "$1");
const megabytes = (octets) => (octets / 1e6).toFixed(1);

function say(words, amounts) {
  note.hidden = false;
  line.textContent = note.dataset[words].replace(/\{(\w+)\}/g, (name, key) => amounts[key] ?? name);
}

function hear({ data }) {
  if (data.newer && newer) newer.hidden = false;
  if (!note) return;
  if (data.keeping) {
    say("keeping", { done: megabytes(data.keeping.done), total: megabytes(data.keeping.total) });
    button.hidden = true;
  } else if (data.kept) {
    const { pages, tools, whole, octets, more, failed } = data.kept;
    const words = whole ? "whole" : tools ? "tools" : pages ? "pages" : "nothing";
    // One sentence in the place of the other: the second of two would be the only one to be read.
    note.dataset.state = failed ? "failed" : words;
    say(failed ? "failed" : words, { pages, octets: megabytes(octets) });
    button.hidden = whole && !failed;
    button.textContent = note.dataset.keep.replace("{more}", megabytes(more));
  }
}

async function tell(message) {
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage(message);
}

// Unasked, the whole site comes only where the browser says that it costs nothing and may stay.
async function isFree() {
  const unmetered = ["wifi", "ethernet"].includes(navigator.connection?.type) && !isCostly();
  return unmetered && Boolean(await navigator.storage?.persisted?.());
}

async function begin() {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("message", hear);
  const ask = async () => {
    const tools = used ? [page.startsWith("zh/") ? "zh/" : ""] : [];
    const saves = navigator.connection?.saveData;
    tell(saves ? { ask: true } : { keep: { page, tools, whole: await isFree() } });
  };
  // A new release takes the place of the one that has served this page.
  let first = !serviceWorker.controller;
  serviceWorker.addEventListener("controllerchange", () => {
    if (!first) ask();
    first = false;
  });
  await serviceWorker.register(new URL(`${scope}sw.js`, location.href), { scope });
  button?.addEventListener("click", () => tell({ keep: { page, whole: true } }));
  await ask();
}

let used = false; // Python is here, and with it the tools' files

async function pythonStarted() {
  const { runtime } = await import("./runtime.js");
  runtime.addEventListener("rest", () => tell({ keep: { page, rest: true } }));
  // Where it waits to be touched there is nothing to wait for.
  while (!["ready", "idle"].includes(runtime.state)) {
    await new Promise((done) => runtime.addEventListener("state", done, { once: true }));
  }
  used = runtime.state === "ready";
}

async function quiet() {
  if (document.readyState !== "complete") {
    await new Promise((done) => addEventListener("load", done, { once: true }));
  }
  let last = Date.now();
  const sign = () => (last = Date.now());
  for (const name of SIGNS) addEventListener(name, sign, { passive: true, capture: true });
  do {
    await new Promise((done) => setTimeout(done, Math.max(last + QUIET - Date.now(), 0)));
    if (tool) await pythonStarted();
  } while (Date.now() < last + QUIET);
  for (const name of SIGNS) removeEventListener(name, sign, { capture: true });
}

newer?.querySelector("button").addEventListener("click", () => location.reload());
if ("serviceWorker" in navigator && isSecureContext) {
  quiet()
    .then(begin)
    .catch((error) => console.warn("offline:", error));
}
