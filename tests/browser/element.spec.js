// <tcp-scope> in other people's pages: another origin, a strict policy with Trusted Types, a sandboxed frame.

import { expect, hostTest as test } from './test.js';

/** What the elements have reported of a kind, in order; of one of them, if it is named. */
const heard = (page, kind, id = null) =>
  page.evaluate(([wanted, of]) => window.heard.filter((one) => one.kind === wanted && (of === null || one.id === of)), [kind, id]);

const until = (page, kind, count = 1, id = null) =>
  page.waitForFunction(
    ([wanted, least, of]) => window.heard.filter((one) => one.kind === wanted && (of === null || one.id === of)).length >= least,
    [kind, count, id],
  );

const frame = (page, of = 'tcp-scope') => page.locator(of).locator('iframe');

test('the picture stays until the machine is ready, and nothing moves', { tag: '@firefox' }, async ({ page, server, browserName }) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route('**/page-*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/element.html');
  const box = () => page.evaluate(() => [document.querySelector('tcp-scope').getBoundingClientRect().height, document.querySelector('#after').getBoundingClientRect().top]);
  await expect(frame(page)).toBeAttached();
  await expect(frame(page)).toBeHidden();
  await expect(page.getByAltText('The connection as a ladder')).toBeVisible();
  const before = await box();
  release();
  await until(page, 'ready');
  await expect(frame(page)).toBeVisible();
  await expect(page.getByAltText('The connection as a ladder')).toBeHidden();
  expect(await box()).toEqual(before);
  if (browserName === 'chromium') {
    expect(await page.evaluate(() => window.shift)).toBe(0);
  }

  const attributes = await frame(page).evaluate(({ title, allow, referrerPolicy, sandbox, src }) => ({ title, allow, referrerPolicy, sandbox: sandbox.value, src }));
  expect(attributes).toEqual({
    title: 'tcpscope: a TCP connection to open, watch and break',
    allow: 'fullscreen; clipboard-write',
    referrerPolicy: 'strict-origin-when-cross-origin',
    sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox',
    src: expect.stringContaining(`${server.origin}/index.html?embed=1&lang=en&origin=`),
  });
});

test('methods, properties and events are those of media elements', async ({ page }) => {
  await page.goto('/element.html');
  await until(page, 'ready');
  const before = await page.evaluate(() => {
    const { paused, ended, currentTime, duration, playbackRate } = document.querySelector('tcp-scope');
    return { paused, ended, currentTime, duration, playbackRate };
  });
  expect(before).toEqual({ paused: true, ended: false, currentTime: expect.any(Number), duration: expect.any(Number), playbackRate: 1 });

  await page.evaluate(async () => {
    const scope = document.querySelector('tcp-scope');
    await scope.play();
    scope.pause();
  });
  await until(page, 'pause');
  expect((await heard(page, 'play')).length).toBe(1);
  await page.evaluate(() => (document.querySelector('tcp-scope').currentTime = 0));
  await until(page, 'seeked');
  expect(await page.evaluate(() => document.querySelector('tcp-scope').currentTime)).toBe(0);
  await page.evaluate(() => document.querySelector('tcp-scope').seek({ marker: 'end' }));
  await until(page, 'ended');
  expect(await page.evaluate(() => document.querySelector('tcp-scope').ended)).toBe(true);
  const events = await heard(page, 'tcpscope-event');
  expect(events.map(({ detail }) => detail.to)).toContain('TIME-WAIT');

  const state = await page.evaluate(async () => {
    const scope = document.querySelector('tcp-scope');
    scope.playbackRate = 2;
    await scope.act('drop:4');
    const [text, events, run] = await Promise.all([scope.getTrace('text'), scope.getTrace(), scope.getState()]);
    const refused = await scope.act('drop:4000').catch(({ code, message }) => ({ code, message }));
    return { text, events: events.length, run, refused, rate: scope.playbackRate };
  });
  expect(state.text).toContain('<CTL=SYN,ACK>');
  expect(state.events).toBeGreaterThan(20);
  expect(state.run).toContain('drop:4');
  expect(state.refused.code).toBe('refused');
  expect(state.rate).toBe(2);
  expect((await heard(page, 'durationchange')).length).toBeGreaterThan(0);
});

