// The learner's story: who opens the page sees a handshake, is invited to break something, and sees what comes of it.

import { test, expect, open, remembering, settled } from './test.js';

const state = (page, host) => page.getByTestId(`state-${host}`);
const segment = (page, number) => page.getByTestId(`segment-${number}`);
const clock = (page) => page.getByTestId('clock').textContent();

/** Waits until playback waits for the learner. */
async function waiting(page) {
  await expect(page.locator('.lesson.waiting')).toBeVisible({ timeout: 30_000 });
}

/** Opens a lesson, played as fast as can be, and waits until playback waits for the learner. */
async function opened(page, lesson) {
  await open(page, lesson ? `/?lesson=${lesson}` : '/');
  await page.getByTestId('speed').selectOption({ index: 3 });
  // The keys are the list's own as long as it has the focus.
  await page.getByTestId('speed').blur();
  await waiting(page);
}

/** Opens a lesson and goes on in it, with the right answer to what it asks, until it offers something to break. */
async function invited(page, lesson) {
  await opened(page, lesson);
  while (!(await page.getByTestId('offer-0').isVisible())) {
    const answer = page.locator('[data-right]');
    if (await answer.isVisible()) {
      await answer.click();
    } else {
      await page.keyboard.press(' ');
    }
    await waiting(page);
  }
}

/** Goes on from the first lesson's invitation to where both sides are open, and the first data, #4, is on its way. */
async function firstData(page) {
  await page.keyboard.press(' ');
  await waiting(page);
  await expect(state(page, 'client')).toContainText('ESTABLISHED');
  await expect(state(page, 'server')).toContainText('ESTABLISHED');
  await expect(segment(page, 4)).toBeVisible();
}

/** Goes to an element as who has no mouse, with `Tab` or `Shift+Tab`. */
async function tabTo(page, element, key) {
  for (let tabs = 0; tabs < 60 && !(await element.evaluate((it) => it === document.activeElement)); tabs += 1) {
    await page.keyboard.press(key);
  }
  await expect(element).toBeFocused();
}

