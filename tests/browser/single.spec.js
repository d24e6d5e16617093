// tcpscope.html, the whole page in one file: opened from the disk, it asks nobody for anything and can do all that the page can.

import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect, ready } from './test.js';
import { DIST } from './server.js';

const test = base.extend({
  /** The file's address. It lies in a folder by itself, so that whatever it took from beside it would be missed. */
  file: async ({ origins }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'tcpscope-'));
    const path = join(folder, 'tcpscope.html');
    await copyFile(join(DIST, 'tcpscope.html'), path);
    // A file's origin is called so.
    origins.push('null');
    await use(pathToFileURL(path).href);
    await rm(folder, { recursive: true });
  },

  /** Every request but the one for the file itself. */
  requests: async ({ page, file }, use) => {
    const requests = [];
    page.on('request', (request) => {
      const address = request.url().split(/[?#]/)[0];
      if (address !== file && !address.startsWith('data:')) {
        requests.push(address);
      }
    });
    await use(requests);
    expect(requests, 'requests').toEqual([]);
  },
});

test.describe('the page in one file', { tag: '@firefox' }, () => {
  test('plays its lessons with their books, in both languages', async ({ page, file, requests }) => {
    expect(requests).toEqual([]);
    await page.goto(file);
    await ready(page);
    await expect(page.getByTestId('lesson-text')).toContainText('Two programs');
    await page.getByTestId('lesson-title').click();
    const items = page.locator('dialog[open] [data-testid^="lesson-"]');
    await expect(page.getByTestId('lesson-four_waves')).toBeVisible();
    expect(await items.count()).toBeGreaterThan(10);
    await page.getByTestId('lesson-four_waves').click();
    await expect(page.locator('.lesson h2')).toHaveText(/[?？]$/);
    await page.keyboard.press('End');
    await expect(page.getByTestId('state-client')).toContainText('CLOSED');
    await page.locator('#tab-diagram').click();
    await expect(page.locator('.place')).toHaveCount(11);
    await page.getByTestId('lang-zh-Hans').click();
    await expect(page.getByTestId('lesson-text')).toContainText(/[\u4e00-\u9fff]{4}/);
  });

  test('opens what its address asks for', async ({ page, file, requests }) => {
    expect(requests).toEqual([]);
    await page.goto(`${file}#lesson=last_ack_lost&t=1.8s&lang=zh-Hans`);
    await ready(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await expect(page.getByTestId('lesson-text')).toContainText(/[\u4e00-\u9fff]{4}/);
    await expect(page.getByTestId('clock')).toContainText('1.80');
    await expect(page.getByTestId('notice')).toBeHidden();
  });

  test('hands on what is of use to a page beside it, and says so', async ({ page, file, requests }) => {
    expect(requests).toEqual([]);
    for (const [lang, words] of [['en', ['no address on the web', 'tcpscope.html', 'no preview']], ['zh', ['没有网址', 'tcpscope.html', '没有预览']]]) {
      await page.goto('about:blank');
      await page.goto(`${file}#lesson=four_waves&lang=${lang}`);
      await ready(page);
      await page.getByTestId('share').click();
      const shared = page.locator('#share');
      for (const word of words) {
        await expect(shared).toContainText(word);
      }
      await expect(shared.locator('iframe')).toHaveCount(0);
      await expect(shared.getByRole('button', { name: '<tcp-scope>' })).toHaveCount(0);
    }
    // What is to be pasted runs from a page in the same folder.
    const output = page.getByTestId('share-output');
    expect(await output.inputValue()).toMatch(/^tcpscope\.html#lesson=four_waves/);
    await page.getByTestId('control-share-format').getByRole('button', { name: 'HTML', exact: true }).click();
    const beside = new URL('beside.html', file);
    await writeFile(beside, await output.inputValue());
    await page.goto(beside.href);
    await expect(page.frameLocator('iframe').getByTestId('ladder')).toBeVisible();
    requests.splice(0, requests.length, ...requests.filter((address) => address !== beside.href));
  });

  test('stands in a page of slides that lies beside it', async ({ page, file, requests }) => {
    expect(requests).toEqual([]);
    const slides = new URL('slides.html', file);
    await writeFile(slides, '<iframe src="tcpscope.html?embed=1#lesson=four_waves" width="900" height="700"></iframe>');
    await page.goto(slides.href);
    requests.splice(0, requests.length, ...requests.filter((address) => address !== slides.href));
    const frame = page.frameLocator('iframe');
    await ready(frame);
    await expect(frame.getByTestId('ladder')).toBeVisible();
    await expect(frame.locator('#crash')).toBeHidden();
  });
});
