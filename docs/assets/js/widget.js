// Who asks: the custom elements of the tools. Reads the controls, puts the question, shows the
// answer. Knows elements and the message protocol; no rule, limit, route or word of its own.
import { isCostly, pushAddress, readFragment, replaceAddress, scope } from "./place.js";
import { runtime, sizeOf } from "./runtime.js";

const SPEAK_AFTER = 900; // ms of quiet before a result is spoken: never at each key
const BUSY_AFTER = 400; // ms before "still counting" and Cancel are shown
// In UTF-16 code units: what is counted while it is typed, a tenth of a second of the page's time; what
// is not asked again by itself if no answer came; and what the box is given to lay out.
const LONGEST = 100_000;
const LONG = 20_000;
const MOST = 2_000_000;
const KEYBOARD = 120; // px that a keyboard covers at least; a bar of the browser covers less
// Questions that leave the result as it is.
const ASIDE = ["character", "copy"];

class Tool extends HTMLElement {
  asksAtOnce = true;
  #speaking = 0;
  #busy = 0;
  #undo = [];
  #file = null;
  #job = null;
  #saved = "";
  #regions = new Map();
  #unread = null;
  #waiting = 0;
  // An answer belongs to its question: how many were asked, which of them the result answers, the
  // newest, and why that one stays without an answer.
  #asked = 0;
  #answered = 0;
  #newest = {};
  #ended = "";
  #marking = 0;
  #held = "";
  #byHand = []; // names of controls that were changed while the address was not read yet

