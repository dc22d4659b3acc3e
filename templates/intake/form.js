"use strict";
(() => {
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const words = settings.words;
  const practices = document.getElementById("practices");
  const errors = document.getElementById("errors");
  const told = document.getElementById("told");
  const DATE = /^(\d{4}(-\d{2}(-\d{2})?)?|(\d{1,2}[/.])?\d{1,2}[/.]\d{4}|\p{L}[\p{L} ]*|(\d{1,2}(er)? )?\p{L}+ \d{4})$/u;
  let serial = 0;

  /** A copy of a template whose ids are its own. */
  function copy(name) {
    const made = document.getElementById(name).content.cloneNode(true).firstElementChild;
    serial += 1;
    for (const node of [made, ...made.querySelectorAll("*")]) {
      for (const attribute of ["id", "for", "aria-describedby", "aria-labelledby"]) {
        if (node.hasAttribute(attribute)) node.setAttribute(attribute, `n${serial}-${node.getAttribute(attribute)}`);
      }
    }
    return made;
  }

  function number() {
    [...practices.children].forEach((practice, index) => {
      practice.querySelector("h2").textContent = words.practice.replace("{number}", index + 1);
      for (const list of practice.querySelectorAll("[data-list]")) {
        [...list.querySelector(".items").children].forEach((item, place) => {
          item.querySelector("h3").textContent = words.item.replace("{list}", list.dataset.title).replace("{number}", place + 1);
        });
      }
    });
  }

  function addItem(practice, list, focus) {
    const item = copy(`item-${list}`);
    practice.querySelector(`[data-list="${list}"] .items`).append(item);
    number();
    if (focus) item.querySelector("input, select, textarea").focus();
    return item;
  }

  function addPractice(focus) {
    const practice = copy("practice");
    practices.append(practice);
    addItem(practice, "sources", false);
    number();
    if (focus) practice.querySelector("input").focus();
    return practice;
  }

  const own = (root) => [...root.querySelectorAll("[data-name]")];

  function wrong(field, holder) {
    const text = field.value.trim();
    if (!text) return field.getAttribute("aria-required") === "true" && holder ? words["error.required"] : "";
    if (field.dataset.kind === "date" && !DATE.test(text)) return words["error.date"];
    if (["count", "number"].includes(field.dataset.kind) && !/^\p{L}+$/u.test(text) && !/^\d[\d\s\u00a0\u202f]*$/u.test(text)) return words["error.number"];
    if (field.dataset.kind === "url" && !/^https?:\/\/[^\s]+$/.test(text)) return words["error.url"];
    return "";
  }

  /** Marks each wrong field, lists them above the form, and says whether all is well. */
  function check() {
    const found = [];
    for (const field of own(practices)) {
      const item = field.closest("[data-item]");
      const filled = !item || own(item).some((other) => other.value.trim());
      const reason = wrong(field, filled);
      const note = document.getElementById(`${field.id}-wrong`);
      note.textContent = reason;
      note.hidden = !reason;
      field.setAttribute("aria-invalid", String(Boolean(reason)));
      field.setAttribute("aria-describedby", `${field.id}-help${reason ? ` ${field.id}-wrong` : ""}`);
      if (reason) found.push([field, reason]);
    }
    errors.replaceChildren();
    errors.hidden = found.length === 0;
    if (!found.length) return true;
    const title = document.createElement("h2");
    title.textContent = words.errors;
    const list = document.createElement("ul");
    for (const [field, reason] of found) {
      const link = document.createElement("a");
      link.href = `#${field.id}`;
      link.textContent = `${document.querySelector(`label[for="${field.id}"]`).firstChild.textContent.trim()} – ${reason}`;
      link.addEventListener("click", (event) => { event.preventDefault(); field.focus(); });
      const line = document.createElement("li");
      line.append(link);
      list.append(line);
    }
    errors.append(title, list);
    errors.focus();
    return false;
  }

  const values = (root) => Object.fromEntries(own(root).filter((f) => f.value.trim()).map((f) => [f.dataset.name, f.value]));

  function data() {
    return [...practices.children].map((practice) => {
      const made = {};
      for (const field of own(practice)) {
        if (!field.closest("[data-item]") && field.value.trim()) made[field.dataset.name] = field.value;
      }
      for (const list of practice.querySelectorAll("[data-list]")) {
        // A source keeps the number that texts cite, whatever stands before it.
        const items = [...list.querySelectorAll("[data-item]")].map((item, place) => {
          const content = values(item);
          if (!Object.keys(content).length) return null;
          if (list.dataset.list === "sources") content.n = place + 1;
          return content;
        }).filter(Boolean);
        if (items.length) made[list.dataset.list] = items;
      }
      return made;
    });
  }

  function fill(saved) {
    practices.replaceChildren();
    for (const content of saved) {
      const practice = addPractice(false);
      for (const field of own(practice)) {
        if (!field.closest("[data-item]")) field.value = content[field.dataset.name] ?? "";
      }
      for (const list of practice.querySelectorAll("[data-list]")) {
        list.querySelector(".items").replaceChildren();
        for (const entry of content[list.dataset.list] ?? []) {
          const place = Number(entry.n ?? 0);
          while (list.dataset.list === "sources" && list.querySelector(".items").children.length < place - 1) addItem(practice, "sources", false);
          const item = addItem(practice, list.dataset.list, false);
          for (const field of own(item)) field.value = entry[field.dataset.name] ?? "";
        }
      }
    }
    if (!practices.children.length) addPractice(false);
    number();
  }

  document.getElementById("form").addEventListener("submit", (event) => {
    event.preventDefault();
    told.textContent = "";
    if (!check()) return;
    const file = { format: settings.format, version: settings.version, lang: settings.lang, practices: data() };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
    link.download = `${settings.format}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    told.textContent = words.saved;
  });

  document.getElementById("open").addEventListener("change", async (event) => {
    try {
      const saved = JSON.parse(await event.target.files[0].text());
      if (saved.format !== settings.format) throw new Error("format");
      fill(saved.practices);
      told.textContent = words.opened;
    } catch {
      told.textContent = words.unreadable;
    }
  });

  document.getElementById("add").addEventListener("click", () => addPractice(true));
  practices.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const practice = button.closest("[data-practice]");
    if (button.dataset.add) addItem(practice, button.dataset.add, true);
    else if ("remove" in button.dataset) {
      const list = button.closest("[data-list]");
      button.closest("[data-item]").remove();
      number();
      list.querySelector("[data-add]").focus();
    } else if ("removePractice" in button.dataset) {
      practice.remove();
      if (!practices.children.length) addPractice(false);
      number();
      document.getElementById("add").focus();
    }
  });

  addPractice(false);
})();
