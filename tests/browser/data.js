// Splits the module's data as split.js splits its functions: in the first module stays what the functions that stay can read.
//
// Nothing is guessed here. Those functions get at data by the addresses that stand in them, and by those that stand in data
// which they get at; the linker has told which object each address belongs to (linked.js). Only the product's texts do not
// stay, though they are reached: a reader needs one language, and what the first view may show of it comes in a file of its
// own, fetched beside the module and put where the module expects it. A text that is asked for before it is there is zero;
// then src/i18n/mod.rs calls a function of the second module, which comes at once and brings all.

const TEXTS = /<(texts|more) ([\w-]+)>[^]*?<\/\1>/g;
const LANGUAGES = 2;

/** In the range of addresses, but none: the first number that is no `char`, by which Rust knows that there is none. */
const NUMBERS = new Set([0x110000]);

/** A gap of so many bytes costs less within a data segment than a segment more would. */
const SHORT_GAP = 12;

/**
 * The data segments of the `first` module and of the `later` one, in the module's text form, and the `texts` of the first
 * view: the tag, the address and the bytes of each language. `bodies` are the functions that stay, `globals` and `segments`
 * the module's, and `objects` and `meant` what the linker says of its data.
 */
export function splitData({ bodies, globals, segments }, { objects, meant }) {
  const memory = memoryOf(segments);
  for (const address of bodies.flatMap(constants).filter((number) => memory.holds(number) && !NUMBERS.has(number))) {
    // One that the optimizer has made of others might mean something else than what lies there.
    if (!meant.has(address)) {
      throw new Error(`the linker knows nothing of the address ${address}; a number that is none belongs into NUMBERS`);
    }
  }
  const texts = textsIn(memory);
  const objectsAt = lookUp(objects, memory);
  const holdsText = ({ start, end }) => texts.some(({ address, bytes }) => start <= address && address + bytes.length <= end);
  const left = new Set(objects.filter(holdsText));
  const owners = (address) => [...objectsAt(address), ...(meant.get(address) ?? [])].filter((object) => !left.has(object));

  // What may be written to must not be brought a second time.
  const variables = objects.filter(({ isConstant }) => !isConstant);
  const reached = new Set(variables);
  [...bodies, ...globals].flatMap(constants).flatMap(owners).forEach((object) => reached.add(object));
  // A set can grow while it is walked; what is added is visited too.
  for (const object of reached) {
    words(memory, object).flatMap(owners).forEach((other) => reached.add(other));
  }

  const mask = (chosen) => {
    const flags = new Uint8Array(memory.bytes.length);
    chosen.forEach(({ start, end }) => flags.fill(1, start - memory.start, end - memory.start));
    return flags;
  };
  const stays = mask([...reached]);
  const isVariable = mask(variables);
  // Where nothing has been put yet, zeros do no harm; where the first module's constants are, the same ones do none.
  const first = segmentsOf(memory.start, memory.bytes.map((byte, place) => byte * stays[place]), (place) => stays[place], () => true);
  const later = segmentsOf(memory.start, memory.bytes, (place) => !stays[place], (place) => !isVariable[place]);
  if (!memoryOf([...first, ...later]).bytes.equals(memory.bytes)) {
    throw new Error('the two parts of the data do not come to the whole');
  }
  return { first, later, texts: texts.filter(({ isFirst }) => isFirst) };
}

/** The memory that the data segments of a module's text fill: its first address, and its bytes. */
function memoryOf(segments) {
  const parts = segments.map((segment) => {
    const [, start, text] = segment.match(/^ \(data \S+ \(i32\.const (\d+)\) "((?:[^"\\]|\\.)*)"\)$/);
    return { start: Number(start), bytes: unescaped(text) };
  });
  const start = Math.min(...parts.map((part) => part.start));
  const end = Math.max(...parts.map((part) => part.start + part.bytes.length));
  const bytes = Buffer.alloc(end - start);
  parts.forEach((part) => part.bytes.copy(bytes, part.start - start));
  return { start, bytes, holds: (address) => start <= address && address < end };
}

function textsIn({ start, bytes }) {
  const texts = [...bytes.toString('latin1').matchAll(TEXTS)].map(({ 0: found, 1: mark, 2: tag, index }) => {
    return { isFirst: mark === 'texts', tag, address: start + index, bytes: Buffer.from(found, 'latin1') };
  });
  if (texts.length !== 2 * LANGUAGES) {
    throw new Error(`the module should hold the texts of ${LANGUAGES} languages in two parts, not ${texts.length} parts`);
  }
  return texts;
}

/** What tells the objects at an address: the same bytes may be of several, such as a word that is the end of another. */
function lookUp(objects, { start, bytes }) {
  const at = Array.from(bytes, () => []);
  for (const object of objects) {
    for (let address = object.start; address < object.end; address += 1) {
      at[address - start]?.push(object);
    }
  }
  return (address) => at[address - start] ?? [];
}

/** The numbers in a part of the module's text that may be addresses, also such as a load or a store adds to another. */
function constants(text) {
  return [...text.matchAll(/(?:\bi32\.const |\boffset=)(\d+)/g)].map((match) => Number(match[1]));
}

/** The words of an object that may be addresses. */
function words({ start, bytes }, object) {
  const found = [];
  // Addresses are aligned.
  const first = Math.ceil(object.start / 4) * 4;
  for (let place = first - start; place + 4 <= Math.min(object.end - start, bytes.length); place += 4) {
    found.push(bytes.readUInt32LE(place));
  }
  return found;
}

/** Data segments with those of the `bytes` from `start` on that are `needed`, and with others where these `mayBeWritten`. */
function segmentsOf(start, bytes, needed, mayBeWritten) {
  const runs = [];
  let gap = Infinity;
  bytes.forEach((byte, place) => {
    gap = mayBeWritten(place) ? gap + 1 : Infinity;
    if (byte !== 0 && needed(place)) {
      if (gap <= SHORT_GAP) {
        runs.at(-1).end = place + 1;
      } else {
        runs.push({ from: place, end: place + 1 });
      }
      gap = 0;
    }
  });
  return runs.map(({ from, end }, index) => ` (data $${index} (i32.const ${start + from}) "${escaped(bytes.subarray(from, end))}")`);
}

/** The bytes of a string of the module's text. */
function unescaped(text) {
  const named = { n: '\n', t: '\t', r: '\r' };
  const letters = text.replace(/\\([0-9a-f]{2}|.)/g, (_, code) => (code.length === 2 ? String.fromCharCode(parseInt(code, 16)) : (named[code] ?? code)));
  return Buffer.from(letters, 'latin1');
}

/** The other way round. */
function escaped(bytes) {
  return bytes.toString('latin1').replace(/[^ !#-[\]-~]/g, (letter) => `\\${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
