// Nothing that axe-core knows of is wrong with any view of the page: every lesson, theme and language; every tab, menu and
// dialog; the notices; narrow screens; embeds; the pages beside the page.

import { test, expect, open, ready, remembering, settled } from './test.js';
import { findings, withAxe } from './axe.js';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const LOOKS = ['light', 'dark'].flatMap((theme) => ['en', 'zh-Hans'].map((lang) => ({ theme, lang })));

async function looking(page, { theme, lang }) {
  await remembering(page, { 'tcpscope.theme': theme, 'tcpscope.lang': lang });
  await withAxe(page);
}

/** Goes to each lesson, inside the page, and looks at these moments of it. Returns all that is wrong. */
async function auditLessons(moments) {
  const by = (id) => document.querySelector(`[data-testid="${id}"]`);
  const drawn = () => new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve))));
  const open = async () => {
    by('lesson-title').click();
    await drawn();
    return [...document.querySelectorAll('dialog[open] [data-testid^="lesson-"]')].map((it) => it.dataset.testid);
  };
  const wrong = [];
  const lessons = await open();
  for (const lesson of lessons) {
    by(lesson).click();
    await drawn();
    for (let waited = 0; document.querySelector('.lesson[aria-busy]') && waited < 500; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    for (const moment of moments) {
      by('scrub').value = moment;
      by('scrub').dispatchEvent(new Event('input', { bubbles: true }));
      await drawn();
      wrong.push(...(await window.audit()).map((what) => `${lesson} at ${moment / 100} %: ${what}`));
    }
    await open();
  }
  return { lessons, wrong };
}

// Each language and each theme at the beginning, in the middle and at the end; crossed, at the end, where all there is to say
// has been said.
for (const [look, moments] of LOOKS.map((look, place) => [look, place % 3 === 0 ? [0, 5_000, 10_000] : [10_000]])) {
  test(`axe finds nothing in any lesson, ${look.theme}, ${look.lang}`, async ({ page }) => {
    // A hundred times the whole page: on a busy machine that takes its time.
    test.setTimeout(900_000);
    await looking(page, look);
    await open(page);
    const { lessons, wrong } = await page.evaluate(auditLessons, moments);
    expect(lessons.length).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  });
}

/** Looks at one view after the other; `see(name)` notes what is wrong with the one that is on the screen, but for these rules. */
async function audited(page, views) {
  const wrong = [];
  await views(async (name, notHere = []) => {
    await settled(page);
    const found = await findings(page);
    wrong.push(...found.filter((what) => !notHere.includes(what.split(':')[0])).map((what) => `${name}: ${what}`));
  });
  expect(wrong).toEqual([]);
}

for (const [look, width] of [[LOOKS[0], 1360], [LOOKS[3], 1360], [LOOKS[1], 390], [LOOKS[2], 390], [LOOKS[0], 320]]) {
  test(`axe finds nothing in any view, ${look.theme}, ${look.lang}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 860 });
    await looking(page, look);
    await audited(page, async (see) => {
      await open(page, '/?lesson=four_waves');
      await expect(page.locator('.lesson.waiting')).toBeVisible({ timeout: 30_000 });
      await see('a lesson that waits');
      for (const tab of ['why', 'diagram', 'segment', 'log', 'sockets', 'experiment']) {
        const button = page.locator(`#tab-${tab}`);
        if (await button.isVisible()) {
          await button.click();
          await see(`the tab ${tab}`);
        }
      }
      for (const chip of await page.locator('.chips button:visible').all()) {
        await chip.click();
        await see('a host unfolded');
      }
      await page.locator('#tab-why').click();
      while ((await page.locator('.segment.in-flight').count()) === 0) {
        await page.keyboard.press('ArrowRight');
      }
      await page.locator('.segment.in-flight').first().focus();
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('menu')).toBeVisible();
      await see('the menu of a segment');
      await page.keyboard.press('Escape');
      await page.keyboard.press('d');
      await page.keyboard.press('End');
      await see('a run of the reader’s own');
      await page.keyboard.press('d');
      await expect(page.getByTestId('notice')).toBeVisible();
      await see('a notice');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await see('help');
      await page.keyboard.press('Escape');
      await page.getByTestId('lesson-title').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await see('the list of questions');
      await page.keyboard.press('Escape');
      await open(page, '/?lesson=last_ack_lost');
      await page.keyboard.press('End');
      await see('two lanes');
      await page.evaluate(() => window.tcpscopeCrashed('panicked at the test'));
      await page.locator('#crash summary').click();
      await see('the notice of a crash');
    });
  });
}

