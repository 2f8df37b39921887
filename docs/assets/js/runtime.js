// Who carries: owns the page's one worker, its states, and the order of the questions put to it.
// Knows the message protocol; nothing of the page and nothing of what is computed.
//
// States, sent as "state" events: idle, loading (progress 0…1), ready, failed (reason).
// Reasons: network, missing, integrity, unsupported, timeout, start, lost.

// A start may take long on a slow network; what it may not do is stand still.
const STALL = 30_000;

class Runtime extends EventTarget {
  state = "idle";
  detail = {};
  #worker = null;
  #version = "";
  #stall = 0;
  #number = 0;
  #running = null;
  #next = new Map();
  #jobs = new Map();
  #lost = null;

  /** Start Python, if it is not there or on its way. `version` names the runtime's folder. */
  start(version = this.#version) {
    if (this.state === "loading" || this.state === "ready") return;
    this.#version = version;
    if (typeof WebAssembly !== "object") {
      this.#become("failed", { reason: "unsupported" });
      return;
    }
    // The browser keeps these files for a year, and with them a "not found" or a spoilt copy.
    const { reason } = this.detail;
    const again = ["missing", "integrity"].includes(reason) ? "reload" : "fresh";
    this.#begin(reason ? again : "default");
  }

  #begin(way) {
    const lock = `python ${Date.now()} ${Math.random()}`.replaceAll(" ", "-");
    const address = new URL("worker.js", import.meta.url);
    this.#worker = new Worker(address, {
      type: "module",
      name: `${this.#version} ${lock} ${way}`,
    });
    this.#worker.onmessage = ({ data }) => this.#hear(data, lock);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail("start", event.message);
    };
    this.#become("loading", { progress: 0 });
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
    const promise = new Promise((resolve, reject) => {
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
      this.#become("loading", { progress: data.loading });
    } else if ("ready" in data) {
      clearTimeout(this.#stall);
      this.#watch(lock);
      this.#become("ready", {});
      this.#send();
    } else if (data.failed === "memory") {
      // What was remembered from another visit is of no use: start without it, questions kept.
      this.#worker.terminate();
      this.#begin("fresh");
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

  #fail(reason, detail = "") {
    this.#end();
    this.#become("failed", { reason, detail });
  }

  #end() {
    clearTimeout(this.#stall);
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

export const runtime = new Runtime();
