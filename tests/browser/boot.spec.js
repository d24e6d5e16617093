// The page starts anywhere, asks nobody else for anything, and says so when it cannot go on.

import { test, expect, open, ready, remembering, settled } from './test.js';
import { DIST, SUB_PATH } from './server.js';
import { LANGUAGES, afterwards, firstView } from './size.js';

for (const path of ['/', SUB_PATH]) {
  for (const language of LANGUAGES) {
    test(`starts at ${path} in ${language} with only the files that the size check tells`, { tag: '@firefox' }, async ({ page, server }) => {
      const requested = [];
      page.on('request', (request) => requested.push(request.url().replace(/\?\w+=[\w-]+$/, '')));
      await open(page, `${path}?lang=${language}`);
      await expect(page).toHaveTitle(language === 'en' ? 'Three-way handshake · tcpscope' : '三次握手 · tcpscope');
      const counted = [...(await firstView(DIST, language)), ...(await afterwards(DIST, language))].map((file) => `${server.origin}${path}${file}`);
      expect([...counted, server.origin + path]).toEqual(expect.arrayContaining(requested));
      await expect(page.locator('#crash')).toBeHidden();
    });
  }
}

test.describe('the rest of the module', () => {
  const LATER = '**/later-*.wasm';

  /** Asks for the state diagram, which the first view does not need, and for the run that it shows. */
  async function expectDiagram(page) {
    await page.locator('#tab-diagram').click();
    await expect(page.locator('.place')).toHaveCount(11);
    await page.keyboard.press('End');
    await expect(page.locator('.walkers')).toContainText('CLOSED');
  }

  /** Opens the page with the fetch behind the first view held back until `release`; `asked` are the requests so far. */
  async function heldBack(page, address = '/') {
    // The page does not show when the rest has been joined, and joining it twice would go unseen.
    await page.addInitScript(() => {
      window.joins = 0;
      WebAssembly.Instance = class extends WebAssembly.Instance {
        constructor(...given) {
          super(...given);
          window.joins += 1;
        }
      };
    });
    let release;
    const released = new Promise((resolve) => (release = resolve));
    const asked = [];
    await page.route(LATER, async (route) => {
      const kind = route.request().resourceType();
      asked.push(kind);
      // What is used and not there yet is asked for a second time, and the page waits for it.
      if (kind === 'fetch') {
        await released;
      }
      await route.continue();
    });
    await open(page, address);
    return { asked, release };
  }

  test('is fetched behind the first view, and once is enough', { tag: '@firefox' }, async ({ page }) => {
    const { asked, release } = await heldBack(page);
    release();
    await page.waitForFunction(() => window.joins === 1);
    const before = [...asked];
    expect(before[0]).toBe('fetch');
    await expectDiagram(page);
    expect(asked).toEqual(before);
    expect(await page.evaluate(() => window.joins)).toBe(1);
  });

  test('is fetched in place when it is used before it has arrived', { tag: '@firefox' }, async ({ page }) => {
    const { asked, release } = await heldBack(page);
    await expectDiagram(page);
    expect(asked).toEqual(['fetch', 'xhr']);
    // What arrives late then changes nothing.
    const arrived = page.waitForEvent('requestfinished', (request) => request.resourceType() === 'fetch' && /later-/.test(request.url()));
    release();
    await arrived;
    await page.keyboard.press('Home');
    await expect(page.locator('.walkers')).toContainText('CLOSED');
    expect(await page.evaluate(() => window.joins)).toBe(1);
    await expect(page.locator('#crash')).toBeHidden();
  });

  test('brings the other language when that is chosen before it has arrived', { tag: '@firefox' }, async ({ page }) => {
    const { asked, release } = await heldBack(page);
    await expect(page.getByTestId('lesson-title')).toContainText('Three-way handshake');
    await page.getByTestId('lang-zh-Hans').click();
    await expect(page.getByTestId('lesson-title')).toContainText('三次握手');
    expect(asked).toEqual(['fetch', 'xhr']);
    release();
  });

  const firstViews = { 'of the page': '/', 'of an embed': '/?embed=1&panels=lesson,handshake' };
  for (const [whose, address] of Object.entries(firstViews)) {
    test(`is not needed for anything in the first view ${whose}`, async ({ page, context }) => {
      const played = async (it) => {
        if (address !== '/') {
          await it.getByTestId('start').click();
        }
        await expect(it.locator('.lesson.waiting')).toBeVisible({ timeout: 30_000 });
        // What is said of it comes after a pause.
        await expect(it.getByTestId('status')).toContainText('Your guess');
        await settled(it);
        return it.locator('#app').evaluate((app) =>
          [...app.querySelectorAll('*')].map((element) => {
            // Not in their own order, which is that of a hash table.
            const attributes = element.getAttributeNames().sort().map((name) => `${name}=${element.getAttribute(name)}`);
            return [element.tagName, ...attributes, ...[...element.childNodes].map((child) => child.nodeValue)].join(' ');
          }),
        );
      };
      const { asked, release } = await heldBack(page, address);
      const without = await played(page);
      expect(asked).toEqual(['fetch']);
      release();
      const other = await context.newPage();
      await open(other, address);
      expect(without).toEqual(await played(other));
    });
  }

  test.describe('cannot be had', () => {
    test.use({ expectedErrors: /ERR_FAILED|404|NetworkError|CompileError/ });

    const refusals = {
      'for want of a network': (route) => route.abort(),
      'since the host has it no more': (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'not here' }),
    };
    for (const [why, refuse] of Object.entries(refusals)) {
      test(`${why}: what needs it brings up the notice`, { tag: '@firefox' }, async ({ page }) => {
        await page.route(LATER, refuse);
        await open(page);
        // Without the pointer's way there, which may need more too.
        await page.locator('#tab-diagram').dispatchEvent('click');
        const notice = page.getByRole('alertdialog', { name: 'tcpscope could not be loaded' });
        await expect(notice).toBeVisible();

        await page.unroute(LATER);
        await notice.getByRole('button', { name: /Reload|again/ }).click();
        await expect(notice).toBeHidden();
        await ready(page);
        await expectDiagram(page);
      });
    }
  });
});

