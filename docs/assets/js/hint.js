// Offers the page in the reader's other language, once: never by itself, never again after a no.
// The words stand in the page; the address is that of the language switch.
const KEY = "language-hint"; // named on the privacy page
const SPOKEN = ["en", "zh"];

function remembered(value) {
  try {
    if (value) localStorage.setItem(KEY, value);
    return localStorage.getItem(KEY);
  } catch {
    return "storage is off"; // without a memory the bar would come back on each page
  }
}

const bar = document.querySelector("[data-language-hint]");
const wanted = navigator.languages.map((tag) => tag.split("-")[0]).find((l) => SPOKEN.includes(l));

if (bar && wanted === bar.dataset.languageHint && !remembered()) {
  bar.hidden = false;
  bar.querySelector("button").addEventListener("click", () => {
    remembered("closed");
    bar.hidden = true;
  });
}
for (const link of document.querySelectorAll("a[hreflang]")) {
  link.addEventListener("click", () => remembered("used"));
}
