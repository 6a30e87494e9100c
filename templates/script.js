"use strict";
// Adds to a page that is whole without it: filters, steps from change to change, search, two columns, copying. Sends and fetches nothing.
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a page from a file may have no storage */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  let reveal = () => {};

  // What is copied is the citation and, where the page has an address, the finding's own.
  const address = (link) => {
    const own = document.body.dataset.address || (location.protocol.startsWith("http") ? location.href : "");
    return own && link ? " " + new URL(link, own).href : "";
  };
  for (const button of all(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const cite = one(".citation", button.parentElement);
      try { await navigator.clipboard.writeText(cite.textContent + address(button.dataset.link)); } catch {
        cite.closest("details").open = true;
        const range = document.createRange();
        range.selectNodeContents(cite);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        document.execCommand("copy");
      }
      const label = button.innerHTML;
      button.textContent = document.body.dataset.copied;
      setTimeout(() => { button.innerHTML = label; }, 1500);
    });
  }

  const follow = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && document.getElementById(id);
    if (!target) return;
    reveal(target);
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const holder = target.classList.contains("at") ? target.parentElement : target;
    for (const old of all(".here")) old.classList.remove("here");
    holder.classList.add("here");
    holder.scrollIntoView();
  };

  const tools = one("#tools");
  if (tools) {
    tools.hidden = false;
    const only = one("#only"), side = one("#side"), search = one("#search"), position = one("#position"), keys = one("#keys"), shown = one("#shown");
    const selects = all("[data-filter]");
    const groups = all(".text > .group");
    const contents = new Map(all("[data-for]").map((item) => [item.dataset.for, item]));
    const pressed = (button) => button.getAttribute("aria-pressed") === "true";
    const plain = (text) => text.toLowerCase().replace(/\s+/g, " ");
    // A place is a changed row, or the head of an article with its own text; its findings stand in it or right after it.
    const places = groups.map((group) => ({
      group,
      text: null,
      rows: all(".row:not(.own)", group).map((row) => ({ row, text: null, findings: all(".finding", row), kinds: (row.dataset.k || "").split(" "), change: row.classList.contains("change") })),
      head: one(":scope > header.change", group),
      kinds: (one(":scope > header.change", group)?.dataset.k || "").split(" "),
      findings: all(":scope > .own .finding", group),
      folds: all("details.fold", group).map((fold) => ({ fold, rows: all(".row", fold) })),
    }));
    const stops = all(".text .change, .text > .group > .own .finding").filter((stop) => !(stop.classList.contains("finding") && one(":scope > header.change", stop.closest(".group"))));
    let current = -1;
    // Asked of the attributes alone: what is off screen must not be laid out for it. No stop stands in a fold.
    const visible = () => stops.filter((stop) => !stop.closest("[hidden]"));
    const count = () => { current = -1; position.textContent = "– / " + visible().length; };

    const words = (place) => place.text ??= plain((place.row || place.group).textContent);
    // The words are gathered while nothing else is to do, so that the first search need not wait for them.
    const later = window.requestIdleCallback || ((act) => setTimeout(() => act({ timeRemaining: () => 10 }), 50));
    const pending = places.flatMap((place) => [place, ...place.rows]);
    const gather = (idle) => {
      while (pending.length && idle.timeRemaining() > 2) words(pending.pop());
      if (pending.length) later(gather);
    };
    later(gather);

    const wanted = () => Object.fromEntries(selects.filter((each) => each.value).map((each) => [each.dataset.filter, each.value]));
    const filter = () => {
      const want = wanted();
      const kind = want.kind;
      delete want.kind;
      const asks = Object.entries(want);
      const term = plain(search.value.trim());
      const needs = pressed(only) || asks.length > 0;
      const fits = (finding) => asks.every(([key, value]) => finding.dataset[key] === value);
      const holds = (place) => {
        if (kind && !place.kinds.includes(kind)) return false;
        let any = false;
        for (const finding of place.findings) { const ok = fits(finding); finding.hidden = !ok; any = any || ok; }
        if (needs && !any) return false;
        if (term) return words(place).includes(term);
        return true;
      };
      const filtering = Boolean(kind || needs || term);
      let found = 0;
      for (const place of places) {
        let keep = holds(place) && (term || place.head || place.findings.length > 0 || !filtering);
        for (const row of place.rows) {
          const ok = holds(row);
          row.row.hidden = filtering && !ok;
          keep = keep || (ok && filtering);
        }
        place.group.hidden = filtering && !keep;
        const item = contents.get(place.group.id);
        if (item) item.hidden = place.group.hidden;
        found += place.group.hidden ? 0 : 1;
        for (const { fold, rows } of place.folds) {
          const empty = filtering && rows.length > 0 && rows.every((row) => row.hidden);
          fold.hidden = empty;
          if (term || fold.dataset.opened) fold.open = Boolean(term) && !empty;
          if (term) fold.dataset.opened = "1"; else delete fold.dataset.opened;
        }
        if (term && place.group.matches("details")) place.group.open = keep;
      }
      one("#none").hidden = found > 0;
      shown.textContent = filtering ? shown.dataset.text.replace("{shown}", found).replace("{total}", places.length) : "";
      one("#filters").classList.toggle("on", Boolean(kind || asks.length || term));
      count();
    };
    const clear = () => {
      only.setAttribute("aria-pressed", "false");
      for (const each of selects) each.value = "";
      search.value = "";
      filter();
    };
    reveal = (target) => { if (target.closest("[hidden]")) clear(); };

    const step = (by) => {
      const list = visible();
      if (!list.length) return;
      current = current < 0 ? (by > 0 ? 0 : list.length - 1) : (current + by + list.length) % list.length;
      for (const old of all(".here")) old.classList.remove("here");
      const stop = list[current];
      stop.classList.add("here");
      stop.tabIndex = -1;
      stop.focus({ preventScroll: true });
      stop.scrollIntoView({ block: "start" });
      position.textContent = (current + 1) + " / " + list.length;
    };

    // Two copies of a redline: one without its insertions, one without its deletions.
    const apart = (redline) => {
      const sides = document.createElement("div");
      sides.className = "sides";
      for (const without of ["ins", "del"]) {
        const column = redline.cloneNode(true);
        for (const node of all(without, column)) node.remove();
        sides.append(column);
      }
      redline.hidden = true;
      redline.after(sides);
    };
    const setSide = (on) => {
      side.setAttribute("aria-pressed", String(on));
      document.body.classList.toggle("side-on", on);
      if (on) all(".text .rl").filter((redline) => one("ins, del", redline)).forEach(apart);
      else for (const sides of all(".sides")) { sides.previousElementSibling.hidden = false; sides.remove(); }
      remember("travaux-side", on ? "1" : "");
    };

    let waiting = 0;
    search.addEventListener("change", filter);
    search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
    for (const each of selects) each.addEventListener("change", filter);
    only.addEventListener("click", () => { only.setAttribute("aria-pressed", String(!pressed(only))); filter(); });
    side.addEventListener("click", () => setSide(!pressed(side)));
    one("#clear").addEventListener("click", clear);
    one("#next").addEventListener("click", () => step(1));
    one("#previous").addEventListener("click", () => step(-1));
    keys.checked = recall("travaux-keys") !== "off";
    keys.addEventListener("change", () => remember("travaux-keys", keys.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && one("#filters").open) { one("#filters").open = false; one("#filters summary").focus(); }
      if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
      if (event.key === "n") step(1);
      if (event.key === "p") step(-1);
      if (event.key === "/") { event.preventDefault(); one("#filters").open = true; search.focus(); }
    });
    if (recall("travaux-side")) setSide(true);
    count();
  }
  // The contents list shows where the reader is, and scrolls with them.
  const list = one(".contents");
  const entries = new Map(all(".contents li > a").map((link) => [link.hash.slice(1), link]));
  const watch = list && new IntersectionObserver((seen) => {
    const top = seen.filter((each) => each.isIntersecting && entries.has(each.target.id)).at(-1);
    if (!top) return;
    for (const old of all(".contents .now")) { old.classList.remove("now"); old.firstElementChild.removeAttribute("aria-current"); }
    const link = entries.get(top.target.id), item = link.parentElement;
    item.classList.add("now");
    link.setAttribute("aria-current", "location");
    const away = item.getBoundingClientRect().top - list.getBoundingClientRect().top;
    if (away < 0 || away > list.clientHeight - 60) list.scrollTop += away - list.clientHeight / 3;
  }, { rootMargin: "-70px 0px -75% 0px" });
  for (const group of list ? all(".text > .group") : []) watch.observe(group);
  if (matchMedia("(max-width: 56rem)").matches) for (const fold of all(".contents > details")) fold.open = false;
  addEventListener("hashchange", follow);
  follow();
})();
