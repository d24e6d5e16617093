// Makes tcpscope.html: the whole page in one file, which opens from a disk, without a server or a network.
// The page is the same. Its addresses of scripts and module become `data:` ones, and its books stand in it, each in an
// element that has the book's address as its id, where ui/library.rs looks first. The module is in one piece.

import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const SINGLE = 'tcpscope.html';

/** Other pages are not in the file: what leads to them is left out. */
const WITHOUT_OTHER_PAGES = 'a:is([href^=fidelity],[href^=myths],[href^=embedding]){display:none}';

/**
 * Writes the file into `folder`, from its `html` and the files that it names there, and from `script` and `module`, the page's
 * own, not split. Returns its size in bytes.
 */
export async function writeSingle(folder, html, script, module) {
  const allowed = { script: ['data:', "'wasm-unsafe-eval'"], style: [] };
  const inlined = (kind, text, end) => {
    if (new RegExp(`</${kind}|<!--`, 'i').test(text)) {
      throw new Error(`what is to stand in a <${kind}> would end it`);
    }
    allowed[kind]?.push(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    return `<${kind}${end}>${text}</${kind}>`;
  };
  const read = (address) => readFile(join(folder, address), 'utf8');

  let page = html.replace(/<link\b[^>]*\brel=(?:modulepreload|preload)\b[^>]*>/g, '');
  page = await replaced(page, /<script src=(\S+?)><\/script>/g, async (_, address) => inlined('script', await read(address), ''));
  page = await replaced(page, /<link href=(\S+) rel=stylesheet>/g, async (_, address) => inlined('style', await read(address), ''));
  page = await replaced(page, /<link href=(\S+) rel=icon>/g, async (_, address) => `<link href=${data('image/svg+xml', await read(address))} rel=icon>`);
  page = await replaced(page, /<meta content=\S+ data-wasm=\S+ name=tcpscope-app>/g, async () =>
    `<meta content=${data('text/javascript', script)} data-wasm=${data('application/wasm', module)} name=tcpscope-app>`);
  const books = await readdir(join(folder, 'prose'), { recursive: true });
  const shelf = await Promise.all(
    books.filter((name) => name.endsWith('.md')).sort().map(async (name) =>
      inlined('script', await read(`prose/${name}`), ` type=text/markdown id=prose/${name}`)),
  );
  const extra = inlined('style', WITHOUT_OTHER_PAGES, '');
  page = page.replace('</head>', () => `${extra}</head>`).replace('</body>', () => `${shelf.join('\n')}</body>`);
  page = page.replace('<meta charset=utf-8>', (charset) => charset + stated(policy(allowed)));
  const markup = page.replace(/<(script|style)\b[^>]*>.*?<\/\1>/gs, '');
  const outward = markup.match(/\b(?:src|href|content|data-[a-z]+)=["']?\.\/[^\s>]*/);
  if (outward) {
    throw new Error(`${SINGLE} would need another file: ${outward[0]}`);
  }
  await writeFile(join(folder, SINGLE), page);
  return Buffer.byteLength(page);
}

/** A policy as a page states it. */
export function stated(text) {
  return `<meta http-equiv=Content-Security-Policy content="${text}">`;
}

/** No request at all: the browser is told what is in the file. */
function policy({ script, style }) {
  return [
    "default-src 'none'",
    `script-src ${script.join(' ')}`,
    `style-src ${style.join(' ')}`,
    'img-src data:',
    'connect-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function data(type, content) {
  return `data:${type};base64,${Buffer.from(content).toString('base64')}`;
}

/** `text` with each match replaced by what `by` resolves to. There must be one, else the page is not as it is thought to be. */
async function replaced(text, pattern, by) {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) {
    throw new Error(`the page has nothing like ${pattern}`);
  }
  const instead = await Promise.all(found.map((match) => by(...match)));
  return text.replace(pattern, () => instead.shift());
}
