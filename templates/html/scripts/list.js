/* The list of the inventory: filters and orders whose state stands in the address, so that it can be shared. */
(function () {
  "use strict";
  const form = document.getElementById("rg-filter");
  if (!form) return;
  const status = document.getElementById("rg-filter-status");
  const list = document.getElementById("rg-list");
  const none = document.getElementById("rg-filter-none");
  const rows = [...list.children];
  const fields = [...form.elements].filter((e) => e.name);
  const words = form.dataset;
  const fold = (text) => text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").normalize("NFKD")
    .replace(/\p{Mn}/gu, "");
  const has = (row, name, value) => (row.getAttribute(`data-${name}`) ?? "").split(" ").includes(value);
  rows.forEach((row, at) => {
    row.rgAt = at;
    row.rgText = fold(row.textContent);
  });

  function chosen() {
    return fields.map((f) => [f.name, f.value.trim()]).filter(([, value]) => value);
  }

  const number = (row, name) => {
    const value = row.getAttribute(`data-${name}`);
    return value ? Number(value) : Infinity;
  };
  const orders = {
    name: (a, b) => a.querySelector("a .rg-name").textContent.localeCompare(
      b.querySelector("a .rg-name").textContent, document.documentElement.lang),
    oldest: (a, b) => number(a, "year") - number(b, "year"),
    newest: (a, b) => (number(b, "year") === Infinity ? -1 : number(b, "year"))
      - (number(a, "year") === Infinity ? -1 : number(a, "year")),
  };

  function apply(keep) {
    const wanted = chosen();
    const query = wanted.filter(([name]) => name === "q").flatMap(([, value]) => fold(value).split(/\s+/));
    let count = 0;
    for (const row of rows) {
      row.hidden = !(query.every((word) => row.rgText.includes(word))
        && wanted.every(([name, value]) => name === "q" || name === "sort" || has(row, name, value)));
      count += row.hidden ? 0 : 1;
    }
    const order = orders[form.elements.sort.value];
    const sorted = [...rows].sort((a, b) => (order ? order(a, b) : 0) || a.rgAt - b.rgAt);
    if (sorted.some((row, at) => list.children[at] !== row)) list.append(...sorted);
    const text = (count === 1 ? words.one : words.many).replace("{count}", count).replace("{total}", rows.length);
    if (status.textContent !== text) status.textContent = text;
    none.hidden = count > 0;
    if (keep) {
      const address = new URL(location.href);
      address.search = new URLSearchParams(wanted).toString();
      history.replaceState(null, "", address);
    }
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = asked.get(field.name) || "";
      field.value = value;
      if (field.value !== value) field.value = "";
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply(true);
  });
  form.addEventListener("change", () => apply(true));
  form.elements.q.addEventListener("input", () => apply(true));
  form.addEventListener("reset", () => setTimeout(() => apply(true)));
  addEventListener("popstate", () => { read(); apply(false); });
  read();
  apply(false);
})();
