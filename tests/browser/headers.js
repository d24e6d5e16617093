// static/_headers: what a host sends with each file, in the form that Netlify and Cloudflare Pages read.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The rules that a folder comes with, `{ path, headers }` each; none if it has no such file. */
export async function rulesOf(folder) {
  let text;
  try {
    text = await readFile(join(folder, '_headers'), 'utf8');
  } catch {
    return [];
  }
  const rules = [];
  for (const line of text.split('\n')) {
    const [, name, value] = line.match(/^\s+([\w-]+):\s*(.*\S)/) ?? [];
    if (name) {
      rules.at(-1).headers[name] = value;
    } else if (line.startsWith('/')) {
      rules.push({ path: line.trim(), headers: {} });
    } else if (line.trim() !== '' && !line.startsWith('#')) {
      throw new Error(`_headers: not understood: ${line}`);
    }
  }
  return rules;
}

/** What goes with the file at `path`. Where rules name the same header, hosts differ: so they must not. */
export function headersFor(rules, path) {
  const all = {};
  for (const rule of rules) {
    if (rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path) {
      for (const [name, value] of Object.entries(rule.headers)) {
        if (name in all) {
          throw new Error(`_headers: two rules set ${name} for ${path}`);
        }
        all[name] = value;
      }
    }
  }
  return all;
}

/** The policy as a page can state it itself: who may frame a page is only ever said in a header. */
export function policyInPage(rules) {
  return headersFor(rules, '/index.html')['Content-Security-Policy'].replace(/ *frame-ancestors [^;]*;/, '');
}
