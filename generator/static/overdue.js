// What was to be reviewed by now, and was not: a page cannot know which day it is read on.
for (const due of document.querySelectorAll("[data-overdue]")) {
  const day = 24 * 60 * 60 * 1000;
  due.hidden = Date.now() < Date.parse(due.dataset.overdue) + day; // all of it is left
}
