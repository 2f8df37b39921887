// The service worker: keeps what was visited, and everything once a tool page asks for it.
// The build fills in RELEASE (changes with any file) and FILES (every page and asset, relative).
// Files whose address holds a hash never change: from the cache first. All else: from the network
// first, so that a new release shows at once, and from the cache when there is no network.
const RELEASE = "{release}";
const FILES = /** @type {any} */ ({files});
const PREFIX = "guide-";
const CACHE = PREFIX + RELEASE;
const MARK = "kept-everything"; // an entry that says that this cache is complete
const HASHED = /\/assets\/(css-|js-|runtime\/|javascripts\/|stylesheets\/)/;
const LOST = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Offline · 离线</title><h1>You are offline, and this page was not kept</h1>
<p><a href="${new URL("./", registration.scope).pathname}">Home</a></p>
<h1 lang="zh-Hans">你现在离线，这个页面没有保存下来</h1>
<p lang="zh-Hans"><a href="${new URL("zh/", registration.scope).pathname}">首页</a></p>`;

const address = (file) => new URL(file, registration.scope).href;

async function keepEverything() {
  const cache = await caches.open(CACHE);
  for (const file of FILES) {
    const url = address(file);
    if (await cache.match(url)) continue;
    const old = HASHED.test(url) && (await caches.match(url)); // unchanged since the last release
    const response = old || (await fetch(url, { cache: "no-cache" }));
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    await cache.put(url, response);
  }
  await cache.put(address(MARK), new Response(RELEASE));
}

const isComplete = async () => Boolean(await (await caches.open(CACHE)).match(address(MARK)));

async function takeOver() {
  const old = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key !== CACHE);
  const hadAll = await Promise.all(old.map(async (key) => (await caches.open(key)).match(address(MARK))));
  if (hadAll.some(Boolean)) await keepEverything().catch(() => {}); // next visit tries again
  await Promise.all(old.map((key) => caches.delete(key)));
  await clients.claim();
}

async function answer(request) {
  const cache = await caches.open(CACHE).catch(() => null); // a broken cache must not break the page
  const kept = () => cache?.match(request, { ignoreSearch: request.mode === "navigate" });
  if (HASHED.test(request.url) && request.cache !== "reload") {
    const found = await kept()?.catch(() => null);
    if (found) return found;
  }
  try {
    const response = await fetch(request);
    if (response.ok) await cache?.put(request, response.clone()).catch(() => {});
    return response;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    if (request.mode !== "navigate") throw error;
    return new Response(LOST, { status: 503, headers: { "Content-Type": "text/html" } });
  }
}

addEventListener("install", (/** @type {any} */ event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(takeOver()));
addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const ours = request.url.startsWith(registration.scope) && !request.url.includes("/-/");
  if (request.method === "GET" && ours) event.respondWith(answer(request));
});
addEventListener("message", (/** @type {any} */ event) => {
  const work = event.data === "keep" ? keepEverything() : Promise.resolve();
  const told = work.catch(() => {}).then(isComplete).then((yes) => event.source.postMessage({ offline: yes }));
  event.waitUntil(told);
});