  connectedCallback() {
    this.result = this.querySelector(".tool-result");
    this.status = this.querySelector(".tool-status");
    this.stale = this.querySelector(".tool-stale");
    this.text = this.querySelector("textarea[name=text]");
    this.card = JSON.parse(this.dataset.runtime);
    this.card.keeps = this.dataset.keeps !== "nothing";
    this.#restoreDraft();
    this.addEventListener("beforeinput", (event) => this.#hold(event));
    this.addEventListener("input", (event) => this.#changed(event));
    this.addEventListener("change", (event) => this.#changed(event));
    this.addEventListener("submit", (event) => this.#submitted(event));
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("keydown", (event) => this.#moved(event));
    this.addEventListener("focusin", (event) => this.#focused(event));
    this.#watchFile();
    if (this.text) watchKeyboard(this);
    window.addEventListener("hashchange", () => this.addressed());
    runtime.addEventListener("state", () => this.#showState());
    runtime.addEventListener("asked", () => this.#setBusy(true));
    runtime.addEventListener("answered", () => this.#setBusy(false));
    this.#showState();
    this.#showButtons();
    this.#startSoon();
    // What was typed before this script ran, kept from before, or given in the address.
    const address = readAddress();
    if (this.#hasNotComeBack()) {
      this.#unread = address; // read when the draft is asked after all
      this.#end(++this.#asked, "stopped");
    } else if (address || this.#isChanged()) this.ask({ address });
    // Within a page Python waits for a touch, but who opens a link with a choice in it wants the answer.
    if (address && this.dataset.start === "touch" && !isCostly()) this.#wake();
    if (this.contains(document.activeElement)) this.#wake();
  }

  /**
   * Put the question that the controls now make; `more` may hold an action or an address.
   * @param {Partial<Protocol.State>} more
   */
  async ask(more = {}) {
    const isAside = ASIDE.includes(more.action?.name);
    const number = isAside ? 0 : ++this.#asked;
    if (!isAside) {
      this.#newest = { action: more.action ?? null };
      this.#ended = "";
      this.#held = "";
      if (this.#isTooLong()) return this.#end(number, "long");
      if (this.text?.value.length > LONG) this.#noteAsking(true);
      this.#showStale(BUSY_AFTER);
    }
    const { widget, language } = /** @type {Control["dataset"]} */ (this.dataset);
    const caret = this.text?.selectionStart ?? 0;
    // A newer question takes the place of one that waits; the address that one carried goes along.
    const address = more.address ?? this.#unread;
    this.#unread = address;
    const state = { fields: this.fields(), action: null, caret, ...more, address };
    const key = isAside ? `${widget} ${more.action.name}` : widget;
    this.#waiting += 1;
    try {
      const reply = await runtime.ask(key, { widget, language, state });
      if (reply && this.#unread === address) this.#unread = null;
      // What was chosen by hand since the page was opened stands above what its address says.
      const chosen = reply && address ? this.#byHand.splice(0) : [];
      for (const name of chosen) delete reply.fields?.[name];
      if (reply) this.show(reply);
      if (chosen.length) this.ask();
      if (reply && !isAside) this.#answered = number;
      if (reply && number === this.#asked) this.#noteAsking(false);
      this.#waiting -= 1;
      // Let go, as when Python was stopped: why, is known by now, or it will be asked anew.
      if (!isAside) this.#end(number, this.#ended);
      return reply;
    } catch (error) {
      if (this.#unread === address) this.#unread = null;
      console.warn(error);
      this.#noteAsking(false);
      this.#waiting -= 1;
      if (isAside) this.#say("error");
      else this.#end(number, "error");
      return null;
    }
  }

  // The question of this number is over; if it is the newest, `why` tells how without an answer.
  #end(number, why) {
    if (number !== this.#asked) return null;
    this.#ended = why;
    this.#showStale();
    this.#showState();
    return null;
  }

  // What stands in the region does not answer what is asked now: said, seen, and told to whoever
  // listens. An answer that comes soon leaves no trace of the wait for it.
  #showStale(after = 0) {
    clearTimeout(this.#marking);
    const isStale = this.#answered !== this.#asked;
    if (isStale && after) this.#marking = setTimeout(() => this.#showStale(), after);
    else {
      this.result.toggleAttribute("data-stale", isStale);
      this.result.ariaBusy = String(isStale && this.#waiting > 0);
      this.stale.hidden = !isStale;
    }
  }

  #isTooLong() {
    return this.text?.value.length > LONGEST;
  }

  // A browser lays out for seconds what nobody can read: so much text is held beside the box.
  #hold(event) {
    if (event.target !== this.text) return;
    const given = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
    if (given.length + this.text.value.length <= MOST) return;
    event.preventDefault();
    this.#held = given;
    this.#showState();
  }

  /** The fragment of the address has changed: a link, Back, or a hand. */
  addressed() {
    this.ask({ address: readAddress() });
  }

  #startSoon() {
    // Who saves data, waits long for it, or reads a page that is no tool's pays for Python by using it.
    if (isCostly() || this.dataset.start === "touch") return;
    this.addEventListener("pointerenter", () => this.#wake(), { once: true });
    const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
    idle(() => this.#wake(), { timeout: 2000 });
  }

  #wake() {
    if (runtime.state === "idle") runtime.start(this.card);
  }

  #controls() {
    return [...this.querySelectorAll("input, select, textarea")].filter(
      (control) => control.name && !control.matches("[type=file], [data-own]"),
    );
  }

  fields() {
    const fields = {};
    for (const { name, type, value, checked } of this.#controls()) {
      if (type === "checkbox") {
        fields[name] ??= [];
        if (checked) fields[name].push(value);
      } else if (type !== "radio" || checked) fields[name] = value;
    }
    return fields;
  }

  // The browser itself puts values back into controls after a reload.
  #isChanged() {
    return this.#controls().some((control) =>
      control.matches("select")
        ? control.selectedIndex > 0 && !control.options[control.selectedIndex].defaultSelected
        : control.value !== control.defaultValue || control.checked !== control.defaultChecked,
    );
  }

  #changed(event) {
    const control = event.target;
    if (!this.#controls().includes(control)) return;
    if (!this.asksAtOnce) {
      this.#wake();
      this.#keepDraft();
      return;
    }
    // A text box tells of each key by "input"; its "change" on leaving it says nothing new.
    const typed = control.matches("textarea, input:not([type=checkbox], [type=radio])");
    if (event.type === (typed ? "change" : "input")) return;
    this.#wake();
    this.#keepDraft();
    this.#showButtons();
    if (this.#unread) this.#byHand.push(control.name);
    this.ask();
  }

  #submitted(event) {
    event.preventDefault();
    this.#press(event.submitter);
  }

  #focused(event) {
    this.#wake();
    if (event.target.matches("[role=listbox]") && !this.querySelector("#chosen-character")) {
      const first = event.target.querySelector("[role=option]");
      if (first) this.#choose(first);
    }
  }

  #clicked(event) {
    const character = event.target.closest("[role=option]");
    if (character && this.result.contains(character)) {
      this.#choose(character);
      return;
    }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.do) this.#do(button.dataset.do);
    else if (button.type !== "submit") this.#press(button);
  }

  async #press(button) {
    if (!button?.name) return;
    this.#wake();
    const before = this.text?.value;
    const request = this.ask({ action: { name: button.name, value: button.value } });
    // A clipboard takes text only while the press lasts, or as a promise made during it.
    if (button.name === "copy") this.#copy(button, request);
    const reply = await request;
    if (reply?.text !== undefined) this.#putText(reply.text, before);
  }

  #do(what) {
    if (what === "reload") {
      location.reload(); // what was typed is kept for this visit
    } else if (what === "retry") {
      runtime.start(this.card);
      this.ask(this.#newest);
    } else if (what === "cancel") {
      this.#ended = "stopped";
      runtime.restart();
    } else if (what === "print") {
      window.print();
    } else if (what === "clear") {
      this.#putText("", this.text.value);
      this.ask();
      this.text.focus();
    } else if (what === "count-file") {
      this.#readFile("count", this.#file);
    } else if (what === "count-pasted") {
      const lines = this.querySelector("#pasted").value;
      this.#readFile("pasted", new File([lines], ""));
    } else if (what === "lines") {
      this.querySelector("#file-fold").open = true;
      this.#readFile("pasted", new File([this.#held || this.text.value], ""));
    } else if (what === "cancel-file") {
      this.#cancelFile();
    } else if (what === "undo") {
      this.text.value = this.#undo.pop();
      this.#keepDraft();
      this.#showButtons();
      this.ask();
    }
  }

  #watchFile() {
    const box = this.querySelector("#file");
    if (!box) return;
    const fold = box.closest("details");
    const take = (file) => {
      this.#file = file;
      this.#showRegion("file", ""); // what was chosen for another file
      if (file) this.#readFile("peek", file);
    };
    box.addEventListener("change", () => take(box.files[0]));
    // How the file is read was chosen otherwise: show its first rows as they are read so.
    fold.addEventListener("change", async (event) => {
      const target = /** @type {Control} */ (event.target);
      if (!this.#file || !target.matches("select[data-own]")) return;
      await this.#readFile("peek", this.#file);
      this.querySelector(`#${CSS.escape(target.id)}`)?.focus();
    });
    fold.addEventListener("dragover", (event) => event.preventDefault());
    fold.addEventListener("drop", (event) => {
      event.preventDefault();
      take(event.dataTransfer.files[0]);
    });
  }

  async #readFile(name, whole, content = whole) {
    this.#wake();
    const { widget, language } = /** @type {Control["dataset"]} */ (this.dataset);
    /** @type {Protocol.File} */
    const file = { name: whole.name, bytes: whole.size };
    for (const control of this.querySelectorAll("select[data-own]")) {
      file[control.dataset.own] = control.value;
    }
    const state = { fields: this.fields(), file, action: { name, value: "" } };
    if (this.#job) runtime.cancelRead(this.#job.id);
    const job = runtime.read({ widget, language, state, file: content }, (progress) => {
      if (this.#job === job) this.#showProgress(progress);
    });
    this.#job = job;
    const reply = await job.promise.catch((error) => {
      console.warn(error);
      this.#say("error");
      return null;
    });
    if (this.#job !== job) return;
    if (!reply) {
      this.#cancelFile(); // Python was stopped
      return;
    }
    this.#job = null;
    this.show(reply);
    const link = this.querySelector("[data-save]");
    if (!link || !reply.save) return;
    URL.revokeObjectURL(this.#saved);
    this.#saved = URL.createObjectURL(reply.content);
    link.href = this.#saved;
    link.download = reply.save;
  }

  /** @param {Protocol.Progress} progress */
  #showProgress({ html, percent, words }) {
    if (!html) return;
    const bar = this.querySelector("[data-region=file-result] progress");
    this.#regions.delete("file-result"); // what stands there is no longer what was drawn
    if (bar) {
      bar.value = percent;
      bar.nextElementSibling.textContent = words;
    } else this.#showRegion("file-result", html);
  }

  #cancelFile() {
    if (this.#job) runtime.cancelRead(this.#job.id);
    this.#job = null;
    const words = this.querySelector("#file-fold").dataset.cancelled;
    this.querySelector("[data-region=file-result]").textContent = words;
    this.#speak(words, 0);
  }

  // Arrow keys walk through the characters of a part, as in any list of options.
  #moved(event) {
    if (!event.target.matches("[role=listbox]")) return;
    const options = [...event.target.querySelectorAll("[role=option]")];
    const at = options.findIndex((option) => option.id === "chosen-character");
    const forward = getComputedStyle(event.target).direction === "rtl" ? -1 : 1;
    const steps = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: 10, ArrowUp: -10 };
    let to = at + (steps[event.key] ?? NaN);
    if (event.key === "Home") to = 0;
    if (event.key === "End") to = options.length - 1;
    if (Number.isNaN(to)) return;
    event.preventDefault();
    this.#choose(options[Math.min(Math.max(to, 0), options.length - 1)]);
  }

  #choose(option) {
    const list = option.closest("[role=listbox]");
    const before = this.querySelector("#chosen-character");
    before?.removeAttribute("id");
    before?.removeAttribute("aria-selected");
    before?.closest("[role=listbox]").removeAttribute("aria-activedescendant");
    option.id = "chosen-character";
    option.setAttribute("aria-selected", "true");
    list.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
    const position = [...list.querySelectorAll("[role=option]")].indexOf(option) + 1;
    this.ask({ action: { name: "character", value: `${list.dataset.part}:${position}` } });
  }

  /** @param {Protocol.Reply} reply */
  show(reply) {
    if (reply.html !== undefined) this.#replace(reply.html);
    for (const [name, html] of Object.entries(reply.regions ?? {})) this.#showRegion(name, html);
    if (reply.fields) this.#setFields(reply.fields);
    if (reply.address) {
      const address = pageAddress(reply.address);
      // A step is something Back returns from; anything else is the same place said better.
      if (!reply.step) replaceAddress(address);
      else if (address !== pageAddress(readAddress() ?? {})) pushAddress(address);
      showInLanguages(new URL(address, location.href).hash);
    }
    if (reply.announce) this.#speak(reply.announce, reply.speak_now ? 0 : SPEAK_AFTER);
    if (reply.focus) this.querySelector(`#${CSS.escape(reply.focus)}`)?.focus();
  }

  #replace(html) {
    const find = (id) => this.result.querySelector(`#${CSS.escape(id)}`);
    const open = [...this.result.querySelectorAll("details[open][id]")].map(({ id }) => id);
    const focused = this.result.contains(document.activeElement) && document.activeElement;
    const fallback = focused ? focused.closest("[class^=section-]")?.className : undefined;
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    for (const id of open) fresh.content.getElementById(id)?.setAttribute("open", "");
    // The theme marks what had the focus. What differs by that alone keeps its choice and its focus.
    for (const marked of this.result.querySelectorAll('[data-focus-visible-added], [class=""]')) {
      marked.removeAttribute("data-focus-visible-added");
      marked.classList.remove("focus-visible");
      if (!marked.classList.length) marked.removeAttribute("class");
    }
    renew(this.result, fresh.content);
    this.result.dataset.source = "python";
    if (!focused || focused.isConnected) return;
    // The pressed button may be gone with what it mended: stay near it, not at the page's top.
    const next = (focused.id && find(focused.id)) || this.result.querySelector(`.${fallback} :is(h3, #answer)`);
    if (next && !next.matches("button, a, input, select, summary, [tabindex]")) next.tabIndex = -1;
    next?.focus({ preventScroll: true });
  }

  // The rows for values depend on the names alone: while those stay, what is typed in them stays.
  #showRegion(name, html) {
    const region = this.querySelector(`[data-region="${name}"]`);
    if (!region) return;
    const same = this.#regions.get(name) === html && this.result.contains(region) === false;
    if (same) return;
    this.#regions.set(name, html);
    const values = this.fields();
    const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
    region.innerHTML = html;
    if (focused) region.querySelector(`#${CSS.escape(focused)}`)?.focus();
    for (const control of region.querySelectorAll("input")) {
      if (control.name in values) control.value = values[control.name];
    }
  }

  #setFields(fields) {
    for (const control of this.#controls()) {
      if (!(control.name in fields)) continue;
      const value = fields[control.name];
      if (control.type === "checkbox") control.checked = value.includes(control.value);
      else if (control.type === "radio") control.checked = value === control.value;
      else if (control.value !== value) control.value = value;
    }
  }

  #putText(text, before) {
    if (text === before) return;
    this.#undo.push(before);
    this.text.value = text;
    this.#keepDraft();
    this.#showButtons();
  }

  #showButtons() {
    const show = (what, shown) => {
      const button = this.querySelector(`[data-do=${what}]`);
      if (button) button.hidden = !shown;
    };
    show("undo", this.#undo.length > 0);
    show("clear", Boolean(this.text?.value));
  }

  /** @param {Promise<Protocol.Reply | null>} request */
  #copy(button, request) {
    const text = request.then((reply) => {
      if (reply?.copy_link) return new URL(pageAddress(reply.copy_link), location.href).href;
      if (reply?.copy === undefined) throw new Error("nothing to copy");
      return reply.copy;
    });
    const blob = text.then((plain) => new Blob([plain], { type: "text/plain" }));
    // A press that another one overtook has nothing to copy; nobody may be listening any more.
    for (const promise of [text, blob]) promise.catch(() => {});
    const item = { "text/plain": blob };
    const done = (copied) => (button.dataset.copied = String(copied));
    try {
      navigator.clipboard.write([new ClipboardItem(item)]).then(
        () => done(true),
        () => done(false),
      );
    } catch {
      text.then((plain) => navigator.clipboard.writeText(plain)).then(
        () => done(true),
        () => done(false),
      );
    }
  }

