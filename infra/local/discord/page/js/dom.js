// The few lines that take the place of a framework: making elements, and redrawing only what changed.

import { keepFocus } from "./focus.js";

export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, set] of Object.entries(value)) element.style.setProperty(key, set);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const drawn = new WeakMap();

/** Redraws a container when what it shows has changed. */
export function draw(container, shown, build) {
  const signature = JSON.stringify(shown);
  if (drawn.get(container) === signature) return false;
  drawn.set(container, signature);
  keepFocus(container, () => container.replaceChildren(...[build()].flat(Infinity).filter(Boolean)));
  return true;
}

/** Keeps one child per item, in order, and rebuilds only those whose item changed. */
export function keyed(container, items, keyOf, build) {
  const old = new Map([...container.children].map((child) => [child.dataset.key, child]));
  const children = items.map((item) => {
    const key = keyOf(item);
    const signature = JSON.stringify(item);
    const kept = old.get(key);
    if (kept && drawn.get(kept) === signature) return kept;
    const made = build(item);
    made.dataset.key = key;
    drawn.set(made, signature);
    return made;
  });
  keepFocus(container, () => place(container, children));
}

function place(container, children) {
  children.forEach((child, index) => {
    if (container.children[index] !== child) container.insertBefore(child, container.children[index] ?? null);
  });
  while (container.children.length > children.length) container.lastElementChild.remove();
}

export const $ = (id) => document.getElementById(id);

export function toast(text) {
  const shown = h("div", { class: "toast" }, text);
  $("toasts").append(shown);
  setTimeout(() => shown.remove(), 6000);
}

/** A dialog that is gone once it is closed. */
export function dialog(title, body, { testid, actions = [], onclose } = {}) {
  const close = h("button", { class: "icon", type: "button", "aria-label": "Close", onclick: () => box.close() }, "✕");
  const box = h(
    "dialog",
    { "aria-label": title, "data-testid": testid },
    h("div", { class: "dialog-head" }, h("h2", null, title), close),
    h("div", { class: "dialog-body" }, body),
    actions.length > 0 && h("div", { class: "dialog-actions" }, actions),
  );
  box.addEventListener("close", () => {
    box.remove();
    onclose?.();
  });
  box.addEventListener("click", (event) => event.target === box && box.close());
  $("dialogs").append(box);
  box.showModal();
  return box;
}

export function color(number) {
  return number ? `#${number.toString(16).padStart(6, "0")}` : undefined;
}

const HUES = [8, 28, 60, 95, 150, 185, 210, 235, 265, 295, 330];

/** A round picture with initials, always the same for the same name. */
export function avatar(name, extra = "") {
  const hue = HUES[[...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % HUES.length];
  const initials = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(0, 2).map((word) => word[0].toUpperCase()).join("");
  return h("span", { class: `avatar ${extra}`, style: { "--hue": hue }, "aria-hidden": "true" }, initials);
}

export function badge(count, label) {
  return count > 0 && h("span", { class: "badge", role: "img", "aria-label": `${count} ${label}` }, String(count));
}
