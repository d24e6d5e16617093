// The page under a finger: real touch events, of which the browser makes taps, swipes and pinches itself.

import { test, expect, open, settled } from './test.js';

test.use({ viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true });

/** Fingers from here to there, in steps as they move; of each finger both places, `[x, y]`. */
async function move(page, ...fingers) {
  const session = await page.context().newCDPSession(page);
  const send = (type, part) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: fingers.map(([[x, y], [toX, toY]], id) => ({ id, x: x + (toX - x) * part, y: y + (toY - y) * part })),
    });
  await send('touchStart', 0);
  for (let part = 1; part <= 10; part += 1) {
    await send('touchMove', part / 10);
    await settled(page);
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await settled(page);
}

/** A swipe by so many pixels, begun in the middle of what is given. */
async function swipe(page, locator, distance) {
  const { x, y, width, height } = await locator.boundingBox();
  const from = [x + width / 2, y + height / 2];
  await move(page, [from, [from[0], from[1] + distance]]);
}

/** Takes the run to where a segment is half way, and stops there. */
async function segmentInFlight(page) {
  await open(page, '/?lesson=three_way_handshake');
  await page.keyboard.press('Home');
  const flying = page.locator('.segment.in-flight');
  for (let steps = 0; steps < 20 && (await flying.count()) === 0; steps += 1) {
    await page.keyboard.press('ArrowRight');
  }
  for (let steps = 0; steps < 4; steps += 1) {
    await page.keyboard.press('.');
  }
  return flying.first();
}

test('a segment in flight is met by a finger within 22 px of its dot, and its menu opens', async ({ page }) => {
  const segment = await segmentInFlight(page);
  const dot = segment.locator('.flight .dot');
  await dot.scrollIntoViewIfNeeded();
  for (const [aside, above] of [[0, 0], [0, -20], [0, 20], [20, 0], [-20, 0], [14, 14]]) {
    const { x, y, width, height } = await dot.boundingBox();
    await page.touchscreen.tap(x + width / 2 + aside, y + height / 2 + above);
    await expect(page.getByRole('menu'), `${aside}, ${above} beside the dot`).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
  }
});

test('a segment can be caught while it moves, and stands while it is dealt with', async ({ page }) => {
  await open(page, '/?lesson=three_way_handshake');
  await page.keyboard.press('Home');
  await page.locator('.speed').selectOption('0.5×');
  await page.getByTestId('play').tap();
  const dot = page.locator('.segment.in-flight .flight .dot').first();
  await expect(dot).toBeVisible();
  // Where it is now: a slow machine may take until after its arrival to say where it was.
  await expect(async () => {
    const { x, y, width, height } = await dot.boundingBox({ timeout: 2_000 });
    await page.touchscreen.tap(x + width / 2, y + height / 2);
    await expect(page.getByRole('menu')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const clock = await page.getByTestId('clock').textContent();
  await settled(page);
  await settled(page);
  expect(await page.getByTestId('clock').textContent()).toBe(clock);
  await page.getByRole('menuitem').first().tap();
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(page.getByTestId('ladder')).toContainText('dropped by you');
});

test('a swipe scrolls the ladder, and at its end the page', async ({ page }) => {
  await open(page, '/?lesson=three_waves');
  await page.keyboard.press('End');
  const ladder = page.getByTestId('ladder');
  const places = () => ladder.evaluate((box) => [Math.round(box.scrollTop), Math.round(window.scrollY)]);
  const [before, pageBefore] = await places();
  expect(before).toBeGreaterThan(60);
  await swipe(page, ladder, 50);
  const [scrolled, pageScrolled] = await places();
  expect(scrolled).toBeLessThan(before);
  expect(pageScrolled).toBe(pageBefore);
  // Down to its end, and on: what the ladder does not need, the page gets.
  for (let swipes = 0; swipes < 6; swipes += 1) {
    await swipe(page, ladder, -220);
  }
  const [end, pageEnd] = await places();
  expect(end).toBeGreaterThan(scrolled);
  expect(pageEnd).toBeGreaterThan(0);
});

test('the bar is dragged along without the page, and a swipe that begins on it still scrolls the page', async ({ page }) => {
  await open(page, '/?lesson=three_waves');
  await page.keyboard.press('Home');
  const scrub = page.locator('#scrub');
  await scrub.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => window.scrollY);
  const box = await scrub.boundingBox();
  const middle = box.y + box.height / 2;
  // A thumb goes up and down as well.
  await move(page, [[box.x + 4, middle], [box.x + box.width * 0.6, middle + 12]]);
  expect(Number(await scrub.inputValue())).toBeGreaterThan(Number(await scrub.getAttribute('max')) * 0.4);
  expect(await page.evaluate(() => window.scrollY)).toBe(before);
  await page.evaluate(() => window.scrollTo(0, 0));
  await swipe(page, scrub, -150);
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
});

test('two fingers on the ladder make the page larger', async ({ page }) => {
  await open(page);
  const { x, y, width, height } = await page.getByTestId('ladder').boundingBox();
  const [middle, level] = [x + width / 2, y + height / 2];
  await move(page, [[middle - 30, level], [middle - 120, level]], [[middle + 30, level], [middle + 120, level]]);
  await expect.poll(() => page.evaluate(() => window.visualViewport.scale)).toBeGreaterThan(1.5);
});

test('a long press selects nothing and opens nothing', async ({ page }) => {
  const segment = await segmentInFlight(page);
  await page.evaluate(() => {
    window.menus = 0;
    document.addEventListener('contextmenu', (event) => {
      window.menus += event.defaultPrevented ? 0 : 1;
    });
  });
  const session = await page.context().newCDPSession(page);
  for (const place of [segment.locator('.flight .dot'), page.getByTestId('play'), page.getByTestId('ladder').locator('.label text').first()]) {
    await place.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await place.boundingBox();
    await session.send('Input.synthesizeTapGesture', {
      x: x + width / 2,
      y: y + height / 2,
      duration: 1_200,
      gestureSourceType: 'touch',
    });
    await settled(page);
    expect(await page.evaluate(() => getSelection().toString())).toBe('');
    await page.keyboard.press('Escape');
  }
});

for (const [name, viewport] of [['a phone', { width: 390, height: 700 }], ['a tablet', { width: 1100, height: 820 }]]) {
  test(`every button is 44 px high and wide under a finger on ${name}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page, '/?lesson=four_waves');
    const small = async (what) =>
      page.evaluate((shown) => {
        const scope = document.querySelector('dialog[open]') ?? document;
        const all = [...scope.querySelectorAll('button, select, summary')].filter((it) => it.checkVisibility({ visibilityProperty: true }));
        // Words within a sentence are as high as the sentence.
        const standing = all.filter((it) => !it.matches('.ask'));
        return standing
          .map((it) => [it, it.getBoundingClientRect()])
          .filter(([, { width, height }]) => width > 0 && (width < 43.5 || height < 43.5))
          .map(([it, { width, height }]) => `${shown}: ${it.className} "${it.textContent}" ${Math.round(width)}x${Math.round(height)}`);
      }, what);
    const wrong = await small('page');
    if (viewport.width < 800) {
      await page.locator('#tab-experiment').tap();
      wrong.push(...(await small('experiment')));
      await page.locator('.chip-host').first().tap();
      wrong.push(...(await small('host')));
    }
    await page.locator('#tab-log').tap();
    wrong.push(...(await small('log')));
    await page.getByTestId('lesson-title').tap();
    wrong.push(...(await small('list')));
    expect(wrong).toEqual([]);
  });
}
