// A period: what is filled in, what follows from it, what is found, and the pages beside it.
import { ask, fragment, get, make } from "./net.js";
import * as pages from "./pages.js";
import * as lists from "./lists.js";
import { versions, wire } from "./makes.js";
import * as remarks from "./remarks.js";

const base = document.body.dataset.base;
const isReadOnly = document.body.hasAttribute("data-read-only");
const by = (id) => document.getElementById(id);
const view = (name) => by("view-" + name);

// What was typed and not kept yet: cell → what it had, what was typed.
const staged = new Map();
let version = "";
let asking = null;
let waiting = null;
let keeping = null;
const kept = "hongtou " + base;

const fields = () => [...document.querySelectorAll("[data-spot]")];
const field = (spot) => fields().find((own) => own.dataset.spot === spot);
const named = (name) => fields().find((own) => own.dataset.name === name);

const remember = () => {
  if (staged.size) sessionStorage.setItem(kept, JSON.stringify([...staged]));
  else sessionStorage.removeItem(kept);
};

// ---- asking

const edits = () => [...staged].map(([spot, own]) => ({ spot, before: own.before, typed: own.typed }));

const fail = (error) => {
  if (error.name === "AbortError") return;
  by("state").replaceChildren(make("strong", { class: "error" }, error.message), " ", ...(error.hints ?? []));
};

