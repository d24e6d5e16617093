// Playwright's `test`, with the page's own server and two rules that hold in every test unless it says otherwise:
// nothing is written to the console as an error, and nothing is asked of another origin.
//
// Every test runs in Chromium. One with the tag `@firefox` runs in Firefox too, and must ask for nothing that only one of
// them has (devtools sessions, emulated media and touch): `test('title', { tag: '@firefox' }, …)`, or on a `describe`.

import { test as playwright, expect } from '@playwright/test';
import { forgiving } from './firefox.js';
import { serve, serveHosts } from './server.js';

export { expect };

/** Playwright's `test`, in which every act ends when the page shows what came of it. */
export const patientTest = playwright.extend({
  context: async ({ context }, use) => {
    context.on('page', patient);
    await use(context);
  },
});

export const test = patientTest.extend({
  /** A regular expression for the errors that a test causes on purpose. Set it with `test.use`. */
  expectedErrors: [null, { option: true }],

  browser: [
    async ({ browser, browserName }, use) => {
      if (browserName === 'firefox') {
        forgiving(browser);
      }
      await use(browser);
    },
    { scope: 'worker' },
  ],

  // One server for each worker, on a free port, so that runs beside each other do not meet.
  server: [
    async ({}, use) => {
      const server = await serve();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],

  /** Where requests may go. */
  origins: async ({ server }, use) => use([server.origin]),

  baseURL: async ({ server }, use) => use(server.origin),

  /** Keeps a server up until the test's page is gone, which may ask it for things: `await up(serve(folder))`. */
  up: async ({ origins }, use) => {
    const servers = [];
    await use(async (starting) => {
      const server = await starting;
      servers.push(server);
      origins.push(server.origin);
      return server;
    });
    await Promise.all(servers.map((server) => server.close()));
  },

  // With `up`, because what is set up first is taken down last: a page whose server goes away in the middle of an answer
  // would tell of it.
  page: async ({ page, up: _, origins, expectedErrors }, use) => {
    const errors = [];
    const note = (text) => {
      if (!expectedErrors?.test(text)) {
        errors.push(text);
      }
    };
    const foreign = [];
    page.on('console', (message) => message.type() === 'error' && note(message.text()));
    page.on('pageerror', (error) => note(String(error)));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (!origins.includes(origin) && protocol !== 'data:') {
        foreign.push(request.url());
      }
    });
    // Not every browser tells this on the console that a driver hears.
    await page.addInitScript(() => {
      const tell = ({ violatedDirective, blockedURI }) => console.error(`forbidden by ${violatedDirective}: ${blockedURI}`);
      window.addEventListener('securitypolicyviolation', tell);
    });
    await use(page);
    expect(errors, 'errors in the console').toEqual([]);
    expect(foreign, 'requests to other origins').toEqual([]);
  },
});

/** For other people's pages: `hosts` serves them, from another origin than the page's. */
export const hostTest = test.extend({
  hosts: [
    async ({ server }, use) => {
      const hosts = await serveHosts(server.origin);
      await use(hosts);
      await hosts.close();
    },
    { scope: 'worker' },
  ],

  origins: async ({ server, hosts }, use) => use([server.origin, hosts.origin]),

  baseURL: async ({ hosts }, use) => use(hosts.origin),
});

/** Waits until the page is drawn. */
export async function ready(page) {
  await expect(page.locator('#app > :not(#boot, #still)').first()).toBeVisible();
}

/** Waits until a page, or a frame, has the words of its lesson, or knows that they cannot be had. */
export async function told(view) {
  await expect(view.locator('.lesson')).not.toHaveAttribute('aria-busy');
}

/** Opens the page and waits until it is drawn, with its lesson's words: what comes later would draw it anew. */
export async function open(page, address = '/') {
  await page.goto(address);
  await ready(page);
  await told(page);
}

/** Has the page find `kept` in its local storage from the start, as if a reader had chosen so on an earlier visit. */
export async function remembering(page, kept) {
  await page.addInitScript((items) => {
    // Firefox runs this in the empty first page as well, which has no storage.
    if (window.origin !== 'null') {
      Object.entries(items).forEach(([key, value]) => localStorage.setItem(key, value));
    }
  }, kept);
}

/**
 * Waits until the page shows what was done to it: what is drawn in the turn of the event, and what follows it with the
 * next frames and timers, the width of the ladder and the moving texts among it. Acts by Playwright's means wait by
 * themselves; this is for those inside the page.
 */
export async function settled(page) {
  await page.evaluate(async () => {
    for (let turns = 0; turns < 2; turns += 1) {
      await new Promise(requestAnimationFrame);
      await new Promise((resolve) => setTimeout(resolve));
    }
  });
}

/**
 * Has every act on this page, on whatever element, end when the page shows what came of it, as a person looks before
 * they go on: Playwright's own end as soon as the page has been told, and what a test reads next may be the screen of
 * before.
 */
function patient(page) {
  waitAfter(page.keyboard, ['press'], () => page);
  waitAfter(page.mouse, ['up', 'click', 'wheel'], () => page);
  waitAfter(page.touchscreen, ['tap'], () => page);
  const locators = Object.getPrototypeOf(page.locator('html'));
  waitAfter(locators, ['click', 'press', 'fill', 'selectOption', 'tap', 'dispatchEvent'], (locator) => locator.page());
}

const patients = new WeakSet();

function waitAfter(actor, acts, pageOf) {
  // All locators of a worker have one prototype.
  if (patients.has(actor)) {
    return;
  }
  patients.add(actor);
  for (const act of acts) {
    const original = actor[act];
    actor[act] = async function (...rest) {
      const result = await original.apply(this, rest);
      // An act may close its page or leave it: then there is nothing to wait for.
      await settled(pageOf(this)).catch(() => {});
      return result;
    };
  }
}
