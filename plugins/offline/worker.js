// Keeps what was read. Pages come from the network while there is one; what never changes under its name comes from here.
// SETTINGS is put in by the build; its version is a digest of this text and of the page for what is not kept.
/* global SETTINGS */

const NAME = `newsroom ${self.registration.scope}`;
const SHELL = `${NAME} shell ${SETTINGS.version}`;
const PAGES = `${NAME} pages`;
const FILES = `${NAME} files`;
const OFFLINE = new URL(SETTINGS.offline, self.registration.scope).href;

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(clear()));

async function prepare() {
  const shell = await caches.open(SHELL);
  await shell.add(new Request(OFFLINE, { cache: "reload" }));
  await self.skipWaiting();
}

// Shells of older versions go; what was read stays.
async function clear() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(`${NAME} shell `) && name !== SHELL).map((name) => caches.delete(name)));
  await self.clients.claim();
}

const below = (url) => url.href.slice(self.registration.scope.length);
const isOurs = (url) => url.href.startsWith(self.registration.scope) && !SETTINGS.never.some((folder) => below(url).startsWith(`${folder}/`));
// Files of these folders carry a digest of their content in their names: they never mean anything else.
const isLasting = (url) => SETTINGS.lasting.some((folder) => below(url).startsWith(`${folder}/`));
const isFile = (request) => ["image", "style", "script", "font"].includes(request.destination);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !isOurs(url) || request.headers.has("range")) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (isFile(request)) event.respondWith(isLasting(url) ? lasting(event) : fresh(event, FILES, SETTINGS.files));
});

// What may be kept: whole answers of ours that lead nowhere else and forbid nothing.
const mayBeKept = (answer) =>
  answer.ok && answer.type === "basic" && !answer.redirected && !/no-store|private/.test(answer.headers.get("Cache-Control") || "");

const isPage = (answer) => (answer.headers.get("Content-Type") || "").startsWith("text/html");

async function keep(name, request, answer, most) {
  try {
    const cache = await caches.open(name);
    await cache.delete(request); // so that the order of the keys is that of the last reading
    await cache.put(request, answer);
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
  } catch {
    // No room: the page is shown all the same.
  }
}

// From the network, and kept; from here where there is none, or where it takes too long.
async function fresh(event, name, most, kept = event.request) {
  const coming = fetch(event.request).then((answer) => {
    if (mayBeKept(answer) && (name !== PAGES || isPage(answer))) event.waitUntil(keep(name, kept, answer.clone(), most));
    return answer;
  });
  const found = await (await caches.open(name)).match(kept);
  if (!found) return coming;
  event.waitUntil(coming.catch(() => {}));
  const late = new Promise((resolve) => setTimeout(() => resolve(found), SETTINGS.patience * 1000));
  return Promise.race([coming.catch(() => found), late]);
}

async function lasting(event) {
  const found = await (await caches.open(FILES)).match(event.request);
  return found || fresh(event, FILES, SETTINGS.files);
}

// A page is kept under its address without a question or an anchor.
async function page(event, url) {
  const kept = url.origin + url.pathname;
  try {
    return await fresh(event, PAGES, SETTINGS.pages, kept);
  } catch {
    return (await (await caches.open(SHELL)).match(OFFLINE)) || Response.error();
  }
}
