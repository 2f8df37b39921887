// Who runs: boots Python in this worker, checks every file of it, answers messages.
// Knows files, hashes and the message protocol; nothing of what Python computes.
//
// in:  {start: card, way, lock}                           first of all; see below
// in:  {id, widget, state, language}                     -> out: {id, reply} or {id, error}
// in:  {id, widget, state, language, file}  (a Blob)     -> out: {id, progress}… then {id, reply}
// in:  {cancel: id}                                       -> that file is no longer read
// in:  {rest: true}                                       -> the rest of Python is fetched
// out: {loading: {loaded, total}} in octets as sent, {ready: true, remembered} or {failed: reason,
//      detail}, {restHere: true}; the reason "private" asks for another start, in the plain way
//
// The card names every file of the runtime with its SHA-256 and size; builder/runtime writes it into
// the page. Its `keeps` says whether Python's memory may be kept for the next visit. `way` is "default", "plain" after a failed start, by Pyodide's public interface alone, or
// "reload", the same without the browser's own copies.

import { sha256 } from "./sha256.js";
import { digest, forget, keep, recall, settle } from "./snapshot.js";

const base = new URL("../runtime/", import.meta.url);
const LOADER = "pyodide.mjs";
const SCRIPT = "pyodide.asm.mjs";
const WASM = "pyodide.asm.wasm";
const LIBRARY = "python_stdlib.zip";
const LOCK = "pyodide-lock.json";
// The list of the facts' files, {app, facts, files}: it has one address for good, so that a changed
// fact changes no page.
const FACTS_LIST = new URL("../facts.json", import.meta.url);
const FACTS = /^facts-/;
// Functions that no one has called yet; fetched when something calls one, or when nothing else is to do.
const LATER = /\.rest\.\w+$/;
const REST = "pyodide.rest.wasm";
const WHOLE_LIBRARY = "python_stdlib.rest.zip";
// Small enough that a key press waits at most this many bytes of counting, big enough to be quick.
const SLICE = 128 * 1024;
// A question that waited for Python is put within this many milliseconds.
const QUIET = 100;
const APP = "/lib/app.zip";
const FACTS_FOLDER = "/lib/facts";

const download = self.fetch.bind(self);
const cancelled = new Set();
const files = new Map(); // name -> {path, sha256, bytes, sent}
let asked = false;
let way = "default";
let keeps = true;
let version = "";
let started = null;

class StartError extends Error {
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}

self.onmessage = async ({ data }) => {
  if ("start" in data) {
    begin(data);
    return;
  }
  if ("rest" in data) {
    fetchRest().catch(() => {}); // it will be fetched when something calls it
    return;
  }
  if ("cancel" in data) {
    cancelled.add(data.cancel);
    return;
  }
  const { id, file, ...request } = data;
  asked = true;
  try {
    const python = await started;
    const reply = file ? await read(python, id, file, request) : ask(python, request);
    postMessage({ id, reply });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};

function begin({ start: card, lock, ...more }) {
  way = more.way;
  keeps = card.keeps;
  note(card.files);
  // As long as this worker lives it holds the lock, so its owner learns at once when it is gone, and
  // another tab that its mark in the storage is no sign of a crash.
  const held = new Promise((/** @type {(value?: any) => void} */ granted) => {
    if (!self.navigator.locks) granted();
    self.navigator.locks?.request(lock, () => {
      granted();
      return new Promise(() => {});
    });
  });
  started = start(card, lock, held);
  started.then(
    (python) => {
      postMessage({ ready: true, remembered: python.remembered });
      if (way === "default" && !python.remembered) setTimeout(rehearse, QUIET, python);
    },
    (error) => postMessage({ failed: error.reason ?? "start", detail: String(error) }),
  );
}

function note(named) {
  for (const [path, about] of Object.entries(named)) {
    files.set(path.endsWith(".whl") ? APP : path.split("/").pop(), { path, ...about });
  }
}

// Facts of another release than the page's are of no use to its app; a copy of the browser's own may
// be, and then it is asked for anew.
async function listFacts({ engine, app }) {
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const response = await get("facts.json", cache, FACTS_LIST);
    const listed = await response.json().catch(() => ({}));
    if (listed.app !== app) continue;
    note(listed.files);
    version = [engine, app, listed.facts].join("+");
    return Object.keys(listed.files).map((path) => path.split("/").pop());
  }
  throw new StartError("missing", "facts.json: of another release");
}

function ask({ views }, request) {
  return JSON.parse(views.respond(JSON.stringify(request)));
}

