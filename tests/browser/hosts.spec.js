// Hosts that have many sockets, crash and come back; links that are cut; segments from long ago; another TCP.

import { test, expect, open, remembering } from './test.js';

const state = (page, host) => page.getByTestId(`state-${host}`);
const table = (page, host) => page.getByTestId(`sockets-${host}`);
const ladder = (page) => page.getByTestId('ladder');

/** Opens a lesson at its beginning, standing still. */
async function still(page, lesson = 'three_way_handshake') {
  await open(page, `/?lesson=${lesson}`);
  await page.keyboard.press(' ');
  await page.keyboard.press('Home');
}

/** Steps from one change of state to the next until `host` is in `name`. */
async function until(page, host, name) {
  for (let steps = 0; steps < 30 && (await state(page, host).textContent()) !== name; steps += 1) {
    await page.keyboard.press('Shift+ArrowRight');
  }
  await expect(state(page, host)).toHaveText(name);
}

/** Chooses from a row of the panel's rarer switches. */
async function choose(page, row, name) {
  const more = page.getByTestId('more');
  if (!(await more.evaluate((details) => details.open))) {
    await more.locator('summary').click();
  }
  await page.getByTestId(`control-${row}`).getByRole('button', { name, exact: true }).click();
}

/** The cells of each socket of a host. */
function rows(page, host) {
  return table(page, host)
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent).join(' ').trim()));
}

test('both socket tables, from the handshake to TIME-WAIT', async ({ page }) => {
  await still(page);
  await page.getByRole('tab', { name: 'Sockets' }).click();
  // On the tabs the arrows go from tab to tab.
  await ladder(page).focus();
  expect(await rows(page, 'client')).toEqual(['no sockets']);

  await until(page, 'server', 'LISTEN');
  expect(await rows(page, 'server')).toEqual(['LISTEN 0 128 0.0.0.0:80 0.0.0.0:*']);

  await until(page, 'client', 'SYN-SENT');
  expect(await rows(page, 'client')).toEqual(['SYN-SENT 0 1 10.0.0.1:40000 10.0.0.2:80 timer:(on,1.0sec,0)']);

  await until(page, 'server', 'ESTABLISHED');
  expect(await rows(page, 'server')).toEqual([
    'LISTEN 0 128 0.0.0.0:80 0.0.0.0:*',
    expect.stringMatching(/^ESTAB \d+ 0 10\.0\.0\.2:80 10\.0\.0\.1:40000/),
  ]);

  await until(page, 'client', 'TIME-WAIT');
  expect(await rows(page, 'client')).toEqual(['TIME-WAIT 0 0 10.0.0.1:40000 10.0.0.2:80 timer:(timewait,1min,0)']);
  // What is left runs down between two events as well.
  await page.keyboard.press('.');
  await expect(table(page, 'client')).toContainText('timer:(timewait,59sec,0)');
  await page.keyboard.press('End');
  expect(await rows(page, 'client')).toEqual(['no sockets']);
});

test('a server that crashes and comes back knows nothing, and says so', async ({ page }) => {
  await still(page);
  await until(page, 'server', 'ESTABLISHED');
  await choose(page, 'server-host', 'crashed');
  await expect(state(page, 'server')).toHaveText('CLOSED');
  await expect(state(page, 'client')).toHaveText('ESTABLISHED');
  // Who is down makes no calls.
  await page.locator('.host.server').getByRole('button', { name: 'listen()' }).click({ force: true });
  await expect(page.locator('.host.server')).toContainText('has crashed');
  await choose(page, 'server-host', 'running');
  await page.keyboard.press('End');
  // The client's data meets nobody: that is how the half-open connection is found out (RFC 9293 figure 11).
  await expect(ladder(page)).toContainText('RST');
  await expect(state(page, 'client')).toHaveText('CLOSED');
  await expect(page.locator('.host.client')).toContainText('ECONNRESET');
});

