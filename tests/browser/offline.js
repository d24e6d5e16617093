// The last step of a build, when every file is in its place: `node offline.js FOLDER`. Writes sw.js, the service worker with
// which the full page opens without a network, with the list of what it keeps; and tells the page of it.

import { createHash } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../static/sw.js', import.meta.url));

/**
 * Not for who reads the page: what is for authors and for hosts, the page once more, and the stills, which stand in for a
 * module that has not arrived yet: it is there at once, and they would be two thirds of all that a reader's device keeps.
 */
const LEFT_OUT = /^(?:sw\.js|tcpscope\.html|tcp-scope\..*|_headers|stills(?:\/.*)?)$/;
/** What is in such a file is in its name. Trunk leaves out a digest's leading zeros. */
const HASHED = /^(?:boot|favicon|later|page|style)-[0-9a-f]+(?:_bg)?\.\w+$/;
const BOOK = /^prose\/.*\.md$/;

async function main(folder) {
  const all = (await readdir(folder, { recursive: true })).filter((name) => !LEFT_OUT.test(name)).sort();
  const isFile = await Promise.all(all.map(async (name) => (await stat(join(folder, name))).isFile()));
  const files = all.filter((_, place) => isFile[place]);

  const start = join(folder, 'index.html');
  const html = (await readFile(start, 'utf8')).replace(/(?= name=tcpscope-app>)/, ' data-worker=./sw.js');
  await writeFile(start, html);

  const books = await booksVersion(folder, files);
  const hash = createHash('sha256');
  for (const name of files) {
    hash.update(name).update(await readFile(join(folder, name)));
  }
  const build = {
    version: hash.digest('hex').slice(0, 16),
    // By these an index.html is known to be of this build.
    named: files.filter((name) => HASHED.test(name) && html.includes(name)),
    forever: files.flatMap((name) => (HASHED.test(name) ? [name] : BOOK.test(name) ? [`${name}?v=${books}`] : [])),
    fresh: files.filter((name) => !HASHED.test(name) && !BOOK.test(name)),
  };
  const source = await readFile(SOURCE, 'utf8');
  if (!html.includes('data-worker') || !source.includes('const BUILD = null;')) {
    throw new Error('the page or the service worker has no place for what is to be written into it');
  }
  await writeFile(join(folder, 'sw.js'), source.replace('const BUILD = null;', () => `const BUILD = ${JSON.stringify(build)};`));
  console.log(`sw.js keeps ${files.length} files for when there is no network`);
}

/** The version in the books' addresses, which the module has in itself (BOOKS_QUERY). */
async function booksVersion(folder, files) {
  const found = new Set();
  for (const name of files.filter((file) => file.endsWith('.wasm'))) {
    const text = await readFile(join(folder, name), 'latin1');
    [...text.matchAll(/\?v=([0-9a-f]{8})/g)].forEach((match) => found.add(match[1]));
  }
  if (found.size !== 1) {
    throw new Error(`the module should name one version of the books, not ${found.size}`);
  }
  return [...found][0];
}

await main(process.argv[2] ?? 'dist');
