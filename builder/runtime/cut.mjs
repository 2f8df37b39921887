// Cuts Pyodide in two: `node cut.mjs cut|watch PYODIDE_FOLDER PROFILE OUTPUT_FOLDER`.
//
// The first part keeps all data and the functions that PROFILE names; `pyodide.rest.wasm` holds the
// others. In the first part each of those is a stub: it fetches the rest if that is not there yet,
// then calls the real function. What a profile misses costs a download, never an answer. Before
// that the exports go that nobody names, and their variables in the script.
//
// "watch" writes a whole module that notes which of its functions are called, for
// tests/engines/profile.py. A function is known by its number in the module as Pyodide ships it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import binaryen from "binaryen";

const [mode, pyodide, profile, output] = process.argv.slice(2);

// What Node 20 reads too: with more of them on, Binaryen writes newer encodings.
const { Features } = binaryen;
const FEATURES =
  Features.ExceptionHandling |
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.CallIndirectOverlong |
  Features.MutableGlobals |
  Features.NontrappingFPToInt |
  Features.SignExt |
  Features.ReferenceTypes |
  Features.Multivalue;

const SCRIPT = "pyodide.asm.mjs";
const FIRST = "pyodide.asm.wasm";
const REST = "pyodide.rest.wasm";
// Names of ours in the modules and the script; Emscripten's own hold no "~".
const PORTS = "~"; // the module that the rest imports: exports of the first part, named "~…"
const FETCH = "fetchRest";
const NOTE = "noteCall";
const HERE = "~here"; // 1 once the rest is there
const STUBS = "~stubs"; // the table through which stubs call

const VARIABLES = ["var _set_method_docstring,", ";"];
const ASSIGN = ["function assignWasmExports(wasmExports){", "}"];
const IMPORTS = "var wasmImports={";
const RECEIVE = "wasmExports=instance.exports;";
const START = "async function createWasm(){";

// Runs inside the script, where `wasmImports`, `getWasmImports` and `require` are known.
const FETCH_REST = `
let ports;
function takePorts(exports) {
  ports = exports;
  return Object.fromEntries(Object.entries(exports).filter(([name]) => !name.startsWith("${PORTS}")));
}
function readRest() {
  const address = new URL("${REST}", import.meta.url);
  if (ENVIRONMENT_IS_NODE) return require("node:fs").readFileSync(address);
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.responseType = "arraybuffer";
  request.send();
  return request.response;
}
function ${FETCH}() {
  const rest = new WebAssembly.Module((globalThis.readPythonsRest ?? readRest)());
  new WebAssembly.Instance(rest, { ...getWasmImports(), "${PORTS}": ports });
  ports["${HERE}"].value = 1;
}
`;
// Each number is told to the server once, as soon as the worker has nothing else to do.
const NOTE_CALLS = `
const called = (globalThis.calledFunctions = new Uint8Array(1e5));
let fresh = [];
function takePorts(exports) { return exports; }
function ${NOTE}(number) {
  if (called[number]) return;
  called[number] = 1;
  fresh.push(number);
}
if (ENVIRONMENT_IS_WORKER) setInterval(() => {
  if (!fresh.length) return;
  const request = new XMLHttpRequest();
  request.open("POST", "/-/called");
  request.send(fresh.join(" "));
  fresh = [];
}, 200);
`;

