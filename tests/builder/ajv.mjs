// Holds documents against schemas with Ajv in its strict mode: in, [[schema, document]…] as JSON;
// out, what does not fit, a line each; nothing if all does.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

for (const [schema, document] of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    // The one format we use; what a day is, tells the package ajv-formats.
    const validate = new Ajv({ formats: { date: /^\d{4}-\d\d-\d\d$/ } }).compile(schema);
    if (!validate(document)) console.log(JSON.stringify(validate.errors));
  } catch (error) {
    console.log(String(error));
  }
}
