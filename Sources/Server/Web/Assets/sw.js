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

// A message from the server, encrypted for this device. What cannot be read is still shown: a browser that was rung for
// nothing takes the permission away.
self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data?.json() ?? {}; } catch { /* shown without words of its own */ }
  event.waitUntil((async () => {
    await self.registration.showNotification(told.title || "Steward", {
      body: told.body || "",
      tag: told.tag || "steward",
      renotify: Boolean(told.tag),
      icon: "/favicon.ico",
      requireInteraction: Boolean(told.urgent),
      data: { path: told.path || "/messages" },
    });
    if (told.unread) await self.navigator.setAppBadge?.(told.unread)?.catch(() => {});
  })());
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // Only a page of this site: the path comes from our own server, and is read as one all the same.
  const wanted = new URL(event.notification.data?.path || "/messages", location.origin);
  const path = wanted.origin === location.origin ? wanted.href : new URL("/messages", location.origin).href;
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = open.find((client) => client.url === path) || open.find((client) => new URL(client.url).origin === location.origin);
    if (!there) return self.clients.openWindow(path);
    await there.focus();
    if (there.url !== path) await there.navigate(path).catch(() => self.clients.openWindow(path));
  })());
});

// The browser changed the address by itself: the server learns the new one while the session lasts.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil((async () => {
    const made = event.newSubscription || await self.registration.pushManager.subscribe(event.oldSubscription.options);
    const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    await fetch("/messages/push", {
      method: "POST",
      headers: { "x-requested-with": "steward" },
      body: new URLSearchParams({ endpoint: made.endpoint, key: text(made.getKey("p256dh")), auth: text(made.getKey("auth")) }),
    });
  })());
});
