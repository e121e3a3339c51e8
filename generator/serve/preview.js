// Keeps a page of the preview up to date. Only `briefing serve` adds it; no published page has it.
"use strict";
(() => {
  const script = document.currentScript;
  const { page, seen } = script.dataset;
  let known = Number(script.dataset.edition);
  const own = (name) => new URL(name, script.src);

  if (window.SharedWorker) {
    const { port } = new SharedWorker(own("worker.js"));
    port.addEventListener("message", (event) => tell(event.data));
    port.start();
    addEventListener("pagehide", () => port.postMessage("goes"));
  } else {
    const stream = new EventSource(own("news"));
    stream.addEventListener("edition", (event) => tell(JSON.parse(event.data)));
    addEventListener("pagehide", () => stream.close());
  }
  // A page that comes back from the browser's memory may be out of date: ask anew.
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  async function tell({ number, styles, problems }) {
    showProblems(problems);
    window.briefingEdition = number; // for whoever asks the page what it has heard of
    if (number === known) return;
    // Whoever missed an edition does not know which style sheets it changed.
    const next = number === known + 1;
    known = number;
    if (await isOld()) location.reload();
    else swapStyles(next ? (file) => styles.some((style) => file.endsWith(`/${style}`)) : () => true);
  }

  // Only if the page's own bytes are others than those shown here.
  async function isOld() {
    const now = own("digest");
    now.searchParams.set("page", page);
    const answer = await fetch(now).catch(() => null);
    return answer?.ok && (await answer.text()) !== seen;
  }

  // The new sheet is loaded beside the old one, so that the page never stands there bare.
  function swapStyles(isNew) {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      if (!isNew(url.pathname)) continue;
      url.searchParams.set("edition", Date.now());
      const fresh = link.cloneNode();
      fresh.href = url;
      fresh.addEventListener("load", () => link.remove());
      fresh.addEventListener("error", () => fresh.remove());
      link.after(fresh);
    }
  }

  let shown = null;
  let told = "";

  function showProblems(problems) {
    // What was hidden stays hidden until there is something else to say.
    const now = problems.join("\n");
    if (now === told) return;
    told = now;
    shown?.remove();
    shown = problems.length ? overlay(problems) : null;
    if (shown) document.documentElement.append(shown);
    makeRoom();
  }

  // The foot of the page can be scrolled to, above the problems.
  function makeRoom() {
    const height = shown?.shadowRoot.querySelector("section:not([hidden])")?.offsetHeight;
    document.documentElement.style.paddingBlockEnd = height ? `${height}px` : "";
  }

  // In a shadow tree of its own, so that neither the site's styles nor these reach the other. The
  // styles are set by script, which a content security policy without inline styles allows.
  function overlay(problems) {
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
    const number = problems.length === 1 ? "One problem" : `${problems.length} problems`;
    const hide = element("button", "Hide");
    const tab = element("button", number);
    tab.className = "tab";
    tab.hidden = true;
    const open = (is) => {
      section.hidden = !is;
      tab.hidden = is;
      (is ? hide : tab).focus();
      makeRoom();
    };
    hide.addEventListener("click", () => open(false));
    tab.addEventListener("click", () => open(true));
    section.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
    header.append(element("h2", `${number}. This is the last good page.`), hide);
    section.append(header, ...problems.flatMap(written));
    tree.append(section, tab);
    return host;
  }

  // The message takes as many lines as it needs; below it stands the place in its file.
  function written(problem) {
    const [message, ...place] = problem.split("\n");
    return [element("p", message), ...(place.length ? [element("pre", place.join("\n"))] : [])];
  }

  function element(name, text = "") {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }
})();