/** Everything of the screen that shows the run at the cursor; the bar is left out, since it also shows what was seen. */
function screen(page) {
  return page.locator('.host, [data-testid=ladder], [data-testid=clock], .inspector, .lesson').evaluateAll((parts) => {
    // Attributes have no order that means anything.
    const canonical = (node) =>
      node.nodeType === Node.TEXT_NODE
        ? node.data
        : [
            node.nodeName,
            [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort(),
            [...node.childNodes].filter(({ nodeType }) => nodeType !== Node.COMMENT_NODE).map(canonical),
          ];
    return parts.map(canonical);
  });
}

test('who is invited to lose the third segment sees that the data opens the server in its place', async ({ page }) => {
  await invited(page);
  await expect(state(page, 'client')).toContainText('ESTABLISHED');
  await expect(state(page, 'server')).toContainText('SYN-RECEIVED');
  await page.getByTestId('offer-0').click();
  await expect(page.getByTestId('ladder')).toContainText('dropped by you');
  await settled(page);
  await waiting(page);
  await expect(state(page, 'server')).toContainText('ESTABLISHED');
  await expect(segment(page, 4)).toContainText('PSH,ACK');
});

test('two clicks lose the first data, and it comes again', { tag: '@firefox' }, async ({ page }) => {
  await invited(page);
  await firstData(page);

  await segment(page, 4).click();
  await page.getByTestId('menu').getByRole('menuitem', { name: 'Drop it' }).click();
  await expect(page.getByTestId('ladder')).toContainText('dropped by you');
  await expect(segment(page, 5)).toContainText('retransmission', { timeout: 30_000 });
  await expect(page.locator('.inspector')).toContainText('RTO');
});

test('the same by keyboard alone', { tag: '@firefox' }, async ({ page }) => {
  await opened(page);
  await tabTo(page, page.locator('[data-right]'), 'Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('offer-0')).toBeVisible({ timeout: 30_000 });
  await firstData(page);
  // The ladder stands before the lesson's words.
  await tabTo(page, segment(page, 4), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('menu').getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('ladder')).toContainText('dropped by you');
  await expect(segment(page, 5)).toContainText('retransmission', { timeout: 30_000 });
});

test('the keys move the cursor, branch and help', async ({ page }) => {
  await invited(page);
  await page.keyboard.press('Home');
  expect(await clock(page)).toBe('t = 0.00 s');
  const stops = [];
  for (let steps = 0; steps < 4; steps += 1) {
    await page.keyboard.press('Shift+ArrowRight');
    stops.push(`${await state(page, 'client').textContent()} ${await state(page, 'server').textContent()}`);
  }
  expect(stops).toEqual(['CLOSED LISTEN', 'SYN-SENT LISTEN', 'SYN-SENT SYN-RECEIVED', 'ESTABLISHED SYN-RECEIVED']);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(state(page, 'client')).toHaveText('SYN-SENT');

  const before = await clock(page);
  // One frame is less than the clock shows.
  for (const key of ['.', '.']) {
    await page.keyboard.press(key);
  }
  expect(await clock(page)).not.toBe(before);
  for (const key of [',', ',']) {
    await page.keyboard.press(key);
  }
  expect(await clock(page)).toBe(before);

  await page.keyboard.press('D');
  await expect(page.locator('.inspector')).toContainText('late');
  await page.keyboard.press('b');
  await expect(page.getByRole('group', { name: 'Branches' }).getByRole('button')).not.toHaveCount(1);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the last ACK is lost: the FIN comes again and TIME-WAIT starts over', async ({ page }) => {
  await invited(page, 'last_ack_lost');
  await page.getByTestId('lane-b').click();
  await expect(page.getByTestId('lane-b')).toContainText('2 MSL');
  await expect(state(page, 'client')).toContainText('TIME-WAIT');
  await expect(state(page, 'server')).toContainText('LAST-ACK');
  await page.keyboard.press('d');
  await expect(segment(page, '12-b')).toHaveAccessibleName(/FIN,ACK.*retransmission/, { timeout: 30_000 });
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.host').first()).toContainText(/restarted by #12/);
  await page.keyboard.press('End');
  await expect(state(page, 'client')).toContainText('CLOSED');
  await expect(state(page, 'server')).toContainText('CLOSED');
});

test('without TIME-WAIT the resent FIN meets nobody and is reset', async ({ page }) => {
  await invited(page, 'last_ack_lost');
  await expect(page.getByTestId('lane-a')).toContainText('0 MSL');
  await expect(state(page, 'client')).toContainText('CLOSED');
  await expect(state(page, 'server')).toContainText('LAST-ACK');
  await page.getByTestId('offer-0').click();
  await expect(segment(page, 12)).toHaveAccessibleName(/FIN,ACK.*retransmission/, { timeout: 30_000 });
  await waiting(page);
  await page.locator('[data-right]').click();
  await expect(page.locator('.lesson')).toContainText('the answer is a RST', { timeout: 30_000 });
  await expect(segment(page, 13)).toContainText('RST');
  await page.keyboard.press('End');
  await expect(state(page, 'server')).toContainText('CLOSED');
});

test('TIME-WAIT can be taken away in any run, and the page says that this is not TCP', async ({ page }) => {
  await open(page, '/?lesson=four_waves');
  const timeWait = page.getByTestId('control-time-wait');
  await timeWait.getByRole('button', { name: '0 MSL' }).click();
  await expect(timeWait.getByRole('button', { name: '0 MSL', pressed: true })).toBeVisible();
  await expect(timeWait).toContainText(/not TCP/);
  // The last ACK is lost: the server sends its FIN again, and nobody knows of it.
  while ((await segment(page, 11).count()) === 0) {
    await page.keyboard.press('ArrowRight');
  }
  await expect(state(page, 'client')).toContainText('CLOSED');
  await expect(state(page, 'server')).toContainText('LAST-ACK');
  await page.keyboard.press('d');
  await page.keyboard.press('End');
  await expect(segment(page, 13)).toContainText('RST');
  await expect(state(page, 'server')).toContainText('CLOSED');
});

test('skip close(), and CLOSE-WAIT and FIN-WAIT-2 stay', async ({ page }) => {
  await invited(page);
  await page.getByTestId('control-close').getByRole('button', { name: 'never' }).click();
  await page.keyboard.press('End');
  await expect(state(page, 'client')).toContainText('FIN-WAIT-2');
  await expect(state(page, 'server')).toContainText('CLOSE-WAIT');
  // Only the learner's own call mends it.
  await page.getByTestId('control-close').getByRole('button', { name: 'now' }).click();
  await page.keyboard.press('End');
  await expect(state(page, 'server')).toContainText('CLOSED');
});

test('a step back restores the exact earlier screen', async ({ page }) => {
  // Each of its 24 steps reads the whole screen.
  await invited(page);
  await page.keyboard.press('Home');
  const trail = [];
  for (let steps = 0; steps < 12; steps += 1) {
    trail.push(await screen(page));
    await page.keyboard.press('ArrowRight');
  }
  while (trail.length > 0) {
    await page.keyboard.press('ArrowLeft');
    expect(await screen(page)).toEqual(trail.pop());
  }
});

test('acting in the past starts a branch, and the old one can be reached', async ({ page }) => {
  await invited(page);
  await page.keyboard.press('End');
  const untouched = await page.getByTestId('ladder').textContent();
  await page.keyboard.press('Home');
  await page.getByTestId('control-drop-next').getByRole('button', { name: 'SYN' }).click();
  await page.keyboard.press('End');
  await expect(page.getByTestId('ladder')).toContainText('retransmission');
  await page.getByRole('group', { name: 'Branches' }).getByRole('button').first().click();
  await page.keyboard.press('End');
  expect(await page.getByTestId('ladder').textContent()).toBe(untouched);
});

test('what cannot be done says why, and the run goes on', { tag: '@firefox' }, async ({ page }) => {
  // There is no still of a lesson that does not exist, and the console says so.
  await page.route('**/stills/*', (route) => route.fulfill({ status: 204 }));
  await open(page, '/?lesson=five_waves');
  await expect(page.getByTestId('notice')).toContainText('five_waves');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('notice')).toBeHidden();
  await page.keyboard.press('End');
  const before = await page.getByTestId('ladder').textContent();
  await page.keyboard.press('d');
  await expect(page.getByTestId('notice')).toContainText('No segment is on its way');
  // Refused, but not out of reach: who presses it is told why.
  await page.getByTestId('control-close').getByRole('button', { name: 'never' }).click({ force: true });
  await expect(page.getByTestId('control-close')).toContainText(/The server called close\(\) at .* Step back/);
  expect(await page.getByTestId('ladder').textContent()).toBe(before);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(state(page, 'server')).toContainText('LISTEN');
});

test('language and colours are switched at once and remembered', { tag: '@firefox' }, async ({ page }) => {
  await open(page);
  await page.getByTestId('lang-zh-Hans').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByTestId('lesson-title')).toContainText('三次握手');
  const before = await page.locator('html').getAttribute('data-theme');
  await page.getByTestId('theme').click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', before);
  const after = await page.locator('html').getAttribute('data-theme');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.locator('html')).toHaveAttribute('data-theme', after);
  await expect(page.getByTestId('lesson-title')).toContainText('三次握手');
});

