// Every lesson on the narrowest screen, and in a window of 1280 by 800 at twice the zoom (WCAG 1.4.10, 1.4.4): the page
// does not scroll sideways, and every control can be scrolled to and pressed. So do dialogs, embeds and the pages beside it.

import { test, expect, open, remembering, settled } from './test.js';
import { lessonsOf, toTheMiddle } from './tour.js';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const NARROW = [
  { width: 320, height: 568 },
  { width: 640, height: 400 },
];

/** Goes on until there is a segment in flight. */
async function toAFlight(page) {
  for (let steps = 0; steps < 30 && (await page.locator('.segment.in-flight').count()) === 0; steps += 1) {
    await page.keyboard.press('ArrowRight');
  }
}

/** In the page: what does not fit, what cannot be pressed, and what is too small to read. */
function faults() {
  const name = (element) =>
    `${element.localName}.${element.getAttribute('class') ?? ''} "${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30)}"`;
  const found = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth) {
    found.push(`the page is ${root.scrollWidth} wide, its window ${root.clientWidth}`);
  }
  const top = document.querySelector('dialog[open], [role="menu"]') ?? document.querySelector('#app') ?? document.body;
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
  };
  /** Where a control may be pressed. */
  const placesOf = (control) => {
    // Of a line, points on it: the middle of the box around it is beside it, and it may be longer than what scrolls it.
    const line = control.querySelector('.hit');
    if (line) {
      const [length, matrix] = [line.getTotalLength(), line.getScreenCTM()];
      return [1, 2, 3, 4, 5, 6, 7].map((part) => line.getPointAtLength((length * part) / 8).matrixTransform(matrix));
    }
    // Of words over two lines, the first.
    const { x, y, width, height } = control.getClientRects()[0];
    return [{ x: x + width / 2, y: y + height / 2 }];
  };
  const controls = top.querySelectorAll('a[href], button:not(:disabled), select, input, summary, [role="button"]');
  for (const control of [...controls].filter(isSeen)) {
    control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const places = placesOf(control);
    const hits = places.map(({ x, y }) => document.elementFromPoint(x, y));
    // A segment may lie across another one, which is in its place then; its label or its other end can be pressed.
    const isMet = hits.some((hit) => hit && (control.contains(hit) || (places.length > 1 && hit.closest('.ladder'))));
    if (!isMet) {
      const told = places.map(({ x, y }, place) => `${hits[place] ? name(hits[place]) : 'nothing'} at ${Math.round(x)}, ${Math.round(y)}`);
      found.push(`${name(control)} is not met but ${told.join('; ')}`);
    }
  }
  const texts = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() && isSeen(holder)) {
      const { a, b, c, d } = holder.getScreenCTM?.() ?? new DOMMatrix();
      // However the line is slanted.
      const size = parseFloat(getComputedStyle(holder).fontSize) * Math.sqrt(a * d - b * c);
      if (size < 10) {
        found.push(`${name(holder)} is set in ${size.toFixed(1)} px`);
      }
    }
  }
  window.scrollTo(0, 0);
  return [...new Set(found)];
}

// Half of the lessons in each language.
for (const [half, language, theme] of [[0, 'en', 'light'], [1, 'zh-Hans', 'dark']]) {
  test(`every lesson fits a narrow screen and a zoomed one, half of them in ${language}`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.setViewportSize(NARROW[0]);
    await remembering(page, { 'tcpscope.lang': language, 'tcpscope.theme': theme });
    const wrong = [];
    const lessons = await lessonsOf(page);
    for (const lesson of lessons.filter((_, place) => place % 2 === half)) {
      await open(page, `/?lesson=${lesson}`);
      await toTheMiddle(page);
      for (const viewport of NARROW) {
        await page.setViewportSize(viewport);
        await settled(page);
        const found = await page.evaluate(faults);
        wrong.push(...found.map((fault) => `${lesson} at ${viewport.width}: ${fault}`));
      }
    }
    expect(wrong).toEqual([]);
  });
}

test('every panel, list and menu fits a narrow screen and a zoomed one', async ({ page }) => {
  const wrong = [];
  for (const viewport of NARROW) {
    await page.setViewportSize(viewport);
    await open(page, '/?lesson=three_way_handshake');
    const look = async (what) => {
      await settled(page);
      const found = await page.evaluate(faults);
      wrong.push(...found.map((fault) => `${what} at ${viewport.width}: ${fault}`));
    };
    await page.getByTestId('step').click();
    await page.getByTestId('step').click();
    for (const tab of ['why', 'segment', 'diagram', 'log', 'sockets', 'experiment']) {
      await page.locator(`#tab-${tab}`).click();
      await look(tab);
    }
    await page.getByTestId('more').locator('summary').click();
    await look('more');
    for (const chip of await page.locator('.chip-host').all()) {
      await chip.click();
      await look('host');
    }
    await page.locator('.segment.in-flight').first().press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await look('menu');
    await page.keyboard.press('Escape');
    await page.getByTestId('lesson-title').click();
    await look('list');
    await page.keyboard.press('Escape');
    await page.locator('.help-button').click();
    await look('help');
    await page.keyboard.press('Escape');
  }
  expect(wrong).toEqual([]);
});

/** What authors may have in a frame. */
const EMBEDS = ['', '&panels=none', '&panels=lesson,why,log,compare,time-wait', '&panels=lesson,diagram,segment&controls=min'];

