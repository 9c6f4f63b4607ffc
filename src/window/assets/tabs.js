// The parts of the left side.
import { fragment, get, make } from "./net.js";
import { versions } from "./makes.js";
import * as remarks from "./remarks.js";

const base = document.body.dataset.base;
const by = (id) => document.getElementById(id);
export const view = (name) => by("view-" + name);
const tabs = [...document.querySelectorAll("[role=tab]")];
const loaded = new Map();
let version = () => "";

export const wholeText = async () => {
  const told = await get(base + "/text");
  by("whole").value = told.text;
  by("whole").dataset.version = told.version;
};
const load = {
  compare: async () => {
    if (loaded.get("compare") === version()) return;
    loaded.set("compare", version());
    view("compare").replaceChildren(make("iframe", { src: base + "/compare", title: "与上期比较" }));
  },
  rules: async () => {
    if (loaded.get("rules") === version()) return;
    loaded.set("rules", version());
    view("rules").replaceChildren(...(await fragment(base + "/rules")));
  },
  text: wholeText,
  remarks: () => remarks.show(),
  makes: () => versions(base),
};

export const choose = (name) => {
  for (const tab of tabs) {
    const isOwn = tab.id === "tab-" + name;
    tab.setAttribute("aria-selected", isOwn);
    tab.tabIndex = isOwn ? 0 : -1;
    const own = by(tab.getAttribute("aria-controls"));
    if (own.id !== "paper") own.hidden = !isOwn;
  }
  document.body.classList.toggle("on-paper", name === "paper");
  const fail = (error) => {
    loaded.delete(name);
    view(name).replaceChildren(make("p", { class: "error" }, error.message), ...(error.hints ?? []).map((hint) => make("p", {}, hint)));
  };
  return load[name]?.().catch(fail);
};

// `now` tells the version of the input that is shown.
export const wire = (now) => {
  version = now;
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
};

export const count = (name, number, isBad) => {
  const badge = by("tab-" + name).querySelector(".count");
  badge.textContent = number ? number : "";
  badge.classList.toggle("bad", isBad);
};
