// What the linker says of a module's data, when it is asked to (`--emit-relocs`): which bytes belong together, and which of
// them each address in the code means. Read as WebAssembly's conventions for tools have it:
// https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md

const CODE = 10;
const DATA = 11;
const CUSTOM = 0;
const SEGMENT_INFO = 5;
const SYMBOL_TABLE = 8;
/** The linker's name for the segment of what is never written to. */
const CONSTANTS = '.rodata';
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;
const KIND = { data: 1, section: 3 };
/** Relocations that carry an addend; the first four of them are addresses of 32 bits in memory. */
const ADDRESSES = new Set([3, 4, 5, 11]);
const WITH_ADDEND = new Set([...ADDRESSES, 8, 9, 14, 15, 16, 17, 21, 22, 23]);

/** Reads a module's numbers and names, one behind the other. */
class Reader {
  constructor(bytes, place = 0, end = bytes.length) {
    Object.assign(this, { bytes, place, end });
  }

  byte() {
    const value = this.bytes[this.place];
    this.place += 1;
    return value;
  }

  /** LEB128 without a sign. */
  number() {
    return this.digits().value;
  }

  /** LEB128 with a sign: that of the highest bit that is written down. */
  signed() {
    const { value, end, last } = this.digits();
    return last & 64 ? value - end : value;
  }

  /** Seven bits a byte, the `last` one without the mark of more to come; `end` is the first number that so many cannot hold. */
  digits() {
    let value = 0;
    // Multiplied, not shifted: a shift's result has a sign and no more than 32 bits.
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) {
        return { value, end: scale * 128, last: byte };
      }
    }
  }

  name() {
    const length = this.number();
    const name = this.bytes.toString('utf8', this.place, this.place + length);
    this.place += length;
    return name;
  }

  skip(length) {
    this.place += length;
  }

  /** A reader of the next `length` bytes, which this one leaves behind. */
  part(length) {
    const part = new Reader(this.bytes, this.place, this.place + length);
    this.place += length;
    return part;
  }

  get isAtEnd() {
    return this.place >= this.end;
  }
}

/**
 * The objects in the memory of the module `bytes`, `{ start, end, isConstant }` each, and `meant`: for each address that stands
 * in the code the objects that it belongs to, which is not always the one that lies there. One past an object's end is that
 * object's, and a compiler may count from before its start.
 */
export function linked(bytes) {
  const sections = sectionsOf(new Reader(bytes, 8));
  const find = (wanted) => {
    const found = sections.find(({ id, name }) => id === wanted || name === wanted);
    if (!found) {
      throw new Error(`the linked module has no section ${wanted}: build it with \`-Clink-arg=--emit-relocs\``);
    }
    return found.content;
  };
  const { [SEGMENT_INFO]: info, [SYMBOL_TABLE]: table } = tablesOf(find('linking'));
  const starts = segmentStarts(find(DATA));
  const names = Array.from({ length: info.number() }, () => segmentName(info));
  const segments = starts.map((start, place) => ({ start, isConstant: names[place] === CONSTANTS }));
  const symbols = Array.from({ length: table.number() }, () => symbol(table, segments));
  const meant = new Map();
  const relocations = find('reloc.CODE');
  if (sections[relocations.number()].id !== CODE) {
    throw new Error('the relocations of the code are those of another section');
  }
  for (let count = relocations.number(); count > 0; count -= 1) {
    const type = relocations.byte();
    relocations.number();
    const symbol = symbols[relocations.number()];
    const addend = WITH_ADDEND.has(type) ? relocations.signed() : 0;
    if (ADDRESSES.has(type) && symbol) {
      const address = symbol.start + addend;
      meant.set(address, (meant.get(address) ?? new Set()).add(symbol));
    }
  }
  return { objects: symbols.filter((symbol) => symbol), meant };
}

function sectionsOf(reader) {
  const sections = [];
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const content = reader.part(reader.number());
    sections.push({ id, name: id === CUSTOM ? content.name() : undefined, content });
  }
  return sections;
}

/** Where each data segment begins in memory. */
function segmentStarts(reader) {
  return Array.from({ length: reader.number() }, () => {
    // Active, in memory 0: `i32.const` and its end around the address.
    if (reader.number() !== 0 || reader.byte() !== 0x41) {
      throw new Error('a data segment has no constant address');
    }
    const start = reader.signed();
    reader.byte();
    reader.skip(reader.number());
    return start;
  });
}

/** The tables of the linker's section, by their types. */
function tablesOf(reader) {
  const tables = {};
  reader.number();
  while (!reader.isAtEnd) {
    const type = reader.byte();
    tables[type] = reader.part(reader.number());
  }
  return tables;
}

function segmentName(reader) {
  const name = reader.name();
  reader.number();
  reader.number();
  return name;
}

/** The next entry of the symbol table: an object that is in memory and not empty; nothing for all else. */
function symbol(reader, segments) {
  const kind = reader.byte();
  const flags = reader.number();
  if (kind !== KIND.data) {
    reader.number();
    const isNamed = kind !== KIND.section && (!(flags & UNDEFINED) || flags & EXPLICIT_NAME);
    if (isNamed) {
      reader.name();
    }
    return undefined;
  }
  reader.name();
  if (flags & UNDEFINED) {
    return undefined;
  }
  const { start, isConstant } = segments[reader.number()];
  const first = start + reader.number();
  const size = reader.number();
  return size > 0 ? { start: first, end: first + size, isConstant } : undefined;
}
