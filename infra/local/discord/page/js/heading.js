// The line above a channel: what it is, its threads, and on a narrow screen the drawer and who one is.

import { person, seen } from "./api.js";
import { $, avatar, draw, h } from "./dom.js";
import { openDrawer } from "./drawer.js";
import { icon, signOf } from "./icons.js";
import { inline } from "./markdown.js";
import { switcher } from "./sidebar.js";
import { threadsButton, threadsOf } from "./threads.js";

export function drawHeading() {
  const { channel } = seen.state;
  const inEvents = seen.view === "events";
  draw($("heading"), [channel.id, channel.name, channel.topic, inEvents, seen.state.me, seen.state.people, threadsOf(channel.id)], () => [
    h("button", { class: "icon menu", type: "button", "aria-label": "Channels", "aria-expanded": "false", "aria-controls": "drawer", onclick: openDrawer }, "☰"),
    inEvents ? title(icon("calendar"), null, "Events") : title(signOf(channel.type), channel.parent, channel.name),
    !inEvents && channel.topic && h("p", { class: "topic" }, inline(channel.topic)),
    h("span", { class: "heading-tools" }, !inEvents && threadsButton(channel), whoAmI()),
  ]);
}

const title = (sign, above, name) => h("h2", null, h("span", { class: "sign", "aria-hidden": "true" }, sign), h("span", { class: "title" }, above && h("span", { class: "parent" }, `${above} › `), name));

function whoAmI() {
  const { name } = person();
  return h("button", { class: "icon whoami", type: "button", "aria-haspopup": "dialog", "aria-label": `Acting as ${name}. Switch member`, onclick: switcher }, avatar(name, "tiny"), h("span", null, name));
}
