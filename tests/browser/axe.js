// axe-core in the page: what it finds, told so that the element can be found again.

import { createRequire } from 'node:module';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * Loads axe-core into the page, in its frames too, as the page is: its Content-Security-Policy is none of axe's business.
 * To be called before the page is opened.
 */
export async function withAxe(page) {
  await page.addInitScript({ path: AXE });
}

/** Every finding of every rule in the page as it stands: `rule: element: what is wrong`. */
export async function findings(page) {
  return page.evaluate(look);
}

/** The same, inside the page. */
export async function look() {
  const { violations } = await window.axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`),
  );
}
