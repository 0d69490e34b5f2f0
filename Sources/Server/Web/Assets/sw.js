// Keeps what is the same for everybody: assets with a hash in their name, and the page that is shown without a network.
// Pages and answers of a person are never kept.
const store = "steward-1";
const offline = "/offline";
const assets = "/assets/";
const most = 80;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(store);
    const page = await fetch(offline, { credentials: "omit", cache: "reload" });
    if (!page.ok) throw new Error("the offline page is missing");
    const text = await page.clone().text();
    await cache.put(offline, page);
    const wanted = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map((found) => found[1]).filter((path) => path.startsWith(assets));
    await Promise.all(wanted.map((path) => cache.add(path).catch(() => {})));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== store) await caches.delete(name);
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith(assets)) event.respondWith(asset(request));
  else if (request.mode === "navigate") event.respondWith(page(event));
});

// An asset's name changes with its content: the first copy is the right one for ever.
async function asset(request) {
  const cache = await caches.open(store);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic") {
    await cache.put(request, answer.clone());
    const keys = (await cache.keys()).filter((key) => new URL(key.url).pathname.startsWith(assets));
    for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
  }
  return answer;
}

async function page(event) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    return (await caches.match(offline)) || Response.error();
  }
}
