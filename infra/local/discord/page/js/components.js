// Buttons, selects and the newer components of a message.

import { act, seen, server } from "./api.js";
import { place } from "./attachments.js";
import { color, h } from "./dom.js";
import { inline, markdown } from "./markdown.js";
import { openModal } from "./modal.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const SELECTS = [3, 5, 6, 7, 8];

export const components = (message) => message.components.map((each) => component(message, each));

function component(message, given) {
  if (SELECTS.includes(given.type)) return select(message, given);
  const build = { 1: row, 2: button, 9: section, 10: text, 11: thumbnail, 12: gallery, 14: separator, 17: container };
  return build[given.type]?.(message, given) ?? h("p", { class: "hint" }, `(a component of type ${given.type})`);
}

const inside = (message, given) => given.components.map((each) => component(message, each));
const row = (message, given) => h("div", { class: "row" }, inside(message, given));
const text = (_, given) => markdown(given.content);
const separator = (_, given) => h("hr", { class: given.divider ? "" : "blank" });
const picture = (url, about) => h("img", { src: place(url), alt: about ?? "", loading: "lazy" });
const thumbnail = (_, given) => picture(given.media.url, given.description);
const gallery = (_, given) => h("div", { class: "gallery" }, given.items.map((item) => picture(item.media.url, item.description)));

function container(message, given) {
  const accent = given.accent_color === null ? {} : { "--accent-line": color(given.accent_color) };
  return h("div", { class: "container", style: accent }, inside(message, given));
}

function section(message, given) {
  return h("div", { class: "section" }, h("div", null, inside(message, given)), component(message, given.accessory));
}

const emoji = (given) => given && h("span", { class: "emoji", "aria-hidden": "true" }, given.id ? `:${given.name}:` : given.name);

function button(message, given) {
  const content = [emoji(given.emoji), given.label && h("span", null, given.label)];
  const shared = { class: `button ${STYLES[given.style] ?? "secondary"}`, "aria-label": given.label };
  if (given.style === 5) return h("a", { ...shared, href: given.url, target: "_blank", rel: "noreferrer noopener" }, content, " ↗");
  const press = async (event) => {
    const pressed = event.currentTarget;
    await during(pressed, () => answered(message, "click", { button: given.custom_id }));
  };
  return h("button", { ...shared, type: "button", disabled: given.disabled, onclick: press }, content);
}

/** It keeps the focus meanwhile, which what is disabled does not. */
async function during(element, work) {
  if (element.ariaBusy) return;
  element.ariaBusy = element.ariaDisabled = "true";
  try {
    await work();
  } finally {
    element.ariaBusy = element.ariaDisabled = null;
  }
}

/** What comes of using a component: a form to fill in, or nothing to see but the channel. */
async function answered(message, name, body) {
  const told = await act(name, { message: message.id, ...body });
  if (!told) return;
  if (told.modal) openModal(told.interaction, told.modal);
  if (told.problem) document.querySelector(`[data-key="${message.id}"]`)?.append(failure());
}

const failure = () => h("p", { class: "failed", role: "alert" }, "This interaction failed");

export function entities(types, channelTypes) {
  const here = server();
  const { names } = seen.state;
  const members = here ? here.members : Object.entries(names.users).map(([id, name]) => ({ id, name }));
  const users = members.map((each) => ({ value: each.id, label: each.name, mark: "@" }));
  const roles = (here?.roles ?? []).filter((each) => each.id !== here.id).map((each) => ({ value: each.id, label: each.name, mark: "@&" }));
  const listed = (here?.channels ?? []).flatMap((each) => [each, ...each.threads]);
  const fitting = listed.filter((each) => !channelTypes?.length || channelTypes.includes(each.type));
  const channels = fitting.map((each) => ({ value: each.id, label: each.name, mark: "#" }));
  return { users, roles, mentionables: [...users, ...roles], channels }[types];
}

export const ENTITY = { 5: "users", 6: "roles", 7: "mentionables", 8: "channels" };

export function optionsOf(given) {
  return given.type in ENTITY ? entities(ENTITY[given.type], given.channel_types) : given.options;
}

export function defaultsOf(given) {
  const chosen = (given.options ?? []).filter((each) => each.default).map((each) => each.value);
  return [...chosen, ...(given.default_values ?? []).map((each) => each.id)];
}

function select(message, given) {
  const choose = (values) => answered(message, "select", { select: given.custom_id, values });
  return given.max_values > 1 ? multiple(given, choose) : single(given, choose);
}

const worded = (option) => `${option.emoji?.name ? `${option.emoji.name} ` : ""}${option.label}${option.description ? ` (${option.description})` : ""}`;

function single(given, choose) {
  const label = given.placeholder ?? "Make a selection";
  const chosen = defaultsOf(given)[0] ?? "";
  const choices = optionsOf(given).map((each) => h("option", { value: each.value, selected: each.value === chosen }, worded(each)));
  const pick = (event) => choose([event.currentTarget.value]);
  const empty = h("option", { value: "", disabled: true, selected: !chosen, hidden: true }, label);
  return h("select", { class: "select", "aria-label": label, disabled: given.disabled, onchange: pick }, empty, choices);
}

function multiple(given, choose) {
  const label = given.placeholder ?? "Make a selection";
  const chosen = defaultsOf(given);
  const boxes = optionsOf(given).map((each) => h("input", { type: "checkbox", value: each.value, checked: chosen.includes(each.value) }));
  const lines = optionsOf(given).map((each, index) => h("label", { class: "check" }, boxes[index], inline(worded(each))));
  const values = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const send = (event) => during(event.currentTarget, () => choose(values()));
  const amount = given.min_values === given.max_values ? given.max_values : `${given.min_values} to ${given.max_values}`;
  return h(
    "details",
    { class: "select multiple" },
    h("summary", null, label),
    h("fieldset", { disabled: given.disabled }, h("legend", { class: "hint" }, `Pick ${amount}`), lines),
    h("button", { class: "button primary", type: "button", onclick: send }, "Choose"),
  );
}
