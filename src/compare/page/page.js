"use strict";
(() => {
  const figures = new Map(JSON.parse(document.getElementById("data").textContent).map((f) => [f.name, f]));
  const detail = document.getElementById("detail");
  const heads = document.querySelectorAll(".figures thead th");
  const years = { old: heads[1].textContent, new: heads[2].textContent };
  let opener = null;

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const numberButton = (name, side, text) => {
    const button = make("button", text || "空白", "n");
    button.type = "button";
    button.dataset.f = name;
    button.dataset.y = side;
    return button;
  };

  const terms = (list, side) => {
    const items = make("ul");
    list.forEach((term, index) => {
      const item = make("li", (index === 0 && term.sign === "+" ? "" : term.sign + " ") + term.label + " ");
      item.append(numberButton(term.name, side, term.text));
      items.append(item);
    });
    return items;
  };

  const oneYear = (figure, side) => {
    const part = make("section");
    const typing = figure[side];
    part.append(make("h3", years[side] + "：" + (typing ? (typing.text || "空白") + (figure.unit && typing.text ? " " + figure.unit : "") : "没有这项数据")));
    if (!typing) return part;
    if (typing.formula) {
      const isRatio = typing.formula.base?.length > 0;
      part.append(make("p", isRatio ? "计算：分子" : "计算：相加减"), terms(typing.formula.part, side));
      if (isRatio) part.append(make("p", "分母"), terms(typing.formula.base, side));
    }
    if (typing.place) part.append(make("p", (typing.formula ? "填报在 " : "填在 ") + typing.place, "place"));
    return part;
  };

  const close = () => {
    if (detail.hidden) return;
    detail.hidden = true;
    opener?.setAttribute("aria-expanded", "false");
    opener?.focus();
    opener = null;
  };

  const open = (button) => {
    const figure = figures.get(button.dataset.f);
    if (!figure) return;
    if (!detail.contains(button)) {
      opener?.setAttribute("aria-expanded", "false");
      opener = button;
      opener.setAttribute("aria-expanded", "true");
    }
    document.getElementById("detail-title").textContent = figure.group + "：" + figure.label;
    detail.querySelector(".name code").textContent = figure.name;
    const both = button.dataset.y === "old" ? ["old", "new"] : ["new", "old"];
    detail.querySelector(".years").replaceChildren(...both.map((side) => oneYear(figure, side)));
    detail.hidden = false;
    detail.scrollTop = 0;
    detail.focus();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button?.classList.contains("n")) open(button);
    else if (button?.classList.contains("close")) close();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  const form = document.querySelector(".filters");
  const rows = [...document.querySelectorAll("tr[data-kinds]")];
  const filter = () => {
    const on = (name) => form.elements[name].checked;
    const kinds = ["figure", "verdict", "wording"].filter(on);
    for (const kind of ["figure", "verdict", "wording"]) document.body.classList.toggle("off-" + kind, !on(kind));
    let shown = 0;
    for (const row of rows) {
      const isWanted = row.dataset.kinds.split(" ").some((kind) => kinds.includes(kind));
      row.hidden = on("only") && !isWanted;
      // The changed sentences stand in the whole text again.
      shown += isWanted && row.closest(".whole") !== null;
    }
    for (const row of document.querySelectorAll(".figures tr.same, .figures tbody.same")) row.hidden = on("only");
    for (const part of document.querySelectorAll("section.part")) part.hidden = on("only") && ![...part.querySelectorAll("tr[data-kinds]")].some((row) => !row.hidden);
    document.querySelector("section[aria-labelledby=figures]").hidden = !on("figure");
    document.querySelector("section[aria-labelledby=verdicts]").hidden = !on("verdict");
    for (const part of document.querySelectorAll(".changes")) {
      for (const row of part.querySelectorAll("tr[data-kinds]")) row.hidden = !row.dataset.kinds.split(" ").some((kind) => kinds.includes(kind));
      part.hidden = ![...part.querySelectorAll("tr[data-kinds]")].some((row) => !row.hidden);
    }
    form.querySelector(".shown").textContent = "正文和附件里有变化的 " + shown + " 行";
  };
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
