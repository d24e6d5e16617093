// tcpscope.html, the whole page in one file: opened from the disk, it asks nobody for anything and can do all that the page can.

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
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
    await expect(page.getByTestId('lesson-text')).not.toBeEmpty();
    await page.keyboard.press('End');
    await expect(page.getByTestId('state-client')).toContainText('CLOSED');
    await page.locator('#tab-diagram').click();
    await expect(page.locator('.place')).toHaveCount(11);
    await page.getByTestId('lang-zh-Hans').click();
    await expect(page.getByTestId('lesson-text')).toContainText(/[\u4e00-\u9fff]{4}/);
  });

  test('opens what its address asks for', async ({ page, file, requests }) => {
    expect(requests).toEqual([]);
    await page.goto(`${file}?lesson=time_wait`);
    await ready(page);
    await expect(page.getByTestId('lesson-text')).not.toBeEmpty();
  });
});
