// Who carries: owns the page's one worker, its states, and the order of the questions put to it.
// Knows the message protocol; nothing of the page and nothing of what is computed.
//
// States, sent as "state" events: idle, loading (octets loaded, of total, seconds left), ready,
// failed (reason). Reasons: network, missing, old, integrity, unsupported, timeout, start, lost.

import { isCostly, scope } from "./place.js";

// A start may take long on a slow network; what it may not do is stand still.
const STALL = 30_000;
const ESTIMATE_AFTER = 1_000; // ms of loading, before how long it will take can be told
// When the rest of Python's module is fetched in case something calls it: ms of a visit after the
// first result, and of one that started from what a former visit left.
const REST_AFTER = { first: 90_000, later: 10_000 };

class Runtime extends EventTarget {
  state = "idle";
  detail = {};
  #worker = null;
  #card = null;
  #began = 0;
  #rest = 0;
  #stall = 0;
  #number = 0;
  #running = null;
  #next = new Map();
  #jobs = new Map();
  #lost = null;

  /** Start Python, if it is not there or on its way. `card` names the files of the runtime. */
  start(card = this.#card) {
    if (this.state === "loading" || this.state === "ready") return;
    this.#card = card;
    if (typeof WebAssembly !== "object") {
      this.#become("failed", { reason: "unsupported" });
      return;
    }
    // The browser keeps these files for a year, and with them a "not found" or a spoilt copy.
    const { reason } = this.detail;
    const again = ["missing", "integrity"].includes(reason) ? "reload" : "plain";
    this.#begin(reason ? again : "default");
  }

