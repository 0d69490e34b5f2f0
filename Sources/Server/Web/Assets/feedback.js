// Choosing pictures for a report: shown as they are, with a way to take one back. Without this file the browser's own input does.
(() => {
  "use strict";
  const form = document.querySelector("[data-report]");
  if (!form) return;
  const text = form.querySelector("#text");
  for (const kind of form.querySelectorAll("[data-hint]")) {
    kind.addEventListener("change", () => { text.placeholder = kind.dataset.hint; });
  }
  const place = form.querySelector("[data-shots-in]");
  const input = place.querySelector("input");
  const problem = form.querySelector("[data-shots-problem]");
  const most = Number(form.dataset.most);
  let files = [];
  if (typeof DataTransfer !== "function") return;
  place.classList.add("rich");
  const adder = document.createElement("div");
  adder.className = "adder";
  adder.innerHTML = '<span class="add"><svg class="i" aria-hidden="true"><use href="#i-camera"/></svg></span>';
  adder.prepend(input);
  place.append(adder);

  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "i");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#i-${name}`);
    svg.append(use);
    return svg;
  };
  const say = (words) => {
    problem.textContent = words;
    problem.hidden = !words;
  };
  const draw = () => {
    for (const old of place.querySelectorAll(".shot")) {
      URL.revokeObjectURL(old.querySelector("img").src);
      old.remove();
    }
    files.forEach((file, index) => {
      const shot = document.createElement("div");
      shot.className = "shot";
      const image = document.createElement("img");
      image.alt = file.name;
      image.src = URL.createObjectURL(file);
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", form.dataset.remove);
      button.append(icon("close"));
      button.addEventListener("click", () => {
        files.splice(index, 1);
        draw();
      });
      shot.append(image, button);
      adder.before(shot);
    });
    adder.hidden = files.length >= most;
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    input.files = chosen.files;
  };
  input.addEventListener("change", () => {
    say("");
    for (const file of input.files) {
      if (files.length >= most) say(form.dataset.tooMany);
      else if (file.size > 4 * 1024 * 1024) say(form.dataset.large);
      else files.push(file);
    }
    draw();
  });
})();
