"use strict";
(function () {
  const own = document.currentScript.dataset;
  const words = JSON.parse(own.words);
  const said = document.getElementById("rgf-said");

  function element(name, text, kind) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function button(text, action) {
    const made = element("button", text);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  async function send(path, data) {
    try {
      const answer = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Reportgen-Token": own.token },
        body: JSON.stringify({ lang: own.lang, ...data }),
      });
      return await answer.json();
    } catch (error) {
      return { written: false, findings: [String(error)] };
    }
  }

  function findings(form, items) {
    form.querySelector(".rgf-findings")?.remove();
    if (!items.length) return;
    const list = element("ul", "", "rgf-findings");
    list.setAttribute("role", "alert");
    for (const item of items) list.append(element("li", item));
    form.append(list);
  }

  function labelled(text, control) {
    const label = element("label", text);
    label.append(control);
    return label;
  }

  function form(row, fill, accept) {
    const cell = row.querySelector(".rgf-there");
    const tools = cell.querySelector(".rgf-tools");
    cell.querySelector("form")?.remove();
    const made = element("form");
    const bar = element("div", "", "rgf-tools");
    const close = () => { made.remove(); tools.hidden = false; tools.querySelector("button").focus(); };
    const yes = element("button", accept.name);
    bar.append(yes, button(words.cancel, close));
    const first = fill(made);
    made.append(bar);
    made.addEventListener("submit", async (event) => {
      event.preventDefault();
      yes.disabled = true;
      await accept.run(made, close);
      yes.disabled = false;
    });
    made.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    tools.hidden = true;
    cell.append(made);
    first.focus();
  }

  function edit(row) {
    const text = element("textarea");
    text.value = row.dataset.markdown;
    text.lang = own.lang;
    text.spellcheck = true;
    form(row, (made) => { made.append(labelled(words.edit, text)); return text; }, {
      name: words.save,
      run: async (made) => {
        const { unit, stamp } = row.dataset;
        const answer = await send("/_preview/translation", { unit, stamp, text: text.value });
        said.textContent = answer.written ? words.saved : words.refused;
        if (!answer.written) return findings(made, answer.findings);
        const table = new DOMParser().parseFromString(`<table>${answer.row}</table>`, "text/html");
        const fresh = document.adoptNode(table.querySelector("tr"));
        row.replaceWith(fresh);
        equip(fresh);
        fresh.querySelector("button").focus();
      },
    });
  }

  function comment(row) {
    const text = element("textarea"), who = element("input");
    who.value = sessionStorage.getItem("rgf-who") || "";
    who.autocomplete = "name";
    form(row, (made) => { made.append(labelled(words.comment, text), labelled(words.who, who)); return text; }, {
      name: words.send,
      run: async (made, close) => {
        sessionStorage.setItem("rgf-who", who.value);
        const answer = await send("/_preview/comment", { unit: row.dataset.unit, text: text.value, who: who.value });
        said.textContent = answer.written ? words.noted : words.refused;
        if (answer.written) close();
        else findings(made, answer.findings);
      },
    });
  }

  function equip(row) {
    const bar = element("div", "", "rgf-tools");
    bar.append(button(words.edit, () => edit(row)), button(words.comment, () => comment(row)));
    row.querySelector(".rgf-there").append(bar);
  }

  document.querySelectorAll("tbody tr").forEach(equip);
})();
