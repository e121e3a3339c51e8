// The search page. Pagefind finds; this shows what it found, every word of it as text.
// What readers see stands in the page: in its templates and in the data of its form.

const TOP = new URL("../", import.meta.url); // the site, wherever it is served
const AT_ONCE = 10; // results
const PASSAGES = 3; // of one page
const WORDS = 32; // of a passage
const BEFORE = 8; // of them, before the first that was looked for
const PAUSE = 200; // milliseconds without a key, after which typing is taken to be over
const SWITCH = "briefing-search-key"; // where the reader's choice about the key is kept

const element = (id) => document.getElementById(id);
const form = element("search");
const field = element("words");
const status = element("status");
const results = element("results");
const list = results.querySelector("ol");
const more = element("more");
const choices = [...form.querySelectorAll("select")];

const language = document.documentElement.lang;
const plural = new Intl.PluralRules(status.lang || language); // its words may be English
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
// With the digits of all other numbers of a page.
const shown = (number) => number.toLocaleString(language, { numberingSystem: "latn" });

for (const choice of choices) {
  for (const option of choice.options) option.dataset.text = option.text;
}

// ---- the index

let pagefind;
let turn = 0; // of several searches under way, the last one counts
let last = ""; // what it is for: results that are right must not be replaced while one is clicked

async function load() {
  pagefind = await import(new URL("pagefind/pagefind.js", TOP));
  // A date is found as well, but counts for less than the same words in a text.
  const ranking = { metaWeights: { date: 0.1 } };
  await pagefind.options({ noWorker: true, baseUrl: TOP.pathname, ranking });
  await pagefind.init();
  return pagefind.filters();
}

/** Give what is asked for: words, or null where there are none, and the choices that were made. */
function asked() {
  const made = choices.filter((choice) => choice.value);
  return {
    words: field.value.trim() || null,
    filters: Object.fromEntries(made.map((choice) => [choice.name, choice.value])),
  };
}

async function search() {
  const { words, filters } = asked();
  const what = JSON.stringify([words, filters]);
  if (what === last) return;
  last = what;
  const mine = ++turn;
  const nothing = words === null && !Object.keys(filters).length;
  try {
    const found = await pagefind.search(words, { filters });
    const counts = await countsFor(words, filters, found);
    const first = nothing ? [] : await pages(found.results.slice(0, AT_ONCE));
    if (mine !== turn) return;
    count(counts);
    list.replaceChildren(...first);
    results.hidden = !first.length;
    follow(nothing ? [] : found.results.slice(AT_ONCE));
    status.textContent = nothing ? "" : summary(found.results.length);
  } catch (error) {
    if (mine === turn) {
      last = "";
      status.textContent = form.dataset.failed;
    }
    throw error;
  }
}

function summary(number) {
  const { none, other } = form.dataset;
  const text = number ? (form.dataset[plural.select(number)] ?? other) : none;
  return filled(text, { n: shown(number) });
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

// ---- results

const pages = (found) => Promise.all(found.map(async (one) => page(await one.data())));

function page(data) {
  const item = element("result").content.cloneNode(true).firstElementChild;
  const title = item.querySelector("a");
  title.textContent = data.meta.title;
  title.href = data.url;
  speak(title, data);
  const about = ["kind", "source"].map((name) => named(name, data.filters[name]?.[0]));
  const known = data.filters.kind?.[0] === "article" ? [...about, data.meta.date] : [about[0]];
  item.querySelector("p").append(...known.filter(Boolean).flatMap(isolated));
  item.querySelector("ul").append(...passages(data).map((one) => passage(data, one)));
  return item;
}

/** Give a part of a line, so that it does not draw its neighbours into its own direction. */
function isolated(text, at) {
  const part = document.createElement("bdi");
  part.textContent = text;
  return at ? [" · ", part] : [part];
}

/** Say that an element is in the language of a report, where that is not the site's. */
function speak(element, { meta }) {
  if (meta.lang) Object.assign(element, { lang: meta.lang, dir: meta.dir });
}

/** Give what readers call a value of a choice. */
function named(choice, value) {
  const options = [...form.elements[choice].options];
  return options.find((option) => option.value === value)?.dataset.text;
}

/** Give the passages of a page that have most of the words looked for, as they stand in it. */
function passages(data) {
  const words = data.content.split(/\s+/);
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
    if (!cut) continue;
    cut.hits.push(hit);
    cut.kinds.add(words[hit].toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  }
  const best = cuts
    .filter((cut) => cut.hits.length)
    .sort((a, b) => b.kinds.size - a.kinds.size || b.claim - a.claim || b.hits.length - a.hits.length);
  const most = best.filter((cut) => cut.kinds.size === best[0].kinds.size).slice(0, PASSAGES);
  return (most.length ? most : cuts.slice(0, 1)).map((cut) => excerpt(cut, words, data.meta.title));
}

/** Say whether something that can be linked to begins a passage: a claim, a point, a section. */
const begins = ({ element, id }, at, all) =>
  (/^(h[1-6]|article|section)$/.test(element) || isClaim({ element, id })) &&
  all[at].location !== all[at - 1]?.location; // a point and its heading are one

const isClaim = ({ element, id }) => element === "li" && id.startsWith("claim-");

/** Cut an excerpt out of a passage: a claim from its beginning, else around what was found. */
function excerpt(cut, words, title) {
  const named = !cut.id && words.join(" ").startsWith(title); // pages begin with their title
  const start = named ? title.split(/\s+/).length : cut.start;
  const first = cut.hits.find((hit) => hit >= start) ?? start;
  const from = cut.claim ? start : Math.max(start, first - BEFORE);
  const to = Math.min(cut.end, from + WORDS);
  return { ...cut, from, words: words.slice(from, to), before: from > start, after: to < cut.end };
}

function passage(data, cut) {
  const item = element("passage").content.cloneNode(true).firstElementChild;
  const [link, plain] = item.querySelectorAll("a, span");
  const text = cut.id ? link : plain; // what has no place of its own, the title leads to
  (cut.id ? plain : link).remove();
  if (cut.id) link.href = `${data.url}#${encodeURIComponent(cut.id)}`;
  if (cut.id && !cut.claim) speak(text, data); // claims are the editor's words
  item.querySelector("b").hidden = !cut.claim;
  if (cut.before) text.append("… ");
  cut.words.forEach((word, at) => {
    if (at && !/^[“‘„«(]$/.test(cut.words[at - 1])) text.append(" ");
    text.append(...(cut.hits.includes(cut.from + at) ? marked(word) : [word]));
  });
  if (cut.after) text.append(" …");
  return item;
}

/** Mark a word, but not the quotation marks and the like around it. */
function marked(text) {
  const [, before, word, after] = text.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
  const mark = document.createElement("mark");
  mark.textContent = word;
  return [before, mark, after];
}

/** Have the button show what is left. */
function follow(rest) {
  more.hidden = !rest.length;
  more.onclick = async () => {
    const mine = turn;
    const next = await pages(rest.slice(0, AT_ONCE));
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
try {
  await load();
  form.hidden = status.hidden = false;
  await obey();
} catch {
  element("unavailable").hidden = false;
}
