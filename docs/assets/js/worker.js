// Who runs: boots Python in this worker, checks every file of it, answers messages.
// Knows files, hashes and the message protocol; nothing of what Python computes.
//
// in:  {id, widget, state, language}                     -> out: {id, reply} or {id, error}
// in:  {id, widget, state, language, file}  (a Blob)     -> out: {id, progress}… then {id, reply}
// in:  {cancel: id}                                       -> that file is no longer read
// out: {loading: share of bytes}, {ready: true} or {failed: reason, detail}; the reason "memory"
//      asks for another start, without a snapshot

import { digest, forget, keep, recall, settle } from "./snapshot.js";

// `way`: "default"; "fresh", after a failed start, without a snapshot; "reload", after one for a
// wrong or missing file, without the browser's own copies either.
const [version, lock, way] = self.name.split(" ");
const base = new URL(`../runtime/${version}/`, import.meta.url);
const WASM = "pyodide.asm.wasm";
const FIXED = ["pyodide.mjs", "pyodide.asm.mjs", WASM, "python_stdlib.zip"];
// Small enough that a key press waits at most this many bytes of counting, big enough to be quick.
const SLICE = 128 * 1024;
// A question that waited for Python is put within this many milliseconds.
const QUIET = 100;
const APP = "/lib/app.zip";

const download = self.fetch.bind(self);
const cancelled = new Set();
let asked = false;

class StartError extends Error {
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}

// As long as this worker lives it holds the lock, so its owner learns at once when it is gone.
self.navigator.locks?.request(lock, () => new Promise(() => {}));

const started = start();
started.then(
  (python) => {
    postMessage({ ready: true });
    if (!python.remembered) setTimeout(rehearse, QUIET, python);
  },
  (error) => postMessage({ failed: error.reason ?? "start", detail: String(error) }),
);

self.onmessage = async ({ data }) => {
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
  if (!asked) await keep(version, memory);
}

async function start() {
  if (typeof WebAssembly !== "object") throw new StartError("unsupported", "no WebAssembly");
  const progress = { loaded: 0, total: Infinity };
  // The big files need not wait for the manifest; their hashes are compared when both are there.
  const early = new Map(FIXED.map((name) => [name, fetchFile(name, progress)]));
  for (const file of early.values()) file.catch(() => {});
  compileEarly(early.get(WASM));
  const remembering = way === "default" ? recall(version) : forget();
  const manifest = await readManifest();
  const names = Object.keys(manifest.files);
  progress.total = names.reduce((sum, name) => sum + manifest.files[name].bytes, 0);
  const files = new Map(names.map((name) => [name, early.get(name) ?? fetchFile(name, progress)]));
  const verified = new Map(
    names.map((name) => [name, verify(name, files.get(name), manifest.files[name].sha256)]),
  );
  for (const file of verified.values()) file.catch(() => {}); // waited for below
  const memory = await remembering;
  // Python's own loader reports a missing file on its console and then waits for ever: whichever
  // file fails first ends the start, in words.
  const loading = load(manifest, verified, memory).catch(async (error) => {
    // A file that is not the right one makes Python fail too: the cause is the better answer.
    await Promise.all(verified.values());
    throw memory ? new StartError("memory", error) : error;
  });
  const [python] = await Promise.all([loading, ...verified.values()]);
  if (memory) await settle(version);
  return { ...python, remembered: Boolean(memory) };
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

async function load(manifest, verified, memory) {
  // A file that is wrong ends the start by itself; Python would only complain of it on the console.
  const right = (name) => verified.get(name).catch(() => new Promise(() => {}));
  // Python asks for its files by fetch: hand it the ones that were checked, and nothing else.
  self.fetch = async (resource) => {
    const name = new URL(resource instanceof Request ? resource.url : resource, base).href.slice(base.href.length);
    if (!verified.has(name)) throw new TypeError(`not a file of the runtime: ${name}`);
    return new Response(name === WASM ? null : await right(name));
  };
  await verified.get("pyodide.mjs");
  const { loadPyodide } = await import(new URL("pyodide.mjs", base).href);
  await verified.get("pyodide.asm.mjs");
  const [{ file_name: wheel }] = Object.values(manifest.lock.packages);
  const pyodide = await loadPyodide({
    indexURL: base.href,
    packageBaseUrl: base.href,
    stdLibURL: new URL("python_stdlib.zip", base).href,
    lockFileContents: manifest.lock,
    // Imported from its archive as it is: what loadPackage notes down no snapshot can hold.
    fsInit: async (FS) => FS.writeFile(APP, await right(wheel)),
    env: { HOME: "/home/pyodide", PYTHONPATH: APP },
    // No public interface: a start from memory that fails is begun again without it.
    ...(memory ? { _loadSnapshot: memory } : { _makeSnapshot: true }),
    stdout: () => {},
    stderr: () => {},
  });
  return {
    views: pyodide.pyimport("calculators.views"),
    toPy: (value) => pyodide.toPy(value),
    memory: () => pyodide.makeMemorySnapshot(),
  };
}

async function readManifest() {
  const response = await get("manifest.json");
  const bytes = await response.arrayBuffer().catch((error) => {
    throw new StartError("network", `manifest.json: ${error}`);
  });
  if (crypto.subtle && !(await digest(bytes)).startsWith(version)) {
    throw new StartError("integrity", "manifest.json");
  }
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function fetchFile(name, progress) {
  const response = await get(name);
  // The WebAssembly is compiled while it still arrives; a second copy of it is counted and hashed.
  const copy = name === WASM ? response.clone() : null;
  return { copy, bytes: collect(name, response, progress) };
}

async function collect(name, response, progress) {
  const chunks = [];
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      progress.loaded += value.byteLength;
      report(progress);
    }
  } catch (error) {
    throw new StartError("network", `${name}: ${error}`);
  }
  return joined(chunks);
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

let reported = -1;
function report({ loaded, total }) {
  const share = Math.floor((loaded / total) * 100) / 100;
  if (share === reported) return;
  reported = share;
  postMessage({ loading: share });
}

async function get(name) {
  const response = await download(new URL(name, base), { cache: way === "reload" ? way : "default" }).catch((error) => {
    throw new StartError("network", `${name}: ${error}`);
  });
  if (!response.ok) throw new StartError("missing", `${name}: ${response.status}`);
  return response;
}

async function verify(name, file, expected) {
  const bytes = await (await file).bytes;
  // Browsers hash only on a secure origin; over plain HTTP from another machine there is nothing
  // to protect against that could not change this script as well.
  if (crypto.subtle && (await digest(bytes)) !== expected) throw new StartError("integrity", name);
  return bytes;
}
