// Who asks: the custom elements of the tools. Reads the controls, puts the question, shows the
// answer. Knows elements and the message protocol; no rule, limit, route or word of its own.
import { runtime } from "./runtime.js";

const SPEAK_AFTER = 900; // ms of quiet before a result is spoken: never at each key
const BUSY_AFTER = 400; // ms before "still counting" and Cancel are shown

class Tool extends HTMLElement {
  #spoken = 0;
  #busy = 0;
  #undo = [];

  connectedCallback() {
    this.result = this.querySelector(".tool-result");
    this.status = this.querySelector(".tool-status");
    this.text = this.querySelector("textarea[name=text]");
    this.#restoreDraft();
    this.addEventListener("input", (event) => this.#changed(event));
    this.addEventListener("change", (event) => this.#changed(event));
    this.addEventListener("submit", (event) => this.#submitted(event));
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("focusin", () => this.#wake());
    const saveData = navigator.connection?.saveData;
    if (!saveData) {
      this.addEventListener("pointerenter", () => this.#wake(), { once: true });
      const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
      idle(() => this.#wake(), { timeout: 2000 });
    }
    window.addEventListener("hashchange", () => this.ask({ address: location.hash }));
    runtime.addEventListener("state", () => this.#showState());
    runtime.addEventListener("asked", () => this.#setBusy(true));
    runtime.addEventListener("answered", () => this.#setBusy(false));
    this.#showState();
    if (location.hash.includes("=") || this.text?.value) {
      this.ask({ address: location.hash });
    }
    if (this.contains(document.activeElement)) this.#wake();
  }

  /** Put the question that the controls now make; `more` may hold an action or an address. */
  async ask(more = {}) {
    const state = { fields: this.#fields(), address: null, action: null, ...more };
    const { widget, language } = this.dataset;
    const key = `${widget} ${more.action?.name ?? ""}`;
    try {
      const reply = await runtime.ask(key, { widget, language, state });
      if (reply) this.#show(reply);
    } catch (error) {
      console.warn(error);
      this.#say("error");
    }
  }

  #wake() {
    if (runtime.state === "idle") runtime.start(this.dataset.runtime);
  }

  #fields() {
    const fields = {};
    for (const control of this.querySelectorAll("input, select, textarea")) {
      const { name, type } = control;
      if (!name || type === "file") continue;
      if (type === "checkbox") {
        fields[name] ??= [];
        if (control.checked) fields[name].push(control.value);
      } else if (type === "radio") {
        if (control.checked) fields[name] = control.value;
      } else fields[name] = control.value;
    }
    return fields;
  }

  #changed(event) {
    if (!event.target.name || event.target.type === "file") return;
    // A text box tells of each key by "input"; its "change" on leaving it says nothing new.
    if (event.type === "change" && event.target.matches("textarea, input:not([type]), [type=text]")) {
      return;
    }
    this.#wake();
    this.#keepDraft();
    this.ask();
  }

  #submitted(event) {
    event.preventDefault();
    this.#press(event.submitter);
  }

  #clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.do) this.#do(button);
    else if (button.type !== "submit") this.#press(button);
  }

  #press(button) {
    const action = button?.name ? { name: button.name, value: button.value } : null;
    this.#wake();
    this.ask({ action });
  }

  #do(button) {
    const what = button.dataset.do;
    if (what === "retry") runtime.start(this.dataset.runtime), this.ask();
    else if (what === "cancel") runtime.restart();
    else if (what === "print") window.print();
  }

  #show(reply) {
    if (reply.html !== undefined) this.#replace(reply.html);
    if (reply.fields) this.#setFields(reply.fields);
    if (reply.address !== undefined) {
      history.replaceState(history.state, "", `${location.pathname}${location.search}${reply.address && "#"}${reply.address}`);
    }
    if (reply.announce) this.#speakLater(reply.announce);
  }

  #replace(html) {
    const open = [...this.result.querySelectorAll("details[open][id]")].map(({ id }) => id);
    const focused = this.result.contains(document.activeElement) && document.activeElement.id;
    this.result.innerHTML = html;
    this.result.dataset.source = "python";
    for (const id of open) this.result.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    if (focused) this.result.querySelector(`#${CSS.escape(focused)}`)?.focus({ preventScroll: true });
  }

  #setFields(fields) {
    for (const control of this.querySelectorAll("input, select, textarea")) {
      if (!(control.name in fields)) continue;
      const value = fields[control.name];
      if (control.type === "checkbox") control.checked = value.includes(control.value);
      else if (control.type === "radio") control.checked = value === control.value;
      else if (control.value !== value) control.value = value;
    }
  }

  #speakLater(sentence) {
    clearTimeout(this.#spoken);
    const live = this.querySelector(".tool-spoken");
    this.#spoken = setTimeout(() => (live.textContent = sentence), SPEAK_AFTER);
  }

  #showState() {
    const { state, detail } = runtime;
    if (state === "loading") {
      if (detail.progress < 1) this.#say("loading", Math.round(detail.progress * 100));
      else this.#say("starting");
    } else if (state === "failed") this.#say(detail.reason, 0, true);
    else this.#say(state);
    if (state === "failed" && detail.detail) console.warn(`Python: ${detail.detail}`);
  }

  #say(words, percent = 0, failed = false) {
    const line = this.status.querySelector(".tool-state");
    const text = (line.dataset[words] ?? line.dataset.start).replace("{percent}", percent);
    if (line.textContent !== text) line.textContent = text;
    this.status.dataset.state = failed ? "failed" : words;
    this.status.querySelector("[data-do=retry]").hidden = !failed || words === "unsupported";
    this.status.querySelector("[data-do=cancel]").hidden = words !== "working";
  }

  #setBusy(busy) {
    clearTimeout(this.#busy);
    if (busy) this.#busy = setTimeout(() => this.#say("working"), BUSY_AFTER);
    else if (this.status.dataset.state === "working") this.#showState();
  }

  // What was typed outlives a failed start, a reload and the switch of language, but not the visit.
  #keepDraft() {
    if (!this.text) return;
    try {
      sessionStorage.setItem(`draft:${this.dataset.widget}`, this.text.value);
    } catch {
      // Storage is full or forbidden: the text is still in its box.
    }
  }

  #restoreDraft() {
    if (!this.text) return;
    try {
      this.text.value ||= sessionStorage.getItem(`draft:${this.dataset.widget}`) ?? "";
    } catch {
      // As above.
    }
  }
}

customElements.define("sms-segments", class extends Tool {});
customElements.define("decision-flow", class extends Tool {});
