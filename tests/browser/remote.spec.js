// A page that holds the embed in a frame, on another origin and under a strict policy: what it may ask, what it is told.

import { expect, hostTest as test, settled } from './test.js';

/** Opens the host's page with the frame at this address, and waits until the frame is ready; gives its first report. */
async function hold(page, address = '?embed=1#lesson=four_waves') {
  await page.goto(`/frame.html?frame=${encodeURIComponent(address)}`);
  return heard(page, 'ready');
}

/** The first report of a type that is on its way or has come, with these fields. */
async function heard(page, type, fields = {}) {
  const report = await page.waitForFunction(
    ([wanted, has]) => {
      const all = window.told.map(({ data }) => data.tcpscope).filter(Boolean);
      return all.find((one) => one.type === wanted && Object.entries(has).every(([name, value]) => one[name] === value));
    },
    [type, fields],
  );
  return report.jsonValue();
}

/** Asks for something by name, and waits for the answer. */
let count = 0;
async function ask(page, request) {
  count += 1;
  const id = `r${count}`;
  await page.evaluate((message) => window.say({ tcpscope: message }), { v: 1, id, ...request });
  return heard(page, 'result', { id });
}

const told = (page, type) =>
  page.evaluate((wanted) => window.told.map(({ data }) => data.tcpscope).filter((one) => one?.type === wanted), type);

/** The frame's page. */
const inside = (page) => page.frameLocator('iframe');

test('the frame says what it is, plays, and tells of each event', { tag: '@firefox' }, async ({ page }) => {
  const ready = await hold(page);
  expect(ready).toEqual({
    v: 1,
    type: 'ready',
    protocol: 1,
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    lesson: 'four_waves',
    lang: 'en',
    duration: expect.any(Number),
    events: expect.any(Number),
    steps: expect.any(Number),
    height: expect.any(Number),
    warnings: [],
  });
  // A sandboxed frame has no origin.
  expect(await page.evaluate(() => new Set(window.told.map(({ origin }) => origin)).size)).toBe(1);
  expect(await page.evaluate(() => window.told[0].origin)).toBe('null');

  await ask(page, { type: 'config', speed: 4 });
  // A lesson may wait for its reader; whoever holds it plays on.
  for (let waits = 0; waits < 30; waits += 1) {
    expect(await ask(page, { type: 'play' })).toMatchObject({ ok: true, value: null });
    await heard(page, 'time', { playing: true });
    await page.waitForFunction(() => window.told.findLast(({ data }) => data.tcpscope.type === 'time').data.tcpscope.playing === false);
    if ((await told(page, 'ended')).length > 0) {
      break;
    }
  }
  const events = await told(page, 'event');
  const trace = (await ask(page, { type: 'getTrace' })).value;
  expect(trace.length).toBe(ready.events);
  expect(events.map(({ n, kind, t }) => ({ n, kind, t }))).toEqual(trace.slice(-events.length).map(({ n, kind, t }) => ({ n, kind, t })));
  const states = events.filter(({ kind, host }) => kind === 'state' && host === 'client').map(({ to }) => to);
  // The lesson begins where the client has just closed.
  expect(states).toEqual(['FIN-WAIT-2', 'TIME-WAIT', 'CLOSED']);
});

test('the cursor goes where it is sent', async ({ page }) => {
  const { duration, steps } = await hold(page);
  await ask(page, { type: 'seek', t: 0 });
  expect(await heard(page, 'time', { t: 0, step: 0 })).toMatchObject({ playing: false });
  await ask(page, { type: 'seek', step: steps - 1 });
  expect(await heard(page, 'time', { step: steps - 1 })).toMatchObject({ t: duration });
  await ask(page, { type: 'seek', marker: 'start' });
  await ask(page, { type: 'seek', marker: 'nextState' });
  const times = await told(page, 'time');
  expect(times.at(-1).t).toBeGreaterThan(0);
  const text = await ask(page, { type: 'getTrace', format: 'text' });
  expect(text.value).toContain('<CTL=SYN,ACK>');
});

