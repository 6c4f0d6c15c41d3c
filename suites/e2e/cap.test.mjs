// SAP CAP is an OData V4 service that nobody here wrote. It is asked what cap/requests.mjs lists, each exchange is kept as it went
// over the wire, and Concord judges all of them by the service's own $metadata. What it may find, and nothing else, stands in
// cap/findings.mjs; docs/peers.md says which section of the specification each violation is of.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { advice, expected, unjudged, violations } from './cap/findings.mjs';
import { labels, nextLink, services } from './cap/requests.mjs';
import { start } from './cap/server.mjs';
import { exchange, har } from './cap/wire.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const concord = join(root, 'bin', 'concord');
process.env.CONCORD_CACHE ??= 'off';
const base = '/odata/v4/weather/';

const kept = mkdtempSync(join(tmpdir(), 'concord-cap-exchanges-'));
after(() => process.env.CONCORD_KEEP ? console.log(`exchanges kept in ${kept}`) : rmSync(kept, { recursive: true, force: true }));

// ask sends the requests one after the other.
async function ask(origin, requests) {
  const exchanges = [];
  for (const { method, path, headers, body } of requests) {
    const target = base + (path === nextLink ? JSON.parse(exchanges.at(-1).response.content)['@odata.nextLink'] : path.replaceAll(' ', '%20'));
    exchanges.push(await exchange(origin, { method, target, headers, body }));
  }
  return exchanges;
}

// judge has Concord judge a file or a folder, and gives the lines of its report but the last, and the last.
async function judge(contract, path) {
  const arguments_ = ['validate', '--contract', contract, '--profile', 'odata-4.0', '--fail-on', 'none', '--format', 'json', path];
  const { stdout } = await promisify(execFile)(concord, arguments_, { maxBuffer: 64 << 20 });
  const lines = stdout.trim().split('\n').map((line) => JSON.parse(line));
  const { summary } = lines.pop();
  return { lines, summary };
}

for (const { name, profile, requests } of services) {
  describe(`CAP, ${name}`, () => {
    const names = labels(requests);
    const nameOf = ({ file }) => names[Number.parseInt(basename(file), 10)];
    let server;
    let exchanges;
    let report;
    const folder = join(kept, name);
    const archive = join(kept, `${name}.har`);

    before(async () => {
      server = await start(join(root, 'suites', 'testdata', 'cap'), profile);
      exchanges = await ask(server.origin, requests);
      mkdirSync(folder);
      exchanges.forEach(({ sent, received }, i) => {
        writeFileSync(join(folder, `${String(i).padStart(3, '0')}.http`), Buffer.concat([sent, Buffer.from('\r\n'), received]));
      });
      writeFileSync(archive, JSON.stringify(har(exchanges), null, 1));
      report = await judge(server.origin + base, folder);
    });
    after(() => server?.stop());

    test('each request is answered as the list says', () => {
      assert.deepEqual(exchanges.map(({ response }, i) => `${response.status} ${names[i]}`), requests.map(({ status }, i) => `${status} ${names[i]}`));
    });

    test('Concord finds what is to be found, and nothing else', () => {
      const found = new Set(report.lines.filter((l) => l.rule).map((l) => `${l.rule} ${l.severity}: ${nameOf(l)}`));
      assert.deepEqual([...found].sort(), expected(name, names, exchanges).sort());
    });

    test('Concord says what it did not judge', () => {
      const said = new Set(report.lines.filter((l) => l.unjudged).map((l) => `${l.unjudged}: ${nameOf(l)}`));
      assert.deepEqual([...said].sort(), unjudged(name, names).sort());
      const { total, passed, failed, unjudged: count } = report.summary;
      assert.equal(total, passed + failed + count);
      assert.ok(total >= requests.length, `${total} cases of ${requests.length} exchanges`);
    });

    test('the same exchanges in a HAR are judged alike', async () => {
      const ofArchive = await judge(server.origin + base, archive);
      const key = ({ rule, severity, unjudged: reason, request, pointer = '', message = '' }) => [rule ?? reason, severity, request, pointer, message].join(' ')
        .replaceAll(/line \d+/g, 'line');
      assert.deepEqual(ofArchive.lines.map(key).sort(), report.lines.map(key).sort().map((k) => k.replaceAll('https://127.', 'http://127.')));
      assert.deepEqual(ofArchive.summary.byRule, report.summary.byRule);
    });
  });
}

test('docs/peers.md tells each violation, with its section', () => {
  const rows = readFileSync(join(root, 'docs', 'peers.md'), 'utf8').split('\n').filter((line) => line.startsWith('|'));
  for (const { rule, section } of [...violations, ...advice].filter((v) => v.section)) {
    assert.ok(rows.some((row) => row.includes(rule) && row.includes(section)), `${rule}, ${section}`);
  }
});
