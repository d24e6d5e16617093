// "Why?" of everything on the page, and the state diagram.

import { test, expect, open, remembering } from './test.js';

const because = (page) => page.getByTestId('because');
const facts = (page) => page.locator('.facts');
const tab = (page, id) => page.locator(`#tab-${id}`);
const clock = (page) => page.getByTestId('clock').textContent();

/** Opens a lesson and goes to the end of its run. */
async function ended(page, lesson, lang) {
  if (lang) {
    await remembering(page, { 'tcpscope.lang': lang });
  }
  await open(page, `/?lesson=${lesson}`);
  await page.keyboard.press('End');
}

/** Nothing that a translator has left out, and no slot left open. */
async function expectWhole(page) {
  await expect(page.locator('.inspector')).not.toContainText(/\{[a-z_]+\}|undefined/);
  await expect(because(page)).not.toBeEmpty();
}

for (const lang of ['en', 'zh-Hans']) {
  test(`a silence, a timer and a state are asked in ${lang}`, async ({ page }) => {
    await ended(page, 'four_waves', lang);
    await page.getByTestId('gap').last().click();
    await expect(because(page)).toContainText(lang === 'en' ? 'nothing happens' : '什么都没有发生');
    await expect(facts(page)).toContainText('TIME-WAIT');
    await expectWhole(page);

    await page.keyboard.press('ArrowLeft');
    await page.locator('.client .timer').click();
    await expect(because(page)).toContainText('TIME-WAIT');
    await expect(facts(page)).toContainText(lang === 'en' ? 'Nothing in an orderly close stops it' : '正常关闭中没有什么能让它停下');
    await expect(page.locator('.chain li')).not.toHaveCount(0);
    await expectWhole(page);

    await page.locator('.client .state').click();
    await expect(page.locator('.chain [aria-current]')).toContainText('TIME-WAIT');
    await expectWhole(page);

    await page.locator('#tab-sockets').click();
    await page.locator('[data-testid=sockets-client] .ask').first().click();
    await expect(tab(page, 'why')).toHaveAttribute('aria-selected', 'true');
    await expectWhole(page);
  });
}

test('the time after the present moment is asked by keyboard', async ({ page }) => {
  await ended(page, 'four_waves');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  const silence = page.locator('.moment .chip').last();
  await silence.focus();
  await page.keyboard.press('Enter');
  await expect(because(page)).toContainText('Nothing has happened since');
  await expect(facts(page)).toContainText('Client');
});

test('a rejected segment tells its numbers and the window, and its clause is a link', async ({ page }) => {
  await ended(page, 'four_waves');
  await page.keyboard.press('Home');
  for (let steps = 0; steps < 40 && !(await page.getByTestId('segment-7').count()); steps += 1) {
    await page.keyboard.press('ArrowRight');
  }
  await page.getByTestId('segment-6').click();
  await tab(page, 'segment').click();
  await page.getByTestId('again').click();
  await page.keyboard.press('End');
  await tab(page, 'log').click();
  const rejected = page.locator('.log button', { hasText: 'does not accept' }).first();
  await rejected.click();
  await expect(because(page)).toContainText(/covers .*, and the window is .*; it lies before the next number/);
  await expect(because(page).getByRole('link')).toHaveAttribute(
    'href',
    /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc9293#section-3\.10\.7\.4$/,
  );
});

test('each link of a chain is asked, and leads to where it happened', async ({ page }) => {
  await ended(page, 'four_waves');
  await page.getByTestId('segment-2').click();
  const chain = page.locator('.chain li');
  await expect(chain.first()).toContainText('connect()');
  const before = await clock(page);
  await chain.first().locator('.jump').click();
  expect(await clock(page)).not.toBe(before);
  await expect(because(page)).toContainText('connect()');
});

test('the diagram shows both hosts, and an arrow leads to where it was taken', async ({ page }) => {
  await ended(page, 'four_waves');
  await tab(page, 'diagram').click();
  await expect(page.locator('.walkers')).toContainText('CLOSED');
  await expect(page.locator('.place')).toHaveCount(11);
  const before = await clock(page);
  const arrow = page.getByRole('button', { name: /SYN-SENT → ESTABLISHED/ });
  await arrow.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.walkers')).toContainText('ESTABLISHED');
  await expect(page.locator('.place.here')).toHaveCount(2);
  expect(await clock(page)).not.toBe(before);
  await expect(arrow).toBeFocused();
  await expect(page.locator('.edge.last')).not.toHaveCount(0);
});
