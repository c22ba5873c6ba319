// The servers, their channels, direct messages, and who one is.

import { ask, person, seen, server } from "./api.js";
import { $, avatar, badge, color, dialog, draw, h } from "./dom.js";
import { icon, signOf } from "./icons.js";

const CATEGORY = 4;
const DM = 1;
export const href = (changes) => {
  const now = { as: seen.viewer, at: seen.channel, ...changes };
  return `#${new URLSearchParams(Object.entries(now).filter(([, value]) => value))}`;
};

export function drawSidebar() {
  const { state } = seen;
  const here = server();
  const inDms = state.channel?.type === DM || seen.view === "dms";
  draw($("rail"), [state.servers.map((each) => [each.id, each.name, count(each)]), state.dms, here?.id, inDms, seen.viewer], () => rail(here, inDms));
  draw($("channels"), [here, state.dms, inDms, seen.channel, seen.view, seen.viewer], () => (inDms || !here ? dms() : channels(here)));
  draw($("me"), [state.people, state.me, seen.channel], me);
  draw($("members"), [here?.members, state.people, state.me, seen.channel, inDms], () => members(here));
}

const count = (each) => each.channels.flatMap((channel) => [channel, ...channel.threads]).reduce((sum, channel) => sum + channel.mentions, 0);
const counted = (name, number, what) => (number ? `${name}, ${number} ${what}` : name);
const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => word[0]).join("").toUpperCase();

function rail(here, inDms) {
  const { servers, dms } = seen.state;
  const unread = dms.reduce((sum, each) => sum + each.unread, 0);
  const choose = (event) => (seen.choosing = event.currentTarget.hash !== location.hash);
  const first = (each) => (each.channels.find((channel) => channel.type === 0) ?? each.channels[0])?.id;
  return [
    h("a", { class: "pip dms", href: href({ at: "@me" }), onclick: choose, "aria-current": inDms && "page", "aria-label": counted("Direct messages", unread, "unread"), title: "Direct messages" }, "✉", badge(unread, "unread direct messages")),
    h("hr"),
    servers.map((each) => h("a", { class: "pip", href: href({ at: first(each) }), onclick: choose, "data-testid": "server", "aria-current": !inDms && here?.id === each.id && "page", "aria-label": counted(each.name, count(each), "mentions"), title: each.name }, initials(each.name), badge(count(each), "mentions"))),
    h("button", { class: "pip add", type: "button", "aria-label": "Add a server", title: "Add a server", onclick: addServer }, "+"),
  ];
}

function addServer() {
  const name = h("input", { type: "text", required: true, minlength: 2, maxlength: 100, placeholder: "Another community" });
  const form = h("form", { id: "new-server" }, h("label", { class: "field" }, "Its name", name), h("p", { class: "hint" }, "You own it, everybody joins, and the bot is added, which tells the bot so."));
  const send = h("button", { class: "button primary", type: "submit", form: "new-server" }, "Add");
  const box = dialog("Add a server", form, { actions: [send] });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const made = await ask("servers", { name: name.value, owner: seen.viewer });
    if (!made) return;
    box.close();
    location.hash = href({ at: made.channel });
  });
}

function channels(here) {
  const live = here.events.filter((each) => each.status <= 2).length;
  const events = h("a", { class: "channel events", href: href({ view: "events" }), "aria-current": seen.view === "events" && "page", "data-testid": "events-link" }, h("span", { class: "sign", "aria-hidden": "true" }, icon("calendar")), h("span", { class: "name" }, "Events"), live > 0 && h("span", { class: "count", "aria-label": `${live} ahead` }, String(live)));
  return [h("h1", null, here.name), events, here.channels.map(channel)];
}

function channel(given) {
  if (given.type === CATEGORY) return h("h2", null, given.name);
  const current = seen.channel === given.id && seen.view !== "events";
  const threads = given.threads.filter((each) => !each.archived || each.id === seen.channel);
  const classes = ["channel", given.unread && !current ? "unread" : ""].join(" ");
  return [
    h("a", { class: classes, href: href({ at: given.id }), "aria-current": current && "page" }, h("span", { class: "sign", "aria-hidden": "true" }, signOf(given.type)), h("span", { class: "name" }, given.name), badge(given.mentions, "mentions")),
    threads.length > 0 && h("ul", { class: "threads" }, threads.map((thread) => h("li", null, channel({ ...thread, threads: [] })))),
  ];
}

