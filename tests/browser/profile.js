// Which functions of the page's module the first view runs: the page opened in a browser, on a desktop and a phone, in
// both languages, and its first lesson played to where it waits.

import { devices } from '@playwright/test';
import { chromium } from '@playwright/test';
import { launchOptions } from './chromium.js';
import { serve } from './server.js';

const VISITS = [
  { locale: 'en', viewport: { width: 1360, height: 860 } },
  { locale: 'zh-CN', ...devices['Pixel 7'] },
];

/** The flags `hit0`, `hit1`, … of the instrumented page in `folder`: whether each of the `count` functions was called. */
export async function profile(folder, count) {
  const server = await serve(folder);
  const browser = await chromium.launch(launchOptions());
  const called = new Set();
  try {
    for (const visit of VISITS) {
      const context = await browser.newContext(visit);
      await context.addInitScript(() => {
        const instantiate = WebAssembly.instantiateStreaming;
        WebAssembly.instantiateStreaming = async (...given) => {
          const result = await instantiate(...given);
          globalThis.profiled = result.instance.exports;
          return result;
        };
      });
      const page = await context.newPage();
      await page.goto(server.origin);
      await page.getByTestId('ladder').waitFor();
      await page.locator('.lesson.waiting').waitFor();
      const hits = await page.evaluate((all) => {
        const flag = (place) => globalThis.profiled[`hit${place}`].value;
        return Array.from({ length: all }, (_, place) => place).filter(flag);
      }, count);
      hits.forEach((place) => called.add(place));
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return called;
}
