// An author's story: the dialog "Share / embed", what it hands on, and that it works where it is pasted.

import { readFile } from 'node:fs/promises';
import { blog } from './server.js';
import { test, expect, open, ready, settled } from './test.js';

const output = (page) => page.getByTestId('share-output');
const choose = (page, row, name) =>
  page.getByTestId(`control-${row}`).getByRole('button', { name, exact: true }).click();

/** Opens the page, drops the first segment, stops a while later, and opens the dialog. */
async function sharing(page, address = '/?lang=en') {
  await open(page, address);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('d');
  await page.keyboard.press('ArrowRight');
  await page.getByTestId('share').click();
  await expect(page.locator('#share')).toBeVisible();
}

/** What stands on the ladder and beside it: the same for two pages that show the same run at the same moment. */
async function run(page) {
  await expect(page.getByTestId('ladder')).toBeVisible();
  const labels = await page.getByTestId('ladder').locator('[data-testid^=segment-]').evaluateAll((all) =>
    all.map((one) => one.getAttribute('data-testid')),
  );
  return { labels, clock: await page.getByTestId('clock').textContent() };
}

test('what is copied as HTML and as an element shows the same run on another site', async ({ page, context, server, up }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  await sharing(page);
  const here = await run(page);
  for (const format of ['HTML', '<tcp-scope>']) {
    await choose(page, 'share-format', format);
    await page.getByTestId('share-copy').click();
    await expect(page.getByTestId('share-status')).toHaveText('Copied.');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.replaceAll('\r', '')).toBe(await output(page).inputValue());

    const site = await up(blog(copied));
    const reader = await context.newPage();
    await reader.goto(site.origin);
    const embedded = reader.frameLocator('iframe');
    await expect.poll(() => run(embedded), { message: format }).toEqual(here);
    await reader.close();
  }
});

test('the link opens the run with what was done in it, in a page of its own', async ({ page }) => {
  await sharing(page);
  const here = await run(page);
  const link = await output(page).inputValue();
  expect(link.length).toBeLessThan(200);
  expect(new URL(link).search).toBe('');
  await page.goto('about:blank');
  await page.goto(link);
  await ready(page);
  expect(await run(page)).toEqual(here);
});

test('the address bar stays as it was, and the browser\'s history too', async ({ page }) => {
  await sharing(page);
  const before = await page.evaluate(() => [location.href, history.length]);
  for (const format of ['HTML', 'JSX', 'Markdown', 'SVG', 'Link']) {
    await choose(page, 'share-format', format);
  }
  await choose(page, 'share-theme', 'Dark');
  await expect(page.locator('#share iframe')).toHaveAttribute('src', /theme=dark/);
  expect(await page.evaluate(() => [location.href, history.length])).toEqual(before);
});