test('a cut link leads to retransmissions until it is mended', async ({ page }) => {
  await still(page);
  await until(page, 'client', 'ESTABLISHED');
  await choose(page, 'link', 'cut');
  await expect(page.getByTestId('control-link').getByRole('button', { name: 'cut', pressed: true })).toBeVisible();
  await page.keyboard.press('End');
  await expect(ladder(page)).toContainText('link cut');
  await expect(ladder(page)).toContainText('retransmission');
  await expect(page.locator('.host.client')).toContainText('ETIMEDOUT');
  // Again, and mended in the middle of the silence.
  await page.keyboard.press('Home');
  await until(page, 'client', 'ESTABLISHED');
  while (!(await ladder(page).textContent()).includes('retransmission')) {
    await page.keyboard.press('ArrowRight');
  }
  await choose(page, 'link', 'whole');
  await page.keyboard.press('End');
  await expect(state(page, 'client')).toHaveText('CLOSED');
  await expect(state(page, 'server')).toHaveText('CLOSED');
  await expect(page.locator('.host.server')).toContainText('Hello');
});

test('a SYN that comes again much later is answered, and changes nothing', async ({ page }) => {
  await still(page);
  await until(page, 'server', 'ESTABLISHED');
  await page.getByTestId('segment-1').click();
  await page.getByRole('tab', { name: 'Segment' }).click();
  await page.getByTestId('again').click();
  await expect(ladder(page)).toContainText('copy of #1');
  await page.keyboard.press('End');
  await page.getByRole('tab', { name: 'Log' }).click();
  await expect(page.locator('.log')).toContainText('You bring #1 back as an old duplicate');
  await expect(page.locator('.log')).toContainText(/The server does not accept #\d+ \(SYN\)/);
  await expect(state(page, 'client')).toHaveText('CLOSED');
  await expect(page.locator('.host.client')).toContainText('Hi, client!');
});

test('a closed port refuses the call', async ({ page }) => {
  await still(page);
  await until(page, 'server', 'LISTEN');
  await choose(page, 'closed-port', 'client: connect() to port 81');
  await page.keyboard.press('End');
  await expect(ladder(page)).toContainText('RST,ACK');
  await page.getByRole('tab', { name: 'Log' }).click();
  await expect(page.locator('.log')).toContainText(/connect\(\) fails: ECONNREFUSED/);
});

test('the other profile is another run of the same lesson, and survives a reload', async ({ page }) => {
  await still(page, 'four_waves');
  await expect(page.getByTestId('profile')).toHaveText('profile RFC 9293');
  await choose(page, 'profile', 'Linux');
  await expect(page.getByTestId('profile')).toHaveText('profile Linux; the words are about RFC 9293');
  await page.keyboard.press('Home');
  await until(page, 'server', 'SYN-RECEIVED');
  await page.getByTestId('segment-1').click();
  await page.getByRole('tab', { name: 'Segment' }).click();
  await expect(page.locator('.fields')).toContainText('Window scale');
  await page.reload();
  await expect(page.getByTestId('profile')).toHaveText('profile Linux; the words are about RFC 9293');
  await page.getByTestId('lesson-title').click();
  await page.getByTestId('lesson-three_way_handshake').click();
  await expect(page.getByTestId('profile')).toHaveText('profile RFC 9293');
});

for (const language of ['en', 'zh-Hans']) {
  test(`on a phone the tables scroll inside, and all can be reached by keyboard, in ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await remembering(page, { 'tcpscope.lang': language });
    await still(page);
    await until(page, 'server', 'ESTABLISHED');
    await page.locator('#tab-sockets').click();
    await expect(table(page, 'server')).toContainText('ESTAB');
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(widths[0], 'sideways scrolling').toBeLessThanOrEqual(widths[1]);

    await page.locator('#tab-experiment').click();
    const more = page.getByTestId('more').locator('summary');
    await more.focus();
    await page.keyboard.press(' ');
    const cut = page.getByTestId('control-link').getByRole('button').last();
    await cut.focus();
    await page.keyboard.press('Enter');
    await expect(cut).toHaveAttribute('aria-pressed', 'true');
  });
}
