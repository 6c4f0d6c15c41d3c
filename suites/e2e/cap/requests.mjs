// What the server is asked, in this order, and the status of its answer.

const json = { 'Content-Type': 'application/json' };
const station = "Stations('HAM01')";
const reading = 'Readings(a0000000-0000-4000-8000-000000000001)';
const sensor = 'Sensors(7d3c1f7e-9f0e-4c55-8d4c-0a1b2c3d4e5f)';
const report = 'Reports(b0000000-0000-4000-8000-000000000001)';
export const nextLink = '(the next link of the answer before)';
const position = { latitude: 50.1, longitude: 8.6, datum: 'WGS84' };

const get = (path, status = 200, headers = {}) => ({ method: 'GET', path, status, headers });
const send = (method, path, body, status, headers = {}) => ({ method, path, status, headers: { ...json, ...headers }, body: JSON.stringify(body) });

const read = [
  get(''),
  get('$metadata'),
  get('$metadata?$format=json'),
  get('$metadata', 200, { Accept: 'application/json' }),

  get('Stations'),
  get('Networks'),
  get('Sensors'),
  get('Odds'),
  get('Reports'),
  get('Openings'),
  get('Calibrations'),
  get('Stations', 200, { Accept: 'application/json;odata.metadata=none' }),
  get('Stations', 200, { Accept: 'application/json;odata.metadata=full' }),
  get('Stations?$format=json'),
  get('Readings?$top=2', 200, { Accept: 'application/json;IEEE754Compatible=true' }),
  get('Readings?$top=2&$count=true', 200, { Accept: 'application/json;odata.metadata=minimal;IEEE754Compatible=true;ExponentialDecimals=true' }),

  get(station),
  get("Stations(code='ZUG01')"),
  get("Stations('O''N%2F1')"),
  get(reading),
  get('Networks(1)'),
  get('Networks(ID=3)'),
  get(sensor),
  get('Calibrations(sensor_ID=7d3c1f7e-9f0e-4c55-8d4c-0a1b2c3d4e5f,year=2024)'),
  get('Odds(day=2024-02-29,flag=true,stamp=2024-02-29T23:59:59.999Z)'),
  get('Settings'),
  get('Settings/timeZone'),
  get('Settings/motto', 204),

  get(`${station}/title`),
  get(`${station}/title/$value`),
  get(`${station}/altitude`),
  get(`${station}/altitude/$value`),
  get(`${station}/opened`),
  get(`${station}/opened/$value`),
  get(`${station}/automatic`),
  get(`${station}/tags`, 204),
  get(`${reading}/at`),
  get(`${reading}/temperature`),
  get(`${reading}/pulses`),
  get(`${reading}/pressure/$value`),
  get("Stations('BRE01')/description", 204),
  get("Stations('BRE01')/description/$value", 204),
  get('Stations/$count'),
  get("Stations/$count?$filter=altitude gt 10"),
  get(`${station}/readings/$count`),

  get(`${station}/network`),
  get(`${station}/readings`),
  get(`${station}/sensors`),
  get(`${station}/network/parent`),
  get(`${station}/network/parent/title`),
  get(`${station}/sensors(7d3c1f7e-9f0e-4c55-8d4c-0a1b2c3d4e5f)`),
  get("Stations('O''N%2F1')/network", 204),
  get('Networks(2)/stations?$orderby=code'),
  get('Networks(1)/parent', 204),

  get('Stations?$select=code,title'),
  get(`${station}?$select=title`),
  get('Stations?$select=*'),
  get('Stations?$expand=network'),
  get('Stations?$select=code&$expand=network($select=title)'),
  get('Networks?$expand=members($expand=stations($select=code,title;$orderby=code desc;$top=1))&$filter=ID eq 1'),
  get(`${station}?$expand=readings($filter=quality eq 'raw';$count=true),sensors,network`),
  get('Networks?$expand=parent($levels=2)', 400),
  get('Stations?$expand=*'),
  get('Calibrations?$expand=sensor'),
  get("Stations?$filter=startswith(title,'H') or altitude ge 2000"),
  get("Stations?$filter=contains(tolower(title),'port') and opened lt 1900-01-01"),
  get('Stations?$filter=network/title eq %27North%27&$orderby=code'),
  get('Stations?$filter=readings/any(r:r/temperature lt 0)'),
  get('Stations?$filter=readings/all(r:r/wind gt 5)'),
  get("Readings?$filter=at ge 2025-05-31T12:00:00Z and quality ne 'rejected'&$orderby=at desc,ID"),
  get("Stations?$filter=level in (1,9)&$orderby=altitude desc"),
  get('Stations?$orderby=altitude&$skip=1&$top=2'),
  get('Stations?$top=0&$count=true'),
  get('Stations?$count=true&$filter=altitude gt 100'),
  get("Stations?$filter=code eq 'none'"),
  get('Stations?$search=Harbour'),
  get('Stations?$apply=groupby((network_ID),aggregate(altitude with max as highest))'),
  get('Stations?$apply=aggregate($count as stations)'),
  get('Readings?$apply=filter(temperature gt 0)/aggregate(temperature with average as mean)'),

  get('Readings?$orderby=at'),
  get(nextLink),
  get(nextLink),
  get('Readings?$count=true', 200, { Prefer: 'odata.maxpagesize=2' }),
  get('Stations', 200, { Prefer: 'maxpagesize=2', 'OData-MaxVersion': '4.0' }),

  get(`${station}/WeatherService.warmest()`),
  get(`${station}/WeatherService.warmest(since=2030-01-01T00:00:00Z)`),
  get("Stations('BRE01')/WeatherService.latest()"),
  get("Stations('O''N%2F1')/WeatherService.latest()", 204),
  get("Stations('O''N%2F1')/WeatherService.warmest()", 204),
  get(`${station}/WeatherService.sample(size=2)`),
  get(`${station}/WeatherService.position()`),
  get('now()'),
  get('motto()', 204),
  get('names()'),
  get('origin()'),
  get('corners()'),
  get('highest()'),
  get('above(altitude=5)'),
  get("echo(text=@t,day=@d)?@t='a%20b'&@d=2025-06-01"),
  get("echo(text='x')"),
];