async function read({ views, toPy }, id, file, request) {
  const job = views.open_file(JSON.stringify(request));
  const written = [];
  const take = () => {
    const piece = job.output();
    written.push(new Blob([piece.toJs()]));
    piece.destroy();
  };
  try {
    for (let at = 0; at < file.size && !job.refused; at += SLICE) {
      const slice = toPy(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
      if (cancelled.delete(id)) return null;
      const progress = job.feed(slice);
      slice.destroy?.();
      take();
      postMessage({ id, progress: JSON.parse(progress) });
      await turn();
    }
    // What can be counted only once the whole file is here, such as a workbook.
    for (let progress = job.step(); progress; progress = job.step()) {
      take();
      postMessage({ id, progress: JSON.parse(progress) });
      await turn();
      if (cancelled.delete(id)) return null;
    }
    const reply = JSON.parse(job.finish());
    take();
    if (reply.save) reply.content = new Blob(written, { type: "text/csv" });
    return reply;
  } finally {
    job.destroy();
  }
}

// Let a message that came meanwhile, a key press or a cancel, have its turn.
const turn = () => new Promise((resolve) => setTimeout(resolve));

// What Python does for the first time takes it several times as long: do it while nobody waits, and
// remember it for the next visit. Whoever asks before the end rehearses by asking; what they ask
// stays out of what is remembered.
async function rehearse({ views, memory }) {
  const rehearsal = views.rehearsal();
  const requests = rehearsal.toJs();
  rehearsal.destroy();
  for (const request of requests) {
    if (asked) return;
    views.respond(request);
    await turn();
  }
  if (!asked && keeps) await keep(version, memory);
}

async function start(card, lock, held) {
  if (typeof WebAssembly !== "object") throw new StartError("unsupported", "no WebAssembly");
  const library = way === "default" ? LIBRARY : WHOLE_LIBRARY;
  const wanted = [...files.keys()].filter((name) => name === library || !(LATER.test(name) || name === LIBRARY));
  const progress = new Progress();
  for (const name of wanted) progress.expect(name);
  const verified = new Map();
  const take = (name) => {
    const arriving = fetchFile(name, progress);
    verified.set(name, verify(name, arriving));
    verified.get(name).catch(() => {}); // waited for below
    return arriving;
  };
  const listing = listFacts(card);
  for (const name of wanted) {
    const arriving = take(name);
    if (name === WASM) compileEarly(arriving);
  }
  for (const name of await listing) {
    progress.expect(name);
    take(name);
  }
  const memory = await remember(lock, held);
  // Python's own loader reports a missing file on its console and then waits for ever: whichever
  // file fails first ends the start, in words.
  const loading = load(verified, memory, library).catch(async (error) => {
    // A file that is not the right one makes Python fail too: the cause is the better answer.
    await Promise.all(verified.values());
    throw way === "default" ? new StartError("private", error) : error;
  });
  const [python] = await Promise.all([loading, ...verified.values()]);
  if (memory) await settle(version, lock);
  return { ...python, remembered: Boolean(memory) };
}

// Where nothing is kept, nothing is looked for and nothing forgotten either: another page may keep it.
function remember(lock, held) {
  if (!keeps) return null;
  return way === "default" ? recall(version, lock, held) : forget();
}

// Python's loader asks for the WebAssembly only once it has read its own script, a megabyte; by then
// it is compiled.
function compileEarly(file) {
  const compiling = file.then(({ copy }) => WebAssembly.compileStreaming(copy));
  compiling.catch(() => {});
  WebAssembly.instantiateStreaming = async (_response, imports) => {
    /** @type {WebAssembly.Module} */
    const module = await compiling;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}

async function load(verified, memory, library) {
  // A file that is wrong ends the start by itself; Python would only complain of it on the console.
  const right = (name) => verified.get(name).catch(() => new Promise(() => {}));
  const byPath = new Map([...files].map(([name, { path }]) => [path, name]));
  // Python asks for its files by fetch: hand it the ones that were checked, and nothing else.
  self.fetch = async (resource) => {
    const path = new URL(resource instanceof Request ? resource.url : resource, base).href.slice(base.href.length);
    const name = byPath.get(path);
    if (!verified.has(name)) throw new TypeError(`not a file of the runtime: ${path}`);
    return new Response(name === WASM ? null : await right(name));
  };
  // Called in the middle of a call, which cannot wait for a promise: by Python's script, and by Python.
  Object.assign(self, {
    readPythonsRest: () => readNow(REST),
    readPythonsLibrary: () => readNow(WHOLE_LIBRARY),
  });
  await verified.get(LOADER);
  const { loadPyodide } = await import(address(LOADER).href);
  await verified.get(SCRIPT);
  const pyodide = await loadPyodide({
    indexURL: address(".", LOADER).href,
    packageBaseUrl: address(".", APP).href,
    stdLibURL: address(library).href,
    lockFileContents: right(LOCK).then(asJson),
    // Imported from its archive as it is: what loadPackage notes down no snapshot can hold.
    fsInit: async (FS) => {
      FS.writeFile(APP, await right(APP));
      FS.mkdirTree(FACTS_FOLDER);
      for (const [name, { path }] of files) {
        if (FACTS.test(path)) FS.writeFile(`${FACTS_FOLDER}/${name}`, await right(name));
      }
    },
    env: { HOME: "/home/pyodide", PYTHONPATH: APP, CALCULATORS_FACTS: FACTS_FOLDER },
    ...privateParts(memory),
    stdout: () => {},
    stderr: () => {},
  });
  if (library === LIBRARY) pyodide.pyimport("rest_of_library").destroy();
  return {
    views: pyodide.pyimport("calculators.views"),
    toPy: (value) => pyodide.toPy(value),
    memory: () => pyodide.makeMemorySnapshot(),
  };
}

// No public interface: a start with one of these that fails is begun again without any.
function privateParts(memory) {
  if (way !== "default" || !keeps) return {};
  return memory ? { _loadSnapshot: memory } : { _makeSnapshot: true };
}

const asJson = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

// The address of a file, or of another relative to it.
function address(relative, name = relative) {
  const file = new URL(files.get(name).path, base);
  return relative === name ? file : new URL(relative, file);
}

// Octets as they are sent: the card's figures until a response tells better.
class Progress {
  #told = -1;

  sent = new Map();
  share = new Map();

  expect(name) {
    this.sent.set(name, files.get(name).sent);
    this.share.set(name, 0);
  }

  answered(name, headers) {
    const length = Number(headers.get("content-length"));
    if (length) this.sent.set(name, length);
  }

  arrived(name, share) {
    this.share.set(name, Math.min(share, 1));
    let loaded = 0;
    let total = 0;
    for (const [each, octets] of this.sent) {
      loaded += octets * this.share.get(each);
      total += octets;
    }
    const percent = Math.floor((loaded / total) * 100);
    if (percent === this.#told) return;
    this.#told = percent;
    postMessage({ loading: { loaded, total } });
  }
}

async function fetchFile(name, progress) {
  const response = await get(name);
  progress.answered(name, response.headers);
  // The WebAssembly is compiled while it still arrives; a second copy of it is counted and hashed.
  const copy = name === WASM ? response.clone() : null;
  return { copy, bytes: collect(name, response, progress) };
}

async function collect(name, response, progress) {
  const chunks = [];
  const reader = response.body.getReader();
  let loaded = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      loaded += value.byteLength;
      progress.arrived(name, loaded / files.get(name).bytes);
    }
  } catch (error) {
    throw new StartError("network", `${name}: ${error}`);
  }
  return joined(chunks);
}

// The browser keeps it, for the moment when something calls it.
async function fetchRest() {
  for (const name of [REST, WHOLE_LIBRARY]) await (await get(name)).arrayBuffer();
  postMessage({ restHere: true });
}

function readNow(name) {
  let reason = "network";
  for (const caching of [null, "no-cache"]) {
    const request = new XMLHttpRequest();
    request.open("GET", address(name), false);
    request.responseType = "arraybuffer";
    if (caching) request.setRequestHeader("Cache-Control", caching);
    try {
      request.send();
    } catch {
      continue;
    }
    const bytes = new Uint8Array(request.response ?? []);
    if (request.status !== 200) reason = "missing";
    else if (sha256(bytes) !== files.get(name).sha256) reason = "integrity";
    else return bytes;
  }
  // Python stands in the middle of a call and cannot go on: this worker is of no further use.
  postMessage({ failed: reason, detail: name });
  throw new StartError(reason, name);
}

function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** @param {RequestCache} [cache] */
async function get(name, cache = "default", from = address(name)) {
  const response = await download(from, { cache: way === "reload" ? way : cache }).catch((error) => {
    throw new StartError("network", `${name}: ${error}`);
  });
  if (!response.ok) throw new StartError("missing", `${name}: ${response.status}`);
  return response;
}

async function verify(name, file) {
  const bytes = await (await file).bytes;
  // Browsers hash only on a secure origin; over plain HTTP from another machine there is nothing
  // to protect against that could not change this script as well.
  if (crypto.subtle && (await digest(bytes)) !== files.get(name).sha256) {
    throw new StartError("integrity", name);
  }
  return bytes;
}
