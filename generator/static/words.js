// Words as search knows them. Pages come to the index with marks in their words, which
// generator/search/marks.py explains; this undoes them, and cuts queries as pages were cut.

const MOST = 3; // words that are offered in the place of one
const INVISIBLE = /[\u00ad\u200e\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const APOSTROPHES = "'’‘ʼʻ′ʹ´`＇״׳\"";
const BETWEEN = /(?<=[\p{L}\p{M}])[\p{Po}\p{Pf}\p{Pi}\p{Sk}ʼʻʹ](?=\p{L})/gu;
const DASH = /(?<=[\p{L}\p{N}\p{M}])\p{Pd}(?=[\p{L}\p{N}])/gu;
const NO_WORD = /[^\p{L}\p{N}\p{M}\u200c\u200d.,:/@&+#%$€'"-]/gu;

let folder; // of the index
let letters = new Map(); // what letters are sent as
let marks = new Map(); // from what is sent to what is on the page
let scripts = []; // without spaces: a letter of each, a run of letters, and the size of a word
let selected; // a letter that stands for another

const fetched = async (name) => (await fetch(new URL(name, folder))).json();

/** Take the tables of an index. */
export async function prepare(where) {
  folder = where;
  const tables = await fetched("marks.json");
  letters = new Map(Object.entries(tables.letters));
  marks = new Map([...letters].map(([letter, sent]) => [sent, letter]));
  for (const [text, sent] of Object.entries(tables.punctuation)) marks.set(sent.slice(1), text);
  selected = new RegExp([...letters.values()].join("|"), "gu");
  scripts = tables.scripts.map(([bases, signs, size]) => ({
    unit: new RegExp(`[${bases}][${signs}]*`, "gu"),
    run: new RegExp(`(?:[${bases}][${signs}]*)+`, "gu"),
    size,
  }));
}

// ---- queries

/** Give a query in the words that the index has. */
export function asSent(query) {
  const [, exact] = query.match(/^\s*"(.+)"\s*$/s) ?? [];
  return exact ? `"${cut(exact).join(" ")}"` : cut(query).flatMap(withParts).join(" ");
}

function cut(query) {
  let text = query.normalize("NFC").replace(INVISIBLE, "");
  text = text.replace(BETWEEN, (mark) => (APOSTROPHES.includes(mark) ? "" : mark));
  text = text.replace(DASH, (dash) => (dash === "—" ? " " : "-")).replace(NO_WORD, " ");
  for (const script of scripts) text = text.replace(script.run, (run) => ` ${cutRun(run, script)} `);
  text = [...text].map((letter) => letters.get(letter) ?? letter).join("");
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

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
  let overlap = 0; // letters at its end with which the next word begins
  let joined = false; // to the next word
  const whole = sent
    .replace(/\\\(.*?\\\)/gu, "") // other words for the same
    .replace(/\\(;+|.)/gu, (_, mark) => {
      if (mark[0] === ";") overlap = mark.length;
      else if (mark === "+") joined = true;
      return marks.get(mark) ?? "";
    })
    .replace(selected, (letter) => marks.get(letter));
  const text = overlap ? [...whole].slice(0, -overlap).join("") : whole;
  return { text, whole, joined, overlap };
}

/** Give a text of the index, such as a title, as it is on its page. */
export const asShown = (content) =>
  read(content).map(({ text, joined }) => (joined ? text : `${text} `)).join("").trim();

// ---- words to offer instead

let words; // those of the site that are worth offering, the most frequent first

/** Give a word as it is compared: neither case, marks above letters nor punctuation count. */
function folded(word) {
  const sent = [...word.toLowerCase()].map((letter) => letters.get(letter) ?? letter).join("");
  return sent.normalize("NFD").replace(/(?![\p{L}\p{N}]|[\u0900-\u1100\u1780-\u17d3]).|[ʼʻ]/gsu, "");
}

/** Give the words of a query as they were typed. */
export const wordsOf = (query) => [...new Set(query.match(/[\p{L}\p{N}\p{M}'’ʼ‑-]+/gu) ?? [])];

/** Give how much of a word the likest of those at some places of a page begins with, up to 1. */
export function likest(word, content, places) {
  if (scripts.some(({ run }) => word.search(run) >= 0)) return places.length ? 1 : 0; // it was cut
  const wanted = folded(word);
  const all = content.split(/\s+/);
  let most = 0;
  for (const place of new Set(places)) {
    const forms = all[place].replace(selected, (letter) => marks.get(letter)).split(/[^\p{L}\p{N}\p{M}]+/u);
    for (const form of [...forms, forms.join("")].map(folded)) {
      let same = 0;
      while (same < wanted.length && form[same] === wanted[same]) same++;
      most = Math.max(most, same);
    }
  }
  return most / wanted.length;
}

/** Give other queries where a query has words that no page has, or no page has all of them. */
export async function alternatives(query, missing, none) {
  const asked = wordsOf(query);
  if (!missing.length) return none && asked.length > 1 ? asked : [];
  words ??= (await fetched("words.json")).map((word) => [word, folded(word)]);
  const close = missing.map((word) => [word, closest(word)]).filter(([, found]) => found.length);
  if (!close.length) return [];
  const [[word, found], ...others] = close;
  const rest = others.reduce((text, [one, [best]]) => text.replace(one, best), query.trim());
  return found.map((one) => rest.replace(word, one));
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
