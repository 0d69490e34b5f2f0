// Keeps open pages up: the number at the tab, those of the inbox's categories, and new messages. Without it, or with a line
// that is broken, the next page shows the same.
(() => {
  "use strict";
  const words = document.body.dataset;
  if (!words.live || !("EventSource" in window)) return;
  const { all, fill } = window.steward;
  const hiddenSeconds = 10;
  let source = null;
  let last = document.querySelector("[data-inbox]")?.dataset.through ?? null;
  let hiding = 0;
  let isReplaced = false;
  let fresh = [];

  function open() {
    if (source || document.hidden) return;
    // The browser's own Last-Event-ID is lost with the connection that this page closed: it goes on by the address.
    source = new EventSource(words.live + (last === null ? "" : "?after=" + encodeURIComponent(last)));
    for (const [name, take] of Object.entries({ counts, message, reload, end })) {
      source.addEventListener(name, (event) => {
        if (event.lastEventId) last = event.lastEventId;
        take(JSON.parse(event.data));
      });
    }
    // Refused for good, as after signing out: the browser has given up by itself.
    source.addEventListener("error", () => { if (source?.readyState === EventSource.CLOSED) close(); });
  }
  function close() {
    source?.close();
    source = null;
  }

  function counts({ total, categories }) {
    for (const tab of all('.tabs a[href="/messages"]')) badge(tab, total);
    for (const chip of all(".inbox-chips .chip")) {
      const category = new URL(chip.href).searchParams.get("category");
      number(chip, category ? categories[category] ?? 0 : total);
    }
    navigator[total ? "setAppBadge" : "clearAppBadge"]?.(total || undefined)?.catch(() => {});
  }
  function badge(tab, total) {
    let dot = tab.querySelector("[data-unread]");
    const text = total > 99 ? "99+" : String(total);
    if (!total) return dot?.remove();
    if (!dot) {
      dot = document.createElement("span");
      dot.className = "dot";
      dot.dataset.unread = "";
      const label = document.createElement("span");
      label.className = "sr";
      label.textContent = words.unread + " ";
      dot.append(label, "");
      tab.append(dot);
    }
    if (dot.lastChild.textContent === text) return;
    dot.lastChild.textContent = text;
    dot.classList.remove("fresh");
    void dot.offsetWidth;
    dot.classList.add("fresh");
  }
  function number(chip, count) {
    let mark = chip.querySelector("b");
    if (!count) return mark?.remove();
    if (!mark) {
      mark = document.createElement("b");
      mark.className = "num";
      chip.append(" ", mark);
    }
    mark.textContent = count > 999 ? "999+" : count;
  }

  // The open inbox says that there is something; it moves only when that is tapped.
  function message(one) {
    const list = document.querySelector("[data-inbox]");
    const place = new URLSearchParams(location.search);
    const category = place.get("category");
    if (!list || place.has("before") || place.has("q") || place.get("show") === "archived") return;
    if (category && category !== one.category || place.get("show") === "important" && !one.important) return;
    if (one.category === "product" && isShown(one, list)) return;
    if (!fresh.includes(one.id)) fresh.push(one.id);
    tell(list);
  }
  // Notices are told again to a page that comes back: the list may hold this one, or have its place further down.
  function isShown(one, list) {
    const oldest = all(".msg time", list).at(-1);
    return all(".msg", list).some((row) => numberOf(row) === one.id)
      || Boolean(list.querySelector(".more")) && Date.parse(oldest?.dateTime) > Date.parse(one.at);
  }
  function numberOf(row) {
    return row.querySelector("form")?.getAttribute("action").split(/[/?]/)[2];
  }
  function reload() {
    const list = document.querySelector("[data-inbox]");
    if (list) tell(list, true);
  }
  function tell(list, isMany = false) {
    let bar = list.querySelector(".news");
    if (!bar) {
      bar = document.createElement("p");
      bar.className = "news";
      bar.setAttribute("role", "status");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.addEventListener("click", () => show(list));
      bar.append(button);
      const above = list.querySelector(".inbox-filters");
      if (above) above.after(bar); else list.prepend(bar);
    }
    bar.firstChild.textContent = isMany || !fresh.length ? words.news : fill(fresh.length === 1 ? words.oneNew : words.manyNew, { n: fresh.length });
  }
  async function show(list) {
    const arrived = fresh;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      if (!answer.ok || answer.redirected) throw new Error();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("[data-inbox]");
      if (!next) throw new Error();
      const swap = () => {
        list.replaceChildren(...next.childNodes);
        for (const row of all(".msg", list)) {
          if (arrived.includes(numberOf(row))) row.classList.add("arrived");
        }
        list.scrollIntoView({ block: "nearest" });
        scrollTo({ top: 0, behavior: "smooth" });
      };
      fresh = [];
      if (document.startViewTransition) document.startViewTransition(swap); else swap();
    } catch { location.reload(); }
  }

  // The server has said that this line is not to come back by itself: another page took its place, or nobody is signed in.
  function end({ reason }) {
    close();
    isReplaced = reason === "replaced";
    if (reason === "signed_out") removeEventListener("pageshow", open);
  }

  // Few lines are kept open to one server: a page that nobody looks at gives its own back.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(close, hiddenSeconds * 1000);
    else open();
  });
  addEventListener("focus", () => { if (isReplaced) { isReplaced = false; open(); } });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
