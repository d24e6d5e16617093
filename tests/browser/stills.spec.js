// The still of a lesson: before the module has come, where it cannot come, without scripts; then the page takes its place.

import { test, expect, open, ready } from './test.js';

/** Opens the page with its module held back until the function that this gives is called. */
async function heldBack(page, address, status) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route('**/page-*_bg.wasm', async (route) => {
    await released;
    await (status ? route.fulfill({ status }) : route.continue());
  });
  await page.goto(address);
  return release;
}

const still = (page) => page.locator('#still');

test('the still of the lesson that is asked for stands until the page does, and nothing shifts', { tag: '@firefox' }, async ({ page }) => {
  await page.addInitScript(() => {
    window.shifts = [];
    // Only Chromium measures it; others know no such entries, and say nothing.
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        window.shifts.push({ value, of: sources.map(({ node }) => node?.id || node?.className || node?.nodeName) });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const release = await heldBack(page, '/?lang=en#lesson=Four-Waves');
  await expect(still(page)).toBeVisible();
  await expect(still(page)).toHaveAttribute('src', './stills/four_waves.en.svg');
  await expect(still(page)).toHaveAttribute('alt', /A picture of the run/);
  expect(await still(page).evaluate((image) => image.naturalWidth)).toBe(824);
  await expect(page.locator('#boot')).toContainText('Loading');
  const before = await still(page).boundingBox();
  release();
  await ready(page);
  await expect(still(page)).toHaveCount(0);
  // The ladder takes the still's place: the same lifelines at the same distance from the left.
  const ladder = await page.locator('.picture').boundingBox();
  expect(Math.abs(ladder.x + ladder.width / 2 - before.x - before.width / 2)).toBeLessThan(20);
  const ofStill = await page.evaluate(() => window.shifts.filter(({ of }) => of.some((name) => ['boot', 'still'].includes(name))));
  expect(ofStill).toEqual([]);
});

test('a phone gets a narrow one, a reader of Chinese a Chinese one', { tag: '@firefox' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const release = await heldBack(page, '/?lesson=reset&lang=zh-CN');
  await expect(still(page)).toBeVisible();
  await expect(still(page)).toHaveAttribute('src', './stills/reset.zh-Hans.narrow.svg');
  await expect(still(page)).toHaveAttribute('alt', /时序图/);
  expect((await still(page).boundingBox()).width).toBeLessThanOrEqual(374);
  release();
  await ready(page);
});

test('an address that is oddly typed or escaped gets the right still, too', { tag: '@firefox' }, async ({ page }) => {
  for (const address of ['/#lesson＝reset＆lang＝zh', '/?lang=en&amp;lesson=reset&amp;lang=zh']) {
    const release = await heldBack(page, address);
    await expect(still(page), address).toHaveAttribute('src', './stills/reset.zh-Hans.svg');
    release();
    await ready(page);
    await page.unrouteAll();
    await page.goto('about:blank');
  }
});

test.describe('opened by itself', () => {
  // Its own style is inline, and the policy forbids such. Browsers look for an icon of a page that names none.
  test.use({ expectedErrors: /inline style|style-src-elem: inline|404/ });

  test('a still is drawn under the strict policy, too', { tag: '@firefox' }, async ({ page, browserName }) => {
    const light = ['reset.en', 'light', 'rgb(255, 255, 255)'];
    const dark = ['last_ack_lost.zh-Hans.narrow', 'dark', 'rgb(23, 30, 38)'];
    for (const [still, scheme, paper] of browserName === 'firefox' ? [light] : [light, dark]) {
      // The driver can make only Chromium prefer one.
      await page.emulateMedia({ colorScheme: scheme });
      const response = await page.goto(`/stills/${still}.svg`);
      expect(response.headers()['content-security-policy']).toContain("style-src 'self'");
      const looks = await page.evaluate(() => {
        const look = (part) => getComputedStyle(document.querySelector(part));
        return [look('.paper').fill, look('.line').fill, look('.line').stroke === look('.line').color, look('.title').fontWeight];
      });
      expect(looks, still).toEqual([paper, 'none', true, '700']);
    }
  });
});

test.describe('as it is painted', () => {
  // Playwright's own, which it adds in Firefox to take a screenshot.
  test.use({ expectedErrors: /blocked an inline style|style-src-elem: inline/ });

  test('the still is in the colours of the page, whatever the system prefers', { tag: '@firefox' }, async ({ page }) => {
    for (const theme of ['light', 'dark']) {
      const release = await heldBack(page, `/?theme=${theme}&lesson=reset#${theme}`);
      await expect(still(page)).toBeVisible();
      // A corner of the paper, as it is painted.
      const box = await still(page).boundingBox();
      const shot = await page.screenshot({ clip: { x: box.x + 300, y: box.y + 20, width: 4, height: 4 }, caret: 'initial' });
      const colour = await page.evaluate(async (png) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        return [...context.getImageData(1, 1, 1, 1).data].slice(0, 3);
      }, shot.toString('base64'));
      expect(colour, theme).toEqual(theme === 'light' ? [255, 255, 255] : [23, 30, 38]);
      release();
      await ready(page);
      await page.unrouteAll();
    }
  });
});

test.describe('without a still', () => {
  test.use({ expectedErrors: /404/ });

  test('the notice is there, and then the page', { tag: '@firefox' }, async ({ page }) => {
    await page.route('**/stills/*', (route) => route.fulfill({ status: 404 }));
    const release = await heldBack(page, '/?lang=en');
    await expect(page.locator('#boot')).toBeVisible();
    await expect(still(page)).toHaveCount(0);
    release();
    await ready(page);
  });
});

test.describe('without a module', () => {
  test.use({ expectedErrors: /503|WebAssembly|wasm|MIME/i });

  test('the still stays behind the notice', { tag: '@firefox' }, async ({ page }) => {
    const release = await heldBack(page, '/?lang=en', 503);
    await expect(still(page)).toBeVisible();
    release();
    await expect(page.locator('#crash')).toBeVisible();
    await expect(still(page)).toBeVisible();
  });
});

test('without scripts there is the first lesson, drawn and as text', async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.origin);
  const image = page.locator('noscript img, body > img');
  await expect(page.getByRole('img', { name: /first lesson/ })).toBeVisible();
  expect(await image.count()).toBeLessThanOrEqual(1);
  const response = await page.goto(new URL('stills/three_way_handshake.en.txt', server.origin).href);
  expect(await response.text()).toContain('SYN-SENT');
  await context.close();
});