const write = [
  send('POST', 'reset', {}, 204),
  send('POST', 'count', { words: ['a', 'b'] }, 200),
  send('POST', 'move', { to: position }, 200),
  send('POST', 'found', { code: 'FRA01', at: position, tags: ['new', 'city'] }, 200),
  send('POST', `${station}/WeatherService.rename`, { title: 'New harbour' }, 200),
  send('POST', `${station}/WeatherService.close`, {}, 204),
  send('POST', 'fail', { status: 418 }, 418),
  send('POST', 'fail', { status: 503 }, 503),

  send('POST', 'Networks', { ID: 4, title: 'East' }, 201),
  send('POST', 'Stations', {
    code: 'DRS01', opened: '1999-12-31', reportsAt: '05:45:00', level: 5, tags: ['a', ''], contacts: [{ name: 'Eve', phone: null }, { name: 'Ada' }],
    network_ID: 4, sensors: [{ ID: 'c0000000-0000-4000-8000-000000000001', serial: 'D-1' }], visits: [{ number: 1, day: '2025-01-02' }],
  }, 201),
  get("Stations('DRS01')?$expand=sensors,visits,network"),
  get("Stations('DRS01')/tags"),
  get("Stations('DRS01')/contacts"),
  get("Stations('DRS01')/visits"),
  get("Stations('DRS01')/visits(up__code='DRS01',number=1)"),
  send('POST', "Stations('DRS01')/readings", { ID: 'd0000000-0000-4000-8000-000000000001', at: '2025-06-01T00:00:00Z', rain: 0.125, pulses: 12345678901 }, 201),
  send('POST', 'Readings', { at: '2025-06-01T02:00:00+02:00', temperature: 3.5 }, 201),
  send('POST', 'Networks', { ID: 5, title: 'West' }, 204, { Prefer: 'return=minimal' }),
  send('POST', 'Reports', { ID: 'b0000000-0000-4000-8000-000000000003', title: 'Autumn' }, 201, { Prefer: 'return=representation' }),
  send('POST', 'Calibrations', { sensor_ID: '0f8fad5b-d9cb-469f-a165-70867728950e', year: 2025, factor: 1.5 }, 201),

  send('PATCH', 'Networks(4)', { description: 'Of late' }, 200),
  send('PATCH', 'Networks(4)', { description: null }, 204, { Prefer: 'return=minimal' }),
  send('PUT', 'Networks(4)', { title: 'East again' }, 200),
  send('PATCH', 'Networks(6)', { title: 'Made by PATCH' }, 201),
  send('PATCH', 'Settings', { interval: 5 }, 200),
  send('PUT', `${station}/title`, { value: 'Old harbour' }, 200),
  { method: 'DELETE', path: `${station}/description`, status: 204 },

  get(report),
  get(report, 304, { 'If-None-Match': '*' }),
  send('PATCH', report, { pages: 13 }, 428),
  send('PATCH', report, { pages: 13 }, 412, { 'If-Match': 'W/"2000-01-01T00:00:00.000Z"' }),
  send('PATCH', report, { pages: 13 }, 200, { 'If-Match': '*' }),
  { method: 'DELETE', path: report, status: 412, headers: { 'If-Match': 'W/"old"' } },

  { method: 'PUT', path: `${sensor}/photo`, status: 204, headers: { 'Content-Type': 'image/png' }, body: Buffer.from('iVBORw0KGgoAAAANSUhEUg==', 'base64') },
  get(`${sensor}/photo`),
  get(`${sensor}/photo/$value`),
  get(sensor),
  { method: 'DELETE', path: `${sensor}/photo`, status: 204 },
  send('PATCH', sensor, { digest: 'ASNFZ4mrze_-3LqYdlQyEA==' }, 200),
  get(`${sensor}/digest`),

  { method: 'DELETE', path: 'Networks(6)', status: 204 },
  get('Networks(6)', 404),
];

