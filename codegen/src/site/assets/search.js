// Search as you type, and the copy buttons. Everything else works without scripts.
(() => {
  "use strict";
  const LIMIT = 40;
  const root = document.currentScript.dataset.root;

  // Lower-case texts of each item, made once.
  const items = window.searchIndex.map(([name, method, path, page, api, words]) => ({
    name, method, path, page, api, words,
    lowerName: name.toLowerCase(),
    lowerPath: `${method} ${path}`.toLowerCase(),
    lowerApi: api.toLowerCase(),
    lowerWords: words.map(([, word]) => word.toLowerCase()),
  }));

  // How well an item matches a word; 0 if it does not.
  function score(item, word) {
    if (item.lowerName.startsWith(word)) return 8;
    if (item.lowerWords.includes(word)) return 7;
    if (item.lowerName.includes(word)) return 6;
    if (item.lowerPath.includes(word)) return 4;
    if (item.lowerWords.some((it) => it.includes(word))) return 2;
    return item.lowerApi.includes(word) ? 1 : 0;
  }

  function find(query) {
    const words = query.toLowerCase().split(/\s+/).filter((word) => word);
    if (words.length === 0) return { words, found: [] };
    const found = [];
    for (const item of items) {
      let sum = 0;
      for (const word of words) {
        const points = score(item, word);
        if (points === 0) { sum = 0; break; }
        sum += points;
      }
      if (sum > 0) found.push({ item, sum });
    }
    // The order of the collection decides between equals: the sort is stable.
    found.sort((a, b) => b.sum - a.sum);
    return { words, found };
  }

  function element(name, attributes, ...children) {
    const created = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
    created.append(...children);
    return created;
  }

  // The words of an item, other than name and path, that a query matches.
  function reasons(item, words) {
    const all = item.words.filter((_, index) =>
      words.some((word) => item.lowerWords[index].includes(word)));
    return all.slice(0, 3).map(([kind, word]) => `${kind} ${word}`).join(", ");
  }

  const form = document.getElementById("search-form");
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  const count = document.getElementById("count");
  let selected = -1;

  function select(index) {
    const options = list.children;
    if (options.length === 0) return;
    if (selected >= 0) options[selected].setAttribute("aria-selected", "false");
    selected = (index + options.length) % options.length;
    options[selected].setAttribute("aria-selected", "true");
    options[selected].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[selected].id);
  }

  function close() {
    list.hidden = true;
    selected = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show() {
    const { words, found } = find(input.value);
    close();
    count.textContent = words.length === 0 ? "" : `${found.length} found`;
    list.replaceChildren(...found.slice(0, LIMIT).map(({ item }, index) => {
      const reason = reasons(item, words);
      const link = element("a", { href: root + item.page, tabindex: "-1" },
        element("b", {}, item.name), " ",
        element("span", { class: "method" }, item.method), " ",
        element("code", {}, item.path),
        element("small", {}, reason ? `${item.api} · ${reason}` : item.api));
      return element("li", { role: "option", id: `result-${index}`, "aria-selected": "false" }, link);
    }));
    if (found.length > 0) {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
  }

  form.hidden = false;
  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value) show(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") select(selected + 1);
    else if (event.key === "ArrowUp") select(selected < 0 ? -1 : selected - 1);
    else if (event.key === "Enter") list.children[Math.max(selected, 0)]?.querySelector("a").click();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  // A page that is kept when somebody goes back shows what was searched for last.
  window.addEventListener("pageshow", close);

  // The text without links and diagnostics.
  function plain(id) {
    const copy = document.getElementById(id).cloneNode(true);
    for (const note of copy.querySelectorAll(".became, .note")) note.remove();
    return copy.textContent;
  }

  // Pages from disk have no clipboard interface in some browsers.
  async function copy(text) {
    if (navigator.clipboard) {
      try { return await navigator.clipboard.writeText(text); } catch { /* The old way is tried. */ }
    }
    const area = element("textarea", { class: "hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(plain(button.dataset.copy));
      button.focus();
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }
})();