/** What authors may have in a frame, and how high it is. */
const EMBEDS = [
  ['', 430],
  ['&panels=none&controls=none&links=0', 300],
  ['&panels=lesson,why,diagram,segment,log,sockets,handshake,time-wait', 600],
  ['&panels=lesson,log,compare,drop-next', 480],
];

for (const [look, width] of [[LOOKS[0], 720], [LOOKS[3], 720], [LOOKS[1], 320], [LOOKS[2], 320]]) {
  test(`axe finds nothing in an embed, ${look.theme}, ${look.lang}, ${width} px`, async ({ page }) => {
    await withAxe(page);
    await audited(page, async (see) => {
      for (const [parameters, height] of EMBEDS) {
        await page.setViewportSize({ width, height });
        await open(page, `/?embed=1&theme=${look.theme}&lang=${look.lang}${parameters}`);
        await see(`${parameters} before the start`);
        await page.getByTestId('start').click();
        await see(`${parameters} playing`);
        for (const tab of await page.getByRole('tab').all()) {
          await tab.click();
          await see(`${parameters} ${await tab.getAttribute('id')}`);
        }
        for (let steps = 0; steps < 30 && (await page.locator('.segment.in-flight').count()) === 0; steps += 1) {
          await page.keyboard.press('ArrowRight');
        }
        await page.locator('.segment.in-flight').first().press('Enter');
        await expect(page.getByTestId('menu')).toBeVisible();
        await see(`${parameters} the menu of a segment`);
        await page.keyboard.press('Escape');
        await page.keyboard.press('d');
        await page.keyboard.press('End');
        await see(`${parameters} a run of the reader’s own`);
        await page.locator('.segment').first().press('Enter');
        await expect(page.getByTestId('because')).toBeVisible();
        await see(`${parameters} an answer`);
      }
      await open(page, `/?embed=1&theme=${look.theme}&lang=${look.lang}#lesson=last_ack_lost&do=drop:99&t=2s`);
      await expect(page.getByTestId('notice')).toBeVisible();
      await see('two lanes and a notice');
    });
  });
}

for (const [look, width] of [[LOOKS[0], 1360], [LOOKS[3], 1360], [LOOKS[2], 390], [LOOKS[1], 320]]) {
  test(`axe finds nothing in the dialog to share, ${look.theme}, ${look.lang}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 860 });
    await looking(page, look);
    await audited(page, async (see) => {
      await open(page);
      await page.getByTestId('share').click();
      for (const format of await page.getByTestId('control-share-format').getByRole('button').all()) {
        await format.click();
        await see(`to share as ${await format.textContent()}`);
      }
    });
  });
}

for (const look of LOOKS) {
  test(`axe finds nothing before the page is there and beside it, ${look.theme}, ${look.lang}`, async ({ page }) => {
    await looking(page, look);
    await page.emulateMedia({ colorScheme: look.theme });
    await audited(page, async (see) => {
      let release;
      const held = new Promise((resolve) => (release = resolve));
      await page.route('**/page-*.wasm', async (route) => {
        await held;
        await route.continue();
      });
      await page.goto('/');
      await expect(page.locator('#boot')).toBeVisible();
      // A notice, and a picture of what comes: no page yet, with landmarks and headings.
      await see('loading', ['landmark-one-main', 'page-has-heading-one', 'region']);
      release();
      await ready(page);
      const suffix = look.lang === 'en' ? '' : `.${look.lang}`;
      for (const name of ['fidelity', 'myths', 'embedding']) {
        for (const width of [1360, 320]) {
          await page.setViewportSize({ width, height: 860 });
          await page.goto(`/${name}${suffix}.html`);
          await see(`${name} at ${width} px`);
        }
      }
    });
  });
}
