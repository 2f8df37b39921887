// Where the site lies on its host, and what the connection costs. Two sites of one host share caches,
// storage and locks: each of ours carries this path in its name.

/** The path of the site's root, such as "/" or "/guide/". */
export const scope = new URL("../../", import.meta.url).pathname;

/** True where the reader saves data or waits long for it: what is not asked for is not sent. */
export function isCostly() {
  const { saveData, effectiveType } = navigator.connection ?? {};
  return Boolean(saveData) || ["slow-2g", "2g", "3g"].includes(effectiveType);
}