function dms() {
  const { state } = seen;
  const known = state.dms.some((each) => each.with === state.bot);
  const bot = !known && h("a", { class: "channel", href: href({ at: "@me" }) }, avatar(state.names.users[state.bot], "tiny bot"), h("span", { class: "name" }, state.names.users[state.bot]));
  const listed = state.dms.map((each) => h("a", { class: `channel ${each.unread ? "unread" : ""}`, href: href({ at: each.id }), "aria-current": seen.channel === each.id && "page", "data-testid": "dm" }, avatar(each.name, "tiny bot"), h("span", { class: "name" }, each.name), badge(each.unread, "unread messages")));
  return [h("h1", null, "Direct messages"), listed, bot];
}

function me() {
  const mine = person();
  const waiting = seen.state.people.filter((each) => each.id !== mine.id).reduce((sum, each) => sum + each.unread, 0);
  const roles = mine.roles.map((role) => role.name).join(", ") || "no role";
  return h("button", { class: "person", type: "button", "data-testid": "switcher", "aria-haspopup": "dialog", "aria-label": `You act as ${mine.name}, ${roles}. Switch member`, onclick: switcher }, avatar(mine.name, "small"), h("span", { class: "who" }, h("strong", null, mine.name), h("small", null, roles)), badge(waiting, "unread messages of others") || h("span", { class: "hint", "aria-hidden": "true" }, "⇅"));
}

export function switcher() {
  const list = h("ul", { class: "people" }, seen.state.people.map((each) => h("li", null, actAs(each, () => box.close()))));
  const mine = person();
  const closed = h("input", { type: "checkbox", checked: mine.dms_closed, onchange: (event) => ask("settings/dms", { user: mine.id, closed: event.currentTarget.checked }) });
  const settings = h("label", { class: "check" }, closed, `${mine.name} takes no direct messages`);
  const box = dialog("Act as", [list, settings], { testid: "people" });
}

const tint = (number) => (number ? { "--tint": color(number) } : {});

function actAs(each, done) {
  const here = server();
  const away = here && !each.servers.includes(here.id);
  const roles = each.roles.map((role) => h("span", { class: "role", style: tint(role.color) }, role.name));
  const go = () => {
    done();
    location.hash = href({ as: each.name });
  };
  return h("button", { class: "person", type: "button", "aria-pressed": String(each.id === seen.state.me), "data-testid": `as-${each.name}`, onclick: go }, avatar(each.name), h("span", { class: "who" }, h("strong", null, each.name), h("small", null, roles.length ? roles : "no role", each.dms_closed && " · DMs closed", away && " · not in this server")), badge(each.unread, "unread direct messages"));
}

function members(here) {
  if (!here) return [];
  const groups = Map.groupBy ? Map.groupBy(here.members, (each) => each.group) : groupBy(here.members);
  const known = new Map(seen.state.people.map((each) => [each.id, each]));
  const order = [...here.roles.map((role) => role.name), "Members", "Bots"].filter((name, index, all) => groups.has(name) && all.indexOf(name) === index);
  return [h("p", { class: "hint" }, "Click somebody to act as them. A badge counts their unread direct messages."), order.map((name) => [h("h2", null, `${name} · ${groups.get(name).length}`), h("ul", { class: "people" }, groups.get(name).map((each) => h("li", null, member(each, known.get(each.id)))))])];
}

const groupBy = (all) => all.reduce((groups, each) => groups.set(each.group, [...(groups.get(each.group) ?? []), each]), new Map());

function member(each, known) {
  const name = h("span", { class: "who" }, h("span", { class: "role", style: tint(each.color) }, each.name, each.bot && h("span", { class: "tag" }, "APP")));
  if (!known) return h("a", { class: "person", href: href({ at: "@me" }), "aria-label": `Write to ${each.name}` }, avatar(each.name, "small bot"), name);
  return h("a", { class: "person", href: href({ as: each.name }), "aria-current": known.id === seen.state.me && "true", "aria-label": counted(`Act as ${each.name}`, known.unread, "unread") }, avatar(each.name, "small"), name, known.dms_closed && h("span", { role: "img", "aria-label": "takes no direct messages", title: "takes no direct messages", class: "hint" }, icon("muted")), badge(known.unread, "unread direct messages"));
}
