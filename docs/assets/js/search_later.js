// Holds back the search index, half the weight of a page, until the reader turns to the search.
// A classic script that stands before the theme's, which asks for the index as soon as it runs.
{
  const INDEX = /search\/search_index\.json$/;
  const { open, send } = XMLHttpRequest.prototype;
  const addresses = new WeakMap();
  const held = [];
  // An address with a query searches at once.
  let wanted = /[?&]q=/.test(location.search);

  XMLHttpRequest.prototype.open = function (...given) {
    addresses.set(this, String(given[1]));
    return open.apply(this, /** @type {any} */ (given));
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (wanted || !INDEX.test(addresses.get(this))) send.call(this, body);
    else held.push(() => send.call(this, body));
  };

  const release = ({ target }) => {
    if (wanted || !target.closest?.(".md-search, [for=__search]")) return;
    wanted = true;
    for (const go of held.splice(0)) go();
  };
  for (const sign of ["focusin", "pointerover", "pointerdown"]) {
    document.addEventListener(sign, release, { passive: true });
  }
}
