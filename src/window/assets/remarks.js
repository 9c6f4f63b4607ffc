// Remarks of reviewers, kept beside the input.
import { ask, get, make } from "./net.js";

const list = document.getElementById("remarks-list");
const form = document.getElementById("remark");
const badge = document.querySelector("#tab-remarks .count");
const NAME = "hongtou who";
let base = "";
let hooks = { changed: () => {}, onPage: () => false };
let anchor = null;

const who = () => localStorage.getItem(NAME) ?? "";

const stamp = (by) => [by.who || "（没有署名）", by.when].filter(Boolean).join("　");

const fail = (place, error) => place.append(make("p", { class: "error", role: "alert" }, error.message + " " + (error.hints ?? []).join("，")));

const change = async (place, doing) => {
  try {
    take(await ask(base + "/remarks", doing));
    hooks.changed();
    return true;
  } catch (error) {
    fail(place, error);
    return false;
  }
};

const answer = (button, number) => {
  const own = make("form", { class: "answer" },
    make("textarea", { name: "text", rows: 2, required: true, "aria-label": "答复" }),
    make("p", {}, make("label", {}, "署名 ", make("input", { name: "who", value: who() })), " ", make("button", { type: "submit" }, "答复")));
  own.addEventListener("submit", (event) => {
    event.preventDefault();
    localStorage.setItem(NAME, own.elements.who.value);
    change(own, { what: "answer", number, who: own.elements.who.value, text: own.elements.text.value });
  });
  button.replaceWith(own);
  own.elements.text.focus();
};

const one = ({ remark, stand }) => {
  const isDone = remark.state === "done";
  const item = make("li", { class: isDone ? "done" : "remark", id: "remark-" + remark.number, tabindex: "-1" });
  const place = stand.place || (remark.on.text ? "现在找不到这一句" : "全文");
  item.append(make("p", {}, make("strong", {}, remark.number + "　" + place), isDone ? "　已办" : ""));
  if (remark.on.words || remark.on.text) item.append(make("blockquote", {}, remark.on.words || remark.on.text));
  if (stand.is_changed && stand.now) item.append(make("p", { class: "soft" }, "所指文字已改，现在是：" + stand.now));
  item.append(make("p", {}, remark.text), make("p", { class: "soft" }, stamp(remark.by)));
  for (const own of remark.answers ?? []) item.append(make("p", {}, "答复：" + own.text, make("span", { class: "soft" }, "　" + stamp(own.by))));
  const actions = make("p", { class: "actions" }, make("button", { type: "button", onclick: (event) => answer(event.target, remark.number) }, "答复"));
  if (!hooks.isReadOnly) {
    actions.append(make("button", { type: "button", onclick: () => change(item, { what: "set", number: remark.number, done: !isDone }) }, isDone ? "重新打开" : "已办"));
  }
  if (!isDone && stand.now) actions.append(make("button", { type: "button", onclick: () => hooks.onPage(remark.number) }, "看版面"));
  item.append(actions);
  return item;
};

const take = (told) => {
  badge.textContent = told.open || "";
  const open = told.remarks.filter((own) => own.remark.state !== "done");
  const done = told.remarks.filter((own) => own.remark.state === "done");
  const items = [...open, ...done].map(one);
  list.replaceChildren(...(items.length ? items : [make("li", { class: "none" }, "还没有批注。点版面上的词句或数，就可以留批注。")]));
};

export const show = async () => take(await get(base + "/remarks"));

// Leads to a remark in the list.
export const focus = (number) => {
  const item = document.getElementById("remark-" + number);
  item?.scrollIntoView({ block: "center" });
  item?.focus();
};

// A remark can be left on what was pointed at.
export const on = (own) => {
  anchor = own ?? null;
  form.hidden = !anchor;
  form.elements.text.value = "";
  form.elements.who.value = who();
};

export const wire = (address, given) => {
  base = address;
  hooks = given;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    localStorage.setItem(NAME, form.elements.who.value);
    for (const old of form.querySelectorAll(".error")) old.remove();
    const isDone = await change(form, { what: "add", who: form.elements.who.value, text: form.elements.text.value, on: anchor });
    if (isDone) hooks.close();
  });
};
