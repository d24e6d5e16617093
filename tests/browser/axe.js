// axe-core in the page: what it finds, told so that the element can be found again.

import { createRequire } from 'node:module';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * Loads axe-core into every page that is opened from now on. As an init script: the page keeps its own
 * Content-Security-Policy, and what axe looks at is what readers get.
 */
export async function withAxe(page) {
  await page.addInitScript({ path: AXE });
  await page.addInitScript(`window.audit = ${audit}`);
}

/** What is wrong with the page as it stands: `rule: element: what is wrong`. */
export function findings(page) {
  return page.evaluate(() => window.audit());
}

/** The same, inside the page. */
async function audit() {
  const unwanted = new Set([
    // Level AAA: 7:1. The page has 4.5:1, and more for who asks for it (`prefers-contrast`).
    'color-contrast-enhanced',
    // An experiment of axe's that finds nothing wrong: it reminds of what is hidden.
    'hidden-content',
    // Level AAA: links of the same words that lead to different places. A page of claims says "run it" of each.
    'identical-links-same-purpose',
    // An experiment of axe's: it wants what scrolls to be a landmark if it takes the focus. A host's cards are a group.
    'focus-order-semantics',
    // What is in a frame is a page by itself, and looked at as one.
    'frame-tested',
  ]);
  // All others, those that are off until asked for among them: target-size for one.
  const rules = Object.fromEntries(window.axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !unwanted.has(ruleId) }]));
  const { violations, incomplete } = await window.axe.run(document, { rules, iframes: false, resultTypes: ['violations', 'incomplete'] });
  // Of what axe cannot decide this is left to others: what lies behind words on a picture (src/tidy/contrast.rs), whether a
  // sign is a word (the `?` of the help), and whether what scrolls is scrolled by the arrow keys (a menu's, which lead the
  // focus through it).
  const others = ['color-contrast', 'label-content-name-mismatch', 'scrollable-region-focusable'];
  const undecided = incomplete.filter(({ id }) => !others.includes(id));
  return [...violations, ...undecided].flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const words = [...any, ...all, ...none].map(({ message }) => message);
      return `${id}: ${target.join(' ')}: ${words.join('; ')}`;
    }),
  );
}
