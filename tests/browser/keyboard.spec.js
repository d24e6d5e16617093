// Who has no pointer: every part of the page is on the way of the Tab key or of the arrow keys, what has the focus is seen,
// the focus is never lost, and keys on their own can be turned off.

import { test, expect, open, remembering } from './test.js';

/** What has the focus: where it is, whether it is in sight, and whether something marks it. */
function focused(page) {
  return page.evaluate(() => {
    const it = document.activeElement;
    if (it === null || it === document.body) {
      return { name: 'nothing' };
    }
    const box = it.getBoundingClientRect();
    const marked = [it, ...it.querySelectorAll('*')].some((part) => {
      const { outlineStyle, outlineWidth, strokeWidth, backgroundColor } = getComputedStyle(part);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || (part !== it && Number.parseFloat(strokeWidth) >= 3 && part.matches('rect, circle')) || (it.matches('.edge') && backgroundColor !== '');
    });
    // Of what is on the screen, something of it is on top: no bar covers all of it.
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    let seen = false;
    for (let across = 1; across < 8 && !seen; across += 1) {
      for (let down = 1; down < 8 && !seen; down += 1) {
        const hit = document.elementFromPoint(left + ((right - left) * across) / 8, top + ((bottom - top) * down) / 8);
        seen = hit !== null && (it.contains(hit) || hit.contains(it));
      }
    }
    return {
      name: it.getAttribute('aria-label') ?? it.id ?? '',
      text: it.textContent.trim().slice(0, 40),
      key: `${it.tagName} ${it.id} ${it.dataset.testid ?? ''} ${it.getAttribute('aria-label') ?? ''} ${it.textContent.trim().slice(0, 60)} ${Math.round(box.left + scrollX)}`,
      part: it.closest('header, main, section, dialog')?.className.split(' ')[0] ?? '',
      seen: seen && right > left && bottom > top,
      marked,
    };
  });
}

for (const [width, height] of [[1360, 860], [390, 844], [320, 256]]) {
  test(`the Tab key leads through the whole page and out of it, at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await remembering(page, { 'tcpscope.lang': 'en' });
    await open(page, '/?lesson=four_waves');
    await expect(page.locator('.lesson.waiting')).toBeVisible({ timeout: 30_000 });
    await page.locator('body').press('ArrowRight');
    const reachable = await page.evaluate(
      () =>
        [...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')].filter(
          (it) => it.tabIndex >= 0 && !it.disabled && it.checkVisibility() && (it.closest('details:not([open])') === null || it.matches('summary')),
        ).length,
    );
    const way = [];
    for (let tabs = 0; tabs < reachable + 30; tabs += 1) {
      await page.keyboard.press('Tab');
      const here = await focused(page);
      if (here.name === 'nothing' || (way.length > 5 && here.key === way[0].key)) {
        break;
      }
      way.push(here);
    }
    expect(way.filter(({ seen }) => !seen).map(({ key }) => key), 'covered, or out of sight').toEqual([]);
    expect(way.filter(({ marked }) => !marked).map(({ key }) => key), 'focused, and nothing shows it').toEqual([]);
    expect(new Set(way.map(({ key }) => key)).size, 'each of them once').toBeGreaterThanOrEqual(reachable - 2);
    const parts = [...new Set(way.map(({ part }) => part).filter((part) => part !== ''))];
    expect(parts.slice(0, 4), 'in the order in which the page is read').toEqual(['header', 'stage', 'lesson', 'transport']);
  });
}

test('one segment is on the way of the Tab key, and the arrow keys lead to all others', { tag: '@firefox' }, async ({ page }) => {
  await open(page, '/?lesson=three_way_handshake');
  await expect(page.locator('.lesson.waiting')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('End');
  const segments = page.locator('.segment');
  const count = await segments.count();
  expect(count).toBeGreaterThan(8);
  await expect(page.locator('.segment[tabindex="0"]')).toHaveCount(1);
  await page.getByTestId('ladder').focus();
  await page.keyboard.press('Tab');
  const seen = new Set();
  for (let steps = 0; steps < count; steps += 1) {
    seen.add(await page.evaluate(() => document.activeElement.id));
    await page.keyboard.press('ArrowUp');
  }
  expect(seen.size).toBe(count);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  // One that has arrived tells why it was sent.
  await expect(page.getByTestId('because')).toContainText('#2');
  await expect(page.getByTestId('status')).toContainText('#2');
});

test('the focus is not lost when what has it goes', { tag: '@firefox' }, async ({ page }) => {
  await open(page, '/?lesson=three_way_handshake');
  await expect(page.locator('.lesson.waiting')).toBeVisible({ timeout: 30_000 });
  const focus = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || document.activeElement?.tagName);
  // A segment that has not been sent yet, once one steps back.
  await page.locator('.segment').last().focus();
  while ((await focus()).startsWith('segment')) {
    await page.keyboard.press('ArrowLeft');
  }
  expect(await focus()).toBe('ladder');
  // A link of the chain that another answer takes the place of.
  await page.keyboard.press('End');
  await page.locator('.chain button').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  expect(await focus()).toBe('pane');
  // The way to the next question, at the last one.
  while (await page.getByTestId('lesson-next').isEnabled()) {
    await page.getByTestId('lesson-next').focus();
    await page.keyboard.press('Enter');
  }
  expect(await focus()).not.toBe('BODY');
});

test('the tabs go round, and not to one that is hidden', async ({ page }) => {
  await open(page);
  await page.locator('#tab-why').focus();
  for (const tab of ['diagram', 'segment', 'log', 'sockets', 'sockets']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.locator(`#tab-${tab}`)).toBeFocused();
    await expect(page.locator(`#tab-${tab}`)).toHaveAttribute('aria-selected', 'true');
  }
});

