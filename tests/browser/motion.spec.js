// What moves, and when it does not: who wants less motion, by the system or by the address, gets the same run from stop to
// stop, and nothing else moves either; nothing flashes; nothing runs where nobody looks.

import { test, expect, open, settled } from './test.js';

const LESS = [
  { how: 'by the system', reducedMotion: 'reduce', address: '/?lang=en' },
  { how: 'by the address', reducedMotion: 'no-preference', address: '/?lang=en&motion=reduce' },
];

/**
 * In the page: goes through the first so many lessons, each from where it begins to play and through its steps, and returns the names of
 * all animations that ran.
 */
async function animationsOfLessons(most) {
  const by = (id) => document.querySelector(`[data-testid="${id}"]`);
  const drawn = () => new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve))));
  const seen = new Set();
  let offers = 0;
  const look = () => document.getAnimations().forEach((animation) => seen.add(animation.animationName ?? animation.constructor.name));
  const list = async () => {
    by('lesson-title').click();
    await drawn();
    look();
    return [...document.querySelectorAll('dialog[open] [data-testid^="lesson-"]')].map((it) => it.dataset.testid);
  };
  const lessons = await list();
  for (const lesson of lessons.slice(0, most)) {
    by(lesson).click();
    await drawn();
    look();
    for (const mark of document.querySelectorAll('.step-mark')) {
      mark.click();
      await drawn();
      document.querySelector('.choices .skip')?.click();
      await drawn();
      look();
      offers += document.querySelectorAll('.waiting [data-testid^="offer-"]').length;
    }
    await list();
  }
  return { lessons: lessons.length, offers, animations: [...seen] };
}

for (const { how, reducedMotion, address } of LESS) {
  test(`who wants less motion ${how} sees nothing animated in any lesson`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion });
    await open(page, address);
    const { lessons, offers, animations } = await page.evaluate(animationsOfLessons, Infinity);
    expect(lessons).toBeGreaterThan(30);
    expect(offers).toBeGreaterThan(30);
    expect(animations).toEqual([]);
  });
}

test('an address that asks for motion has precedence over the system', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/?lang=en&motion=full');
  const { animations } = await page.evaluate(animationsOfLessons, 3);
  expect(animations).toEqual(['invite']);
});

test('what the system wants is followed while the page is open', async ({ page }) => {
  await open(page);
  for (const [reducedMotion, motion] of [['reduce', 'reduce'], ['no-preference', 'full']]) {
    await page.emulateMedia({ reducedMotion });
    await expect(page.locator('html')).toHaveAttribute('data-motion', motion);
  }
});

/** Where the line of the present is, as often as it is moved, from when it plays to when it stands. */
function painted(page) {
  return page.evaluate(async () => {
    const button = () => document.querySelector('[data-testid="play"]');
    const plays = () => button().getAttribute('aria-label') === 'Pause';
    const seen = [];
    const look = () => {
      const place = document.querySelector('#now').getAttribute('transform');
      if (seen.at(-1) !== place) {
        seen.push(place);
      }
    };
    look();
    new MutationObserver(look).observe(document, { subtree: true, attributeFilter: ['transform'] });
    button().click();
    while (!plays()) {
      await new Promise(requestAnimationFrame);
    }
    while (plays()) {
      await new Promise(requestAnimationFrame);
    }
    return seen;
  });
}

/** Where it is at each stop of the arrow keys, up to where the lesson waits. */
async function stops(page) {
  const seen = [];
  await page.keyboard.press('Home');
  for (;;) {
    seen.push(await page.locator('#now').getAttribute('transform'));
    if (await page.locator('.lesson.waiting').isVisible()) {
      return seen;
    }
    await page.keyboard.press('ArrowRight');
  }
}

for (const { how, reducedMotion, address } of LESS) {
  test(`who wants less motion ${how} sees the same run from stop to stop`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion });
    for (const view of ['', '&embed=1']) {
      await open(page, `${address}&lesson=three_way_handshake&speed=4&autoplay=0${view}`);
      const all = await stops(page);
      expect(all.length).toBeGreaterThan(4);
      await page.keyboard.press('Home');
      const places = await painted(page);
      // The last one is painted after it has been drawn that the lesson waits.
      await expect(page.locator('#now')).toHaveAttribute('transform', all.at(-1));
      expect([...new Set([...places, all.at(-1)])]).toEqual(all);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }
  });
}

test('else the run is shown on the way from stop to stop, too', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/?lang=en&motion=full&lesson=three_way_handshake&autoplay=0');
  const all = await stops(page);
  await page.keyboard.press('Home');
  const between = (await painted(page)).filter((place) => !all.includes(place));
  expect(between.length).toBeGreaterThan(all.length);
});

test('no style makes anything flash more than three times a second', async ({ page }) => {
  const told = [];
  for (const address of ['/', '/myths.html']) {
    await page.goto(address);
    const found = await page.evaluate(() => {
      const all = [];
      const walk = (rules) => {
        for (const rule of rules) {
          walk(rule.cssRules ?? []);
          const { animationName, animationDuration, animationIterationCount, transitionDuration } = rule.style ?? {};
          if (animationName && animationName !== 'none') {
            all.push({ name: animationName, seconds: parseFloat(animationDuration), times: parseFloat(animationIterationCount) });
          }
          if (transitionDuration) {
            all.push({ name: rule.selectorText, seconds: parseFloat(transitionDuration), times: 1 });
          }
        }
      };
      [...document.styleSheets].forEach((sheet) => walk(sheet.cssRules));
      return all;
    });
    told.push(...found);
  }
  expect(told.map(({ name }) => name)).toContain('invite');
  // Nothing goes on for ever, and what comes again takes its time.
  expect(told.filter(({ seconds, times }) => !(times === 1 || (times <= 3 && seconds >= 1 / 3)))).toEqual([]);
});

test('nothing runs in a tab that nobody sees, and it goes on when somebody does', async ({ page }) => {
  await page.addInitScript(() => {
    let isHidden = false;
    Object.defineProperty(document, 'hidden', { get: () => isHidden });
    Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
    window.hide = (hide) => {
      isHidden = hide;
      document.dispatchEvent(new Event('visibilitychange'));
    };
    // Whoever wants to be woken.
    window.asked = [];
    for (const name of ['requestAnimationFrame', 'setTimeout', 'setInterval']) {
      const real = window[name];
      window[name] = (...rest) => {
        window.asked.push(name);
        return real(...rest);
      };
    }
  });
  for (const view of ['motion=full', 'motion=reduce&embed=1']) {
    await open(page, `/?lang=en&speed=0.5&lesson=three_way_handshake&autoplay=0&${view}`);
    const clock = () => page.getByTestId('clock').textContent();
    await page.getByTestId('play').click();
    await expect.poll(clock, view).not.toBe('t = 0.00 s');
    await page.evaluate(() => window.hide(true));
    await settled(page);
    const before = await clock();
    await page.evaluate(() => window.asked.splice(0));
    await page.waitForTimeout(700);
    expect(await page.evaluate(() => window.asked), view).toEqual([]);
    expect(await clock(), view).toBe(before);
    // It has not been paused: it goes on by itself.
    await page.evaluate(() => window.hide(false));
    await expect.poll(clock, view).not.toBe(before);
  }
});
