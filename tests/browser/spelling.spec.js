// The states in the spelling of sockets: everywhere on the page, remembered, and without a place where both stand.

import { test, expect, open, remembering, settled } from './test.js';
import { lessonsOf, toTheMiddle } from './tour.js';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const RFC = /\b(SYN-SENT|SYN-RECEIVED|FIN-WAIT-[12]|CLOSE-WAIT|LAST-ACK|TIME-WAIT)\b/;

/** Everything that people read or hear on the page, but for what is quoted. */
async function words(page) {
  return page.evaluate(() => {
    const quoted = (element) => element.closest('[translate="no"]');
    const texts = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      if (!quoted(texts.currentNode.parentElement)) {
        found.push(texts.currentNode.data);
      }
    }
    for (const element of document.querySelectorAll('#app *')) {
      if (!quoted(element)) {
        found.push(...['aria-label', 'title', 'aria-valuetext', 'aria-description'].map((name) => element.getAttribute(name) ?? ''));
      }
    }
    return found.filter((text) => text.trim());
  });
}

test('the states are spelt as sockets do everywhere, after a reload too, and back again', async ({ page }) => {
  await open(page, '/?lesson=four_waves');
  await toTheMiddle(page);
  expect((await words(page)).some((text) => RFC.test(text))).toBe(true);
  await page.getByTestId('lesson-title').click();
  await page.getByTestId('states').click();
  await expect(page.getByTestId('states')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  const look = async (what) => {
    await settled(page);
    // What was said to listeners is said anew only after a pause.
    await expect.poll(async () => (await words(page)).filter((text) => RFC.test(text)), what).toEqual([]);
  };
  for (const tab of ['why', 'segment', 'diagram', 'log', 'sockets']) {
    await page.locator(`#tab-${tab}`).click();
    await look(tab);
  }
  await expect(page.getByTestId('ladder')).toContainText('FIN_WAIT1');
  await expect(page.getByTestId('ladder')).toContainText('SYN_RECV');
  // The tool prints its own names.
  await expect(page.getByTestId('sockets-client')).toContainText('FIN-WAIT-1');
  await page.reload();
  await toTheMiddle(page);
  await expect(page.getByTestId('ladder')).toContainText('SYN_RECV');
  await page.getByTestId('lesson-title').click();
  await page.getByTestId('states').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('ladder')).toContainText('SYN-RECEIVED');
});

test('no lesson has a state in another spelling, whatever the language', async ({ page }) => {
  test.setTimeout(300_000);
  await remembering(page, { 'tcpscope.states': 'socket' });
  const wrong = [];
  const seen = new Set();
  for (const [place, lesson] of (await lessonsOf(page)).entries()) {
    await open(page, `/?lesson=${lesson}&lang=${place % 2 ? 'zh-Hans' : 'en'}`);
    await toTheMiddle(page);
    for (const text of await words(page)) {
      if (RFC.test(text)) {
        wrong.push(`${lesson}: ${text}`);
      }
      (text.match(/\b[A-Z]+_[A-Z0-9]+\b/g) ?? []).forEach((name) => seen.add(name));
    }
  }
  expect(wrong).toEqual([]);
  for (const name of ['SYN_SENT', 'SYN_RECV', 'FIN_WAIT1', 'FIN_WAIT2', 'CLOSE_WAIT', 'LAST_ACK', 'TIME_WAIT']) {
    expect(seen).toContain(name);
  }
});
