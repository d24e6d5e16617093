// A run in somebody else's page: what an embed shows, what its parameters do, and that it rests when nobody sees it.

import { expect, hostTest as test, settled, told } from './test.js';

/** Puts a frame of that size with the embed at `address` into the host's page, behind so many pixels of text. */
async function hold(page, address, { width = 720, height = 430, sandbox = 'allow-scripts', below = 0 } = {}) {
  await page.goto('/frame.html');
  await page.evaluate(
    ([query, size, rights, distance]) => {
      const [old] = document.getElementsByTagName('iframe');
      const frame = document.createElement('iframe');
      frame.title = 'tcpscope';
      frame.setAttribute('sandbox', rights);
      frame.style.width = `${size[0]}px`;
      frame.style.height = `${size[1]}px`;
      frame.style.marginTop = `${distance}px`;
      frame.style.marginBottom = '2000px';
      frame.src = old.dataset.src + query;
      old.replaceWith(frame);
    },
    [address, [width, height], sandbox, below],
  );
  const embed = page.frameLocator('iframe');
  await expect(embed.getByTestId('ladder')).toBeVisible();
  await told(embed);
  return embed;
}

const inside = (page) => page.frames().find((frame) => frame.parentFrame());

const play = (embed) => embed.getByTestId('start').click();

/** The time in the simulation, in hundredths of a second. */
const clock = async (embed) => Math.round(100 * parseFloat((await embed.getByTestId('clock').textContent()).replace('t = ', '')));

test('an embed stands until it is started, then plays to where the lesson asks', { tag: '@firefox' }, async ({ page }) => {
  const embed = await hold(page, '?embed=1');
  await expect(embed.getByTestId('clock')).toHaveText('t = 0.00 s');
  await expect(embed.locator('#embed h1')).toContainText('Why does TCP take three segments');
  for (const absent of ['lesson-title', 'branch', 'speed', 'home', 'restart', 'more']) {
    await expect(embed.getByTestId(absent)).toHaveCount(0);
  }
  await play(embed);
  await expect(embed.getByTestId('start')).toHaveCount(0);
  await expect(embed.locator('.lesson.waiting')).toBeVisible();
  await expect(embed.getByTestId('guess')).toBeVisible();
  await expect(embed.locator('.chip-host').first()).toContainText('SYN-SENT');
});

test('everything has its place in frames of any width, and nothing is cut off', async ({ page }) => {
  for (const lang of ['en', 'zh']) {
    // In one frame two lanes are compared.
    for (const [width, height, lesson] of [[280, 420, 'four_waves'], [320, 480, 'last_ack_lost'], [390, 480, 'last_ack_lost'], [720, 430, 'four_waves'], [1200, 520, 'last_ack_lost']]) {
      const address = `?embed=1&panels=lesson,handshake&lang=${lang}#lesson=${lesson}`;
      const embed = await hold(page, address, { width, height });
      await embed.getByTestId('step').click();
      await settled(inside(page));
      const faults = await inside(page).evaluate(() => {
        const seen = (element) => element.getBoundingClientRect();
        const parts = ['.embed-head', '#ladder', '.lesson', '.embed-foot', '[data-testid="play"]', '[data-testid="scrub"]', '[data-testid="open"]'];
        const outside = parts.filter((part) => {
          const { left, right, top, bottom } = seen(document.querySelector(part));
          return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight + 0.5;
        });
        const { scrollWidth, scrollHeight } = document.documentElement;
        const ladder = document.querySelector('#ladder').clientHeight;
        return { outside, tooWide: scrollWidth > innerWidth, tooHigh: scrollHeight > innerHeight, isFlat: ladder < 100 };
      });
      expect(faults, `${lang}, ${width} × ${height}`).toEqual({ outside: [], tooWide: false, tooHigh: false, isFlat: false });
    }
  }
});

/** How high the embed wishes its frame to be, once it wishes nothing else: it speaks of it every 100 ms at most. */
const wish = (page) =>
  page.evaluate(async () => {
    const latest = () => window.told.map(({ data }) => data.tcpscope?.height).filter(Boolean).at(-1);
    let height;
    do {
      height = latest();
      await new Promise((resolve) => setTimeout(resolve, 250));
    } while (height !== latest());
    return height;
  });

