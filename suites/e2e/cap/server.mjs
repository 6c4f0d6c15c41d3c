// A CAP server in a process of its own, on a free port of loopback.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, '..', 'node_modules');

// start serves the project of a folder, in one of the profiles of its package.json, and resolves with its origin and its stop. CAP
// wants a project's packages beside it: it runs in a copy that has them.
export async function start(project, profile) {
  const folder = mkdtempSync(join(tmpdir(), 'concord-cap-'));
  cpSync(project, folder, { recursive: true, filter: (file) => !file.endsWith('node_modules') });
  symlinkSync(packages, join(folder, 'node_modules'));
  const child = spawn(process.execPath, [join(packages, '@sap', 'cds', 'bin', 'serve.js'), 'all', '--in-memory'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC', PORT: '0', NODE_ENV: 'test', CDS_ENV: profile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise((resolve) => { child.once('exit', resolve); });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    child.kill('SIGTERM');
    const timer = setTimeout(kill, 5_000);
    await exited;
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true });
  };

  let log = '';
  const port = new Promise((resolve, reject) => {
    const read = (data) => {
      log += data;
      const said = /server listening on \{ url: 'http:\/\/localhost:(\d+)' \}/.exec(log);
      if (said) resolve(said[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    exited.then((code) => reject(new Error(`CAP ended with ${code} before it listened:\n${log}`)));
    setTimeout(() => reject(new Error(`CAP did not listen within 60 s:\n${log}`)), 60_000).unref();
  });
  try {
    return { origin: `http://127.0.0.1:${await port}`, stop, log: () => log };
  } catch (error) {
    await stop();
    throw error;
  }
}
