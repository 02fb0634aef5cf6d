// Registers the worker that keeps what was read; on its own page, lists what it kept.

const worker = document.currentScript.dataset.worker;

async function list(place) {
  for (const name of await caches.keys()) {
    if (!/^newsroom .* pages$/.test(name) || !location.href.startsWith(name.slice(9, -6))) continue;
    const cache = await caches.open(name);
    for (const request of (await cache.keys()).reverse()) {
      const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
      const title = page.querySelector("article.h-entry h1");
      if (!title) continue;
      const link = Object.assign(document.createElement("a"), { href: request.url, textContent: title.textContent, dir: "auto" });
      place.querySelector("ul").appendChild(document.createElement("li")).append(link);
      place.hidden = false;
    }
  }
}

if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
  const place = document.querySelector("[data-kept]");
  if (place) list(place).catch(() => {});
}