test('keys on their own can be turned off, for good or by the address', { tag: '@firefox' }, async ({ page }) => {
  const clock = page.getByTestId('clock');
  await open(page, '/?lesson=three_way_handshake');
  await expect(page.locator('.lesson.waiting')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Home');
  await expect(clock).toHaveText('t = 0.00 s');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog');
  await dialog.getByTestId('keys').click();
  await expect(dialog.getByTestId('keys')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const nothing = async () => {
    for (const key of ['ArrowRight', 'End', ' ', 'b', 'd', '?', '.']) {
      await page.locator('body').press(key);
    }
    await expect(clock).toHaveText('t = 0.00 s');
    await expect(dialog).toBeHidden();
  };
  await nothing();
  // What has the focus keeps its own keys.
  await page.getByTestId('scrub').focus();
  await page.keyboard.press('End');
  await expect(clock).not.toHaveText('t = 0.00 s');
  await page.keyboard.press('Home');
  await expect(clock).toHaveText('t = 0.00 s');

  await open(page, '/?lesson=three_way_handshake&t=0s');
  await nothing();
  // The button still leads there, and turns them on again.
  await page.locator('.help-button').click();
  await dialog.getByTestId('keys').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await expect(clock).not.toHaveText('t = 0.00 s');

  await open(page, '/?lesson=three_way_handshake&t=0s&keys=0');
  await nothing();
});

test('keys on their own leave text fields, lists and dialogs alone', async ({ page }) => {
  await open(page, '/?lesson=three_way_handshake');
  await expect(page.locator('.lesson.waiting')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Home');
  await page.getByTestId('speed').focus();
  await page.keyboard.press('End');
  await page.getByTestId('lesson-title').click();
  for (const key of ['ArrowRight', 'End', 'd', 'b', '?']) {
    await page.keyboard.press(key);
  }
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('clock')).toHaveText('t = 0.00 s');
});

test('a whole lesson by keyboard alone: guesses, a loss, an own experiment, and back', { tag: '@firefox' }, async ({ page }) => {
  test.setTimeout(300_000);
  await open(page, '/?lesson=last_ack_lost');
  /** Tab, and nothing else, until what has the focus is what is looked for. */
  const tabTo = async (locator, key = 'Tab') => {
    for (let tabs = 0; tabs < 150; tabs += 1) {
      if (await locator.evaluate((it) => it === document.activeElement)) {
        return;
      }
      await page.keyboard.press(key);
    }
    throw new Error(`the Tab key does not lead to ${locator}`);
  };
  const play = page.getByTestId('play');
  const steps = page.locator('.step-mark');
  const last = (await steps.count()) - 1;
  const presses = { guess: 0, offer: 0, own: 0, back: 0 };
  const right = page.locator('[data-right]');
  for (let turns = 0; turns < 200; turns += 1) {
    // The lesson plays by itself to where it waits. What is there is asked only when nothing moves any more: a key now might
    // take it past that.
    await expect(play).toHaveAttribute('aria-label', 'Play', { timeout: 30_000 });
    const offer = page.locator('[data-testid^="offer-"]').first();
    const back = page.getByTestId('back');
    const isWaiting = await page.locator('.lesson.waiting').isVisible();
    if (await back.isVisible()) {
      await tabTo(back);
      await page.keyboard.press('Enter');
      presses.back += 1;
    } else if (isWaiting && (await right.isVisible())) {
      await tabTo(right);
      await page.keyboard.press('Enter');
      presses.guess += 1;
    } else if (isWaiting && (await offer.isVisible())) {
      if (presses.own === 0 && (await page.locator('.segment.in-flight').count()) > 0) {
        // Something else than the lesson says, first, by the menu of the segment in flight.
        await tabTo(page.locator('.segment.in-flight[tabindex="0"]').first(), 'Shift+Tab');
        await page.keyboard.press('Enter');
        await expect(page.getByTestId('menu').getByRole('menuitem').first()).toBeFocused();
        // It may also be delayed by the lesson's own offer: duplicate it.
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await expect(back).toBeVisible();
        presses.own += 1;
      } else {
        await tabTo(offer);
        await page.keyboard.press('Enter');
        presses.offer += 1;
      }
    } else if (await steps.nth(last).getAttribute('aria-current')) {
      break;
    } else {
      await page.keyboard.press('ArrowRight');
    }
    expect(await page.evaluate(() => document.activeElement !== document.body || document.activeElement.dataset.begun === undefined)).toBe(true);
  }
  await expect(steps.nth(last)).toHaveAttribute('aria-current', 'step');
  expect(presses.guess).toBeGreaterThan(0);
  expect(presses.offer).toBeGreaterThan(0);
  expect(presses.own).toBe(1);
  expect(presses.back).toBe(1);
});
