// The JavaScript counters that the benchmarks ask, each as: text -> number of parts.

import { createRequire } from "node:module";

/** The counters installed in `folder`, by name. */
export function counters(folder) {
  const require = createRequire(folder + "/package.json");
  const { SegmentedMessage } = require("sms-segments-calculator");
  const trt2 = require("@trt2/gsm-charset-utils");
  const splitSms = require("split-sms");
  const gsm = require("gsm");
  const smsLength = require("sms-length");
  const smsCounter = require("sms-counter");
  const smsCounterCount = smsCounter.count ?? smsCounter.default.count;

  return {
    twilio: (text) => new SegmentedMessage(text).segmentsCount,
    trt2: (text) => trt2.getCharCount(text).msgCount,
    "split-sms": (text) => splitSms.split(text).parts.length,
    gsm: (text) => gsm(text).sms_count,
    "sms-length": (text) => smsLength.count(text).messages,
    "sms-counter (npm)": (text) => smsCounterCount(text).messages,
  };
}
