// The site keeps nothing any more: whatever an earlier worker kept is cleared, and this one goes.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(`newsroom ${self.registration.scope} `)).map((name) => caches.delete(name)));
  await self.registration.unregister();
}
