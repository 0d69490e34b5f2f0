// 扫码登录: on a desk the code appears by itself, and the page goes on once the phone has confirmed.
// Without it a button shows the code, and the code's own page looks again by itself.
(() => {
  "use strict";
  const path = "/sign-in/code";
  const waits = ["SHOWN", "SCANNED", "CONFIRMED"];
  const door = document.querySelector("[data-code-door]");
  if (!door) return;

  async function draw(request) {
    const answer = await fetch(path, request).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-code-door]");
    if (!fresh) return location.reload();
    // The part stays and its content changes, so that the change is read out and a keyboard keeps its place.
    const held = door.contains(document.activeElement);
    door.dataset.codeDoor = fresh.dataset.codeDoor;
    door.replaceChildren(...fresh.childNodes);
    if (held) { door.tabIndex = -1; door.focus({ preventScroll: true }); }
    door.querySelector("form[data-claim]")?.requestSubmit();
  }
  function show() {
    const next = door.querySelector("form[data-show] [name=next]")?.value ?? "/";
    return draw({ method: "POST", body: new URLSearchParams({ next }) });
  }
  async function look() {
    if (document.hidden || !waits.includes(door.dataset.codeDoor)) return;
    const answer = await fetch(path + "/state", { headers: { accept: "application/json" } }).catch(() => null);
    const state = answer?.ok ? (await answer.json()).state : door.dataset.codeDoor;
    if (state !== door.dataset.codeDoor) await draw();
  }
  document.addEventListener("submit", (event) => {
    if (!event.target.matches?.("[data-code-door] form[data-show]")) return;
    event.preventDefault();
    show();
  }, true);
  const wide = matchMedia("(min-width: 960px)");
  const begin = () => { if (wide.matches && door.dataset.codeDoor === "NONE") show(); };
  wide.addEventListener("change", begin);
  document.addEventListener("visibilitychange", look);
  begin();
  (async function again() {
    await look();
    setTimeout(again, 2000);
  })();
})();
