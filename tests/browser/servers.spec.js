// What src/guide/hosting.*.md tells the owners of servers to write into their files is what _headers says, which all other
// tests run under. Where nginx or Caddy is installed, it is asked itself.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, expect, open } from './test.js';
import { headersFor, rulesOf } from './headers.js';
import { DIST } from './server.js';

const GUIDE = fileURLToPath(new URL('../../src/guide/', import.meta.url));
const ENVIRONMENT = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };

/** The servers: how to see that one is installed, and its whole configuration and options, with the notes' example in it. */
const SERVERS = {
  nginx: {
    version: '-v',
    configuration: ({ map, location }, folder, port) => {
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`);
      const server = `server { listen 127.0.0.1:${port}; ${location} }`;
      const http = `http { include /etc/nginx/mime.types; access_log off; ${temporary.join(' ')} ${map} ${server} }`;
      // Its workers are to read what we can read.
      const user = process.getuid() === 0 ? 'user root;' : '';
      return `${user} daemon off; pid ${folder}/pid; error_log /dev/null; events {} ${http}`;
    },
    options: (file, folder) => ['-p', folder, '-c', file, '-e', '/dev/null'],
  },
  caddy: {
    version: 'version',
    configuration: ({ caddy }, folder, port) => `{\nadmin off\nauto_https off\n}\nhttp://127.0.0.1:${port} {\n${caddy}}\n`,
    options: (file) => ['run', '--config', file, '--adapter', 'caddyfile'],
  },
};

/** The examples of the hosting notes in a language, in their order. */
async function examples(language) {
  const text = await readFile(join(GUIDE, `hosting.${language}.md`), 'utf8');
  const [map, location, caddy, ...more] = [...text.matchAll(/^```\w+\n(.*?)^```$/gms)].map((match) => match[1]);
  expect(more).toEqual([]);
  return { map, location, caddy };
}

/** The files of the page, by their addresses. */
async function files() {
  const names = await readdir(DIST, { recursive: true });
  return names.filter((name) => extname(name) !== '' && !name.startsWith('.')).map((name) => `/${name}`);
}

/** What is sent with a file, in one form: each header with its value, and whether browsers may keep the file for ever. */
const sent = ({ 'Cache-Control': caching, ...headers }) => ({ ...headers, kept: /immutable/.test(caching ?? '') });

test('the notes say what the build says, in both languages', async () => {
  const { map, location, caddy } = await examples('en');
  expect(await examples('zh-Hans')).toEqual({ map, location, caddy });
  const rules = await rulesOf(DIST);
  const values = (text, pattern) => Object.fromEntries([...text.matchAll(pattern)].map(([, name, value]) => [name, value]));
  const nginx = values(location, /add_header ([\w-]+) "([^"]*)" always;/g);
  const caddyfile = values(caddy.replace(/.*(?:Cache-Control|header Content-Type).*/g, ''), /^\s*header ([\w-]+) "?(.*?)"?$/gm);
  const cached = new RegExp(map.match(/~(\S+) "public, max-age=31536000, immutable"/)[1]);
  const [kept, others] = [...caddy.matchAll(/path_regexp (\S+)/g)].map((match) => match[1]);
  expect(others).toBe(kept);
  for (const file of await files()) {
    const { kept: isKept, ...headers } = sent(headersFor(rules, file));
    expect(nginx, file).toEqual(headers);
    expect(caddyfile, file).toEqual(headers);
    expect(cached.test(file), file).toBe(isKept);
    expect(new RegExp(kept).test(file), file).toBe(isKept);
  }
});

for (const [name, { version, configuration, options }] of Object.entries(SERVERS)) {
  test.describe(name, () => {
    const isThere = spawnSync(name, [version], { env: ENVIRONMENT }).status === 0;
    test.skip(!isThere, `${name} is not installed here; the test above compares its lines`);

    test('does as the notes say', async ({ page, origins }) => {
      const folder = await mkdtemp(join(tmpdir(), `${name}-`));
      const file = join(folder, 'configuration');
      const port = await freePort();
      const text = configuration(await examples('en'), folder, port);
      await writeFile(file, text.replace('/srv/tcpscope/', DIST).replace('/srv/tcpscope', DIST));
      const home = `http://127.0.0.1:${port}/tcpscope`;
      const server = spawn(name, options(file, folder), { env: { ...ENVIRONMENT, HOME: folder }, stdio: 'ignore' });
      try {
        await expect.poll(() => fetch(`${home}/`).then((response) => response.status, () => 0)).toBe(200);
        await expectHeaders(home);
        origins.push(new URL(home).origin);
        await open(page, `${home}/`);
        await expect(page.locator('.lesson h2')).toHaveText(/[?？]$/);
      } finally {
        server.kill();
        await once(server, 'exit');
        await rm(folder, { recursive: true, force: true });
      }
    });
  });
}

/** Each file comes with what _headers says, and with what a host does by itself: the right type, compressed. */
async function expectHeaders(home) {
  const rules = await rulesOf(DIST);
  for (const file of await files()) {
    const response = await fetch(home + file);
    await response.arrayBuffer();
    const wanted = headersFor(rules, file);
    const got = Object.fromEntries([...Object.keys(wanted), 'Cache-Control'].map((name) => [name, response.headers.get(name)]));
    expect(response.status, file).toBe(200);
    expect(sent(got), file).toEqual(sent(wanted));
    expect(response.headers.get('X-Frame-Options'), file).toBeNull();
    if (extname(file) === '.wasm') {
      expect(response.headers.get('Content-Type'), file).toBe('application/wasm');
      expect(response.headers.get('Content-Encoding'), file).toBe('gzip');
    }
  }
}

/** A port of the loopback that nobody listens on. */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
