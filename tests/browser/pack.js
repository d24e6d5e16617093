// Packs the built page's scripts and module, after `trunk build --release`: `node pack.js FOLDER`.
// The two call each other by some 160 long names, each with a digest that nothing can compress; here they get one or two
// letters. And the scripts are
// minified, which Trunk's own minifier cannot do: it does not know their syntax.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minify } from 'terser';

/** Shortens the names of a module's imports and exports in place, and returns which became what. */
function shortenNames(module) {
  const options = ['--minify-imports-and-exports-and-modules', '--strip-target-features', '-o', module];
  const { status, stdout, stderr } = spawnSync('wasm-opt', [module, ...options], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`wasm-opt could not shorten the names: ${stderr}`);
  }
  return JSON.parse(stdout);
}

/** `script` with the short names in place of the long ones. Each long one must be there, else the page would not start. */
function withShortNames(script, { imports, exports }) {
  const replace = (long, short) => {
    if (!long.test(script)) {
      throw new Error(`the script has nothing like ${long}`);
    }
    script = script.replace(new RegExp(long, 'g'), short);
  };
  for (const [, name, short] of imports) {
    replace(new RegExp(`\\b${name}(?=: )`), () => short);
  }
  for (const [name, short] of exports) {
    // What nobody calls needs no name in the script.
    if (script.includes(`wasm.${name}`)) {
      replace(new RegExp(`\\bwasm\\.${name}\\b`), () => `wasm.${short}`);
    }
  }
  replace(/"\.\/page_bg\.js"/, () => 'a');
  return script;
}

async function main(folder) {
  const files = await readdir(folder);
  const only = (pattern) => {
    const found = files.filter((file) => pattern.test(file));
    if (found.length !== 1) {
      throw new Error(`${folder} should hold one file like ${pattern}, not ${found.length}`);
    }
    return found[0];
  };
  const [boot, glue, wasm] = [only(/^boot-\w+\.js$/), only(/^page-\w+\.js$/), only(/^page-\w+_bg\.wasm$/)];
  const names = shortenNames(join(folder, wasm));
  const script = withShortNames(await readFile(join(folder, glue), 'utf8'), names);
  const { code } = await minify(script, { module: true, compress: { passes: 2 } });
  const module = await readFile(join(folder, wasm));
  const first = await minify(await readFile(join(folder, boot), 'utf8'));

  // What is in a file has changed, so its name has to: a browser may keep a file of this name for ever.
  const page = `page-${digest(code, module)}`;
  const packed = [
    [boot, `boot-${digest(first.code)}.js`, first.code],
    [glue, `${page}.js`, code],
    [wasm, `${page}_bg.wasm`, module],
  ];
  let html = await readFile(join(folder, 'index.html'), 'utf8');
  for (const [before, after, content] of packed) {
    html = html.replaceAll(before, after);
    await rm(join(folder, before));
    await writeFile(join(folder, after), content);
  }
  await writeFile(join(folder, 'index.html'), html);
}

function digest(...contents) {
  const hash = createHash('sha256');
  contents.forEach((content) => hash.update(content));
  return hash.digest('hex').slice(0, 16);
}

await main(process.argv[2] ?? 'dist');
