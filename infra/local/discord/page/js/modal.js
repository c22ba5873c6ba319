// Forms that the bot opens.

import { act } from "./api.js";
import { defaultsOf, optionsOf } from "./components.js";
import { dialog, h } from "./dom.js";
import { markdown } from "./markdown.js";

const TEXT_INPUT = 4;
const RADIO = 21;
const CHECKBOXES = 22;
const CHECKBOX = 23;

export function openModal(interaction, modal) {
  const fields = [];
  const body = modal.components.map((each) => top(each, fields));
  const form = h("form", { id: "modal-form" }, body, h("p", { class: "failed", role: "alert" }));
  const cancel = h("button", { class: "button link", type: "button", onclick: () => box.close() }, "Cancel");
  const send = h("button", { class: "button primary", type: "submit", form: "modal-form" }, "Submit");
  const box = dialog(modal.title, form, { testid: "modal", actions: [cancel, send] });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    const values = Object.fromEntries(fields.map((field) => [field.id, field.value()]));
    const told = await act("modal", { interaction, values });
    send.disabled = false;
    if (told && !told.problem) box.close();
    else form.lastElementChild.textContent = "Something went wrong. Try again.";
  });
  box.querySelector("input, textarea, select")?.focus();
}

function top(given, fields) {
  if (given.type === 10) return markdown(given.content);
  if (given.type === 1) return given.components.map((each) => labelled(each, each.label, null, fields));
  return labelled(given.component, given.label, given.description, fields);
}

function labelled(given, label, description, fields) {
  const required = given.required !== false && given.type !== CHECKBOX;
  const id = `field-${fields.length}`;
  const about = description && h("p", { class: "hint", id: `${id}-about` }, description);
  const shared = { id, required, "aria-describedby": about ? `${id}-about` : undefined };
  const field = input(given, shared);
  fields.push({ id: given.custom_id, value: field.value });
  const name = [label, required && h("span", { class: "required", "aria-hidden": "true" }, " *")];
  const head = field.grouped ? h("legend", null, name) : h("label", { for: id }, name);
  return h(field.grouped ? "fieldset" : "div", { class: "field" }, head, about, field.element);
}

function input(given, shared) {
  if (given.type === TEXT_INPUT) return textInput(given, shared);
  if (given.type === CHECKBOX) return checkbox(given, shared);
  if (given.type === RADIO || given.type === CHECKBOXES) return group(given, shared);
  return menu(given, shared);
}

function textInput(given, shared) {
  const limits = { minlength: given.min_length, maxlength: given.max_length ?? 4000, placeholder: given.placeholder };
  const element = given.style === 2
    ? h("textarea", { ...shared, ...limits, rows: 4 }, given.value ?? "")
    : h("input", { ...shared, ...limits, type: "text", value: given.value, autocomplete: "off" });
  return { element, value: () => element.value };
}

function checkbox(given, shared) {
  const element = h("input", { ...shared, type: "checkbox", checked: given.default, required: false });
  return { element, value: () => element.checked };
}

function group(given, shared) {
  const kind = given.type === RADIO ? "radio" : "checkbox";
  const chosen = defaultsOf(given);
  const boxes = given.options.map((each) =>
    h("input", { type: kind, name: shared.id, value: each.value, checked: chosen.includes(each.value), required: kind === "radio" && shared.required }));
  const lines = given.options.map((each, index) =>
    h("label", { class: "check" }, boxes[index], h("span", null, each.label, each.description && h("small", null, each.description))));
  const values = () => boxes.filter((box) => box.checked).map((box) => box.value);
  return { element: h("div", null, lines), grouped: true, value: () => (kind === "radio" ? values()[0] ?? "" : values()) };
}

function menu(given, shared) {
  const many = (given.max_values ?? 1) > 1;
  const chosen = defaultsOf(given);
  const choices = optionsOf(given).map((each) => h("option", { value: each.value, selected: chosen.includes(each.value) }, each.label));
  const empty = !many && h("option", { value: "", selected: chosen.length === 0 }, given.placeholder ?? "Make a selection");
  const element = h("select", { ...shared, multiple: many }, empty, choices);
  return { element, value: () => [...element.selectedOptions].map((option) => option.value).filter(Boolean) };
}
