// The search page. Pagefind finds; this shows what it found, every word of it as text.
// What readers see stands in the page, in its templates.

import { join } from "./shards.js";
import { alternatives, asSent, asShown, isCut, likest, prepare, reach, read, termsOf } from "./words.js";

const TOP = new URL("../", import.meta.url); // the site, wherever it is served
const AT_ONCE = 10; // results
const PASSAGES = 3; // of one page
const WORDS = 32; // of a passage
const BEFORE = 8; // of them, before the first that was looked for
const QUERY = 12; // words of a query that are looked at one by one
const PAUSE = 200; // milliseconds without a key, after which typing is taken to be over
const SWITCH = "briefing-search-key"; // where the reader's choice about the key is kept

const element = (id) => document.getElementById(id);
const form = element("search");
const field = element("words");
const status = element("status");
const results = element("results");
const list = results.querySelector("ol");
const more = element("more");
const nearest = element("nearest");
const choices = [...form.querySelectorAll("select")];

const language = document.documentElement.lang;
const said = element("said").content;
const spoken = said.querySelector("[data-said=other] [lang]")?.lang; // words of a page may be English
const plural = new Intl.PluralRules(spoken ?? language);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
// With the digits of all other numbers of a page.
const shown = (number) => number.toLocaleString(language, { numberingSystem: "latn" });

for (const choice of choices) {
  for (const option of choice.options) option.dataset.text = option.text;
}

// ---- the index

const FOLDER = new URL("pagefind/", TOP);
let shards; // the names of its parts
let pagefind;
let ready; // whether it can be searched, once that is known
let turn = 0; // of several searches under way, the last one counts
let last = ""; // what it is for: results that are right must not be replaced while one is clicked

/** Load it when somebody begins to search: who only reads the lists needs nothing of it. */
const load = () => (ready ??= loadAll().then(() => true, unavailable));

function unavailable() {
  form.hidden = status.hidden = true;
  element("unavailable").hidden = false;
  return false;
}

async function loadAll() {
  const program = import(new URL("site/pagefind.js", FOLDER));
  const [{ createInstance }] = await Promise.all([program, prepare(FOLDER, shards)]);
  // Pagefind cuts queries by the language of the page once more, which is done here.
  const root = document.documentElement;
  root.lang = "und";
  pagefind = createInstance({
    basePath: FOLDER.pathname,
    baseUrl: TOP.pathname,
    noWorker: true,
    // A date is found as well, but counts for less than the same words in a text.
    ranking: { metaWeights: { date: 0.1 } },
  });
  root.lang = language;
  return pagefind.filters();
}

/** Give what is asked for: words, or null where there are none, and the choices that were made. */
function asked() {
  const made = choices.filter((choice) => choice.value);
  return {
    words: asSent(field.value) || null,
    filters: Object.fromEntries(made.map((choice) => [choice.name, choice.value])),
  };
}

async function search() {
  const { words, filters } = asked();
  const what = JSON.stringify([words, filters]);
  const nothing = words === null && !Object.keys(filters).length;
  if (what === last || (nothing && !ready)) return;
  last = what;
  const mine = ++turn;
  if (!(await load())) return;
  try {
    const { found, first, missing, used } = await lookFor(words, filters);
    const counts = await countsFor(used, filters, found);
    const offered = nothing ? [] : await alternatives(field.value, missing, !found.unfilteredResultCount);
    if (mine !== turn) return;
    count(counts);
    list.replaceChildren(...(nothing ? [] : first.map(page)));
    results.hidden = nothing || !first.length;
    follow(nothing ? [] : found.results.slice(AT_ONCE));
    offer(offered);
    if (nothing) status.textContent = "";
    else sum(found.results.length);
  } catch (error) {
    if (mine === turn) {
      last = "";
      say("failed");
    }
    throw error;
  }
}

/** Say that a part of the index is missing. */
function missed() {
  element("incomplete").hidden = false;
}

