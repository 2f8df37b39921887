// Who runs: boots Python in this worker, checks every file of it, answers messages.
// Knows files, hashes and the message protocol; nothing of what Python computes.
//
// in:  {id, widget, state, language}                     -> out: {id, reply} or {id, error}
// in:  {id, widget, state, language, file}  (a Blob)     -> out: {id, progress}… then {id, reply}
// in:  {cancel: id}                                       -> that file is no longer read
// out: {loading: share of bytes}, {ready: true} or {failed: reason, detail}

const [version, lock, cache] = self.name.split(" ");
const base = new URL(`../runtime/${version}/`, import.meta.url);
const FIXED = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"];
// Small enough that a key press waits at most this many bytes of counting, big enough to be quick.
const SLICE = 128 * 1024;

const download = self.fetch.bind(self);
const cancelled = new Set();

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
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: error.reason ?? "start", detail: String(error) }),
);

self.onmessage = async ({ data }) => {
  if ("cancel" in data) {
    cancelled.add(data.cancel);
    return;
  }
  const { id, file, ...request } = data;
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
      // Let a message that came meanwhile, a key press or a cancel, have its turn.
      await new Promise((resolve) => setTimeout(resolve));
    }
    const reply = JSON.parse(job.finish());
    take();
    if (reply.save) reply.content = new Blob(written, { type: "text/csv" });
    return reply;
  } finally {
    job.destroy();
  }
}

async function start() {
  if (typeof WebAssembly !== "object") throw new StartError("unsupported", "no WebAssembly");
  const progress = { loaded: 0, total: Infinity };
  // The big files need not wait for the manifest; their hashes are compared when both are there.
  const early = new Map(FIXED.map((name) => [name, fetchFile(name, progress)]));
  for (const file of early.values()) file.catch(() => {});
  const manifest = await readManifest();
  const names = Object.keys(manifest.files);
  progress.total = names.reduce((sum, name) => sum + manifest.files[name].bytes, 0);
  const files = new Map(names.map((name) => [name, early.get(name) ?? fetchFile(name, progress)]));
  const verified = new Map(
    names.map((name) => [name, verify(name, files.get(name), manifest.files[name].sha256)]),
  );
  // Python's own loader reports a missing file on its console and then waits for ever: whichever
  // file fails first ends the start, in words.
  const loading = load(manifest, files, verified).catch(async (error) => {
    // A file that is not the right one makes Python fail too: the cause is the better answer.
    await Promise.all(verified.values());
    throw error;
  });
  const [python] = await Promise.all([loading, ...verified.values()]);
  return python;
}

async function load(manifest, files, verified) {
  // Python asks for its files by fetch: hand it the ones that are being checked, and nothing else.
  self.fetch = async (resource) => {
    const name = new URL(resource.url ?? resource, base).href.slice(base.href.length);
    if (!files.has(name)) throw new TypeError(`not a file of the runtime: ${name}`);
    return (await files.get(name)).response;
  };
  await verified.get("pyodide.mjs");
  const { loadPyodide } = await import(new URL("pyodide.mjs", base).href);
  await verified.get("pyodide.asm.mjs");
  const said = [];
  const pyodide = await loadPyodide({
    indexURL: base.href,
    packageBaseUrl: base.href,
    stdLibURL: new URL("python_stdlib.zip", base).href,
    lockFileContents: manifest.lock,
    packages: Object.keys(manifest.lock.packages),
    stdout: () => {},
    stderr: (line) => said.push(line),
  });
  for (const name of Object.keys(manifest.lock.packages)) {
    // A package that could not be installed is only mentioned on stderr.
    if (!(name in pyodide.loadedPackages)) throw new StartError("integrity", said.join(" "));
  }
  return { views: pyodide.pyimport("calculators.views"), toPy: (value) => pyodide.toPy(value) };
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
  // One copy goes to Python while it still arrives; the other is counted and hashed.
  const copy = response.clone();
  return { response, bytes: collect(name, copy, progress) };
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
  return new Blob(chunks).arrayBuffer();
}

let reported = -1;
function report({ loaded, total }) {
  const share = Math.floor((loaded / total) * 100) / 100;
  if (share === reported) return;
  reported = share;
  postMessage({ loading: share });
}

async function get(name) {
  const response = await download(new URL(name, base), { cache }).catch((error) => {
    throw new StartError("network", `${name}: ${error}`);
  });
  if (!response.ok) throw new StartError("missing", `${name}: ${response.status}`);
  return response;
}

async function verify(name, file, expected) {
  const bytes = await (await file).bytes;
  // Browsers hash only on a secure origin; over plain HTTP from another machine there is nothing
  // to protect against that could not change this script as well.
  if (!crypto.subtle) return;
  if ((await digest(bytes)) !== expected) throw new StartError("integrity", name);
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
