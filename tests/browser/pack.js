// Packs the built page's scripts and module, after `trunk build --release`: `node pack.js FOLDER LINKED`, where LINKED is the
// module as the linker left it, with `--emit-relocs`.
// The two call each other by some 160 long names, each with a digest that nothing can compress; here they get one or two
// letters. The module is split in two: what the first view runs, and the rest (split.js); the product's texts stand beside it,
// a file a language. And the scripts are minified, which Trunk's own minifier cannot do: it does not know their syntax. From
// the same, in one piece, tcpscope.html is made.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minify } from 'terser';
import { policyInPage, rulesOf } from './headers.js';
import { linked } from './linked.js';
import { profile } from './profile.js';
import { SINGLE, stated, writeSingle } from './single.js';
import { instrumented, parse, split } from './split.js';

// What Rust's modules use, for tools that would otherwise refuse them.
const FEATURES = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'];

/** Where the script's imports stand in the module once their names are short. */
const NAMESPACE = 'a';

/** Runs one of Binaryen's programs and returns what it prints. */
function run(program, ...options) {
  const { status, stdout, stderr, error } = spawnSync(program, options, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${program} ${options.join(' ')}: ${error?.message ?? stderr}`);
  }
  return stdout;
}

/** Shortens the names of a module's imports and exports in place, and returns which became what. */
function shortenNames(module) {
  return JSON.parse(run('wasm-opt', module, '--minify-imports-and-exports-and-modules', '--strip-target-features', '-o', module));
}

/** Writes a module from its text. */
async function assemble(text, module) {
  const source = `${module}.wat`;
  await writeFile(source, text);
  run('wasm-as', ...FEATURES.map((feature) => `--enable-${feature}`), source, '-o', module);
  await rm(source);
}

/**
 * Leaves in `module` what the first view runs. Returns the module as it was, the rest, and the product's texts. Needs the page
 * in `folder` to work; `objects` are what the linker says of the module's data.
 */
async function splitOff(folder, module, objects) {
  const source = `${module}.wat`;
  run('wasm-dis', module, '-o', source);
  const text = await readFile(source, 'utf8');
  await rm(source);
  const names = [...parse(text).functions.keys()];
  await assemble(instrumented(text), module);
  const called = await profile(folder, names.length);
  console.log(`the first view runs ${called.size} of the module's ${names.length} functions`);
  const halves = split(text, new Set(names.filter((_, place) => called.has(place))), NAMESPACE, objects);
  const assembled = async (part) => {
    await assemble(part, module);
    return readFile(module);
  };
  const whole = await assembled(text);
  const rest = await assembled(halves.later);
  await assembled(halves.first);
  return { whole, rest, texts: halves.texts };
}

/**
 * `script`, which loads the first module, made to fetch the second one as soon as the first one runs; boot.js waits for
 * that with what only a page in a frame needs.
 */
function withSecondModule(script, address) {
  const add = (behind, what) => {
    if (!behind.test(script)) {
      throw new Error(`the script has nothing like ${behind}`);
    }
    script = script.replace(behind, (found) => found + what);
  };
  add(/__proto__: null,/, ' later: joinNow,');
  // The module's start.
  add(/wasmModule = module;[^}]*?wasm\.\w+\(\);/, ' window.tcpscopeRest = fetchLater();');
  return `${script}
const LATER = new URL(${JSON.stringify(address)}, import.meta.url);
let joined = false;
function join(module) {
    if (!joined) {
        new WebAssembly.Instance(module, { first: wasm });
        joined = true;
    }
}
function fetchLater() {
    return fetch(LATER).then(response => response.arrayBuffer()).then(WebAssembly.compile).then(join).catch(() => {});
}
function joinNow() {
    const request = new XMLHttpRequest();
    request.open('GET', LATER, false);
    request.overrideMimeType('text/plain; charset=x-user-defined');
    try {
        request.send();
        join(new WebAssembly.Module(Uint8Array.from(request.responseText, letter => letter.charCodeAt(0))));
    } catch (reason) {
        window.tcpscopeMissed(reason);
        throw reason;
    }
}
`;
}

/**
 * `script`, which loads the module, made to fetch the texts of the reader's language meanwhile and to put them in their place
 * before the module starts. `files` has a file's address and an address in memory for each language.
 */
function withTexts(script, files) {
  const loading = /const \{ instance, module \} = await __wbg_load\([^;]*;/;
  const memory = script.match(/wasm\.(\w+)\.buffer/);
  if (!loading.test(script) || !memory) {
    throw new Error('the script has no place at which the module is loaded');
  }
  const loadBoth = (load) => `const texts = fetchTexts(); ${load} (await texts)(instance.exports.${memory[1]});`;
  return `${script.replace(loading, loadBoth)}
async function fetchTexts() {
    const [file, place] = ${JSON.stringify(files)}[document.documentElement.lang];
    const response = await fetch(new URL(file, import.meta.url));
    if (!response.ok) throw new Error(response.status + ' ' + file);
    const texts = new Uint8Array(await response.arrayBuffer());
    return memory => new Uint8Array(memory.buffer).set(texts, place);
}
`;
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
  replace(/"\.\/page_bg\.js"/, () => NAMESPACE);
  return script;
}

async function main(folder, linkedModule) {
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
  await writeFile(join(folder, glue), script);
  const objects = linked(await readFile(linkedModule));
  const { whole, rest, texts } = await splitOff(folder, join(folder, wasm), objects);
  const module = await readFile(join(folder, wasm));
  const first = await minify(await readFile(join(folder, boot), 'utf8'));
  await packElement(join(folder, 'tcp-scope.js'));

  // What is in a file has changed, so its name has to: a browser may keep a file of this name for ever.
  const later = `later-${digest(rest)}.wasm`;
  await writeFile(join(folder, later), rest);
  const textFiles = {};
  for (const { tag, address, bytes } of texts) {
    const file = `page-${digest(bytes)}.txt`;
    await writeFile(join(folder, file), bytes);
    textFiles[tag] = [`./${file}`, address];
  }
  const options = { module: true, compress: { passes: 2 } };
  const { code } = await minify(withTexts(withSecondModule(script, `./${later}`), textFiles), options);
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
  const { code: alone } = await minify(script, options);
  const bytes = await writeSingle(folder, html, alone, whole);
  console.log(`${SINGLE}: ${(bytes / 1000).toFixed(0)} kB, the whole page with all its books in one file`);
  // Not before: what `trunk serve` writes has an inline script and a socket.
  const policy = stated(policyInPage(await rulesOf(folder)));
  await writeFile(join(folder, 'index.html'), html.replace('<meta charset=utf-8>', (charset) => charset + policy));
}

/** Other people's pages load this file, and by this name. What is private in it begins with `_`. */
async function packElement(file) {
  const options = { compress: { passes: 2 }, mangle: { properties: { regex: /^_/ } } };
  const { code } = await minify(await readFile(file, 'utf8'), options);
  await writeFile(file, code);
}

function digest(...contents) {
  const hash = createHash('sha256');
  contents.forEach((content) => hash.update(content));
  return hash.digest('hex').slice(0, 16);
}

await main(process.argv[2], process.argv[3]);
