// A text field with a list of choices above it, worked by keyboard or pointer.

import { h } from "./dom.js";

let made = 0;

/**
 * `source(text)` gives the choices, each with a label, perhaps a detail, and whatever else the caller wants back.
 * `pick(choice)` is told which one was chosen.
 */
export class Combobox {
  constructor(input, { source, pick, label, delay = 0, heading }) {
    Object.assign(this, { input, source, pick, delay, heading, choices: [], active: -1, asked: 0 });
    const id = `choices-${++made}`;
    this.list = h("ul", { id, class: "choices", role: "listbox", "aria-label": label, hidden: true });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.refresh());
    input.addEventListener("blur", () => this.close());
    // Leaving the field would close the list before the click on it is seen.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  get isOpen() {
    return !this.list.hidden;
  }

  refresh() {
    // Enter must not take a choice that answers an earlier text: what needs no asking is there before the next key.
    if (!this.delay) return this.load();
    this.close();
    this.timer = setTimeout(() => this.load(), this.delay);
    return undefined;
  }

  async load() {
    const asked = ++this.asked;
    const text = this.input.value;
    if (this.delay) this.input.setAttribute("aria-busy", "true");
    const choices = await this.source(text);
    if (asked !== this.asked) return; // a later keystroke has asked again
    this.input.removeAttribute("aria-busy");
    if (document.activeElement === this.input) this.show(choices);
  }

  show(choices) {
    this.choices = choices ?? [];
    this.list.replaceChildren(...(this.heading ? [h("li", { class: "choices-head", role: "presentation" }, this.heading)] : []), ...this.choices.map((each, index) => this.item(each, index)));
    this.list.hidden = this.choices.length === 0;
    this.input.setAttribute("aria-expanded", String(this.isOpen));
    this.move(this.isOpen ? 0 : -1);
  }

  item(choice, index) {
    const choose = () => this.choose(index);
    const detail = choice.detail && h("span", { class: "detail" }, choice.detail);
    return h("li", { id: `${this.list.id}-${index}`, role: "option", "aria-selected": "false", onclick: choose, onpointermove: () => this.active !== index && this.move(index) }, h("span", { class: "choice" }, choice.mark && h("span", { class: "mark", "aria-hidden": "true" }, choice.mark), choice.label), detail);
  }

  move(to) {
    this.options.forEach((each, index) => each.setAttribute("aria-selected", String(index === to)));
    this.active = to;
    const current = this.options[to];
    if (current) {
      this.input.setAttribute("aria-activedescendant", current.id);
      current.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  get options() {
    return [...this.list.querySelectorAll('[role="option"]')];
  }

  choose(index = this.active) {
    const choice = this.choices[index];
    if (!choice) return;
    this.close();
    this.pick(choice);
  }

  close() {
    clearTimeout(this.timer);
    this.asked++;
    this.input.removeAttribute("aria-busy");
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Says whether the key was for the list. */
  key(event) {
    const count = this.choices.length;
    if (!this.isOpen) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
      this.load();
      return true;
    }
    if (event.key === "ArrowDown") this.move((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.move((this.active + count - 1) % count);
    else if (event.key === "Enter" || event.key === "Tab") this.choose();
    else if (event.key === "Escape") this.close();
    else return false;
    return true;
  }
}