test('after a crash the same run is there again', async ({ page }) => {
  await invited(page);
  await page.keyboard.press('d');
  await page.keyboard.press('End');
  const before = await page.getByTestId('ladder').textContent();
  await page.evaluate(() => window.tcpscopeCrashed('panicked at the test'));
  await page.getByRole('button', { name: 'Reload this run' }).click();
  await expect(page.getByTestId('ladder')).toContainText('dropped by you');
  await settled(page);
  expect(await page.getByTestId('ladder').textContent()).toBe(before);
});

test('between two events nothing is built anew, only moved', async ({ page }) => {
  await open(page);
  await page.keyboard.press(' ');
  await page.keyboard.press('Home');
  await page.getByTestId('speed').selectOption({ index: 0 });
  // Into the SYN's flight.
  while (!(await page.getByTestId('ladder').textContent()).includes('#1 SYN')) {
    await page.keyboard.press('ArrowRight');
  }
  // Counted in frames, inside the page: on a busy machine a wait by the clock would run into the next event.
  const { built, moved } = await page.evaluate(async () => {
    const counts = { built: 0, moved: 0 };
    const count = (records) => {
      for (const { type, addedNodes } of records) {
        // The clock beside the present changes its text; what counts is elements.
        counts.built += [...addedNodes].filter(({ nodeType }) => nodeType === Node.ELEMENT_NODE).length;
        counts.moved += type === 'attributes' ? 1 : 0;
      }
    };
    const observer = new MutationObserver(count);
    observer.observe(document.querySelector('[data-testid=ladder]'), { subtree: true, childList: true, attributes: true });
    document.querySelector('[data-testid=play]').click();
    for (let frames = 0; frames < 6; frames += 1) {
      await new Promise(requestAnimationFrame);
    }
    count(observer.takeRecords());
    observer.disconnect();
    return counts;
  });
  expect(built).toBe(0);
  expect(moved).toBeGreaterThan(5);
});

