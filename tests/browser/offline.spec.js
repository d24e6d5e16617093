// After a first visit the full page opens without a network, with every lesson; a new build takes its place whole. An author's
// frame keeps nothing.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, expect, open, ready } from './test.js';
import { DIST, serve } from './server.js';

test.use({ serviceWorkers: 'allow' });

/** Waits until the browser keeps what the page's newest worker wants to keep. Returns the caches' names. */
const keeping = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    for (const worker of [registration.installing, registration.waiting]) {
      while (worker && !['installed', 'activated', 'redundant'].includes(worker.state)) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    return caches.keys();
  });

const workers = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

test.describe('without a network', { tag: '@firefox' }, () => {
  test.use({ expectedErrors: /ERR_|NetworkError|Failed to load resource/ });

  test('every lesson opens', async ({ page, origins }) => {
    const host = await serve();
    origins.push(host.origin);
    await open(page, host.origin);
    await keeping(page);
    await host.close();

    for (const address of ['/', '/index.html', '/?lesson=time_wait']) {
      await open(page, host.origin + address);
      await expect(page.locator('.lesson h2')).toHaveText(/[?？]$/);
    }
    await page.locator('#tab-diagram').click();
    await expect(page.locator('.place')).toHaveCount(11);
    await page.getByTestId('lesson-title').click();
    const ids = await page
      .locator('dialog[open] [data-testid^="lesson-"]')
      .evaluateAll((all) => all.map((item) => item.dataset.testid.replace('lesson-', '')));
    expect(ids.length).toBeGreaterThan(10);
    const lacking = await page.evaluate(async (lessons) => {
      const kept = (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat();
      const names = lessons.flatMap((id) => [`/prose/en/${id}.md?v=`, `/prose/zh-Hans/${id}.md?v=`]);
      return names.filter((name) => !kept.some(({ url }) => url.includes(name)));
    }, ids);
    expect(lacking).toEqual([]);
  });
});

test.describe('a new build', { tag: '@firefox' }, () => {
  test.use({ expectedErrors: /ERR_|NetworkError|Failed to load resource/ });

  test('takes the place of the old one, whole, when no page of the old one is open', async ({ page, context, origins }) => {
    const folder = await mkdtemp(join(tmpdir(), 'tcpscope-'));
    await cp(DIST, folder, { recursive: true });
    let host = await serve(folder);
    origins.push(host.origin);
    await open(page, host.origin);
    const [old] = await keeping(page);

    // Another build, as far as the browser can tell: another script under another name, another page, another worker.
    const script = (await readFile(join(folder, 'index.html'), 'utf8')).match(/page-\w+(?=\.js)/)[0];
    const renamed = 'page-0123456789abcdef';
    for (const name of ['index.html', 'sw.js']) {
      const text = await readFile(join(folder, name), 'utf8');
      const version = text.replace(/("version":")\w+/, '$1new');
      await writeFile(join(folder, name), version.replaceAll(script, renamed).replace('<html', '<html data-build="new"'));
    }
    await cp(join(folder, `${script}.js`), join(folder, `${renamed}.js`));
    await cp(join(folder, `${script}_bg.wasm`), join(folder, `${renamed}_bg.wasm`));
    await rm(join(folder, `${script}.js`));
    await rm(join(folder, `${script}_bg.wasm`));

    // The page that is open belongs to the old one; a reload gets the new one from the network, while there is one.
    await open(page, host.origin);
    await expect(page.locator('html')).toHaveAttribute('data-build', 'new');
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect.poll(async () => (await keeping(page)).length).toBe(2);

    // And with the network gone before the new one took over, the old one is there, whole.
    const { port } = host;
    await host.close();
    await open(page, host.origin);
    await expect(page.locator('html')).not.toHaveAttribute('data-build');

    host = await serve(folder, { port });
    await page.close();
    const later = await context.newPage();
    await expect
      .poll(async () => {
        await later.goto(host.origin);
        const names = await keeping(later);
        await later.goto('about:blank');
        return names;
      }, { timeout: 60_000 })
      .toEqual([old.replace(/\w+$/, 'new')]);
    await host.close();
    await later.goto(host.origin);
    await ready(later);
    await expect(later.locator('html')).toHaveAttribute('data-build', 'new');
    await rm(folder, { recursive: true });
  });
});

test('an author\'s frame keeps nothing, nor does a page that looks like one', { tag: '@firefox' }, async ({ page }) => {
  await page.route('**/post.html', (route) => route.fulfill({ contentType: 'text/html', body: '<iframe src="/"></iframe>' }));
  await page.goto('/post.html');
  await ready(page.frameLocator('iframe'));
  expect(await workers(page)).toBe(0);
  await open(page, '/?embed=1');
  expect(await workers(page)).toBe(0);
  // Where it is alone, it does: the two above are no accident.
  await open(page, '/');
  await expect.poll(() => workers(page)).toBe(1);
});
