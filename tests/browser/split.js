// Splits the page's module in two: what the first view runs, and the rest, which is fetched right behind it. The data is split
// along with the functions (data.js).
//
// Which functions the first view runs is not guessed: an instrumented build is opened in a browser, and says so. A
// function of the second module that the first one calls is there a stub, which goes through the table; until the
// second module has filled its place in the table in, a stub first calls `later`, which fetches and joins it at once.
// So nothing depends on the profile but which bytes come first. It is done on the text form, in which wasm-dis and
// wasm-as put each part of a module on lines of its own.

import { splitData } from './data.js';
import { alikeTogether } from './order.js';

/** The parts of a module's text. A function's header is what stands behind its name in its first line. */
export function parse(text) {
  const parts = { type: [], import: [], global: [], memory: [], table: [], data: [], elem: [], export: [], functions: new Map() };
  // What belongs to an item stands further right, but for the brace that closes it.
  for (const item of text.match(/^ \(.*(?:\n(?: {2}.*| \)))*$/gm)) {
    const [, kind] = item.match(/^ \((\w+)/);
    if (kind === 'func') {
      const [, name, header] = item.match(/^ \(func (\$"[^"]*"|\S+)((?: \((?:param|result) [^)]*\))*)/);
      parts.functions.set(name, { header, text: item });
    } else if (parts[kind]) {
      parts[kind].push(item);
    } else {
      throw new Error(`a module with a ${kind} cannot be split`);
    }
  }
  return parts;
}

/** The module with one exported flag a function, `hit0` and so on in the functions' order: whether it has been called. */
export function instrumented(text) {
  let place = 0;
  const flags = [];
  const all = text.replace(/^ \(func .*(?:\n {2}\(local .*)*/gm, (head) => {
    const flag = `hit${place}`;
    place += 1;
    flags.push(` (global $${flag} (export "${flag}") (mut i32) (i32.const 0))`);
    return `${head}\n  (global.set $${flag} (i32.const 1))`;
  });
  return all.replace(/^ \(memory /m, (memory) => `${flags.join('\n')}\n${memory}`);
}

/**
 * The two modules' texts, and the product's own `texts` in each language, which the first one lacks. `kept` holds the names of
 * the functions that stay; `namespace` is where the first module imports from, and gets one more import, `later`. The second
 * imports everything from the first, as `first`. `objects` are what the linker says of the data.
 */
export function split(text, kept, namespace, objects) {
  const parts = parse(text);
  const late = new Map([...parts.functions].filter(([name]) => !kept.has(name)));
  const named = (from) => new Set([...from].flatMap((item) => item.match(/\$[\w$.]+/g) ?? []));
  const bodies = alikeTogether([...parts.functions].filter(([name]) => !late.has(name)).map(([, { text: body }]) => body));
  const data = splitData({ bodies, globals: parts.global, segments: parts.data }, objects);
  const [elements] = parts.elem;
  const reached = new Set([...bodies.flatMap(calls), ...named(parts.elem), ...named(parts.export)]);

  // Where each of them stands in the table: those that have no place yet are put behind the others.
  const [, first, list] = elements.match(/\(i32\.const (\d+)\)(?: func)? ([^)]*)\)$/);
  const places = list.trim().split(/\s+/).map((name, place) => [name, Number(first) + place]).filter(([name]) => late.has(name));
  const [, table, size] = parts.table.find((item) => item.endsWith('funcref)')).match(/\(table (\S+) (\d+)/);
  let end = Number(size);
  const slots = new Map(places);
  for (const name of late.keys()) {
    if (reached.has(name) && !slots.has(name)) {
      slots.set(name, end);
      places.push([name, end]);
      end += 1;
    }
  }
  const grown = (item) => (item.endsWith('funcref)') ? ` (table ${table} ${end} ${end} funcref)` : item);
  const tables = parts.table.map(grown);

  const imported = new Map(parts.import.map((item) => [item.match(/\((?:func|global|table|memory) (\$\S+)/)[1], item]));
  const needed = new Set([...late.values()].flatMap(({ text: body }) => calls(body)));
  // In the module's own order, numbers grow from one to the next, and compress.
  const wanted = [...imported.keys(), ...parts.functions.keys()].filter((name) => needed.has(name) && !late.has(name));
  const shared = sharing(parts, tables, wanted, imported, named([...late.values()].map(({ text: body }) => body)));
  const stubs = [...late].filter(([name]) => reached.has(name)).map(([name, { header }]) => stub(name, header, table, slots.get(name)));

  return {
    first: module(
      parts.type,
      parts.import,
      [` (import "${namespace}" "later" (func $later))`],
      parts.global,
      [' (global $joined (export ".joined") (mut i32) (i32.const 0))'],
      parts.memory,
      data.first,
      tables,
      parts.elem,
      parts.export,
      shared.exports,
      bodies,
      stubs,
      [' (func $join\n  (if\n   (i32.eqz (global.get $joined))\n   (then (call $later))\n  )\n )'],
    ),
    later: module(
      parts.type,
      shared.imports,
      [' (import "first" ".joined" (global $joined (mut i32)))'],
      data.later,
      places.map(([name, place]) => ` (elem (table ${table}) (i32.const ${place}) func ${name})`),
      [' (start $start)'],
      [...late.values()].map(({ text: body }) => body),
      [' (func $start\n  (global.set $joined (i32.const 1))\n )'],
    ),
    texts: data.texts,
  };
}

function module(...items) {
  return `(module\n${items.flat().join('\n')}\n)\n`;
}

/** The functions that one calls by name. */
function calls(body) {
  return [...body.matchAll(/\((?:return_call|call|ref\.func) (\$[\w$.]+)/g)].map((match) => match[1]);
}

/** A function that has moved: the one in its place in the table is called instead. */
function stub(name, header, table, slot) {
  const types = [...header.matchAll(/\(param \$\S+ (\w+)\)/g)].map((match) => match[1]);
  const params = types.length > 0 ? ` (param ${types.join(' ')})` : '';
  const result = header.match(/ \(result [^)]*\)/)?.[0] ?? '';
  const values = types.map((_, place) => `\n   (local.get ${place})`).join('');
  return ` (func ${name}${header}\n  (call $join)\n  (call_indirect ${table}${params}${result}${values}\n   (i32.const ${slot})\n  )\n )`;
}

/** What the second module uses of the first: the first's exports and the second's imports of the same. */
function sharing(parts, tables, functions, imported, names) {
  const shared = { exports: [], imports: [] };
  const share = (kind, name, type) => {
    const short = `.${shared.exports.length.toString(36)}`;
    shared.exports.push(` (export "${short}" (${kind} ${name}))`);
    shared.imports.push(` (import "first" "${short}" (${kind} ${name}${type}))`);
  };
  for (const item of parts.memory) {
    const [, name, type] = item.match(/\(memory (\S+)([^)]*)\)/);
    share('memory', name, type);
  }
  for (const item of tables) {
    const [, name, type] = item.match(/\(table (\S+)([^)]*)\)/);
    share('table', name, type);
  }
  for (const item of parts.global) {
    const [, name, type] = item.match(/\(global (\S+) (\(mut \w+\)|\w+)/);
    if (names.has(name)) {
      share('global', name, ` ${type}`);
    }
  }
  for (const name of functions) {
    const type = parts.functions.get(name)?.header ?? imported.get(name).match(/\(func \S+((?: \((?:type|param|result) [^)]*\))*)/)[1];
    share('func', name, type);
  }
  return shared;
}
