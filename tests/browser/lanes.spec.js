// Two variants of one run side by side: opened from the experiment panel, acted on together, read one at a time.

import { test, expect, open } from './test.js';

const lane = (page, letter) => page.getByTestId(`lane-${letter}`);
const segment = (page, number) => page.getByTestId(`segment-${number}`);
const compare = (page) => page.getByTestId('control-compare').getByRole('combobox');

/** Opens the first lesson at its beginning and has two runs of it compared. */
async function compared(page, comparison, address = '/') {
  await open(page, address);
  await page.keyboard.press('Home');
  await compare(page).selectOption({ label: comparison });
  // The arrow keys are the list's own as long as it has the focus.
  await compare(page).blur();
  await expect(lane(page, 'a')).toBeVisible();
}

const HANDSHAKES = 'two-way | three-way handshake';

test('two handshakes side by side part where the server believes too early', async ({ page }) => {
  await compared(page, HANDSHAKES);
  await expect(lane(page, 'a')).toContainText(/two-way handshake.*this is not TCP/);
  await expect(lane(page, 'b')).toContainText('three-way handshake');
  await expect(page.getByTestId('difference')).toContainText('No difference so far');
  await page.getByTestId('difference').click();
  await expect(page.getByTestId('clock')).toHaveText('t = 0.15 s');
  await expect(lane(page, 'a')).toContainText(/Server ≠ ESTABLISHED/);
  await expect(lane(page, 'b')).toContainText(/Server ≠ SYN-RECEIVED/);
  await expect(page.getByTestId('difference')).toContainText(/A · server → ESTABLISHED/);
  // The page goes from moment to moment of both.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(segment(page, '3-b')).toHaveAccessibleName(/ACK.*only in this lane/);
  await expect(segment(page, 3)).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(lane(page, 'a')).not.toContainText('≠');
});

test('what is dropped in one lane is dropped in the other', async ({ page }) => {
  await compared(page, HANDSHAKES);
  // Where #4 is on its way in lane B, its like in lane A is #3.
  for (let steps = 0; steps < 30 && (await segment(page, '4-b').count()) === 0; steps += 1) {
    await page.keyboard.press('ArrowRight');
  }
  await segment(page, '4-b').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('menu')).toBeVisible();
  await expect(lane(page, 'b')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('menu').getByRole('menuitem', { name: 'Drop it' }).click();
  await expect(page.getByTestId('ladder').getByText('dropped by you')).toHaveCount(2);
  await page.keyboard.press('End');
  await expect(segment(page, 4)).toContainText(/PSH,ACK.*resent|retransmission/);
  await expect(segment(page, '5-b')).toContainText(/PSH,ACK.*resent|retransmission/);
});

test('the menu opens beside its segment in either lane', async ({ page }) => {
  await compared(page, HANDSHAKES);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  for (const [letter, number] of [['b', '1-b'], ['a', '1']]) {
    await page.keyboard.press('.');
    await segment(page, number).locator('.dot').click({ force: true });
    const menu = await page.getByTestId('menu').boundingBox();
    const ladder = await page.getByTestId('ladder').boundingBox();
    expect(menu.x).toBeGreaterThanOrEqual(ladder.x);
    expect(menu.x + menu.width).toBeLessThanOrEqual(ladder.x + ladder.width);
    await expect(lane(page, letter)).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('menu')).toHaveCount(0);
  }
});

test('hosts, log and reasons are those of the lane in focus', async ({ page }) => {
  await compared(page, HANDSHAKES);
  await page.getByTestId('difference').click();
  await expect(page.getByTestId('state-server')).toHaveText('ESTABLISHED');
  await lane(page, 'b').click();
  await expect(page.getByTestId('state-server')).toHaveText('SYN-RECEIVED');
  await expect(lane(page, 'b')).toHaveAttribute('aria-pressed', 'true');
  await expect(lane(page, 'a')).toHaveAttribute('aria-pressed', 'false');
});

test('without TIME-WAIT one client is done a minute earlier', async ({ page }) => {
  await compared(page, 'TIME-WAIT 0 | 2 MSL');
  await page.getByTestId('difference').click();
  await expect(lane(page, 'a')).toContainText(/Client ≠ CLOSED/);
  await expect(lane(page, 'b')).toContainText(/Client ≠ TIME-WAIT/);
});

test('one run again is where one came from, and the list knows', async ({ page }) => {
  await compared(page, HANDSHAKES);
  await compare(page).selectOption({ label: 'one run' });
  await expect(lane(page, 'a')).toHaveCount(0);
  const branches = page.getByRole('group', { name: 'Branches' }).getByRole('button');
  await expect(branches).toHaveCount(2);
  await branches.nth(1).click();
  await expect(lane(page, 'a')).toBeVisible();
  await expect(compare(page).locator('option:checked')).toHaveText(HANDSHAKES);
  await branches.nth(0).click();
  await expect(compare(page).locator('option:checked')).toHaveText('one run');
});

test('another handshake is another run of the same', async ({ page }) => {
  await open(page);
  const handshake = page.getByTestId('control-handshake');
  await handshake.getByRole('button', { name: '2' }).click();
  await expect(handshake).toContainText('this is not TCP');
  await page.keyboard.press('End');
  await expect(segment(page, 3)).toContainText('PSH,ACK');
  await handshake.getByRole('button', { name: '3' }).click();
  await expect(handshake).not.toContainText('this is not TCP');
  await page.keyboard.press('End');
  await expect(segment(page, 3)).toContainText('ACK ack=1');
});

test('both lanes come back after a reload', async ({ page }) => {
  await compared(page, HANDSHAKES);
  await page.getByTestId('difference').click();
  await lane(page, 'b').click();
  await page.reload();
  await expect(lane(page, 'b')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('clock')).toHaveText('t = 0.15 s');
});

test('both lanes move in step, cheaply', async ({ page }) => {
  await compared(page, HANDSHAKES);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('.');
  const dots = await page.locator('.flight').evaluateAll((dots) => dots.map((dot) => dot.getAttribute('transform')));
  expect(dots).toHaveLength(2);
  expect(dots[0]).toBe(dots[1]);
  const heights = await page.locator('#past, #past-b').evaluateAll((past) => past.map((rect) => rect.getAttribute('height')));
  expect(heights[0]).toBe(heights[1]);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('both headings stay in sight, and the ladder is that of the lane in focus', async ({ page }) => {
    await open(page);
    await page.keyboard.press('Home');
    await page.getByRole('tab', { name: 'Experiment' }).click();
    await compare(page).selectOption({ label: HANDSHAKES });
    await compare(page).blur();
    await page.keyboard.press('End');
    await page.evaluate(() => scrollTo(0, 0));
    for (const [letter, number] of [['a', '3'], ['b', '3-b']]) {
      await lane(page, letter).click();
      await expect(page.locator('.picture')).toHaveCount(1);
      await expect(segment(page, number)).toHaveCount(1);
      await expect(lane(page, 'a')).toBeInViewport();
      await expect(lane(page, 'b')).toBeInViewport();
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
  });
});
