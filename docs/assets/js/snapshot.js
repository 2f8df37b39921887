// Who remembers: keeps Python's memory, as it stood before its first question, for the next visit.
// Knows caches and bytes; nothing of Python and nothing of what is computed.
//
// Written and read by the worker alone. What is kept was made in this browser from files whose
// hashes were checked; nothing that a reader typed is in it, because it is taken before.

import { scope } from "./place.js";

const STORE = `python${scope}`;
const PAGE = 64 * 1024; // bytes; two thirds of the memory are pages of zeros, which are not kept
const HASH = "sha-256";
const TRYING = "trying/"; // entries that stand while a start from the snapshot is under way

// Another release, or another version of the browser, lays out its memory otherwise.
const address = (version, name = "") =>
  new URL(`./kept/${version}/${encodeURIComponent(navigator.userAgent)}/${name}`, import.meta.url);

/**
 * The memory kept for this runtime, or null. `lock` is the name of the lock that this worker has once
 * `held` is fulfilled. Call `settle` once Python runs on the memory.
 */
export async function recall(version, lock, held) {
  try {
    const store = await caches.open(STORE);
    const kept = await store.match(address(version));
    if (!kept) return null;
    // A start that was never settled took the page down with it, or was left: not once more.
    if (await wasLeft(store, version)) return await forget();
    await held;
    const [bytes] = await Promise.all([
      kept.arrayBuffer(),
      store.put(address(version, TRYING + lock), new Response()),
    ]);
    if ((await digest(bytes)) !== kept.headers.get(HASH)) return await forget();
    return unpack(new Uint8Array(bytes));
  } catch {
    return forget(); // no storage, or a broken one: Python starts as on a first visit
  }
}

/** True if a start left its mark and is not, in another tab, still under way. */
async function wasLeft(store, version) {
  const { href } = address(version, TRYING);
  const marks = (await store.keys()).map(({ url }) => url).filter((url) => url.startsWith(href));
  if (!marks.length) return false;
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const alive = new Set(held.map(({ name }) => address(version, TRYING + name).href));
  return !marks.every((mark) => alive.has(mark));
}

/** Python runs on what `recall` gave. */
export async function settle(version, lock) {
  const store = await caches.open(STORE).catch(() => null);
  await store?.delete(address(version, TRYING + lock)).catch(() => {});
}

/**
 * Keep for the next visit what `take` gives, in place of whatever was kept before. `take` is called
 * at once, before anything else can happen in this worker.
 */
export async function keep(version, take) {
  try {
    const packed = pack(take());
    await forget();
    const bytes = await packed.arrayBuffer();
    const headers = { [HASH]: await digest(bytes) };
    await (await caches.open(STORE)).put(address(version), new Response(bytes, { headers }));
  } catch {
    // No memory to be had, or storage is full or forbidden: the next visit starts like this one.
  }
}

/** Drop whatever is kept. Resolves to null, as does `recall` where there is nothing. */
export async function forget() {
  await self.caches?.delete(STORE).catch(() => {});
  return null;
}

/** SHA-256 as 64 hexadecimal digits. */
export async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The length of the whole, the number of pages kept, their numbers, then the pages themselves.
function pack(memory) {
  const words = new Uint32Array(memory.buffer, memory.byteOffset, memory.length >> 2);
  const step = PAGE >> 2;
  const pages = [];
  for (let page = 0; page * PAGE < memory.length; page += 1) {
    if (words.subarray(page * step, (page + 1) * step).some(Boolean)) pages.push(page);
  }
  const head = new Uint32Array([memory.length, pages.length, ...pages]);
  return new Blob([head, ...pages.map((page) => memory.subarray(page * PAGE, (page + 1) * PAGE))]);
}

function unpack(kept) {
  const [length, count] = new Uint32Array(kept.buffer, 0, 2);
  const pages = new Uint32Array(kept.buffer, 8, count);
  const memory = new Uint8Array(length);
  let from = 8 + 4 * count;
  for (const page of pages) {
    const to = Math.min(from + PAGE, from + length - page * PAGE);
    memory.set(kept.subarray(from, to), page * PAGE);
    from = to;
  }
  return memory;
}
