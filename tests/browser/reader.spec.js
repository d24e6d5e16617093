// The page as a screen reader tells it: driven by roles and names alone, as in the tree that the browser gives such a program,
// and written down word by word in `reader.<language>.txt`, for people to read. After a change on purpose:
//   UPDATE=1 npx playwright test reader.spec.js

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test, expect, open, remembering, settled } from './test.js';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** The parts of the page whose trees are written down: the hosts' panels are long, and told once. */
const WORDS = {
  en: {
    lesson: 'Lesson', playback: 'Playback', details: 'Details', moment: 'Moment', step: 'Step to the next moment', skip: 'Just show me',
    log: 'Log', client: 'Client', drop: /^Drop it/, go: 'Play',
  },
  'zh-Hans': {
    lesson: '课程', playback: '播放控制', details: '详情', moment: '时刻', step: '前进到下一时刻', skip: '直接看', log: '日志', client: '客户端', drop: /^丢弃/, go: '播放',
  },
};

/** Notes what the live regions say, in order, from now on: `polite` for what waits its turn, `alert` for what does not. */
async function listen(page) {
  await page.addInitScript(() => {
    window.heard = [];
    const note = (records) => {
      for (const { target } of records) {
        const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        const region = element?.closest('[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]');
        const words = region?.textContent.trim();
        if (region && words && window.last?.get(region) !== words) {
          (window.last ??= new Map()).set(region, words);
          window.heard.push({ at: performance.now(), how: region.matches('[role=alert]') ? 'alert' : 'polite', words });
        }
      }
    };
    new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** What was said since the last time, once nothing more comes. */
async function heard(page) {
  let before = -1;
  for (;;) {
    const count = await page.evaluate(() => window.heard.length);
    if (count === before) {
      break;
    }
    before = count;
    // The announcer rests for a second between two messages.
    await page.waitForTimeout(1_300);
  }
  return page.evaluate(() => window.heard.splice(0).map(({ how, words }) => `  (${how}) ${words}`));
}

for (const [lang, words] of Object.entries(WORDS)) {
  test(`a lesson with the tree as the only view, ${lang}`, async ({ page }) => {
    test.setTimeout(300_000);
    await remembering(page, { 'tcpscope.lang': lang });
    await listen(page);
    await open(page, '/?lesson=last_ack_lost');
    const told = [];
    const part = (name) => page.getByRole('region', { name, exact: true });
    const lesson = part(words.lesson);
    const trees = new Map();
    /** Writes down what is said after a deed, and the trees of these parts, as far as they are new. */
    const tell = async (deed, ...parts) => {
      await settled(page);
      const all = await heard(page);
      // How the page opens depends on what arrives first; what it says in the end does not.
      told.push(`== ${deed}`, ...(deed === 'opened' ? all.slice(-1) : all));
      for (const [name, region] of parts) {
        const tree = await region.ariaSnapshot();
        if (trees.get(name) !== tree) {
          trees.set(name, tree);
          told.push(`-- ${name}`, ...tree.split('\n').map((line) => `  ${line}`));
        }
      }
    };
    const main = ['main', page.getByRole('main')];
    const panel = [words.lesson, lesson];
    // It plays up to where it waits.
    await expect(part(words.playback).getByRole('button', { name: words.go, exact: true })).toBeVisible({ timeout: 60_000 });
    await tell('opened', main, panel, [words.playback, part(words.playback)], [words.client, part(words.client)], [words.details, part(words.details)]);

    let isOwn = false;
    for (let turns = 0; turns < 40; turns += 1) {
      const guess = lesson.getByRole('group').getByRole('button');
      // Buttons behind the steps: what the lesson offers. All of it by role and name.
      const current = lesson.locator('[aria-current=step]');
      const isLast = (await current.count()) > 0 && (await current.evaluate((it) => it === it.parentElement.lastElementChild));
      const flying = page.getByRole('main').getByRole('button', { name: lang === 'en' ? /in flight$/ : /正在途中$/ });
      if ((await guess.count()) > 0) {
        const name = await guess.first().innerText();
        await guess.first().press('Enter');
        await tell(`guess: ${name}`, panel);
      } else if (!isOwn && (await flying.count()) > 0) {
        isOwn = true;
        const name = await flying.first().getAttribute('aria-label');
        await flying.first().press('Enter');
        const menu = page.getByRole('menu');
        await tell(`a segment: ${name}`, ['menu', menu]);
        await menu.getByRole('menuitem', { name: words.drop }).press('Enter');
        await tell('drop it', main, panel);
      } else if (isLast) {
        break;
      } else {
        await part(words.playback).getByRole('button', { name: words.step, exact: true }).press('Enter');
        await tell('step', panel);
      }
    }
    await page.getByRole('tab', { name: words.log, exact: true }).press('Enter');
    await tell('the log', [words.details, part(words.details)]);
    const slider = page.getByRole('slider', { name: words.moment, exact: true });
    await slider.press('Home');
    await tell(`the slider at its beginning: ${await slider.getAttribute('aria-valuetext')}`);
    await slider.press('ArrowRight');
    await tell(`one moment on: ${await slider.getAttribute('aria-valuetext')}`);

    const text = `${told.join('\n')}\n`;
    const file = fileURLToPath(new URL(`reader.${lang}.txt`, import.meta.url));
    if (process.env.UPDATE) {
      await writeFile(file, text);
    }
    expect(text).toBe(await readFile(file, 'utf8'));
  });
}

test('while a lesson plays, there is one message a second at most, and only of what changes or goes wrong', async ({ page }) => {
  test.setTimeout(240_000);
  await listen(page);
  await remembering(page, { 'tcpscope.lang': 'en' });
  await open(page, '/?lesson=four_waves');
  await expect(page.locator('.lesson.waiting')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Home');
  await heard(page);
  // Only those that are said while it plays.
  await page.evaluate(() => {
    const { push } = window.heard;
    window.heard.push = (...all) => {
      all.forEach((it) => (it.playing = document.querySelector('[data-testid=play]').getAttribute('aria-label') === 'Pause'));
      return push.apply(window.heard, all);
    };
  });
  for (let turns = 0; turns < 12; turns += 1) {
    await page.locator('body').press(' ');
    await page.waitForFunction(() => document.querySelector('[data-testid=play]').getAttribute('aria-label') === 'Play', null, { timeout: 60_000 });
    if (await page.getByTestId('step').getAttribute('aria-disabled')) {
      break;
    }
  }
  await page.waitForTimeout(1_500);
  const all = await page.evaluate(() => window.heard);
  expect(all.length).toBeGreaterThan(6);
  // Not gap by gap: the page may be busy when a message is noted.
  expect((all.length - 1) * 1_000).toBeLessThanOrEqual(all.at(-1).at - all[0].at + 200);
  const idle = all.filter(({ playing, words }) => playing && !/goes from|drop|lost|not accept|fails|goes off/.test(words));
  expect(idle).toEqual([]);
});
