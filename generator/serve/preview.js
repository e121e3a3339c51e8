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

  function showProblems(problems) {
    shown?.remove();
    shown = problems.length ? overlay(problems) : null;
    if (shown) document.documentElement.append(shown);
  }

  // In a shadow tree of its own, so that neither the site's styles nor these reach the other. The
  // styles are set by script, which a content security policy without inline styles allows.
  function overlay(problems) {
    const host = document.createElement("briefing-problems");
    const tree = host.attachShadow({ mode: "open" });
    const styles = new CSSStyleSheet();
    styles.replaceSync(`
      section { position: fixed; inset: auto 0 0 0; max-height: 70vh; overflow: auto; z-index: 2147483647;
        box-sizing: border-box; padding: 1rem 1.25rem 1.25rem; font: 15px/1.45 system-ui, sans-serif;
        color: #1c1c1c; background: #fff6f4; border-top: 4px solid #b3261e; box-shadow: 0 -4px 24px #0004 }
      header { display: flex; gap: 1rem; justify-content: space-between; align-items: baseline }
      h2 { margin: 0; font-size: 1rem }
      pre { margin: .75rem 0 0; padding-top: .75rem; border-top: 1px solid #e3c7c3; overflow-x: auto;
        font: 13px/1.5 ui-monospace, monospace; white-space: pre }
      button { font: inherit; padding: .15rem .6rem; cursor: pointer }
      @media (prefers-color-scheme: dark) {
        section { color: #f1e7e5; background: #2b1917; border-top-color: #f2867c }
        pre { border-top-color: #5c3733 }
      }
      @media print { section { display: none } }`);
    tree.adoptedStyleSheets = [styles];
    const section = element("section");
    section.setAttribute("role", "alert");
    section.setAttribute("aria-label", "Problems in the content");
    const header = element("header");
    const number = problems.length === 1 ? "One problem" : `${problems.length} problems`;
    const hide = element("button", "Hide");
    hide.addEventListener("click", () => host.remove());
    header.append(element("h2", `${number}. This is the last good page.`), hide);
    section.append(header, ...problems.map((problem) => element("pre", problem)));
    section.addEventListener("keydown", (event) => event.key === "Escape" && host.remove());
    tree.append(section);
    return host;
  }

  function element(name, text = "") {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }
})();
