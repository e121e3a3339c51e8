// One event stream shared by all open pages: browsers allow few HTTP/1.1 connections to one host
// (mostly six), and a stream of its own for each page would soon use them up.
"use strict";

const pages = new Set();
let latest = null;

const stream = new EventSource("events");
stream.addEventListener("build", (event) => {
  latest = JSON.parse(event.data);
  for (const page of pages) page.postMessage(latest);
});

addEventListener("connect", ({ ports: [page] }) => {
  pages.add(page);
  page.addEventListener("message", () => pages.delete(page)); // the only message: it was closed
  page.start();
  if (latest) page.postMessage(latest);
});
