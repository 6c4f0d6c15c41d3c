// Reads page.json in a folder by JSON.parse, and judges it by schema.json as ajv compiles it: once a line of standard input. It answers
// each with nanoseconds, or with why the page is refused. ajv is the one that suites/e2e has.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const Ajv2020 = createRequire(new URL('../e2e/package.json', import.meta.url))('ajv/dist/2020.js').default;
const read = (name) => readFileSync(join(process.argv[2], name), 'utf8');
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(read('schema.json')));
const text = read('page.json');

function once() {
  const start = process.hrtime.bigint();
  const ok = validate(JSON.parse(text));
  const ns = process.hrtime.bigint() - start;
  return ok ? String(ns) : JSON.stringify(validate.errors);
}

for (const end = Date.now() + 1500; Date.now() < end;) once();
for await (const _ of createInterface({ input: process.stdin })) console.log(once());
