// Asks the search in the words its index has, and lets a hit mark words.
// The index has 5G and 消息 for “5G 消息”; in a question, + and - are signs of its own.
const HAN = "\\p{sc=Han}";
const SEAM = new RegExp(`(?<=[A-Za-z0-9])(?=${HAN})|(?<=${HAN})(?=[A-Za-z0-9+])`, "gu");
const ALONE = new RegExp(`^${HAN}$`, "u");

/** @param {string} typed */
function asked(typed) {
  return typed
    .normalize("NFKC") // a full-width ＋８６ is a +86
    .replace(SEAM, " ")
    .replace(/(^|\s)\+(?=\d)/g, "$1");
}

/**
 * Marks of a hit: two side by side are one word; a character by itself says nothing of what was asked.
 * @param {Element} list
 */
function joinMarks(list) {
  for (const mark of list.querySelectorAll("mark")) {
    for (let next = mark.nextSibling; next instanceof Element && next.localName === "mark"; next = mark.nextSibling) {
      mark.append(...next.childNodes);
      next.remove();
    }
    mark.normalize();
    if (mark.isConnected && ALONE.test(mark.textContent)) mark.replaceWith(...mark.childNodes);
  }
}

const box = document.querySelector("input.md-search__input");
const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
if (box instanceof HTMLInputElement && own?.get) {
  const typed = () => String(own.get?.call(box));
  // The theme reads the value and asks for it; what the reader sees stays as typed.
  Object.defineProperty(box, "value", { ...own, get: () => asked(typed()), configurable: true });
  // It listens to keys alone: a paste by mouse and dictation press none.
  box.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup")));
  const list = document.querySelector(".md-search-result__list");
  const marks = new MutationObserver(() => ALONE.test(asked(typed())) || joinMarks(list));
  if (list) marks.observe(list, { childList: true, subtree: true });
}
