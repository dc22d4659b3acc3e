/* The search page. The index is asked for when a reader begins to search; the texts of a part when they are
   shown. Both are script files, so that the page works when opened from disk. */
(function () {
  "use strict";
  const form = document.getElementById("rg-find");
  if (!form) return;
  const box = form.elements.q;
  const status = document.getElementById("rg-find-status");
  const list = document.getElementById("rg-find-results");
  const more = document.getElementById("rg-find-more");
  const words = form.dataset;
  const PAGE = 10;
  const PER_PART = 3;
  const texts = new Map();
  let index = null;
  let loading = null;
  let results = [];
  let shown = 0;
  let wanted = [];

  function load(path) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = path;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }

  window.reportgenIndex = (data) => {
    data.terms = new Map(Object.entries(data.terms));
    data.vocabulary = [...data.terms.keys()];
    data.stopped = new Set(data.stop);
    index = data;
  };
  window.reportgenPassages = (part, sections) => texts.set(part, sections);

  // The same folding, cutting and stemming as when the index was made; the tables are in the index.
  const fold = (text) =>
    text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/\u00ad/g, "")
      .normalize("NFKD").replace(/\p{Mn}/gu, "");
  const cut = (text) =>
    (fold(text).match(/[a-z0-9]+/g) || [])
      .filter((w) => !index.stopped.has(w) && (w.length > 1 || /\d/.test(w)));
  function stem(word) {
    for (const step of index.steps) {
      const rule = step.find(([end, , least]) => word.endsWith(end) && word.length - end.length >= least);
      if (rule) word = word.slice(0, word.length - rule[0].length) + rule[1];
    }
    return word;
  }
  window.reportgenStem = (text) => cut(text).map(stem);

  function places(term) {
    let at = 0;
    return index.terms.get(term).split(" ").map((step) => {
      const [gap, weight] = step.split(".");
      at += parseInt(gap, 36);
      return [at, weight ? parseInt(weight, 36) : 1];
    });
  }

  // Terms that a typed word stands for: its stem, then longer ones that begin as it does.
  function expand(word) {
    const whole = stem(word);
    const found = index.terms.has(whole) ? [[whole, 1]] : [];
    if (word.length < 3) return found;
    const starts = index.vocabulary.filter(
      (term) => term !== whole && (term.startsWith(word) || (whole.length > 4 && term.startsWith(whole))));
    return found.concat(starts.slice(0, 40).map((term) => [term, 0.4]));
  }

  function find(query) {
    wanted = cut(query);
    const scores = new Map();
    const total = index.sections.length;
    wanted.forEach((word, position) => {
      const best = new Map();
      for (const [term, worth] of expand(word)) {
        const list = places(term);
        const rare = Math.log(1 + total / list.length);
        for (const [section, weight] of list) {
          const score = worth * rare * (weight / (weight + 1.5));
          if (score > (best.get(section) || 0)) best.set(section, score);
        }
      }
      for (const [section, score] of best) {
        const entry = scores.get(section) || [0, 0];
        scores.set(section, [entry[0] + 1, entry[1] + score]);
      }
    });
    const every = [...scores].some(([, [hits]]) => hits === wanted.length);
    const kinds = { annex: 0.6 };
    const ranked = [...scores]
      .filter(([, [hits]]) => !every || hits === wanted.length)
      .map(([section, [hits, score]]) => {
        const kind = index.parts[index.sections[section][0]][1];
        return [section, hits * 10 + score * (kinds[kind] || 1)];
      })
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const seen = new Map();
    return ranked.filter(([section]) => {
      const part = index.sections[section][0];
      const most = index.parts[part][1] === "fiche" ? 1 : PER_PART;
      seen.set(part, (seen.get(part) || 0) + 1);
      return seen.get(part) <= most;
    });
  }

  // The words of a text that the query asks for, as [start, end].
  function marks(text, stems) {
    const found = [];
    for (const match of text.matchAll(/[\p{L}\p{N}\u00ad]+/gu)) {
      const folded = fold(match[0]);
      const hit = stems.some(([word, root]) =>
        stem(folded) === root || (word.length > 2 && folded.startsWith(word)));
      if (hit) found.push([match.index, match.index + match[0].length]);
    }
    return found;
  }

  // The passage that holds most of the query, and the piece of it to show.
  function context(section) {
    const stems = wanted.map((word) => [word, stem(word)]);
    const first = index.sections.findIndex((s) => s[0] === index.sections[section][0]);
    const passages = texts.get(index.parts[index.sections[section][0]][0])[section - first];
    let best = { place: "", text: passages[0][1], marks: [], score: -1 };
    for (const [place, text] of passages) {
      const found = marks(text, stems);
      const different = new Set(found.map(([a, b]) => stem(fold(text.slice(a, b))))).size;
      const score = different * 10 + Math.min(found.length, 9);
      if (score > best.score) best = { place, text, marks: found, score };
    }
    return best;
  }

  function excerpt(best) {
    const p = document.createElement("p");
    const from = best.marks.length ? Math.max(0, best.marks[0][0] - 90) : 0;
    const start = from ? best.text.indexOf(" ", from) + 1 : 0;
    let end = Math.min(best.text.length, start + 260);
    if (end < best.text.length) end = best.text.lastIndexOf(" ", end);
    let at = start;
    if (start) p.append("… ");
    for (const [a, b] of best.marks) {
      if (a < at || b > end) continue;
      p.append(best.text.slice(at, a));
      const mark = document.createElement("mark");
      mark.textContent = best.text.slice(a, b);
      p.append(mark);
      at = b;
    }
    p.append(best.text.slice(at, end));
    if (end < best.text.length) p.append(" …");
    return p;
  }

  function item(section) {
    const [part, place, title] = index.sections[section];
    const [id, , kicker, name] = index.parts[part];
    const best = context(section);
    const li = document.createElement("li");
    const h = document.createElement("h3");
    const a = document.createElement("a");
    const target = best.place || place;
    a.href = `${id}.html${target ? `#${target}` : ""}`;
    if (kicker) {
      const span = document.createElement("span");
      span.className = "kicker";
      span.textContent = kicker;
      const dash = document.createElement("span");
      dash.className = "vh";
      dash.textContent = " – ";
      span.append(dash);
      a.append(span);
    }
    a.append(title ? `${name} › ${title}` : name);
    h.append(a);
    li.append(h, excerpt(best));
    return li;
  }

  async function show(focus) {
    const next = results.slice(shown, shown + PAGE);
    const parts = new Set(next.map(([section]) => index.parts[index.sections[section][0]][0]));
    const mine = results;
    await Promise.all([...parts].filter((p) => !texts.has(p)).map((p) => load(`assets/search/${p}.js`)));
    if (mine !== results) return;
    const items = next.map(([section]) => item(section));
    list.append(...items);
    shown += next.length;
    more.hidden = shown >= results.length;
    if (focus && items[0]) items[0].querySelector("a").focus();
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  async function search() {
    const query = box.value.trim();
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    document.title = query ? `${query} – ${words.title}` : words.title;
    if (query && !index) {
      say(words.loading);
      loading = loading || load("assets/search/index.js");
      await loading;
      if (box.value.trim() !== query) return;
    }
    const began = performance.now();
    results = query ? find(query) : [];
    form.dataset.took = String(performance.now() - began);
    shown = 0;
    list.replaceChildren();
    more.hidden = true;
    const count = results.length;
    if (!query) say("");
    else if (!count) say(words.none.replace("{query}", query));
    else say((count === 1 ? words.one : words.many).replace("{count}", count).replace("{query}", query));
    await show(false);
  }

  let timer = 0;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  more.addEventListener("click", () => show(true));
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    box.value = asked;
    search();
  }
})();
