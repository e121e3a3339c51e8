// The claims of a briefing by side, kind, source and state; what is chosen stands in the address.
(() => {
  const box = document.querySelector(".filter");
  if (!box) return;
  const choices = [...box.querySelectorAll("select")];
  const result = box.nextElementSibling;
  const [told, all] = result.children;
  const points = [...document.querySelectorAll(".point")];
  const folds = [...document.querySelectorAll(".point > details, .fold")];
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

  const apply = () => {
    const chosen = choices.filter((it) => it.value).map((it) => [it.name, it.selectedOptions[0]]);
    for (const fold of opened) fold.open = false;
    opened.clear();
    let [shown, count, asked] = [0, 0, 0];
    for (const point of points) {
      let here = 0;
      for (const claim of point.querySelectorAll(".claims > li[id]")) {
        const fits = chosen.every(([name, option]) => suits[name](option, claim, point));
        claim.hidden = !fits;
        here += fits;
        count += 1;
      }
      point.hidden = chosen.length > 0 && !here;
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
    const numbers = { n: shown, all: count, points: asked, questions: points.length };
    told.textContent = result.dataset.told.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
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
  all.onclick = () => {
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
    goTo();
  }
})();
