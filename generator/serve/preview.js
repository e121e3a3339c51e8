// Live reload. Only `briefing serve` adds this script; no published page has it.
"use strict";
(() => {
  const script = document.currentScript;
  const { page, digest } = script.dataset;
  let lastBuild = Number(script.dataset.build);
  const own = (name) => new URL(name, script.src);

  // The strip of a preview with drafts leads to what is due, which is no page of the site.
  const strip = document.querySelector(".preview");
  if (strip && !document.body.classList.contains("due")) {
    const due = Object.assign(document.createElement("a"), { href: script.dataset.status, textContent: "What is due" });
    due.lang = "en";
    strip.append(" · ", due);
  }

  if (window.SharedWorker) {
    const { port } = new SharedWorker(own("worker.js"));
    port.addEventListener("message", (event) => onBuild(event.data));
    port.start();
    addEventListener("pagehide", () => port.postMessage("closed"));
  } else {
    const stream = new EventSource(own("events"));
    stream.addEventListener("build", (event) => onBuild(JSON.parse(event.data)));
    addEventListener("pagehide", () => stream.close());
  }
  // The back/forward cache restores a page as it was, without asking the server.
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  async function onBuild({ number, styles, problems, more, search }) {
    showProblems(problems, more);
    showAge(search);
    window.briefingBuild = number; // lets tests see which build the page has heard of
    if (number === lastBuild) return;
    // A page that missed a build cannot know which style sheets it changed, and swaps all of them.
    const missedNone = number === lastBuild + 1;
    lastBuild = number;
    const changed = (file) => styles.some((style) => file.endsWith(`/${style}`));
    if (await isOutdated()) location.reload();
    else swapStyles(missedNone ? changed : () => true);
  }

  // Most builds leave most pages as they are: reload only if this page's own bytes differ.
  async function isOutdated() {
    const url = own("digest");
    url.searchParams.set("page", page);
    const response = await fetch(url).catch(() => null);
    return response?.ok && (await response.text()) !== digest;
  }

  // The old sheet stays until the new one has loaded, so the page is never shown unstyled.
  function swapStyles(hasChanged) {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      if (!hasChanged(url.pathname)) continue;
      url.searchParams.set("reload", Date.now());
      const fresh = link.cloneNode();
      fresh.href = url;
      fresh.addEventListener("load", () => link.remove());
      fresh.addEventListener("error", () => fresh.remove());
      link.after(fresh);
    }
  }

  // What the search page says of its index, by the language of the site, in the preview alone.
  const AGE = {
    en: ["This preview searches the site as it was at {time}.", "This preview has no search index yet.",
      "It is renewed when nothing was saved for a few seconds.", "It is made when nothing was saved for a few seconds."],
    fr: ["Cet aperçu cherche dans le site tel qu’il était à {time}.", "Cet aperçu n’a pas encore d’index de recherche.",
      "L’index est renouvelé après quelques secondes sans enregistrement.", "Il est créé après quelques secondes sans enregistrement."],
    de: ["Diese Vorschau durchsucht die Website, wie sie um {time} war.", "Diese Vorschau hat noch keinen Suchindex.",
      "Der Index wird erneuert, sobald einige Sekunden lang nichts gespeichert wurde.", "Er entsteht, sobald einige Sekunden lang nichts gespeichert wurde."],
    uk: ["Цей попередній перегляд шукає на сайті, яким він був о {time}.", "У цього попереднього перегляду ще немає пошукового індексу.",
      "Індекс оновлюється, коли кілька секунд нічого не зберігають.", "Він створюється, коли кілька секунд нічого не зберігають."],
  };
  let shownAge = null;

  function showAge({ current, made }) {
    if (!document.body.classList.contains("search-page")) return;
    // The page has loaded the older index, or found none.
    if (current && shownAge) return location.reload();
    shownAge?.remove();
    shownAge = current ? null : age(made);
    if (shownAge) document.querySelector(".lede").after(shownAge);
  }

  function age(made) {
    const code = document.documentElement.lang.split("-")[0];
    const language = code in AGE ? code : "en";
    const [was, none, renewed, first] = AGE[language];
    const hours = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const time = made && new Date(made * 1000).toLocaleTimeString(language, hours);
    const text = made ? `${was.replace("{time}", time)} ${renewed}` : `${none} ${first}`;
    const note = element("p", text);
    Object.assign(note, { className: "note", id: "briefing-search-age", lang: language, dir: "ltr" });
    return note;
  }

  let shownOverlay = null;
  let shownText = "";

  function showProblems(problems, more) {
    // An overlay that was hidden stays hidden until the problems change.
    const text = [...problems, more].join("\n");
    if (text === shownText) return;
    shownText = text;
    shownOverlay?.remove();
    shownOverlay = problems.length ? overlay(problems, more) : null;
    if (shownOverlay) document.documentElement.append(shownOverlay);
    makeRoom();
  }

  // Pad the page by the height of the overlay, so that its end can be scrolled into view.
  function makeRoom() {
    const height = shownOverlay?.shadowRoot.querySelector("section:not([hidden])")?.offsetHeight;
    document.documentElement.style.paddingBlockEnd = height ? `${height}px` : "";
  }

  // In a shadow tree, so that the styles of the site and of the overlay do not affect each other.
  // A constructed style sheet, because the pages' content security policy forbids inline styles.
  function overlay(problems, more) {
    const host = document.createElement("briefing-problems");
    const tree = host.attachShadow({ mode: "open" });
    const styles = new CSSStyleSheet();
    styles.replaceSync(`
      section, .tab { position: fixed; inset: auto 0 0 auto; z-index: 2147483647; box-sizing: border-box;
        color: #1c1c1c; background: #fff6f4; border: 0 solid #b3261e; font: 15px/1.45 system-ui, sans-serif }
      section { left: 0; max-height: 60vh; overflow: auto; padding: 1rem 1.25rem 1.25rem;
        border-top-width: 4px; box-shadow: 0 -4px 24px #0004 }
      .tab { padding: .4rem .9rem; border-width: 4px 0 0 4px }
      [hidden] { display: none }
      header { display: flex; gap: 1rem; justify-content: space-between; align-items: baseline }
      h2 { margin: 0; font-size: 1rem }
      p { margin: .75rem 0 0; padding-top: .75rem; border-top: 1px solid #e3c7c3; overflow-wrap: anywhere }
      pre { margin: .25rem 0 0; overflow-x: auto; font: 13px/1.5 ui-monospace, monospace }
      button { font: inherit; padding: .15rem .6rem; cursor: pointer }
      @media (prefers-color-scheme: dark) {
        section, .tab { color: #f1e7e5; background: #2b1917; border-color: #f2867c }
        p { border-color: #5c3733 }
      }
      @media print { section, .tab { display: none } }`);
    tree.adoptedStyleSheets = [styles];
    const section = element("section");
    section.setAttribute("role", "alert");
    section.setAttribute("aria-label", "Problems in the content");
    const header = element("header");
    const single = problems.length === 1;
    const count = single ? "One problem" : `${problems.length + more} problems`;
    const hide = element("button", "Hide");
    const tab = element("button", count);
    tab.className = "tab";
    tab.hidden = true;
    const open = (isOpen) => {
      section.hidden = !isOpen;
      tab.hidden = isOpen;
      (isOpen ? hide : tab).focus();
      makeRoom();
    };
    hide.addEventListener("click", () => open(false));
    tab.addEventListener("click", () => open(true));
    section.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
    const remedy = `Fix ${single ? "it" : "them"} and save.`;
    header.append(element("h2", `${count}: the site was not updated. ${remedy}`), hide);
    section.append(header, ...problems.flatMap(paragraphs));
    if (more) section.append(element("p", `… and ${more} more; run briefing check to see all`));
    tree.append(section, tab);
    return host;
  }

  // The message may wrap; the line of the file and the caret below it must not.
  function paragraphs(problem) {
    const [message, ...excerpt] = problem.split("\n");
    return [element("p", message), ...(excerpt.length ? [element("pre", excerpt.join("\n"))] : [])];
  }

  // Text only, never markup: messages quote what is in files.
  function element(name, text = "") {
    const created = document.createElement(name);
    created.textContent = text;
    return created;
  }
})();
