// The way through all lessons, for tests and pictures that must see each of them.

import { expect } from '@playwright/test';
import { open, settled, told } from './test.js';

/** The names of all lessons and claims, as the page's own list has them. */
export async function lessonsOf(page) {
  await open(page);
  await page.getByTestId('lesson-title').click();
  const items = page.locator('dialog[open] [data-testid^="lesson-"]');
  await expect(items.first()).toBeVisible();
  const ids = await items.evaluateAll((all) => all.map((item) => item.dataset.testid));
  return ids.map((id) => id.replace('lesson-', ''));
}

/**
 * Walks the open lesson to the middle of its steps: guesses are skipped, the first offer is taken. There the run has
 * something to show, and the lesson something to say.
 */
export async function toTheMiddle(page) {
  await told(page);
  await page.evaluate(async () => {
    const by = (id) => document.querySelector(`[data-testid="${id}"]`);
    const drawn = () => new Promise((resolve) => setTimeout(resolve, 0));
    const taken = new Set();
    for (let turns = 0; turns < 2_000; turns += 1) {
      const marks = [...document.querySelectorAll('.step-mark')];
      const present = marks.findIndex((mark) => mark.hasAttribute('aria-current'));
      if (present >= Math.floor(marks.length / 2)) {
        break;
      }
      const skip = document.querySelector('.choices .skip');
      const offer = document.querySelector('[data-testid^="offer-"]');
      if (skip) {
        skip.click();
      } else if (offer && !taken.has(present)) {
        taken.add(present);
        offer.click();
      } else if (by('step').hasAttribute('aria-disabled')) {
        break;
      } else {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
      }
      await drawn();
    }
  });
  await settled(page);
}

/** Goes on to the last step of the open lesson that can be reached, and to the end of its run. */
export async function toTheEnd(page) {
  await page.locator('.step-mark').last().click();
  await page.keyboard.press('End');
  await page.evaluate(() => {
    document.activeElement.blur();
    window.scrollTo(0, 0);
  });
}