const refused = [
  get('Nothing', 404),
  get("Stations('NONE')", 404),
  get("Stations('NONE')/title", 404),
  get(`${station}/nothing`, 404),
  get('Readings(not-a-guid)', 404),
  get('Stations?$filter=altitude eq', 400),
  get('Stations?$filter=nothing eq 1', 400),
  get('Stations?$select=nothing', 400),
  get('Stations?$expand=nothing', 400),
  get('Stations?$orderby=nothing', 400),
  get('Stations?$top=-1'),
  get('Stations?$top=x', 400),
  get('Stations?$count=x', 400),
  get('Stations?$unknown=1', 400),
  get('Stations?$compute=altitude add 1 as more', 400),
  get('Stations?$format=xml', 501),
  get('Stations', 200, { Accept: 'application/xml' }),
  get('Stations', 200, { 'OData-MaxVersion': '3.0' }),
  send('POST', 'Stations', { code: 'HAM01', opened: '2000-01-01' }, 400),
  send('POST', 'Stations', { code: 'X', nothing: 1, opened: '2000-01-01' }, 400),
  send('POST', 'Stations', { code: 'X', opened: '31.12.1999' }, 400),
  send('POST', 'Stations', { code: 'X' }, 500),
  send('POST', 'Networks', { ID: 'x' }, 400),
  { method: 'POST', path: 'Networks', status: 400, headers: json, body: '{"ID": 7,' },
  { method: 'POST', path: 'Networks', status: 415, headers: { 'Content-Type': 'text/plain' }, body: 'ID=7' },
  send('POST', 'Openings', { code: 'X', opened: '2000-01-01' }, 405),
  { method: 'DELETE', path: "Openings('HAM01')", status: 405 },
  { method: 'DELETE', path: 'Stations', status: 405 },
  send('PATCH', 'Stations', {}, 405),
  send('POST', station, {}, 405),
  get('reset', 405),
  send('POST', 'now()', {}, 405),
  { method: 'DELETE', path: 'Networks(77)', status: 404 },
  send('PATCH', 'Settings', { interval: null }, 500),
];

const part = (id, request) => [`--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${id}\r\n`, request].join('\r\n');
const multipart = (...parts) => ({
  method: 'POST', path: '$batch', status: 200, headers: { 'Content-Type': 'multipart/mixed;boundary=b' }, body: [...parts, '--b--', ''].join('\r\n'),
});
const changes = ['--b\r\nContent-Type: multipart/mixed;boundary=c\r\n',
  '--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: 2\r\n',
  'POST Networks HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"ID":8,"title":"In a change set"}',
  '--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: 3\r\n',
  'PATCH Networks(5) HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"title":"West too"}',
  '--c--\r\n'].join('\r\n');

