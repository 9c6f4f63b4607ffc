// What is found, and what the edits would change.
import { make } from "./net.js";

const WORDS = { error: "错误", open: "还缺", warning: "警告", note: "说明" };

const finding = (one, hooks) => {
  const text = make("div", { class: "told" }, make("strong", {}, WORDS[one.severity] + "："), one.message);
  const parts = [text];
  const isAcceptable = one.subject && !one.accepted && one.severity !== "note" && !hooks.isReadOnly;
  for (const label of one.labels) parts.push(make("p", { class: "soft" }, label));
  if (one.more) parts.push(make("p", { class: "soft" }, "……另有 " + one.more + " 处"));
  // The button below says the same.
  const hints = one.hints.filter((hint) => isAcceptable ? !hint.includes("[[accept]]") : true);
  for (const hint of hints) parts.push(make("p", { class: "hint" }, hint));
  const actions = [];
  for (const where of one.spots.slice(0, 3)) {
    actions.push(make("button", { type: "button", onclick: () => hooks.go(where) }, "到" + where.label));
  }
  if (one.remedy && !hooks.isReadOnly) {
    actions.push(make("button", { type: "button", class: "primary", onclick: () => hooks.fill(one.remedy) }, one.remedy.label + "改为 " + one.remedy.text));
  }
  if (isAcceptable) {
    actions.push(make("button", { type: "button", onclick: (event) => reason(event.target, one, hooks) }, "核对无误"));
  }
  if (!one.spots.length && one.line) actions.push(make("button", { type: "button", onclick: () => hooks.line(one.line) }, "到第 " + one.line + " 行"));
  if (actions.length) parts.push(make("p", { class: "actions" }, ...actions));
  return make("li", { class: one.severity }, ...parts);
};

// Why a finding is right all the same is asked for where it stands.
const reason = (button, one, hooks) => {
  const input = make("input", { required: true, "aria-label": "为什么这样是对的", placeholder: "为什么这样是对的" });
  const form = make("form", { class: "reason" }, input, make("button", { type: "submit" }, "写入"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hooks.accept(one, input.value);
  });
  button.replaceWith(form);
  input.focus();
};

export const findings = (list, all, hooks) => {
  const order = { error: 0, open: 1, warning: 2, note: 3 };
  const sorted = [...all].sort((a, b) => order[a.severity] - order[b.severity]);
  const notes = sorted.filter((one) => one.severity === "note");
  const items = sorted.filter((one) => one.severity !== "note").map((one) => finding(one, hooks));
  if (!items.length) items.push(make("li", { class: "none" }, "没有要改的。"));
  if (notes.length) {
    const isOpen = list.querySelector("details")?.open;
    const told = make("ol", { class: "list" }, ...notes.map((one) => finding(one, hooks)));
    items.push(make("li", { class: "notes" }, make("details", { open: isOpen }, make("summary", {}, "另有 " + notes.length + " 条说明，不用改"), told)));
  }
  list.replaceChildren(...items);
};

// Of thousands of lines nobody reads more.
const MOST = 200;

const shown = (text) => (text ? text : "（无）");

const line = (one) => {
  const told = make("div", {}, one.what);
  if (one.before !== undefined) {
    told.append(make("div", { class: "change" }, make("del", {}, shown(one.before)), " → ", make("ins", {}, shown(one.after))));
  }
  for (const why of one.because ?? []) told.append(make("p", { class: "soft" }, "因为 " + why));
  return make("li", {}, told);
};

export const impact = (list, all, count) => {
  if (!count) {
    list.replaceChildren(make("li", { class: "none" }, "没有还没保留的改动。"));
    return 0;
  }
  if (!all) {
    list.replaceChildren(make("li", { class: "none" }, "有错误，还说不出这些改动会带来什么。"));
    return 0;
  }
  const full = all.filter((part) => part.lines.length);
  const told = (part) => {
    const shown = part.lines.slice(0, MOST).map(line);
    const more = part.lines.length - shown.length;
    return make("li", {}, make("h3", {}, part.title + "：" + part.lines.length + " 处"), make("ul", {}, ...shown), more ? make("p", { class: "soft" }, "……另有 " + more + " 处") : null);
  };
  const parts = full.map(told);
  list.replaceChildren(...(parts.length ? parts : [make("li", { class: "none" }, "通报没有变化。")]));
  return full.reduce((sum, part) => sum + part.lines.length, 0);
};

// An answer as lines within lines; figures that are filled in somewhere lead there.
export const tree = (one, hooks) => {
  const item = make("li", {});
  for (const word of one.text.split(/(\s+)/)) {
    const where = hooks.named(word);
    if (where) item.append(make("button", { type: "button", class: "link", onclick: () => hooks.go(where) }, word));
    else item.append(word);
  }
  if (one.children.length) item.append(make("ul", {}, ...one.children.map((child) => tree(child, hooks))));
  return item;
};
