// Asks the search in the words its index has, and lets a hit mark words in the page it leads to.
// The index has 5G and 消息 for “5G 消息”; in a question, + and - are signs of its own.
const HAN = "\\p{sc=Han}";
const SEAM = new RegExp(`(?<=[A-Za-z0-9])(?=${HAN})|(?<=${HAN})(?=[A-Za-z0-9+])`, "gu");
const ALONE = new RegExp(`^${HAN}$`, "u");
const RUN = new RegExp(`${HAN}{2,}`, "gu");

/** @param {string} typed */
function asked(typed) {
  return typed
    .normalize("NFKC") // a full-width ＋８６ is a +86
    .replace(SEAM, " ")
    .replace(/(^|\s)\+(?=\d)/g, "$1");
}

/**
 * The words to mark: those the index found, but a single character only as part of what was asked.
 * @param {string[]} found
 * @param {string} query
 */
function marked(found, query) {
  const words = found.filter((word) => !ALONE.test(word));
  for (const run of query.match(RUN) ?? []) {
    if (!words.some((word) => run.includes(word))) words.push(run);
  }
  return words.join(" ");
}

const box = document.querySelector("input.md-search__input");
const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
if (box instanceof HTMLInputElement && own?.get) {
  const typed = () => String(own.get?.call(box));
  // The theme reads the value and asks for it; what the reader sees stays as typed.
  Object.defineProperty(box, "value", { ...own, get: () => asked(typed()), configurable: true });
  // It listens to keys alone: a paste by mouse and dictation press none.
  box.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup")));
  document.querySelector(".md-search")?.addEventListener(
    "click",
    ({ target }) => {
      const link = target instanceof Element && target.closest("a.md-search-result__link");
      if (!(link instanceof HTMLAnchorElement)) return;
      const url = new URL(link.href);
      const words = marked((url.searchParams.get("h") ?? "").split(" ").filter(Boolean), typed());
      if (words) url.searchParams.set("h", words);
      else url.searchParams.delete("h");
      link.href = url.href;
    },
    true,
  );
}
