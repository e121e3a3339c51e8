// What tests ask a page. The value of this file is an object of functions; `Tab.look` calls them.
(() => {
  "use strict";
  const SLACK = 2; // pixels that rounding may take
  const CONTROLS = "button, input, select, textarea, label, [role=button]";
  const FOR_SCREENS = `${CONTROLS}, form, nav, summary, cite, a`; // on paper they may be left out
  const EMPTY = "p, li, dd, dt, h1, h2, h3, h4, h5, h6, a, section, article, aside, nav, ul, ol, dl,"
    + " figure, caption, table, blockquote, button";
  const WITH_CONTENT = "img, svg, input, select, textarea, hr";

  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const folded = (text) => text.replace(/\s+/g, " ").trim();

  function memo(make) {
    const known = new WeakMap();
    return (element) => {
      if (!known.has(element)) known.set(element, make(element));
      return known.get(element);
    };
  }

  /** Name an element so that a person finds it. */
  function name(element) {
    const own = (it) =>
      it.localName + (it.id ? `#${it.id}` : "") + [...it.classList].map((one) => `.${one}`).join("");
    const path = [own(element)];
    let it = element;
    while (!it.id && path.length < 3 && it.parentElement?.matches("body *")) {
      it = it.parentElement;
      path.unshift(own(it));
    }
    const text = folded(element.textContent);
    return `<${path.join(" > ")}> “${text.length > 50 ? `${text.slice(0, 50)}…` : text}”`;
  }

  const follows = (before, after) =>
    Boolean(before.compareDocumentPosition(after) & Node.DOCUMENT_POSITION_FOLLOWING);

  // Of what is drawn in a group that is not shown, Chromium says that it is visible.
  const sees = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    (!element.ownerSVGElement || element.getClientRects().length > 0);

  /** Say whether an element is there for screen readers alone. */
  const forEars = memo((element) => {
    if (element === document.documentElement) return false;
    const it = style(element);
    const box = element.getBoundingClientRect();
    const tiny = box.width <= 1 && box.height <= 1 && it.overflow !== "visible";
    const cut = it.clipPath === "inset(50%)" || it.clip === "rect(0px, 0px, 0px, 0px)";
    const away = it.position === "absolute" && (box.right <= 0 || box.bottom <= 0);
    return tiny || cut || away || forEars(element.parentElement);
  });

  /** Say whether an element is a mark without a word. */
  const isDecoration = (element) =>
    element.closest("[aria-hidden=true]") && !/[\p{L}\p{N}]/u.test(element.textContent);

  const scrolls = (value) => value === "auto" || value === "scroll";

  /** Give what ancestors leave to be seen: the windows of scrollers, and what others cut off. */
  const frames = memo((element) => {
    if (!element?.matches("body *")) return [];
    const it = style(element);
    const own = [];
    if (it.overflowX !== "visible" || it.overflowY !== "visible") {
      const box = element.getBoundingClientRect();
      own.push({
        element,
        x: it.overflowX,
        y: it.overflowY,
        left: box.left + element.clientLeft,
        top: box.top + element.clientTop,
        right: box.left + element.clientLeft + element.clientWidth,
        bottom: box.top + element.clientTop + element.clientHeight,
      });
    }
    return [...own, ...frames(element.parentElement)];
  });

  /** Leave of a box what its scrollers show of it. */
  function within(box, element) {
    const cut = { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
    for (const frame of frames(element)) {
      if (scrolls(frame.x) || scrolls(frame.y)) {
        cut.left = Math.max(cut.left, frame.left);
        cut.right = Math.min(cut.right, frame.right);
        cut.top = Math.max(cut.top, frame.top);
        cut.bottom = Math.min(cut.bottom, frame.bottom);
      }
    }
    return cut;
  }

  const pen = document.createElement("canvas").getContext("2d");

  /** Give the texts that can be seen, each with the boxes of its ink, line by line. */
  function inks() {
    const found = [];
    for (const node of texts()) {
      const element = node.parentElement;
      if (!sees(element) || forEars(element) || isDecoration(element)) continue;
      const it = style(element);
      pen.font = `${it.fontStyle} ${it.fontWeight} ${it.fontSize} ${it.fontFamily}`;
      const size = pen.measureText(node.data);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        if (line.width < 1 || line.height < 1) continue;
        const scale = line.height / (size.fontBoundingBoxAscent + size.fontBoundingBoxDescent);
        const baseline = line.top + size.fontBoundingBoxAscent * scale;
        found.push({
          element,
          node,
          text: folded(node.data).slice(0, 40),
          left: line.left,
          right: line.right,
          top: baseline - size.actualBoundingBoxAscent * scale,
          bottom: baseline + size.actualBoundingBoxDescent * scale,
        });
      }
    }
    return found;
  }

  function texts(root = document.body) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const inside = walker.currentNode.parentElement.localName;
      if (walker.currentNode.data.trim() && !["script", "style", "noscript"].includes(inside)) {
        found.push(walker.currentNode);
      }
    }
    return found;
  }

  /** Give boxes that are not text and that text must keep clear of. */
  function pictures() {
    const all = [...document.body.querySelectorAll("img, svg, input, select, textarea, button")];
    const found = all.filter((it) => sees(it) && !forEars(it) && !isDecoration(it));
    return found.map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { element, node: element, text: "", left, right, top, bottom };
    });
  }

  function overlaps(boxes) {
    const shown = boxes
      .map((box) => ({ ...box, ...within(box, box.element) }))
      .sort((one, other) => one.top - other.top);
    const found = [];
    let open = [];
    for (const box of shown) {
      open = open.filter((other) => other.bottom - box.top > SLACK);
      for (const other of open) {
        const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const high = Math.min(box.bottom, other.bottom) - box.top;
        const nested = box.node.contains(other.node) || other.node.contains(box.node);
        if (wide > SLACK && high > SLACK && !nested) {
          const by = `${wide.toFixed(0)} × ${high.toFixed(0)} px`;
          const [first, second] = [other, box].map((it) => `${name(it.element)} [${it.text}]`);
          found.push(`overlap by ${by}: ${first} and ${second}`);
        }
      }
      open.push(box);
    }
    return found;
  }

  function clipped(boxes) {
    const found = [];
    for (const box of boxes) {
      for (const frame of frames(box.element)) {
        const cutAcross = !scrolls(frame.x)
          && (box.right > frame.right + SLACK || box.left < frame.left - SLACK);
        const cutDown = !scrolls(frame.y) && frame.y !== "visible"
          && (box.bottom > frame.bottom + SLACK || box.top < frame.top - SLACK);
        if (cutAcross || cutDown) {
          found.push(`clipped: ${name(box.element)} [${box.text}] by ${name(frame.element)}`);
        }
        if (scrolls(frame.x) || scrolls(frame.y)) break;
      }
    }
    return found;
  }

  function sticksOut(boxes) {
    const root = document.documentElement;
    const found = [];
    for (const it of [root, document.body]) {
      if (it.scrollWidth > root.clientWidth) {
        found.push(`scrolls sideways: <${it.localName}> is ${it.scrollWidth} px wide`);
      }
    }
    const toTheLeft = style(root).direction === "rtl";
    const out = new Set();
    const all = [...document.body.querySelectorAll("*")]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .concat(boxes.map((box) => ({ element: box.element, box })));
    for (const { element, box } of all) {
      if (box.right - box.left < 1 || !sees(element) || forEars(element)) continue;
      const { left, right } = within(box, element);
      const by = toTheLeft ? -left : right - root.clientWidth;
      if (left >= right || by <= SLACK) continue;
      const isNamed = out.has(element) || out.has(element.parentElement); // with what it is in
      out.add(element);
      if (!isNamed) found.push(`sticks out by ${by.toFixed(0)} px: ${name(element)}`);
    }
    return found;
  }

  /** Give what is wrong with where things stand, at the width that the page has now. */
  function layout() {
    const written = inks();
    const found = [
      ...sticksOut(written),
      ...clipped(written),
      ...overlaps([...written, ...pictures()]),
    ];
    return [...new Set(found)];
  }

  /** Give what moves, or would on the way to an anchor. */
  function moving() {
    const gliding = [...document.querySelectorAll("*")].filter(
      (it) => style(it).scrollBehavior === "smooth",
    );
    return [...gliding, ...document.getAnimations().map((it) => it.effect.target)].map(name);
  }

  // Focus. What is noted here is read again as the focus moves on.
  const OUTLINE = ["outlineStyle", "outlineWidth", "outlineColor"];
  const SURFACE = ["boxShadow", "backgroundColor"];
  const looksOf = (element) => {
    const it = style(element);
    return Object.fromEntries([...OUTLINE, ...SURFACE].map((look) => [look, it[look]]));
  };

  /** Note all that the Tab key should reach, and how it looks before it is reached. */
  function beforeTabbing() {
    const all = [...document.querySelectorAll("*")];
    const reachable = all.filter(
      (it) => it.tabIndex >= 0 && !it.disabled && !it.closest("[inert]")
        && it.checkVisibility({ visibilityProperty: true }),
    );
    window.tabbing = {
      last: null,
      reached: new Set(),
      reachable,
      looks: new Map(all.map((it) => [it, looksOf(it)])),
    };
    return reachable.length;
  }

  /** Say what is wrong with the focus as it is now; nothing once it has left the page. */
  function focused() {
    const { last, reached, reachable, looks } = window.tabbing;
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    if (reached.has(element)) return [];
    const wrong = [];
    if (last && !follows(last, element)) {
      wrong.push(`focus jumps back from ${name(last)} to ${name(element)}`);
    }
    if (!showsFocus(element, looks.get(element))) {
      wrong.push(`focus cannot be seen on ${name(element)}`);
    }
    const cover = covered(element);
    if (cover) wrong.push(`${name(element)} has the focus ${cover}`);
    window.tabbing.last = element;
    reached.add(element);
    return wrong;
  }

  /** Name what the Tab key should have reached and did not. */
  function afterTabbing() {
    const { reached, reachable } = window.tabbing;
    return reachable.filter((it) => !reached.has(it)).map((it) => `no focus on ${name(it)}`);
  }

  const isClear = (colour) => /^transparent$|[,/] ?0\)$/.test(colour);

  function showsFocus(element, before) {
    const now = looksOf(element);
    const differs = (look) => now[look] !== before[look];
    const outlined = now.outlineStyle !== "none" && parseFloat(now.outlineWidth) >= 1
      && !isClear(now.outlineColor) && now.outlineColor !== backdrop(element);
    return (outlined && OUTLINE.some(differs)) || SURFACE.some(differs);
  }

  function backdrop(element) {
    for (let it = element.parentElement; it; it = it.parentElement) {
      const colour = style(it).backgroundColor;
      if (!isClear(colour)) return colour;
    }
    return "";
  }

  /** Say how the focus is out of sight, if it is. */
  function covered(element) {
    const boxes = [...element.getClientRects()].filter((box) => box.width && box.height);
    const over = boxes.map((box) =>
      document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2));
    if (over.some((it) => it && (element.contains(it) || it.contains(element)))) return "";
    const cover = over.find(Boolean);
    return cover ? `below ${name(cover)}` : "outside of the window";
  }

  /** Give where the focus is. */
  function focus() {
    const element = document.activeElement;
    return {
      name: name(element),
      href: element.getAttribute("href"),
      inMain: Boolean(element.closest("main")),
      inView: !forEars(element) && covered(element) === "",
    };
  }

  /** Give the texts that can be seen, those of controls apart. */
  function words() {
    const found = { prose: [], controls: [] };
    for (const node of texts()) {
      const element = node.parentElement;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      (element.closest(`${CONTROLS}, .filter`) ? found.controls : found.prose).push(folded(node.data));
    }
    return found;
  }

  /** Give the controls that can be seen and do nothing unless a script helps them. */
  function idle() {
    const found = [...document.body.querySelectorAll(CONTROLS)];
    return found.filter((it) => sees(it) && !it.closest("form[action]")).map(name);
  }

  /** Take all styles off, and say what is wrong with what is left. */
  function bare() {
    for (const sheet of document.styleSheets) sheet.disabled = true;
    for (const element of document.querySelectorAll("[style]")) element.removeAttribute("style");
    const leadsOn = document.querySelector("meta[http-equiv=refresh]");
    return [...headings(), ...(leadsOn ? [] : [...landmarks(), ...order()]), ...empties()];
  }

  function headings() {
    const found = [...document.body.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(sees);
    const level = (it) => Number(it.localName[1]);
    const titles = found.filter((it) => level(it) === 1);
    const wrong = [];
    if (titles.length !== 1) wrong.push(`${titles.length} headings of the first level`);
    for (const it of [...found, ...document.querySelectorAll("main section")]) {
      const isBefore = titles[0] && follows(it, titles[0]) && !it.contains(titles[0]);
      if (isBefore) wrong.push(`before the title: ${name(it)}`);
    }
    found.slice(1).forEach((it, before) => {
      if (level(it) > level(found[before]) + 1) {
        wrong.push(`headings jump from ${name(found[before])} to ${name(it)}`);
      }
    });
    return wrong;
  }

  /** Say whether this is shown within pages of others, which have a header and a footer already. */
  const isPart = () => document.querySelector("base[target=_top]") !== null;

  function landmarks() {
    const parts = isPart() ? ["main"] : ["body > header", "main", "body > footer"];
    const found = parts.map((it) => [...document.querySelectorAll(it)]);
    const wrong = [];
    if (isPart()) return found[0].length === 1 ? leadsBack() : [`not one <main> but ${found[0].length}`];
    parts.forEach((it, at) => {
      if (found[at].length !== 1) wrong.push(`not one <${it}> but ${found[at].length}`);
    });
    const [header, main, footer] = found.map(([first]) => first);
    if (header && main && !follows(header, main)) wrong.push("the header is below the content");
    if (main && footer && !follows(main, footer)) wrong.push("the content is below the footer");
    return wrong;
  }

  /** A part has nothing to be passed by, and leads to the whole that it is of, below the content. */
  function leadsBack() {
    const whole = document.querySelector("link[rel=canonical]")?.href;
    const main = document.querySelector("main");
    const link = [...document.body.querySelectorAll("a[href]")].find((it) => it.href === whole);
    const wrong = [...document.body.querySelectorAll("nav, header, footer")].map(
      (it) => `a part of a page has its own ${name(it)}`,
    );
    if (!link || main.contains(link) || !follows(main, link)) {
      wrong.push("no link below the content leads to the whole page");
    }
    return wrong;
  }

  /** What cites stands before what is cited, and the way past the navigation before all. */
  function order() {
    const wrong = [];
    const skip = document.querySelector("a[href], button, input");
    const target = skip && skip.hash && document.getElementById(skip.hash.slice(1));
    if (isPart()) {
      // There is no navigation to be passed by.
    } else if (!target || !target.matches("main, main *")) {
      wrong.push(`no skip link comes first, but ${skip ? name(skip) : "nothing"}`);
    } else if (!skip.textContent.trim()) {
      wrong.push("the skip link is empty");
    }
    for (const mark of document.querySelectorAll("a.cite[href^='#']")) {
      // Corrections come last of all: they are about the page, not part of what it says.
      if (mark.closest("[aria-labelledby=corrections]")) continue;
      const source = document.getElementById(mark.hash.slice(1));
      if (!source) wrong.push(`a citation of nothing: ${name(mark)} ${mark.hash}`);
      else if (!follows(mark, source)) {
        wrong.push(`sources stand before ${name(mark.parentElement)}, which cites them`);
      }
    }
    return wrong;
  }

  function empties() {
    const bare = (it) => !it.textContent.trim() && !it.querySelector(WITH_CONTENT);
    const found = [...document.body.querySelectorAll(EMPTY)].filter((it) => sees(it) && bare(it));
    return found.map((it) => `empty: ${name(it)} in ${name(it.parentElement)}`);
  }

  /** Give every text of the content, and whether it can be seen now. */
  function content() {
    return texts(document.querySelector("main")).map((node) => ({
      text: folded(node.data),
      name: name(node.parentElement),
      control: Boolean(node.parentElement.closest(FOR_SCREENS)),
      dead: Boolean(node.parentElement.closest("button, form, nav")),
      folded: Boolean(node.parentElement.closest("details:not(.rail *) > :not(summary)")),
      seen: sees(node.parentElement) && !forEars(node.parentElement),
    }));
  }

  /** Give the texts with letters of less than nine points, except for marks. */
  function small() {
    const found = [];
    for (const node of texts(document.querySelector("main"))) {
      const it = node.parentElement;
      if (it.closest(".cite, .footnote-ref") || !sees(it) || forEars(it)) continue;
      const scale = it.ownerSVGElement ? it.getScreenCTM().a : 1;
      const points = Number.parseFloat(style(it).fontSize) * scale * 0.75;
      if (points < 8.95) found.push(`${points.toFixed(1)} pt: ${name(it)} “${folded(node.data)}”`);
    }
    return found;
  }

  /** Give every source of the page, with the addresses at which paper may say it is. */
  function sources() {
    return [...document.querySelectorAll("#sources ~ ol > li")].map((entry) => ({
      name: name(entry),
      addresses: [
        ...[...entry.querySelectorAll("a[href]")].map((link) => link.href),
        ...(entry.textContent.match(/https?:[^\s)]+/g) || []),
      ],
    }));
  }

  /** Leave on the page one badge of each state, far apart; give its word and where its shape is. */
  function states() {
    const kinds = new Map();
    for (const badge of document.querySelectorAll(".badge, .status")) {
      const state = badge.dataset.state || [...badge.classList].join(" ");
      if (sees(badge) && !kinds.has(state)) kinds.set(state, badge);
    }
    const places = [...kinds.values()].map((badge, number) => {
      const place = document.createElement("div");
      place.style.position = "absolute";
      place.style.insetInlineStart = "40px";
      place.style.inlineSize = "500px";
      place.style.top = `${number * 80 + 20}px`;
      place.append(badge.cloneNode(true));
      return place;
    });
    document.body.replaceChildren(...places);
    return [...kinds.keys()].map((state, number) => {
      const badge = places[number].firstElementChild;
      const box = badge.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(texts(badge)[0]);
      const word = range.getClientRects()[0];
      const [start, end] =
        style(badge).direction === "rtl" ? [word.right, box.right] : [box.left, word.left];
      return {
        state,
        word: folded(badge.textContent),
        colour: style(texts(badge)[0].parentElement).color,
        x: Math.floor(start),
        y: Math.floor(box.top),
        width: Math.max(1, Math.floor(end - start)),
        height: Math.ceil(word.bottom - box.top),
      };
    });
  }

  /** Let nothing be seen, and all stay where it is. */
  function hide() {
    document.body.style.visibility = "hidden";
  }

  return {
    layout, moving, beforeTabbing, focused, afterTabbing, focus, words, idle, bare, content, small, sources,
    states, hide,
  };
})()
