// Runs the built app in Node's own Python of the page: `node app.mjs RUNTIME < PROGRAM`.
//
// Prints one JSON object: `fetched`, what was asked of the rest, with the place in the module that
// asked; `called`, the numbers of functions, where the engine is one that notes them. Quicker than a
// browser by far, and the collector of garbage can be made to run at every step.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const runtime = process.argv[2];
const all = (kind) => readdirSync(runtime).filter((name) => name.startsWith(kind)).map((name) => join(runtime, name));
const [app] = all("app-");
const [engine] = all("engine-");
const fetched = [];
const places = () => (new Error().stack.match(/wasm-function\[\d+\]/g) ?? ["the script"]).slice(0, 8).join(" < ");
globalThis.readPythonsRest = () => {
  fetched.push(places());
  return readFileSync(join(engine, "pyodide.rest.wasm"));
};
globalThis.readPythonsLibrary = () => {
  fetched.push("a function of the library");
  return new Uint8Array(readFileSync(join(engine, "python_stdlib.rest.zip")));
};
const { loadPyodide } = await import(pathToFileURL(join(engine, "pyodide.mjs")).href);
const wheel = readdirSync(app).find((name) => name.endsWith(".whl"));
const python = await loadPyodide({
  indexURL: `${engine}/`,
  stdLibURL: join(engine, "python_stdlib.zip"),
  lockFileContents: JSON.parse(readFileSync(join(app, "pyodide-lock.json"), "utf8")),
  fsInit: async (FS) => {
    FS.writeFile("/lib/app.zip", readFileSync(join(app, wheel)));
    FS.mkdirTree("/lib/facts");
    for (const folder of all("facts-")) {
      for (const name of readdirSync(folder).filter((each) => each.endsWith(".json"))) {
        FS.writeFile(`/lib/facts/${name}`, readFileSync(join(folder, name)));
      }
    }
  },
  env: { HOME: "/home/pyodide", PYTHONPATH: "/lib/app.zip", CALCULATORS_FACTS: "/lib/facts" },
});
python.pyimport("rest_of_library").destroy();
python.runPython(readFileSync(0, "utf8"));
const called = [...(globalThis.calledFunctions ?? [])].flatMap((was, number) => (was ? [number] : []));
console.log(JSON.stringify({ fetched, called }));