test('what stays on the screen stays the same element, whatever comes and goes before it', async ({ page }) => {
  await invited(page);
  await page.keyboard.press('Home');
  for (let steps = 0; steps < 6; steps += 1) {
    await page.keyboard.press('ArrowRight');
  }
  const stays = ['segment-1', 'segment-2', 'scrub', 'more', 'profile', 'control-rtt'];
  await page.evaluate((ids) => {
    window.marked = ids.map((id) => document.querySelector(`[data-testid=${id}]`));
  }, stays);
  for (const key of ['ArrowRight', 'ArrowRight', 'b', 'd', 'End', 'ArrowLeft']) {
    await page.locator('body').press(key);
  }
  await page.getByTestId('lang-zh-Hans').click();
  const same = (ids) => ids.filter((id, place) => document.querySelector(`[data-testid=${id}]`) === window.marked[place]);
  expect(await page.evaluate(same, stays)).toEqual(stays);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('the handshake goes in steps and then waits for the learner', async ({ page }) => {
    // All that the clock shows on the way, noted inside the page: from outside some of it would be missed.
    await page.addInitScript(() => {
      window.clocks = new Set();
      const note = () => window.clocks.add(document.querySelector('[data-testid=clock]')?.textContent);
      new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await opened(page);
    await expect(state(page, 'server')).toContainText('SYN-RECEIVED');
    await page.locator('[data-right]').click();
    await expect(page.getByTestId('offer-0')).toBeVisible({ timeout: 30_000 });
    await page.keyboard.press(' ');
    await expect(state(page, 'server')).toContainText('ESTABLISHED', { timeout: 30_000 });
    expect(await page.evaluate(() => window.clocks.size)).toBeLessThan(15);
  });
});

for (const [language, width] of [['en', 1360], ['zh-Hans', 1360], ['en', 390], ['zh-Hans', 390]]) {
  test(`each lesson plays to its end in ${language} at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 860 });
    await remembering(page, { 'tcpscope.lang': language });
    for (const lesson of ['three_way_handshake', 'four_waves', 'last_ack_lost', 'forgotten_close']) {
      await open(page, `/?lesson=${lesson}`);
      await page.keyboard.press('End');
      await expect(page.locator('.inspector')).toContainText('RFC');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${lesson}: sideways scrolling`).toBeLessThanOrEqual(0);
    }
  });
}
