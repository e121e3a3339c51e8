// One stream of news for all open pages: a browser grants a host only a few connections at a time.
"use strict";

const pages = new Set();
let latest = null;

const stream = new EventSource("news");
stream.addEventListener("edition", (event) => {
  latest = JSON.parse(event.data);
  for (const page of pages) page.postMessage(latest);
});

addEventListener("connect", ({ ports: [page] }) => {
  pages.add(page);
  page.addEventListener("message", () => pages.delete(page)); // its only message: it goes
  page.start();
  if (latest) page.postMessage(latest);
});
