// A period: what is filled in, what follows from it, what is found, and the pages beside it.
import { ask, get, make } from "./net.js";
import * as lists from "./lists.js";
import { wire } from "./makes.js";
import * as pages from "./pages.js";
import * as panel from "./panel.js";
import * as remarks from "./remarks.js";
import * as sheets from "./sheets.js";
import { choose, count, view, wholeText, wire as wireTabs } from "./tabs.js";

const { edits, isReadOnly, staged } = sheets;
const base = document.body.dataset.base;
const by = (id) => document.getElementById(id);

let version = "";
let asking = null;
let waiting = null;
let keeping = null;
// Whether the file, or the program, could not be reached the last time.
let isAway = false;
// Where pages take long, the figures are answered first.
let isSlow = false;
const SLOW = 400;
const PAUSE = 300;
const kept = "hongtou " + base;

const remember = () => {
  try {
    if (staged.size) sessionStorage.setItem(kept, JSON.stringify([...staged]));
    else sessionStorage.removeItem(kept);
  } catch {
    // Without room for it nothing is lost as long as the page is open.
  }
};

// ---- asking

const fail = (error) => {
  if (error.name === "AbortError") return;
  by("state").replaceChildren(make("strong", { class: "error" }, error.message), " ", (error.hints ?? []).join("；"));
};

// What is tried gives way to what is typed after it.
const tryAll = async (withPages = !isSlow) => {
  clearTimeout(waiting);
  await keeping;
  asking?.abort();
  const own = new AbortController();
  asking = own;
  const start = performance.now();
  try {
    const told = await ask(base + "/edit", { edits: edits(), from: sheets.from(), pages: withPages }, own.signal);
    if (withPages) isSlow = performance.now() - start > SLOW;
    await take(told);
    isAway = false;
    if (!withPages) waiting = setTimeout(() => tryAll(true), PAUSE);
  } catch (error) {
    isAway = error.name !== "AbortError";
    fail(error);
  } finally {
    if (asking === own) asking = null;
  }
};

// What is kept is waited for; what is typed meanwhile stays.
const keepAll = () => {
  clearTimeout(waiting);
  asking?.abort();
  const sent = new Map([...staged].map(([spot, own]) => [spot, own.typed]));
  const own = async () => {
    try {
      const told = await ask(base + "/edit", { edits: edits(), keep: true, from: sheets.from() });
      if (told.kept) for (const [spot, typed] of sent) if (staged.get(spot)?.typed === typed) staged.delete(spot);
      await take(told);
    } catch (error) {
      fail(error);
    } finally {
      keeping = null;
    }
  };
  keeping = own();
  return keeping;
};

const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(tryAll, 40);
};

const take = async (told) => {
  version = told.version;
  // New records bring new cells: of what was typed, nothing is lost.
  if (!staged.size && sheets.isOther(told)) await sheets.drawn();
  sheets.take(told);
  sheets.marks(told, tryAll);
  lists.findings(view("findings").querySelector("ol"), told.findings, hooks);
  const changes = lists.impact(view("impact").querySelector("ol"), told.impact, staged.size);
  const errors = told.findings.filter((one) => one.severity === "error" && !one.accepted);
  count("findings", told.findings.filter((one) => one.severity !== "note" && !one.accepted).length, errors.length > 0);
  count("impact", changes, false);
  const wrong = new Map();
  for (const one of errors) {
    for (const name of [one.subject?.figure, ...one.spots.slice(0, 3).map((own) => own.name)]) {
      if (name && !wrong.has(name)) wrong.set(name, one.message);
    }
  }
  pages.show(told.pages, errors[0], wrong, lead);
  tell(told);
  remember();
};

// To what an error is about: its cell, or its line, or else the list of all.
const lead = (one) => {
  if (one.spots.length) hooks.go(one.spots[0]);
  else if (one.line) hooks.line(one.line);
  else choose("findings");
};

const tell = (told) => {
  const number = (severity) => told.findings.filter((one) => one.severity === severity && !one.accepted).length;
  const parts = [];
  if (number("error")) parts.push(number("error") + " 处错误");
  if (number("warning")) parts.push(number("warning") + " 处警告");
  if (told.open) parts.push("还有 " + told.open + " 处待填");
  else if (number("open")) parts.push("还缺以前各期的数");
  if (staged.size) parts.push(staged.size + " 处改动没有保留");
  by("state").textContent = parts.length ? parts.join("，") : "没有问题";
  if (isReadOnly) return;
  by("keep").disabled = !staged.size || told.refused.length > 0;
  by("drop").disabled = !staged.size;
  by("back").disabled = !told.back || staged.size > 0;
  by("again").disabled = !told.again || staged.size > 0;
  by("back").title = told.back ? "撤销：" + told.back : "";
  by("again").title = told.again ? "重做：" + told.again : "";
};

// ---- what is typed, and where