/** Give copies: Pagefind keeps a page, and what the next search finds on it replaces what this one did. */
async function loaded(some) {
  const pages = await Promise.allSettled(some.map(async (one) => ({ ...(await one.data()) })));
  const there = pages.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
  if (there.length < pages.length) missed();
  return there;
}

/** Search without the words that no page has: Pagefind finds what they only begin with. */
async function lookFor(words, filters, known = false) {
  const found = await pagefind.search(words, { filters });
  const first = await loaded(found.results.slice(0, AT_ONCE));
  const missing = [];
  const begun = []; // words that were not typed to their end, as far as that matters
  if (words && !known && (first.length || !found.unfilteredResultCount)) {
    for (const word of termsOf(field.value).slice(0, QUERY)) {
      if (likeness(word, first) || (await isFound(asSent(word), word))) continue;
      const beginning = asSent(word, [word]);
      if (beginning !== asSent(word) && (await isFound(beginning, word))) begun.push(word);
      else missing.push(word);
    }
  }
  if (!(missing.length + begun.length) || words.startsWith('"')) return { found, first, missing, used: words };
  const used = asSent(termsOf(field.value).filter((word) => !missing.includes(word)).join(" "), begun);
  return { ...(await lookFor(used, filters, true)), missing };
}

/** Say whether any page has a word, as it is sent. */
async function isFound(sent, word) {
  const { results } = await pagefind.search(sent);
  return results.length > 0 && likeness(word, await loaded(results.slice(0, 1))) !== false;
}

/** Say whether what was found on pages is like a word: false if it only begins as that does, null
 *  if nobody can tell. */
function likeness(word, pages) {
  const nearness = Math.max(0, ...pages.map((data) => likest(word, data.content, data.locations)));
  return nearness || isCut(word) ? nearness >= 0.5 : null;
}

/** Give one of the page's texts. */
const phrase = (name) => said.querySelector(`[data-said=${name}]`).cloneNode(true);

/** Say one of them, with a number in it. */
function say(name, n) {
  const told = phrase(name);
  const words = told.querySelector("[lang]") ?? told;
  words.textContent = filled(words.textContent, { n });
  status.replaceChildren(told);
}

function sum(number) {
  const name = number ? plural.select(number) : "none";
  say(said.querySelector(`[data-said=${name}]`) ? name : "other", shown(number));
}

/** Give how many pages each choice would leave; one that is made leaves its own aside. */
async function countsFor(words, filters, found) {
  const counts = { ...found.filters };
  for (const name of Object.keys(filters)) {
    const { [name]: _, ...others } = filters;
    counts[name] = (await pagefind.search(words, { filters: others })).filters[name];
  }
  return counts;
}

function count(counts) {
  for (const choice of choices) {
    for (const option of choice.options) {
      if (!option.value) continue;
      const number = counts[choice.name]?.[option.value] ?? 0;
      option.text = filled(form.dataset.counted, { text: option.dataset.text, n: shown(number) });
      option.disabled = !number && !option.selected;
    }
  }
}

/** Offer other queries where a word is not found, or no page has all of them. */
function offer(texts) {
  const links = texts.map((text) => {
    const link = document.createElement("a");
    link.textContent = text;
    link.href = `?${new URLSearchParams({ ...Object.fromEntries(new FormData(form)), q: text })}`;
    return link;
  });
  const parts = links.flatMap((link, at) => (at ? [" · ", link] : [link]));
  nearest.querySelector("span").replaceChildren(...parts);
  nearest.hidden = !links.length;
}

// ---- results

function page(data) {
  const item = element("result").content.cloneNode(true).firstElementChild;
  const title = item.querySelector("a");
  title.textContent = asShown(data.meta.title);
  title.href = data.url;
  speak(title, data.meta);
  const about = ["kind", "source"].map((name) => chosen(name, data.filters[name]?.[0]));
  const date = { text: data.meta.date };
  const known = data.filters.kind?.[0] === "article" ? [...about, date] : [about[0]];
  item.querySelector("p").append(...known.filter((one) => one?.text).flatMap(isolated));
  if (data.meta.inferred) item.querySelector("p").append(" ", phrase("inferred"));
  item.querySelector("ul").append(...passages(data).map((one) => passage(data, one)));
  return item;
}