test('the preview is the page itself, and follows the choices', async ({ page }) => {
  await sharing(page);
  await choose(page, 'share-format', 'HTML');
  const preview = page.frameLocator('#share iframe');
  await expect(preview.locator('html')).toHaveAttribute('lang', 'en');
  await expect(preview.getByTestId('ladder')).toBeVisible();
  await choose(page, 'share-lang', '中文');
  await expect(preview.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await choose(page, 'share-theme', 'Dark');
  await expect(preview.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByLabel('Height in pixels').fill('600');
  await page.getByLabel('Height in pixels').blur();
  await expect(page.locator('#share iframe')).toHaveAttribute('height', '600');
  expect(await output(page).inputValue()).toContain('height="600"');
});

test('the size’s fields show the size that holds', async ({ page }) => {
  await sharing(page);
  await choose(page, 'share-format', 'HTML');
  for (const [label, typed, holds] of [
    ['Height in pixels', '5000', '4000'],
    ['Height in pixels', '-5', '200'],
    ['Height in pixels', '-5', '200'],
    ['Height in pixels', '', '480'],
    ['Width in pixels', '1e3', '1000'],
    ['Width in pixels', '-5', '200'],
    ['Width in pixels', '', ''],
  ]) {
    const field = page.getByLabel(label);
    await field.fill(typed);
    await field.blur();
    await expect(field, `${label}: ${typed}`).toHaveValue(holds);
  }
});

test('when the browser does not let it copy, the text is selected', async ({ page }) => {
  await sharing(page);
  await page.evaluate(() => {
    document.execCommand = () => false;
  });
  await page.getByTestId('share-copy').click();
  await expect(page.getByTestId('share-status')).toContainText('Ctrl+C');
  const selected = await output(page).evaluate((field) => [
    field === document.activeElement,
    field.value.slice(field.selectionStart, field.selectionEnd),
  ]);
  expect(selected).toEqual([true, await output(page).inputValue()]);
});

test('pictures and texts are saved as they are shown', async ({ page }) => {
  await sharing(page);
  const saved = async (format) => {
    await choose(page, 'share-format', format);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('share-save').click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };

  const svg = await saved('SVG');
  expect(svg.name).toMatch(/\.svg$/);
  expect(svg.bytes.toString('utf8')).toBe(await output(page).inputValue());
  expect(svg.bytes.toString('utf8')).toContain('SYN');
  // Only what is well formed is drawn.
  await expect.poll(() => page.locator('#share img').evaluate((image) => image.naturalWidth)).toBeGreaterThan(200);

  const png = await saved('PNG');
  expect(png.name).toMatch(/\.png$/);
  expect([...png.bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(png.bytes.length).toBeGreaterThan(2000);

  const text = await saved('Text');
  expect(text.bytes.toString('utf8')).toContain('<CTL=SYN>');
  const mermaid = await saved('Mermaid');
  expect(mermaid.bytes.toString('utf8')).toMatch(/^sequenceDiagram\n/);
});

test('a picture is copied as pixels', async ({ page, context, server }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  await sharing(page);
  await choose(page, 'share-format', 'PNG');
  const picture = page.locator('#share img');
  await expect.poll(() => picture.evaluate((image) => image.naturalWidth)).toBeGreaterThan(200);
  const size = await picture.evaluate((image) => [image.naturalWidth, image.naturalHeight]);
  await page.getByTestId('share-copy').click();
  await expect(page.getByTestId('share-status')).toHaveText('Copied.');
  const { types, bytes } = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const pixels = await (await item.getType('image/png')).arrayBuffer();
    return { types: item.types, bytes: [...new Uint8Array(pixels)] };
  });
  expect(types).toEqual(['image/png']);
  const png = Buffer.from(bytes);
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(size.map((side) => 2 * side));
  expect(png.length).toBeGreaterThan(2000);
});

test('where no picture can be copied, the dialog says what else to do', { tag: '@firefox' }, async ({ page }) => {
  const refusals = [
    () => (Clipboard.prototype.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'))),
    () => (Clipboard.prototype.write = undefined),
    () => delete window.ClipboardItem,
  ];
  for (const [lang, words] of [['en', 'right click'], ['zh', '右击']]) {
    await page.goto('about:blank');
    await sharing(page, `/?lang=${lang}`);
    await choose(page, 'share-format', 'PNG');
    for (const refuse of refusals) {
      await page.evaluate(refuse);
      await choose(page, 'share-format', 'PNG');
      await expect(page.getByTestId('share-status')).toBeEmpty();
      await page.getByTestId('share-copy').click();
      await expect(page.getByTestId('share-status')).toContainText(words);
    }
  }
});

test('by keyboard alone, in Chinese on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '/?lang=zh-Hans');
  await page.getByTestId('share').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '分享/嵌入' });
  await expect(dialog).toBeVisible();
  const tabTo = async (element) => {
    for (let tabs = 0; tabs < 60 && !(await element.evaluate((it) => it === document.activeElement)); tabs += 1) {
      await page.keyboard.press('Tab');
    }
    await expect(element).toBeFocused();
  };
  await tabTo(dialog.getByRole('button', { name: 'HTML', exact: true }));
  await page.keyboard.press('Enter');
  expect(await output(page).inputValue()).toContain('<iframe');
  await tabTo(page.getByTestId('share-copy'));
  await page.keyboard.press(' ');
  await expect(page.getByTestId('share-status')).not.toBeEmpty();
  // Nothing is wider than the screen.
  const wide = await page.evaluate(() => {
    const inside = document.querySelector('#share');
    return [document.documentElement.scrollWidth, inside.scrollWidth - inside.clientWidth];
  });
  expect(wide).toEqual([390, 0]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId('share')).toBeFocused();
});

test('the guide is there, in both languages, and without a script', async ({ page }) => {
  for (const [file, heading] of [['embedding.html', /own page/], ['embedding.zh-Hans.html', /网页/]]) {
    await page.goto(`/${file}`);
    await expect(page.locator('h1')).toHaveText(heading);
    expect(await page.locator('script').count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});
