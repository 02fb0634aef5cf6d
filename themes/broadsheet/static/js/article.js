// What helps where it can run. Without it a page lacks nothing that is needed to read it.

// The list of contents marks the section one is in: the last whose heading has passed the upper third of the window.
const links = new Map();
for (const link of document.querySelectorAll(".contents a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}
const mark = () => {
  let here;
  for (const [heading, link] of links) {
    link.removeAttribute("aria-current");
    if (heading.getBoundingClientRect().top < innerHeight / 3) here = link;
  }
  here?.setAttribute("aria-current", "true");
};
const passing = new IntersectionObserver(mark, { rootMargin: "0px 0px -67%" });
for (const heading of links.keys()) passing.observe(heading);

// The device's own share sheet, and copying the address, where there are such things.
for (const button of document.querySelectorAll("[data-share], [data-copy]")) {
  const { share, title, copy, done } = button.dataset;
  if (share ? !navigator.share : !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if (share) {
        await navigator.share({ title, url: share });
      } else {
        await navigator.clipboard.writeText(copy);
        button.closest("section").querySelector("[role=status]").textContent = done;
      }
    } catch {
      // The reader changed their mind, or the browser forbids it: the address stands below.
    }
  });
}

// Shows the notice of a story's age from the day on which it is true.
for (const notice of document.querySelectorAll("[data-begins]")) {
  if (Date.now() >= Date.parse(notice.dataset.begins)) notice.hidden = false;
}
