// One index of several shards. Pagefind is given what a single index has (generator/search/joining.py), and
// as its lists of words, ranges of them. What it asks for of such a range is made here of what each shard
// has of it. So filters, numbers and order are those of one index, though shards are made one by one.
//
// A list of words is CBOR (RFC 8949). It has for each word: the word, its pages, and its variants with marks
// above letters, each with pages of its own; for each page: how far it is from the one before, where the
// word is in its text, and where in its fields, of which each begins with its number, as -1 - number.

const SIGNATURE = new TextEncoder().encode("pagefind_dcd"); // of all its files
const INTEGER = 0, TEXT = 3, ARRAY = 4; // major types of CBOR

const decoder = new TextDecoder();
const ask = globalThis.fetch.bind(globalThis);

/** Answer what Pagefind asks for below the folder of an index. Give the names of its shards. */
export async function join(folder, onMissing) {
  const answer = await ask(new URL("shards.json", folder), { cache: "no-cache" });
  const { shards, ranges } = await answer.json();
  const cuts = cutsOf(shards, ranges);
  // Pagefind has no other place where one could say what its files are.
  globalThis.fetch = (address, options) => {
    const path = new URL(address, location).href.replace(folder.href, "");
    const [, number] = path.match(/^index\/(\d+)\.pf_index$/) ?? [];
    if (number) return listOf(folder, shards, cuts[number], onMissing);
    const [, shard, page] = path.match(/^fragment\/(\d+)\/(.*)$/) ?? [];
    if (shard) return ask(new URL(`${shards[shard].name}/fragment/${page}`, folder), options);
    return ask(path.startsWith("wasm.") ? new URL(`${shards[0].name}/${path}`, folder) : address, options);
  };
  return shards.map(({ name }) => name);
}

/** Give all ranges of words: where each begins and ends, and which list of each shard has it. */
function cutsOf(shards, ranges) {
  const at = shards.map(() => 0);
  const encoder = new TextEncoder();
  const starts = ranges.map(([from]) => encoder.encode(from));
  return ranges.map(([, next], number) => {
    for (const shard of next) at[shard]++;
    const files = shards.map(({ lists }, shard) => lists[at[shard]]);
    return { from: starts[number], to: starts[number + 1], files };
  });
}

/** Give the list of the words of a range, without those of a shard that is missing. */
async function listOf(folder, shards, { from, to, files }, onMissing) {
  const lists = await Promise.all(
    shards.map(async ({ name }, number) => {
      if (!files[number]) return null; // it has no words
      try {
        return await unpacked(await ask(new URL(`${name}/index/${files[number]}.pf_index`, folder)));
      } catch {
        return onMissing();
      }
    }),
  );
  const words = new Map();
  lists.forEach((list, number) => list && gather(words, list, shards[number], from, to));
  const size = lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
  return new Response(written(words, size));
}

async function unpacked(answer) {
  const stream = answer.body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer()).subarray(SIGNATURE.length);
}

// ---- read

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** Give what is said at the beginning of an item: a number, or how long the item is. */
  number() {
    const low = this.bytes[this.at++] & 31;
    if (low < 24) return low;
    let value = 0;
    for (let left = 1 << (low - 24); left; left--) value = value * 256 + this.bytes[this.at++];
    return value;
  }

  text() {
    const size = this.number();
    return this.bytes.subarray(this.at, (this.at += size));
  }

  /** Pass over some numbers. */
  pass(count) {
    for (; count; count--) {
      const low = this.bytes[this.at] & 31;
      this.at += low < 24 ? 1 : 1 + (1 << (low - 24));
    }
  }
}

/** Add the words of a shard that are within a range, given as bytes, to those of other shards. */
function gather(words, list, shard, from, to) {
  const reader = new Reader(list);
  reader.number(); // an array of one thing
  for (let left = reader.number(); left; left--) {
    reader.number();
    const word = reader.text();
    if (to && !isBefore(word, to)) return;
    const pages = pagesOf(reader, shard);
    const variants = [];
    for (let more = reader.number(); more; more--) {
      reader.number();
      variants.push([reader.text(), pagesOf(reader, shard)]);
    }
    if (isBefore(word, from)) continue;
    const known = added(words, word, pages);
    for (const [form, some] of variants) added(known.variants, form, some);
  }
}

function added(words, text, pages) {
  const name = decoder.decode(text);
  if (!words.has(name)) words.set(name, { text, pages: [], variants: new Map() });
  const known = words.get(name);
  if (pages.count) known.pages.push(pages);
  return known;
}

/** Give the pages of a word: the numbers of the first and last in the whole index, and the bytes after the former. */
function pagesOf(reader, { first, fields }) {
  const count = reader.number();
  let start;
  let begin;
  let page = first;
  for (let left = count; left; left--) {
    reader.number();
    page += reader.number();
    begin ??= page;
    start ??= reader.at;
    reader.pass(reader.number());
    for (let more = reader.number(); more; more--) {
      const head = reader.bytes[reader.at];
      if (head >> 5 === 1) reader.bytes[reader.at] = (1 << 5) | fields[head & 31];
      reader.pass(1);
    }
  }
  return { count, first: begin, last: page, rest: reader.bytes.subarray(start, reader.at) };
}

/** Say whether a word comes before another in the order of code points, which is that of their bytes. */
function isBefore(word, other) {
  const at = word.findIndex((byte, place) => byte !== other[place]);
  return at < 0 ? word.length < other.length : word[at] < (other[at] ?? 0);
}

// ---- written

class Writer {
  constructor(size) {
    this.bytes = new Uint8Array(size);
    this.at = 0;
  }

  put(bytes) {
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** Begin an item: a number, or something of that length. */
  head(type, number) {
    const size = number < 24 ? 0 : number < 1 << 8 ? 1 : number < 1 << 16 ? 2 : 4;
    this.bytes[this.at++] = (type << 5) | (size ? 24 + Math.log2(size) : number);
    for (let left = size - 1; left >= 0; left--) this.bytes[this.at++] = number >>> (8 * left);
  }
}

/** Write a list of words as Pagefind reads it; `size` is that of all lists that they came from. */
function written(words, size) {
  // Only the first page of each shard's may get longer, and each word is.
  const writer = new Writer(SIGNATURE.length + 2 * size + 16);
  writer.put(SIGNATURE);
  writer.head(ARRAY, 1);
  writer.head(ARRAY, words.size);
  for (const { text, pages, variants } of words.values()) {
    writer.head(ARRAY, 3);
    writeForm(writer, text, pages);
    writer.head(ARRAY, variants.size);
    for (const form of variants.values()) {
      writer.head(ARRAY, 2);
      writeForm(writer, form.text, form.pages);
    }
  }
  return writer.bytes.subarray(0, writer.at);
}

function writeForm(writer, text, pages) {
  writer.head(TEXT, text.length);
  writer.put(text);
  writer.head(ARRAY, pages.reduce((sum, { count }) => sum + count, 0));
  let last = 0;
  for (const one of pages) {
    writer.head(ARRAY, 3);
    writer.head(INTEGER, one.first - last);
    writer.put(one.rest);
    last = one.last;
  }
}