test('a still becomes a PNG under a strict policy', { tag: '@firefox' }, async ({ page, server }) => {
  await open(page);
  const size = await page.evaluate(async () => {
    const svg = await (await fetch('./stills/four_waves.en.svg')).text();
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return [canvas.width, canvas.toDataURL().length];
  });
  expect(size[0]).toBe(2 * 824);
  expect(size[1]).toBeGreaterThan(20_000);
});

test('on paper there is the ladder, in light colours, and nothing to press', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await open(page, '/?lesson=four_waves&theme=dark');
  await page.keyboard.press('End');
  await expect(page.getByTestId('ladder')).toBeVisible();
  for (const pressed of ['.header', '.transport', '.inspector', '.experiment', '.client', '.server']) {
    await expect(page.locator(pressed).first()).toBeHidden();
  }
  const paper = await page.evaluate(() => ({
    whole: document.querySelector('.picture').clientHeight <= document.getElementById('ladder').clientHeight,
    colour: getComputedStyle(document.body).backgroundColor,
  }));
  expect(paper).toEqual({ whole: true, colour: 'rgb(247, 248, 250)' });
});

test('paper narrower than the screen cuts nothing off, and two lanes stand below their names', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page, '/#lesson=last_ack_lost&t=1.75s');
  await expect(page.locator('.picture')).toHaveCount(2);
  await expect.poll(() => page.locator('.picture').first().evaluate((picture) => picture.clientWidth)).toBeGreaterThan(900);
  // In one go: no script runs while a page is printed, so that nothing is laid out anew.
  const paper = await page.evaluate(() => {
    document.body.style.width = '700px';
    const sides = (element) => {
      const { left, right } = element.getBoundingClientRect();
      return [Math.round(left), Math.round(right)];
    };
    const [lanes, pictures] = ['.lane', '.picture'].map((all) => [...document.querySelectorAll(all)].map(sides));
    return { lanes, pictures, question: document.querySelector('.lesson h2').checkVisibility(), pressed: document.querySelector('[data-testid="guess"]')?.checkVisibility() ?? false };
  });
  paper.pictures.forEach(([left, right], place) => {
    expect(Math.abs(left - paper.lanes[place][0])).toBeLessThan(20);
    expect(right).toBeLessThanOrEqual(700);
  });
  expect(paper).toMatchObject({ question: true, pressed: false });
});

test('an embed on paper has no button over its ladder', async ({ page }) => {
  await open(page, '/?embed=1#lesson=four_waves&t=0.5s');
  await expect(page.getByTestId('start')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const pressed of ['.start', '.embed-foot', '.chip-host']) {
    await expect(page.locator(pressed).first()).toBeHidden();
  }
  await expect(page.locator('.embed-head h1')).toBeVisible();
});