// What is tried gives way to what is typed after it.
const tryAll = async () => {
  clearTimeout(waiting);
  await keeping;
  asking?.abort();
  const own = new AbortController();
  asking = own;
  try {
    await take(await ask(base + "/edit", { edits: edits() }, own.signal));
  } catch (error) {
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
      const told = await ask(base + "/edit", { edits: edits(), keep: true });
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
  const spots = Object.keys(told.fields);
  const here = new Set(fields().map((own) => own.dataset.spot));
  if (spots.length && (spots.length !== here.size || spots.some((spot) => !here.has(spot)))) {
    // New records bring new cells: of what was typed, nothing is lost.
    if (!staged.size) await drawn();
  }
  for (const [id, text] of Object.entries(told.cells)) {
    const cell = by(id);
    if (cell && cell.textContent !== text) {
      cell.textContent = text;
      if (staged.size) cell.classList.add("moved");
    }
  }
  if (!staged.size) for (const cell of document.querySelectorAll(".moved")) cell.classList.remove("moved");
  for (const own of fields()) {
    const now = told.fields[own.dataset.spot];
    if (!now || staged.has(own.dataset.spot)) continue;
    if (own.value !== now[0]) own.value = now[0];
    own.dataset.literal = now[1];
  }
  marks(told);
  lists.findings(view("findings").querySelector("ol"), told.findings, hooks);
  const changes = lists.impact(view("impact").querySelector("ol"), told.impact, staged.size);
  count("findings", told.findings.filter((one) => one.severity !== "note" && !one.accepted).length, told.findings.some((one) => one.severity === "error"));
  count("impact", changes, false);
  pages.show(told.pages);
  tell(told);
  remember();
};

const count = (name, number, isBad) => {
  const badge = by("tab-" + name).querySelector(".count");
  badge.textContent = number ? number : "";
  badge.classList.toggle("bad", isBad);
};

// Each cell says for itself what is wrong with it.
const marks = (told) => {
  const wrong = new Map();
  for (const one of told.findings) {
    if (one.severity === "note" || one.accepted) continue;
    for (const spot of one.spots.slice(0, 3)) if (!wrong.has(spot)) wrong.set(spot, one);
  }
  const refused = new Map(told.refused.map((one) => [one.spot, one]));
  const counts = new Map();
  for (const own of fields()) {
    const { spot } = own.dataset;
    const [bad, no] = [wrong.get(spot), refused.get(spot)];
    own.classList.toggle("error", Boolean(no) || bad?.severity === "error");
    own.classList.toggle("warning", !no && bad?.severity === "warning");
    own.classList.toggle("staged", staged.has(spot));
    own.classList.toggle("open", own.value.trim() === "待填");
    own.toggleAttribute("aria-invalid", Boolean(no) || bad?.severity === "error");
    if (no || bad?.severity === "error" || own.classList.contains("open")) {
      const sheet = own.closest(".sheet")?.id;
      counts.set(sheet, (counts.get(sheet) ?? 0) + 1);
    }
    said(own, no, bad);
  }
  for (const button of document.querySelectorAll("[data-sheet]")) {
    const number = counts.get("sheet-" + button.dataset.sheet);
    button.querySelector(".count").textContent = number ?? "";
  }
};

const said = (own, no, bad) => {
  const id = "said-" + own.dataset.spot;
  document.getElementById(id)?.remove();
  own.removeAttribute("aria-describedby");
  if (!no && bad?.severity !== "error") return;
  // What was refused stays until it is settled; what is found is told while one is in the cell.
  const told = make("span", { class: no ? "said stays" : "said", id }, no ? no.message : bad.message);
  if (no?.now !== undefined && no.now !== null) {
    const mine = () => {
      staged.set(own.dataset.spot, { before: no.now, typed: own.value });
      tryAll();
    };
    const theirs = () => {
      staged.delete(own.dataset.spot);
      tryAll();
    };
    told.append(" ", make("button", { type: "button", onclick: theirs }, "用别处的"), make("button", { type: "button", onclick: mine }, "还用我的"));
  }
  own.after(told);
  own.setAttribute("aria-describedby", id);
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

// ---- what is typed

const typed = (own) => {
  const { spot, literal } = own.dataset;
  const old = staged.get(spot);
  staged.set(spot, { before: old?.before ?? literal, typed: own.value });
  if (own.value === own.defaultValue && literal === own.dataset.drawn) staged.delete(spot);
  soon();
};

const wireFields = () => {
  for (const own of fields()) {
    own.dataset.drawn = own.dataset.literal;
    const mine = staged.get(own.dataset.spot);
    if (mine) own.value = mine.typed;
  }
  for (const button of document.querySelectorAll("[data-sheet]")) {
    button.addEventListener("click", () => open(button.dataset.sheet));
  }
};

const open = (number) => {
  for (const sheet of document.querySelectorAll(".sheet")) sheet.hidden = sheet.id !== "sheet-" + number;
  for (const button of document.querySelectorAll("[data-sheet]")) {
    if (button.dataset.sheet === String(number)) button.setAttribute("aria-pressed", "true");
    else button.removeAttribute("aria-pressed");
  }
};

const drawn = async () => {
  const shown = document.querySelector("[data-sheet][aria-pressed]")?.dataset.sheet ?? "0";
  by("sheets").replaceChildren(...(await fragment(base + "/sheets")));
  wireFields();
  open(shown);
};

by("sheets").addEventListener("input", (event) => {
  if (event.target.dataset.spot && !isReadOnly) typed(event.target);
});
by("sheets").addEventListener("focusin", (event) => {
  const own = event.target;
  if (own.dataset.name) pages.light(own.dataset.name);
  if (own.matches("input[inputmode]")) own.select();
});
// As in a spreadsheet: down and up the column.
by("sheets").addEventListener("keydown", (event) => {
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches("input[data-spot]")) return;
  const cell = event.target.closest("td");
  let row = cell.parentElement;
  const at = [...row.children].indexOf(cell);
  do row = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  while (row && !row.children[at]?.querySelector("[data-spot]"));
  const next = row?.children[at]?.querySelector("[data-spot]");
  if (!next) return;
  event.preventDefault();
  next.focus();
});

// ---- keeping, taking back

const step = async (way) => {
  try {
    const told = await ask(base + "/step", { way });
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
      await take(await ask(base + "/whole", { what: "text", version: whole.dataset.version, text: whole.value }));
      await drawn();
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

// ---- asking where something comes from

const panel = by("panel");
let opener = null;
const close = () => {
  panel.hidden = true;
  opener?.focus();
  opener = null;
};
panel.querySelector(".close").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
});

const explain = async (what, from) => {
  opener = from ?? document.activeElement;
  by("panel-title").textContent = "说明：" + (from?.getAttribute("aria-label") ?? from?.textContent ?? what);
  const own = named(what);
  const told = [];
  if (own) told.push(make("p", {}, make("button", { type: "button", class: "primary", onclick: () => hooks.go(own.dataset.spot) }, "到填数的格")));
  try {
    const trees = await ask(base + "/explain", { what, edits: edits() });
    told.push(make("ul", { class: "tree" }, ...trees.map((one) => lists.tree(one, hooks))));
  } catch (error) {
    told.push(make("p", { class: "error" }, error.message), ...(error.hints ?? []).map((hint) => make("p", {}, hint)));
  }
  by("panel-told").replaceChildren(...told);
  remarks.on(from?.anchor);
  panel.hidden = false;
  panel.focus();
};
pages.onPoint(explain);
by("sheets").addEventListener("click", (event) => {
  const cell = event.target.closest("output[data-name]");
  if (cell) explain(cell.dataset.name, cell);
});

const hooks = {
  isReadOnly,
  label: (spot) => field(spot)?.getAttribute("aria-label"),
  named: (word) => named(word)?.dataset.spot,
  go: (spot) => {
    const own = field(spot);
    if (!own) return;
    panel.hidden = true;
    choose("figures");
    open(own.closest(".sheet").id.slice("sheet-".length));
    own.focus();
    own.scrollIntoView({ block: "center", inline: "center" });
  },
  fill: (remedy) => {
    const own = field(remedy.spot);
    if (!own) return;
    own.value = remedy.text;
    typed(own);
  },
  accept: async (one, reason) => {
    try {
      await take(await ask(base + "/whole", { what: "accept", code: one.code, figure: one.subject.figure, value: one.subject.value, reason }));
    } catch (error) {
      fail(error);
    }
  },
  line: async (number) => {
    choose("text");
    await wholeText();
    const whole = by("whole");
    const before = whole.value.split("\n").slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
    whole.focus();
    whole.setSelectionRange(before, before + (whole.value.split("\n")[number - 1]?.length ?? 0));
    whole.scrollTop = ((number - 4) * whole.scrollHeight) / whole.value.split("\n").length;
  },
  isStaged: () => staged.size > 0,
  again: async () => {
    await tryAll();
    await drawn();
    await remarks.show();
  },
};
wire(base, hooks);
remarks.wire(base, { isReadOnly, close });

// ---- tabs

const tabs = [...document.querySelectorAll("[role=tab]")];
const loaded = new Map();

const wholeText = async () => {
  const told = await get(base + "/text");
  by("whole").value = told.text;
  by("whole").dataset.version = told.version;
};
const load = {
  compare: async () => {
    if (loaded.get("compare") === version) return;
    loaded.set("compare", version);
    view("compare").replaceChildren(make("iframe", { src: base + "/compare", title: "与上期比较" }));
  },
  rules: async () => {
    if (loaded.get("rules") === version) return;
    loaded.set("rules", version);
    view("rules").replaceChildren(...(await fragment(base + "/rules")));
  },
  text: wholeText,
  remarks: () => remarks.show(),
  makes: () => versions(base),
};

const choose = (name) => {
  for (const tab of tabs) {
    const isOwn = tab.id === "tab-" + name;
    tab.setAttribute("aria-selected", isOwn);
    tab.tabIndex = isOwn ? 0 : -1;
    const own = by(tab.getAttribute("aria-controls"));
    if (own.id !== "paper") own.hidden = !isOwn;
  }
  document.body.classList.toggle("on-paper", name === "paper");
  load[name]?.().catch((error) => view(name).replaceChildren(make("p", { class: "error" }, error.message)));
};
for (const tab of tabs) tab.addEventListener("click", () => choose(tab.id.slice("tab-".length)));
document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
  const shown = tabs.filter((tab) => tab.offsetParent !== null);
  const at = shown.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const next = shown[(to + shown.length) % shown.length];
  choose(next.id.slice("tab-".length));
  next.focus();
});

// ---- what changes elsewhere

const look = async () => {
  if (asking || keeping || document.hidden) return;
  try {
    const told = await get(base + "/state");
    if (version && told.version !== version) await tryAll();
  } catch (error) {
    fail(error);
  }
};

try {
  for (const [spot, own] of JSON.parse(sessionStorage.getItem(kept) ?? "[]")) staged.set(spot, own);
} catch {
  sessionStorage.removeItem(kept);
}
if (isReadOnly) staged.clear();
wireFields();
await tryAll();
remarks.show().catch(fail);
// A reviewer sees first what differs from the period before.
if (isReadOnly) choose("compare");
setInterval(look, 3000);
