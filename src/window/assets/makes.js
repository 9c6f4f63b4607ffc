// Results and workbooks.
import { ask, get, make, send } from "./net.js";

const made = document.getElementById("made");
const WORDS = { error: "错误", warning: "警告", note: "说明" };

const tell = (told) => {
  const findings = told.findings.map((one) =>
    make("li", { class: one.severity }, make("strong", {}, WORDS[one.severity] + "："), one.message, one.where ? make("span", { class: "soft" }, "　" + one.where) : null, ...one.hints.map((hint) => make("p", { class: "hint" }, hint))));
  const files = (told.files ?? []).map((file) => make("li", {}, make("a", { href: file.address, download: true }, file.label)));
  made.replaceChildren(
    ...(findings.length ? [make("ul", { class: "list" }, ...findings)] : []),
    make("div", { class: "done" }, ...told.done.map((line) => make("p", {}, line))),
    ...(files.length ? [make("ul", { class: "files" }, ...files)] : []),
  );
};

const fail = (error) => made.replaceChildren(make("p", { class: "error" }, error.message), ...(error.hints ?? []).map((hint) => make("p", { class: "hint" }, hint)));

export const versions = async (base) => {
  const told = await get(base + "/versions");
  const lines = told.findings.length ? told.findings.map((one) => one.message) : told.done;
  document.getElementById("versions").replaceChildren(...lines.filter((line) => line.trim()).map((line) => make("li", {}, line)));
};

export const wire = (base, hooks) => {
  document.getElementById("issue")?.addEventListener("click", async () => {
    try {
      tell(await ask(base + "/issue", {}));
      await versions(base);
    } catch (error) {
      fail(error);
    }
  });
  document.getElementById("build")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    if (hooks.isStaged()) {
      fail({ message: "还有改动没有保留", hints: ["先点“保留”，再生成"] });
      return;
    }
    made.replaceChildren("正在生成……");
    try {
      tell(await ask(base + "/build", { docx: form.elements.docx.checked, ofd: form.elements.ofd.checked, draft: form.elements.draft.checked, correct: form.elements.correct.checked }));
      await versions(base);
    } catch (error) {
      fail(error);
    }
  });
  document.getElementById("review")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new FormData();
    for (const file of event.target.elements.books.files) data.append("book", file, file.name);
    data.append("apply", event.submitter?.value === "keep");
    made.replaceChildren("正在读修改稿……");
    try {
      const told = await send(base + "/review", data);
      tell(told);
      if (told.kept) await hooks.again();
    } catch (error) {
      fail(error);
    }
  });
  document.getElementById("import")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const data = new FormData();
    for (const file of form.elements.books.files) data.append("book", file, file.name);
    data.append("replace", form.elements.replace.checked);
    data.append("check", event.submitter?.value === "check");
    made.replaceChildren("正在读工作簿……");
    try {
      const told = await send(base + "/import", data);
      if (!told.sound) told.done.unshift("有错误，一项也没有导入：");
      else if (!told.kept) told.done.unshift("导入会填这些（还没有写进数据）：");
      tell(told);
      if (told.kept) await hooks.again();
    } catch (error) {
      fail(error);
    }
  });
};
