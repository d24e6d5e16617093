// <tcp-scope> in other people's pages: another origin, a strict policy with Trusted Types, a sandboxed frame.

import { join } from 'node:path';
import { expect, hostTest as test } from './test.js';
import { DIST, blog } from './server.js';

/** What the elements have reported of a kind, in order; of one of them, if it is named. */
const heard = (page, kind, id = null) =>
  page.evaluate(([wanted, of]) => window.heard.filter((one) => one.kind === wanted && (of === null || one.id === of)), [kind, id]);

const until = (page, kind, count = 1, id = null) =>
  page.waitForFunction(
    ([wanted, least, of]) => window.heard.filter((one) => one.kind === wanted && (of === null || one.id === of)).length >= least,
    [kind, count, id],
  );

const frame = (page, of = 'tcp-scope') => page.locator(of).locator('iframe');

/** Has the machine wait until what this resolves to is called. */
async function held(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route('**/page-*.wasm', async (route) => {
    await released;
    // A frame may have gone meanwhile, and with it what it asked for.
    await route.continue().catch(() => {});
  });
  return release;
}

test('the picture stays until the machine is ready, and nothing moves', { tag: '@firefox' }, async ({ page, server, browserName }) => {
  const release = await held(page);
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
  // What is taken away is as if it had never been said, and the reader's run stays.
  await page.evaluate(() => {
    const scope = document.querySelector('tcp-scope');
    const view = { states: 'socket', controls: 'min', panels: 'diagram', edit: '0', speed: '2', motion: 'reduce', keys: '0', links: '0' };
    Object.entries(view).forEach(([name, value]) => scope.setAttribute(name, value));
  });
  const [states, inspector] = [inside.locator('.embed-head'), inside.locator('.inspector')];
  await expect(states).toContainText('FIN_WAIT1');
  await expect(inspector).toBeVisible();
  const gone = ['lang', 'theme', 'states', 'controls', 'panels', 'edit', 'speed', 'motion', 'keys', 'links'];
  await page.evaluate((names) => names.forEach((name) => document.querySelector('tcp-scope').removeAttribute(name)), gone);
  await expect(inside.locator('html')).toHaveAttribute('lang', 'en');
  await expect(inside.locator('html')).not.toHaveAttribute('data-theme', 'dark');
  await expect(states).toContainText('FIN-WAIT-1');
  await expect(inspector).toBeHidden();
  expect(await page.evaluate(() => document.querySelector('tcp-scope').getState())).toContain('lesson=three_waves');
  expect([(await heard(page, 'ready')).length, await heard(page, 'error')]).toEqual([1, []]);
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

test('of `lesson`, `run` and `t` the later one holds, when it loads and while it runs', async ({ page }) => {
  await page.goto('/element.html');
  const first = await page.evaluate(async () => {
    const scope = document.querySelector('tcp-scope');
    scope.setAttribute('run', '#lesson=three_waves&do=drop:2&t=1s');
    scope.setAttribute('t', '0.5s');
    await scope.load();
    return scope.getState();
  });
  expect(first).toContain('lesson=three_waves&do=drop:2');
  const time = () => page.evaluate(() => document.querySelector('tcp-scope').currentTime);
  await expect.poll(time).toBe(0.5);
  expect((await heard(page, 'ready')).at(-1).detail.warnings).toEqual([]);
  await page.evaluate(async () => {
    const scope = document.querySelector('tcp-scope');
    scope.setAttribute('run', await scope.getState());
    scope.setAttribute('t', '0.25s');
  });
  await expect.poll(time).toBe(0.25);
  await page.evaluate(() => document.querySelector('tcp-scope').removeAttribute('t'));
  await expect.poll(time).toBe(0.5);
  await page.evaluate(() => document.querySelector('tcp-scope').removeAttribute('run'));
  await expect.poll(() => page.evaluate(() => document.querySelector('tcp-scope').getState())).toContain('lesson=four_waves');
  expect([(await heard(page, 'ready')).length, await heard(page, 'error')]).toEqual([1, []]);
});

test('an empty list of panels is none; a height may have its unit, and may be left to the frame', async ({ page }) => {
  await page.goto('/element.html');
  await page.evaluate(() => {
    const scope = document.querySelector('tcp-scope');
    Object.entries({ panels: '', edit: '', height: '700px' }).forEach(([name, value]) => scope.setAttribute(name, value));
    return scope.load();
  });
  expect((await heard(page, 'ready')).at(-1).detail.warnings).toEqual([]);
  expect(await frame(page).getAttribute('src')).toContain('&panels=&edit=&');
  const height = () => page.evaluate(() => document.querySelector('tcp-scope').getBoundingClientRect().height);
  expect(await height()).toBe(700);
  await page.evaluate(() => document.querySelector('tcp-scope').setAttribute('height', 'auto'));
  expect(await height()).toBe((await heard(page, 'ready')).at(-1).detail.height);
});

test('playbackRate is what was said last, and 1 if that is no number', async ({ page }) => {
  await page.goto('/element.html');
  await until(page, 'ready');
  const rate = () => page.evaluate(() => document.querySelector('tcp-scope').playbackRate);
  await page.evaluate(() => (document.querySelector('tcp-scope').playbackRate = 4));
  await until(page, 'ratechange');
  expect((await heard(page, 'ratechange'))[0].detail).toBe(null);
  expect(await rate()).toBe(4);
  await page.evaluate(() => document.querySelector('tcp-scope').setAttribute('speed', '2'));
  expect(await rate()).toBe(2);
  await page.evaluate(() => document.querySelector('tcp-scope').setAttribute('speed', 'fast'));
  expect(await rate()).toBe(1);
});

test('its language is the page\'s, through shadow roots, or the reader\'s', { tag: '@firefox' }, async ({ page }) => {
  await page.goto('/click.html');
  await page.evaluate(() => document.querySelector('tcp-scope').load());
  const lang = (wanted) => expect(page.frameLocator('tcp-scope iframe').locator('html')).toHaveAttribute('lang', wanted);
  const say = (value) => page.evaluate((said) => document.querySelector('tcp-scope').setAttribute('lang', said), value);
  await lang('zh-Hans');
  await say('en');
  await lang('en');
  await page.evaluate(() => document.querySelector('tcp-scope').removeAttribute('lang'));
  await lang('zh-Hans');
  // Of neither language, it is the reader's.
  await say('fr');
  await lang('en');
  expect(await heard(page, 'error')).toEqual([]);
  await page.evaluate(() => {
    document.querySelector('tcp-scope').remove();
    const scope = document.createElement('tcp-scope');
    const outer = document.createElement('div');
    outer.attachShadow({ mode: 'open' }).append(scope);
    document.body.append(outer);
    return scope.load();
  });
  await lang('zh-Hans');
});

test('the module knows where it lies, whatever its path has in it', { tag: '@firefox' }, async ({ page, server }) => {
  const headers = { 'Access-Control-Allow-Origin': '*' };
  await page.route('**/next.js/tcp-scope.js?*', (route) => route.fulfill({ path: join(DIST, 'tcp-scope.js'), headers, contentType: 'text/javascript' }));
  await page.route('**/next.js/index.html?*', (route) => route.abort());
  await page.goto('/frame.html');
  await page.evaluate(async (address) => {
    await import(address);
    const scope = document.createElement('tcp-scope');
    scope.setAttribute('loading', 'eager');
    document.body.append(scope);
  }, `${server.origin}/next.js/tcp-scope.js?v=2`);
  expect(await frame(page).getAttribute('src')).toContain(`${server.origin}/next.js/index.html?embed=1&`);
});

test('what is asked for while it loads is done: pause() after play(), and a click before an attribute changes', async ({ page }) => {
  let release = await held(page);
  await page.goto('/element.html');
  await page.evaluate(() => {
    const scope = document.querySelector('tcp-scope');
    scope.play();
    scope.pause();
  });
  release();
  await until(page, 'ready');
  const paused = await page.evaluate(async () => {
    const scope = document.querySelector('tcp-scope');
    await scope.getState();
    // As long as it takes to hear twice that it plays.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return scope.paused;
  });
  expect(paused).toBe(true);

  await page.unroute('**/page-*.wasm');
  release = await held(page);
  await page.goto('/click.html');
  await page.getByRole('button').press('Enter');
  await page.evaluate(() => {
    const scope = document.querySelector('tcp-scope');
    window.played = scope.play().then(() => 'played', ({ code }) => code);
    scope.setAttribute('theme', 'dark');
  });
  await page.evaluate(() => document.querySelector('tcp-scope').setAttribute('lesson', 'three_waves'));
  release();
  await until(page, 'play');
  expect(await page.evaluate(() => window.played)).toBe('played');
  const readies = await heard(page, 'ready');
  expect(readies.map(({ detail }) => [detail.lesson, detail.warnings])).toEqual([['three_waves', []]]);
  await expect(page.frameLocator('tcp-scope iframe').locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frame(page)).toBeFocused();
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

  test('leaves its button too, for another try', async ({ page }) => {
    await page.route('**/page-*.wasm', (route) => route.abort());
    await page.goto('/click.html');
    const button = page.getByRole('button', { name: '启动这条 TCP 连接' });
    await button.press('Enter');
    await until(page, 'error');
    await page.unroute('**/page-*.wasm');
    await button.press('Enter');
    await until(page, 'play');
    await expect(button).toBeHidden();
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

test.describe('what the guide has authors paste is no wider than its column, and has its height from the start', () => {
  /** A page with the guide's element in it, and something below. */
  async function pasted(page, server, up) {
    await page.goto(`${server.origin}/embedding.html`);
    const texts = await page.locator('pre code.language-html').allTextContents();
    const text = texts.find((one) => one.includes('<tcp-scope'));
    const site = await up(blog(`${text.replaceAll('https://example.org/tcpscope/', `${server.origin}/`)}<div id="after">After.</div>`));
    return site.origin;
  }

  /** How far the page reaches beyond its window, and where that which stands below the element begins. */
  const layout = (page) =>
    page.evaluate(() => [document.documentElement.scrollWidth - window.innerWidth, document.querySelector('#after').getBoundingClientRect().top]);
  // A body's margin, and the height in the guide.
  const WANTED = [0, 8 + 480];

  for (const width of [320, 390, 720, 1360]) {
    test(`in a window ${width} wide`, { tag: '@firefox' }, async ({ page, server, up }) => {
      await page.setViewportSize({ width, height: 900 });
      const address = await pasted(page, server, up);
      const release = await held(page);
      await page.goto(address);
      await expect(frame(page)).toBeAttached();
      const still = page.locator('tcp-scope img');
      await expect.poll(() => still.evaluate(({ naturalWidth }) => naturalWidth)).toBeGreaterThan(width < 824 ? width : 0);
      expect(await layout(page)).toEqual(WANTED);
      release();
      await expect(frame(page)).toBeVisible();
      expect(await layout(page)).toEqual(WANTED);
    });
  }

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });

    for (const width of [320, 390, 720, 1360]) {
      test(`in a window ${width} wide`, async ({ page, server, up }) => {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(await pasted(page, server, up));
        await expect(page.locator('tcp-scope img')).toBeVisible();
        expect(await layout(page)).toEqual(WANTED);
      });
    }
  });

  test('a picture that is wider and higher than its element scrolls in it', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 900 });
    await page.goto('/click.html');
    const sizes = () =>
      page.evaluate(() => [document.documentElement.scrollWidth, document.querySelector('tcp-scope').getBoundingClientRect().height]);
    expect(await sizes()).toEqual([390, 480]);
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.append(document.querySelector('img'));
      document.querySelector('tcp-scope').append(link);
      document.querySelector('tcp-scope').setAttribute('height', '400');
    });
    expect(await sizes()).toEqual([390, 400]);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button')).toBeHidden();
  });
});
