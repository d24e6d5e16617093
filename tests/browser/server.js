// A static server for dist/ that does what src/guide/hosting.*.md asks of a host: right types, the headers that the folder
// comes with (static/_headers: a strict Content-Security-Policy among them), nothing but GET. It serves the same files at
// `/` and under other paths, to prove that every address in the page is relative.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { headersFor, rulesOf } from './headers.js';

export const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
export const HOSTS = fileURLToPath(new URL('hosts/', import.meta.url));
export const SUB_PATH = '/some/path/';
export const DEEP_PATH = '/~someone/a/much/deeper/path/';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** What may be a template. */
const FILLED = ['.html', '.js'];

/** Other people's pages, for the embed that `app` serves: as strict as a host can be, and still let it in. */
export const serveHosts = (app) =>
  serve(HOSTS, {
    headers: {
      'Content-Security-Policy': [
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
    },
    fill: (page) => page.replaceAll('{app}', app),
  });

/**
 * Starts serving `folder` on `port`, a free one if none is given; resolves to `{ origin, port, close }`. `fill` makes a page or
 * a script of its template. A worse host: `headers` are sent in place of those that the folder comes with, `types` in place of the right
 * ones, by extension, and what `lacks` is true for, given the path, is not there.
 */
export async function serve(folder = DIST, { headers, types = {}, lacks = () => false, fill, port = 0 } = {}) {
  const rules = headers ? [{ path: '/*', headers }] : await rulesOf(folder);
  const server = createServer(async (request, response) => {
    let path = '/';
    const send = (status, type, body) => {
      response.writeHead(status, { 'Cache-Control': 'no-cache', ...headersFor(rules, path), 'Content-Type': type });
      response.end(body);
    };
    try {
      path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
      const above = [SUB_PATH, DEEP_PATH].find((prefix) => path.startsWith(prefix)) ?? '/';
      path = path.slice(above.length - 1);
      if (path.endsWith('/')) {
        path += 'index.html';
      }
      if (lacks(path)) {
        throw new Error(path);
      }
      // `normalize` of an absolute path cannot climb above its root.
      const body = await readFile(join(folder, normalize(path)));
      const extension = extname(path);
      const content = fill && FILLED.includes(extension) ? fill(body.toString()) : body;
      send(200, types[extension] ?? TYPES[extension] ?? 'application/octet-stream', content);
    } catch (error) {
      send(404, 'text/plain; charset=utf-8', `not here: ${error.code ?? error.message}`);
    }
  });
  // No connection is closed for being idle: a browser may ask over it at that very moment, and be told that it was reset.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    port: server.address().port,
    close: () => stop(server),
  };
}

/** Serves one page, with this in its body, on an origin of its own; resolves to `{ origin, close }`. */
export async function blog(html) {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A tutorial</title><body>${html}</body></html>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => stop(server),
  };
}

function stop(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}
