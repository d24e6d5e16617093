// What a reader downloads before the page can be used: index.html and all that it, its styles and its scripts name, and
// the first lesson's book.
// `node size.js FOLDER` prints the table and fails above the limit. 1 kB = 1000 bytes.

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 180;
const AIM_KB = 150;
/** How far sharing and embedding may exceed the limit while they are being built. It goes before they count as done. */
const OVERDRAFT_KB = 20;

/** What other people's pages load for an element. */
const ELEMENT = 'tcp-scope.js';
const ELEMENT_LIMIT_KB = 3;

/** The book of the lesson that opens first. A reader fetches it in one language; it is counted in both. */
const FIRST_BOOKS = ['prose/en/three_way_handshake.md', 'prose/zh-Hans/three_way_handshake.md'];

/** Room for the longest name, `(afterwards) later-<digest>.wasm`. */
const NAME_WIDTH = 44;

/** The reasons behind "Why?", which are fetched when the first view stands. */
const LATER_BOOKS = ['prose/en/rules.md', 'prose/zh-Hans/rules.md'];

/** The files of the first view, as paths below `folder`. */
export async function firstView(folder) {
  const files = new Set(['index.html']);
  // A set can grow while it is walked; what is added is visited too.
  for (const file of files) {
    for (const address of addressesIn(extname(file), await readFile(join(folder, file), 'utf8'))) {
      const target = new URL(address, `file:///${file}`);
      if (target.protocol === 'file:' && target.pathname !== '/') {
        files.add(target.pathname.slice(1));
      }
    }
  }
  return [...files, ...FIRST_BOOKS];
}

/** The files that are fetched when the first view stands: the rest of the module, and a book. Told, but not counted. */
export async function afterwards(folder) {
  const scripts = (await firstView(folder)).filter((file) => extname(file) === '.js');
  const texts = await Promise.all(scripts.map((file) => readFile(join(folder, file), 'utf8')));
  const modules = texts.flatMap((text) => [...text.matchAll(/\bnew URL\("\.\/(later-\w+\.wasm)"/g)]);
  if (modules.length !== 1) {
    throw new Error(`the scripts in ${folder} should name one later module, not ${modules.length}`);
  }
  return [modules[0][1], ...LATER_BOOKS];
}

// Only what loads at once: a dynamic `import()` or a worker is loaded later, if ever.
function addressesIn(extension, text) {
  const patterns = {
    '.html': /<(?:link|script|img|meta)\b[^>]*?\b(?:href|src|data-wasm|content)=["']?(\.\/[^"'\s>]+)/g,
    '.css': /url\(["']?(\.\/[^"')]+)/g,
    '.js': /\bfrom\s*["'](\.[^"']+)["']/g,
  };
  const pattern = patterns[extension];
  return pattern ? [...text.matchAll(pattern)].map((match) => match[1]) : [];
}

async function main(folder) {
  const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
  const row = (name, raw, gzipped) => console.log(name.padEnd(NAME_WIDTH) + kilobytes(raw) + kilobytes(gzipped));
  let rawTotal = 0;
  let gzippedTotal = 0;
  console.log(`${'first view, kB'.padEnd(NAME_WIDTH)}      raw  gzip -9`);
  for (const file of await firstView(folder)) {
    const bytes = await readFile(join(folder, file));
    const gzipped = gzipSync(bytes, { level: 9 }).length;
    row(file, bytes.length, gzipped);
    rawTotal += bytes.length;
    gzippedTotal += gzipped;
  }
  row('total', rawTotal, gzippedTotal);
  for (const file of await afterwards(folder)) {
    const bytes = await readFile(join(folder, file));
    row(`(afterwards) ${file}`, bytes.length, gzipSync(bytes, { level: 9 }).length);
  }
  const element = await readFile(join(folder, ELEMENT));
  const packed = gzipSync(element, { level: 9 }).length;
  row(`(elsewhere) ${ELEMENT}`, element.length, packed);
  if (packed / 1000 > ELEMENT_LIMIT_KB) {
    console.error(`error: ${ELEMENT} is above ${ELEMENT_LIMIT_KB} kB`);
    process.exitCode = 1;
  }
  const total = gzippedTotal / 1000;
  if (total > LIMIT_KB + OVERDRAFT_KB) {
    console.error(`error: the first view is above ${LIMIT_KB + OVERDRAFT_KB} kB`);
    process.exitCode = 1;
  } else if (total > LIMIT_KB) {
    console.log(`warning: ${(total - LIMIT_KB).toFixed(1)} kB above the limit of ${LIMIT_KB} kB, to be taken back`);
  } else if (total > AIM_KB) {
    console.log(`note: above the aim of ${AIM_KB} kB, below the limit of ${LIMIT_KB} kB`);
  } else {
    console.log(`within the aim of ${AIM_KB} kB`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(process.argv[2] ?? 'dist');
}
