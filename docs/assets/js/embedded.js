// In a frame of another site: the colours are those that the reader prefers, as the theme's own script
// has them on our pages, but for what a reader chose there.
const dark = matchMedia("(prefers-color-scheme: dark)");

function paint() {
  document.body.dataset.mdColorScheme = dark.matches ? "slate" : "default";
}

dark.addEventListener("change", paint);
paint();

// A link leaves the page of the others where it is.
document.addEventListener("click", ({ target }) => {
  if (target instanceof Element) target.closest("a")?.setAttribute("target", "_blank");
});
