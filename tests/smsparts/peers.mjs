// What the JavaScript peers say of each text: [segments by peer]. JSON in, JSON out; ASCII escapes
// keep lone surrogates whole on the way.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { SegmentedMessage } = require("sms-segments-calculator");
const trt2 = require("@trt2/gsm-charset-utils");
const splitSms = require("split-sms");
const gsm = require("gsm");
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

const peers = {
  twilio: (text) => new SegmentedMessage(text).segmentsCount,
  trt2: (text) => trt2.getCharCount(text).msgCount,
  "split-sms": (text) => splitSms.split(text).parts.length,
  gsm: (text) => gsm(text).sms_count,
  clusters: (text) => [...segmenter.segment(text)].map((each) => each.segment.length),
};

const answers = {};
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  for (const [name, ask] of Object.entries(peers)) {
    (answers[name] ??= []).push(ask(text));
  }
}
console.log(JSON.stringify({ answers, unicode: process.versions.unicode }));