by("sheets").addEventListener("input", (event) => {
  if (!event.target.dataset.spot || isReadOnly) return;
  sheets.typed(event.target);
  soon();
});
by("sheets").addEventListener("focusin", (event) => {
  const own = event.target;
  if (own.dataset.name) pages.light(own.dataset.name).catch(fail);
  if (own.matches("input[inputmode]")) own.select();
});
const shift = async (number, wanted) => {
  try {
    await sheets.part(number, wanted);
    await tryAll();
  } catch (error) {
    fail(error);
  }
};
const numberOf = (own) => own.closest(".sheet").id.slice("sheet-".length);
by("sheets").addEventListener("click", (event) => {
  const { target } = event;
  const tab = target.closest("[data-sheet]");
  if (tab) sheets.open(tab.dataset.sheet);
  const cell = target.closest("output[data-name]");
  if (cell) panel.explain(cell.dataset.name, cell, hooks);
  const row = target.closest("button.listing");
  if (row) panel.listing(row, hooks);
  const step = target.closest(".part [data-from]");
  if (step) shift(numberOf(step), { from: step.dataset.from });
});
by("sheets").addEventListener("submit", async (event) => {
  const form = event.target.closest("form.find");
  if (!form) return;
  event.preventDefault();
  const number = numberOf(form);
  const word = form.elements.word.value;
  // The same word again leads to the next one.
  const first = Number(form.closest(".part").dataset.first);
  await shift(number, { find: word, from: form.dataset.found === word ? first + 1 : 0 });
  const again = by("sheet-" + number).querySelector("form.find");
  again.dataset.found = word;
  again.elements.word.value = word;
  again.elements.word.focus();
});

// ---- keeping, taking back

const step = async (way) => {
  try {
    const told = await ask(base + "/step", { way, from: sheets.from() });
    await take(told);
    // Rows may be called otherwise, or stand in another order.
    await sheets.drawn();
    await take(told);
  } catch (error) {
    fail(error);
  }
};

if (!isReadOnly) {
  by("keep").addEventListener("click", keepAll);
  by("drop").addEventListener("click", () => {
    staged.clear();
    tryAll();
  });
  by("back").addEventListener("click", () => step("back"));
  by("again").addEventListener("click", () => step("again"));
  by("whole-keep").addEventListener("click", async () => {
    const whole = by("whole");
    try {
      const told = await ask(base + "/whole", { what: "text", version: whole.dataset.version, text: whole.value });
      // What does not read as tables leaves the old ones: they come back with it.
      await sheets.drawn().catch(() => {});
      await take(told);
      await wholeText();
    } catch (error) {
      fail(error);
    }
  });
}
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && !isReadOnly) {
    event.preventDefault();
    if (!by("keep").disabled) keepAll();
  }
});
addEventListener("beforeunload", (event) => {
  if (staged.size) event.preventDefault();
});

// ---- what others lead to

const hooks = {
  isReadOnly,
  version: () => version,
  isStaged: () => staged.size > 0,
  // To a field, wherever in a long table it is.
  go: async (where) => {
    by("panel").hidden = true;
    choose("figures");
    sheets.open(where.sheet);
    if (!sheets.field(where.spot)) await shift(where.sheet, { from: Math.max(0, where.at - 5) });
    const own = sheets.field(where.spot);
    own?.focus();
    own?.scrollIntoView({ block: "center", inline: "center" });
  },
  fill: async (remedy) => {
    const own = sheets.field(remedy.spot);
    if (own) {
      own.value = remedy.text;
      sheets.typed(own);
      soon();
    }
  },
  accept: async (one, reason) => {
    try {
      await take(await ask(base + "/whole", { what: "accept", code: one.code, figure: one.subject.figure, value: one.subject.value, reason }));
    } catch (error) {
      fail(error);
    }
  },
  line: async (number) => {
    await choose("text");
    const whole = by("whole");
    const before = whole.value.split("\n").slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
    whole.focus();
    whole.setSelectionRange(before, before + (whole.value.split("\n")[number - 1]?.length ?? 0));
    whole.scrollTop = ((number - 4) * whole.scrollHeight) / whole.value.split("\n").length;
  },
  listed: async (told) => {
    await sheets.drawn();
    await take(told);
  },
  again: async () => {
    await tryAll();
    await sheets.drawn();
    await remarks.show();
  },
};
wire(base, hooks);
remarks.wire(base, { isReadOnly, close: panel.close, changed: () => tryAll(true), onPage: pages.note });
pages.onPoint(
  (what, own) => panel.explain(what, own, hooks),
  async (remark) => {
    await choose("remarks");
    remarks.focus(remark);
  },
);
wireTabs(() => version);

// ---- what changes elsewhere

const look = async () => {
  if (asking || keeping || document.hidden) return;
  try {
    const told = await get(base + "/state");
    if (isAway || (version && told.version !== version)) await tryAll();
  } catch (error) {
    isAway = true;
    fail(error);
  }
};

try {
  for (const [spot, own] of JSON.parse(sessionStorage.getItem(kept) ?? "[]")) staged.set(spot, own);
} catch {
  sessionStorage.removeItem(kept);
}
if (isReadOnly) staged.clear();
sheets.wireFields();
// The figures are there at once; with thousands of rows the pages take a moment.
isSlow = document.querySelector(".part") !== null;
await tryAll();
remarks.show().catch(fail);
// A reviewer sees first what differs from the period before.
if (isReadOnly) choose("compare");
setInterval(look, 3000);
