// Questions to the program: JSON out, JSON back. What went wrong is told in the clerk's words.

export class Told extends Error {
  constructor(told) {
    super(told.error);
    this.hints = told.hints ?? [];
    this.where = told.where ?? "";
  }
}

const read = async (response) => {
  let told;
  try {
    told = await response.json();
  } catch {
    throw new Told({ error: response.status === 403 ? "窗口已经关了，或换了地址" : "程序没有答复", hints: ["请从程序打开的地址再进来"] });
  }
  if (!response.ok) throw new Told(told);
  return told;
};

const sent = async (address, options) => {
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Told({ error: "程序已经退出", hints: ["没有保留的改动还在这一页里；请再打开程序"] });
  }
  return response;
};

export const ask = async (address, body, signal) =>
  read(await sent(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal }));

export const send = async (address, form) => read(await sent(address, { method: "POST", body: form }));

export const get = async (address) => read(await sent(address, {}));

export const fragment = async (address) => {
  const response = await sent(address, {});
  const text = await response.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!response.ok) throw new Told({ error: page.querySelector("main")?.textContent ?? "程序没有答复" });
  return [...page.body.childNodes];
};

// An element with its text and attributes.
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
