// The first page: a new period, and the end.
import { ask, make } from "./net.js";

const said = document.getElementById("said");
const tell = (error) => said.replaceChildren(make("strong", {}, error.message), " ", ...(error.hints ?? []));

for (const form of document.querySelectorAll("form.renew")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const made = await ask("/new", { kind: form.dataset.kind, period: form.elements.period.value });
      location.href = made.address;
    } catch (error) {
      tell(error);
    }
  });
}

document.getElementById("end").addEventListener("click", async () => {
  try {
    await ask("/end", {});
    document.querySelector("main").replaceChildren(make("p", {}, "程序已经退出，这一页可以关了。"));
  } catch (error) {
    tell(error);
  }
});
