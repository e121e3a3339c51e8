// Keeps a page of the preview up to date. Only `briefing serve` adds it; no published page has it.
"use strict";
(() => {
  const { news, page, seen } = document.currentScript.dataset;
  const query = new URLSearchParams({ page, seen });
  const stream = new EventSource(`${news}?${query}`);

  stream.addEventListener("reload", () => location.reload());
  stream.addEventListener("styles", (event) => swapStyles(JSON.parse(event.data)));
  stream.addEventListener("problems", (event) => showProblems(JSON.parse(event.data)));
  addEventListener("pagehide", () => stream.close());
  // A page that comes back from the browser's memory may be out of date: ask anew.
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  // The new sheet is loaded beside the old one, so that the page never stands there bare.
  function swapStyles(files) {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      if (!files.some((file) => url.pathname.endsWith(`/${file}`))) continue;
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
