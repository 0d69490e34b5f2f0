// The review console on a desk: moving through the queue by keys, and a form of reasons that changes without leaving the page.
// Everything works without it: each button that changes the form sends it, and the server shows it again.
(() => {
  "use strict";
  const { toast, all } = window.steward;
  const words = document.body.dataset;

  // j and k move through the queue, Enter opens (the row is a link), c takes what is open.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "c") {
      const claim = document.querySelector("form[data-claim]");
      if (claim) { event.preventDefault(); claim.requestSubmit(); }
      return;
    }
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const rows = all("[data-queue] a.item");
    if (!rows.length) return;
    event.preventDefault();
    const here = rows.indexOf(document.activeElement);
    const open = rows.findIndex((row) => row.hasAttribute("aria-current"));
    const from = here >= 0 ? here : open >= 0 ? open : step > 0 ? -1 : rows.length;
    const row = rows[Math.min(rows.length - 1, Math.max(0, from + step))];
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  });

  // A refused form comes back open; as a modal dialog it keeps the focus inside.
  for (const sheet of all("dialog.sheet[open]")) { sheet.close(); sheet.showModal(); }

  // Templates of the chosen type only.
  function narrow(select) {
    for (const pick of all(".pick", select.closest("fieldset"))) pick.hidden = Boolean(select.value) && pick.dataset.for !== select.value;
  }
  const narrowAll = (from = document) => all("select[data-type]", from).forEach(narrow);

  // A button that changes the form: the server makes the new one, and it takes the place of the old.
  async function edit(form, value) {
    const live = form.querySelector("[data-live]");
    const data = new FormData(form);
    data.append("edit", value);
    live.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(form.closest("dialog").id)?.querySelector("[data-live]");
      if (!fresh) throw new Error("no form in the answer");
      const scrolled = live.scrollTop;
      live.replaceChildren(...fresh.childNodes);
      live.scrollTop = scrolled;
      narrowAll(live);
      for (const input of all("[data-count]", live)) input.dispatchEvent(new Event("input", { bubbles: true }));
      const place = value === "add" ? all("fieldset", live).pop() : all("fieldset", live)[Number(value.split(".")[1])];
      if (value === "add") place?.querySelector("select")?.focus();
      if (value.startsWith("insert")) place?.querySelector("textarea")?.focus();
    } catch {
      toast(navigator.onLine ? words.failed : words.unreachable, "bad");
    }
    live.removeAttribute("aria-busy");
  }

  // Pictures are kept as soon as they are chosen, one after the other.
  async function keep(input) {
    const form = input.form;
    const name = input.name.replace(/pictures$/, "kept");
    const files = [...input.files];
    const home = input.closest(".screens");
    const add = input.closest(".file");
    input.value = "";
    add.setAttribute("aria-busy", "true");
    for (const file of files) {
      const data = new FormData();
      data.append("picture", file);
      try {
        const answer = await fetch(form.dataset.pictures, { method: "POST", body: data, headers: { Accept: "application/json" } });
        const kept = await answer.json();
        if (!answer.ok) throw new Error(kept.detail);
        const hidden = document.createElement("input");
        Object.assign(hidden, { type: "hidden", name, value: kept.id });
        home.insertBefore(hidden, add);
      } catch (error) {
        toast(error.message || words.failed, "bad");
      }
    }
    add.removeAttribute("aria-busy");
    await edit(form, "keep");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-edit]");
    if (!button) return;
    event.preventDefault();
    edit(button.form, button.value);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-type]")) narrow(event.target);
    if (event.target.matches("input[data-keep]")) keep(event.target);
  });
  narrowAll();
})();
