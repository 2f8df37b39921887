// Shows a footnote beside its mark, so that a reader need not leave the sentence. Knows no word of
// its own; without it the mark is the link to the note that it always was.
const NOTE = 'a.footnote-ref[href^="#fn"]';

/** @type {HTMLElement | undefined} */
let shown;

/** @param {HTMLAnchorElement} mark */
function open(mark) {
  const note = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  if (!note) return false;
  const pop = document.createElement("div");
  pop.className = "note-pop";
  pop.popover = "auto";
  pop.role = "note";
  pop.append(...[...note.cloneNode(true).childNodes]);
  for (const back of pop.querySelectorAll(".footnote-backref")) back.remove();
  for (const named of pop.querySelectorAll("[id]")) named.removeAttribute("id");
  const sources = document.getElementById("sources");
  if (sources) {
    const all = document.createElement("a");
    all.href = mark.hash;
    all.textContent = (sources.firstChild?.textContent ?? "").trim();
    all.className = "note-all";
    pop.append(all);
  }
  shown?.remove();
  shown = pop;
  // Right behind its mark, so that Tab leads from the one into the other.
  mark.after(pop);
  pop.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "closed") pop.remove();
  });
  pop.showPopover();
  place(pop, mark.getBoundingClientRect());
  return true;
}

/**
 * Below its mark, or above it where there is no room, and never over the edge of the window.
 * @param {HTMLElement} pop
 * @param {DOMRect} at
 */
function place(pop, at) {
  const gap = 6;
  const { width, height } = pop.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - gap;
  const below = at.bottom + gap + height <= window.innerHeight;
  pop.style.left = `${Math.max(gap, Math.min(at.left - width / 2, room))}px`;
  pop.style.top = `${Math.max(gap, below ? at.bottom + gap : at.top - gap - height)}px`;
}

if ("popover" in HTMLElement.prototype) {
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const target = /** @type {Element} */ (event.target);
    const mark = /** @type {HTMLAnchorElement | null} */ (target.closest(NOTE));
    if (mark && open(mark)) event.preventDefault();
    else if (shown && target.closest(".note-all")) shown.hidePopover();
  });
  // A pop-up that stayed where its mark no longer is would be a riddle.
  window.addEventListener("scroll", () => shown?.isConnected && shown.hidePopover(), { passive: true });
}
