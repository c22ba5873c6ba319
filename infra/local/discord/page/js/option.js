// One option of a command in the command box: a labelled field of the option's type.

import { act } from "./api.js";
import { Combobox } from "./combobox.js";
import { entities } from "./components.js";
import { h } from "./dom.js";

export const [STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE] = [3, 4, 5, 6, 7, 8, 9, 10, 11];
const KIND = { [STRING]: "text", [INTEGER]: "whole number", [BOOLEAN]: "true or false", [USER]: "member", [CHANNEL]: "channel", [ROLE]: "role", [MENTIONABLE]: "member or role", [NUMBER]: "number", [FILE]: "file" };
const ENTITIES = { [USER]: "users", [CHANNEL]: "channels", [ROLE]: "roles", [MENTIONABLE]: "mentionables" };
const TYPING_PAUSE = 250;

export class OptionField {
  constructor(command, option, others) {
    Object.assign(this, { command, option, others, chosen: null });
    this.input = h("input", {
      type: "text",
      name: option.name,
      inputmode: option.type === INTEGER ? "numeric" : option.type === NUMBER ? "decimal" : undefined,
      maxlength: option.max_length,
      autocomplete: "off",
      "aria-label": `${option.name}, ${option.required ? "required" : "optional"}: ${option.description}`,
      "data-testid": `option-${option.name}`,
      enterkeyhint: "send",
    });
    this.grow();
    this.input.addEventListener("input", () => {
      this.chosen = null;
      this.complain(false);
      this.grow();
    });
    const source = this.source();
    if (source) this.list = new Combobox(this.input, { source, pick: (choice) => this.pick(choice), label: option.name, delay: option.autocomplete ? TYPING_PAUSE : 0, heading: option.description });
    this.element = h("label", { class: `option ${option.required ? "required" : ""}` }, h("span", { class: "option-name" }, option.name), this.input);
  }

  get about() {
    const { type, description, required, min_value: low, max_value: high } = this.option;
    const range = low !== undefined || high !== undefined ? `, ${low ?? "…"} to ${high ?? "…"}` : "";
    return { description, kind: `${KIND[type]}${range}, ${required ? "required" : "optional"}` };
  }

  grow() {
    this.input.style.width = `${Math.min(34, Math.max(6, this.input.value.length + 1))}ch`;
  }

  source() {
    const { option } = this;
    if (option.autocomplete) return (text) => this.suggestions(text);
    const choices = this.choices();
    return choices && ((text) => choices.filter((each) => each.label.toLowerCase().includes(text.toLowerCase())).slice(0, 25));
  }

  choices() {
    const { type, choices, channel_types: types } = this.option;
    if (choices?.length) return choices.map((each) => ({ label: each.name, value: each.value }));
    if (type === BOOLEAN) return [{ label: "True", value: true }, { label: "False", value: false }];
    return type in ENTITIES ? entities(ENTITIES[type], types) : null;
  }

  async suggestions(text) {
    const told = await act("autocomplete", { command: this.command.path, options: this.others(this), focused: this.option.name, value: text });
    return told?.choices.map((each) => ({ label: each.name, value: each.value }));
  }

  pick(choice) {
    this.chosen = choice;
    this.input.value = choice.label;
    this.complain(false);
    this.grow();
  }

  /** What was picked; else what was typed, if it can stand for something. */
  get value() {
    const text = this.input.value.trim();
    if (this.chosen) return this.chosen.value;
    if (!text) return null;
    const named = this.choices()?.find((each) => each.label.toLowerCase() === text.replace(/^[@#]&?/, "").toLowerCase());
    return named ? named.value : text;
  }

  get isMissing() {
    const value = this.value;
    const mustBePicked = this.choices() && value !== null && typeof value === "string" && !this.choices().some((each) => each.value === value);
    return Boolean(mustBePicked || (this.option.required && value === null));
  }

  complain(wrong) {
    this.element.classList.toggle("wrong", wrong);
    this.input.setAttribute("aria-invalid", String(wrong));
  }
}