const wasm = readFileSync(join(pyodide, FIRST));
const [script, exported] = trimmedScript(
  readFileSync(join(pyodide, SCRIPT), "utf8"),
  readFileSync(join(pyodide, "pyodide.mjs"), "utf8"),
);
/** The script without what it does with exports that nobody names; and a test for those that stay. */
function trimmedScript(text, loader) {
  const [head, body, tail] = parts(text, ...ASSIGN);
  const [before, list, after] = parts(head, ...VARIABLES);
  const word = /[A-Za-z_$][\w$]*/g;
  const words = new Set((before + after + tail + loader).match(word));
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm));
  const kept = new Set(imports.filter(({ module }) => module === "GOT.func").map(({ name }) => name));
  const variables = new Set(words);
  const assignments = body.split(";").filter((statement) => {
    const plain = /^((?:[\w$]+=)*)(?:Module\["([^"]+)"\]=)?((?:[\w$]+=)*)wasmExports\["([^"]+)"\]$/.exec(statement);
    const names = plain ? (plain[1] + plain[3]).split("=") : statement.match(word);
    if (plain && ![...names, plain[2]].some((name) => words.has(name)) && !kept.has(plain[4])) return false;
    for (const name of names ?? []) variables.add(name);
    for (const [, name] of statement.matchAll(/wasmExports\["([^"]+)"\]/g)) kept.add(name);
    return true;
  });
  const declared = list.split(",").filter((name) => variables.has(name.split("=")[0]));
  const added = mode === "watch" ? NOTE_CALLS : FETCH_REST;
  let result = `${before}${VARIABLES[0]}${declared.join()};${after}${ASSIGN[0]}${assignments.join(";")}}${tail}`;
  result = replaced(result, IMPORTS, `${IMPORTS}${mode === "watch" ? NOTE : FETCH},`);
  result = replaced(result, RECEIVE, "wasmExports=takePorts(instance.exports);");
  result = replaced(result, START, added + START);
  const always = /^(__wasm|__em_js__|__set_stack|dynCall|_?emscripten)/;
  return [result, (name) => kept.has(name) || words.has(name) || always.test(name)];
}

/** The text before `open`, between it and the next `close`, and after that. */
function parts(text, open, close) {
  const [before, rest, ...more] = text.split(open);
  if (rest === undefined || more.length) otherwise(open);
  const end = rest.indexOf(close);
  return [before, rest.slice(0, end), rest.slice(end + close.length)];
}

function replaced(text, from, to) {
  if (text.split(from).length !== 2) otherwise(from);
  return text.replace(from, () => to);
}

function otherwise(text) {
  stop(`${SCRIPT} of this Pyodide no longer holds ${JSON.stringify(text)} once: mend builder/runtime/cut.mjs`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function load(bytes) {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(FEATURES);
  return module;
}

function list(module, kind) {
  const info = binaryen[`get${kind}Info`];
  return Array.from({ length: module[`getNum${kind}s`]() }, (_, at) => info(module[`get${kind}ByIndex`](at)));
}

function functions(module) {
  return list(module, "Function").filter(({ module: from }) => !from);
}

function prune(module) {
  module.runPasses(["remove-unused-module-elements"]);
}

function finish(module, name) {
  if (!module.validate()) stop(`Binaryen finds ${name} invalid, for the reason above`);
  writeFileSync(join(output, name), module.emitBinary());
  module.dispose();
}

function withoutOtherExports() {
  const module = load(wasm);
  const { ExternalFunction, ExternalGlobal } = binaryen;
  for (const { name, kind } of list(module, "Export")) {
    if ([ExternalFunction, ExternalGlobal].includes(kind) && !exported(name)) module.removeExport(name);
  }
  prune(module);
  return module;
}

/** The numbers of a profile: one, or a range of them, between white space; `#` begins a comment. */
function numbers(text) {
  const found = new Set();
  for (const piece of text.replace(/#.*/g, "").match(/\S+/g) ?? []) {
    const [from, to = from] = piece.split("-").map(Number);
    for (let number = from; number <= to; number += 1) found.add(String(number));
  }
  return found;
}

function cut(profiled) {
  // Functions have no names: written and read again they are counted anew, in the same order.
  const hot = new Set();
  for (const [at, { name }] of functions(small).entries()) if (profiled.has(name)) hot.add(String(at));
  const all = functions(copy());
  const cold = all.filter(({ name }) => !hot.has(name));
  const stubbed = reached(cold);
  writeFileSync(join(output, SCRIPT), script);
  // The names that the parts share: short, and decided by the order of the functions alone.
  const ports = new Map(all.filter(({ name }) => hot.has(name)).map(({ name }, at) => [name, PORTS + at.toString(36)]));
  const used = writeRest(stubbed, ports);
  writeFirst(cold, stubbed, ports, used);
}

/** Those of the cold functions that a hot one, a table or an export names. */
function reached(cold) {
  const module = copy();
  for (const { name, params, results } of cold) {
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.unreachable());
  }
  prune(module);
  const left = new Set(functions(module).map(({ name }) => name));
  module.dispose();
  return cold.filter(({ name }) => left.has(name));
}

function copy() {
  bytes ??= small.emitBinary();
  return load(bytes);
}

/** The functions that are not hot, as a module that takes all else from the first part. */
function writeRest(stubbed, ports) {
  const module = copy();
  const { i32, none } = binaryen;
  for (const { name } of list(module, "Export")) module.removeExport(name);
  for (const { name } of list(module, "ElementSegment")) module.removeElementSegment(name);
  for (const { name } of list(module, "Table")) {
    module.removeTable(name);
    module.addTableImport(name, PORTS, `${PORTS}table${name}`);
  }
  for (const { name, type } of list(module, "Global").filter(({ mutable }) => mutable)) {
    module.removeGlobal(name);
    module.addGlobalImport(name, PORTS, `${PORTS}global${name}`, type, true);
  }
  for (const { name, value } of tags()) {
    module.removeTag(value);
    module.addTagImport(value, PORTS, name, i32, none);
  }
  const { initial, max } = module.getMemoryInfo();
  module.setMemory(initial, max, null, []);
  module.addMemoryImport("0", PORTS, "memory", false);
  for (const { name, params, results } of functions(module).filter(({ name }) => ports.has(name))) {
    module.removeFunction(name);
    module.addFunctionImport(name, PORTS, ports.get(name), params, results);
  }
  module.addTableImport(STUBS, PORTS, STUBS);
  module.addActiveElementSegment(STUBS, STUBS, stubbed.map(({ name }) => name), module.i32.const(0));
  prune(module);
  const used = list(module, "Function").filter(({ module: from }) => from === PORTS);
  finish(module, REST);
  return used.map(({ name }) => name);
}

function writeFirst(cold, stubbed, ports, used) {
  const module = copy();
  const { i32, none, funcref } = binaryen;
  module.addGlobal(HERE, i32, true, module.i32.const(0));
  module.addGlobalExport(HERE, HERE);
  module.addFunctionImport(FETCH, "env", FETCH, none, none);
  for (const { name } of list(module, "Table")) module.addTableExport(name, `${PORTS}table${name}`);
  module.addTable(STUBS, stubbed.length, stubbed.length, funcref);
  module.addTableExport(STUBS, STUBS);
  for (const { name } of list(module, "Global").filter(({ mutable }) => mutable)) {
    if (name !== HERE) module.addGlobalExport(name, `${PORTS}global${name}`);
  }
  for (const [at, { name, params, results }] of stubbed.entries()) {
    const given = binaryen.expandType(params).map((type, number) => module.local.get(number, type));
    const fetched = module.if(module.i32.eqz(module.global.get(HERE, i32)), module.call(FETCH, [], none));
    const call = module.call_indirect(STUBS, module.i32.const(at), given, params, results);
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.block(null, [fetched, call], results));
  }
  const needed = new Set(stubbed);
  for (const one of cold) if (!needed.has(one)) module.removeFunction(one.name);
  for (const name of used) module.addFunctionExport(name, ports.get(name));
  prune(module);
  finish(module, FIRST);
}

function tags() {
  return list(small, "Export").filter(({ kind }) => kind === binaryen.ExternalTag);
}

/** Every function with a note of its number at its head. */
function watch() {
  const { i32, none, Function: body } = binaryen;
  for (const { name, results } of functions(small)) {
    const one = small.getFunction(name);
    const note = small.call(NOTE, [small.i32.const(Number(name))], none);
    body.setBody(one, small.block(null, [note, body.getBody(one)], results));
  }
  small.addFunctionImport(NOTE, "env", NOTE, i32, none);
  writeFileSync(join(output, SCRIPT), script);
  finish(small, FIRST);
}

let bytes;
const small = withoutOtherExports();
mkdirSync(output, { recursive: true });
if (mode === "watch") watch();
else cut(numbers(readFileSync(profile, "utf8")));
