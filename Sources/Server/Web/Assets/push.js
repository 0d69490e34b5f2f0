// Lets this device be rung: asks its owner, subscribes at the browser's maker, and tells the server where.
(() => {
  "use strict";
  const card = document.querySelector("[data-push]");
  if (!card) return;
  const { all, toast } = window.steward;
  const state = (name) => { for (const item of all("[data-push-state]", card)) item.hidden = item.dataset.pushState !== name; };
  if (!isSecureContext || !("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  async function look() {
    if (Notification.permission === "denied") return state("denied");
    const worker = await navigator.serviceWorker.getRegistration();
    const there = await worker?.pushManager.getSubscription();
    state(there && "here" in card.dataset ? "none" : "ready");
  }
  async function subscribe() {
    const worker = await navigator.serviceWorker.ready;
    const options = { userVisibleOnly: true, applicationServerKey: bytes(card.dataset.push) };
    try { return await worker.pushManager.subscribe(options); } catch (problem) {
      if (problem.name === "NotAllowedError") throw problem;
      // Subscribed under another key, as before the server was set up anew.
      await (await worker.pushManager.getSubscription())?.unsubscribe();
      return await worker.pushManager.subscribe(options);
    }
  }
  async function switchOn(button) {
    button.setAttribute("aria-busy", "true");
    try {
      if (await Notification.requestPermission() !== "granted") return look();
      const made = await subscribe();
      const answer = await fetch("/messages/push", {
        method: "POST",
        headers: { "x-requested-with": "steward" },
        body: new URLSearchParams({ endpoint: made.endpoint, key: text(made.getKey("p256dh")), auth: text(made.getKey("auth")) }),
      });
      if (!answer.ok) {
        await made.unsubscribe();
        return toast((await answer.json().catch(() => ({}))).detail || card.dataset.failed, "bad");
      }
      location.reload();
    } catch { toast(card.dataset.failed, "bad"); look(); } finally { button.removeAttribute("aria-busy"); }
  }
  card.querySelector("[data-push-on]").addEventListener("click", (event) => switchOn(event.currentTarget));
  look();
})();
