// The service worker: keeps what works without a network, and answers from it.
//
// The build fills in RELEASE (changes with any file) and FILES: address from the site's root -> its
// hash and about how many octets are sent for it. What is kept lies by its hash, so that a new
// release costs only what has changed; the record says which addresses are kept, with which hashes,
// and is replaced in one step, when everything it names is there. So a copy is always whole and of
// one release, wherever an update is cut; until then the old one answers.
//
// in:  {keep: {page, tools: "" or "zh/", rest, whole}}  -> what shall be kept besides what is
//      {ask: true}
// out: {kept: {pages, tools, whole, octets, more, failed}}  octets kept; more for the whole site;
//                                                         failed: not all came, what was kept stays
//      {keeping: {done, total}}                           octets, while they come
//      {newer: true}                                      this page has a new version, kept by now
const RELEASE = "{release}";
const FILES = /** @type {any} */ ({files});
const ROOT = registration.scope;
const STORE = `guide${new URL(ROOT).pathname}`;
const RECORD = `${ROOT}-/record`;
const AT_ONCE = 4; // downloads: few, for the page's own go first
const LOST = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Offline · 离线</title><h1>You are offline, and this page was not kept</h1>
<p><a href="${ROOT}">Home</a></p>
<h1 lang="zh-Hans">你现在离线，这个页面没有保存下来</h1>
<p lang="zh-Hans"><a href="${ROOT}zh/">首页</a></p>`;

const REST = /\.rest\.\w+$/;
const RUNTIME = /^assets\/(runtime\/|facts\.json$)/;
const SHELL = /^assets\/(css|js|javascripts|stylesheets|images\/(icon|favicon|logo)|manifest)/;
const NOTHING = { release: "", files: {}, before: {}, pages: [], tools: [], rest: false, whole: false };

const store = () => caches.open(STORE);
const shelfOf = (hash) => `${ROOT}-/kept/${hash}`;
const octets = (names) => names.reduce((sum, name) => sum + (FILES[name]?.[1] ?? 0), 0);

// An address as the list has it; what a reader typed or searched stands behind "?" or "#".
function nameOf(url) {
  return decodeURI(url.split(/[?#]/)[0].slice(ROOT.length)).replace(/(^|\/)index\.html$/, "$1");
}

let known = null;
async function record() {
  if (!known) {
    const kept = await store()
      .then((cache) => cache.match(RECORD))
      .then((response) => response?.json())
      .catch(() => null);
    known ??= { ...NOTHING, ...kept };
  }
  return known;
}

function chosen({ pages, tools, rest, whole }) {
  if (whole) return Object.keys(FILES);
  const isWanted = (name) =>
    SHELL.test(name) ||
    pages.includes(name) ||
    tools.some((folder) => name.startsWith(`${folder}tools/`)) ||
    (tools.length && RUNTIME.test(name) && (rest || !REST.test(name)));
  return pages.length ? Object.keys(FILES).filter(isWanted) : [];
}

async function keep(wish, tell) {
  const old = await record();
  const all = (list, one) => [...new Set([...list, ...[one].flat()])];
  const next = {
    ...old,
    release: RELEASE,
    pages: all(old.pages, wish.page ?? []).filter((page) => page in FILES),
    tools: all(old.tools, wish.tools ?? []),
    rest: old.rest || Boolean(wish.rest),
    whole: old.whole || Boolean(wish.whole),
  };
  const names = chosen(next);
  const cache = await store();
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const missing = names.filter((name) => !there.has(shelfOf(FILES[name][0])));
  const total = octets(missing);
  let done = 0;
  const queue = missing.values();
  let broken = null;
  const take = async (name) => {
    await cache.put(shelfOf(FILES[name][0]), await fetchRight(name));
    done += FILES[name][1];
    tell({ keeping: { done, total } });
  };
  const work = async () => {
    for (const name of queue) {
      if (!broken) await take(name).catch((error) => (broken = error));
    }
  };
  // Also where one fails: what is still on its way would be told of after the end.
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (broken) throw broken;
  next.files = Object.fromEntries(names.map((name) => [name, FILES[name][0]]));
  // A page that is still open was made of the files of its own release.
  if (old.release !== RELEASE) next.before = old.files;
  await cache.put(RECORD, new Response(JSON.stringify(next)));
  known = next;
  if (old.release !== RELEASE) await tellOldPages(old.files);
  await forgetOthers(cache, next);
}

// As the browser has it from the page's own visit, if that is right; else anew.
async function fetchRight(name) {
  for (const cache of /** @type {RequestCache[]} */ (["force-cache", "reload"])) {
    const response = await fetch(ROOT + name, { cache });
    if (!response.ok) continue;
    const bytes = await response.arrayBuffer();
    if ((await hashOf(bytes)) !== FILES[name][0]) continue;
    const headers = new Headers(response.headers);
    for (const about of ["content-encoding", "content-length"]) headers.delete(about);
    return new Response(bytes, { headers });
  }
  throw new Error(`not the file of this release: ${name}`);
}

async function hashOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 16);
  return btoa(String.fromCharCode(...hash)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function forgetOthers(cache, { files, before }) {
  const needed = new Set([...Object.values(files), ...Object.values(before)].map(shelfOf));
  for (const { url } of await cache.keys()) {
    if (url !== RECORD && !needed.has(url)) await cache.delete(url);
  }
}

async function tellOldPages(files) {
  for (const client of await clients.matchAll({ type: "window" })) {
    const name = nameOf(client.url);
    if (files[name] && files[name] !== FILES[name]?.[0]) client.postMessage({ newer: true });
  }
}

async function said() {
  const { pages, tools, whole, files } = await record();
  const names = Object.keys(files);
  const more = Object.keys(FILES).filter((name) => !(name in files));
  return { pages: pages.length, tools: tools.length > 0, whole, octets: octets(names), more: octets(more) };
}

async function answer(request) {
  const name = nameOf(request.url);
  const isPage = request.mode === "navigate";
  const { files, before } = await record();
  const hash = files[name] ?? (isPage ? null : before[name]);
  const kept = async () => hash && (await (await store()).match(shelfOf(hash)));
  // A reload asks for what is on the server now.
  const fresh = ["reload", "no-cache", "no-store"].includes(request.cache);
  const found = fresh ? null : await kept().catch(() => null); // a broken store breaks no page
  if (found) return found;
  try {
    return await fetch(request);
  } catch (error) {
    const old = await kept().catch(() => null);
    if (old) return old;
    if (!isPage) throw error;
    return new Response(LOST, { status: 503, headers: { "Content-Type": "text/html" } });
  }
}

// One after the other: each begins with the record that the one before has left.
let turn = Promise.resolve();

addEventListener("install", (/** @type {any} */ event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const ours = request.url.startsWith(ROOT) && !request.url.includes("/-/");
  if (request.method === "GET" && ours) event.respondWith(answer(request));
});
addEventListener("message", (/** @type {any} */ event) => {
  const tell = (message) => event.source?.postMessage(message);
  const work = async () => {
    const wish = event.data.keep;
    const failed = wish ? await keep(wish, tell).then(() => false, () => true) : false;
    tell({ kept: { ...(await said()), failed } });
  };
  turn = turn.then(work, work);
  event.waitUntil(turn);
});
