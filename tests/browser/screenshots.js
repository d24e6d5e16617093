// Pictures of the built page, for people to look at. Started by scripts/screenshots, which tells how to use it.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { launchOptions } from './chromium.js';
import { serve } from './server.js';
import { ready } from './test.js';

const VIEWPORTS = { wide: { width: 1360, height: 860 }, phone: { width: 390, height: 844 } };
const THEMES = ['light', 'dark'];
const LANGUAGES = { en: 'en', zh: 'zh-Hans' };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keys: { type: 'string', default: '' }, only: { type: 'string', default: '' } },
});
const [folder, ...lessons] = positionals;
if (!folder) {
  console.error('usage: scripts/screenshots FOLDER [LESSON...] [--keys "End d"] [--only TEXT]');
  process.exit(2);
}

const pictures = (lessons.length ? lessons : [undefined])
  .flatMap((lesson) =>
    Object.keys(VIEWPORTS).flatMap((viewport) =>
      THEMES.flatMap((theme) =>
        Object.keys(LANGUAGES).map((language) => ({
          lesson,
          viewport,
          theme,
          language,
          name: `${lesson ?? 'page'}-${viewport}-${theme}-${language}.png`,
        })),
      ),
    ),
  )
  .filter(({ name }) => name.includes(values.only));

await mkdir(folder, { recursive: true });
const server = await serve();
const browser = await chromium.launch(launchOptions());
try {
  for (const picture of pictures) {
    await take(picture);
  }
} finally {
  await browser.close();
  await server.close();
}

async function take({ lesson, viewport, theme, language, name }) {
  const context = await browser.newContext({ viewport: VIEWPORTS[viewport], hasTouch: viewport === 'phone' });
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
  await ready(page).catch((error) => console.error(`${name}: ${error.message}`));
  for (const key of values.keys.split(/\s+/).filter(Boolean)) {
    await page.keyboard.press(key);
  }
  const path = join(folder, name);
  await page.screenshot({ path, animations: 'disabled' });
  console.log(path);
  await context.close();
}
