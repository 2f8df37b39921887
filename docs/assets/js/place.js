// Where the site lies on its host, what the address says, and what the connection costs. Two sites of one host share caches,
// storage and locks: each of ours carries this path in its name.

/** The path of the site's root, such as "/" or "/guide/". */
export const scope = new URL("../../", import.meta.url).pathname;

/** True where the reader saves data or waits long for it: what is not asked for is not sent. */
export function isCostly() {
  const { saveData, effectiveType } = navigator.connection ?? {};
  return Boolean(saveData) || ["slow-2g", "2g", "3g"].includes(effectiveType);
}

// WebKit refuses the hundredth change of the address within ten seconds, in older versions thirty, and
// throws. So a few are made at once, and after them a few a second.
const AT_ONCE = 10;
const APART = 400; // ms
const REFUSED = 5_000; // ms until a change that was refused is tried again

/** @type {string | null} */
let wanted = null;
let waiting = 0;
let left = AT_ONCE;
let counted = 0;

/** What the fragment says by name. A choice stands behind "#", which no server is told. */
export function readFragment() {
  const fragment = (wanted ?? location.href).split("#").slice(1).join("#");
  return new URLSearchParams(fragment.includes("=") ? fragment : "");
}

/**
 * Let the address of this page be `address` from now on: at once, or soon if it has just changed.
 * @param {string} address
 */
export function replaceAddress(address) {
  wanted = new URL(address, location.href).href;
  if (!waiting) put();
}

/**
 * The same as a step that Back returns from.
 * @param {string} address
 */
export function pushAddress(address) {
  put();
  try {
    history.pushState(null, "", address);
  } catch (error) {
    console.warn("address:", error); // the step is done, only Back does not know of it
  }
}

function put() {
  clearTimeout(waiting);
  waiting = 0;
  if (wanted === null || wanted === location.href) {
    wanted = null;
    return;
  }
  const now = performance.now();
  left = Math.min(AT_ONCE, left + (now - counted) / APART);
  counted = now;
  if (left < 1) {
    waiting = setTimeout(put, (1 - left) * APART);
    return;
  }
  left -= 1;
  try {
    history.replaceState(history.state, "", wanted);
    wanted = null;
  } catch (error) {
    console.warn("address:", error);
    waiting = setTimeout(put, REFUSED);
  }
}

// Who goes elsewhere in the page has a newer wish.
addEventListener("hashchange", () => (wanted = null));
