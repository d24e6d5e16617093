// What a reader downloads before the page can be used: index.html and all that it, its styles and its scripts name, and the
// texts and the first lesson's book in the reader's language.
// `node size.js FOLDER` prints the table and fails above the limit, in either language. 1 kB = 1000 bytes.

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 180;
const AIM_KB = 150;

/** What other people's pages load for an element. */
const ELEMENT = 'tcp-scope.js';
const ELEMENT_LIMIT_KB = 3;

export const LANGUAGES = ['en', 'zh-Hans'];

/** The book of the lesson that opens first. */
const firstBook = (language) => `prose/${language}/three_way_handshake.md`;

/** Room for the longest name, `(afterwards) later-<digest>.wasm`. */
const NAME_WIDTH = 44;

/** The reasons behind "Why?", which are fetched when the first view stands. */
const laterBook = (language) => `prose/${language}/rules.md`;

/** The files of the first view in a language, as paths below `folder`. */
export async function firstView(folder, language) {
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
  // The page names the still for who has no scripts; boot.js asks for the same one in the reader's language.
  const translated = [...files].map((file) => file.replace(/(?<=^stills\/\w+\.)en\b/, language));
  return [...translated, await textsIn(folder, translated, language), firstBook(language)];
}

/** The product's texts, of which the page's script names one file a language. */
function textsIn(folder, files, language) {
  return onlyMatch(folder, files, new RegExp(`\\b${language}"?:\\["\\./(page-\\w+\\.txt)"`, 'g'));
}

/** The files that are fetched when the first view stands: the rest of the module, and a book. Told, but not counted. */
export async function afterwards(folder, language) {
  const files = await firstView(folder, language);
  return [await onlyMatch(folder, files, /\bnew URL\("\.\/(later-\w+\.wasm)"/g), laterBook(language)];
}

/** The one file that the scripts among `files` name in the way of `pattern`. */
async function onlyMatch(folder, files, pattern) {
  const scripts = files.filter((file) => extname(file) === '.js');
  const texts = await Promise.all(scripts.map((file) => readFile(join(folder, file), 'utf8')));
  const found = texts.flatMap((text) => [...text.matchAll(pattern)]);
  if (found.length !== 1) {
    throw new Error(`the scripts in ${folder} should have one ${pattern}, not ${found.length}`);
  }
  return found[0][1];
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

function row(name, { raw, packed }) {
  const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
  console.log(name.padEnd(NAME_WIDTH) + kilobytes(raw) + kilobytes(packed));
}

/** A file's size as it is and after `gzip -9`, printed. */
async function measured(folder, file, remark = '') {
  const bytes = await readFile(join(folder, file));
  const size = { raw: bytes.length, packed: gzipSync(bytes, { level: 9 }).length };
  row(remark + file, size);
  return size;
}

async function main(folder) {
  const views = Object.fromEntries(await Promise.all(LANGUAGES.map(async (language) => [language, await firstView(folder, language)])));
  const both = views.en.filter((file) => LANGUAGES.every((language) => views[language].includes(file)));
  const common = { raw: 0, packed: 0 };
  const add = (sum, { raw, packed }) => Object.assign(sum, { raw: sum.raw + raw, packed: sum.packed + packed });
  console.log(`${'first view, kB'.padEnd(NAME_WIDTH)}      raw  gzip -9`);
  for (const file of both) {
    add(common, await measured(folder, file));
  }
  let largest = 0;
  for (const language of LANGUAGES) {
    const total = { ...common };
    for (const file of views[language].filter((each) => !both.includes(each))) {
      add(total, await measured(folder, file));
    }
    row(`total, ${language}`, total);
    largest = Math.max(largest, total.packed / 1000);
  }
  for (const file of new Set((await Promise.all(LANGUAGES.map((language) => afterwards(folder, language)))).flat())) {
    await measured(folder, file, '(afterwards) ');
  }
  const element = await measured(folder, ELEMENT, '(elsewhere) ');
  if (element.packed / 1000 > ELEMENT_LIMIT_KB) {
    console.error(`error: ${ELEMENT} is above ${ELEMENT_LIMIT_KB} kB`);
    process.exitCode = 1;
  }
  if (largest > LIMIT_KB) {
    console.error(`error: the first view is above ${LIMIT_KB} kB`);
    process.exitCode = 1;
  } else if (largest > AIM_KB) {
    console.log(`note: above the aim of ${AIM_KB} kB, below the limit of ${LIMIT_KB} kB`);
  } else {
    console.log(`within the aim of ${AIM_KB} kB`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(process.argv[2] ?? 'dist');
}