  #begin(way) {
    const lock = `python${scope}${Date.now()}-${Math.random()}`;
    this.#worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#hear(data, lock);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      // Without a word of its own: not the script failed, there is none.
      this.#fail(event.message ? "start" : "missing", event.message);
    };
    this.#worker.postMessage({ start: this.#card, way, lock });
    this.#began = performance.now();
    this.#become("loading", { loaded: 0, total: sizeOf(this.#card) });
    this.#expect();
  }

  /**
   * Ask Python; only the newest question of a `key` is put. Resolves to the reply, or to null if a
   * newer question took its place or Python was stopped. Rejects if Python failed on it.
   * @param {string} key
   * @param {Protocol.Request} request
   * @returns {Promise<Protocol.Reply | null>}
   */
  ask(key, request) {
    this.#next.get(key)?.resolve(null);
    return new Promise((resolve, reject) => {
      this.#next.set(key, { request, resolve, reject });
      this.#send();
    });
  }

  /**
   * Let Python read a file in slices; `onprogress` hears how far. Resolves to null if cancelled.
   * @param {Protocol.Request & { file: Blob }} request
   * @param {(progress: Protocol.Progress) => void} onprogress
   * @returns {{ id: number, promise: Promise<Protocol.Reply & { content?: Blob } | null> }}
   */
  read(request, onprogress) {
    const id = ++this.#number;
    if (!this.#worker) this.start();
    const promise = new Promise((resolve, reject) => {
      if (!this.#worker) resolve(null);
      this.#jobs.set(id, { resolve, reject, onprogress });
      this.#worker?.postMessage({ id, ...request });
    });
    return { id, promise };
  }

  cancelRead(id) {
    this.#worker?.postMessage({ cancel: id });
  }

  /** Stop whatever Python is doing, by starting it anew: a busy worker hears no message. */
  restart() {
    this.#end();
    this.state = "idle";
    this.start();
  }

  #send() {
    if (this.state !== "ready" || this.#running || !this.#next.size) return;
    const [key, question] = this.#next.entries().next().value;
    this.#next.delete(key);
    this.#running = { id: ++this.#number, ...question };
    this.#worker.postMessage({ id: this.#running.id, ...question.request });
    this.dispatchEvent(new Event("asked"));
  }

  #hear(data, lock) {
    if ("loading" in data) {
      this.#expect();
      this.#become("loading", { ...data.loading, seconds: this.#left(data.loading) });
    } else if ("ready" in data) {
      clearTimeout(this.#stall);
      this.#watch(lock);
      this.#become("ready", {});
      this.#send();
      this.#wantRest(data.remembered ? REST_AFTER.later : REST_AFTER.first);
    } else if ("restHere" in data) {
      this.dispatchEvent(new Event("rest"));
    } else if (data.failed === "private") {
      // What is not of Pyodide's public interface is of no use here: without it, questions kept.
      this.#worker.terminate();
      this.#begin("plain");
    } else if ("failed" in data) {
      this.#fail(data.failed, data.detail);
    } else if (this.#running?.id === data.id) {
      const { resolve, reject } = this.#running;
      this.#running = null;
      this.dispatchEvent(new Event("answered"));
      if ("error" in data) reject(new Error(data.error));
      else resolve(data.reply);
      this.#send();
    } else {
      this.#hearJob(data);
    }
  }

  #hearJob(data) {
    const job = this.#jobs.get(data.id);
    if (!job) return;
    if ("progress" in data) {
      job.onprogress(data.progress);
      return;
    }
    this.#jobs.delete(data.id);
    if ("error" in data) job.reject(new Error(data.error));
    else job.resolve(data.reply);
  }

  // Seconds until all has come at the pace so far, once there is a pace to tell.
  #left({ loaded, total }) {
    const taken = performance.now() - this.#began;
    if (taken < ESTIMATE_AFTER || !loaded) return undefined;
    return Math.ceil(((taken / loaded) * (total - loaded)) / 1000);
  }

  #wantRest(after) {
    clearTimeout(this.#rest);
    if (isCostly()) return;
    this.#rest = setTimeout(() => this.#worker?.postMessage({ rest: true }), after);
  }

  #watch(lock) {
    this.#lost = new AbortController();
    const { signal } = this.#lost;
    // The worker holds this lock while it lives: to be given it means that the worker is gone.
    navigator.locks?.request(lock, { signal }, () => this.#fail("lost")).catch(() => {});
  }

  #expect() {
    clearTimeout(this.#stall);
    this.#stall = setTimeout(() => this.#fail("timeout"), STALL);
  }

  async #fail(reason, detail = "") {
    this.#end();
    this.#become("failed", { reason, detail });
    // After a release the files of an older page are gone: then only another page helps.
    if (reason !== "missing" || !(await isOld(this.#card))) return;
    if (this.detail.reason === reason) this.#become("failed", { reason: "old", detail });
  }

  #end() {
    clearTimeout(this.#stall);
    clearTimeout(this.#rest);
    this.#lost?.abort();
    this.#lost = null;
    this.#worker?.terminate();
    this.#worker = null;
    const unanswered = [this.#running, ...this.#next.values(), ...this.#jobs.values()];
    this.#running = null;
    this.#next.clear();
    this.#jobs.clear();
    for (const question of unanswered) question?.resolve(null);
    this.dispatchEvent(new Event("answered"));
  }

  #become(state, detail) {
    this.state = state;
    this.detail = detail;
    this.dispatchEvent(new Event("state"));
  }
}

/** Octets that a first start of what this card names will fetch. */
export function sizeOf(card) {
  const needed = Object.entries(card.files).filter(([path]) => !/\.rest\.\w+$/.test(path));
  return needed.reduce((sum, [, { sent }]) => sum + sent, 0);
}

// True if this page, asked for again, has another script or another Python.
async function isOld({ engine, app }) {
  const script = new URL(".", import.meta.url).href.split("/").at(-2);
  try {
    const answer = await fetch(location.pathname, { cache: "no-cache" });
    const page = await answer.text();
    return answer.ok && ![script, engine, app].every((name) => page.includes(name));
  } catch {
    return false;
  }
}

export const runtime = new Runtime();
