// Which functions of the page's module the first view runs: the page opened in a browser, on a desktop, on a phone and on
// a slow machine, in both languages and as an embed, and its first lesson played to where it waits; then the first touches
// of a pointer and of a keyboard, which must not have to wait.

import { chromium, devices } from '@playwright/test';
import { launchOptions } from './chromium.js';
import { serve } from './server.js';

// A slow machine lets time pass in longer steps, and has its own ways through the code.
const VISITS = [
  { slower: 1, locale: 'en', viewport: { width: 1360, height: 860 } },
  { slower: 8, locale: 'en', viewport: { width: 1360, height: 860 } },
  { slower: 1, locale: 'zh-CN', ...devices['Pixel 7'] },
  { slower: 1, locale: 'en', viewport: { width: 720, height: 430 }, address: '/?embed=1&panels=lesson,handshake' },
];

/** The flags `hit0`, `hit1`, … of the instrumented page in `folder`: whether each of the `count` functions was called. */
export async function profile(folder, count) {
  const server = await serve(folder);
  const browser = await chromium.launch(launchOptions());
  const called = new Set();
  try {
    for (const { slower, address = '/', ...visit } of VISITS) {
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
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
      await page.goto(server.origin + address);
      await page.getByTestId('ladder').waitFor();
      if (address !== '/') {
        await page.getByTestId('start').click();
      }
      await page.locator('.lesson.waiting').waitFor();
      await page.getByTestId('ladder').hover();
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowLeft');
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
