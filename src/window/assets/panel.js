// What opens over the page: where something comes from, and what is done with a row of a list.
import { ask, make } from "./net.js";
import * as lists from "./lists.js";
import * as remarks from "./remarks.js";
import { edits, from, staged } from "./sheets.js";

const base = document.body.dataset.base;
const panel = document.getElementById("panel");
const title = document.getElementById("panel-title");
const told = document.getElementById("panel-told");
let opener = null;

export const close = () => {
  panel.hidden = true;
  if (opener?.isConnected) opener.focus();
  opener = null;
};
panel.querySelector(".close").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
});

const show = (heading, by, ...parts) => {
  opener = by;
  title.textContent = heading;
  told.replaceChildren(...parts);
  panel.hidden = false;
  panel.focus();
};

const failed = (error) => [make("p", { class: "error", role: "alert" }, error.message), ...(error.hints ?? []).map((hint) => make("p", {}, hint))];

// ---- where something comes from

export const explain = async (what, by, hooks) => {
  const parts = [];
  try {
    const answer = await ask(base + "/explain", { what, edits: edits() });
    if (answer.field) parts.push(make("p", {}, make("button", { type: "button", class: "primary", onclick: () => hooks.go(answer.field) }, "到填数的格")));
    const own = { ...hooks, named: (word) => answer.named[word] };
    parts.push(make("ul", { class: "tree" }, ...answer.trees.map((one) => lists.tree(one, own))));
  } catch (error) {
    parts.push(...failed(error));
  }
  remarks.on(by?.anchor);
  show("说明：" + (by?.getAttribute("aria-label") ?? by?.textContent ?? what), by ?? document.activeElement, ...parts);
};

// ---- a row of a list

// What would change is shown before it is changed.
export const listing = (button, hooks) => {
  const { list, row, called, of } = button.dataset;
  const isRecord = button.hasAttribute("data-records");
  remarks.on(null);
  if (staged.size) {
    show(called, button, make("p", {}, "还有改动没有保留。请先“保留”或“放弃”，再改名单。"));
    return;
  }
  const would = make("div", { class: "would", role: "status" });
  const change = async (doing, name, label) => {
    const asked = { list, row, doing, name, version: hooks.version(), from: from() };
    would.replaceChildren("正在看会改变什么……");
    try {
      const answer = await ask(base + "/rows", asked);
      const found = make("ol", { class: "list" });
      if (answer.impact) lists.impact(found, answer.impact, 1);
      else found.append(make("li", { class: "error" }, "这样改了，数据里会有错误，排不出通报：", ...answer.errors.map((one) => make("p", {}, one))));
      const keep = async () => {
        try {
          await hooks.listed(await ask(base + "/rows", { ...asked, keep: true }));
          close();
        } catch (error) {
          would.replaceChildren(...failed(error));
        }
      };
      const yes = make("button", { type: "button", class: "primary", onclick: keep }, label);
      would.replaceChildren(make("h3", {}, "会这样改变："), found, make("p", { class: "actions" }, yes, make("button", { type: "button", onclick: () => would.replaceChildren() }, "不改")));
      yes.focus();
    } catch (error) {
      would.replaceChildren(...failed(error));
    }
  };
  const act = (doing, words, label) => make("button", { type: "button", onclick: () => change(doing, "", label) }, words);
  const named = (doing, words, value, label) => {
    const input = make("input", { name: "name", required: true, maxlength: "60", value, "aria-label": words, autocomplete: "off" });
    const form = make("form", { class: "actions" }, make("label", {}, words + " ", input), make("button", { type: "submit" }, "看看"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      change(doing, input.value, label);
    });
    return form;
  };
  const parts = [make("p", { class: "actions" }, act("up", "上移", "上移"), act("down", "下移", "下移"), act("remove", isRecord ? "删去这一条" : "删去这一行", "删去"))];
  if (!isRecord) {
    parts.push(named("rename", "改名为", row, "改名"), named("add", "在下面加一个" + of, "", "加上"));
    parts.push(make("p", { class: "soft" }, "同一份名单的各张表一起改。"));
  }
  show(called, button, ...parts, would);
};
