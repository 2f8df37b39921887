/*
 * Filters, sorts and compares the lists and tables that the build has written.
 *
 * Knows no fact, word or limit: what may be asked stands in the form, what an item answers in its
 * data attributes, every sentence in a data attribute too. Without this file all of it is there to
 * read. The choice is kept in the address, so that it can be sent to somebody: behind "#", so that
 * the server is not told what was looked for.
 */

import { readFragment, replaceAddress } from "./place.js";

const read = readFragment;
const isChoice = () => location.hash.includes("=");

function write(change) {
  const state = read();
  change(state);
  const anchor = isChoice() ? "" : location.hash;
  replaceAddress(location.pathname + location.search + (String(state) ? `#${state}` : anchor));
}

// Links made before this release have the choice behind "?".
function moveOld() {
  const names = [...document.querySelectorAll("form[data-filters] [name]")].map((control) => control.name);
  const old = new URLSearchParams(location.search);
  if (!location.hash && ["sort", "compare", ...names].some((name) => old.has(name))) {
    replaceAddress(`${location.pathname}#${old}`);
  }
}

/** The element that the address names, whatever stands in it. */
function target() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // a "%" that no letter is behind
  }
}

function onChoice(show) {
  addEventListener("hashchange", () => isChoice() && show());
}

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const tokens = (text) => (text ?? "").split(" ");
const key = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

