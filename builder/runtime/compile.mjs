// Runs `inside.py` in Pyodide under Node: `node compile.mjs STAGE PYODIDE_FOLDER WORK_FOLDER`.
// Stage "package" compiles the app; stage "library" imports the app from its wheel, exactly as the
// page does, and compiles the part of the standard library that it used.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const APP = "/lib/app.zip";
const FACTS = "/lib/facts";
const [stage, pyodideFolder, work] = process.argv.slice(2);

try {
  await main();
} catch (error) {
  // Node would print the whole source line of the minified file that threw.
  console.error(error.message ?? error);
  process.exitCode = 1;
}

async function main() {
  const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);

  // Without column positions, which only a traceback on a terminal uses, bytecode is a fifth smaller.
  // With one seed for hashes, the same functions are called in every build.
  const env = { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1", PYTHONHASHSEED: "0" };
  const options = { indexURL: pyodideFolder, packageBaseUrl: work, env };
  if (stage === "library") {
    const lock = JSON.parse(await readFile(join(work, "pyodide-lock.json"), "utf8"));
    const [{ file_name: wheel }] = Object.values(lock.packages);
    const bytes = await readFile(join(work, wheel));
    options.lockFileContents = lock;
    const folder = join(work, "facts");
    const facts = await Promise.all(
      (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name))]),
    );
    options.fsInit = async (FS) => {
      FS.writeFile(APP, bytes);
      FS.mkdirTree(FACTS);
      for (const [name, content] of facts) FS.writeFile(`${FACTS}/${name}`, content);
    };
    options.stdLibURL = join(work, "watched.zip");
    Object.assign(env, { PYTHONPATH: APP, CALCULATORS_FACTS: FACTS });
  }
  const pyodide = await loadPyodide(options);
  // The page starts its app right after loading it, before anything else can import a module.
  if (stage === "library") pyodide.pyimport("calculators.views");

  const folders = { "/scratch": work, "/builder": fileURLToPath(new URL(".", import.meta.url)) };
  for (const [mounted, root] of Object.entries(folders)) {
    pyodide.FS.mkdirTree(mounted);
    pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, mounted);
  }
  pyodide.runPython("import sys; sys.dont_write_bytecode = True; sys.path.append('/builder')");
  const inside = await readFile(new URL("inside.py", import.meta.url), "utf8");
  const scope = pyodide.globals.get("dict")();
  pyodide.runPython(inside, { globals: scope, filename: "inside.py" });
  scope.get(stage === "library" ? "compile_library" : "compile_package")();
}
