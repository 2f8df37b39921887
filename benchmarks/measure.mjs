// Time the JavaScript counters on the workloads, in one process. Run by `counter` under node.
// Reads the workloads as JSON on standard input; argument: the folder with node_modules. Writes
// {counter: {workload: [nanoseconds of CPU a call, segments of each text]}}.

import { readFileSync, writeSync } from "node:fs";

import { counters as peers } from "./peers.mjs";

const ROUNDS = 7;
const ROUND_NS = 30e6;
const work = JSON.parse(readFileSync(0, "utf8"));

const counters = peers(process.argv[2]);

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
let kept = 0; // keeps the optimiser from dropping a call whose answer nobody reads

const results = {};
for (const [name, texts] of Object.entries(work)) {
  const plans = {};
  for (const [who, one] of Object.entries(counters)) {
    results[who] ??= {};
    const run = () => {
      for (const text of texts) kept += one(text);
    };
    try {
      const answers = texts.map(one);
      const begun = performance.now();
      let times = 0;
      do {
        run();
        times += 1;
      } while (performance.now() - begun < 100); // optimised before it is timed
      const once = ((performance.now() - begun) * 1e6) / times;
      plans[who] = { run, times: Math.max(1, Math.floor(ROUND_NS / once)), samples: [], answers };
    } catch (error) {
      results[who][name] = [null, String(error)];
    }
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const plan of Object.values(plans)) {
      const begun = cpu();
      for (let time = 0; time < plan.times; time += 1) plan.run();
      plan.samples.push((cpu() - begun) / plan.times);
    }
  }
  for (const [who, plan] of Object.entries(plans)) {
    results[who][name] = [median(plan.samples), plan.answers];
  }
}
if (!Number.isFinite(kept)) console.error("a counter gave no number");
writeSync(1, JSON.stringify(results));