test('the notice after a panic can be read, copied and left by reloading', { tag: '@firefox' }, async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.tcpscopeCrashed('panicked at the test'));
  await page.evaluate(() => window.tcpscopeCrashed('what followed from it'));
  const notice = page.getByRole('alertdialog', { name: 'tcpscope has stopped' });
  await expect(notice).toBeVisible();
  await expect(notice.getByRole('button', { name: 'Reload this run' })).toBeFocused();
  await notice.getByText('What to send with a bug report').click();
  await expect(notice.locator('pre')).toContainText('panicked at the test');
  await expect(notice.locator('pre')).not.toContainText('what followed from it');

  await notice.getByRole('button', { name: 'Reload this run' }).click();
  await expect(notice).toBeHidden();
  await ready(page);
});

test('a kept run that cannot be read is told, and another one opens', async ({ page }) => {
  await open(page);
  await page.keyboard.press(' ');
  await page.evaluate(() => sessionStorage.setItem('tcpscope.run', 'kept'));
  await page.reload();
  await expect(page.getByTestId('notice')).toBeVisible();
  await expect(page.getByTestId('ladder')).toBeVisible();
});

test('starting afresh after a panic forgets the run', async ({ page }) => {
  await open(page);
  await page.evaluate(() => sessionStorage.setItem('tcpscope.run', 'kept'));
  await page.evaluate(() => window.tcpscopeCrashed('x'));
  await page.getByRole('button', { name: 'Start afresh' }).click();
  await expect(page.locator('#crash')).toBeHidden();
  expect(await page.evaluate(() => sessionStorage.getItem('tcpscope.run'))).not.toBe('kept');
});

test.describe('when something breaks', () => {
  test.use({ expectedErrors: /unreachable|ERR_FAILED|NetworkError|Failed to fetch/ });

  test('a trap brings up the notice even if the panic hook did not run', { tag: '@firefox' }, async ({ page }) => {
    await open(page);
    await page.evaluate(() => {
      setTimeout(() => {
        throw new WebAssembly.RuntimeError('unreachable');
      });
    });
    await expect(page.getByRole('alertdialog', { name: 'tcpscope has stopped' })).toBeVisible();
  });

  for (const extension of ['js', 'wasm', 'txt']) {
    test(`a page-*.${extension} that does not arrive brings up the notice`, { tag: '@firefox' }, async ({ page }) => {
      await page.route(`**/page-*.${extension}`, (route) => route.abort());
      await page.goto('/');
      await expect(page.getByRole('alertdialog', { name: 'tcpscope could not be loaded' })).toBeVisible();
    });
  }
});

test.describe('before the first paint', () => {
  test('language and theme follow the browser', async ({ browser, server }) => {
    const context = await browser.newContext({ locale: 'zh-TW', colorScheme: 'dark' });
    const page = await context.newPage();
    await page.goto(server.origin);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await context.close();
  });

  test('a choice that was stored has precedence', { tag: '@firefox' }, async ({ browser, server }) => {
    const context = await browser.newContext({ locale: 'zh-CN', colorScheme: 'dark' });
    const page = await context.newPage();
    await remembering(page, { 'tcpscope.lang': 'en', 'tcpscope.theme': 'light' });
    await page.goto(server.origin);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await context.close();
  });

  test('a sandboxed frame without storage starts too', { tag: '@firefox' }, async ({ page }) => {
    await page.route('**/frame.html', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<iframe sandbox="allow-scripts" src="/"></iframe>' }),
    );
    await page.goto('/frame.html');
    await ready(page.frameLocator('iframe'));
  });
});
