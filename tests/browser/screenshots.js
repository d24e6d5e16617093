// Pictures of the built page, for people to look at. Started by scripts/screenshots, which tells how to use it.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { launchOptions } from './chromium.js';
import { serve } from './server.js';
import { ready } from './test.js';
import { lessonsOf, toTheEnd, toTheMiddle } from './tour.js';

const VIEWPORTS = { wide: { width: 1360, height: 860 }, phone: { width: 390, height: 844 } };
// The last one is a window of 1280 by 800 at twice the zoom.
const TOUR = [[320, 640], [390, 844], [768, 1024], [1360, 860], [1920, 1080], [640, 400]];
const THEMES = ['light', 'dark'];
const LANGUAGES = { en: 'en', zh: 'zh-Hans' };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keys: { type: 'string', default: '' }, only: { type: 'string', default: '' }, tour: { type: 'boolean' } },
});
const [folder, ...lessons] = positionals;
if (!folder) {
  console.error('usage: scripts/screenshots FOLDER [LESSON...] [--keys "End d"] [--only TEXT] [--tour]');
  process.exit(2);
}

await mkdir(folder, { recursive: true });
const server = await serve();
const browser = await chromium.launch(launchOptions());
try {
  const all = values.tour ? await tour() : plain();
  for (const picture of all.filter(({ name }) => name.includes(values.only))) {
    await take(picture);
  }
} finally {
  await browser.close();
  await server.close();
}

/** The page, or the lessons asked for: each in every look. */
function plain() {
  const looks = Object.entries(VIEWPORTS).flatMap(([name, viewport]) =>
    THEMES.flatMap((theme) => Object.keys(LANGUAGES).map((language) => ({ name, viewport, theme, language }))),
  );
  return (lessons.length ? lessons : [undefined]).flatMap((lesson) =>
    looks.map((look) => ({ ...look, lesson, name: `${lesson ?? 'page'}-${look.name}-${look.theme}-${look.language}.png` })),
  );
}

/**
 * Every lesson, or those asked for, at each width, half way and at its end: six widths and four looks, so that each lesson
 * is in all of them.
 */
async function tour() {
  const page = await browser.newPage({ baseURL: server.origin });
  const all = lessons.length ? lessons : await lessonsOf(page);
  await page.close();
  return all.flatMap((lesson, place) =>
    TOUR.map(([width, height], turn) => {
      const theme = THEMES[(place + turn) % 2];
      const language = Object.keys(LANGUAGES)[(place + Math.floor((turn + 1) / 2)) % 2];
      const name = `${lesson}-${width}-${theme}-${language}.png`;
      return { lesson, viewport: { width, height }, theme, language, name, isOnTour: true };
    }),
  );
}

async function take({ lesson, viewport, theme, language, name, isOnTour }) {
  const context = await browser.newContext({
    viewport,
    hasTouch: viewport.width < 500,
    reducedMotion: isOnTour ? 'reduce' : 'no-preference',
  });
  await context.addInitScript(
    ([chosenTheme, chosenLanguage]) => {
      localStorage.setItem('tcpscope.theme', chosenTheme);
      localStorage.setItem('tcpscope.lang', chosenLanguage);
    },
    [theme, LANGUAGES[language]],
  );
  const page = await context.newPage();
  // A picture of a broken page is still worth having, so errors are told and not thrown.
  page.on('console', (message) => message.type() === 'error' && console.error(`${name}: ${message.text()}`));
  page.on('pageerror', (error) => console.error(`${name}: ${error}`));
  const query = lesson ? `?lesson=${encodeURIComponent(lesson)}` : '';
  await page.goto(`${server.origin}/${query}`);
  await tell(name, ready(page));
  if (isOnTour) {
    await tell(name, toTheMiddle(page));
    await save(page, name, { fullPage: true });
    await tell(name, toTheEnd(page));
    await save(page, name.replace('.png', '-end.png'), { fullPage: true });
  } else {
    for (const key of values.keys.split(/\s+/).filter(Boolean)) {
      await page.keyboard.press(key);
    }
    await save(page, name);
  }
  await context.close();
}

/** Does it, or says why it cannot be done. */
function tell(name, deed) {
  return deed.catch((error) => console.error(`${name}: ${error.message}`));
}

async function save(page, name, how = {}) {
  const path = join(folder, name);
  await page.screenshot({ path, ...how, animations: 'disabled' });
  console.log(path);
}