const batches = [
  multipart(part(1, 'GET Stations?$top=1 HTTP/1.1\r\nAccept: application/json\r\n\r\n'), changes, part(4, 'GET Nothing HTTP/1.1\r\n\r\n')),
  multipart(part(1, 'GET Nothing HTTP/1.1\r\n\r\n'), part(2, 'GET Stations HTTP/1.1\r\n\r\n')),
  multipart(part(1, 'GET Stations/$count HTTP/1.1\r\n\r\n'), part(2, "GET Stations('HAM01')/title/$value HTTP/1.1\r\n\r\n"), part(3, "DELETE Networks(8) HTTP/1.1\r\n\r\n")),
  send('POST', '$batch', {
    requests: [
      { id: '1', method: 'GET', url: 'Stations?$select=code&$top=2', headers: { accept: 'application/json' } },
      { id: '2', method: 'POST', url: 'Networks', headers: { 'content-type': 'application/json' }, body: { ID: 9, title: 'Of a batch' } },
      { id: '3', method: 'GET', url: 'Networks(99)' },
      { id: '4', method: 'GET', url: 'Stations/$count' },
      { id: '5', method: 'DELETE', url: 'Networks(9)', dependsOn: ['2'] },
    ],
  }, 200),
  send('POST', '$batch', {
    requests: [
      { id: 'a', atomicityGroup: 'g', method: 'PATCH', url: 'Networks(4)', headers: { 'content-type': 'application/json' }, body: { title: 'Grouped' } },
      { id: 'b', atomicityGroup: 'g', method: 'POST', url: 'Networks', headers: { 'content-type': 'application/json' }, body: { ID: 1, title: 'Again' } },
      { id: 'c', method: 'GET', url: 'Networks(4)', dependsOn: ['g'] },
    ],
  }, 200),
  send('POST', '$batch', { requests: [{ id: '1', method: 'GET', url: 'Nothing' }, { id: '2', method: 'GET', url: 'Networks(1)' }] }, 200, { Prefer: 'continue-on-error' }),
];

// Of the service in which a composition is contained.
const contained = [
  get(''),
  get('$metadata'),
  get('Stations'),
  get(`${station}/sensors`),
  get(`${station}/sensors(7d3c1f7e-9f0e-4c55-8d4c-0a1b2c3d4e5f)`),
  get(`${station}/sensors(7d3c1f7e-9f0e-4c55-8d4c-0a1b2c3d4e5f)/serial`),
  get(`${station}/sensors/$count`),
  get(`${station}?$expand=sensors,visits`),
  get('Stations?$expand=sensors&$filter=altitude gt 100'),
  get('Calibrations?$expand=sensor'),
  send('POST', `${station}/visits`, { number: 1, day: '2025-05-05', person: 'Eve' }, 201),
  get(`${station}/visits`),
  get(`${station}/visits(1)`),
  send('PATCH', `${station}/visits(1)`, { person: null }, 200),
  { method: 'DELETE', path: `${station}/visits(1)`, status: 204 },
  get('Sensors', 404),
];

// labels names each request: method, path, the fields that matter, the beginning of its body, and a number where that is not enough.
export function labels(requests) {
  const seen = new Map();
  return requests.map(({ method, path, headers = {}, body = '' }) => {
    const fields = Object.entries(headers).filter(([name]) => name !== 'Content-Type').map(([name, value]) => ` [${name}: ${value}]`).join('');
    const content = String(body).startsWith('{') ? ` ${body.length > 50 ? `${body.slice(0, 50)}…` : body}` : '';
    const name = `${method} ${path || '/'}${fields}${content}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return seen.get(name) === 1 ? name : `${name} (${seen.get(name)})`;
  });
}

// Two services of one model: CAP's default, and with containment.
export const services = [
  { name: 'plain', profile: '', requests: [...read, ...write, ...refused, ...batches] },
  { name: 'contained', profile: 'contained', requests: contained },
];
