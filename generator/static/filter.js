// The claims of a briefing by side, kind, source and state; what is chosen stands in the address.
(() => {
  const box = document.querySelector(".filter");
  if (!box) return;
  const choices = [...box.querySelectorAll("select")];
  const result = box.nextElementSibling;
  const [told, clearing] = result.children;
  const points = [...document.querySelectorAll(".point")];
  const folds = [...document.querySelectorAll(".point > details, .fold")];
  // What a fold says of its claims; it may say besides that some are new, or not public.
  const isCount = (it) => it.textContent.trim() && !it.matches?.(".tag, .badge");
  const count = (point) => [...(point.querySelector("summary")?.childNodes ?? [])].find(isCount);
  const counted = new Map(points.map((point) => [point, count(point)?.textContent]));
  const opened = new Set(); // by what was chosen, not by the reader

  // Of a claim on a point: the words and keys by which it is chosen.
  const last = (link) => decodeURIComponent(link.pathname.split("/").at(-2));
  const suits = {
    side: (option, claim) => {
      const actors = [option.value, ...(option.dataset.actors ?? "").split(" ")];
      return [...claim.querySelectorAll(".meta a[href*='/actors/']")].some((link) => actors.includes(last(link)));
    },
    kind: (option, claim) => claim.querySelector(".kind").textContent === option.text,
    source: (option, claim) => claim.querySelector(".meta a[href*='#claim-']").textContent === option.text,
    state: (option, _, point) => point.querySelector(`header .badge.${CSS.escape(option.value)}`),
  };

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const apply = () => {
    const chosen = choices.filter((it) => it.value).map((it) => [it.name, it.selectedOptions[0]]);
    for (const fold of opened) fold.open = false;
    opened.clear();
    let [shown, all, asked] = [0, 0, 0];
    for (const point of points) {
      const claims = [...point.querySelectorAll(".claims > li[id]")];
      for (const claim of claims) {
        claim.hidden = !chosen.every(([name, option]) => suits[name](option, claim, point));
      }
      const here = claims.filter((claim) => !claim.hidden).length;
      all += claims.length;
      point.hidden = chosen.length > 0 && !here;
      if (claims.length) {
        const part = filled(result.dataset.part, { n: here, all: claims.length });
        count(point).textContent = here < claims.length ? part : counted.get(point);
      }
      shown += here;
      asked += !point.hidden;
    }
    for (const fold of folds) {
      const matches = fold.querySelector(".claims > li[id]:not([hidden])");
      if (fold.matches(".fold")) fold.hidden = chosen.length > 0 && !matches;
      if (chosen.length && matches && !fold.open) {
        fold.open = true;
        opened.add(fold);
      }
    }
    result.hidden = !chosen.length;
    box.parentElement.classList.toggle("chosen", chosen.length > 0); // of all claims tell answers and notes
    const labels = chosen.map(([, option]) => option.text).join(" · ");
    const said = { n: shown, all, points: asked, questions: points.length, chosen: labels };
    told.textContent = filled(shown ? result.dataset.told : result.dataset.none, said);
    const address = new URL(location.href);
    for (const it of choices) {
      if (it.value) address.searchParams.set(it.name, it.value);
      else address.searchParams.delete(it.name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  };
  const clear = () => {
    for (const it of choices) it.value = "";
    apply();
  };

  for (const it of choices) it.onchange = apply;
  clearing.onclick = () => {
    clear();
    box.querySelector("summary").focus();
  };
  // Who goes to a place that is hidden wants to see it.
  const goTo = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("[hidden]")) return;
    clear();
    target.scrollIntoView();
  };
  addEventListener("hashchange", goTo);

  const asked = new URLSearchParams(location.search);
  for (const it of choices) {
    const value = asked.get(it.name);
    if ([...it.options].some((option) => option.value === value)) it.value = value;
  }
  if (choices.some((it) => it.value)) {
    box.open = true;
    apply();
    // A link leads to what it has chosen; who comes back is where they were.
    if (location.hash) goTo();
    else if (performance.getEntriesByType("navigation")[0]?.type === "navigate") {
      result.tabIndex = -1;
      result.focus({ preventScroll: true });
      document.getElementById("points").scrollIntoView();
    }
  }
})();
