// One HTTP exchange on a socket of its own, kept as the bytes that went over it.

import { connect } from 'node:net';

const CRLF = '\r\n';

// exchange sends a request and resolves with both messages: as bytes, and taken apart.
export function exchange(origin, { method, target, headers = {}, body = '' }) {
  const { hostname, port, host } = new URL(origin);
  const content = Buffer.from(body);
  const fields = { Host: host, ...headers };
  if (content.length > 0) fields['Content-Length'] = String(content.length);
  fields.Connection = 'close';
  const head = [`${method} ${target} HTTP/1.1`, ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`)].join(CRLF);
  const sent = Buffer.concat([Buffer.from(head + CRLF + CRLF), content]);

  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    const received = [];
    socket.setTimeout(20_000, () => socket.destroy(new Error(`${method} ${target}: no answer in 20 s`)));
    socket.on('error', reject);
    socket.on('connect', () => socket.write(sent));
    socket.on('data', (data) => received.push(data));
    socket.on('end', () => {
      socket.end();
      try {
        const all = Buffer.concat(received);
        resolve({ url: origin + target, sent, received: all, request: { method, fields: Object.entries(fields), content }, response: answer(all) });
      } catch (error) {
        reject(new Error(`${method} ${target}: ${error.message}`));
      }
    });
  });
}

// answer takes a response apart (RFC 9112).
function answer(bytes) {
  const end = bytes.indexOf(CRLF + CRLF);
  if (end < 0) throw new Error(`no end of the response's head in ${bytes.length} bytes`);
  const [line, ...lines] = bytes.subarray(0, end).toString('latin1').split(CRLF);
  const [, status, reason] = /^HTTP\/1\.1 (\d{3}) ?(.*)$/.exec(line) ?? [];
  if (!status) throw new Error(`status line ${JSON.stringify(line)}`);
  const fields = lines.map((l) => [l.slice(0, l.indexOf(':')), l.slice(l.indexOf(':') + 1).trim()]);
  const field = (name) => fields.find(([n]) => n.toLowerCase() === name)?.[1];
  const rest = bytes.subarray(end + 4);
  const content = field('transfer-encoding') === 'chunked' ? whole(rest) : rest;
  return { status: Number(status), reason, fields, field, content };
}

// whole puts the chunks of a body together.
function whole(bytes) {
  const chunks = [];
  for (let at = 0; ;) {
    const end = bytes.indexOf(CRLF, at);
    const size = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (!(size >= 0)) throw new Error(`no size of a chunk at byte ${at} of the body`);
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

// har is a HAR 1.2 document of exchanges.
export function har(exchanges) {
  const fields = (list) => list.map(([name, value]) => ({ name, value }));
  const binary = (content) => content.length > 0 && !Buffer.from(content.toString('utf8')).equals(content);
  const entries = exchanges.map(({ url, request, response }) => {
    const type = response.field('content-type') ?? '';
    const encoded = binary(response.content);
    const postData = request.content.length > 0 && {
      mimeType: request.fields.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '',
      text: request.content.toString(binary(request.content) ? 'base64' : 'utf8'),
      ...(binary(request.content) && { encoding: 'base64' }),
    };
    return {
      startedDateTime: new Date().toISOString(),
      time: 0,
      request: {
        method: request.method, url, httpVersion: 'HTTP/1.1', cookies: [], headers: fields(request.fields), queryString: [],
        headersSize: -1, bodySize: request.content.length, ...(postData && { postData }),
      },
      response: {
        status: response.status, statusText: response.reason, httpVersion: 'HTTP/1.1', cookies: [], headers: fields(response.fields),
        redirectURL: '', headersSize: -1, bodySize: response.content.length,
        content: {
          size: response.content.length, mimeType: type, text: response.content.toString(encoded ? 'base64' : 'utf8'),
          ...(encoded && { encoding: 'base64' }),
        },
      },
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    };
  });
  return { log: { version: '1.2', creator: { name: 'concord-e2e', version: '1' }, entries } };
}
