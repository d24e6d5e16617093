// Every lesson, walked to its end in both languages as a reader would: what is asked is answered as the machine does, the
// first offer of each step is taken; then, for steps that only another offer leads to, the second, and so on.

import { test, expect, open, remembering } from './test.js';
import { lessonsOf } from './tour.js';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/**
 * Walks the open lesson inside the page, where a step costs no round trip. Returns the steps seen and what is wrong.
 * A book that is still on its way is waited for.
 */
async function walk(taking) {
  const by = (id) => document.querySelector(`[data-testid="${id}"]`);
  const drawn = () => new Promise((resolve) => setTimeout(resolve, 0));
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const marks = () => [...document.querySelectorAll('.step-mark')];
  const present = () => marks().findIndex((mark) => mark.hasAttribute('aria-current'));
  const seen = new Set();
  const wrong = new Set();
  const done = new Set();
  const slid = new Set();
  /** Reads the present step; returns its place. */
  const look = () => {
    const step = present();
    const text = by('lesson-text')?.textContent ?? '';
    if (step >= 0) {
      seen.add(step);
      const fault = text === '' ? 'no text' : /[{}—]/.test(text) ? `not filled: ${text}` : '';
      if (fault !== '') {
        wrong.add(`step ${step + 1}: ${fault}`);
      }
    }
    if (by('grade')?.classList.contains('wrong')) {
      wrong.add(`the machine's own answer is called wrong: ${by('grade').textContent}`);
    }
    return step;
  };
  for (let waited = 0; document.querySelector('.lesson[aria-busy]') && waited < 500; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  for (let turns = 0; turns < 2_000; turns += 1) {
    const step = look();
    const right = document.querySelector('[data-right]');
    const slide = by('slide');
    const offers = [...document.querySelectorAll('[data-testid^="offer-"]')];
    const offer = offers[Math.min(taking, offers.length - 1)];
    if (right) {
      right.click();
    } else if (slide && !slid.has(step)) {
      slid.add(step);
      // To its other end and back: the run is formed anew, and another step may be the present one meanwhile.
      for (const place of [slide.max, slide.value]) {
        slide.value = place;
        slide.dispatchEvent(new Event('input', { bubbles: true }));
        await drawn();
        look();
      }
    } else if (offer && !done.has(step)) {
      done.add(step);
      offer.click();
    } else if (by('step').hasAttribute('aria-disabled')) {
      break;
    } else {
      press('ArrowRight');
    }
    await drawn();
  }
  return { seen: [...seen], wrong: [...wrong], steps: marks().length };
}

for (const language of ['en', 'zh-Hans']) {
  // In Firefox in one language: the texts are the same there, and drawing takes its time.
  test(`every lesson can be walked to its end in ${language}`, { tag: language === 'en' ? [] : '@firefox' }, async ({ page }) => {
    test.setTimeout(240_000);
    await remembering(page, { 'tcpscope.lang': language });
    const wrong = [];
    const all = await lessonsOf(page);
    expect(all.length).toBeGreaterThan(3);
    for (const lesson of all) {
      const seen = new Set();
      let steps = 1;
      for (let taking = 0; taking < 4 && seen.size < steps; taking += 1) {
        await open(page, `/?lesson=${lesson}`);
        const walked = await page.evaluate(walk, taking);
        walked.seen.forEach((step) => seen.add(step));
        wrong.push(...walked.wrong.map((fault) => `${lesson}, ${fault}`));
        steps = walked.steps;
      }
      if (seen.size < steps) {
        wrong.push(`${lesson}: only the steps ${[...seen].map((step) => step + 1)} of ${steps} are ever seen`);
      }
    }
    expect(wrong).toEqual([]);
  });
}

test('who opens the page for the first time finds why two segments are not enough', async ({ page }) => {
  await open(page);
  await expect(page.getByTestId('lesson-next')).toContainText(/two/);
  await page.getByTestId('lesson-title').click();
  await expect(page.getByTestId('lesson-two_way_handshake')).toContainText('Why is a two-way handshake not enough?');
  await page.getByTestId('lesson-two_way_handshake').click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByTestId('lesson-title')).toContainText('ghost');
});

