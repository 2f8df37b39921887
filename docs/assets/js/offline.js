// Registers the service worker, asks it to keep everything once a tool page is open, and shows the
// words `[data-offline]` only when the worker has said that everything is kept.
const KEEP_AFTER = 4000; // ms: after the tool itself has started

async function keep() {
  const root = new URL("../../", import.meta.url);
  await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname });
  const { active } = await navigator.serviceWorker.ready;
  const note = document.querySelector("[data-offline]");
  if (!note) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if ("offline" in data) note.hidden = !data.offline;
  });
  active.postMessage(navigator.connection?.saveData ? "ask" : "keep");
}

if ("serviceWorker" in navigator && isSecureContext) {
  setTimeout(() => keep().catch((error) => console.warn("offline:", error)), KEEP_AFTER);
}
