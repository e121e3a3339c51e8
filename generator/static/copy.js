// Addresses and quotations to take along: of claims, of points, of the page.
(() => {
  const parts = document.getElementById("copying");
  const page = document.querySelector("link[rel=canonical]")?.href;
  if (!parts || !page) return;
  const words = parts.dataset;
  const told = document.body.appendChild(document.createElement("p"));
  told.role = "status";
  told.className = "said";

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { // not allowed, or not there: a page without https has no clipboard of its own
      const focused = document.activeElement;
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      focused?.focus({ preventScroll: true });
      return done;
    }
  };
  let waiting;
  const copy = async (text, done = words.copied) => {
    told.textContent = (await copied(text)) ? done : words.failed;
    clearTimeout(waiting);
    waiting = setTimeout(() => { told.textContent = ""; }, 4000);
  };

  const text = (element) => {
    const its = element?.cloneNode(true);
    for (const it of its?.querySelectorAll(".cite, .tag, .acts") ?? []) it.remove();
    return its?.textContent.replace(/\s+/g, " ").trim() ?? "";
  };
  const texts = (within, what) => [...within.querySelectorAll(what)].map(text).join(", ");

  // What is said, line by line; the last line names the source.
  const claim = (entry) => {
    const quote = text(entry.querySelector("q"));
    const meta = entry.querySelector(".meta");
    const source = entry.querySelector(".cite")?.hash.slice(1);
    const report = entry.closest("[data-article]") ?? document.getElementById(source) ?? document.querySelector(".lede");
    return [
      text(entry.querySelector("p")),
      quote && words.quoted.replace("{text}", () => quote),
      [".kind", "a[href*='/actors/']", "time", ".badge"].map((what) => texts(meta, what)).filter(Boolean).join(" · "),
      `${texts(report, "h1, :scope > a:not(.original)")} (${texts(report, ".byline a, :scope > .meta a[href*='/sources/']")})`,
    ];
  };
  const point = (entry) => [
    text(entry.querySelector("h3")),
    ...[...entry.querySelectorAll(".answers > li:not(.more)")].map((it) => [...it.children].map(text).join(": ")),
    texts(entry, "header .badge"),
    document.title,
  ];
  const plain = (lines, url) => [...lines, url].filter(Boolean).join("\n");
  const escaped = (line) => line.replace(/[\\`*_[\]<>#|~&]/g, "\\$&").replace(/^(?=[-+=])|^(\d+)(?=[.)])/, "$1\\");
  const markdown = (lines, url) => {
    const said = lines.filter(Boolean).map(escaped);
    const source = `[${said.pop()}](${url})`;
    return [...said, source].map((line) => `> ${line}`).join("\n>\n");
  };

  const frame = (entry, embedded) => {
    const it = document.createElement("iframe");
    it.src = new URL(embedded.getAttribute("href"), page);
    it.title = `${text(entry.querySelector("h3"))} · ${document.title}`;
    it.width = "100%";
    it.height = 260 + 60 * entry.querySelectorAll(".answers > li").length;
    it.setAttribute("loading", "lazy");
    return it.outerHTML;
  };

  for (const entry of document.querySelectorAll(".claims > li[id], .point")) {
    const acts = parts.content.firstElementChild.cloneNode(true);
    const [link, more, asText, asMarkdown, toEmbed] = acts.querySelectorAll("button");
    const forms = acts.querySelector("span");
    const url = `${page}#${encodeURIComponent(entry.id)}`;
    const lines = () => (entry.matches("li") ? claim : point)(entry);
    link.onclick = () => {
      history.replaceState(history.state, "", new URL(url).hash);
      copy(url, words.linked);
    };
    more.onclick = () => {
      forms.hidden = !forms.hidden;
      more.ariaExpanded = String(!forms.hidden);
    };
    asText.onclick = () => copy(plain(lines(), url));
    asMarkdown.onclick = () => copy(markdown(lines(), url));
    const embedded = entry.querySelector(":scope > details > .acts > a");
    if (embedded) {
      toEmbed.onclick = () => copy(frame(entry, embedded));
      embedded.parentElement.replaceWith(acts);
    } else {
      toEmbed.remove();
      entry.append(acts);
    }
  }

  // Who cites the page says on which day it was read: today.
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const iso = day.map((part) => String(part).padStart(2, "0")).join("-");
  const add = {
    text: (it) => {
      const language = document.documentElement.lang.replace(/^en$/, "en-GB"); // the day first, as elsewhere
      const long = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(now);
      return `${it} ${words.accessed.replace("{date}", long)}`;
    },
    bibtex: (it) => it.replace(/\n}\s*$/, `\n  urldate = {${iso}},\n}`),
    address: (it) => it,
    csl: (it) => JSON.stringify([{ ...JSON.parse(it)[0], accessed: { "date-parts": [day] } }]),
  };
  for (const form of document.querySelectorAll("[data-cites]")) {
    form.textContent = add[form.dataset.cites](form.textContent);
    const button = form.closest("div").querySelector("button");
    button.hidden = false;
    button.onclick = () => copy(form.textContent);
  }
})();