  #speak(sentence, after) {
    clearTimeout(this.#speaking);
    const live = this.querySelector(".tool-spoken");
    this.#speaking = setTimeout(() => (live.textContent = sentence), after);
  }

  #showState() {
    const { state, detail } = runtime;
    const { loaded = 0, total = 0, seconds } = detail;
    const amount = { loaded: megabytes(loaded), total: megabytes(total), seconds };
    if (state === "loading") {
      if (loaded === total) this.#say("starting");
      else this.#say(seconds ? "remaining" : "loading", amount);
    } else if (this.#held) this.#say("held", counted(this.#held));
    else if (this.#ended === "long") this.#say("long", counted(this.text.value));
    else if (state === "failed") this.#say(detail.reason, {}, true);
    else if (this.#ended) this.#say(this.#ended);
    else if (state === "idle" && isCostly()) this.#say("costly", { total: megabytes(sizeOf(this.card)) });
    else this.#say(state);
    if (state === "failed" && detail.detail) console.warn(`Python: ${detail.detail}`);
    // A failed start lets go of every question: when Python is there after all, the newest is asked
    // anew. One that still waits must not be pushed aside.
    const isOpen = this.#answered !== this.#asked && !this.#ended && !this.#waiting;
    if (state === "ready" && isOpen) this.ask(this.#newest);
  }

  #say(words, amounts = {}, failed = false) {
    const line = this.status.querySelector(".tool-state");
    const text = filled(line.getAttribute(`data-${words}`) ?? line.dataset.start, amounts);
    if (line.textContent !== text) line.textContent = text;
    this.status.dataset.state = failed ? "failed" : (STATES[words] ?? words);
    const isUseless = ["unsupported", "old"].includes(words);
    this.status.querySelector("[data-do=retry]").hidden = isUseless || !(failed || words === "stopped");
    const canCountLines = ["long", "held"].includes(words) && this.querySelector("#file-fold");
    this.status.querySelector("[data-do=lines]").hidden = !canCountLines;
    this.status.querySelector("[data-do=reload]").hidden = words !== "old";
    this.status.querySelector("[data-do=cancel]").hidden = words !== "working";
  }

  #setBusy(busy) {
    clearTimeout(this.#busy);
    const say = () => {
      this.#say("working");
      this.#noteAsking(true);
    };
    if (busy) this.#busy = setTimeout(say, BUSY_AFTER);
    else if (this.status.dataset.state === "working") this.#showState();
  }

  // What was typed outlives a failed start, a reload and the switch of language, but not the visit.
  #keepDraft() {
    if (!this.text || !this.card.keeps) return;
    try {
      sessionStorage.setItem(`draft:${scope}${this.dataset.widget}`, this.text.value);
    } catch {
      // Storage is full or forbidden: the text is still in its box.
    }
  }

  // A question that took the page down with it, or was left while it ran, is not put by itself again.
  #noteAsking(isAsking) {
    if (!this.card.keeps) return;
    try {
      if (isAsking) sessionStorage.setItem(`asking:${scope}${this.dataset.widget}`, "yes");
      else sessionStorage.removeItem(`asking:${scope}${this.dataset.widget}`);
    } catch {
      // As above.
    }
  }

