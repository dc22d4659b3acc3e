"use strict";
(function () {
  const own = document.currentScript.dataset;
  const words = own.words === "fr"
    ? { none: "Aucun constat", error: ["erreur", "erreurs"], warning: ["avertissement", "avertissements"],
        page: "La page", pdf: "Comme dans le PDF", side: "Français et anglais", facing: "Face à face, à corriger",
        off: "Aperçu interrompu" }
    : { none: "No findings", error: ["error", "errors"], warning: ["warning", "warnings"],
        page: "The page", pdf: "As in the PDF", side: "French and English", facing: "Face to face, to edit",
        off: "Preview stopped" };

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
    const many = (kind) => `${count(kind)} ${words[kind][count(kind) === 1 ? 0 : 1]}`;
    const title = items.length ? `${many("error")}, ${many("warning")}` : words.none;
    box.append(element("summary", title));
    const list = element("ul");
    for (const item of items) {
      const row = element("li", "", `rgp-${item.severity}`);
      row.append(link(`${item.place} ${item.code}`, item.href), ` ${item.message}`);
      list.append(row);
    }
    box.append(list);
    panel.replaceChildren(box, ...tabs());
    panel.dataset.errors = String(count("error"));
  }

  // The same part as a page, as paper, and in both languages.
  function tabs() {
    if (["index", "all"].includes(own.stem)) return [];
    const bar = element("nav", "", "rgp-bar");
    const places = {
      page: `/${own.lang}/html/${own.stem}.html`,
      pdf: `/_preview/paper/${own.lang}/${own.stem}`,
      side: `/_preview/side/${own.stem}`,
    };
    if (/^(ch|fiche)-/.test(own.stem)) {
      places.facing = `/_preview/facing/${own.lang === "fr" ? "en" : own.lang}/part/${own.stem}`;
    }
    for (const [name, address] of Object.entries(places)) {
      const tab = link(words[name], address);
      if (location.pathname === address) tab.setAttribute("aria-current", "page");
      bar.append(tab);
    }
    return [bar];
  }

  const leaves = "p, li, h1, h2, h3, h4, h5, h6, td, th, figcaption, dt, dd, caption";

  const mark = (leaf) => leaf.innerHTML;

  // What stands in the page now becomes what it should be; what is the same stays, so that nothing moves.
  function follow(text) {
    if (document.body.classList.contains("rgp-side")) return;  // each frame follows by itself
    const paper = document.querySelector("iframe.rgp-paper");
    if (paper) {
      paper.src = `${new URL(paper.src).pathname}?v=${Date.now()}`;
      return;
    }
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const before = new Set([...document.querySelectorAll(leaves)].map(mark));
    const top = window.scrollY;
    panel.remove();
    settle(document.body, fresh.body);
    place();
    document.title = fresh.title;
    window.scrollTo({ top, behavior: "instant" });
    const main = document.querySelector("main");
    for (const leaf of main ? main.querySelectorAll(leaves) : []) {
      if (!before.has(mark(leaf)) && !leaf.querySelector(leaves)) leaf.classList.add("rgp-changed");
    }
    const root = document.documentElement;
    root.dataset.reloads = String(Number(root.dataset.reloads || 0) + 1);
  }

  // The children of `here` become those of `there`: equal ones at both ends stay, and one that differs is looked into.
  function settle(here, there) {
    const old = [...here.childNodes], wanted = [...there.childNodes];
    let start = 0;
    while (start < old.length && start < wanted.length && same(old[start], wanted[start])) start += 1;
    let oldEnd = old.length, end = wanted.length;
    while (oldEnd > start && end > start && same(old[oldEnd - 1], wanted[end - 1])) { oldEnd -= 1; end -= 1; }
    if (oldEnd - start === 1 && end - start === 1 && alike(old[start], wanted[start])) {
      return settle(old[start], wanted[start]);
    }
    if (oldEnd - start === end - start && old.slice(start, oldEnd).every((node, i) => alike(node, wanted[start + i]))) {
      for (let i = start; i < end; i += 1) if (!same(old[i], wanted[i])) settle(old[i], wanted[i]);
      return;
    }
    const place = old[oldEnd] || null;
    old.slice(start, oldEnd).forEach((node) => node.remove());
    wanted.slice(start, end).forEach((node) => here.insertBefore(document.adoptNode(node), place));
  }

  function same(a, b) {
    for (const node of a.querySelectorAll ? [a, ...a.querySelectorAll(".rgp-changed")] : []) {
      node.classList.remove("rgp-changed");
      if (!node.getAttribute("class")) node.removeAttribute("class");
    }
    return a.isEqualNode(b);
  }

  const containers = "BODY MAIN ARTICLE SECTION DIV";

  function alike(a, b) {
    if (a.nodeType !== 1 || b.nodeType !== 1 || a.tagName !== b.tagName) return false;
    return containers.split(" ").includes(a.tagName) && a.cloneNode(false).isEqualNode(b.cloneNode(false));
  }

  // The whole report is now as it was saved.
  function settled(items) {
    show(items);
    document.documentElement.dataset.settled = String(Number(document.documentElement.dataset.settled || 0) + 1);
  }

  function restyle() {
    for (const sheet of document.querySelectorAll('link[rel="stylesheet"]')) {
      const address = new URL(sheet.href);
      address.searchParams.set("v", Date.now());
      sheet.href = address.href;
    }
  }

  function connect() {
    const socket = new WebSocket(`ws://${location.host}/_preview/live`);
    socket.onopen = () => socket.send(JSON.stringify({ lang: own.lang, stem: own.stem }));
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data);
      if (message.type === "page") follow(message.html);
      else if (message.type === "style") restyle();
      else settled(message.items);
    };
    socket.onclose = () => { panel.dataset.state = words.off; setTimeout(connect, 1000); };
  }

  // A frame is part of a page that has the panel already.
  function place() {
    if (window === window.top) document.body.append(panel);
  }

  place();
  show([]);
  connect();
})();
