// Loaded first in every page of the copy under test: notes what goes wrong in it, over all pages of
// the visit. The three engines have no common way to ask for their console.
(() => {
  const note = (line) => {
    const lines = JSON.parse(sessionStorage.getItem("listener") ?? "[]");
    sessionStorage.setItem("listener", JSON.stringify([...lines, `${location.pathname}: ${line}`]));
  };
  const listen = (type, say) => addEventListener(type, (event) => note(say(event)), true);
  listen("error", ({ message, target }) => message ?? `not loaded: ${target.src ?? target.href}`);
  listen("unhandledrejection", ({ reason }) => `not caught: ${reason}`);
  listen("securitypolicyviolation", (event) => `policy: ${event.violatedDirective} ${event.blockedURI}`);
  for (const level of ["error", "warn"]) {
    const say = console[level];
    console[level] = (...words) => {
      note(words.join(" "));
      say.apply(console, words);
    };
  }
})();
