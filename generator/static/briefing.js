// What a briefing page can do in a browser and cannot on paper. Without it nothing is missing.
(() => {
  // The place on the page one is at, shown in the rail.
  const links = new Map();
  for (const link of document.querySelectorAll(".rail a[href^='#']")) {
    const place = document.getElementById(link.hash.slice(1));
    if (place) links.set(place, link);
  }
  let shown;
  const show = () => {
    // The last place that begins above the window, or at its very top, is where one reads. At the
    // end of the page it is the next one, or the one a link led to, as they come no higher.
    const places = [...links.keys()].filter((at) => at.getClientRects().length);
    const reached = (at) => at.getClientRects()[0].top < 40;
    const ended = scrollY > 0 && scrollY + innerHeight > document.documentElement.scrollHeight - 2;
    const ahead = ended ? places.filter((at) => !reached(at)) : [];
    const at = ahead.find((it) => it.matches(":target")) ?? ahead[0] ?? places.filter(reached).at(-1);
    const link = links.get(at);
    if (link === shown) return;
    shown?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    shown = link;
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; show(); });
  }, { passive: true });
  addEventListener("hashchange", show); // at the end of the page nothing scrolls
  show();

  // Contents are open where there is room beside the text for them.
  const contents = document.querySelector(".rail details");
  const wide = matchMedia("(min-width: 64rem)");
  const unfold = () => { if (contents) contents.open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();

  // Choosing among claims takes a script of its own, which most readers never need.
  const filter = document.querySelector(".filter");
  const choose = () => import(filter.dataset.script);
  if (filter && location.search) choose();
  else filter?.addEventListener("toggle", choose, { once: true });

  // So does taking claims along: all that can be is in folds.
  const copying = () => import(document.getElementById("copying").dataset.script);
  const fold = ({ target }) => {
    if (!target.matches(".more, .fold")) return;
    document.removeEventListener("toggle", fold, true);
    copying();
  };
  document.addEventListener("toggle", fold, true);

  // A brief is printed with all folds closed, everything with all of them open.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.onclick = async () => {
      const all = button.dataset.print === "everything";
      if (all) await copying().catch(() => {}); // how to cite the page says when it was read
      const turned = [...document.querySelectorAll("main details:not(.filter)")].filter((fold) => fold.open !== all);
      const turn = () => { for (const fold of turned) fold.open = !fold.open; };
      turn();
      addEventListener("afterprint", turn, { once: true });
      window.print();
    };
  }

  // New since the last visit. A visit ends after half an hour of absence. What was there is kept on
  // this device alone, as the keys of what the page said.
  const news = document.querySelector("[data-news]");
  const entries = [...document.querySelectorAll("[data-key]")];
  const keys = [...new Set(entries.map((entry) => entry.dataset.key))];
  const name = `read:${location.pathname}`;
  const now = Date.now();
  let known;
  try {
    known = JSON.parse(localStorage.getItem(name));
    const anew = known && now - known.at > 30 * 60 * 1000;
    const before = !known ? keys : anew ? known.seen : known.before;
    known = { at: now, seen: keys, before };
    localStorage.setItem(name, JSON.stringify(known));
  } catch {
    return; // this device keeps nothing
  }

  const fresh = entries.filter((entry) => !known.before.includes(entry.dataset.key));
  if (!fresh.length) return;
  const [only, read] = news.querySelectorAll("button");
  const tag = news.querySelector("template").content;
  const mark = (place) => place.prepend(tag.cloneNode(true));
  const folds = new Set(); // they say that something in them is new
  for (const entry of fresh) {
    entry.classList.add("new");
    mark(entry.querySelector("p, .state") ?? entry);
    for (let at = entry; (at = at.parentElement.closest("details")); ) folds.add(at);
  }
  for (const fold of folds) mark(fold.querySelector("summary"));
  fresh[0].id ||= "new";
  const link = news.querySelector("a");
  link.href = `#${fresh[0].id}`;
  link.textContent = new Set(fresh.map((entry) => entry.dataset.key)).size;
  only.onclick = () => {
    const narrowed = document.body.classList.toggle("only-new");
    for (const words of only.children) words.hidden = !words.hidden;
    if (narrowed) for (const fold of folds) fold.open = true;
  };
  read.onclick = () => {
    localStorage.setItem(name, JSON.stringify({ ...known, before: keys }));
    document.body.classList.remove("only-new");
    for (const entry of fresh) entry.classList.remove("new");
    for (const tag of document.querySelectorAll(".tag")) tag.remove();
    news.hidden = true;
  };
  news.hidden = false;
})();
