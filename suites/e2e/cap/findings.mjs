// What Concord is to find in CAP's answers: nothing else, and no less. The lists are kept by hand: each entry was held against
// the section that it names, and docs/peers.md tells the whole. Sections are those of the 4.01 texts,
// which state what holds for 4.0 where the two differ: P is the protocol, J the JSON format, U the URL conventions, C CSDL.

const ok = ({ response }) => response.status === 200 || response.status === 201;
const json = ({ response }) => response.field('content-type')?.startsWith('application/json');
const last = ({ url }) => new URL(url).pathname.split('/').at(-1);

// A single-valued or collection-valued property, an entity, a collection, a result, the service document: not CSDL, nor a batch.
const dataInJSON = (exchange) => ok(exchange) && json(exchange) && last(exchange) !== '$metadata' && last(exchange) !== '$batch';

const batch = {
  multipart: 'POST $batch',
  multipartRefused: 'POST $batch (2)',
  json: 'POST $batch {"requests":[{"id":"1","method":"GET","url":"Stati…',
  jsonGroup: 'POST $batch {"requests":[{"id":"a","atomicityGroup":"g","metho…',
  jsonContinued: 'POST $batch [Prefer: continue-on-error] {"requests":[{"id":"1","method":"GET","url":"Nothi…',
};
const sensor = '7d3c1f7e-9f0e-4c55-8d4c-0a1b2c3d4e5f';
const drs01 = 'POST Stations {"code":"DRS01","opened":"1999-12-31","reportsAt":…';

// CAP departs from the specification. `of` is a list of requests, or what an exchange must be.
export const violations = [
  { rule: 'HDR-002', severity: 'error', section: 'J 4.1', of: (exchange) => dataInJSON(exchange) && !/odata\.metadata=/.test(exchange.response.field('content-type')) },
  { rule: 'HDR-002', severity: 'error', section: 'J 4.1', of: [batch.json, batch.jsonGroup, batch.jsonContinued] },
  { rule: 'HDR-009', severity: 'warning', section: 'RFC 9110, 15.5.6', of: ({ response }) => response.status === 405 && !response.field('allow') },

  {
    rule: 'CTX-002', severity: 'error', section: 'P 10.13', of: [
      "GET Stations('HAM01')/title", "GET Stations('HAM01')/altitude", "GET Stations('HAM01')/opened", "GET Stations('HAM01')/automatic",
      "GET Stations('DRS01')/tags", "GET Stations('DRS01')/contacts", 'PUT Stations(\'HAM01\')/title {"value":"Old harbour"}',
    ],
  },
  {
    rule: 'CTX-006', severity: 'error', section: 'P 10.16', of: [
      "GET Stations('HAM01')/WeatherService.position()", 'GET origin()', 'GET corners()',
      'POST move {"to":{"latitude":50.1,"longitude":8.6,"datum":"WG…',
    ],
  },
  {
    rule: 'CTX-007', severity: 'warning', section: 'P 10.7', of: [
      'GET Stations?$select=code,title', "GET Stations('HAM01')?$select=title", 'GET Stations?$select=code&$expand=network($select=title)',
      'GET Networks?$expand=members($expand=stations($select=code,title;$orderby=code desc;$top=1))&$filter=ID eq 1', batch.json,
    ],
  },
  { rule: 'COL-012', severity: 'error', section: 'P 11.2.4', of: ["GET Stations('HAM01')/tags"] },
  {
    rule: 'ENT-004', severity: 'warning', section: 'J 24', of: [ // the complex value {"name": "Ada"}, in each answer that has it
      drs01, "GET Stations('DRS01')?$expand=sensors,visits,network", 'GET Stations?$top=-1', 'GET Stations [Accept: application/xml]',
      'GET Stations [OData-MaxVersion: 3.0]',
    ],
  },
  { rule: 'ENT-016', severity: 'warning', section: 'J 3.1.2', of: ['GET Stations [Accept: application/json;odata.metadata=full]'] },
  { rule: 'CTX-001', severity: 'warning', section: 'J 3.1.3', of: ['GET Stations [Accept: application/json;odata.metadata=none]'] },
  { rule: 'HDR-001', severity: 'error', section: 'P 8.2.7', of: ['GET Stations [OData-MaxVersion: 3.0]'] },
  { rule: 'HDR-003', severity: 'error', section: 'P 8.3.4', of: ['POST Networks [Prefer: return=minimal] {"ID":5,"title":"West"}'] },
  { rule: 'HDR-011', severity: 'error', section: 'P 11.2.10', of: [batch.json] },

  // Of the service with containment.
  { rule: 'MTD-001', severity: 'error', section: 'C 13.4.1', in: 'contained', of: ['GET $metadata'] },
  { rule: 'CTX-005', severity: 'error', section: 'P 10.2', in: 'contained', of: ["GET Stations('HAM01')/sensors", "GET Stations('HAM01')/visits"] },
  {
    rule: 'CTX-004', severity: 'error', section: 'P 10.3', in: 'contained', of: [
      `GET Stations('HAM01')/sensors(${sensor})`, "GET Stations('HAM01')/visits(1)", 'PATCH Stations(\'HAM01\')/visits(1) {"person":null}',
      'POST Stations(\'HAM01\')/visits {"number":1,"day":"2025-05-05","person":"Eve"}',
    ],
  },
  { rule: 'CTX-004', severity: 'error', section: 'P 10.13', in: 'contained', of: [`GET Stations('HAM01')/sensors(${sensor})/serial`] },
];

