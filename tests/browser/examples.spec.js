// Pages as authors write them (tests/examples), built with each platform's own tool and opened from an origin of their own.
// They name tcpscope by an address of which no such host exists; here the address of a server of dist/ stands in its place.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from './server.js';
import { expect, patientTest } from './test.js';

const EXAMPLES = fileURLToPath(new URL('../../target/examples/', import.meta.url));
const TCPSCOPE = 'https://tcpscope.example';

const test = patientTest.extend({
  tcpscope: [
    async ({}, use) => {
      const server = await serve();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],

  // Opens a platform's page. What its theme fetches from elsewhere does not come, as behind many a firewall.
  openExample: async ({ page, tcpscope }, use) => {
    const hosts = [];
    const thrown = [];
    const missing = [];
    page.on('pageerror', (error) => thrown.push(String(error)));
    page.on('response', (response) => response.status() >= 400 && missing.push(response.url()));
    await use(async (platform, path = '/') => {
      const folder = EXAMPLES + platform;
      expect(existsSync(folder), `${platform}: 'scripts/test examples' builds the pages first`).toBe(true);
      const host = await serve(folder, { headers: {}, fill: (text) => text.replaceAll(TCPSCOPE, tcpscope.origin) });
      hosts.push(host);
      await page.route(
        ({ origin, protocol }) => /^https?:$/.test(protocol) && ![host.origin, tcpscope.origin].includes(origin),
        (route) => route.abort(),
      );
      await page.goto(host.origin + path);
    });
    await Promise.all(hosts.map((host) => host.close()));
    expect(thrown, 'errors that nothing caught').toEqual([]);
    expect(missing, 'files that are not there').toEqual([]);
  },
});

/** The embed that shows this lesson, when its machine is there. */
async function embed(page, lesson) {
  const frame = page.frameLocator(`iframe[src*="lesson=${lesson}"]`);
  await expect(frame.getByTestId('ladder'), lesson).toBeVisible();
  return frame;
}

/** Plays it, and sees time pass. By a key: in a frame that is scaled, as on slides, the driver's pointer misses its mark. */
async function plays(frame) {
  const before = await frame.getByTestId('clock').textContent();
  await frame.getByTestId('play').press('Enter');
  await expect(frame.getByTestId('clock')).not.toHaveText(before);
}

const PAGES = [
  ['html', '/', ['three-way-handshake', 'two-way-handshake', 'last-ack-lost']],
  ['mdbook', '/four-waves.html', ['four-waves', 'three-waves']],
  ['vitepress', '/', ['last-ack-lost', 'old-segments']],
  ['docusaurus', '/', ['syn-flood', 'reset']],
  ['hexo', '/', ['forgotten-close', 'half-open']],
];

for (const [platform, path, lessons] of PAGES) {
  test(`${platform}: every embed of the page runs`, async ({ page, openExample }) => {
    await openExample(platform, path);
    for (const lesson of lessons) {
      await plays(await embed(page, lesson));
    }
    // What the author has put in their places is no longer seen.
    await expect(page.locator('tcp-scope a:visible')).toHaveCount(0);
  });
}

test('reveal.js: an embed starts with its slide', async ({ page, openExample }) => {
  await openExample('reveal');
  await expect(page.locator('iframe[src]')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await plays(await embed(page, 'three-way-handshake'));
  // Back to the deck, as a click beside the frame would.
  await page.locator('body').click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('ArrowRight');
  await plays(await embed(page, 'four-waves'));
});

test('a platform that strips frames: the picture shows the run and leads to it', async ({ page, openExample }) => {
  await openExample('picture');
  await expect(page.locator('iframe')).toHaveCount(0);
  const picture = page.getByRole('img', { name: /ladder/ });
  await expect.poll(() => picture.evaluate((image) => image.naturalWidth)).toBeGreaterThan(300);
  for (const [link, drops] of [[picture, false], [page.getByRole('link', { name: 'open this run' }), true]]) {
    await link.click();
    await expect(page.getByTestId('lesson-title')).toContainText('TIME-WAIT');
    await page.keyboard.press('End');
    // The link behind the words says so; the one behind the picture does not.
    const text = await page.getByTestId('ladder').textContent();
    expect(text.includes('dropped by you'), text).toBe(drops);
    await page.goBack();
  }
});