test('it is shown otherwise, another run is loaded, and its state can be taken away', async ({ page }) => {
  await hold(page);
  expect(await ask(page, { type: 'config', lang: 'zh', theme: 'dark' })).toMatchObject({ ok: true });
  await expect(inside(page).locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(inside(page).locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await ask(page, { type: 'config', lang: 'en' })).toMatchObject({ ok: true });
  await expect(inside(page).locator('html')).toHaveAttribute('data-theme', 'dark');

  expect(await ask(page, { type: 'load', lesson: 'three_waves' })).toMatchObject({ ok: true });
  await heard(page, 'run', { lesson: 'three_waves' });
  expect(await ask(page, { type: 'load', run: 'lesson=four_waves&do=drop:2' })).toMatchObject({ ok: true });
  await heard(page, 'run', { lesson: 'four_waves' });
  expect(await ask(page, { type: 'action', deed: 'drop:4' })).toMatchObject({ ok: true });
  const trace = await ask(page, { type: 'getTrace' });
  expect(trace.value.filter(({ kind, segment }) => kind === 'act' && segment === 4).length).toBe(1);

  const { value } = await ask(page, { type: 'getState' });
  expect(value).toContain('lesson=four_waves');
  expect(value).toContain('drop:2');
  expect(value).toContain('drop:4');
  await ask(page, { type: 'load', lesson: 'three_waves' });
  await ask(page, { type: 'load', run: value });
  const again = await ask(page, { type: 'getTrace' });
  expect(again.value).toEqual(trace.value);
});

test('nonsense is answered with an error, and changes nothing', { tag: '@firefox' }, async ({ page }) => {
  await hold(page);
  await ask(page, { type: 'pause' });
  const before = await ask(page, { type: 'getState' });
  const nonsense = [
    null,
    5,
    'play',
    [],
    {},
    { v: 1 },
    { v: 2, type: 'play' },
    { v: 1, type: 'fly' },
    { v: 1, type: 'play', now: true },
    { v: 1, type: 'seek' },
    { v: 1, type: 'seek', t: '3' },
    { v: 1, type: 'seek', t: { valueOf: 3 } },
    { v: 1, type: 'seek', step: -1 },
    { v: 1, type: 'config', theme: 'green' },
    { v: 1, type: 'config', theme: ['dark'] },
    { v: 1, type: 'load', lesson: 'no_such_lesson' },
    { v: 1, type: 'load', run: 'do=fly:9' },
    { v: 1, type: 'action', deed: 'fly:9' },
    { v: 1, type: 'action', deed: 'drop:4000' },
    { v: 1, type: 'play', id: 5 },
    { v: 1, type: 'load', run: 'x'.repeat(20_000) },
    { v: 1, type: 'constructor' },
    { v: 1, type: '__proto__' },
    { v: 1, type: ['play'] },
    { v: '1', type: 'play' },
    { v: 1, type: 'getTrace', format: 'toString' },
    { v: 1, type: 'seek', t: 1, step: 1 },
    { v: 1, type: 'seek', marker: 'hasOwnProperty' },
    { v: 1, type: 'load', lesson: 'reset', run: 'lesson=reset' },
    { v: 1, type: 'config', constructor: 1 },
    Array(2_000).fill({ v: 1, type: 'play' }),
  ];
  await page.evaluate((messages) => messages.forEach((message) => window.say({ tcpscope: message })), nonsense);
  // What the driver cannot write, and what cannot be written as JSON.
  await page.evaluate(() => {
    window.say(JSON.parse('{ "tcpscope": { "v": 1, "type": "play", "__proto__": { "type": "pause" } } }'));
    window.say(JSON.parse('{ "tcpscope": { "__proto__": { "v": 1, "type": "play" } } }'));
    const circle = { v: 1, type: 'play' };
    circle.circle = circle;
    window.say({ tcpscope: circle });
    window.say({ tcpscope: { v: 1, type: 'seek', t: NaN } });
    window.say({ tcpscope: { v: 1, type: 'seek', t: 10n } });
    // These are for somebody else.
    window.say({ other: 1 });
    window.say(JSON.parse('{ "__proto__": { "tcpscope": { "v": 1, "type": "play" } } }'));
    window.say('hello');
    window.say(null);
  });
  expect(await ask(page, { type: 'seek', t: 'x' })).toMatchObject({ ok: false, error: { code: 'bad-message', message: expect.any(String) } });
  expect(await ask(page, { type: 'getState' })).toMatchObject({ value: before.value });
  const errors = await told(page, 'error');
  expect(errors.length).toBe(nonsense.length + 5);
  expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['bad-message', 'bad-state', 'refused']));
});

