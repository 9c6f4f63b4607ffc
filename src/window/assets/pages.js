// The pages of the notice: pictures that change alone, with what can be pointed at laid over them.
import { get, make } from "./net.js";

const list = document.getElementById("pages");
const said = document.getElementById("paper-said");
let showing = "";
// What was looked for last, and what is wrong: pages that come into sight later are marked as well.
let lit = null;
let wrong = new Map();

const percent = (part, whole) => (100 * part) / whole + "%";

const placed = (element, [left, top, width, height], page) =>
  Object.assign(element.style, {
    left: percent(left, page.width), top: percent(top, page.height),
    width: percent(width, page.width), height: percent(height, page.height),
  });

const dressed = (own) => {
  const { figure } = own.dataset;
  own.classList.toggle("lit", Boolean(figure) && figure === lit);
  own.classList.toggle("wrong", wrong.has(figure));
  if (wrong.has(figure)) own.title = wrong.get(figure);
  else own.removeAttribute("title");
};

const spot = (page, [area, text, figure, anchor], anchors) => {
  const button = make("button", { type: "button", class: "spot", tabindex: "-1", "data-figure": figure, "aria-label": text });
  button.anchor = anchors[anchor];
  placed(button, area, page);
  dressed(button);
  return button;
};

// What can be pointed at is fetched when its page comes into sight.
const filled = async (item) => {
  if (item.filled) return item.filled;
  item.filled = (async () => {
    const told = await get("/page/" + item.dataset.name + "/spots");
    const over = item.querySelector(".spots");
    over.replaceChildren(...told.spots.map((own) => spot(item.page, own, told.anchors)));
    over.firstElementChild?.setAttribute("tabindex", "0");
  })();
  item.filled.catch(() => { item.filled = null; });
  return item.filled;
};
const sight = new IntersectionObserver((seen) => {
  for (const one of seen) if (one.isIntersecting) filled(one.target).catch(() => {});
}, { rootMargin: "100% 0%" });

const one = (page, number) => {
  const picture = make("img", { src: "/page/" + page.name, alt: "第 " + number + " 页", loading: "lazy", draggable: "false" });
  const over = make("div", { class: "spots", role: "group", "aria-label": "第 " + number + " 页上的数和词句，用方向键移动" });
  const notes = make("div", { class: "marks", role: "group", "aria-label": "第 " + number + " 页上的批注" });
  const item = make("li", { "data-name": page.name, "data-number": number }, picture, over, notes);
  item.style.aspectRatio = page.width + " / " + page.height;
  item.page = page;
  sight.observe(item);
  return item;
};

// Remarks come and go while the page stays.
const noted = (item, marks) => {
  const key = JSON.stringify(marks);
  if (item.dataset.notes === key) return;
  item.dataset.notes = key;
  const first = new Set();
  item.querySelector(".marks").replaceChildren(...marks.map(([area, remark]) => {
    // One that goes over several lines is one stop for the keyboard.
    const isFirst = !first.has(remark);
    first.add(remark);
    const button = make("button", { type: "button", class: "mark", "data-remark": remark, "aria-label": "批注 " + remark, title: "批注 " + remark, tabindex: isFirst ? "0" : "-1" }, isFirst ? make("span", { "aria-hidden": "true" }, remark) : null);
    placed(button, area, item.page);
    return button;
  }));
};

// Without pages: what stops them, in words, with the way there.
const stopped = (error, go) => {
  list.classList.add("stale");
  const told = list.childElementCount ? "版面还是改正前的样子（灰色）：" : "排不出版面：";
  if (!error) {
    said.replaceChildren(told + "请看“问题”。");
    return;
  }
  said.replaceChildren(told + error.message + " ", make("button", { type: "button", onclick: () => go(error) }, "去改"));
};

// `error`: the first error; `own`: by name, the figures that errors are about; `go` leads to an error.
export const show = (told, error, own, go) => {
  wrong = own;
  if (told === undefined) {
    said.textContent = "版面稍后跟上……";
    return;
  }
  if (told === null) {
    stopped(error, go);
    return;
  }
  list.classList.remove("stale");
  list.classList.toggle("disputed", told.disputed);
  if (told.disputed && error) {
    said.replaceChildren("数据有矛盾，这不是通报，生成不了：" + error.message + " ", make("button", { type: "button", onclick: () => go(error) }, "去改"));
  } else said.textContent = "";
  showing = told.of;
  const items = told.list.map((page, at) => {
    const old = list.children[at];
    const item = old?.dataset.name === page.name ? old : one(page, at + 1);
    noted(item, page.marks);
    return item;
  });
  for (const [at, item] of items.entries()) {
    const old = list.children[at];
    if (old === item) continue;
    if (old) {
      sight.unobserve(old);
      old.replaceWith(item);
    } else list.append(item);
  }
  while (list.childElementCount > items.length) {
    sight.unobserve(list.lastElementChild);
    list.lastElementChild.remove();
  }
  for (const spotted of list.querySelectorAll(".spot")) dressed(spotted);
};

const seen = (own) => {
  const pane = document.getElementById("paper");
  const [box, view] = [own.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (pane.scrollHeight > pane.clientHeight && (box.top < view.top || box.bottom > view.bottom)) {
    pane.scrollTop += box.top - view.top - view.height / 3;
  }
};

// Marks a figure on the pages and brings it into sight.
export const light = async (figure) => {
  lit = figure || null;
  for (const own of list.querySelectorAll(".spot")) dressed(own);
  if (!lit || !showing) return;
  const { page } = await get("/shown/" + showing + "/" + encodeURIComponent(figure));
  const item = page && list.children[page - 1];
  if (!item || lit !== figure) return;
  await filled(item);
  const own = [...item.querySelectorAll(".spot")].find((one) => one.dataset.figure === figure);
  if (own) seen(own);
};

// Brings a remark's words into sight; whether they are on the pages.
export const note = (remark) => {
  const own = list.querySelector('.mark[data-remark="' + remark + '"]');
  if (!own) return false;
  seen(own);
  own.focus();
  return true;
};

// The arrows go from one to the next; only one of a page is reached by Tab.
list.addEventListener("keydown", async (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const own = event.target.closest(".spot");
  if (!step || !own) return;
  event.preventDefault();
  let next = step > 0 ? own.nextElementSibling : own.previousElementSibling;
  if (!next) {
    const item = own.closest("li");
    const other = step > 0 ? item.nextElementSibling : item.previousElementSibling;
    if (!other) return;
    await filled(other);
    const all = other.querySelectorAll(".spot");
    next = step > 0 ? all[0] : all[all.length - 1];
  }
  if (!next) return;
  own.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

// `answer` gets a figure or words that were pointed at, `tell` the number of a remark.
export const onPoint = (answer, tell) =>
  list.addEventListener("click", (event) => {
    const own = event.target.closest(".spot");
    if (own) answer(own.dataset.figure || own.getAttribute("aria-label"), own);
    const remark = event.target.closest(".mark");
    if (remark) tell(Number(remark.dataset.remark));
  });