test('in a frame as high as it wishes an embed shows all of itself, at any width', async ({ page }) => {
  const addresses = [
    'panels=lesson#lesson=three_way_handshake&t=0.22s',
    'panels=lesson,time-wait,loss#lesson=last_ack_lost&t=1.75s',
    'panels=lesson,why,handshake#lesson=four_waves',
    'panels=log#lesson=four_waves&t=0.4s',
  ];
  const wrong = [];
  for (const lang of ['en', 'zh']) {
    for (const address of addresses) {
      await hold(page, `?embed=1&lang=${lang}&${address}`);
      for (const width of [280, 560, 1100]) {
        const resize = (height) =>
          page.evaluate((size) => {
            const { style } = document.querySelector('iframe');
            [style.width, style.height] = size.map((pixels) => `${pixels}px`);
          }, [width, height]);
        // The ladder is laid out anew once the width has rested.
        const drawn = () =>
          expect(async () => {
            const [ladder, pictures] = await inside(page).evaluate(() => {
              const all = [...document.querySelectorAll('.picture')];
              return [document.querySelector('#ladder').clientWidth, all.reduce((sum, one) => sum + one.clientWidth, 0)];
            });
            expect(Math.abs(ladder - pictures)).toBeLessThan(3);
          }).toPass();
        await resize(260);
        await drawn();
        await settled(inside(page));
        const wished = await wish(page);
        await resize(wished);
        await settled(inside(page));
        const faults = await inside(page).evaluate(() => {
          const hidden = ({ scrollHeight, clientHeight }) => scrollHeight - clientHeight;
          const found = {};
          for (const part of ['html', '.lesson', '.pane']) {
            const element = document.querySelector(part);
            // A long log is scrolled in its drawer.
            if (element && hidden(element) > 0 && !(part === '.pane' && element.clientHeight === 180)) {
              found[part] = hidden(element);
            }
          }
          const ladder = document.querySelector('#ladder').clientHeight;
          const picture = Math.max(...[...document.querySelectorAll('.picture')].map((one) => one.clientHeight));
          // A long ladder is scrolled; none has room to spare, but for fractions of pixels.
          if (Math.abs(ladder - Math.max(104, Math.min(picture, 340))) > 2) {
            found.ladder = [ladder, picture];
          }
          return found;
        });
        const again = await wish(page);
        if (Object.keys(faults).length > 0 || again !== wished) {
          wrong.push({ lang, address, width, wished, again, faults });
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('the controls are those that the author left', async ({ page }) => {
  let embed = await hold(page, '?embed=1&controls=min&links=0');
  await expect(embed.getByTestId('play')).toBeVisible();
  for (const absent of ['step', 'step-back', 'open']) {
    await expect(embed.getByTestId(absent)).toHaveCount(0);
  }
  embed = await hold(page, '?embed=1&controls=none&links=0');
  await expect(embed.getByTestId('play')).toHaveCount(0);
  await expect(embed.locator('.embed-foot')).toBeHidden();
  await play(embed);
  await expect(embed.locator('.lesson.waiting')).toBeVisible();
});

test('the switches and the drawer are those that the author chose', { tag: '@firefox' }, async ({ page }) => {
  const embed = await hold(page, '?embed=1&panels=time-wait,log', { height: 600 });
  await expect(embed.locator('.control')).toHaveCount(1);
  await embed.getByTestId('control-time-wait').getByRole('button', { name: '0 MSL' }).click();
  await expect(embed.getByTestId('control-time-wait')).toContainText('this is not TCP');
  await embed.getByTestId('step').click();
  await expect(embed.locator('.log button')).not.toHaveCount(0);
  // What the reader changed can be had anew as the author set it up.
  await embed.getByTestId('restart').click();
  await expect(embed.getByTestId('control-time-wait').getByRole('button', { name: '2 MSL' })).toHaveAttribute('aria-pressed', 'true');
  await expect(embed.getByTestId('restart')).toHaveCount(0);
});

test('the way to start a run does not lie on what its author shows of it', async ({ page }) => {
  for (const address of ['?embed=1&t=0.2s', '?embed=1#lesson=four_waves&t=0.6s']) {
    const embed = await hold(page, address, { width: 480, height: 400 });
    const covered = await embed.getByTestId('start').evaluate((button) => {
      const start = button.getBoundingClientRect();
      const labels = [...document.querySelectorAll('.segment .label')].map((label) => [label.textContent, label.getBoundingClientRect()]);
      return labels.filter(([, box]) => box.left < start.right && box.right > start.left && box.top < start.bottom && box.bottom > start.top).map(([text]) => text);
    });
    expect(covered).toEqual([]);
  }
});

test('a list to choose from has room for its words', async ({ page }) => {
  for (const width of [320, 720]) {
    const embed = await hold(page, '?embed=1&panels=compare', { width });
    const { width: room } = await embed.getByRole('combobox').boundingBox();
    expect(room).toBeGreaterThan(100);
  }
});

test('"Why?" unfolds an answer, which can be put away', async ({ page }) => {
  const embed = await hold(page, '?embed=1');
  await embed.getByTestId('step').click();
  await embed.locator('.lesson').getByTestId('why').click();
  await expect(embed.getByTestId('because')).toBeVisible();
  await embed.getByTestId('close-answer').click();
  await expect(embed.getByTestId('because')).toHaveCount(0);
  await embed.locator('.lesson').getByTestId('why').click();
  await inside(page).locator('body').press('Escape');
  await expect(embed.getByTestId('because')).toHaveCount(0);
});

test('why an offer is refused is said without moving anything, and in sight', async ({ page }) => {
  for (const width of [320, 720]) {
    const embed = await hold(page, '?embed=1&lang=en#lesson=last_ack_lost&do=drop:11&t=0.9s', { width, height: 480 });
    const offer = embed.getByTestId('refused-1');
    await offer.scrollIntoViewIfNeeded();
    const before = await offer.boundingBox();
    await offer.hover();
    const reason = embed.locator('.offers .reason');
    await expect(reason).toHaveText('#11 is not on its way any more. Step back to when it was.');
    expect(await offer.boundingBox(), `${width}`).toEqual(before);
    const [box, strip] = [await reason.boundingBox(), await embed.locator('.lesson').boundingBox()];
    expect(box.y, `${width}`).toBeGreaterThanOrEqual(strip.y);
    expect(box.y + box.height, `${width}`).toBeLessThanOrEqual(before.y + before.height);
    expect(box.x, `${width}`).toBeGreaterThanOrEqual(strip.x);
    await page.mouse.move(0, 0);
  }
});

test('a run that is not to be changed offers only questions', async ({ page }) => {
  const embed = await hold(page, '?embed=1&edit=0&panels=lesson,time-wait#t=180ms');
  await expect(embed.locator('.control')).toHaveCount(0);
  const segment = embed.locator('.segment.in-flight').first();
  await segment.press('Enter');
  await expect(embed.getByRole('menuitem')).toHaveCount(2);
  await expect(embed.getByRole('menuitem', { name: 'Drop it' })).toHaveCount(0);
  await inside(page).locator('body').press('Escape');
  await inside(page).locator('body').press('d');
  await settled(inside(page));
  await expect(embed.getByTestId('restart')).toHaveCount(0);
  await expect(embed.getByText('dropped by you')).toHaveCount(0);
});

test('keys do nothing where the author has turned them off', async ({ page }) => {
  const embed = await hold(page, '?embed=1&keys=0');
  await inside(page).locator('body').press('.');
  // This one is the host's now, which scrolls: a frame out of sight draws nothing.
  await inside(page).locator('body').press('End');
  await expect(embed.getByTestId('clock')).toHaveText('t = 0.00 s');
});

test('nothing moves while nobody sees it, and it goes on when somebody does', { tag: '@firefox' }, async ({ page }) => {
  for (const motion of ['full', 'reduce']) {
    const embed = await hold(page, `?embed=1&motion=${motion}&panels=none`, { below: 3000 });
    // Not yet seen, so nothing begins: the button is pressed by a script, for a click would scroll there.
    await inside(page).evaluate(() => document.querySelector('[data-testid="start"]').click());
    await settled(page);
    const before = await clock(embed);
    await page.waitForTimeout(700);
    expect(await clock(embed), motion).toBe(before);
    await page.evaluate(() => document.querySelector('iframe').scrollIntoView());
    await expect.poll(() => clock(embed), motion).toBeGreaterThan(before);
    await page.evaluate(() => window.scrollTo(0, 0));
    // What is on its way when the frame goes may still come.
    await page.waitForTimeout(300);
    const gone = await clock(embed);
    await page.waitForTimeout(700);
    expect(await clock(embed), motion).toBe(gone);
  }
});

test('an embed that plays by itself begins when it is seen', async ({ page }) => {
  const embed = await hold(page, '?embed=1&autoplay=1&panels=none', { below: 3000 });
  await page.waitForTimeout(700);
  expect(await clock(embed)).toBeLessThan(10);
  await page.evaluate(() => document.querySelector('iframe').scrollIntoView());
  await expect.poll(() => clock(embed)).toBeGreaterThan(10);
});

test('the whole page opens with the very run, out of a sandbox too', async ({ page, context }) => {
  const embed = await hold(page, '?embed=1&lang=en#lesson=last_ack_lost', { sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox' });
  for (let steps = 0; steps < 30 && (await embed.locator('.segment.in-flight').count()) === 0; steps += 1) {
    await embed.getByTestId('step').click();
    await settled(inside(page));
  }
  await embed.locator('.segment.in-flight').first().press('Enter');
  await embed.getByRole('menuitem', { name: 'Drop it' }).click();
  await expect(embed.getByText('dropped by you').first()).toBeAttached();
  await inside(page).locator('body').press('ArrowRight');
  await settled(inside(page));
  const time = await embed.getByTestId('clock').textContent();
  const [whole] = await Promise.all([context.waitForEvent('page'), embed.getByTestId('open').click()]);
  await expect(whole.locator('.app')).toBeVisible();
  expect(await whole.evaluate(() => window.opener)).toBeNull();
  await expect(whole.getByTestId('clock')).toHaveText(time);
  await expect(whole.getByTestId('ladder').getByText('dropped by you').first()).toBeAttached();
});

test('a page that opens out of a closed frame is closed like it, and runs', async ({ page, context }) => {
  const embed = await hold(page, '?embed=1&lang=en#lesson=four_waves', { sandbox: 'allow-scripts allow-popups' });
  const [whole] = await Promise.all([context.waitForEvent('page'), embed.getByTestId('open').click()]);
  await expect(whole.getByTestId('ladder')).toBeVisible();
  expect(await whole.evaluate(() => [window.origin, window.opener])).toEqual(['null', null]);
  await whole.keyboard.press('End');
  await expect(whole.getByTestId('state-client')).toContainText('CLOSED');
  await expect(whole.locator('#crash')).toBeHidden({ timeout: 3_000 });
  await whole.getByTestId('share').click();
  await expect(whole.locator('#share')).toContainText('There is no preview here');
});

test('wrong parameters are warned of in the console, a wrong run is told', async ({ page }) => {
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  const embed = await hold(page, '?embed=1&controls=many&panels=logs#do=drop:99');
  await expect(embed.getByTestId('notice')).toContainText('drop:99');
  await expect(embed.getByTestId('notice')).not.toContainText('controls');
  expect(warnings.join('\n')).toContain('controls=many');
  expect(warnings.join('\n')).toContain('logs');
});

test('an embed writes nothing about its reader', async ({ page, server, context }) => {
  await context.addInitScript(() => {
    window.kept = () => [Object.keys(localStorage), Object.keys(sessionStorage)].flat();
  });
  await page.goto(`${server.origin}/?embed=1&lang=zh&theme=dark`);
  await page.getByTestId('start').click();
  await page.getByTestId('guess').getByRole('button').first().click();
  await page.keyboard.press('End');
  expect(await page.evaluate(() => window.kept())).toEqual([]);
  await page.reload();
  await expect(page.getByTestId('start')).toBeVisible();
});

test('the ladder scrolls inside, and at its end the page around it does', async ({ page }) => {
  const embed = await hold(page, '?embed=1&panels=none#lesson=four_waves&t=1000s', { height: 420 });
  const box = await page.locator('iframe').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 150);
  const top = () => embed.getByTestId('ladder').evaluate((ladder) => ladder.scrollTop);
  expect(await top()).toBeGreaterThan(100);
  const before = await top();
  await page.mouse.wheel(0, -60);
  await expect.poll(top).toBeLessThan(before);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await page.mouse.wheel(0, 3000);
  // The end of the ladder takes up one gesture.
  await page.waitForTimeout(800);
  await page.mouse.wheel(0, 300);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
});
