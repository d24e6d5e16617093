// Links: opened by hand-written addresses, right and wrong, changed by hand, and kept over a reload. The address bar is the
// reader's own: the page never writes to it.

import { test, expect, open, settled, told } from './test.js';

const notice = (page) => page.getByTestId('notice');
const clock = (page) => page.getByTestId('clock');
const ladder = (page) => page.getByTestId('ladder');
const fragment = (page) => new URL(page.url()).hash;

/** Changes the address's fragment, as who types in the address bar. */
async function retype(page, text) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, text);
  await settled(page);
}

test('a link opens its run at its moment, and the address stays as it is', { tag: '@firefox' }, async ({ page }) => {
  const link = '#lesson=last_ack_lost&vs=none&do=drop:11&t=3.36s';
  await open(page, `/${link}`);
  await expect(notice(page)).toBeHidden();
  await expect(clock(page)).toContainText('3.36');
  await expect(page.getByTestId('state-client')).toContainText('TIME-WAIT');
  await page.keyboard.press('End');
  await expect(ladder(page)).toContainText('retransmission');
  expect(fragment(page)).toBe(link);

  // As query, encoded by a chat program, or typed with a Chinese keyboard, it says the same.
  const shown = await ladder(page).textContent();
  for (const same of [
    '/?lesson=last-ack-lost&vs=none&do=drop%3A11&t=3.36s',
    '/#lesson=last_ack_lost&amp;vs=none&amp;do=drop:11&amp;t=3.36s#?secret=Ab3',
    '/?lesson=reset#lesson=last_ack_lost＆vs＝none＆do＝drop：11＆t=3.36',
  ]) {
    await page.goto('about:blank');
    await page.goto(same);
    await ladder(page).waitFor();
    await expect(clock(page), same).toContainText('3.36');
    await page.keyboard.press('End');
    expect(await ladder(page).textContent(), same).toBe(shown);
  }
});

test('what is wrong with a link is told in both languages, and the rest is shown', { tag: '@firefox' }, async ({ page }) => {
  const wrong = '#lesson=four_waves&do=drop:99,dorp:2,drop:3&t=soon&theme=red';
  await open(page, `/?lang=en${wrong}`);
  for (const text of ['“do=drop:99”', 'the last one is #', '“do=dorp:2”', '“t=soon”', '“theme=red”: one of these']) {
    await expect(notice(page)).toContainText(text);
  }
  await page.keyboard.press('Escape');
  await expect(notice(page)).toBeHidden();
  // The one deed that can be done. Nothing has to be sent again: the data behind the lost ACK acknowledge as much.
  await page.keyboard.press('End');
  await expect(ladder(page)).toContainText('dropped by you');
  await expect(ladder(page)).not.toContainText('retransmission');

  await page.goto('about:blank');
  await page.goto(`/?lang=zh${wrong}`);
  for (const text of ['“do=drop:99”：', '最后一个是 #', '没有这个操作', '应当是其中之一：auto, light, dark']) {
    await expect(notice(page)).toContainText(text);
  }
});

test('a fragment changed by hand opens another run', { tag: '@firefox' }, async ({ page }) => {
  await open(page, '/');
  await retype(page, '#lesson=half_open&t=2s');
  await expect(clock(page)).toContainText('2.00');
  await retype(page, '#lesson=four_waves&do=drop:1&t=0.2s&lang=zh');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(clock(page)).toContainText('0.20');
  await retype(page, '#lesson=five_waves');
  await expect(notice(page)).toContainText('five_waves');
  expect(fragment(page)).toBe('#lesson=five_waves');
  await page.goBack();
  await expect(clock(page)).toContainText('0.20');
  await expect(notice(page)).toBeHidden();
});

test('what a link asks for is no choice of its reader’s', { tag: '@firefox' }, async ({ page }) => {
  const root = page.locator('html');
  const kept = () => page.evaluate(() => ['lang', 'theme', 'states'].map((name) => localStorage.getItem(`tcpscope.${name}`)));
  await open(page, '/');
  await page.getByTestId('theme').click();
  const own = await root.getAttribute('data-theme');
  const before = await kept();
  const other = own === 'dark' ? 'light' : 'dark';

  await retype(page, `#lesson=reset&theme=${other}&lang=zh&states=socket`);
  await expect(root).toHaveAttribute('data-theme', other);
  await expect(root).toHaveAttribute('lang', 'zh-Hans');
  expect(await kept()).toEqual(before);
  // Not by the driver's own ways, which wait for a page to load.
  await page.evaluate(() => history.back());
  await expect(root).toHaveAttribute('data-theme', own);
  await expect(root).toHaveAttribute('lang', 'en');

  // What the reader chooses there counts for more, and stays.
  await page.evaluate(() => history.forward());
  await expect(root).toHaveAttribute('data-theme', other);
  await page.getByTestId('lang-en').click();
  await expect(root).toHaveAttribute('lang', 'en');
  await retype(page, '#lesson=half_open');
  await expect(root).toHaveAttribute('lang', 'en');
  await expect(root).toHaveAttribute('data-theme', own);
});

test('the page is called after its lesson, in its language', { tag: '@firefox' }, async ({ page }) => {
  await open(page, '/#lesson=half_open');
  await expect(page).toHaveTitle('The dead peer · tcpscope');
  await retype(page, '#lesson=three_way_handshake&lang=zh');
  await expect(page).toHaveTitle('三次握手 · tcpscope');
});

test('what was done to a link’s run comes back after a reload', { tag: '@firefox' }, async ({ page }) => {
  const link = '#lesson=four_waves&on=linux&with=time-wait:1&do=drop:1&t=0.2s';
  await open(page, `/${link}`);
  await page.keyboard.press('ArrowRight');
  await page.getByTestId('control-close').getByRole('button', { name: 'never' }).click();
  await page.keyboard.press('End');
  const [time, picture] = [await clock(page).textContent(), await ladder(page).textContent()];
  await page.reload();
  await expect(clock(page)).toHaveText(time);
  expect(await ladder(page).textContent()).toBe(picture);
  await expect(notice(page)).toBeHidden();
  expect(fragment(page)).toBe(link);

  // What cannot be read is told, and the address opens. The page writes down its run whenever anything but time comes.
  await told(page);
  await settled(page);
  await page.evaluate(() => sessionStorage.setItem('tcpscope.run', '6 0 0 0 0'));
  await page.reload();
  await expect(notice(page)).toContainText('cannot be read');
  await expect(clock(page)).toContainText('0.20');
});

test('a link that asks for far too much does not keep anybody waiting', async ({ page }) => {
  const deeds = Array.from({ length: 1000 }, (_, place) => `replay:${1 + (place % 3)}:90s,drop:${1 + place}`);
  await open(page, `/#lesson=last_ack_lost&do=${deeds.join(',')}`);
  await expect(notice(page)).toContainText('100');
  await page.keyboard.press('End');
});
