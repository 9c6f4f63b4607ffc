// Runs inside the page and writes what it finds wrong into <html data-found>.
"use strict";
(() => {
  const found = [];
  const expect = (holds, message) => { if (!holds) found.push(message); };
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isShown = (element) => element.getClientRects().length > 0;

  // A script that the policy does not name did not run.
  expect(!document.documentElement.dataset.stranger, "a script ran that the policy does not name");

  // Nothing was fetched, and nothing was kept from being fetched.
  expect(performance.getEntriesByType("resource").length === 0, "the page fetched something");

  // A number shows its formula and where it comes from, and gives the focus back.
  const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const detail = one("#detail");
  expect(detail.hidden, "the detail is open before anything was chosen");
  const total = one('.sides td:last-child .n[data-f="targets.total.begun"]');
  total.focus();
  total.click();
  expect(!detail.hidden && document.activeElement === detail, "a click on a number opens nothing");
  expect(detail.textContent.includes("城区 开工量"), "the formula is not shown");
  expect(total.getAttribute("aria-expanded") === "true", "the number does not say that it is open");
  [...detail.querySelectorAll(".n")].find((n) => n.dataset.f === "targets.城区.begun").click();
  expect(/inputs\/2023\.toml:\d+/.test(detail.textContent), "the file and line are not shown");
  press("Escape");
  expect(detail.hidden && document.activeElement === total, "Escape does not close, or the focus is lost");
  total.click();
  one("#detail .close").click();
  expect(detail.hidden, "the button does not close");

  // Every number of the page is a figure that the page knows.
  const names = new Set(JSON.parse(one("#data").textContent).map((figure) => figure.name));
  expect(all("main .n").length > 500 && all("main .n").every((n) => names.has(n.dataset.f)), "a number is of no figure");

  // Verdicts and changed sentences come before the tables.
  const order = all("main h2").map((heading) => heading.id).filter((id) => id !== "stale");
  expect(order.join() === "verdicts,sentences,figures,text", "the parts stand in another order: " + order);
  expect(all(".changes tr").length > 20 && all(".changes tbody tr").every((row) => !row.classList.contains("same")), "an unchanged sentence is among the changed ones");

  // Filters.
  const form = one(".filters");
  const set = (name, on) => { form.elements[name].checked = on; form.dispatchEvent(new Event("change", { bubbles: true })); };
  const rows = () => all("tr[data-kinds]").filter(isShown).map((row) => row.dataset.kinds);
  const everything = rows().length;
  set("only", true);
  const changed = rows().length;
  expect(changed < everything && rows().every((kinds) => kinds), "“only what changed” shows what did not");
  for (const kind of ["figure", "verdict", "wording"]) {
    for (const other of ["figure", "verdict", "wording"]) set(other, other === kind);
    expect(rows().length > 0 && rows().length < changed && rows().every((kinds) => kinds.split(" ").includes(kind)), "the filter " + kind + " does not work");
  }
  for (const kind of ["figure", "verdict", "wording"]) set(kind, true);
  set("only", false);
  expect(rows().length === everything, "the filters do not let go");

  // Names of controls and tables, one main heading, levels without gaps.
  const name = (element) => element.getAttribute("aria-label") || document.getElementById(element.getAttribute("aria-labelledby"))?.textContent || element.labels?.[0]?.textContent || element.textContent;
  for (const control of all("button, input, a, summary, [role=region]")) expect(name(control)?.trim() || isShown(control) === false, "a control has no name: " + control.outerHTML.slice(0, 80));
  const levels = all("h1, h2, h3").filter(isShown).map((heading) => Number(heading.tagName[1]));
  expect(levels[0] === 1 && levels.every((level, at) => at === 0 || level <= levels[at - 1] + 1), "the headings skip a level");
  for (const table of all("table")) expect(table.querySelector("th[scope=col]"), "a table has no heads");
  expect(document.documentElement.lang === "zh-CN", "the page's language is not said");
  expect(all("[id]").length === new Set(all("[id]").map((element) => element.id)).size, "an id is there twice");

  // Contrast: 4.5 to 1 at least (WCAG 2.1 AA).
  for (const part of all("details")) part.open = true;
  total.click();
  const parse = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const element of all("body *")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || !isShown(element)) continue;
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(ground(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.add(element.tagName + "." + element.className);
  }
  expect(poor.size === 0, "too little contrast: " + [...poor].join(", "));

  document.documentElement.dataset.found = found.length ? found.join("\n") : "nothing";
})();
