// The JSON Schemas under schemas/ are standard documents: ajv, which shares no code with Concord, must compile them and judge
// the items of the recorded answers, and of answers with one defect each, as Concord does.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = join(root, 'schemas', 'graph', 'beta');
const concord = join(root, 'bin', 'concord');
process.env.CONCORD_CACHE ??= 'off';

const documents = readdirSync(folder).filter((name) => name.endsWith('.schema.json'))
  .map((name) => ({ name, schema: JSON.parse(readFileSync(join(folder, name), 'utf8')) }));

// An instant of the proleptic Gregorian calendar, offset not optional: enough of Edm.DateTimeOffset for these reports.
const dateTimeOffset = (s) => /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/.test(s)
  && !Number.isNaN(Date.parse(s));

function compileAll() {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictTypes: false });
  for (const format of formatsOf(documents.map((d) => d.schema))) {
    assert.ok(/date-?time/i.test(format), `a format that this test does not know: ${format}`);
    ajv.addFormat(format, dateTimeOffset);
  }
  for (const { schema } of documents) ajv.addSchema(schema);
  return new Map(documents.map(({ name, schema }) => [name.replace(/\.schema\.json$/, ''), ajv.getSchema(schema.$id)]));
}

function formatsOf(node, found = new Set()) {
  if (Array.isArray(node)) node.forEach((n) => formatsOf(n, found));
  else if (node && typeof node === 'object') {
    if (typeof node.format === 'string') found.add(node.format);
    Object.values(node).forEach((n) => formatsOf(n, found));
  }
  return found;
}

// Every recorded collection: its type, by its context, and its items.
function recordedCollections() {
  const reports = join(root, 'fixtures', 'graph', 'beta', 'reports');
  const found = [];
  for (const operation of readdirSync(reports)) {
    for (const file of readdirSync(join(reports, operation))) {
      const parts = readFileSync(join(reports, operation, file), 'utf8').split(/^-- (.+) --\n/m);
      for (let i = 1; i < parts.length; i += 2) {
        if (!parts[i].startsWith('response')) continue;
        const body = JSON.parse(parts[i + 1].slice(parts[i + 1].indexOf('\n\n')));
        const type = /#Collection\((.+)\)$/.exec(body['@odata.context'] ?? '')?.[1];
        if (type) found.push({ name: `${operation}/${file}, ${parts[i]}`, type, items: body.value });
      }
    }
  }
  return found;
}

// Concord is told the type, as ajv is. It accepts an item on which no rule of values speaks; how gravely depends on the profile
// (a missing key is a warning in graph, where services do omit keys) and is not the question here.
function acceptedByConcord(type, item) {
  const run = spawnSync(concord, ['validate', '--type', type, '--format', 'json', '-'], { input: JSON.stringify(item), encoding: 'utf8' });
  assert.ok(run.status === 0 || run.status === 1, `concord validate exits ${run.status}: ${run.stderr}`);
  const lines = run.stdout.trim().split('\n').map((l) => JSON.parse(l));
  assert.equal(lines.at(-1).summary.unjudged, 0, `concord did not judge: ${run.stdout}`);
  return !lines.some((l) => /^(COL|ENT|PRM)-/.test(l.rule) && l.severity !== 'info');
}

const validators = compileAll();

describe('each schema', () => {
  for (const { name } of documents) {
    test(`${name} compiles in ajv's strict mode`, () => {
      assert.equal(typeof validators.get(name.replace(/\.schema\.json$/, '')), 'function');
    });
  }
});

describe('each recorded item is judged alike', () => {
  let judged = 0;
  for (const { name, type, items } of recordedCollections()) {
    items.forEach((item, i) => test(`${name}, item ${i}`, () => {
      const byAjv = validators.get(type)(item);
      assert.equal(byAjv, acceptedByConcord(type, item), JSON.stringify(validators.get(type).errors));
      assert.equal(byAjv, !name.includes('published-example'));
      judged++;
    }));
  }
  test('there were some', () => assert.ok(judged > 8, `${judged} items`));
});

describe('each defect is judged alike', () => {
  const good = recordedCollections().find((c) => c.name.startsWith('getCredentialUserRegistrationCount/200')).items[0];
  const type = 'microsoft.graph.credentialUserRegistrationCount';
  const cases = [
    ['nothing changed', true, () => {}],
    ['an annotation on a property', true, (x) => { x['totalUserCount@odata.type'] = '#Int64'; }],
    ['an empty collection inside', true, (x) => { x.userRegistrationCounts = []; }],
    ['a string for a number', false, (x) => { x.totalUserCount = '1250'; }],
    ['a fraction for a whole number', false, (x) => { x.userRegistrationCounts[0].registrationCount = 1.5; }],
    ['a property too many', false, (x) => { x.extra = 1; }],
    ['a name in another case', false, (x) => { x.TotalUserCount = x.totalUserCount; delete x.totalUserCount; }],
    ['no key', false, (x) => { delete x.id; }],
    ['a null key', false, (x) => { x.id = null; }],
    ['an object for a collection', false, (x) => { x.userRegistrationCounts = x.userRegistrationCounts[0]; }],
    ['a number for a member name', false, (x) => { x.userRegistrationCounts[0].registrationStatus = 0; }],
  ];
  for (const [name, valid, change] of cases) {
    test(name, () => {
      const item = structuredClone(good);
      change(item);
      assert.equal(validators.get(type)(item), valid, JSON.stringify(validators.get(type).errors));
      assert.equal(acceptedByConcord(type, item), valid);
    });
  }
});