test('every embed fits a narrow frame and a zoomed one', async ({ page }) => {
  const wrong = [];
  for (const [place, parameters] of EMBEDS.entries()) {
    const language = ['en', 'zh-Hans'][place % 2];
    for (const viewport of NARROW) {
      await page.setViewportSize(viewport);
      await open(page, `/?embed=1&lang=${language}${parameters}`);
      const look = async (what) => {
        await settled(page);
        const found = await page.evaluate(faults);
        wrong.push(...found.map((fault) => `${parameters} ${what} at ${viewport.width}: ${fault}`));
      };
      await look('before the start');
      await page.getByTestId('start').click();
      await look('playing');
      await toAFlight(page);
      await look('with a segment in flight');
      await page.locator('.segment.in-flight').first().press('Enter');
      await expect(page.getByRole('menu')).toBeVisible();
      await look('menu');
      await page.keyboard.press('Escape');
      await page.keyboard.press('d');
      await page.keyboard.press('End');
      await look('a run of the reader’s own');
    }
  }
  expect(wrong).toEqual([]);
});

test('the dialog to share fits a narrow screen and a zoomed one, whatever is shared', async ({ page }) => {
  const wrong = [];
  for (const [place, viewport] of NARROW.entries()) {
    await page.setViewportSize(viewport);
    await open(page, `/?lang=${['en', 'zh-Hans'][place]}`);
    await page.getByTestId('share').click();
    for (const format of await page.getByTestId('control-share-format').getByRole('button').all()) {
      await format.click();
      const name = await format.textContent();
      const found = await page.evaluate(faults);
      wrong.push(...found.map((fault) => `${name} at ${viewport.width}: ${fault}`));
    }
  }
  expect(wrong).toEqual([]);
});

/** Letters of twice the size and nothing else, as browsers do it that enlarge only text; pictures keep theirs. */
function enlarge() {
  const all = [...document.querySelectorAll('body, body *')].filter((element) => !element.closest('svg'));
  const sizes = all.map((element) => parseFloat(getComputedStyle(element).fontSize));
  all.forEach((element, place) => {
    element.style.fontSize = `${sizes[place] * 2}px`;
  });
}

test('with letters of twice the size everything can be reached', async ({ page }) => {
  const wrong = [];
  for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(viewport);
    for (const lesson of ['three_way_handshake', 'four_way_handshake', 'time_wait_hurts']) {
      await open(page, `/?lesson=${lesson}`);
      await toTheMiddle(page);
      await page.evaluate(enlarge);
      await settled(page);
      const found = await page.evaluate(faults);
      wrong.push(...found.map((fault) => `${lesson} at ${viewport.width}: ${fault}`));
    }
  }
  expect(wrong).toEqual([]);
});

test('with letters of twice the size everything in an embed and in the dialog to share can be reached', async ({ page }) => {
  const wrong = [];
  const look = async (what) => {
    await page.evaluate(enlarge);
    await settled(page);
    const found = await page.evaluate(faults);
    wrong.push(...found.map((fault) => `${what} at ${page.viewportSize().width}: ${fault}`));
  };
  for (const viewport of [{ width: 720, height: 430 }, { width: 390, height: 600 }]) {
    await page.setViewportSize(viewport);
    for (const parameters of EMBEDS) {
      await open(page, `/?embed=1${parameters}`);
      await page.getByTestId('start').click();
      await toAFlight(page);
      await look(parameters);
    }
    await open(page);
    await page.getByTestId('share').click();
    await page.getByTestId('control-share-format').getByRole('button', { name: 'HTML' }).click();
    await look('share');
  }
  expect(wrong).toEqual([]);
});

test('who has finished a lesson on a phone finds the next one', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const without = [];
  for (const lesson of await lessonsOf(page)) {
    await open(page, `/?lesson=${lesson}`);
    const last = page.locator('.step-mark').last();
    await last.click();
    await page.keyboard.press('End');
    if ((await page.locator('.lesson .offer.next').count()) === 0) {
      without.push(lesson);
    }
  }
  expect(without).toEqual([]);
});

/** In a page beside the page: what scrolls by itself without a name, or out of reach of the Tab key. */
function nameless() {
  const scrolls = (box) => box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX === 'auto';
  const boxes = [...document.querySelectorAll('main *')].filter(scrolls);
  return boxes.filter((box) => !(box.tabIndex === 0 && box.role === 'region' && box.ariaLabel)).map((box) => box.outerHTML.slice(0, 80));
}

test('the pages beside the page fit a narrow screen and a zoomed one, with letters of twice the size too', async ({ page }) => {
  const wrong = [];
  for (const name of ['myths', 'fidelity', 'embedding', 'myths.zh-Hans', 'fidelity.zh-Hans', 'embedding.zh-Hans']) {
    for (const viewport of NARROW) {
      await page.setViewportSize(viewport);
      await page.goto(`/${name}.html`);
      const look = async (how) => {
        const found = [...(await page.evaluate(faults)), ...(await page.evaluate(nameless))];
        wrong.push(...found.map((fault) => `${name}${how} at ${viewport.width}: ${fault}`));
      };
      await look('');
      await page.evaluate(enlarge);
      await look(' enlarged');
    }
  }
  expect(wrong).toEqual([]);
});
