"use strict";
(function () {
  const own = document.currentScript.dataset;
  const french = navigator.language.startsWith("fr");
  const words = french
    ? { none: "Aucun constat", errors: "erreurs", warnings: "avertissements", pdf: "Comme dans le PDF", side: "Français et anglais", facing: "Face à face, à corriger", off: "Aperçu interrompu" }
    : { none: "No findings", errors: "errors", warnings: "warnings", pdf: "As in the PDF", side: "French and English", facing: "Face to face, to edit", off: "Preview stopped" };

  const panel = document.createElement("aside");
  panel.className = "rgp-panel";
  panel.setAttribute("aria-label", "reportgen preview");

  function element(name, text, kind) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function link(text, href) {
    const made = element("a", text);
    made.href = href;
    return made;
  }

  const open = () => panel.querySelector("details")?.open || false;

  function show(items) {
    const box = element("details");
    box.open = open();
    const count = (kind) => items.filter((item) => item.severity === kind).length;
    const title = items.length ? `${count("error")} ${words.errors}, ${count("warning")} ${words.warnings}` : words.none;
    box.append(element("summary", title));
    const list = element("ul");
    for (const item of items) {
      const row = element("li", "", `rgp-${item.severity}`);
      row.append(link(`${item.place} ${item.code}`, item.href), ` ${item.message}`);
      list.append(row);
    }
    box.append(list);
    const bar = element("div", "", "rgp-bar");
    if (!["index", "all"].includes(own.stem)) {
      bar.append(link(words.pdf, `/_preview/pdf/${own.lang}/${own.stem}.pdf`), link(words.side, `/_preview/side/${own.stem}`));
      if (/^(ch|fiche)-/.test(own.stem)) bar.append(link(words.facing, `/_preview/facing/${own.lang === "fr" ? "en" : own.lang}/part/${own.stem}`));
    }
    panel.replaceChildren(box, bar);
    panel.dataset.errors = String(count("error"));
  }

  const leaves = "p, li, h1, h2, h3, h4, h5, h6, td, th, figcaption, dt, dd, caption";

  async function reload() {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    if (!answer.ok) return location.reload();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const here = document.querySelector("main"), there = fresh.querySelector("main");
    if (!here || !there) return location.reload();
    const before = new Set([...here.querySelectorAll(leaves)].map((leaf) => leaf.innerHTML));
    const top = window.scrollY;
    here.replaceWith(document.adoptNode(there));
    document.title = fresh.title;
    window.scrollTo({ top, behavior: "instant" });
    for (const leaf of there.querySelectorAll(leaves)) {
      if (!before.has(leaf.innerHTML) && !leaf.querySelector(leaves)) leaf.classList.add("rgp-changed");
    }
    document.documentElement.dataset.reloads = String(Number(document.documentElement.dataset.reloads || 0) + 1);
  }

  function connect() {
    const socket = new WebSocket(`ws://${location.host}/_preview/live`);
    socket.onopen = () => socket.send(JSON.stringify({ lang: own.lang, stem: own.stem }));
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data);
      if (message.type === "page") reload();
      else show(message.items);
    };
    socket.onclose = () => { panel.dataset.state = words.off; setTimeout(connect, 1000); };
  }

  document.body.append(panel);
  show([]);
  connect();
})();
