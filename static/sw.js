// The service worker of the full page: after a first visit it opens without a network, with every lesson.
//
// What it keeps is one build, whole, fetched when this worker is installed and never changed afterwards: so a page never gets
// the script of one build and the module of another. A new build is a new worker with a new list; it takes over when no page
// of the old one is open, and only then is the old build thrown away. Meanwhile new pages get theirs from the network.

'use strict';

// `version`; `forever`: the files whose content is in their names; `fresh`: all others; `named`: which of them index.html names.
// Filled in by tests/browser/offline.js.
const BUILD = null;

const HERE = self.registration.scope;
// Other folders of this origin may hold a tcpscope of their own, and keep it under the same roof.
const MINE = `tcpscope ${HERE} `;
const CACHE = MINE + BUILD.version;

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOlder()));
self.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request);
  if (answer) {
    event.respondWith(answer);
  }
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  const keep = async (name, mode) => {
    const response = await fetch(name, { cache: mode });
    if (!response.ok) {
      throw new Error(`${name}: ${response.status}`);
    }
    if (name === 'index.html') {
      const html = await response.clone().text();
      if (!BUILD.named.every((file) => html.includes(file))) {
        throw new Error('index.html is of another build');
      }
    }
    await cache.put(name, direct(response));
  };
  await Promise.all([
    ...BUILD.forever.map((name) => keep(name, 'default')),
    // The browser may have an older one of this name.
    ...BUILD.fresh.map((name) => keep(name, 'no-cache')),
  ]);
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(MINE) && name !== CACHE).map((name) => caches.delete(name)));
}

/** What to answer, if it is ours to: nothing else on the site is touched. */
function answerTo(request) {
  const [address] = request.url.split('#');
  if (request.method !== 'GET' || !address.startsWith(HERE)) {
    return undefined;
  }
  const name = address.slice(HERE.length);
  if (BUILD.forever.includes(name)) {
    return kept(name).then((response) => response ?? fetch(request));
  }
  const [file] = name.split('?');
  return BUILD.fresh.includes(file || 'index.html') ? newest(request, file || 'index.html') : undefined;
}

/** From the network; if there is none, or the host is out of order, what was kept. */
async function newest(request, name) {
  let response;
  try {
    response = await fetch(request);
  } catch {
    response = Response.error();
  }
  const failed = response.type === 'error' || response.status >= 500;
  return failed ? ((await kept(name)) ?? response) : response;
}

async function kept(name) {
  const cache = await caches.open(CACHE);
  return cache.match(name);
}

/** Hosts that leave `.html` out of addresses redirect; a browser would not take such an answer for a page. */
function direct(response) {
  const { status, headers } = response;
  return response.redirected ? new Response(response.body, { status, headers }) : response;
}
