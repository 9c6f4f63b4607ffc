// The tables in which figures and texts are filled in, and what was typed and not kept yet.
import { fragment, make } from "./net.js";

const all = document.getElementById("sheets");
const base = document.body.dataset.base;
export const isReadOnly = document.body.hasAttribute("data-read-only");

// Cell → what the input had there, what was typed.
export const staged = new Map();
export const edits = () => [...staged].map(([spot, own]) => ({ spot, before: own.before, typed: own.typed }));

export const fields = () => all.querySelectorAll("[data-spot]");
export const field = (spot) => all.querySelector('[data-spot="' + CSS.escape(spot) + '"]');
export const named = (name) => all.querySelector('[data-name="' + CSS.escape(name) + '"][data-spot]');

// Which rows of long tables are shown: 0:100,2:300.
export const from = () =>
  [...all.querySelectorAll(".part")].map((part) => part.closest(".sheet").id.slice("sheet-".length) + ":" + part.dataset.first).join(",");

const shown = () => all.querySelector("[data-sheet][aria-pressed]")?.dataset.sheet ?? "0";

export const wireFields = () => {
  for (const own of fields()) {
    own.dataset.drawn = own.dataset.literal;
    const mine = staged.get(own.dataset.spot);
    if (mine) own.value = mine.typed;
  }
};

export const open = (number) => {
  for (const sheet of all.querySelectorAll(".sheet")) sheet.hidden = sheet.id !== "sheet-" + number;
  for (const button of all.querySelectorAll("[data-sheet]")) {
    if (button.dataset.sheet === String(number)) button.setAttribute("aria-pressed", "true");
    else button.removeAttribute("aria-pressed");
  }
};

// Draws all tables anew: rows came or went.
export const drawn = async () => {
  all.replaceChildren(...(await fragment(base + "/sheets?open=" + shown() + "&from=" + from())));
  wireFields();
};

// Draws another part of a long table.
export const part = async (number, wanted) => {
  const sheet = document.getElementById("sheet-" + number);
  sheet.replaceChildren(...(await fragment(base + "/sheet/" + number + "?" + new URLSearchParams(wanted))));
  wireFields();
};

// ---- what cells say of themselves

export const take = (told) => {
  for (const [id, text] of Object.entries(told.cells)) {
    const cell = document.getElementById(id);
    if (cell && cell.textContent !== text) {
      cell.textContent = text;
      if (staged.size) cell.classList.add("moved");
    }
  }
  if (!staged.size) for (const cell of all.querySelectorAll(".moved")) cell.classList.remove("moved");
  for (const own of fields()) {
    const now = told.fields[own.dataset.spot];
    if (!now || staged.has(own.dataset.spot)) continue;
    if (own.value !== now[0]) own.value = now[0];
    own.dataset.literal = now[1];
  }
};

// Whether other cells are there than those that are drawn.
export const isOther = (told) => {
  const spots = Object.keys(told.fields);
  if (!spots.length) return false;
  const here = new Set([...fields()].map((own) => own.dataset.spot));
  return spots.length !== here.size || spots.some((spot) => !here.has(spot));
};

export const marks = (told, again) => {
  const wrong = new Map();
  for (const one of told.findings) {
    if (one.severity === "note" || one.accepted) continue;
    for (const { spot } of one.spots.slice(0, 3)) if (!wrong.has(spot)) wrong.set(spot, one);
  }
  const refused = new Map(told.refused.map((one) => [one.spot, one]));
  for (const own of fields()) {
    const { spot } = own.dataset;
    const [bad, no] = [wrong.get(spot), refused.get(spot)];
    own.classList.toggle("error", Boolean(no) || bad?.severity === "error");
    own.classList.toggle("warning", !no && bad?.severity === "warning");
    own.classList.toggle("staged", staged.has(spot));
    own.classList.toggle("open", own.value.trim() === "待填");
    own.toggleAttribute("aria-invalid", Boolean(no) || bad?.severity === "error");
    said(own, no, bad, again);
  }
  for (const button of all.querySelectorAll("[data-sheet]")) {
    button.querySelector(".count").textContent = told.sheets[button.dataset.sheet] || "";
  }
};

const said = (own, no, bad, again) => {
  const id = "said-" + own.dataset.spot;
  const old = own.nextElementSibling?.id === id ? own.nextElementSibling : null;
  const isTold = no || bad?.severity === "error";
  if (!isTold) {
    old?.remove();
    own.removeAttribute("aria-describedby");
    return;
  }
  // What was refused stays until it is settled; what is found is told while one is in the cell.
  const told = make("span", { class: no ? "said stays" : "said", id }, no ? no.message : bad.message);
  if (no?.now !== undefined && no.now !== null) {
    const mine = () => {
      staged.set(own.dataset.spot, { before: no.now, typed: own.value });
      again();
    };
    const theirs = () => {
      staged.delete(own.dataset.spot);
      again();
    };
    told.append(" ", make("button", { type: "button", onclick: theirs }, "用别处的"), make("button", { type: "button", onclick: mine }, "还用我的"));
  }
  if (old) old.replaceWith(told);
  else own.after(told);
  own.setAttribute("aria-describedby", id);
};

export const typed = (own) => {
  const { spot, literal } = own.dataset;
  const old = staged.get(spot);
  staged.set(spot, { before: old?.before ?? literal, typed: own.value });
  if (own.value === own.defaultValue && literal === own.dataset.drawn) staged.delete(spot);
};

// ---- the keyboard

// As in a spreadsheet: down and up the column.
all.addEventListener("keydown", (event) => {
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
