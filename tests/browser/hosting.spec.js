// The page works wherever authors put it: under any path, on hosts that send no headers or wrong types, in frames that have
// no origin, under a policy that allows nothing but its own files. And it says so where it cannot.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, expect, open, ready } from './test.js';
import { DEEP_PATH, DIST, SUB_PATH, blog, serve } from './server.js';

/** Plays the open run in `view`, a page or a frame, to its end: needs the later module and two books. */
async function expectAll(page, view) {
  await ready(view);
  await expect(view.locator('.lesson h2')).toHaveText(/[?？]$/);
  await view.locator('#tab-diagram').click();
  await expect(view.locator('.place')).toHaveCount(11);
  await page.keyboard.press('End');
  await expect(view.locator('.walkers')).toContainText('CLOSED');
  await expect(view.locator('#crash')).toBeHidden();
}

/** Tries what nobody must be able to do in the page; resolves to which of these things could be done. */
const attempted = (page) =>
  page.evaluate(async () => {
    // Not in the driver's own turn, which the policy does not bind.
    await new Promise((resolve) => setTimeout(resolve));
    const did = (deed) => {
      try {
        deed();
        return true;
      } catch {
        return false;
      }
    };
    return {
      eval: did(() => (0, eval)('1')),
      markup: did(() => (document.createElement('p').innerHTML = '<b>x</b>')),
      policy: did(() => window.trustedTypes.createPolicy('another', {})),
    };
  });
const NOTHING = { eval: false, markup: false, policy: false };

/** What browsers say of it. */
const REFUSALS = /Content.Security.Policy|forbidden by|Trusted|unsafe-eval/;

test.describe('tcpscope', { tag: '@firefox' }, () => {
  test('opens under any path, and by the name of its file', async ({ page, server }) => {
    for (const path of [SUB_PATH, DEEP_PATH, '/index.html', `${DEEP_PATH}index.html`]) {
      const requested = [];
      const note = (request) => requested.push(new URL(request.url()).pathname);
      page.on('request', note);
      await open(page, `${path}?lesson=four_waves`);
      await expectAll(page, page);
      page.off('request', note);
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      expect(requested.filter((address) => !address.startsWith(folder)), `${server.origin}${path}`).toEqual([]);
    }
  });

  test.describe('on a host that sends no headers', () => {
    test.use({ expectedErrors: REFUSALS });

    test('states its policy itself', async ({ page, up }) => {
      const bare = await up(serve(DIST, { headers: {} }));
      await open(page, bare.origin);
      await expectAll(page, page);
      expect(await attempted(page)).toEqual(NOTHING);
    });
  });

  test.describe('under the headers that it comes with', () => {
    test.use({ expectedErrors: REFUSALS });

    test('runs no text as a script or as markup', async ({ page }) => {
      await open(page);
      expect(await attempted(page)).toEqual(NOTHING);
    });
  });

  for (const [what, host] of [
    ['the headers that it comes with', {}],
    ['no header but the one that lets it in', { headers: { 'Access-Control-Allow-Origin': '*' } }],
  ]) {
    test(`runs in a sandboxed frame of another site, with ${what}`, async ({ page, up }) => {
      const app = await up(serve(DIST, host));
      const folder = await mkdtemp(join(tmpdir(), 'author-'));
      const frame = `<iframe sandbox="allow-scripts" width="1300" height="800" src="${app.origin}/?lesson=four_waves"></iframe>`;
      await writeFile(join(folder, 'index.html'), `<link rel="icon" href="data:,">${frame}`);
      const author = await up(serve(folder));
      // Held back, the rest of the module has to be had in the middle of its first use: that way, too, is open to the frame.
      const asked = [];
      let release;
      const released = new Promise((resolve) => (release = resolve));
      await page.route('**/later-*.wasm', async (route) => {
        asked.push(route.request().resourceType());
        if (asked.at(-1) === 'fetch') {
          await released;
        }
        await route.continue();
      });
      await page.goto(author.origin);
      await expectAll(page, page.frameLocator('iframe'));
      expect(asked).toContain('xhr');
      release();
      const [, inside] = page.frames();
      expect(await inside.evaluate(() => window.origin)).toBe('null');
      const storage = () => {
        try {
          return String(localStorage);
        } catch (refused) {
          return refused.name;
        }
      };
      expect(await inside.evaluate(storage)).toBe('SecurityError');
      await rm(folder, { recursive: true });
    });
  }

  test.describe('in a frame that may not save files', () => {
    test.use({ expectedErrors: /allow-downloads|Clipboard|clipboard/ });

    test('does not say that it has, and copies a picture only where that needs no leave', async ({ page, server, up, browserName }) => {
      const author = await up(blog(`<iframe sandbox="allow-scripts" width="1200" height="800" src="${server.origin}/?lang=en#lesson=four_waves"></iframe>`));
      await page.goto(author.origin);
      const frame = page.frameLocator('iframe');
      await ready(frame);
      await frame.getByTestId('share').click();
      let saved = 0;
      page.on('download', () => (saved += 1));
      const status = frame.getByTestId('share-status');
      for (const format of ['SVG', 'PNG']) {
        await frame.getByTestId('control-share-format').getByRole('button', { name: format, exact: true }).click();
        await frame.getByTestId('share-save').click();
        await expect(frame.locator('#share')).toContainText('If no file comes');
      }
      await expect(status).toHaveText('Handed to the browser.');
      await frame.getByTestId('share-copy').click();
      // Firefox does not ask the page around it.
      await expect(status).toContainText(browserName === 'firefox' ? 'Copied.' : 'right click');
      expect(saved).toBe(0);
    });
  });

  test('runs where the host does not know what .wasm is', async ({ page, up }) => {
    const plain = await up(serve(DIST, { types: { '.wasm': 'application/octet-stream' } }));
    await open(page, plain.origin);
    await expectAll(page, page);
  });

  test.describe('where the module cannot be had', () => {
    test.use({ expectedErrors: /404|WebAssembly|HTTP status/ });

    test('says that it could not be loaded', async ({ page, up }) => {
      const without = await up(serve(DIST, { lacks: (path) => path.endsWith('.wasm') }));
      await page.goto(without.origin);
      await expect(page.getByRole('alertdialog', { name: 'tcpscope could not be loaded' })).toBeVisible();
    });
  });
});
