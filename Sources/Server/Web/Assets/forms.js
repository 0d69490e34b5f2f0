// Forms with a script: counters, previews, typed confirmations, growing lists, busy buttons, uploads with progress.
(() => {
  "use strict";
  const { toast, fill, all } = window.steward;
  const words = document.body.dataset;

  // A Chinese character counts 2: everything outside ASCII does, a pair of surrogates once.
  const weigh = (text) => [...text.trim()].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x7f ? 2 : 1), 0);
  function count(input) {
    const output = input.closest(".field")?.querySelector(".count");
    if (!output) return;
    const length = "plain" in input.dataset ? [...input.value.trim()].length : weigh(input.value);
    const { min, max } = input.dataset;
    output.textContent = max ? `${length} / ${max}` : length;
    output.classList.toggle("over", length > Number(max ?? Infinity));
    output.classList.toggle("short", length > 0 && length < Number(min ?? 0));
  }
  const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

  function limit(group) {
    const boxes = all("input[type=checkbox]", group);
    const full = boxes.filter((box) => box.checked).length >= Number(group.dataset.most);
    for (const box of boxes) box.disabled = full && !box.checked;
  }
  // <div data-picked="categories" data-empty="…">: shows what is ticked under that name, as chips.
  function picked(name) {
    for (const home of all(`[data-picked="${CSS.escape(name)}"]`)) {
      const ticked = all(`input[name="${CSS.escape(name)}"]:checked`, home.closest("form") || document);
      home.replaceChildren(...ticked.map((box) => {
        const chip = document.createElement("span");
        chip.className = "chip on";
        chip.textContent = box.dataset.label || box.closest("label")?.textContent.trim();
        return chip;
      }));
      if (!ticked.length) home.textContent = home.dataset.empty || "";
    }
  }
  function match(input) {
    const agreed = input.value.trim() === input.dataset.confirm;
    for (const button of all("[data-needs]", input.form)) button.disabled = !agreed;
  }
  function preview(input) {
    const home = document.querySelector(input.dataset.preview);
    const file = input.files?.[0];
    if (!home || !file?.type.startsWith("image/")) return;
    const picture = document.createElement("img");
    picture.className = home.className;
    picture.id = home.id;
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.onload = () => URL.revokeObjectURL(picture.src);
    home.replaceWith(picture);
    if (input.dataset.done) toast(input.dataset.done);
  }
  // <ul data-repeat>: a fresh last line appears as soon as the last one is used.
  function grow(list) {
    const last = list.lastElementChild;
    if (!last?.querySelector("input")?.value || list.children.length >= Number(list.dataset.repeat || 20)) return;
    const next = last.cloneNode(true);
    for (const input of all("input", next)) { input.value = ""; input.removeAttribute("id"); }
    list.append(next);
  }

  document.addEventListener("input", (event) => {
    const input = event.target;
    if ("count" in input.dataset) count(input);
    if (input.dataset.confirm) match(input);
    if (input.closest("[data-repeat]")) grow(input.closest("[data-repeat]"));
    input.closest(".field.wrong")?.classList.remove("wrong");
  });
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.dataset.preview) preview(input);
    if (input.closest("[data-most]")) limit(input.closest("[data-most]"));
    if (input.type === "checkbox" && input.name) picked(input.name);
    if ("submit" in input.dataset) input.form.requestSubmit();
    if (input.type === "file" && input.closest(".drop")) chosen(input);
  });
  document.addEventListener("click", (event) => {
    const fillIn = event.target.closest?.("[data-fill]");
    if (fillIn) {
      const input = document.getElementById(fillIn.dataset.fill);
      input.value = fillIn.dataset.value;
      for (const other of all("[data-fill]", fillIn.parentElement)) other.classList.toggle("on", other === fillIn);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const peek = event.target.closest?.("[data-peek]");
    if (peek) {
      const input = document.getElementById(peek.dataset.peek);
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      peek.setAttribute("aria-pressed", String(!shown));
    }
    const remove = event.target.closest?.("[data-remove]");
    if (remove) {
      const line = remove.closest("li");
      if (line.parentElement.children.length > 1) line.remove(); else for (const input of all("input", line)) input.value = "";
    }
  });

  // <form data-live=".picture, .list">: parts of the page follow the form as it is changed; the server draws them.
  let asked = 0;
  document.addEventListener("change", async (event) => {
    const form = event.target.closest?.("form[data-live]");
    if (!form) return;
    const mine = asked += 1;
    const answer = await fetch(form.action + "?" + new URLSearchParams(new FormData(form))).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [now, then] = [all(form.dataset.live), all(form.dataset.live, fresh)];
    if (now.length === then.length) now.forEach((part, place) => part.replaceWith(then[place]));
  });

  // One tap is one submission. The button may not be disabled before the browser has read its name and value.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (form.dataset.sent) return event.preventDefault();
    if ("upload" in form.dataset && all("input[type=file]", form).some((input) => input.files.length)) { event.preventDefault(); return upload(form, button); }
    if (form.method === "dialog") return;
    form.dataset.sent = "1";
    button?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", (event) => { if (event.persisted) all("form[data-sent]").forEach(free); });
  function free(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    for (const part of all(".fields", form)) part.inert = false;
    for (const button of all("[aria-busy]", form)) button.removeAttribute("aria-busy");
  }

  // The drop zone: the file's name and size stand in [data-name] and [data-size].
  function chosen(input) {
    const zone = input.closest(".drop");
    const file = input.files[0];
    zone.classList.toggle("has", Boolean(file));
    zone.classList.remove("wrong");
    for (const old of all(".problem", zone.parentElement)) old.remove();
    if (!file) return;
    for (const place of all("[data-name]", zone.closest("form"))) place.textContent = file.name;
    for (const place of all("[data-size]", zone.closest("form"))) place.textContent = size(file.size);
    const most = Number(zone.dataset.most);
    if (most && file.size > most) complain(input, zone.dataset.large);
  }
  for (const zone of all(".drop")) {
    const input = zone.querySelector("input[type=file]");
    let depth = 0;
    zone.addEventListener("dragenter", () => { depth += 1; zone.classList.add("over"); });
    zone.addEventListener("dragleave", () => { depth -= 1; if (!depth) zone.classList.remove("over"); });
    zone.addEventListener("dragover", (event) => event.preventDefault());
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      depth = 0;
      zone.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    if (input.files.length) chosen(input);
  }

  // <form data-upload>: sends itself with progress; the server answers {"location"} or a problem document.
  function upload(form, button) {
    const request = new XMLHttpRequest();
    const bar = form.querySelector("progress");
    const say = (name, text) => all(`[data-${name}]`, form).forEach((place) => { place.textContent = text; });
    const cancel = form.querySelector("[data-cancel]");
    const stop = () => request.abort();
    const end = (text, kind) => { cancel?.removeEventListener("click", stop); free(form); removeEventListener("beforeunload", warn); toast(text, kind); };
    const warn = (event) => event.preventDefault();
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "steward");
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const percent = Math.floor(event.loaded / event.total * 100);
      if (bar) { bar.max = event.total; bar.value = event.loaded; }
      say("percent", percent + "%");
      say("state", fill(form.dataset.sending, { sent: size(event.loaded), total: size(event.total) }));
    });
    request.upload.addEventListener("load", () => { bar?.removeAttribute("value"); say("state", form.dataset.checking || ""); });
    request.addEventListener("load", () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* a proxy's own page: the words below are all there is to say */ }
      if (request.status < 400 && answer.location) {
        const to = new URL(answer.location, location.href);
        removeEventListener("beforeunload", warn);
        if (to.origin === location.origin) return location.assign(to.href);
      }
      // What stands at its field is not said again.
      end(show(form, answer) ? "" : answer.detail || answer.title || words.failed, "bad");
    });
    request.addEventListener("error", () => end(navigator.onLine ? words.failed : words.unreachable || words.failed, "bad"));
    request.addEventListener("abort", () => end(form.dataset.cancelled));
    cancel?.addEventListener("click", stop);
    addEventListener("beforeunload", warn);
    if (bar) bar.value = 0;
    show(form, {});
    all(".toast").forEach((old) => old.remove());
    button?.setAttribute("aria-busy", "true");
    say("percent", "0%");
    const data = new FormData(form);
    if (button?.name) data.append(button.name, button.value);
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    for (const part of all(".fields", form)) part.inert = true;
    request.send(data);
    form.querySelector(".sending")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }
  // Says what is wrong with an input at its field, where a refused page would; false when it has no such place.
  function complain(input, message) {
    const place = input instanceof Element ? input.closest(".field, .drop") : null;
    if (!place) return false;
    const line = document.createElement("p");
    line.className = "problem";
    line.id = "problem-" + input.name;
    line.setAttribute("role", "alert");
    line.textContent = message;
    place.classList.add("wrong");
    (place.matches(".drop") ? place.parentElement : place).append(line);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", line.id);
    return true;
  }
  // Puts a problem document's field errors at their fields; whether all of them have one.
  function show(form, problem) {
    for (const old of all(".problem", form)) old.remove();
    for (const place of all(".wrong", form)) place.classList.remove("wrong");
    for (const input of all("[aria-invalid]", form)) input.removeAttribute("aria-invalid");
    const list = problem.fields || [];
    const said = list.filter(({ field, message }) => complain(form.elements.namedItem(field), message));
    if (said.length) form.elements.namedItem(said[0].field).focus();
    return list.length > 0 && said.length === list.length;
  }

  for (const input of all("[data-count]")) count(input);
  for (const input of all("[data-confirm]")) match(input);
  for (const list of all("[data-repeat]")) grow(list);
  for (const group of all("[data-most]:not(.drop)")) limit(group);
  for (const home of all("[data-picked]")) picked(home.dataset.picked);
  all("[aria-invalid=true]")[0]?.focus();
})();