test('only the page that holds it is heard, and only of the origin that the address names', async ({ page, server, hosts }) => {
  // Of an origin that is not the host's, nobody is, however the name is written.
  for (const name of ['origin', 'ORIGIN', 'Origin', 'ｏｒｉｇｉｎ']) {
    await page.goto(`/frame.html?frame=${encodeURIComponent(`?embed=1&${name}=${server.origin}#lesson=four_waves`)}`);
    await expect(inside(page).getByTestId('ladder')).toBeVisible();
    await page.evaluate(() => window.say({ tcpscope: { v: 1, id: 'a', type: 'getState' } }));
    const deaf = page.frames().find((frame) => frame.url().startsWith(server.origin));
    await deaf.evaluate(() => window.tcpscopeRest);
    await settled(deaf);
    expect(await page.evaluate(() => window.told), name).toEqual([]);
  }
  await hold(page, `?embed=1&origin=${hosts.origin}#lesson=four_waves`);
  expect(await ask(page, { type: 'getState' })).toMatchObject({ ok: true });

  // Another frame of the same page is not the one that holds it.
  const framed = page.frames().find((frame) => frame.url().startsWith(server.origin));
  const before = (await told(page, 'result')).length;
  await framed.evaluate(() => window.postMessage({ tcpscope: { v: 1, id: 'b', type: 'getState' } }, '*'));
  await ask(page, { type: 'getState' });
  expect((await told(page, 'result')).length).toBe(before + 1);
});

test('messages that come before the machine are answered when it is there', async ({ page }) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route('**/page-*.wasm', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`/frame.html?frame=${encodeURIComponent('?embed=1#lesson=four_waves')}`);
  await expect(inside(page).locator('#boot')).toBeAttached();
  await page.evaluate(() => window.say({ tcpscope: { v: 1, id: 'early', type: 'getState' } }));
  release();
  await heard(page, 'ready');
  expect(await heard(page, 'result', { id: 'early' })).toMatchObject({ ok: true });
});

test('what is wrong with the address is told', async ({ page }) => {
  const { warnings } = await hold(page, '?embed=1#lesson=five_waves');
  expect(warnings).toEqual([expect.stringContaining('five_waves')]);
});

test('WordPress is told the height', async ({ page }) => {
  await page.goto(`/frame.html?frame=${encodeURIComponent('?embed=1#lesson=four_waves#?secret=abc123')}`);
  await heard(page, 'ready');
  const heights = await page.evaluate(() => window.told.map(({ data }) => data).filter(({ message }) => message === 'height'));
  expect(heights[0]).toEqual({ secret: 'abc123', message: 'height', value: expect.any(Number) });
  expect(heights[0].value).toBeGreaterThanOrEqual(200);
  expect(heights[0].value).toBeLessThanOrEqual(1000);
  // And WordPress is no problem of the link.
  expect((await told(page, 'ready'))[0].warnings).toEqual([]);
});

test('a panic is told', async ({ page, server }) => {
  await hold(page);
  const framed = page.frames().find((frame) => frame.url().startsWith(server.origin));
  await framed.evaluate(() => window.tcpscopeCrashed('panicked at the test'));
  expect(await heard(page, 'error', { code: 'panic' })).toMatchObject({ message: 'panicked at the test' });
});

test.describe('a module that does not arrive', () => {
  test.use({ expectedErrors: /ERR_FAILED|NetworkError|Failed to fetch/ });

  test('is told', async ({ page }) => {
    await page.route('**/page-*.wasm', (route) => route.abort());
    await page.goto(`/frame.html?frame=${encodeURIComponent('?embed=1')}`);
    expect(await heard(page, 'error', { code: 'load' })).toMatchObject({ message: expect.any(String) });
  });
});

test('a page in no frame hears and says nothing', async ({ page, server }) => {
  await page.goto(server.origin);
  await expect(page.getByTestId('ladder')).toBeVisible();
  const said = await page.evaluate(async () => {
    const all = [];
    window.addEventListener('message', ({ data }) => all.push(data));
    window.postMessage({ tcpscope: { v: 1, id: 'a', type: 'getState' } }, '*');
    await new Promise((resolve) => setTimeout(resolve, 300));
    return all;
  });
  expect(said).toEqual([{ tcpscope: { v: 1, id: 'a', type: 'getState' } }]);
  expect(await page.evaluate(() => typeof window.tcpscopeTell)).toBe('undefined');
});