// Legal, and still worth a word: Concord warns.
export const advice = [
  { rule: 'HDR-003', severity: 'warning', section: 'RFC 9110, 10.2.2', of: ({ response }) => response.field('location') && !URL.canParse(response.field('location')) },
  { rule: 'HDR-003', severity: 'warning', section: 'RFC 9110, 10.2.2', of: [batch.multipart, batch.json] },
  { rule: 'HDR-005', severity: 'warning', section: 'RFC 9110, 10.2.3', of: ['POST fail {"status":503}'] },
  { rule: 'ERR-001', severity: 'warning', section: 'J 21.1', of: ['POST Networks'] },
  { rule: 'COL-010', severity: 'info', section: '', of: ["GET Stations?$filter=code eq 'none'", 'GET Stations?$top=0&$count=true'] },
];

// The requests are wrong, on purpose: the server is asked how it refuses them.
export const wrongRequests = [
  {
    rule: 'REQ-001', severity: 'error', section: 'U 4', of: [
      'GET Nothing', "GET Stations('HAM01')/nothing", 'GET Readings(not-a-guid)', "DELETE Openings('HAM01')", 'DELETE Stations', 'PATCH Stations {}',
      "POST Stations('HAM01') {}", 'POST Openings {"code":"X","opened":"2000-01-01"}', 'GET reset', 'POST now() {}',
      batch.multipart, batch.multipartRefused, batch.jsonContinued,
    ],
  },
  { rule: 'REQ-001', severity: 'error', section: 'U 4', in: 'contained', of: ['GET Sensors'] },
  {
    rule: 'REQ-002', severity: 'error', section: 'U 5.1', of: [
      'GET Stations?$filter=altitude eq', 'GET Stations?$filter=nothing eq 1', 'GET Stations?$select=nothing', 'GET Stations?$expand=nothing',
      'GET Stations?$orderby=nothing', 'GET Stations?$top=-1', 'GET Stations?$top=x', 'GET Stations?$count=x', 'GET Stations?$unknown=1',
    ],
  },
  {
    rule: 'REQ-003', severity: 'error', section: 'P 11.4.2', of: [
      'POST Stations {"code":"X","nothing":1,"opened":"2000-01-01"}', 'POST Stations {"code":"X","opened":"31.12.1999"}', 'POST Networks {"ID":"x"}',
      'PATCH Settings {"interval":null}',
    ],
  },
  { rule: 'REQ-004', severity: 'error', section: 'P 11.4.2', of: ['POST Stations {"code":"X"}'] },
  { rule: 'REQ-008', severity: 'error', section: 'P 8.2.7', of: ['GET Stations [OData-MaxVersion: 3.0]'] },
  { rule: 'JSN-001', severity: 'error', section: 'RFC 8259', of: ['POST Networks {"ID": 7,'] },
];

// expected lists the findings for the exchanges of a service, in the form "RULE severity: request".
export function expected(service, names, exchanges) {
  const found = new Set();
  for (const { rule, severity, of, in: only } of [...violations, ...advice, ...wrongRequests]) {
    if (typeof of === 'function') {
      exchanges.forEach((exchange, i) => { if (of(exchange)) found.add(`${rule} ${severity}: ${names[i]}`); });
    } else if ((only ?? 'plain') === service) {
      of.forEach((name) => found.add(`${rule} ${severity}: ${name}`));
    }
  }
  return [...found];
}

// unjudged lists what Concord is to say that it did not judge, in the form "reason: request".
export function unjudged(service) {
  if (service !== 'plain') return [];
  const of = (reason, ...requests) => requests.map((name) => `${reason}: ${name}`);
  return [
    ...of('empty collection: no item of WeatherService.Stations was seen', "GET Stations?$filter=code eq 'none'", 'GET Stations?$top=0&$count=true'),
    ...of('the body is a stream, of which the contract says no structure', `GET Sensors(${sensor})/photo`, `GET Sensors(${sensor})/photo/$value`),
    ...of("the request's body is no JSON (multipart/mixed)", batch.multipart, batch.multipartRefused, 'POST $batch (3)'),
    ...of("the request's body is no JSON (text/plain)", 'POST Networks'),
    ...of("the request's body: an update of a whole collection is not judged", 'PATCH Stations {}'),
    ...of("the request's body: nothing says its type", "POST Stations('HAM01') {}", 'POST now() {}'),
  ];
}
