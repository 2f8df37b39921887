// What each JavaScript counter says of each text: a list of texts in, {counter: [parts]} out.

import { readFileSync, writeSync } from "node:fs";

import { counters } from "./peers.mjs";

const texts = JSON.parse(readFileSync(0, "utf8"));
const answers = {};
for (const [who, one] of Object.entries(counters(process.argv[2]))) {
  answers[who] = texts.map((text) => {
    try {
      return one(text);
    } catch {
      return null;
    }
  });
}
writeSync(1, JSON.stringify(answers));
