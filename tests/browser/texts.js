// Takes the product's texts out of the page's first module: a reader needs one language, and that comes in a file of its own,
// fetched beside the module and put where the module expects it. The second module has all of them. A text that is asked for
// before it is there is zero; then src/i18n/mod.rs calls a function of the second module, which comes at once and brings it.

const MARKS = /<texts ([\w-]+)>[^]*?<\/texts>/g;

/**
 * The module's `text` without them, and what was taken: for each language its tag, the address in memory, the bytes, and the
 * data segment that holds them, for the second module.
 */
export function takeTexts(text) {
  const taken = [];
  const rest = text.replace(/^ \(data (\S+) \(i32\.const (\d+)\) "((?:[^"\\]|\\.)*)"\)$/gm, (segment, name, start, escaped) => {
    const bytes = unescaped(escaped);
    const parts = [];
    let end = 0;
    for (const { 0: found, 1: tag, index } of bytes.matchAll(MARKS)) {
      const address = Number(start) + index;
      parts.push([end, index]);
      taken.push({ tag, address, bytes: Buffer.from(found, 'latin1'), segment: data(`$texts-${tag}`, address, found) });
      end = index + found.length;
    }
    if (end === 0) {
      return segment;
    }
    parts.push([end, bytes.length]);
    return parts.map(([from, to], place) => data(`${name}.${place}`, Number(start) + from, bytes.slice(from, to))).join('\n');
  });
  if (taken.length !== 2) {
    throw new Error(`the module should hold the texts of two languages, not of ${taken.length}`);
  }
  return { rest, taken };
}

/** A segment of the module's text from its bytes, a letter each. */
function data(name, address, bytes) {
  const escaped = bytes.replace(/[^ !#-[\]-~]/g, (letter) => `\\${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return ` (data ${name} (i32.const ${address}) "${escaped}")`;
}

/** The bytes of a string of the module's text, a letter each. */
function unescaped(text) {
  const named = { n: '\n', t: '\t', r: '\r' };
  return text.replace(/\\([0-9a-f]{2}|.)/g, (_, code) => (code.length === 2 ? String.fromCharCode(parseInt(code, 16)) : (named[code] ?? code)));
}

/** `script`, which loads the module, made to put the texts of the reader's language in their place before it starts. */
export function withTexts(script, files) {
  const memory = script.match(/wasm\.(\w+)\.buffer/)[1];
  const loading = /const {[^}]*} = await __wbg_load\([^;]*;/;
  if (!loading.test(script)) {
    throw new Error('the script has no place at which the module is loaded');
  }
  const put = script.replace(loading, (found) => `const texts = textsOfReader(); ${found} const [address, bytes] = await texts; new Uint8Array(instance.exports.${memory}.buffer).set(bytes, address);`);
  return `${put}
async function textsOfReader() {
    const [file, address] = ${JSON.stringify(files)}[document.documentElement.lang];
    const response = await fetch(new URL(file, import.meta.url));
    if (!response.ok) throw new Error(file + ': ' + response.status);
    return [address, new Uint8Array(await response.arrayBuffer())];
}
`;
}