test('attributes may change while it runs', async ({ page }) => {
  await page.goto('/element.html');
  await until(page, 'ready');
  const inside = page.frameLocator('tcp-scope iframe');
  await page.evaluate(() => {
    const scope = document.querySelector('tcp-scope');
    scope.setAttribute('lang', 'zh');
    scope.setAttribute('theme', 'dark');
  });
  await expect(inside.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(inside.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.evaluate(() => document.querySelector('tcp-scope').setAttribute('lesson', 'three_waves'));
  await until(page, 'durationchange');
  expect((await heard(page, 'ready')).length, 'without loading anew').toBe(1);
  // What an attribute stood for that is taken away, only a new frame knows.
  await page.evaluate(() => document.querySelector('tcp-scope').removeAttribute('theme'));
  await until(page, 'ready', 2);
  expect((await heard(page, 'ready')).at(-1).detail.lesson).toBe('three_waves');
  await page.evaluate(() => document.querySelector('tcp-scope').setAttribute('theme', 'green'));
  await until(page, 'error');
  expect((await heard(page, 'error'))[0].detail.code).toBe('bad-state');
});

test('load() is done when the run of the attributes is there, and gives way to a later one', async ({ page }) => {
  await page.goto('/element.html');
  await until(page, 'ready');
  const [first, second, run] = await page.evaluate(async () => {
    const scope = document.querySelector('tcp-scope');
    scope.setAttribute('lesson', 'four_waves');
    const one = scope.load().then(() => 'ready', ({ code }) => code);
    scope.setAttribute('lesson', 'reset');
    const other = scope.load().then(() => 'ready', ({ code }) => code);
    return [await one, await other, await scope.getState()];
  });
  expect([first, second]).toEqual(['aborted', 'ready']);
  expect(run).toContain('lesson=reset');
});

test('with loading="click", a button starts it; the file may be a module', { tag: '@firefox' }, async ({ page, browserName }) => {
  await page.goto('/click.html');
  const button = page.getByRole('button', { name: '启动这条 TCP 连接' });
  await expect(button).toBeVisible();
  await expect(frame(page)).not.toBeAttached();
  await button.press('Enter');
  await until(page, 'ready');
  await until(page, 'play');
  await expect(button).not.toBeAttached();
  await expect(page.frameLocator('tcp-scope iframe').locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(frame(page)).toBeFocused();
  if (browserName === 'chromium') {
    expect(await page.evaluate(() => window.shift)).toBe(0);
  }
});

test('of five elements one plays at a time, and they load one after another, the last when it comes near', async ({ page, server }) => {
  const fetched = [];
  page.on('request', (request) => /index\.html|page-.*\.wasm/.test(request.url()) && fetched.push(new URL(request.url()).pathname));
  await page.goto('/five.html');
  await until(page, 'ready', 4);
  expect((await heard(page, 'ready')).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  // Not two frames before the first has its module.
  expect(fetched.slice(0, 2)).toEqual(['/index.html', expect.stringContaining('.wasm')]);
  await expect(page.locator('#e iframe')).not.toBeAttached();
  await expect(page.getByText('Far below.')).toBeVisible();

  await page.evaluate(() => document.querySelector('#a').play());
  await until(page, 'play', 1, 'a');
  await page.evaluate(() => document.querySelector('#b').play());
  await until(page, 'pause', 1, 'a');
  expect(await page.evaluate(() => ['a', 'b'].map((id) => document.getElementById(id).paused))).toEqual([true, false]);
  await expect(page.frameLocator('#b iframe').locator('html')).toHaveAttribute('lang', 'zh-Hans');

  await page.locator('#e').scrollIntoViewIfNeeded();
  await until(page, 'ready', 1, 'e');
  expect(await page.evaluate(() => document.querySelector('#e').getState())).toContain('drop:2');
  expect(new Set(page.frames().map((one) => new URL(one.url()).origin)).size, 'the host and the app').toBe(2);
  expect(page.frames().filter((one) => one.url().startsWith(server.origin)).length).toBe(5);
});

test('taken away and put back, hidden and shown, it works again', async ({ page }) => {
  await page.goto('/element.html');
  await until(page, 'ready');
  await page.evaluate(async () => {
    const scope = document.querySelector('tcp-scope');
    const answer = scope.getState();
    scope.remove();
    window.lost = await answer.catch(({ code }) => code);
    document.body.append(scope);
  });
  await until(page, 'ready', 2);
  expect(['aborted', expect.stringContaining('lesson=')]).toContainEqual(await page.evaluate(() => window.lost));
  await page.evaluate(() => document.querySelector('tcp-scope').play());
  await until(page, 'play');

  // As a slide that is not on the screen.
  await page.evaluate(() => {
    const slide = document.createElement('div');
    slide.hidden = true;
    const scope = document.createElement('tcp-scope');
    scope.id = 'slide';
    scope.setAttribute('lesson', 'three_waves');
    slide.append(scope);
    document.body.prepend(slide);
    window.slide = slide;
  });
  await expect(page.locator('#slide iframe')).not.toBeAttached();
  await page.evaluate(() => (window.slide.hidden = false));
  await until(page, 'ready', 1, 'slide');
  await page.evaluate(() => (window.slide.hidden = true));
  await page.evaluate(() => (window.slide.hidden = false));
  await page.evaluate(() => document.querySelector('#slide').play());
  await until(page, 'play', 1, 'slide');
});

test('moved within the page while it loads, it does not hold up the others', async ({ page }) => {
  await page.goto('/five.html');
  await page.evaluate(() => document.querySelector('#a').remove());
  await until(page, 'ready', 1, 'd');
  expect((await heard(page, 'ready')).map(({ id }) => id)).toEqual(expect.arrayContaining(['b', 'c', 'd']));
});

test.describe('a machine that cannot be had', () => {
  test.use({ expectedErrors: /ERR_FAILED|ERR_BLOCKED|NetworkError|Failed to (fetch|load)|Cross-Origin Request Blocked/ });

  test('leaves the picture, and an error', { tag: '@firefox' }, async ({ page }) => {
    await page.route('**/page-*.wasm', (route) => route.abort());
    await page.goto('/element.html');
    await until(page, 'error');
    expect((await heard(page, 'error'))[0].detail).toMatchObject({ code: 'load' });
    await expect(page.getByAltText('The connection as a ladder')).toBeVisible();
    await expect(frame(page)).not.toBeAttached();
    // Whoever asks again may be luckier.
    await page.unroute('**/page-*.wasm');
    await page.evaluate(() => document.querySelector('tcp-scope').load());
    await expect(frame(page)).toBeVisible();
  });

  test('and of which nothing is heard at all, likewise', async ({ page }) => {
    await page.clock.install();
    await page.route('**/index.html?**', (route) => route.abort());
    await page.goto('/element.html');
    await expect(frame(page)).toBeAttached();
    await page.clock.fastForward(21_000);
    await until(page, 'error');
    expect((await heard(page, 'error'))[0].detail).toMatchObject({ code: 'timeout' });
    await expect(page.getByAltText('The connection as a ladder')).toBeVisible();
  });
});