/** Give a part of a line, so that it does not draw its neighbours into its own direction. */
function isolated(one, at) {
  const part = document.createElement("bdi");
  part.textContent = one.text;
  speak(part, one);
  return at ? [" · ", part] : [part];
}

/** Say that an element is in another language than the site. */
function speak(element, { lang, dir }) {
  if (lang) Object.assign(element, { lang, dir });
}

/** Give what readers call a value of a choice. */
function chosen(choice, value) {
  const found = [...form.elements[choice].options].find((option) => option.value === value);
  return found && { text: found.dataset.text, lang: found.lang, dir: found.dir };
}

/** Give the passages of a page that have most of the words looked for, as they stand in it. */
function passages(data) {
  const words = read(data.content);
  const terms = termsOf(field.value);
  const anchors = [{ id: "", location: 0 }, ...data.anchors.filter(begins)];
  anchors.sort((a, b) => a.location - b.location);
  const cuts = anchors.map((anchor, at) => ({
    id: anchor.id,
    claim: isClaim(anchor),
    start: anchor.location,
    end: anchors[at + 1]?.location ?? words.length,
    hits: [],
    kinds: new Set(),
  }));
  for (const hit of data.locations) {
    const cut = cuts.findLast((one) => one.start <= hit && hit < one.end);
    const reached = cut && reach(words[hit], terms);
    if (!reached) continue;
    for (let at = hit - reached.before; at <= hit + reached.after; at++) cut.hits.push(at);
    cut.kinds.add(bare(words[hit]));
  }
  const best = cuts
    .filter((cut) => cut.hits.length)
    .sort((a, b) => b.kinds.size - a.kinds.size || b.claim - a.claim || b.hits.length - a.hits.length);
  const most = best.filter((cut) => cut.kinds.size === best[0].kinds.size).slice(0, PASSAGES);
  return (most.length ? most : cuts.slice(0, 1)).map((cut) => excerpt(cut, words, data));
}

const bare = ({ whole }) => whole.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Say whether something that can be linked to begins a passage: a claim, a point, a section. */
const begins = ({ element, id }, at, all) =>
  (/^(h[1-6]|article|section)$/.test(element) || isClaim({ element, id })) &&
  all[at].location !== all[at - 1]?.location; // a point and its heading are one

const isClaim = ({ element, id }) => element === "li" && id.startsWith("claim-");

/** Cut an excerpt out of a passage: a claim from its beginning, else around what was found. */
function excerpt(cut, words, { content, meta }) {
  const named = !cut.id && content.startsWith(meta.title); // pages begin with their title
  const start = named ? meta.title.split(/\s+/).length : cut.start;
  const hits = cut.hits.filter((hit) => hit >= start);
  // Around the first place that has most of the words: of "18 May", not the first May there is.
  const near = (hit) => hits.filter((other) => other >= hit && other < hit + WORDS - BEFORE);
  const kinds = hits.map((hit) => new Set(near(hit).map((at) => bare(words[at]))).size);
  const first = hits[kinds.indexOf(Math.max(...kinds))] ?? start;
  const from = cut.claim ? start : back(words, first, start);
  let to = from;
  for (let room = WORDS; to < cut.end && room > 0; to++) room -= size(words[to]);
  return { ...cut, from, words: words.slice(from, to), before: from > start, after: to < cut.end };
}

/** Give where an excerpt begins, so that some words are before the first that was looked for. */
function back(words, first, start) {
  let from = first;
  for (let room = BEFORE; from > start && room > 0; from--) room -= size(words[from - 1]);
  return from;
}

/** Give how much a word counts: letters of scripts without spaces are words of the index. */
const size = ({ joined }) => (joined ? 0.4 : 1);

