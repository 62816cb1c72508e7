// The bar under a form: buttons on the page, and a bar of its own while it covers what lies below it.
const watch = new IntersectionObserver(
  (entries) => {
    for (const { target, intersectionRatio } of entries) target.classList.toggle("savebar--over", intersectionRatio < 1);
  },
  { rootMargin: "0px 0px -1px 0px", threshold: 1 },
);
for (const bar of document.querySelectorAll(".savebar:not(.savebar--plain)")) watch.observe(bar);
