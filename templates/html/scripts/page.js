/* Aids to reading. Without this script each of them is a plain link: to the note, the definition, the paragraph. */
(function () {
  "use strict";
  const words = document.getElementById("rg-words").dataset;
  const status = document.getElementById("rg-status");
  let said = 0;

  function say(text) {
    clearTimeout(said);
    status.textContent = text;
    said = setTimeout(() => { status.textContent = ""; }, 6000);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "vh";
      document.body.append(area);
      const before = document.activeElement;
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (before) before.focus({ preventScroll: true });
      return done;
    }
  }

  // ---- paragraph numbers: follow the link, and copy its address

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.parnum");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    copy(link.href).then((done) => {
      if (done) say(words.copied.replace("{number}", link.hash.replace("#par-", "").replaceAll("-", ".")));
    });
  });

  // ---- notes, sources, terms and acronyms beside the text

  const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  let definitions = null;
  window.reportgenDefinitions = (data) => { definitions = data; };

  function defined(id) {
    if (definitions) return Promise.resolve(definitions[id]);
    return new Promise((done) => {
      const script = document.createElement("script");
      script.src = "assets/definitions.js";
      script.onload = () => done(definitions && definitions[id]);
      script.onerror = () => done(null);
      document.head.append(script);
    });
  }

  function aside(caller, title, content) {
    const old = document.getElementById("rg-aside");
    if (old) old.remove();
    const box = document.createElement("div");
    box.id = "rg-aside";
    box.className = "rg-aside";
    box.setAttribute("popover", "auto");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-labelledby", "rg-aside-title");
    box.tabIndex = -1;
    const head = document.createElement("p");
    head.className = "rg-aside-title";
    head.id = "rg-aside-title";
    head.textContent = title;
    const foot = document.createElement("p");
    foot.className = "rg-aside-foot";
    const go = document.createElement("a");
    go.href = caller.getAttribute("href");
    go.textContent = words.open;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = words.close;
    close.addEventListener("click", () => box.hidePopover());
    foot.append(go, close);
    box.append(head, ...content, foot);
    document.body.append(box);
    box.addEventListener("toggle", (event) => {
      if (event.newState !== "closed") return;
      const inside = box.contains(document.activeElement) || document.activeElement === document.body;
      box.remove();
      if (inside && !box.dataset.left) caller.focus({ preventScroll: true });
    });
    go.addEventListener("click", () => {
      box.dataset.left = "yes";
      box.hidePopover();
    });
    box.showPopover();
    place(box, caller);
    box.focus({ preventScroll: true });
  }

  function place(box, caller) {
    const at = caller.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left - 16, innerWidth - size.width - 8));
    const below = at.bottom + 8;
    const top = below + size.height < innerHeight ? below : Math.max(8, at.top - size.height - 8);
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
  }

  function copyOf(element) {
    const clone = element.cloneNode(true);
    clone.querySelectorAll("[role='doc-backlink']").forEach((e) => e.remove());
    clone.querySelectorAll("[id]").forEach((e) => e.removeAttribute("id"));
    return [...clone.childNodes].map((child) => {
      if (child.nodeType === 1 && child.tagName === "P") return child;
      const span = document.createElement("span");
      span.append(child);
      return span;
    });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(
      "main a[role='doc-noteref'], main a.link-source, main a.link-glossary, main a.link-term, main a.link-acronym");
    if (!link || !plain(event) || !HTMLElement.prototype.showPopover || link.closest(".rg-aside")) return;
    const id = decodeURIComponent(link.hash.slice(1));
    const here = document.getElementById(id);
    if (link.matches("[role='doc-noteref'], .link-source")) {
      const note = here && (here.closest("li") || here);
      if (!note) return;
      event.preventDefault();
      aside(link, link.textContent.replace(/[[\]]/g, ""), copyOf(note));
      return;
    }
    event.preventDefault();
    defined(id).then((found) => {
      if (!found) {
        location.assign(link.href);
        return;
      }
      const p = document.createElement("p");
      p.textContent = found[1];
      aside(link, found[0], [p]);
    });
  });

  // ---- the other language at the same paragraph

  // The switch stands at the top: where the reader was is remembered for a while after scrolling up to it.

  const SHARED = /^(par|sec|fig|tbl|fiche|rec|term|acr)-/;
  let reached = "";
  let resting = 0;
  let forgetting = 0;
  function named() {
    const id = decodeURIComponent(location.hash.slice(1));
    return SHARED.test(id) && document.getElementById(id) ? id : "";
  }
  function look() {
    clearTimeout(forgetting);
    if (scrollY < 200) {
      forgetting = setTimeout(() => { reached = ""; }, 20000);
      return;
    }
    const target = named() && document.getElementById(named()).getBoundingClientRect();
    const first = [...document.querySelectorAll("main p.numbered")]
      .find((p) => p.getBoundingClientRect().bottom > 40);
    if (target && target.bottom > 0 && target.top < innerHeight) reached = named();
    else reached = first ? first.id : "";
  }
  addEventListener("scroll", () => {
    clearTimeout(resting);
    resting = setTimeout(look, 150);
  }, { passive: true });
  addEventListener("hashchange", () => { reached = named(); });
  reached = named();
  document.querySelectorAll(".rg-languages a:not([aria-current])").forEach((link) => {
    const bare = link.getAttribute("href").split("#")[0];
    const aim = () => {
      const query = link.hasAttribute("data-query") ? location.search : "";
      link.setAttribute("href", bare + query + (reached ? `#${reached}` : ""));
    };
    link.addEventListener("focus", aim);
    link.addEventListener("pointerdown", aim);
    link.addEventListener("click", aim);
  });

  // ---- cite this page

  document.querySelectorAll(".rg-cite pre, .rg-cite .rg-cite-text").forEach((text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rg-copy";
    button.textContent = text.dataset.copy;
    button.addEventListener("click", () => {
      copy(text.textContent.trim()).then((done) => { if (done) say(words.copiedText); });
    });
    text.after(button);
  });
})();
