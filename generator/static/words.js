// Words as search knows them. Pages come to the index with marks in their words, which
// generator/search/marks.py explains; this undoes them, and cuts queries as pages were cut.

const MOST = 3; // words that are offered in the place of one
const INVISIBLE = /[\u00ad\u200e\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const APOSTROPHES = "'’‘ʼʻ′ʹ´`＇״׳\"";
const BETWEEN = /(?<=[\p{L}\p{M}])[\p{Po}\p{Pf}\p{Pi}\p{Sk}ʼʻʹ](?=\p{L})/gu;
const DASH = /(?<=[\p{L}\p{N}\p{M}])\p{Pd}(?=[\p{L}\p{N}])/gu;
const SELECTOR = /[\u180b-\u180d\ufe01-\ufe0d]/gu;
const CUT = "ъ"; // ends a word without its ending
const WITH_ENDING = /ъ((?:['")*]{3})*)\\\$/gu;
const CYRILLIC = /\p{Script=Cyrillic}[\p{Script=Cyrillic}\p{M}]*/gu;
const NO_WORD = /[^\p{L}\p{N}\p{M}\u200c\u200d.,:/@&+#%$€'"-]/gu;

let folder; // of the index
let shards; // the names of its parts, once they are known
let letters = new Map(); // what letters are sent as
let marks = new Map(); // from what is sent to what is on the page
let scripts = []; // without spaces: a letter of each, a run of letters, and the size of a word
let ending; // a word that is sent without its ending
let endingLetters = new Map(); // by what they are sent as
let variants = new Map(); // the traditional characters of a simplified one
let plain = new Map(); // what readers type for letters
let selected; // a letter that stands for another

const fetched = async (name) => (await fetch(new URL(name, folder))).json();

/** Take the tables of an index; `names` are those of its shards, once they are known. */
export async function prepare(where, names) {
  folder = where;
  shards = names;
  const tables = await fetched("marks.json");
  letters = new Map(Object.entries(tables.letters));
  plain = new Map([...letters].map(([letter, sent]) => [letter, sent.replace(SELECTOR, "")]));
  marks = new Map([...letters].map(([letter, sent]) => [sent, letter]));
  for (const [text, sent] of Object.entries(tables.punctuation)) marks.set(sent.slice(1), text);
  selected = new RegExp([...letters.values()].join("|"), "gu");
  variants = new Map(Object.entries(tables.variants ?? {}).map(([letter, all]) => [letter, [...all]]));
  for (const [letter, all] of variants) for (const one of all) plain.set(one, letter);
  const [pattern, codes] = tables.endings ?? [];
  ending = pattern && new RegExp(pattern, "u");
  endingLetters = new Map(Object.entries(codes ?? {}).map(([letter, code]) => [code, letter]));
  scripts = tables.scripts.map(([bases, signs, size]) => ({
    unit: new RegExp(`[${bases}][${signs}]*`, "gu"),
    run: new RegExp(`(?:[${bases}][${signs}]*)+`, "gu"),
    size,
  }));
}

// ---- queries

/** Give a query in the words that the index has; some may be but the beginnings of words. */
export function asSent(query, begun = []) {
  const [, exact] = query.match(/^\s*"(.+)"\s*$/s) ?? [];
  return exact ? `"${cut(exact).join(" ")}"` : cut(query, begun).flatMap(withParts).join(" ");
}

function cut(query, begun = []) {
  let text = query.normalize("NFC").replace(INVISIBLE, "");
  text = text.replace(BETWEEN, (mark) => (APOSTROPHES.includes(mark) ? "" : mark));
  text = text.replace(DASH, (dash) => (dash === "—" ? " " : "-")).replace(NO_WORD, " ");
  for (const script of scripts) text = text.replace(script.run, (run) => ` ${cutRun(run, script)} `);
  text = [...text].map((letter) => plain.get(letter) ?? letter).join("");
  text = text.replace(CYRILLIC, (word) => (begun.includes(word) ? word : withoutEnding(word)));
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function withoutEnding(word) {
  const [, stem] = ending?.exec(folded(word)) ?? [];
  return stem ? stem + CUT : word;
}

/** Give a text of the index with the endings that words have on the page. */
const withEndings = (text) =>
  text.replace(WITH_ENDING, (_, codes) =>
    codes.replace(/.{3}/gu, (code) => endingLetters.get(code)));

/** Give the words of a script without spaces: one from each letter on that has enough after it. */
function cutRun(run, { unit, size }) {
  const all = run.match(unit);
  const number = Math.max(1, all.length - size + 1);
  return all.slice(0, number).map((_, at) => all.slice(at, at + size).join("")).join(" ");
}

/** Give a word with a hyphen and its parts: a page may have it without one. */
function withParts(word) {
  const parts = word.split("-").filter((part) => part.length > 1);
  return parts.length > 1 ? [word, ...parts] : [word];
}

// ---- pages

/** Give the words of a page as readers see them; each has its place in the index. */
export const read = (content) => content.split(/\s+/).map(readWord);

function readWord(sent) {
  // Letters with which the next word begins, words of a name, and which character it was.
  const counted = { ";": 0, ":": 0, "!": 0, "'": 0 };
  const others = []; // words for the same, which are not on the page
  let joined = false; // to the next word
  const whole = withEndings(sent)
    .replace(/\\\((.*?)\\\)/gu, (_, words) => (others.push(...words.split("\\(")), ""))
    .replace(/\\(;+|:+|!+|'+|.)/gu, (_, mark) => {
      if (mark[0] in counted) counted[mark[0]] = mark.length;
      else if (mark === "+") joined = true;
      return marks.get(mark) ?? "";
    })
    .replace(selected, (letter) => marks.get(letter));
  const { ";": overlap, ":": before, "!": after, "'": variant } = counted;
  const letters = [...whole];
  if (variant) {
    const at = letters.findIndex((letter) => variants.has(letter)); // behind a quotation mark
    letters[at] = variants.get(letters[at])[variant - 1];
  }
  const text = letters.slice(0, letters.length - overlap).join("");
  return { text, whole, joined, others, before, after };
}

/** Give a text of the index, such as a title, as it is on its page. */
export const asShown = (content) =>
  read(content).map(({ text, joined }) => (joined ? text : `${text} `)).join("").trim();

// ---- words to offer instead

let words; // those of the site that are worth offering, the most frequent first

/** Give a word as it is compared: neither case, marks above letters nor punctuation count. */
function folded(word) {
  const typed = [...word.toLowerCase()].map((letter) => plain.get(letter) ?? letter).join("");
  return typed.normalize("NFD").replace(/(?![\p{L}\p{N}]|[\u0900-\u1100\u1780-\u17d3]).|[ʼʻ]/gsu, "");
}

/** Give the words of a query as they were typed. */
export const wordsOf = (query) => [...new Set(query.match(/[\p{L}\p{N}\p{M}'’ʼ‑-]+/gu) ?? [])];

const scriptOf = (word) => scripts.find(({ run }) => word.search(run) >= 0);

/** Say whether a term was cut out of a run without spaces. */
export const isCut = (term) => Boolean(scriptOf(term));

/** Give the words of a query that are looked for: of a run without spaces, those that it is cut into. */
export const termsOf = (query) => wordsOf(query).flatMap((word) => (scriptOf(word) ? cut(word) : [word]));

const stemOf = (word) => ending?.exec(folded(word))?.[1] ?? folded(word);

/** Give how much of a term the likest of some words begins with, up to 1. */
function nearness(term, words) {
  const wanted = stemOf(term);
  const forms = words.flatMap((word) => {
    const parts = word.split(/[^\p{L}\p{N}\p{M}]+/u);
    return [...parts, parts.join("")].map(stemOf);
  });
  if (scriptOf(term)) return forms.some((form) => form.startsWith(wanted)) ? 1 : 0;
  let most = 0;
  for (const form of forms) {
    let same = 0;
    while (same < wanted.length && form[same] === wanted[same]) same++;
    most = Math.max(most, same);
  }
  return most / wanted.length;
}

/** Give how near the likest of the words at some places of a page is to a term. */
export function likest(term, content, places) {
  const all = content.split(/\s+/);
  const found = [...new Set(places)].map((place) => readWord(all[place]));
  return Math.max(0, ...found.map(({ whole, others }) => nearness(term, [whole, ...others])));
}

/** Give how many words before and after one it was found with; null if it only begins like a term. */
export function reach({ whole, others, before, after }, terms) {
  const near = (words) => Math.max(0, ...terms.map((term) => nearness(term, words)));
  const script = scriptOf(whole);
  if (near(others) > near([whole])) return { before, after };
  if (!script) return { before: 0, after: 0 };
  const found = terms.filter((term) => nearness(term, [whole]) && scriptOf(term));
  const sizes = found.map((term) => term.match(script.unit).length);
  return sizes.length ? { before: 0, after: Math.max(...sizes) - 1 } : null;
}

/** Give other queries where a query has words that no page has, or no page has all of them. */
export async function alternatives(query, missing, none) {
  const asked = wordsOf(query);
  if (!missing.length) return none && asked.length > 1 ? asked : [];
  words ??= await offered();
  const close = missing.map((word) => [word, closest(word)]).filter(([, found]) => found.length);
  if (!close.length) return [];
  const [[word, found], ...others] = close;
  const rest = others.reduce((text, [one, [best]]) => text.replace(one, best), query.trim());
  return found.map((one) => rest.replace(word, one));
}

/** Give the words of all shards, the most frequent of each first. */
async function offered() {
  const answers = await Promise.allSettled((await shards).map((name) => fetched(`${name}/words.json`)));
  const lists = answers.map(({ value }) => value ?? []); // a part of the index may be missing
  const most = Math.max(...lists.map((list) => list.length));
  const ranked = Array.from({ length: most }, (_, rank) => lists.map((list) => list[rank])).flat();
  return [...new Set(ranked)].filter(Boolean).map((word) => [word, folded(word)]);
}

/** Give the words that are nearest to one. */
function closest(word) {
  const given = folded(word);
  const most = given.length < 4 ? 1 : given.length < 8 ? 2 : 3;
  return words
    .filter(([, known]) => Math.abs(known.length - given.length) <= most)
    .map(([text, known], rank) => ({ text, rank, far: distance(given, known, most) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far || a.rank - b.rank)
    .filter(({ far }, _, [first]) => far === first.far)
    .slice(0, MOST)
    .map(({ text }) => text);
}

/** Give how many letters have to be changed, added, left out or exchanged with their neighbour. */
function distance(one, other, most) {
  let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !isSame);
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return Infinity;
    [before, row] = [row, next];
  }
  return row[other.length];
}
