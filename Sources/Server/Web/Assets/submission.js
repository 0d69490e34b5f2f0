// A submission with a script: saves a second after typing, sends pictures with progress, puts them in order by dragging,
// and lets an agreement be accepted once its end was seen. Everything works without it.
(() => {
  "use strict";
  const { toast, fill, all } = window.steward;

  // The agreement: the button waits until the last line was in view.
  const accept = document.querySelector("[data-read-first]");
  const end = document.querySelector("[data-end]");
  if (accept && end) {
    const words = accept.textContent;
    accept.disabled = true;
    accept.textContent = accept.dataset.readFirst;
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      accept.disabled = false;
      accept.textContent = words;
    }).observe(end);
  }

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const { draft, pictures, unsaved, saving } = form.dataset;
  const line = form.querySelector(".saved");
  const said = form.querySelector("[data-saved]");
  const note = form.querySelector("[data-saved-note]");
  const headers = { "X-Requested-With": "steward", Accept: "application/json" };

  let timer, running = false, again = false, dirty = false;
  function later(delay = 1000) {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }
  const typed = () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    return fields;
  };
  async function save() {
    if (running) { again = true; return; }
    running = true;
    dirty = false;
    say(saving, "");
    try {
      const answer = await fetch(draft, { method: "POST", headers, body: typed() });
      const body = await answer.json();
      if (!answer.ok) {
        say(body.detail || unsaved, "", true);
        // What may not be saved now may not be saved in five seconds either; the network and the server may come back.
        if (answer.status >= 500) later(5000);
      } else {
        form.elements.seen.value = body.seen;
        say(body.said, body.note);
      }
    } catch {
      say(unsaved, "", true);
      later(5000);
    }
    running = false;
    if (again) { again = false; save(); }
  }
  function say(text, more, failed = false) {
    said.textContent = text;
    if (more || failed) note.textContent = more;
    line.classList.toggle("failed", failed);
  }
  form.addEventListener("input", (event) => { if (event.target.type !== "file") later(); });
  form.addEventListener("submit", () => { clearTimeout(timer); dirty = false; });
  // What was typed in the last second leaves with the page.
  addEventListener("pagehide", () => {
    if (dirty && !form.dataset.sent) fetch(draft, { method: "POST", headers, body: typed(), keepalive: true });
  });

  // Lists of pictures.
  const shots = (list) => all(":scope > [data-shot]", list);
  function tidy(list) {
    const items = shots(list);
    const most = Number(list.dataset.most);
    items.forEach((item, index) => {
      item.querySelector("[data-nth]").textContent = index + 1;
      item.querySelector("[data-shot-earlier]").disabled = index === 0;
      item.querySelector("[data-shot-later]").disabled = index === items.length - 1;
    });
    const count = list.closest(".field").querySelector("[data-shots-count]");
    if (count) count.textContent = `${items.length} / ${most}`;
    list.querySelector("[data-shot-adder]").classList.toggle("full", items.length >= most);
  }
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-shot-remove], [data-shot-earlier], [data-shot-later]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("[data-shot]");
    const list = item.parentElement;
    if ("shotRemove" in button.dataset) item.remove();
    else if ("shotEarlier" in button.dataset) list.insertBefore(item, item.previousElementSibling);
    else list.insertBefore(item.nextElementSibling, item);
    tidy(list);
    if (item.isConnected && !button.disabled) button.focus();
    later(300);
  });

  // Dragging: a picture goes before the one whose left half the pointer is over. On a phone the buttons do the same.
  let held;
  form.addEventListener("dragstart", (event) => {
    held = event.target.closest?.("[data-shot]");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    requestAnimationFrame(() => held?.classList.add("held"));
  });
  form.addEventListener("dragend", () => {
    if (!held) return;
    held.classList.remove("held");
    tidy(held.parentElement);
    held = undefined;
    later(300);
  });
  for (const list of all("[data-shots]", form)) {
    list.addEventListener("dragover", (event) => {
      if (!held && !event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      if (!held) return list.classList.add("over");
      if (held.parentElement !== list) return;
      const over = event.target.closest("[data-shot]");
      if (!over || over === held) return;
      const box = over.getBoundingClientRect();
      list.insertBefore(held, event.clientX < box.left + box.width / 2 ? over : over.nextElementSibling);
    });
    list.addEventListener("dragleave", (event) => { if (!list.contains(event.relatedTarget)) list.classList.remove("over"); });
    list.addEventListener("drop", (event) => {
      event.preventDefault();
      list.classList.remove("over");
      if (!held) send(list, [...event.dataTransfer.files]);
    });
    list.querySelector("[data-shot-files]").addEventListener("change", (event) => {
      const files = [...event.target.files];
      // Sent by themselves: the form would send them once more.
      event.target.value = "";
      send(list, files);
    });
  }

  // Sends several at once; each takes its place as soon as it is there.
  async function send(list, files) {
    const room = Number(list.dataset.most) - shots(list).length - all("[data-shot-sending]", list).length;
    if (files.length > room) toast(fill(form.dataset.tooMany, { n: list.dataset.most }), "bad");
    await Promise.all(files.slice(0, Math.max(0, room)).map((file) => sendOne(list, file)));
    tidy(list);
  }
  function sendOne(list, file) {
    if (file.size > 4 << 20) return void toast(`${file.name}: ${form.dataset.large}`, "bad");
    const place = document.getElementById("shot-sending").content.firstElementChild.cloneNode(true);
    list.insertBefore(place, list.querySelector("[data-shot-adder]"));
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", pictures);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener("progress", (event) => {
        if (!event.lengthComputable) return;
        place.querySelector("progress").value = event.loaded / event.total;
        place.querySelector("[data-shot-percent]").textContent = `${Math.floor(event.loaded / event.total * 100)}%`;
      });
      request.addEventListener("loadend", () => {
        let answer = {};
        try { answer = JSON.parse(request.responseText); } catch { /* a proxy's own page: the words below are all there is to say */ }
        if (request.status === 201) { place.replaceWith(shot(list, answer)); later(100); } else {
          place.remove();
          toast(answer.detail || document.body.dataset.failed, "bad");
        }
        tidy(list);
        resolve();
      });
      const data = new FormData();
      data.append("picture", file);
      request.send(data);
    });
  }
  function shot(list, { id, source }) {
    const item = document.getElementById("shot").content.firstElementChild.cloneNode(true);
    item.querySelector("img").src = source;
    const input = item.querySelector("input");
    input.name = list.dataset.shots;
    input.value = id;
    const field = list.closest(".field");
    field.classList.remove("wrong");
    field.querySelector(".problem")?.remove();
    return item;
  }
})();
