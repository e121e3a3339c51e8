// A citation shows in place what it cites, and leads on to it and back; a term or a person shows what
// it is. Without this, the one leads to the list of sources, the other to a page.
(() => {
  const parts = document.getElementById("peek")?.content;
  const place = (hash) => {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null; // no address of ours
    }
  };
  let left; // the citation that one has left, to come back to

  // A claim that has left the page is still on the page of its report, if that is published.
  const leave = async () => {
    const [report, claim] = location.hash.slice(1).split("~");
    const there = new URL(`articles/${report}/#claim-${claim}`, document.querySelector(".wordmark").href);
    if (claim && (await fetch(there, { method: "HEAD" })).ok) location.replace(there);
  };

  // What an address leads to may be folded away; not every browser unfolds it by itself.
  const reveal = () => {
    const target = place(location.hash);
    if (!target) return leave();
    for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    target.scrollIntoView();
    document.querySelector(".back")?.remove();
    if (!left) return;
    const from = left;
    const back = target.appendChild(parts.querySelector(".back").cloneNode(true));
    left = null;
    back.onclick = () => {
      back.remove();
      from.scrollIntoView({ block: "center" });
      from.focus({ preventScroll: true });
    };
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  if (!parts || !HTMLElement.prototype.showPopover) return;
  for (const mark of document.querySelectorAll(".cite, .term")) {
    mark.role = "button";
    mark.ariaExpanded = "false";
  }
  let card, mark, pinned, waiting;
  let pressed; // whose card stood there as the pointer came down, which has closed it by now

  // Copies of the claims that are cited, as the page shows them elsewhere, or else of their report.
  const filled = (at) => {
    const its = parts.firstElementChild.cloneNode(true);
    const [said, end] = its.children;
    const [toClaim, toSource, summary, original] = end.children;
    const meaning = at.dataset.meaning && place(`#${at.dataset.meaning}`);
    if (meaning) {
      said.append(...meaning.cloneNode(true).childNodes);
      for (const it of [toClaim, toSource, summary, original]) it.remove();
      return its;
    }
    const source = place(at.hash);
    const claims = (at.dataset.claims ?? "").split(" ").map((id) => place(`#${source.dataset.article}~${id}`)).filter(Boolean);
    for (const entry of claims.length ? claims : [source]) {
      const own = said.appendChild(document.createElement("div"));
      own.append(...entry.cloneNode(true).childNodes);
      for (const it of own.querySelectorAll(".cite, wbr, .acts, .tag, .back, .address, .original, details")) it.remove();
      const ways = own.appendChild(end.cloneNode());
      ways.append((claims.length ? toClaim : toSource).cloneNode(true), " ", summary.cloneNode(true));
      ways.firstChild.href = `#${encodeURIComponent(entry.id)}`;
      ways.lastChild.href = own.querySelector("a[href*='#claim-']") ?? own.querySelector("a");
    }
    const owner = claims.length && source.querySelector(".owner");
    if (owner) end.before(owner.cloneNode(true));
    for (const it of [toClaim, toSource, summary]) it.remove();
    const url = source.querySelector(".original")?.href;
    if (url) original.href = url;
    else original.remove();
    return its;
  };

  // Below its mark or, where there is no room, above it; in the window from side to side.
  const put = () => {
    const at = mark.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    const [above, below] = [at.top - card.offsetHeight - 6, at.bottom + 6];
    const top = below + card.offsetHeight > innerHeight && above > 0 ? above : below;
    card.style.left = `${Math.max(8, Math.min(at.left - 16, room)) + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  };
  const hide = () => card?.hidePopover();

  // A card that was not asked for is for the eye alone: no word, and no stop for the Tab key.
  const reach = (asked) => {
    pinned = asked;
    card.ariaHidden = asked ? null : "true";
    mark.ariaExpanded = String(asked);
    for (const it of card.querySelectorAll("a, button")) it.tabIndex = asked ? 0 : -1;
  };
  const show = (at, asked) => {
    if (mark === at) return asked && reach(true);
    hide();
    const its = filled(at);
    its.ariaLabel = at.ariaLabel ?? at.textContent;
    its.addEventListener("beforetoggle", ({ newState }) => {
      if (newState === "open") return;
      at.ariaExpanded = "false";
      if (card === its) card = mark = pinned = null;
    });
    its.addEventListener("toggle", ({ newState }) => { if (newState === "closed") its.remove(); });
    its.addEventListener("click", ({ target }) => {
      const way = target.closest("button, a[href^='#']");
      if (!way) return;
      its.hidePopover();
      if (!way.hash) return at.focus();
      left = at;
      if (way.hash === location.hash) reveal();
    });
    at.after(its);
    its.showPopover();
    [card, mark] = [its, at];
    reach(asked);
    put();
  };

  const wait = (what, time) => { clearTimeout(waiting); waiting = setTimeout(what, time); };
  const on = (type, what) => document.addEventListener(type, (event) => what(event, event.target.closest?.(".cite, .term, .peek")), true);
  const isMark = (at) => at?.matches(".cite, .term");
  on("pointerdown", () => { pressed = pinned ? mark : null; });
  on("click", (event, at) => {
    if (!isMark(at) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    clearTimeout(waiting);
    if (event.detail ? pressed === at : pinned && mark === at) hide();
    else show(at, true);
  });
  on("keydown", (event, at) => {
    if (event.key !== " " || !isMark(at)) return;
    event.preventDefault();
    at.click();
  });
  on("pointerover", (event, at) => {
    if (event.pointerType === "touch" || pinned) return;
    if (isMark(at)) wait(() => show(at, false), 250);
    else if (at) clearTimeout(waiting);
    else wait(hide, 300);
  });
  on("focusin", (event, at) => {
    if (card && at !== mark && at !== card) hide();
    if (isMark(at) && at !== mark && at.matches(":focus-visible")) wait(() => show(at, false), 250);
    else clearTimeout(waiting);
  });
  addEventListener("resize", () => { if (card) put(); });
})();
