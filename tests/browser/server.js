// A static server for dist/, as strict as a careful host: right types, a Content-Security-Policy, nothing but GET.
// It serves the same files at `/` and at `/some/path/`, to prove that every address in the page is relative.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
export const HOSTS = fileURLToPath(new URL('hosts/', import.meta.url));
export const SUB_PATH = '/some/path/';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const HEADERS = {
  // A sandboxed frame has no origin of its own, so even our own module and wasm come to it from another one.
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** Other people's pages, for the embed that `app` serves: as strict as a host can be, and still let it in. */
export const serveHosts = (app) =>
  serve(HOSTS, {
    policy: [
      "default-src 'none'",
      `script-src 'self' ${app}`,
      "style-src 'self'",
      "img-src 'self' data:",
      `frame-src ${app}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
    fill: (page) => page.replaceAll('{app}', app),
  });

/** Starts serving `folder` on a free port; resolves to `{ origin, close }`. `fill` makes a page of its template. */
export async function serve(folder = DIST, { policy = POLICY, fill = (page) => page } = {}) {
  const server = createServer(async (request, response) => {
    const send = (status, type, body) => {
      response.writeHead(status, { ...HEADERS, 'Content-Security-Policy': policy, 'Content-Type': type });
      response.end(body);
    };
    try {
      let path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
      if (path.startsWith(SUB_PATH)) {
        path = path.slice(SUB_PATH.length - 1);
      }
      if (path.endsWith('/')) {
        path += 'index.html';
      }
      // `normalize` of an absolute path cannot climb above its root.
      const body = await readFile(join(folder, normalize(path)));
      const content = extname(path) === '.html' ? fill(body.toString()) : body;
      send(200, TYPES[extname(path)] ?? 'application/octet-stream', content);
    } catch (error) {
      send(404, 'text/plain; charset=utf-8', `not here: ${error.code ?? error.message}`);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
