// axe-core in the page: what it finds, told so that the element can be found again.

import { createRequire } from 'node:module';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * Loads axe-core into every page that is opened from now on, and into its frames. As an init script: the page keeps its own
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
    // An experiment of axe's: it wants what scrolls to be a landmark if it takes the focus. A host's cards are a group.
    'focus-order-semantics',
  ]);
  // All others, those that are off until asked for among them: target-size for one.
  const rules = Object.fromEntries(window.axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !unwanted.has(ruleId) }]));
  const { violations, incomplete } = await window.axe.run(document, { rules, resultTypes: ['violations', 'incomplete'] });
  // Of what axe cannot decide, only this is left to other tests: on a picture it does not know what lies behind the words.
  const undecided = incomplete.filter(({ id }) => id !== 'color-contrast');
  return [...violations, ...undecided].flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const words = [...any, ...all, ...none].map(({ message }) => message);
      return `${id}: ${target.join(' ')}: ${words.join('; ')}`;
    }),
  );
}