function passage(data, cut) {
  const item = element("passage").content.cloneNode(true).firstElementChild;
  const [link, plain] = item.querySelectorAll("a, span");
  const text = cut.id ? link : plain; // what has no place of its own, the title leads to
  (cut.id ? plain : link).remove();
  if (cut.id) link.href = `${data.url}#${encodeURIComponent(cut.id)}`;
  if (!cut.claim) speak(text, data.meta); // claims are the editor's words
  item.querySelector("b").hidden = !cut.claim;
  if (cut.before) text.append("… ");
  text.append(...pieces(cut));
  if (cut.after) text.append(" …");
  return item;
}

/** Give the words of an excerpt, those that were found marked. */
function pieces({ words, hits, from }) {
  const found = new Set(hits.map((hit) => hit - from));
  const given = [];
  words.forEach((word, at) => {
    const goesOn = at && words[at - 1].joined;
    if (at && !goesOn && !/^[“‘„«(]$/.test(words[at - 1].text)) given.push(" ");
    if (!found.has(at)) return given.push(word.text);
    const [before, mark, after] = marked(word.text);
    const last = given.at(-1);
    if (goesOn && !before && last instanceof Element) last.append(mark.textContent);
    else given.push(before, mark);
    if (after) given.push(after);
  });
  return given.filter((piece) => piece !== "");
}

/** Mark a word, but not the quotation marks and the like around it. */
function marked(text) {
  const [, before, word, after] = text.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su);
  const mark = document.createElement("mark");
  mark.textContent = word;
  return [before, mark, after];
}

/** Have the button show what is left. */
function follow(rest) {
  more.hidden = !rest.length;
  more.onclick = async () => {
    const mine = turn;
    const next = (await loaded(rest.slice(0, AT_ONCE))).map(page);
    if (mine !== turn) return;
    list.append(...next);
    next[0].querySelector("a").focus();
    follow(rest.slice(AT_ONCE));
  };
}

// ---- the address, which says what was asked for

let typing = false; // what is being typed is one step back, not one for each letter

function note(over) {
  const said = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...said]) if (!value.trim()) said.delete(name);
  const address = location.pathname + `?${said}`.replace(/\?$/, "");
  if (address !== location.pathname + location.search) {
    history[typing ? "replaceState" : "pushState"](null, "", address);
  }
  typing = !over;
}

function obey() {
  const said = new URLSearchParams(location.search);
  field.value = said.get("q") ?? "";
  for (const choice of choices) {
    choice.value = said.get(choice.name) ?? "";
    if (choice.selectedIndex < 0) choice.value = ""; // there is no such choice
  }
  typing = false;
  return search();
}

// ---- keys

/** Do what a browser that remembers nothing refuses. */
function willing(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

const remembered = () => willing(() => localStorage.getItem(SWITCH)) !== "off";
const remember = (on) => willing(() => localStorage.setItem(SWITCH, on ? "on" : "off"));

const takesKeys = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");

function pressed(event) {
  const alone = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  if (event.key === "/" && alone && element("shortcut").checked && !takesKeys(event.target)) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.key === "Escape" && alone && form.contains(event.target)) {
    event.preventDefault();
    form.reset();
    element("shortcut").checked = remembered();
    field.focus();
    note(true);
    search();
  }
}

// ---- all together

let pause;

form.addEventListener("input", (event) => {
  if (event.target !== field) return;
  clearTimeout(pause);
  pause = setTimeout(() => {
    note(false);
    search();
  }, PAUSE);
});
form.addEventListener("change", (event) => {
  if (event.target.id === "shortcut") return remember(event.target.checked);
  clearTimeout(pause);
  note(true);
  return search();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  note(true);
  search();
});
document.addEventListener("keydown", pressed);
addEventListener("popstate", obey);

element("shortcut").checked = remembered();
// Results push the lists down; whoever asked by the address sees them once they have their place.
const lists = element("lists").parentElement;
if (new URLSearchParams(location.search).get("q")) lists.style.visibility = "hidden";
form.addEventListener("focusin", () => load().then(search), { once: true });
try {
  shards = await join(FOLDER, missed);
  form.hidden = status.hidden = false;
  await obey();
} catch {
  unavailable();
}
requestAnimationFrame(() => setTimeout(() => { lists.style.visibility = ""; }));
