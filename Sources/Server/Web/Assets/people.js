// The check of the journal goes on by itself, slice by slice. Without a script, a button does it.
(() => {
  "use strict";
  const place = document.querySelector("[data-check]");

  async function step() {
    const next = place.dataset.next;
    if (!next || !place.isConnected) return;
    try {
      const answer = await fetch(next, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-check]");
      if (!answer.ok || !fresh) throw new Error("no slice in the answer");
      place.replaceChildren(...fresh.childNodes);
      delete place.dataset.next;
      if (fresh.dataset.next) place.dataset.next = fresh.dataset.next;
      step();
    } catch {
      window.steward.toast(navigator.onLine ? document.body.dataset.failed : document.body.dataset.unreachable, "bad");
    }
  }
  if (place) step();
})();
