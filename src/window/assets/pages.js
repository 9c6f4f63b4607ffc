// The pages of the notice: pictures that change alone, with what can be pointed at laid over them.
import { make } from "./net.js";

const list = document.getElementById("pages");
const said = document.getElementById("paper-said");

const percent = (part, whole) => (100 * part) / whole + "%";

const spot = (page, [[left, top, width, height], text, figure, anchor]) => {
  const button = make("button", { type: "button", class: "spot", tabindex: "-1", "data-figure": figure, "aria-label": text });
  button.anchor = page.anchors[anchor];
  Object.assign(button.style, {
    left: percent(left, page.width), top: percent(top, page.height),
    width: percent(width, page.width), height: percent(height, page.height),
  });
  return button;
};

const one = (page, number) => {
  const picture = make("img", { src: "/page/" + page.name, alt: "第 " + number + " 页", loading: "lazy", draggable: "false" });
  const over = make("div", { class: "spots", role: "group", "aria-label": "第 " + number + " 页上的数和词句，用方向键移动" }, ...page.spots.map((own) => spot(page, own)));
  over.firstElementChild?.setAttribute("tabindex", "0");
  const item = make("li", { "data-name": page.name, "data-number": number }, picture, over);
  item.style.aspectRatio = page.width + " / " + page.height;
  return item;
};

export const show = (pages) => {
  if (!pages) {
    said.textContent = list.childElementCount ? "有错误，版面还是改正前的样子。" : "有错误，排不出版面；先看“问题”。";
    list.classList.add("stale");
    return;
  }
  list.classList.remove("stale");
  said.textContent = "";
  const items = pages.map((page, at) => {
    const old = list.children[at];
    return old?.dataset.name === page.name ? old : one(page, at + 1);
  });
  for (const [at, item] of items.entries()) {
    const old = list.children[at];
    if (old === item) continue;
    if (old) old.replaceWith(item);
    else list.append(item);
  }
  while (list.childElementCount > items.length) list.lastElementChild.remove();
};

// Marks a figure on the pages and brings it into sight.
export const light = (figure) => {
  for (const old of list.querySelectorAll(".lit")) old.classList.remove("lit");
  if (!figure) return;
  const found = [...list.querySelectorAll(".spot")].filter((own) => own.dataset.figure === figure);
  for (const own of found) own.classList.add("lit");
  const first = found[0];
  if (!first) return;
  const pane = document.getElementById("paper");
  const [box, view] = [first.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (pane.scrollHeight > pane.clientHeight && (box.top < view.top || box.bottom > view.bottom)) {
    pane.scrollTop += box.top - view.top - view.height / 3;
  }
};

// The arrows go from one to the next; only one of a page is reached by Tab.
list.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const own = event.target.closest(".spot");
  if (!step || !own) return;
  const all = [...list.querySelectorAll(".spot")];
  const next = all[all.indexOf(own) + step];
  if (!next) return;
  event.preventDefault();
  own.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

export const onPoint = (answer) =>
  list.addEventListener("click", (event) => {
    const own = event.target.closest(".spot");
    if (own) answer(own.dataset.figure || own.getAttribute("aria-label"), own);
  });