  #hasNotComeBack() {
    try {
      return this.#isChanged() && sessionStorage.getItem(`asking:${scope}${this.dataset.widget}`) !== null;
    } catch {
      return false;
    }
  }

  #restoreDraft() {
    if (!this.text || !this.card.keeps) return;
    try {
      const { value, defaultValue } = this.text;
      const draft = sessionStorage.getItem(`draft:${scope}${this.dataset.widget}`);
      if (value === defaultValue) this.text.value = draft ?? value;
    } catch {
      // As above.
    }
  }
}

// Here the address holds every answer, and a choice counts once it is confirmed: one press of a
// finger or pointer chooses and confirms, while arrow keys only choose and Enter confirms.
class DecisionFlow extends Tool {
  asksAtOnce = false;
  #known = null;
  #pressed = null;

  connectedCallback() {
    const { replies } = this.dataset;
    if (replies) {
      const file = new URL(`${scope}assets/runtime/${replies}`, location.href);
      this.#known = fetch(file, { priority: "high" }).then(
        (answer) => (answer.ok ? answer.json() : {}),
        () => ({}),
      );
    }
    super.connectedCallback();
    // That a click came from a pointer, its own fields do not say alike in all browsers.
    this.addEventListener("pointerup", ({ target }) => (this.#pressed = row(target)));
    this.addEventListener("keydown", () => (this.#pressed = null));
    this.addEventListener("click", (event) => this.#answered(event));
  }

  #answered({ target, detail }) {
    const pressed = this.#pressed;
    const radio = pressed?.querySelector("input[type=radio]");
    // The second click of a double one would answer the next question.
    if (!radio || row(target) !== pressed || detail > 1) return;
    this.#pressed = null;
    // The box is checked once the click has been dealt with.
    setTimeout(() => radio.form?.requestSubmit(radio.form.querySelector("[name=go]")));
  }

  async ask(more = {}) {
    const asked = { address: readAddress() ?? {}, ...more };
    return (await this.#before(asked)) ?? super.ask(asked);
  }

  // What follows is often known before Python is there: it was written out when the site was built.
  /** @param {Partial<Protocol.State>} asked */
  async #before({ address, action }) {
    if (!this.#known || runtime.state === "ready") return null;
    /** @type {Record<string, string | string[]>} */
    let place = address ?? {};
    if (action?.name === "go") {
      const { at, ...given } = this.fields();
      if (!given[String(at)]?.length) return null;
      place = given;
    } else if (action && action.name !== "moved") return null;
    const names = Object.keys(place).sort();
    const reply = (await this.#known)[names.map((name) => `${name}=${place[name]}`).join("&")];
    if (!reply || runtime.state === "ready") return null;
    const step = action?.name === "go";
    this.show(action ? { ...reply, step } : { ...reply, focus: undefined });
    return reply;
  }

  addressed() {
    showInLanguages(location.hash);
    // A link to a heading of the page is no answer.
    if (location.hash && !readAddress()) return;
    this.ask({ action: { name: "moved", value: "" } });
  }
}

const row = (element) => element.closest(".flow-option");

/**
 * Make the children of `shown` those of `fresh`, and touch only what differs: for a long text the
 * browser needs longer to lay out a new result than Python to compute it.
 */
function renew(shown, fresh) {
  const before = [...shown.childNodes];
  const after = [...fresh.childNodes];
  const shell = (node) => node.cloneNode();
  for (const [at, node] of after.entries()) {
    const old = before[at];
    if (!old) shown.append(node);
    else if (old.isEqualNode(node)) continue;
    else if (old.firstElementChild && shell(old).isEqualNode(shell(node))) renew(old, node);
    else old.replaceWith(node);
  }
  for (const old of before.slice(after.length)) old.remove();
}

/** How much of the window's foot the keyboard covers, for what stays in sight above it. */
function watchKeyboard(tool) {
  const seen = window.visualViewport;
  const tell = () => {
    // Zoomed in, the lower part of the window is out of sight too, and no keyboard hides it.
    const hidden = seen.scale > 1 ? 0 : document.documentElement.clientHeight - seen.height - seen.offsetTop;
    tool.style.setProperty("--keyboard", `${Math.max(0, Math.round(hidden))}px`);
    tool.toggleAttribute("data-keyboard", hidden > KEYBOARD);
  };
  seen?.addEventListener("resize", tell);
  seen?.addEventListener("scroll", tell);
}

// Of one state there can be more to say.
const STATES = { costly: "idle", remaining: "loading" };

const megabytes = (octets) => (octets / 1e6).toFixed(1);

const counted = ({ length }) => ({
  length: length.toLocaleString(document.documentElement.lang),
  limit: LONGEST.toLocaleString(document.documentElement.lang),
});

function filled(sentence, amounts) {
  return sentence.replace(/\{(\w+)\}/g, (name, key) => amounts[key] ?? name);
}

/** The same place in the other language: its link gets the answers too. */
function showInLanguages(fragment) {
  for (const link of document.querySelectorAll("a[hreflang]")) link.hash = fragment;
}

/** The options in the fragment by name, or null where it holds none. */
function readAddress() {
  const options = readFragment();
  return String(options) ? Object.fromEntries(options) : null;
}

function pageAddress(options) {
  const fragment = new URLSearchParams(options).toString().replaceAll("%2C", ",");
  const rest = location.hash.includes("=") ? "" : location.hash;
  return location.pathname + location.search + (fragment ? `#${fragment}` : rest);
}

customElements.define("sms-segments", class extends Tool {});
customElements.define(
  "code-playground",
  class extends Tool {
    asksAtOnce = false; // half a line of Python is no question
  },
);
customElements.define("decision-flow", DecisionFlow);