test('own experiments leave the lesson, and a button leads back to where it was left', async ({ page }) => {
  await open(page, '/?lesson=four_waves');
  await page.keyboard.press('ArrowRight');
  const before = await page.getByTestId('ladder').textContent();
  await page.getByTestId('control-drop-next').getByRole('button', { name: 'ACK' }).click();
  await page.keyboard.press('End');
  await page.getByTestId('back').click();
  await expect(page.getByTestId('back')).toBeHidden();
  expect(await page.getByTestId('ladder').textContent()).toBe(before);
});

test('the focus stays with the lesson when a guess has been used and is gone, and with an offer that has been used', async ({ page }) => {
  await open(page, '/?lesson=two_way_handshake');
  const lesson = page.locator('.lesson');
  await expect(page.getByTestId('guess')).toBeVisible();
  await page.locator('[data-right]').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('guess')).toBeHidden();
  await expect(lesson).toBeFocused();
  const offer = page.getByTestId('offer-0');
  for (let steps = 0; steps < 60 && !(await offer.isVisible()); steps += 1) {
    await page.keyboard.press('ArrowRight');
  }
  await offer.focus();
  await page.keyboard.press('Enter');
  await expect(offer).toBeHidden();
  await expect(page.getByTestId('refused-0')).toBeFocused();
});

test('an offer stays when it has been taken or its time is over, and says why it is none', async ({ page }) => {
  await open(page, '/?lesson=sequence_numbers');
  await expect(page.locator('.lesson.waiting')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.offer')).toHaveText(['Drop #4']);
  while (await page.getByTestId('offer-0').isVisible()) {
    await page.keyboard.press('ArrowRight');
  }
  const refused = page.getByTestId('refused-0');
  await refused.focus();
  await expect(page.locator('.offers .reason')).toHaveText('#4 is not on its way any more. Step back to when it was.');
  await expect(refused).not.toHaveClass(/done/);
  while (await refused.isVisible()) {
    await page.keyboard.press('ArrowLeft');
  }
  await expect(page.locator('.offers .reason')).toHaveCount(0);
  await page.getByTestId('offer-0').click();
  await expect(refused).toHaveClass(/done/);
  await page.mouse.move(0, 0);
  await refused.hover();
  await expect(page.locator('.offers .reason')).toHaveText(/^Done in this run/);
});

test('guesses can be turned off for good, and the score stays on this device', async ({ page }) => {
  await open(page);
  for (let steps = 0; steps < 60 && !(await page.getByTestId('guess').isVisible()); steps += 1) {
    await page.keyboard.press('ArrowRight');
  }
  await page.locator('[data-right]').click();
  for (let steps = 0; steps < 60 && !(await page.getByTestId('grade').isVisible()); steps += 1) {
    await page.keyboard.press('ArrowRight');
  }
  await expect(page.getByTestId('grade')).toHaveClass(/right/);
  await page.getByTestId('lesson-title').click();
  await page.getByTestId('predict').click();
  await expect(page.getByTestId('predict')).toHaveAttribute('aria-pressed', 'false');
  await open(page);
  await page.getByTestId('lesson-title').click();
  await expect(page.getByRole('dialog')).toContainText('1 of 1 guesses right');
  await expect(page.getByTestId('predict')).toHaveAttribute('aria-pressed', 'false');
});

test.describe('without its book', () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test('a lesson says so, and fetches it once more when asked to', async ({ page }) => {
    await page.route('**/prose/**', (route) => route.abort());
    await open(page);
    await expect(page.locator('.lesson')).toContainText('has not arrived');
    await page.unroute('**/prose/**');
    await page.getByTestId('again').click();
    await expect(page.getByTestId('lesson-text')).toContainText('Two programs');
  });
});
