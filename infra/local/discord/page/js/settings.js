// Things to break on purpose: what the bot may do, and whether Discord works.

import { ask, seen, server as open } from "./api.js";
import { dialog, h } from "./dom.js";

const PERMISSIONS = [
  ["VIEW_CHANNEL", 10],
  ["SEND_MESSAGES", 11],
  ["EMBED_LINKS", 14],
  ["ATTACH_FILES", 15],
  ["READ_MESSAGE_HISTORY", 16],
  ["MANAGE_EVENTS", 33],
  ["CREATE_PUBLIC_THREADS", 35],
  ["CREATE_PRIVATE_THREADS", 36],
  ["SEND_MESSAGES_IN_THREADS", 38],
  ["CREATE_EVENTS", 44],
];
const FAILURES = [500, 503, 429, 403, 404];

export function openSettings() {
  const { servers } = seen.state;
  dialog("Settings", [servers.map(server), failing()], { testid: "settings" });
}

function server(given) {
  const role = given.roles.find((each) => each.tags?.bot_id === seen.state.bot);
  const everyone = given.roles.find((each) => each.id === given.id);
  const present = h("input", { type: "checkbox", checked: given.has_bot, onchange: (event) => ask("servers/bot", { guild: given.id, present: event.currentTarget.checked }) });
  const mine = role && BigInt(role.permissions) | BigInt(everyone.permissions);
  const bits = role && PERMISSIONS.map(([name, bit]) => permission(given.id, name, Boolean(mine & (1n << BigInt(bit)))));
  const missing = bits ? PERMISSIONS.filter(([, bit]) => !(mine & (1n << BigInt(bit)))).length : 0;
  const state = given.has_bot ? (missing ? `${missing} ${missing === 1 ? "permission" : "permissions"} missing` : "may do all it needs") : "without the bot";
  const summary = h("summary", null, given.name, h("span", { class: "hint" }, ` · ${state}`));
  const inside = [h("label", { class: "check" }, present, "The bot is in this server"), bits && h("p", { class: "hint" }, "What it may do there:"), bits && h("div", { class: "grid" }, bits)];
  return h("details", { class: "server", open: given.id === open()?.id }, summary, h("fieldset", { "aria-label": given.name }, inside));
}

function permission(guild, name, granted) {
  const change = (event) => ask("settings/permission", { guild, permission: name, granted: event.currentTarget.checked });
  return h("label", { class: "check" }, h("input", { type: "checkbox", checked: granted, onchange: change }), name.toLowerCase().replaceAll("_", " "));
}

function failing() {
  const status = h("select", { "aria-label": "Status" }, FAILURES.map((each) => h("option", { value: each }, String(each))));
  const times = h("input", { type: "number", min: 1, max: 100, value: 1, "aria-label": "How many requests" });
  const route = h("input", { type: "text", placeholder: "all routes, or e.g. scheduled-events", "aria-label": "Only routes with" });
  const limits = h("input", { type: "checkbox", checked: true, onchange: (event) => ask("settings/rate-limits", { enabled: event.currentTarget.checked }) });
  const form = h("form", { class: "inline-form" }, "The next ", times, " requests fail with ", status, route, h("button", { class: "button danger", type: "submit" }, "Fail them"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask("settings/fail", { status: Number(status.value), times: Number(times.value), route: route.value });
    form.querySelector("button").textContent = "Ordered";
  });
  return h("fieldset", null, h("legend", null, "Discord's health"), form, h("label", { class: "check" }, limits, "Rate limits are on"));
}