function filters(form) {
  const lists = [...document.querySelectorAll(`[data-items="${form.dataset.filters}"]`)];
  const items = lists.flatMap((list) => [...list.querySelectorAll("[data-item]")]);
  const texts = new Map(items.map((item) => [item, item.textContent.toLocaleLowerCase()]));
  const output = form.querySelector("output");
  const controls = [...form.elements].filter((control) => control.name);
  const isOn = (control) => (control.type === "checkbox" ? control.checked : control.value.trim() !== "");

  function passes(item, on) {
    // A control may say that another one is to be held against a stricter list.
    const instead = Object.fromEntries(on.filter((c) => c.dataset.instead).map((c) => c.dataset.instead.split(" ")));
    return on.every((control) => {
      if (control.dataset.instead) return true;
      if (control.type === "search") {
        const words = control.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
        return words.every((word) => texts.get(item).includes(word));
      }
      return tokens(item.dataset[key(instead[control.name] ?? control.name)]).includes(control.value);
    });
  }

  function apply() {
    const on = controls.filter(isOn);
    let shown = 0;
    for (const item of items) {
      item.hidden = !passes(item, on);
      if (!item.hidden) shown += 1;
    }
    for (const list of lists) {
      const heading = list.previousElementSibling;
      const isEmpty = !list.querySelector("[data-item]:not([hidden])");
      if (list.tagName === "UL") list.hidden = isEmpty;
      if (/^H[2-6]$/.test(heading?.tagName ?? "")) heading.hidden = isEmpty;
    }
    const asked = on.filter(({ name }) => name === "has").map(({ value }) => value);
    for (const list of lists) showColumns(list.closest("table"), asked);
    const words = shown === 0 && output.dataset.none ? output.dataset.none : output.dataset.words;
    output.value = fill(words, { shown, total: items.length });
    write((state) => {
      for (const control of controls) state.delete(control.name);
      for (const control of on) state.append(control.name, control.value.trim());
    });
  }

  function restore() {
    const state = read();
    for (const control of controls) {
      const given = state.getAll(control.name);
      if (control.type === "checkbox") control.checked = given.includes(control.value);
      else control.value = given[0] ?? "";
    }
    for (const fold of form.querySelectorAll("details")) {
      if (fold.querySelector(":checked")) fold.open = true;
    }
  }

  function reveal() {
    const named = target();
    if (named && items.includes(named) && named.hidden) form.reset();
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  addEventListener("hashchange", reveal);
  onChoice(() => {
    restore();
    apply();
    if (!read().has("compare")) form.scrollIntoView();
  });
  form.hidden = false;
  restore();
  apply();
  reveal();
}

/*
 * On a phone a row of a table with `data-first` is a card (facts.css): the columns that were asked
 * for, or else those it names.
 */
function showColumns(table, asked) {
  if (!table?.dataset.first) return;
  const heads = [...table.tHead.rows[0].cells];
  const named = asked.filter((name) => heads.some((head) => head.dataset.key === name));
  const shown = named.length ? named : tokens(table.dataset.first);
  for (const row of table.tBodies[0].rows) {
    for (const [index, cell] of [...row.cells].entries()) {
      cell.dataset.label = heads[index].textContent;
      cell.toggleAttribute("data-asked", shown.includes(heads[index].dataset.key));
    }
  }
  table.dataset.cards = "";
}

function sorting(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const asBuilt = [...body.rows];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  function sort(name, descending) {
    const column = heads.findIndex((head) => head.dataset.key === name);
    const value = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
    const rows = column < 0 ? asBuilt : [...asBuilt].sort((a, b) => collator.compare(value(a), value(b)));
    if (descending && column >= 0) rows.reverse();
    body.append(...rows);
    for (const [index, head] of heads.entries()) {
      if (index === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  for (const head of heads.filter((one) => one.dataset.key)) {
    const button = document.createElement("button");
    button.type = "button";
    button.title = fill(table.dataset.sortable, { name: head.textContent });
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      sort(head.dataset.key, descending);
      write((state) => state.set("sort", `${descending ? "-" : ""}${head.dataset.key}`));
    });
  }
  function restore() {
    const given = read().get("sort") ?? "";
    sort(given.replace(/^-/, ""), given.startsWith("-"));
  }

  onChoice(restore);
  if (read().has("sort")) restore();
}

function comparing(chooser) {
  const { compare, fewest, most, label, heading, close } = chooser.dataset;
  const body = document.querySelector(`[data-items="${compare}"]`);
  const table = body.closest("table");
  const button = chooser.querySelector("button");
  const boxes = new Map();
  let view = null;

  const chosen = () => [...boxes].filter(([, box]) => box.checked).map(([row]) => row);

  function update() {
    const count = chosen().length;
    button.disabled = count < Number(fewest);
    button.textContent = fill(button.dataset.words, { count });
    for (const box of boxes.values()) box.disabled = !box.checked && count >= Number(most);
    write((state) => {
      if (count) state.set("compare", chosen().map((row) => row.dataset.item).join(" "));
      else state.delete("compare");
    });
  }

  function hide() {
    view?.remove();
    view = null;
    table.parentElement.hidden = false;
  }

  function show(moveFocus) {
    const rows = chosen();
    view?.remove();
    view = document.createElement("section");
    const title = document.createElement("h3");
    title.textContent = heading;
    title.tabIndex = -1;
    const back = document.createElement("button");
    back.type = "button";
    back.textContent = close;
    back.addEventListener("click", () => {
      hide();
      button.focus();
    });
    const turned = document.createElement("table");
    turned.className = table.className;
    for (const [index, head] of [...table.tHead.rows[0].cells].entries()) {
      const line = turned.insertRow();
      const name = document.createElement(index ? "th" : "td");
      if (index) {
        name.scope = "row";
        name.textContent = head.textContent;
      }
      line.append(name);
      for (const row of rows) {
        const cell = row.cells[index].cloneNode(true);
        if (!index) cell.scope = "col";
        cell.querySelector("input")?.remove();
        line.append(cell);
      }
    }
    const wide = document.createElement("div");
    wide.className = table.parentElement.className;
    wide.append(turned);
    view.append(title, back, wide);
    chooser.after(view);
    table.parentElement.hidden = true;
    if (moveFocus) title.focus();
  }

  for (const row of body.rows) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.setAttribute("aria-label", fill(label, { name: row.dataset.name }));
    box.addEventListener("change", () => {
      update();
      if (view) show(false);
    });
    row.cells[0].prepend(box);
    boxes.set(row, box);
  }
  button.addEventListener("click", () => show(true));
  function restore() {
    const given = (read().get("compare") ?? "").split(" ").filter(Boolean);
    for (const [row, box] of boxes) box.checked = given.slice(0, Number(most)).includes(row.dataset.item);
    update();
    if (chosen().length >= Number(fewest)) show(false);
    else hide();
  }

  onChoice(() => {
    restore();
    view?.scrollIntoView();
  });
  chooser.hidden = false;
  restore();
}

moveOld();
// Comparing first: its boxes stand in the rows that sorting moves about.
document.querySelectorAll("[data-compare]").forEach(comparing);
document.querySelectorAll("table[data-sortable]").forEach(sorting);
document.querySelectorAll("form[data-filters]").forEach(filters);
