// What every page gains with a script: sheets, copying, sharing, filters, toasts, live times, the installed app.
// Everything works without it. All words come from data- attributes, so that this file speaks no language.
(() => {
  "use strict";
  const root = document.documentElement;
  const words = document.body.dataset;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const fill = (text, values) => (text || "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", "#i-" + name);
    svg.setAttribute("class", "i");
    svg.setAttribute("aria-hidden", "true");
    svg.append(use);
    return svg;
  };
  root.classList.add("js");

  // Toasts stand inside the open sheet, because everything outside a modal dialog is inert.
  function toast(text, kind = "") {
    if (!text) return;
    const home = all("dialog[open]").pop() || document.body;
    let box = home.querySelector(":scope > .toasts");
    if (!box) {
      box = document.createElement("div");
      box.className = "toasts";
      box.setAttribute("role", "status");
      home.append(box);
    }
    const item = document.createElement("p");
    item.className = "toast " + kind;
    item.append(icon(kind === "bad" ? "error" : "done"), text);
    box.replaceChildren(item);
    setTimeout(() => { item.classList.add("out"); setTimeout(() => item.remove(), 240); }, kind === "bad" ? 6000 : 2600);
  }

  // Sheets: <a href="#name" data-sheet> opens <dialog class="sheet" id="name">.
  function open(sheet) {
    if (!(sheet instanceof HTMLDialogElement) || sheet.open) return;
    sheet.classList.remove("shut");
    sheet.showModal();
    const first = sheet.querySelector("[autofocus]");
    if (first && matchMedia("(pointer: fine)").matches) return first.focus();
    sheet.tabIndex = -1;
    sheet.focus({ preventScroll: true });
  }
  function close(sheet) {
    if (!sheet?.open) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    sheet.classList.add("shut");
    setTimeout(() => { sheet.style.translate = ""; sheet.classList.remove("shut"); sheet.close(); }, still ? 0 : 200);
  }
  function openFromAddress() {
    const sheet = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (sheet instanceof HTMLDialogElement) {
      history.replaceState(null, "", location.pathname + location.search);
      open(sheet);
    }
  }
  function drag(grip, down) {
    const sheet = grip.closest("dialog");
    let moved = 0;
    grip.setPointerCapture(down.pointerId);
    const move = (event) => { moved = Math.max(0, event.clientY - down.clientY); sheet.style.translate = `0 ${moved}px`; };
    const end = () => {
      grip.removeEventListener("pointermove", move);
      if (moved > 96) { sheet.style.translate = ""; close(sheet); } else sheet.style.translate = "";
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", end, { once: true });
    grip.addEventListener("pointercancel", end, { once: true });
  }

  async function copy(text, done) {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "sr";
      (all("dialog[open]").pop() || document.body).append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    toast(done || words.copied);
  }
  async function share(button) {
    const { title, text, url } = button.dataset;
    const address = new URL(url || location.href, location.href).href;
    if (navigator.share) {
      try { await navigator.share({ title, text, url: address }); return; } catch (problem) { if (problem.name === "AbortError") return; }
    }
    copy(address, button.dataset.done);
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest("[data-sheet]");
    if (opener) {
      const sheet = document.getElementById(opener.dataset.sheet || opener.hash?.slice(1));
      if (sheet) { event.preventDefault(); return open(sheet); }
    }
    const closer = target?.closest("[data-close]");
    const sheet = target?.closest("dialog.sheet");
    if (sheet?.open && (closer || target === sheet && outside(sheet, event))) { event.preventDefault(); return close(sheet); }
    const copier = target?.closest("[data-copy]");
    if (copier) {
      event.preventDefault();
      const source = copier.dataset.copy.startsWith("#") && document.querySelector(copier.dataset.copy);
      return void copy(source ? source.value ?? source.textContent.trim() : copier.dataset.copy, copier.dataset.done);
    }
    const sharer = target?.closest("[data-share]");
    if (sharer) { event.preventDefault(); return void share(sharer); }
    if (target?.closest("[data-print]")) return print();
    if (target?.closest("[data-back]") && history.length > 1 && document.referrer.startsWith(location.origin)) { event.preventDefault(); return history.back(); }
    for (const menu of all("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
  });
  function outside(sheet, event) {
    const box = sheet.getBoundingClientRect();
    return event.clientY < box.top || event.clientY > box.bottom || event.clientX < box.left || event.clientX > box.right;
  }
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target instanceof Element && event.target.closest(".sheet[open] .grip");
    if (grip) drag(grip, event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const menu of all("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  document.addEventListener("cancel", (event) => {
    if (event.target.matches?.("dialog.sheet")) { event.preventDefault(); close(event.target); }
  }, true);
  addEventListener("hashchange", openFromAddress);

  // <input data-filter="#list">: hides the rows that lack every typed word; data-key adds words a row may be found by.
  document.addEventListener("input", (event) => {
    const list = event.target.dataset?.filter && document.querySelector(event.target.dataset.filter);
    if (!list) return;
    const asked = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    const plain = (text) => text.toLowerCase().replace(/\s+/g, "");
    const shown = (row) => {
      const text = plain(row.textContent + " " + (row.dataset.key || ""));
      return asked.every((word) => text.includes(plain(word)));
    };
    const rows = all("[data-row]", list);
    for (const row of rows) row.hidden = !shown(row);
    for (const part of all("[data-part]", list)) {
      const some = all("[data-row]", part).some((row) => !row.hidden);
      part.hidden = !some;
      if (part instanceof HTMLDetailsElement && asked.length) part.open = some;
    }
    for (const none of all("[data-none]", list)) none.hidden = rows.some((row) => !row.hidden);
  });

  // <time data-ago datetime>: keeps a relative time true. <time data-until="{h} … {m}" data-soon="{m} …" data-over="…" datetime>: counts down.
  const ago = new Intl.RelativeTimeFormat(root.lang || undefined, { numeric: "always" });
  function tell() {
    for (const time of all("time[data-ago]")) {
      const minutes = Math.round((Date.now() - Date.parse(time.dateTime)) / 60000);
      if (!(minutes < 1440)) continue;
      const text = minutes < 1 ? words.now : minutes < 60 ? ago.format(-minutes, "minute") : ago.format(-Math.floor(minutes / 60), "hour");
      if (text) time.textContent = text.replace(/(\d)(?=[\u3400-\u9fff])/g, "$1 ");
    }
    for (const time of all("time[data-until]")) {
      const minutes = Math.ceil((Date.parse(time.dateTime) - Date.now()) / 60000);
      if (Number.isNaN(minutes)) continue;
      const values = { h: Math.floor(minutes / 60), m: minutes % 60 };
      time.textContent = minutes <= 0 ? time.dataset.over : fill(values.h ? time.dataset.until : time.dataset.soon || time.dataset.until, values);
    }
  }
  tell();
  setInterval(tell, 30000);

  // The line to the server, and the installed app.
  const banner = document.querySelector("[data-offline]");
  const line = () => { if (banner) banner.hidden = navigator.onLine; };
  addEventListener("online", line);
  addEventListener("offline", line);
  line();
  if (words.worker && "serviceWorker" in navigator && isSecureContext) navigator.serviceWorker.register(words.worker).catch(() => {});
  addEventListener("beforeinstallprompt", (event) => {
    const hints = all("[data-install]");
    if (!hints.length) return;
    event.preventDefault();
    for (const hint of hints) {
      hint.hidden = false;
      hint.querySelector("button")?.addEventListener("click", async () => { await event.prompt(); hint.hidden = true; }, { once: true });
    }
  });
  if (matchMedia("(display-mode: standalone)").matches) root.classList.add("installed");

  // The row that is being looked at stands in view, in lists and in scrolling chips; the page itself stays where it is.
  const top = scrollY;
  for (const here of all(".panes .first [aria-current], .chips.scroll [aria-current]")) here.scrollIntoView({ block: "nearest", inline: "center" });
  if (scrollY !== top) scrollTo({ top, behavior: "instant" });
  for (const seconds of all("[data-reload]")) setTimeout(() => location.reload(), Number(seconds.dataset.reload) * 1000);
  for (const frame of all("iframe[data-src]")) frame.src = frame.dataset.src;
  openFromAddress();
  window.steward = { toast, fill, all, close };
})();
